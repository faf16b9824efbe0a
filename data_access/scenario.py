"""What if: when the goal is reached with capacities that a reader assumes. Plain arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from data_access.records import Forecast, Goal
from data_access.rhythm import WEEK, Floats, Term, activity

HORIZON_WEEKS = 53
"""A goal that is not reached within a year is said not to be reached."""


@dataclass(frozen=True)
class Scenario:
    """What follows from a capacity."""

    reached: date | None
    """The day on which the goal is reached; None where that is not within a year."""
    on_due: int
    """Supported MiPymes on the due date."""
    needed: float | None
    """Capacity in MiPymes per week with which the goal would be reached on its due date; None
    where no working day is left."""
    path: Forecast
    """The line to draw: a range without width."""


def scenario(
    supported: int,
    goal: Goal,
    capacity: float,
    *,
    as_of: date,
    terms: Sequence[Term] = (),
    breaks: bool = True,
) -> Scenario:
    """The scenario of `capacity` MiPymes in every full working week after `as_of`.

    With `breaks`, weeks between terms, Holy Week and the turn of the year bring as much less as
    `definitions.RHYTHM` says; else every week is a full one. Requires that the goal is due after
    `as_of`.
    """
    due = (goal.due_on - as_of).days
    days = max(due, 7 * HORIZON_WEEKS)
    work = _working_weeks(as_of, days, terms, breaks=breaks)
    counts = supported + np.floor(capacity * work + 1e-9).astype(np.int64)
    enough = np.flatnonzero(counts >= goal.target)
    reached = as_of + timedelta(int(enough[0])) if len(enough) else None
    missing = max(goal.target - supported, 0)
    at = sorted({*range(0, due, 7), due})
    line = counts[at]
    frame = pd.DataFrame(
        {
            "day": pd.to_datetime([as_of + timedelta(number) for number in at]),
            "low": line,
            "mid": line,
            "high": line,
        }
    )
    on_due = int(counts[due])
    path = Forecast(
        as_of=as_of,
        due_on=goal.due_on,
        frame=frame,
        count=(on_due, on_due),
        reached=(reached, reached) if reached else None,
        horizon=as_of + timedelta(days),
        chance=float(on_due >= goal.target),
        assumed=True,
    )
    needed = missing / float(work[due]) if work[due] > 0 else None
    return Scenario(reached, on_due, needed, path)


def _working_weeks(as_of: date, days: int, terms: Sequence[Term], *, breaks: bool) -> Floats:
    """Full working weeks that have passed at the end of each day, from 0 on `as_of`."""
    first = as_of + timedelta(1)
    if breaks:
        daily = activity(first, as_of + timedelta(days), terms)
    else:
        daily = np.array([WEEK[(first + timedelta(number)).weekday()] for number in range(days)])
    return np.concatenate([[0.0], np.cumsum(daily) / sum(WEEK)])
