"""The forecast: a range where there is something to go by, and silence where there is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from data_access import figures, progress
from data_access.engine import Reader
from data_access.forecast import forecast
from data_access.records import Forecast, Goal, Silence
from data_access.rhythm import activity
from data_access.scope import Scope
from data_access.simulation import History, calendar, simulate

AS_OF = date(2021, 10, 31)
GOAL = Goal(2000, None, date(2021, 12, 31))
TERMS = [(date(2021, 3, 1), date(2021, 7, 16)), (date(2021, 8, 2), date(2021, 12, 17))]


def frame(days: dict[date, int]) -> pd.DataFrame:
    """The frame of `progress.by_day`."""
    known = {day: added for day, added in sorted(days.items()) if added}
    added = pd.DataFrame({"day": pd.to_datetime(list(known)), "added": list(known.values())})
    return added.assign(added=added["added"].astype("int64"), supported=added["added"].cumsum())


def programme(total: int = 1500, seed: int = 1) -> pd.DataFrame:
    """A count that has grown to about `total` as the calendar says, with chance in it."""
    first = date(2021, 3, 1)
    expected = activity(first, AS_OF, TERMS)
    drawn = np.random.default_rng(seed).poisson(expected / expected.sum() * total)
    return frame({first + timedelta(gone): int(count) for gone, count in enumerate(drawn)})


def told(daily: pd.DataFrame, goal: Goal = GOAL, as_of: date = AS_OF) -> Forecast:
    """A forecast that must not be silent."""
    found = forecast(daily, goal, as_of=as_of, terms=TERMS)
    assert isinstance(found, Forecast), found
    return found


def test_the_same_data_give_the_same_forecast() -> None:
    one, other = told(programme()), told(programme())
    pd.testing.assert_frame_equal(one.frame, other.frame)
    assert replace(one, frame=other.frame) == other


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("total", [60, 1500, 40_000])
def test_ranges_are_in_order_and_never_below_today(seed: int, total: int) -> None:
    daily = programme(total, seed)
    supported = int(daily["added"].sum())
    found = told(daily, replace(GOAL, target=supported + total // 4))
    low, mid, high = (found.frame[name] for name in ("low", "mid", "high"))
    assert list(found.frame["day"]) == sorted(set(found.frame["day"]))
    assert (low <= mid).all()
    assert (mid <= high).all()
    assert (low >= supported).all()
    for edge in (low, mid, high):
        assert edge.is_monotonic_increasing
        assert edge.iloc[0] == supported
    assert found.frame["day"].iloc[-1].date() == GOAL.due_on
    assert found.count == (low.iloc[-1], high.iloc[-1])
    assert 0 <= found.chance <= 1
    if found.reached:
        start, end = found.reached
        assert start > AS_OF
        assert end is None or start < end <= found.horizon


def test_a_nearer_goal_is_likelier_and_reached_earlier() -> None:
    daily = programme()
    supported = int(daily["added"].sum())
    found = [told(daily, replace(GOAL, target=supported + more)) for more in (10, 150, 400, 3000)]
    assert [one.chance for one in found] == sorted((one.chance for one in found), reverse=True)
    assert found[0].chance == 1
    assert found[3].chance == 0
    assert found[3].reached is None
    first = [one.reached[0] for one in found[:3] if one.reached]
    assert first == sorted(first)


def test_ten_times_as_many_is_ten_times_as_many_with_a_narrower_range() -> None:
    small, large = (
        told(programme(300), replace(GOAL, target=500)),
        told(programme(30_000), replace(GOAL, target=50_000)),
    )
    ratio = (large.frame["mid"].iloc[-1] - 30_000) / (small.frame["mid"].iloc[-1] - 300)
    assert 70 < ratio < 140

    def spread(found: Forecast) -> float:
        added = found.frame["mid"].iloc[-1] - found.frame["mid"].iloc[0]
        return float((found.count[1] - found.count[0]) / added)

    assert spread(large) < spread(small)


def test_what_the_calendar_says_is_followed() -> None:
    weeks = told(programme()).frame["mid"].diff().dropna().to_numpy()
    assert weeks[-2] < 0.2 * weeks[2]  # the turn of the year, beside November


def test_a_range_even_where_one_is_missing() -> None:
    daily = programme()
    found = told(daily, replace(GOAL, target=int(daily["added"].sum()) + 1))
    assert found.reached is not None
    start, end = found.reached
    assert end is not None
    assert start < end


def test_drop_outs_go_on_where_there_were_some() -> None:
    losing = {AS_OF - timedelta(7 * week): -25 for week in range(20)}
    days = {day.date(): int(added) for day, added in programme()[["day", "added"]].to_numpy()}
    mixed = frame({**days, **losing})
    supported = int(mixed["added"].sum())
    found = told(mixed)
    assert found.frame["low"].iloc[-1] < supported + (told(programme()).count[0] - 1500)
    assert (found.frame["low"] <= found.frame["high"]).all()


@pytest.mark.parametrize(
    ("daily", "goal", "as_of", "silence"),
    [
        (programme(), None, AS_OF, Silence.NO_GOAL),
        (programme(), replace(GOAL, target=0), AS_OF, Silence.NO_GOAL),
        (programme(), replace(GOAL, target=900), AS_OF, Silence.REACHED),
        (programme(), replace(GOAL, due_on=date(2021, 9, 1)), AS_OF, Silence.OVERDUE),
        (programme(), replace(GOAL, due_on=AS_OF), AS_OF, Silence.OVERDUE),
        (programme(), replace(GOAL, due_on=date(2025, 1, 1)), AS_OF, Silence.TOO_FAR),
        (programme(), GOAL, date(2021, 4, 10), Silence.TOO_LITTLE),
        (frame({}), GOAL, AS_OF, Silence.TOO_LITTLE),
        (frame({AS_OF: 700}), GOAL, AS_OF, Silence.ONE_DAY),
        (programme(), GOAL, date(2021, 12, 30), Silence.PAUSED),
        (frame({date(2021, 3, 3): 50, date(2021, 10, 27): 50}), GOAL, AS_OF, Silence.TOO_LITTLE),
        (frame({AS_OF - timedelta(7 * week): 1 for week in range(7)}), GOAL, AS_OF,
         Silence.TOO_LITTLE),
    ],
)  # fmt: skip
def test_silence(daily: pd.DataFrame, goal: Goal | None, as_of: date, silence: Silence) -> None:
    assert forecast(daily, goal, as_of=as_of, terms=TERMS) is silence


def test_days_after_the_one_shown_play_no_part() -> None:
    day = date(2021, 9, 30)
    daily = programme()
    known = daily[daily["day"] <= pd.Timestamp(day)]
    pd.testing.assert_frame_equal(told(daily, as_of=day).frame, told(known, as_of=day).frame)


@pytest.mark.parametrize("missing", [None, (date(2022, 3, 1), date(2022, 7, 15))])
def test_cohorts_without_members_or_dates_do_no_harm(missing: tuple[date, date] | None) -> None:
    terms = [*TERMS, missing] if missing else []
    assert isinstance(forecast(programme(), GOAL, as_of=AS_OF, terms=terms), Forecast)


def test_few_weeks_of_zero_do_not_say_never() -> None:
    gains = np.array([3.0, 2, 1, 2, 3, 1, 2, 3, 0, 0, 0])
    last = date(2021, 10, 31)
    past = History(gains, np.zeros(11), calendar(last, 11, TERMS))
    paths = simulate(past, calendar(last + timedelta(35), 5, TERMS))
    assert paths.shape[1] == 5
    assert 0 < (paths[:, -1] > 0).mean() < 1


def test_every_scope_of_a_database_is_answered(small_database: str) -> None:
    reader = Reader(small_database)
    with reader.connect() as connection:
        whole = figures.figure_data(
            connection, "avance", about=figures.context(connection, Scope())
        )
        assert whole.forecast is not None
        for scope in (
            Scope(universities=("uv",)),
            Scope(countries=("BO",), sizes=("micro",)),
            Scope(start=date(2021, 5, 1)),
            Scope(end=date(2020, 1, 1)),
            Scope(cohorts=("2021-1",)),
        ):
            data = figures.figure_data(
                connection, "avance", about=figures.context(connection, scope)
            )
            assert (data.forecast is None) == (data.progress.goal is None or bool(scope.start))
        other = figures.figure_data(
            connection, "paises", about=figures.context(connection, Scope())
        )
        assert other.forecast is None
        assert progress.terms(connection, scope=Scope(cohorts=("nobody",))) == []
    reader.close()
