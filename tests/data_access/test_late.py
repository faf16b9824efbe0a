"""Silence is not zero: what is awaited of those who report late, and what is forecast of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from data_access import figures, freshness, pace, progress, universities
from data_access.engine import Reader
from data_access.forecast import forecast
from data_access.late import Late, awaited, is_late, rest
from data_access.records import Forecast, Goal
from data_access.scope import Scope
from tests.data_access.invented import fill, report

MONDAY = date(2021, 4, 5)
UV_ENDS, LAST = date(2021, 9, 26), date(2021, 10, 31)
"""Two Sundays, five weeks apart."""
A_WEEK = {"uam-a": 12, "uv": 4}
"""MiPymes that each begins with on every Monday; of UAM-A's, three are in Chile."""


def _rows() -> list[dict[str, Any]]:
    rows = []
    for code, each in A_WEEK.items():
        for week in range(30):
            day = MONDAY + timedelta(weeks=week)
            if code == "uv" and day > UV_ENDS:
                break
            for number in range(each):
                chile = code == "uv" or number < 3
                rows.append(
                    {
                        "university": code,
                        "external_id": f"{week}-{number}",
                        "country": "CL" if chile else "MX",
                        "size": "micro",
                        "enrolled_on": day,
                        "started_on": day,
                    }
                )
    return rows


@pytest.fixture
def reader(database_url: str, open_reader: Callable[[str], Reader]) -> Reader:
    """Two universities; UV's reports end five weeks before UAM-A's."""
    reports = [report("uam-a", until=LAST), report("uv", until=UV_ENDS)]
    fill(database_url, _rows(), reports=reports)
    return open_reader(database_url)


@pytest.mark.parametrize(
    ("scope", "speed"),
    [
        (Scope(), 16.0),
        (Scope(countries=("CL",)), 7.0),
        (Scope(countries=("MX",)), 9.0),
        (Scope(universities=("uv",)), 4.0),
        (Scope(start=date(2021, 8, 2)), 16.0),
    ],
)
def test_the_pace_of_a_whole_is_that_of_its_parts(
    reader: Reader, scope: Scope, speed: float
) -> None:
    with reader.connect() as connection:
        about = figures.context(connection, scope)
        data = figures.figure_data(connection, "ritmo", about=about)
        assert pace.pace(data.frame, data.progress, as_of=about.as_of).recent == pytest.approx(
            speed
        )
        reported = progress.by_day(connection, scope=scope.until(about.as_of))["added"].sum()
        assert data.frame["added"].sum() == reported, "what is reported stays what it is"


def test_countries_and_universities_add_up_to_the_programme(reader: Reader) -> None:
    with reader.connect() as connection:
        own = universities.overview(connection, scope=Scope(end=LAST)).set_index("code")["pace"]
        assert own["uam-a"] + own["uv"] == pytest.approx(16.0)


def test_days_in_part_reported_are_awaited_in_part() -> None:
    """Reported up to a Thursday: three of seven days of that week are awaited, then all."""
    days = pd.date_range("2021-07-05", periods=12, freq="7D")
    daily = pd.DataFrame({"day": days, "added": 7})
    until = date(2021, 9, 23)
    weeks = pace.weekly(daily, first=date(2021, 7, 5), last=date(2021, 10, 3))
    found = awaited(weeks, [Late(until, daily)])
    assert list(found["awaited"].round(6))[-3:] == [0.0, 3.0, 7.0]
    assert list(found["added"]) == list(weeks["added"])


def test_whoever_is_silent_for_two_months_may_have_stopped() -> None:
    assert is_late(date(2021, 10, 1), date(2021, 10, 31))
    assert not is_late(date(2021, 10, 31), date(2021, 10, 31))
    assert not is_late(date(2021, 8, 31), date(2021, 10, 31))
    assert not is_late(None, date(2021, 10, 31))


def test_a_short_history_promises_nothing() -> None:
    daily = pd.DataFrame({"day": pd.to_datetime(["2021-09-06"]), "added": [50]})
    weeks = pace.weekly(daily, first=date(2021, 9, 6), last=LAST)
    assert not awaited(weeks, [Late(UV_ENDS, daily)])["awaited"].any()


def test_the_forecast_goes_on_from_where_each_one_ended(reader: Reader) -> None:
    """Chile's forecast holds UV's: a part never outgrows its whole for want of a report."""
    ahead = {}
    for code in ({"countries": ("CL",)}, {"universities": ("uv",)}, {}):
        with reader.connect() as connection:
            about = figures.context(connection, Scope(**code))  # type: ignore[arg-type]
            frame = progress.by_day(connection, scope=about.scope.until(about.as_of))
            late = progress.late(connection, scope=about.scope.until(about.as_of))
            assert about.as_of is not None
            found = forecast(
                frame, Goal(5000, None, date(2021, 12, 31)), as_of=about.as_of, late=late
            )
            assert isinstance(found, Forecast)
            assert found.frame["mid"].iloc[0] == frame["added"].sum()
            ahead[str(code)] = found
    chile, uv, whole = ahead.values()
    assert chile.count[0] > uv.count[0]
    assert chile.count[1] > uv.count[1]
    # 25 weeks of 4 by UV and 30 of 3 by UAM-A; each goes on for at least its quiet weeks.
    assert chile.count[0] > 25 * 4 + 30 * 3 + 5 * 4
    assert whole.count[0] > chile.count[0]


def test_the_rest_is_what_the_others_reported(reader: Reader) -> None:
    with reader.connect() as connection:
        every = progress.by_day(connection, scope=Scope())
        late = progress.late(connection, scope=Scope())
        own = progress.by_day(connection, scope=Scope(universities=("uam-a",)))
    assert [one.until for one in late] == [UV_ENDS]
    left = rest(every, late)
    assert list(left["day"]) == list(own["day"])
    assert list(left["added"]) == list(own["added"])


def test_a_scope_names_whose_reports_are_missing(reader: Reader) -> None:
    with reader.connect() as connection:

        def late(**scope: tuple[str, ...]) -> set[str]:
            return set(freshness.freshness(connection, scope=Scope(**scope)).late)  # type: ignore[arg-type]

        assert late(countries=("CL",)) == {"UV"}
        assert late(universities=("uv",)) == {"UV"}
        assert late(countries=("MX",)) == set()
        assert "UV" in late()
        assert "UAM-A" not in late()
