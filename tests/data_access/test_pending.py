"""What the universities owe, and what it would change, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, insert

from data_access import pending, schema
from data_access.engine import Reader, writing
from data_access.scope import Scope
from tests.data_access import invented
from tests.data_access.server import ENGINES

AS_OF = date(2021, 10, 31)


def _file(university: str, month: int, **facts: object) -> dict[str, object]:
    until = date(2021, month + 1, 1) - timedelta(days=1)
    loaded = datetime(2021, month + 1, 3, tzinfo=UTC)
    period = f"2021-{month:02}"
    return invented.report(university, until=until, loaded_at=loaded, period=period, **facts)


@pytest.fixture(scope="module", params=ENGINES)
def reader(
    request: pytest.FixtureRequest,
    new_database: Callable[[str], str],
    open_reader: Callable[[str], Reader],
) -> Reader:
    """Periods from August to October; one MiPyme of UG a day until 30 September."""
    address = new_database(request.param)
    with writing(address) as connection:
        connection.execute(delete(schema.reporting_period))
        for month in (8, 9, 10):
            first = date(2021, month, 1)
            last = date(2021, month + 1, 1) - timedelta(days=1)
            facts = {"starts_on": first, "ends_on": last, "due_on": last + timedelta(days=10)}
            row = {"code": f"2021-{month:02}", **facts}
            connection.execute(insert(schema.reporting_period).values(row))
    days = [date(2021, 7, 5) + timedelta(days=gone) for gone in range(88)]
    mipymes = [
        {
            "university": "ug",
            "external_id": str(number),
            "country": "EC",
            "enrolled_on": day,
            "started_on": day,
        }
        for number, day in enumerate(days)
    ]
    reports = [
        _file("ug", 9),
        *(_file("uam-a", month) for month in (8, 9, 10)),
        # September was never sent, but October holds everything up to its day.
        *(_file("uv", month) for month in (8, 10)),
        _file("upb", 10, state="parcial", rows_read=9, rows_loaded=6, rows_rejected=3),
    ]
    invented.fill(address, mipymes, reports=reports)
    return open_reader(address)


def _pending(reader: Reader, scope: Scope, as_of: date | None = AS_OF) -> dict[str, tuple]:
    with reader.connect() as connection:
        frame = pending.pending(connection, scope=scope, as_of=as_of)
    return {
        row.university: (row.reason, row.periods, row.rejected, row.expected)
        for row in frame.itertuples()
    }


def test_a_missing_report_is_worth_its_weeks_at_the_own_pace(reader: Reader) -> None:
    """Seven a week, 31 days without a report."""
    reason, periods, _, expected = _pending(reader, Scope(universities=("ug",)))["ug"]
    assert (reason, periods) == ("due", ["2021-10"])
    assert expected == pytest.approx(31)


def test_after_the_last_day_it_is_overdue(reader: Reader) -> None:
    found = _pending(reader, Scope(universities=("ug",)), date(2021, 11, 11))
    assert found["ug"][0] == "overdue"


def test_a_gap_that_a_later_report_closed_is_owed_no_more(reader: Reader) -> None:
    found = _pending(reader, Scope())
    assert "uv" not in found
    assert "uam-a" not in found


def test_rejected_rows_are_owed_and_worth_nothing_yet(reader: Reader) -> None:
    reason, periods, rejected, expected = _pending(reader, Scope())["upb"]
    assert (reason, periods, rejected) == ("partial", ["2021-10"], 3)
    assert expected != expected  # not a number


def test_who_never_reported_is_overdue_and_the_urgent_come_first(reader: Reader) -> None:
    found = _pending(reader, Scope())
    assert found["una"][:2] == ("overdue", ["2021-08", "2021-09", "2021-10"])
    reasons = [reason for reason, *_ in found.values()]
    assert reasons == sorted(reasons, key=["overdue", "due", "partial"].index)


def test_nothing_loaded_owes_nothing(reader: Reader) -> None:
    assert _pending(reader, Scope(), None) == {}
