"""How fast support grows, and how fast it would have to: plain arithmetic on answers."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from data_access.records import Pace, Progress
from data_access.rhythm import working_weeks

RECENT_WEEKS = 6
"""Weeks whose mean is the pace: long enough to smooth a holiday, short enough to be news."""


def pace(weeks: pd.DataFrame, progress: Progress, *, as_of: date | None) -> Pace:
    """The pace on `as_of` from the frame of `progress.by_week` up to that day."""
    if as_of is None or weeks.empty:
        return Pace(None, None)
    return Pace(recent(weeks), _needed(progress, as_of))


def weekly(daily: pd.DataFrame, *, first: date | None, last: date | None) -> pd.DataFrame:
    """The frame of `progress.by_day` by week, Monday to Sunday, from `first` to `last` (empty
    without them).

    Columns ``week`` (datetime64, its Monday), ``added`` (int, net change), ``complete`` (bool:
    `first` and `last` leave no day of it out), ``awaited`` (float, 0: see `late.awaited`). Every
    week has a row; one without a change is 0.
    """
    if first is None or last is None:
        return pd.DataFrame(
            {
                "week": pd.to_datetime([]),
                "added": daily["added"].head(0),
                "complete": pd.array([], dtype="bool"),
                "awaited": pd.array([], dtype="float64"),
            }
        )
    start = monday(first)
    weeks = pd.date_range(start, last, freq="7D", unit="s")
    gone = (daily["day"] - pd.Timestamp(start)).dt.days // 7
    added = daily["added"].groupby(gone).sum().reindex(range(len(weeks)), fill_value=0)
    complete = (weeks >= pd.Timestamp(first)) & (weeks <= pd.Timestamp(last - timedelta(days=6)))
    return pd.DataFrame(
        {
            "week": weeks,
            "added": added.to_numpy("int64"),
            "complete": complete,
            "awaited": 0.0,
        }
    )


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def recent(weeks: pd.DataFrame) -> float | None:
    """Mean of the last `RECENT_WEEKS` complete weeks of a frame of `weekly`, what is awaited
    included; None where there are fewer."""
    complete = weeks[weeks["complete"]]
    added = (complete["added"] + complete["awaited"]).tail(RECENT_WEEKS)
    return float(added.mean()) if len(added) == RECENT_WEEKS else None


def _needed(progress: Progress, as_of: date) -> float | None:
    """What is missing divided by the full working weeks left, of which those with breaks are
    parts (`definitions.NEEDED_PACE`); zero once the goal is reached. None where no day is left."""
    goal = progress.goal
    if goal is None:
        return None
    missing = max(goal.target - progress.supported, 0)
    days = (goal.due_on - as_of).days
    if days <= 0:
        return None
    weeks = days / 7
    if progress.terms is not None:
        weeks = working_weeks(as_of + timedelta(1), goal.due_on, progress.terms)
    return missing / weeks if weeks else None
