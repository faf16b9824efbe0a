"""Which report arrived for which period, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete, insert, update

from data_access import reports, schema
from data_access.engine import Reader, writing
from data_access.scope import Scope
from tests.data_access import invented
from tests.data_access.server import ENGINES

PERIODS = [
    ("2021-08", date(2021, 8, 1), date(2021, 8, 31), date(2021, 9, 10)),
    # No period for September: the calendar has a gap.
    ("2021-10", date(2021, 10, 1), date(2021, 10, 31), date(2021, 11, 10)),
]


def _file(university: str, day: date, **facts: object) -> dict[str, object]:
    return invented.report(
        university, loaded_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC), **facts
    )


FILES = [
    _file("uam-a", date(2021, 9, 5), period="2021-08", until=date(2021, 8, 31)),
    _file("uam-a", date(2021, 10, 31), until=date(2021, 10, 31)),  # names no period
    _file("uv", date(2021, 9, 20), period="2021-08", state="parcial", rows_read=3, rows_rejected=2),
    _file("uv", date(2021, 9, 25), period="2021-08"),  # the same period again, whole now
    _file(
        "upb", date(2021, 9, 1), period="2021-08", state="sin_actividad", rows_read=0, rows_loaded=0
    ),
    # Nothing of this file could be loaded: it is no report.
    _file(
        "una", date(2021, 9, 1), period="2021-08", state="parcial", rows_loaded=0, rows_rejected=1
    ),
]


@pytest.fixture(scope="module", params=ENGINES)
def reader(
    request: pytest.FixtureRequest,
    new_database: Callable[[str], str],
    open_reader: Callable[[str], Reader],
) -> Reader:
    address = new_database(request.param)
    with writing(address) as connection:
        connection.execute(delete(schema.reporting_period))
        names = ("code", "starts_on", "ends_on", "due_on")
        connection.execute(
            insert(schema.reporting_period),
            [dict(zip(names, period, strict=True)) for period in PERIODS],
        )
        joined = update(schema.university).where(schema.university.c.code == "unf")
        connection.execute(joined.values(joined_on=date(2021, 9, 15)))
    invented.fill(address, [], reports=FILES)
    return open_reader(address)


@pytest.mark.parametrize(
    ("university", "august", "october"),
    [
        ("uam-a", ("reporto", False, 1), ("reporto", False, 1)),
        ("uv", ("reporto", True, 2), ("en_plazo", False, 0)),
        ("upb", ("sin_actividad", False, 1), ("en_plazo", False, 0)),
        ("una", ("no_reporto", False, 0), ("en_plazo", False, 0)),
        ("unf", ("no_aplica", False, 0), ("en_plazo", False, 0)),
    ],
)
def test_states(
    reader: Reader,
    university: str,
    august: tuple[str, bool, int],
    october: tuple[str, bool, int],
) -> None:
    scope = Scope(universities=(university,), end=date(2021, 10, 31))
    with reader.connect() as connection:
        frame = reports.by_period(connection, scope=scope)
    found = {row.period: (row.state, bool(row.late), int(row.files)) for row in frame.itertuples()}
    assert found == {"2021-08": august, "2021-10": october}


def test_after_the_last_day_a_report_is_missing(reader: Reader) -> None:
    scope = Scope(universities=("ug",), end=date(2021, 11, 11))
    with reader.connect() as connection:
        frame = reports.by_period(connection, scope=scope)
    assert list(frame["state"]) == ["no_reporto", "no_reporto"]


def test_only_periods_that_have_begun(reader: Reader) -> None:
    with reader.connect() as connection:
        before = reports.by_period(connection, scope=Scope(end=date(2021, 7, 31)))
        august = reports.by_period(connection, scope=Scope(end=date(2021, 8, 1)))
    assert before.empty
    assert set(august["period"]) == {"2021-08"}
    assert len(august) == 8


def test_a_day_in_the_past_knows_no_report_that_came_later(reader: Reader) -> None:
    scope = Scope(universities=("uam-a", "uv", "upb"), end=date(2021, 9, 6))
    with reader.connect() as connection:
        frame = reports.by_period(connection, scope=scope)
    states = dict(zip(frame["university"], frame["state"], strict=True))
    assert states == {"uam-a": "reporto", "upb": "sin_actividad", "uv": "en_plazo"}
    with reader.connect() as connection:
        later = reports.by_period(connection, scope=replace(scope, end=date(2021, 9, 21)))
    row = later[later["university"] == "uv"].iloc[0]
    assert (row["state"], row["files"], bool(row["late"])) == ("parcial", 1, True)
