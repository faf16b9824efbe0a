"""How fast support grows, and how fast it would have to: plain arithmetic on `progress.by_day`."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from data_access.records import Pace, Progress

RECENT_WEEKS = 6
"""Weeks whose mean is the pace: long enough to smooth a holiday, short enough to be news."""


def pace(daily: pd.DataFrame, progress: Progress, *, as_of: date | None) -> Pace:
    """The pace on `as_of` from the frame of `progress.by_day` up to that day."""
    if as_of is None or daily.empty:
        return Pace(None, None)
    return Pace(_recent(daily, as_of), _needed(progress, as_of))


def _recent(daily: pd.DataFrame, as_of: date) -> float | None:
    """Mean of the last `RECENT_WEEKS` complete weeks (Monday to Sunday)."""
    end = as_of - timedelta(days=(as_of.weekday() + 1) % 7)
    start = end - timedelta(weeks=RECENT_WEEKS)
    if daily["day"].iloc[0].date() > start + timedelta(weeks=1):
        return None
    within = (daily["day"] > pd.Timestamp(start)) & (daily["day"] <= pd.Timestamp(end))
    return float(daily.loc[within, "added"].sum()) / RECENT_WEEKS


def _needed(progress: Progress, as_of: date) -> float | None:
    """What is missing divided by the weeks left; zero once the goal is reached."""
    goal = progress.goal
    if goal is None:
        return None
    missing = max(goal.target - progress.supported, 0)
    days = (goal.due_on - as_of).days
    return missing / (days / 7) if days > 0 else None
