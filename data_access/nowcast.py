"""What the count of a day will probably be once the late reports have come: ranges beside what is
reported, from each university's own history.

Two things may still come. Days that a university has not reported: as many MiPymes as its own
weeks before suggest (`simulation`). Late rows and corrections of days that it has: the days that
one load brought grow with its next ones by link ratios, drawn from those of its earlier loads in
proportion to their weight. After the chain ladder: Mack, Distribution-free calculation of the
standard error of chain ladder reserve estimates, ASTIN Bulletin 23 (1993); resampled instead of
computed: England & Verrall, Stochastic claims reserving, British Actuarial Journal 8 (2002).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.random import Generator

from data_access.forecast import done_by, history, on_day
from data_access.rhythm import Floats, Term
from data_access.simulation import PATHS, QUANTILES, SEED, WEEKS_NEEDED, calendar, simulate

STEPS = 3
"""After so many further loads the days that a load brought are taken as settled."""
LEAST = 3
"""Earlier loads whose first step is known, without which nothing is said of a university."""
SMALL = 0.05
"""What part of the count may be of universities that are late and of which nothing can be said."""
STRETCH = 1.6
"""How much wider than drawn a range is: a few ratios know little of what may come. An assumption,
tuned on invented histories (`hindsight`) to hold eight of ten."""
ALL = ""
"""The code of the row of all universities together."""

Ratios = list[tuple[Floats, Floats]]
"""By step: the link ratios seen, and their weights (adding up to 1); both empty where none was."""


def nowcast(
    log: pd.DataFrame,
    loads: pd.DataFrame,
    *,
    day: date,
    terms: Sequence[Term] = (),
    paths: int = PATHS,
) -> pd.DataFrame:
    """The count of `day` from the frames of `load_changes.log` and `load_changes.loads`.

    Columns ``code`` (a university of the log, or `ALL` in the last row), ``reported`` (int),
    ``low``, ``mid``, ``high`` (float; missing where its history is too short). Of such a university
    `ALL` takes what is reported; where they hold more than `SMALL` of it and their reports do not
    reach the day, or where there are only such, `ALL` is missing too.
    """
    rng = np.random.Generator(np.random.PCG64(SEED))
    log = log[log["day"] <= pd.Timestamp(day)]
    log = log.assign(added=log["started"] - log["dropped"])
    total, untold = np.zeros(paths), 0
    found: list[tuple[str, int, float, float, float]] = []
    for code, own in log.groupby("university"):
        came = loads[loads["university"] == code]
        coming = _coming(own, came, day, terms, rng, paths)
        reported = int(own["added"].sum())
        found.append((str(code), reported, *_range(reported, coming)))
        if coming is not None:
            total += coming
        elif came["data_until"].max() < pd.Timestamp(day):
            untold += reported
    reported = int(log["added"].sum())
    known = any(not np.isnan(row[2]) for row in found) and untold <= SMALL * reported
    found.append((ALL, reported, *_range(reported, total if known else None)))
    return pd.DataFrame(found, columns=["code", "reported", "low", "mid", "high"])


def _range(reported: int, coming: Floats | None) -> tuple[float, float, float]:
    if coming is None:
        return np.nan, np.nan, np.nan
    low, mid, high = np.quantile(coming, QUANTILES)
    ends = mid - STRETCH * (mid - low), mid, mid + STRETCH * (high - mid)
    low, mid, high = (reported + np.rint(ends)).tolist()
    return low, mid, high


def _coming(
    own: pd.DataFrame,
    came: pd.DataFrame,
    day: date,
    terms: Sequence[Term],
    rng: Generator,
    paths: int,
) -> Floats | None:
    """Paths of what is still to come of one university; None where that cannot be said."""
    triangle = _triangle(own, came)
    ratios = _ratios(triangle)
    if len(ratios[0][0]) < LEAST:
        return None
    coming = np.zeros(paths)
    for steps in triangle[-STEPS:]:
        now = np.full(paths, steps[-1])
        coming += _grown(now, len(steps) - 1, ratios, rng) - now
    reached = came["data_until"].max().date()
    if reached < day:
        known = own[own["day"] <= pd.Timestamp(reached)]
        missing = _unreported(known, reached, day, terms, paths)
        if missing is None:
            return None
        # One seed for all: without this, a good month of one would be a good month of everyone.
        whole = _grown(rng.permutation(missing), 0, ratios, rng)
        there = float(own.loc[own["day"] > pd.Timestamp(reached), "added"].sum())
        coming += np.maximum(whole - there, 0.0)
    return coming


def _triangle(own: pd.DataFrame, came: pd.DataFrame) -> list[Floats]:
    """For each load, in their order: the count of the days that it was the first to reach, after
    it and after each later one. A load that reaches no further has a row of zeros."""
    number = dict(zip(came["submission"], range(len(came)), strict=True))
    reached = came["data_until"].cummax().to_numpy()
    first = np.minimum(np.searchsorted(reached, own["day"].to_numpy()), len(came) - 1)
    told = np.maximum(own["submission"].map(number).to_numpy("int64"), first)
    added = np.zeros((len(came), len(came)))
    np.add.at(added, (first, told), own["added"].to_numpy("float64"))
    return [np.cumsum(row[number:]) for number, row in enumerate(added)]


def _ratios(triangle: list[Floats]) -> Ratios:
    """What the earlier loads say about each step."""
    found = []
    for step in range(1, STEPS + 1):
        known = [row for row in triangle if len(row) > step and row[step - 1] > 0]
        weight = np.array([row[step - 1] for row in known])
        ratio = np.array([row[step] / row[step - 1] for row in known])
        found.append((ratio, weight / weight.sum() if len(known) else weight))
    return found


def _grown(now: Floats, step: int, ratios: Ratios, rng: Generator) -> Floats:
    """Paths of a count that has taken `step` steps, after all of them."""
    count = now.copy()
    for ratio, weight in ratios[step:]:
        if len(ratio):
            change = count * (rng.choice(ratio, len(count), p=weight) - 1.0)
            count += np.sign(change) * rng.poisson(np.abs(change))
            count = np.maximum(count, 0.0)
    return count


def _unreported(
    own: pd.DataFrame, reached: date, day: date, terms: Sequence[Term], paths: int
) -> Floats | None:
    """Paths of what the days after `reached` add up to `day`; None with too little to go by."""
    daily = own.groupby("day", as_index=False)["added"].sum()
    past = history(daily[daily["added"] != 0], reached, terms)
    if (past.gains > 0).sum() < WEEKS_NEEDED:
        return None
    days = (day - reached).days
    weeks = -(-days // 7)
    last = reached + timedelta(7 * weeks)
    drawn = simulate(past, calendar(last, weeks, terms), paths=paths)
    drawn = np.pad(drawn, ((0, 0), (1, 0)))
    return on_day(drawn, done_by(reached, last, terms), days)
