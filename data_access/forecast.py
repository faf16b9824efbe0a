"""Whether and when the goal will be reached: ranges from simulated paths (`simulation`).

A pure function of the frame of `progress.by_day`, the goal, the day and the cohorts' dates: the
same data give the same forecast. Where there is too little to go by, it says so and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data_access.late import Late, rest
from data_access.records import Forecast, Goal, Silence
from data_access.rhythm import Floats, Term, activity
from data_access.simulation import (
    MEMORY,
    PATHS,
    QUANTILES,
    WEEKS_NEEDED,
    History,
    calendar,
    simulate,
)

PAUSE_WEEKS = 8
"""After so many weeks without a new MiPyme it is not known whether and when it goes on."""
BEYOND_WEEKS = 26
"""How far a forecast looks, even if the due date is nearer: half a year."""
FARTHEST_WEEKS = 53
"""A due date farther away than a year is not forecast."""


def forecast(
    daily: pd.DataFrame,
    goal: Goal | None,
    *,
    as_of: date,
    terms: Sequence[Term] = (),
    late: Sequence[Late] = (),
) -> Forecast | Silence:
    """The forecast on `as_of` from the frame of `progress.by_day`, or why there is none. `late`
    are those of its universities whose reports end before: their silent weeks are forecast too.
    """
    daily = daily[daily["day"] <= pd.Timestamp(as_of)]
    supported = int(daily["added"].sum())
    if goal is None or goal.target <= 0:
        return Silence.NO_GOAL
    if supported >= goal.target:
        return Silence.REACHED
    if goal.due_on <= as_of:
        return Silence.OVERDUE
    if (goal.due_on - as_of).days > 7 * FARTHEST_WEEKS:
        return Silence.TOO_FAR
    past = history(daily, as_of, terms)
    silence = _silence(past, daily)
    if silence is not None:
        return silence
    due = (goal.due_on - as_of).days
    weeks = max(-(-due // 7), BEYOND_WEEKS)
    last = as_of + timedelta(7 * weeks)
    known = Late(as_of, rest(daily, late)), *late
    paths = sum(_paths(one, as_of, weeks, terms, seed) for seed, one in enumerate(known))
    paths = np.pad(paths, ((0, 0), (1, 0)))  # today is what has been reported
    done = done_by(as_of, last, terms)
    frame = _frame(supported, paths, done, as_of, due)
    first = _first_day(paths, done, goal.target - supported)
    return Forecast(
        as_of=as_of,
        due_on=goal.due_on,
        frame=frame,
        count=(int(frame["low"].iloc[-1]), int(frame["high"].iloc[-1])),
        reached=_reached(first, as_of, last),
        horizon=last,
        chance=float((first <= due).mean()),
    )


def _paths(
    part: Late, as_of: date, weeks: int, terms: Sequence[Term], seed: int
) -> NDArray[np.int64]:
    """What a part adds to what it has reported, up to the end of each of the weeks after `as_of`:
    a row for each path."""
    past = history(part.daily, part.until, terms)
    if not past.gains.any():
        return np.zeros((PATHS, weeks), dtype=np.int64)
    gap = (as_of - part.until).days
    every = weeks - (-gap // 7)
    last = part.until + timedelta(7 * every)
    paths = simulate(past, calendar(last, every, terms))
    if gap:
        done, paths = done_by(part.until, last, terms), np.pad(paths, ((0, 0), (1, 0)))
        ends = [on_day(paths, done, gap + 7 * week) for week in range(1, weeks + 1)]
        paths = np.rint(np.column_stack(ends)).astype(np.int64)
    # One seed for all: without this, a good month of one would be a good month of everyone.
    return np.random.Generator(np.random.PCG64(seed)).permutation(paths) if seed else paths


def history(daily: pd.DataFrame, as_of: date, terms: Sequence[Term], most: int = MEMORY) -> History:
    """The weeks of seven days that end on `as_of`, from the first with a MiPyme; `most` of them."""
    if daily.empty:
        return History(np.zeros(0), np.zeros(0), calendar(as_of, 0, terms))
    age = ((pd.Timestamp(as_of) - daily["day"]).dt.days // 7).to_numpy()
    count = min(int(age.max()) + 1, most)
    recent = age < count
    week, added = count - 1 - age[recent], daily["added"].to_numpy("float64")[recent]
    gains, losses = np.zeros(count), np.zeros(count)
    np.add.at(gains, week, np.maximum(added, 0.0))
    np.add.at(losses, week, np.maximum(-added, 0.0))
    return History(gains, losses, calendar(as_of, count, terms))


def _silence(past: History, daily: pd.DataFrame) -> Silence | None:
    """Why this history says nothing about what comes; None where it does."""
    if int((daily["added"] > 0).sum()) == 1:
        return Silence.ONE_DAY
    if len(past.gains) and not past.gains[-PAUSE_WEEKS:].any():
        return Silence.PAUSED
    return Silence.TOO_LITTLE if (past.gains > 0).sum() < WEEKS_NEEDED else None


def done_by(as_of: date, last: date, terms: Sequence[Term]) -> Floats:
    """What part of a week's work is over at the end of each of its days, a row per week."""
    daily = activity(as_of + timedelta(1), last, terms).reshape(-1, 7)
    return np.cumsum(daily, axis=1) / daily.sum(axis=1, keepdims=True)


def on_day(paths: NDArray[np.int64], done: Floats, days: int) -> Floats:
    """Where each path is so many days after its beginning (its first column), from 1."""
    week, day = divmod(days - 1, 7)
    between: Floats = paths[:, week] + (paths[:, week + 1] - paths[:, week]) * done[week, day]
    return between


def _frame(
    supported: int, paths: NDArray[np.int64], done: Floats, as_of: date, due: int
) -> pd.DataFrame:
    """The quantiles of the count: today, after every week before the due date, and on it."""
    week = (due - 1) // 7
    counts = supported + np.column_stack([paths[:, : week + 1], on_day(paths, done, due)])
    low, mid, high = np.rint(np.quantile(counts, QUANTILES, axis=0)).astype(np.int64)
    days = [as_of + timedelta(7 * number) for number in range(week + 1)]
    stamps = pd.to_datetime([*days, as_of + timedelta(due)])
    return pd.DataFrame({"day": stamps, "low": low, "mid": mid, "high": high})


def _first_day(paths: NDArray[np.int64], done: Floats, missing: int) -> Floats:
    """Days until each path has added `missing`; infinite where it does not."""
    enough = paths[:, 1:] >= missing
    week = enough.argmax(axis=1)
    path = np.arange(len(paths))
    before, after = paths[path, week], paths[path, week + 1]
    part = (missing - before) / np.maximum(after - before, 1)
    day = (done[week] >= part[:, np.newaxis] - 1e-9).argmax(axis=1)
    return np.where(enough.any(axis=1), week * 7 + day + 1.0, np.inf)


def _reached(first: Floats, as_of: date, last: date) -> tuple[date, date | None] | None:
    """From when to when eight of ten paths reach the goal."""
    early, late = np.quantile(first, (QUANTILES[0], QUANTILES[-1]), method="inverted_cdf")
    if np.isinf(early):
        return None
    # A range even where little is missing: no day is certain.
    end = None if np.isinf(late) else as_of + timedelta(int(max(late, early + 1)))
    return as_of + timedelta(int(early)), end
