"""The pace is what the definition says: complete weeks, and what is missing by the weeks left."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from data_access import pace as arithmetic
from data_access.pace import RECENT_WEEKS, monday, weekly
from data_access.records import Goal, Pace, Progress
from data_access.scenario import scenario

SUNDAY = date(2021, 10, 31)


def daily(days: dict[date, int]) -> pd.DataFrame:
    """The frame of `progress.by_day`."""
    frame = pd.DataFrame(
        {"day": pd.to_datetime(sorted(days)), "added": [days[d] for d in sorted(days)]}
    )
    return frame.assign(supported=frame["added"].cumsum())


def pace(frame: pd.DataFrame, progress: Progress, *, as_of: date | None) -> Pace:
    """The pace of days, by week from the first of them."""
    first = monday(frame["day"].iloc[0].date()) if len(frame) else None
    return arithmetic.pace(weekly(frame, first=first, last=as_of), progress, as_of=as_of)


def every_monday(weeks: int, added: int) -> dict[date, int]:
    """`added` on the Monday of each of the last `weeks` weeks before `SUNDAY`."""
    return {SUNDAY - timedelta(days=6, weeks=week): added for week in range(weeks)}


def goal(target: int, due: date = date(2021, 12, 31)) -> Goal:
    """A goal of the whole programme."""
    return Goal(target, None, due)


def test_the_recent_pace_is_the_mean_of_the_last_six_complete_weeks() -> None:
    frame = daily({**every_monday(20, 10), SUNDAY - timedelta(weeks=1): 5})
    assert pace(frame, Progress(205, None, None), as_of=SUNDAY).recent == pytest.approx(65 / 6)


@pytest.mark.parametrize("weekday", range(6))
def test_an_incomplete_week_does_not_count(weekday: int) -> None:
    as_of = SUNDAY + timedelta(days=weekday + 1)
    frame = daily({**every_monday(20, 10), SUNDAY + timedelta(days=1): 1000})
    assert pace(frame, Progress(1200, None, None), as_of=as_of).recent == pytest.approx(10)


def test_with_less_than_six_weeks_of_history_there_is_no_pace() -> None:
    assert pace(daily(every_monday(4, 10)), Progress(40, None, None), as_of=SUNDAY).recent is None
    enough = daily(every_monday(RECENT_WEEKS, 10))
    assert pace(enough, Progress(60, None, None), as_of=SUNDAY).recent == pytest.approx(10)


def test_a_gap_of_months_is_a_pace_of_zero() -> None:
    frame = daily({date(2021, 3, 1): 100})
    assert pace(frame, Progress(100, None, None), as_of=SUNDAY).recent == 0


def test_drop_outs_slow_the_pace() -> None:
    frame = daily({**every_monday(20, 10), SUNDAY: -60})
    assert pace(frame, Progress(140, None, None), as_of=SUNDAY).recent == pytest.approx(0)


@pytest.mark.parametrize(
    ("supported", "target", "due", "needed"),
    [
        (1512, 2000, date(2021, 12, 31), 488 / (61 / 7)),
        (2100, 2000, date(2021, 12, 31), 0),
        (1512, 2000, SUNDAY, None),
        (1512, 2000, date(2021, 10, 1), None),
        (5, 0, date(2021, 12, 31), 0),
    ],
)
def test_the_needed_pace(supported: int, target: int, due: date, needed: float | None) -> None:
    progress = Progress(supported, goal(target, due), None)
    found = pace(daily(every_monday(9, 1)), progress, as_of=SUNDAY).needed
    assert found == (None if needed is None else pytest.approx(needed))


def test_breaks_ahead_raise_the_needed_pace_as_the_simulator_has_it() -> None:
    """From the calendar by hand: 1 November to 31 December with a term that ends on 10 December."""
    terms = ((date(2021, 8, 9), date(2021, 12, 10)),)
    found = pace(daily(every_monday(9, 1)), Progress(1512, goal(2000), None, terms), as_of=SUNDAY)
    weeks = 0.0
    for number in range(1, 62):
        day = SUNDAY + timedelta(number)
        left = min(max((date(2021, 12, 10) - day).days / 35, 0), 1)
        work = (0.25 + 0.75 * left) * (1, 1, 1, 1, 1, 0.2, 0)[day.weekday()] / 5.2
        work *= 0.05 if (day.month, day.day) >= (12, 20) else 1
        closed = {(11, 1): 3, (11, 2): 3, (11, 3): 1, (11, 20): 1, (12, 8): 1}
        weeks += work * (1 - closed.get((day.month, day.day), 0) / 7)
    assert found.needed == pytest.approx(488 / weeks)
    assert found.needed > 488 / (61 / 7)
    simulated = scenario(1512, goal(2000), 50, as_of=SUNDAY, terms=terms)
    assert found.needed == pytest.approx(simulated.needed)


def test_nothing_loaded_has_no_pace() -> None:
    assert pace(daily({}), Progress(0, goal(2000), None), as_of=None).recent is None
