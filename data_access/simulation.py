"""The model behind the forecast: how many MiPymes the coming weeks may add, as many paths.

A week's gain is y ~ Poisson(λ · r · exp(x) · g): r the rhythm of that week, λ the recent level,
x the drift of the level (an AR(1) on the log scale, so it reverts and its spread levels off), and
g ~ Gamma(mean 1, variance α) the unrest of single weeks (together a negative binomial). Losses
are weeks drawn from the past ones. After: Harvey & Fernandes, Time series models for count data
(1989); Gelman et al., Bayesian Data Analysis (2013), §2.6 on overdispersed counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from data_access.rhythm import WEEK, Floats, Term, activity

PATHS = 1000
QUANTILES = (0.1, 0.5, 0.9)
"""The ends of the 80 % range, and its middle."""
WEEKS_NEEDED = 8
"""Weeks with activity without which nothing is forecast."""
SEED = 2021
"""Fixed: the same data give the same forecast."""

HALF_LIFE = 2.5
"""Weeks after which a past week weighs half in the recent level."""
MEMORY = 26
"""Weeks that are looked back on."""
DRIFT = 0.11
"""Standard deviation of a week's change of the log level."""
KEPT = 0.95
"""What part of the drift is left a week later."""
JUMP = 0.40
"""Standard deviation of the change of the log level when a cohort begins: it is of another size."""
UNREST, UNREST_WEEKS = 0.03, 8
"""α before any data, and how many weeks of data weigh as much as that."""


@dataclass(frozen=True)
class Calendar:
    """Weeks as the calendar sees them: their rhythm (1.0 is a full week), and the beginnings of
    terms in each."""

    rhythm: Floats
    begins: Floats

    def part(self, weeks: slice) -> Calendar:
        """Some of the weeks."""
        return Calendar(self.rhythm[weeks], self.begins[weeks])


@dataclass(frozen=True)
class History:
    """Past weeks, oldest first: gains and losses, both from 0."""

    gains: Floats
    losses: Floats
    calendar: Calendar

    @property
    def net(self) -> Floats:
        """Gains less losses."""
        return self.gains - self.losses

    def part(self, weeks: slice) -> History:
        """Some of the weeks."""
        return History(self.gains[weeks], self.losses[weeks], self.calendar.part(weeks))


@dataclass(frozen=True)
class Level:
    """What the past weeks say about the level: λ, the spread of its logarithm, and α."""

    rate: float
    spread: float
    unrest: float


def calendar(last: date, count: int, terms: Sequence[Term]) -> Calendar:
    """The `count` weeks of seven days that end on `last`."""
    first = last - timedelta(7 * count - 1)
    rhythm = activity(first, last, terms).reshape(count, 7).sum(axis=1) / sum(WEEK)
    begins = np.zeros(count)
    for start, _ in terms:
        if first <= start <= last:
            begins[(start - first).days // 7] = 1.0
    return Calendar(rhythm, begins)


def level(history: History) -> Level:
    """The recent level, λ = Σ w·y / Σ w·r with weights that halve every `HALF_LIFE` weeks, and
    how well such a level has told the next week so far."""
    gains, rhythm = history.gains[-MEMORY:], history.calendar.rhythm[-MEMORY:]
    unrest = _unrest(gains, rhythm)
    weight = 0.5 ** (np.arange(len(gains))[::-1] / HALF_LIFE)
    exposure = float((weight * rhythm).sum())
    # Half a MiPyme more, so that some weeks of zero do not say that there will never be one.
    rate = (float((weight * gains).sum()) + 0.5) / exposure
    variance = (unrest * (weight * rhythm) ** 2 + weight**2 * rhythm / rate).sum() / exposure**2
    # What was seen before a cohort began says less about the weeks with it.
    later = np.cumsum(history.calendar.begins[-MEMORY:][::-1])[::-1]
    before = float((weight * rhythm)[later > 0].sum()) / exposure
    variance += (JUMP * before) ** 2
    return Level(rate, float(np.sqrt(variance)), unrest)


def _unrest(gains: Floats, rhythm: Floats) -> float:
    """α from the errors of each week's forecast by the weeks before it: E(y−μ)² = μ + αμ²."""
    age = np.subtract.outer(np.arange(len(gains)), np.arange(len(gains))).astype(float)
    weight = np.where(age > 0, 0.5 ** (np.maximum(age, 0) / HALF_LIFE), 0.0)[1:]
    expected = rhythm[1:] * (weight @ gains) / np.maximum(weight @ rhythm, 1e-9)
    excess = float(((gains[1:] - expected) ** 2 - expected).sum())
    scale = float((expected**2).sum())
    found = max(excess / scale, 0.0) if scale else UNREST
    seen = len(expected)
    return (UNREST * UNREST_WEEKS + found * seen) / (UNREST_WEEKS + seen)


def simulate(history: History, ahead: Calendar, *, paths: int = PATHS) -> NDArray[np.int64]:
    """Paths of the cumulative change, a row each and a column per week `ahead`."""
    rng = np.random.Generator(np.random.PCG64(SEED))
    now, weeks = level(history), len(ahead.rhythm)
    drift = np.empty((paths, weeks))
    state = rng.normal(0.0, now.spread, paths)
    for week in range(weeks):
        state = KEPT * state + rng.normal(0.0, DRIFT, paths)
        drift[:, week] = state
    jumps = np.cumsum(rng.normal(0.0, JUMP * np.sqrt(ahead.begins), (paths, weeks)), axis=1)
    noise = rng.gamma(1 / now.unrest, now.unrest, (paths, weeks))
    gains = rng.poisson(now.rate * ahead.rhythm * np.exp(drift + jumps) * noise)
    losses = history.losses[-MEMORY:]
    if losses.any():
        gains -= rng.choice(losses, (paths, weeks)).astype(np.int64)
    return np.cumsum(gains, axis=1)
