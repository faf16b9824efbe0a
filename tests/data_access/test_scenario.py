"""The arithmetic of a scenario."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data_access.records import Goal
from data_access.scenario import HORIZON_WEEKS, scenario

GOAL = Goal(1000, date(2021, 3, 1), date(2021, 12, 31))
SUNDAY = date(2021, 8, 1)


def test_ten_a_week_without_breaks_take_ten_weeks_for_a_hundred() -> None:
    """Saturdays bring a little, Sundays nothing: the last one is reached on a Saturday."""
    found = scenario(900, GOAL, 10, as_of=SUNDAY, breaks=False)
    assert found.reached == SUNDAY + timedelta(weeks=10, days=-1)
    assert found.path.reached == (found.reached, found.reached)
    assert found.path.assumed


def test_the_needed_capacity_is_just_enough() -> None:
    first = scenario(900, GOAL, 1, as_of=SUNDAY)
    assert first.needed is not None
    assert scenario(900, GOAL, first.needed, as_of=SUNDAY).on_due == 1000
    assert scenario(900, GOAL, first.needed * 0.98, as_of=SUNDAY).on_due < 1000


def test_breaks_delay() -> None:
    with_breaks = scenario(900, GOAL, 10, as_of=SUNDAY)
    without = scenario(900, GOAL, 10, as_of=SUNDAY, breaks=False)
    assert with_breaks.reached is not None
    assert without.reached is not None
    assert with_breaks.reached > without.reached
    assert with_breaks.on_due < without.on_due


@pytest.mark.parametrize("capacity", [0, 0.5])
def test_what_takes_more_than_a_year_is_not_reached(capacity: float) -> None:
    found = scenario(0, GOAL, capacity, as_of=SUNDAY)
    assert found.reached is None
    assert (found.path.horizon - SUNDAY).days == 7 * HORIZON_WEEKS


def test_the_line_starts_today_and_ends_on_the_due_date() -> None:
    frame = scenario(900, GOAL, 10, as_of=SUNDAY).path.frame
    assert (frame["day"].iloc[0].date(), frame["day"].iloc[-1].date()) == (SUNDAY, GOAL.due_on)
    assert frame["low"].iloc[0] == 900
    assert frame["low"].is_monotonic_increasing
    assert (frame["low"] == frame["high"]).all()
