"""What is said of each university beside its count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection, insert

from data_access import pace, progress, reference, rollups, schema, universities
from data_access.engine import Reader, writing
from data_access.scope import Scope
from tests.data_access import invented, oracle
from tests.data_access.invented import LAST, UNIVERSITIES
from tests.data_access.scopes import SCOPES

MIPYMES = invented.invented()


def _value(frame: pd.DataFrame, code: str, name: str) -> Any:
    value = frame.set_index("code").loc[code, name]
    return None if pd.isna(value) else value


def test_the_overview_adds_to_the_counts(connection: Connection) -> None:
    until = dict.fromkeys(UNIVERSITIES, LAST)
    cities = {row["code"]: row["city"] for row in reference.rows("universities")}
    for scope in SCOPES[::6]:
        frame = universities.overview(connection, scope=scope)
        counted = universities.supported(connection, scope=scope)
        pd.testing.assert_frame_equal(frame[list(counted)], counted)
        for code in frame["code"]:
            here = [m for m in MIPYMES if m["university"] == code]
            weeks = oracle.by_week(here, scope, until)
            added = [count for _, count, whole in weeks if whole][-pace.RECENT_WEEKS :]
            expected = sum(added) / 6 if len(added) == 6 else None
            assert _value(frame, code, "pace") == (expected and pytest.approx(expected)), scope
            stages = oracle.by_stage(here, scope)
            reported = code in UNIVERSITIES
            for name, stage in (("concluded", "concluida"), ("dropped", "abandono")):
                assert _value(frame, code, name) == (stages[stage] if reported else None), scope
            assert _value(frame, code, "city") == cities[code]
            assert _value(frame, code, "last_state") == ("completo" if reported else None)
            assert _value(frame, code, "last_period") is None
            assert _value(frame, code, "students") is None, "none is reported: missing, not zero"
        assert [str(frame[name].dtype) for name in ("concluded", "students", "pace")] == [
            "Int64", "Int64", "float64"
        ]  # fmt: skip


def test_paces_of_the_universities_are_those_of_their_own_scopes(connection: Connection) -> None:
    every = progress.weeks_of(connection, scope=Scope())
    assert sorted(every) == sorted(UNIVERSITIES)
    for code, weeks in every.items():
        own = progress.by_week(connection, scope=Scope(universities=(code,)))
        pd.testing.assert_frame_equal(weeks, own)


def test_students_of_a_university_and_what_they_do(
    database_url: str, open_reader: Callable[[str], Reader]
) -> None:
    month = {"starts_on": date(2021, 9, 1), "ends_on": date(2021, 9, 30), "due_on": LAST}
    later = datetime(2021, 11, 3, tzinfo=UTC)
    invented.fill(
        database_url,
        MIPYMES[:50],
        reports=[
            invented.report("uv", state="parcial", loaded_at=later),
            invented.report("uv", until=date(2021, 9, 30)),
        ],
    )
    students = [
        {"id": number, "university": code, "external_id": str(number), "cohort": cohort}
        for number, (code, cohort) in enumerate(
            [("uv", "2021-1"), ("uv", "2021-1"), ("uv", None), ("ug", None)], start=1
        )
    ]
    work = [(1, 1, 10.0), (1, 2, 20.5), (2, 1, None), (4, 1, None)]
    with writing(database_url) as connection:
        connection.execute(insert(schema.reporting_period).values(code="2021-09", **month))
        connection.execute(
            insert(schema.submission).values(
                invented.report("ug", period="2021-09", state="sin_actividad")
            )
        )
        connection.execute(insert(schema.student), students)
        connection.execute(
            insert(schema.assignment),
            [{"student": s, "mipyme": m, "hours": hours} for s, m, hours in work],
        )
        rollups.refresh(connection)
    with open_reader(database_url).connect() as connection:
        frame = universities.overview(connection, scope=Scope())
        named = universities.overview(connection, scope=Scope(cohorts=("2021-1",)))
    assert _value(frame, "uv", "students") == 3
    assert _value(frame, "uv", "mipymes_per_student") == 1.0
    assert _value(frame, "uv", "hours_per_student") == 30.5, "of the one whose hours are known"
    assert _value(frame, "ug", "students") == 1
    assert _value(frame, "ug", "hours_per_student") is None
    assert _value(frame, "upb", "students") is None
    assert _value(named, "uv", "mipymes_per_student") == 1.5
    assert _value(named, "ug", "students") is None
    assert _value(frame, "uv", "last_state") == "parcial", "the file that was sent last"
    assert _value(frame, "uv", "last_period") is None
    assert _value(frame, "ug", "last_period") == "2021-09"
    assert _value(frame, "upb", "last_state") is None
