"""Histories like a given one, for the backtest: with its surprises in another order, or drawn anew.

Neither kind comes from the model that forecasts them: the one keeps the course that was, whatever
the calendar says; the other follows a calendar, a growth and an unrest the forecast does not know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.random import Generator

from data_access.rhythm import Term
from data_access.simulation import History, calendar

BLOCK = 4
"""Weeks that stay together when a history is reshuffled: about a month of reports."""


def reshuffled(history: History, rng: Generator) -> History:
    """The same course with its surprises in another order: a moving-block bootstrap of the
    standardised distances from a centred five-week mean (Künsch 1989)."""
    course = np.convolve(np.pad(history.gains, 2, mode="edge"), np.ones(5) / 5, "valid")
    spread = np.sqrt(np.maximum(course, 1.0))
    # Five weeks' mean takes a fifth of a week's own surprise with it.
    surprise = (history.gains - course) / spread / np.sqrt(0.8)
    count = len(course)
    starts = rng.integers(0, count - BLOCK + 1, -(-count // BLOCK))
    drawn = surprise[(starts[:, np.newaxis] + np.arange(BLOCK)).ravel()[:count]]
    gains = np.maximum(np.round(course + drawn * spread), 0.0)
    return History(gains, history.losses, history.calendar)


def regenerated(history: History, last: date, terms: Sequence[Term], rng: Generator) -> History:
    """Another programme of the same size, whose calendar, growth and cohorts are not quite what
    the forecast supposes: terms moved by up to two weeks, a stronger or weaker rhythm, cohorts of
    other sizes, a slow beginning, overdispersed weeks."""
    count = len(history.gains)
    moved = [
        (start + timedelta(shift), end + timedelta(shift))
        for (start, end), shift in zip(
            terms, rng.integers(-14, 15, len(terms)).tolist(), strict=True
        )
    ]
    shape = calendar(last, count, moved)
    sizes = np.exp(np.cumsum(shape.begins * rng.normal(0.0, 0.35, count)))
    weeks = np.arange(count)
    known = 1 / (1 + np.exp(-(weeks - rng.uniform(-10, 10)) / rng.uniform(3, 8)))
    mean = shape.rhythm ** rng.uniform(0.7, 1.3) * sizes * known
    mean *= history.gains.sum() / mean.sum()
    unrest = rng.uniform(0.01, 0.08)
    gains = rng.poisson(mean * rng.gamma(1 / unrest, unrest, count)).astype(float)
    return History(gains, rng.permutation(history.losses), history.calendar)


def histories(
    history: History, last: date, terms: Sequence[Term], count: int, seed: int
) -> Iterator[tuple[str, History]]:
    """The history itself (kind ``own``), then `count` invented ones: ``reshuffled`` and
    ``regenerated`` in turn. Each with its kind."""
    yield "own", history
    rng = np.random.Generator(np.random.PCG64(seed))
    for number in range(count):
        if number % 2:
            yield "regenerated", regenerated(history, last, terms, rng)
        else:
            yield "reshuffled", reshuffled(history, rng)
