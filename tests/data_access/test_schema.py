"""The rules of the programme database hold in the database itself, on both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKeyConstraint,
    UniqueConstraint,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.exc import IntegrityError

from data_access import schema
from data_access.engine import open_writer
from tests.data_access.server import ENGINES

DAY = date(2021, 5, 10)
EVE = date(2021, 5, 9)
NOW = datetime(2021, 11, 2, tzinfo=UTC)

VALID: dict[str, dict[str, Any]] = {
    "dataset": {"id": 1, "invented": True, "revision": 1, "changed_at": NOW},
    "country": {"code": "ZZ", "name": "País", "division": "state"},
    "subdivision": {"code": "ZZ-1", "country": "MX", "name": "E", "official_name": "E"},
    "university": {
        "code": "nueva", "name": "Nueva", "short": "N", "country": "MX", "subdivision": "MX-PUE",
        "city": "Puebla", "lat": 19.0, "lon": -98.2, "kind": "publica", "joined_on": DAY,
    },
    "cohort": {
        "code": "2022-1", "name": "G", "binational": False, "starts_on": EVE, "ends_on": DAY,
    },
    "goal": {"university": "uv", "target": 5, "starts_on": EVE, "due_on": DAY},
    "reporting_period": {"code": "2021-05", "starts_on": EVE, "ends_on": DAY, "due_on": DAY},
    "submission": {
        "university": "uv", "period": None, "state": "completo", "file_name": "a.csv",
        "file_sha256": "0" * 64, "loaded_at": NOW, "data_until": DAY, "rows_read": 10,
        "rows_loaded": 4, "rows_updated": 3, "rows_unchanged": 2, "rows_rejected": 1,
    },
    "mipyme": {
        "university": "uv", "external_id": "2", "submission": None, "cohort": "2021-1",
        "size": "micro", "sector": "C", "country": "CL", "subdivision": "CL-VS", "lat": -33.0,
        "lon": -71.6, "owner_gender": "mujer", "channel": "mixta", "enrolled_on": DAY,
        "diagnosed_on": DAY, "started_on": DAY, "concluded_on": None, "dropped_on": DAY,
    },
    "assessment": {
        "mipyme": 1, "moment": "inicial", "digital_visibility": 0.0,
        "technological_competence": 100.0, "commercial_network": 50.0, "sales": 0,
        "currency": "CLP",
    },
    "platform_presence": {"mipyme": 1, "moment": "final", "platform": "facebook"},
    "student": {"university": "uv", "external_id": "2", "cohort": "2021-1"},
    "assignment": {"student": 1, "mipyme": 1, "hours": 0.0},
    "rejected_row": {
        "submission": 1, "line": 3, "column": None, "value": None, "reason": "r", "message": "m",
        "suggestion": None, "row": "{}",
    },
    "load_change": {
        "submission": 1, "country": "CL", "cohort": "", "day": DAY, "started": -1,
        "dropped_started": 0,
    },
    "mipyme_text": {"mipyme": 1, "university": "uv", "text": "2 café"},
    "app_user": {
        "issuer": "https://op.example", "subject": "otra", "role": "direccion",
        "university": None, "country": None, "active": True,
    },
}  # fmt: skip
"""A row of each table that is accepted, beside the rows of `furnished`."""

REFUSED: dict[str, list[dict[str, Any]]] = {
    "ck_dataset_single_row": [{"id": 2}],
    "ck_country_division": [{"division": "parish"}],
    "ck_university_kind": [{"kind": "mixta"}],
    "ck_university_lat": [{"lat": 90.1}, {"lat": -90.1}],
    "ck_university_lon": [{"lon": 180.1}, {"lon": -180.1}],
    "ck_cohort_dates": [{"ends_on": date(2021, 5, 8)}],
    "ck_goal_target": [{"target": -1}],
    "ck_goal_dates": [{"due_on": date(2021, 5, 8)}],
    "ck_goal_one_subject": [{"country": "CL"}, {"cohort": "2021-1"}],
    "ck_reporting_period_dates": [{"ends_on": date(2021, 5, 8)}, {"due_on": EVE}],
    "ck_submission_state": [{"state": "hecho"}],
    "ck_submission_rows": [{"rows_read": 11}],
    "ck_mipyme_size": [{"size": "grande"}],
    "ck_mipyme_sector": [{"sector": "Z"}, {"sector": "c"}],
    "ck_mipyme_owner_gender": [{"owner_gender": "M"}],
    "ck_mipyme_channel": [{"channel": "radio"}],
    "ck_mipyme_lat": [{"lat": 91.0}, {"lat": -91.0}],
    "ck_mipyme_lon": [{"lon": 181.0}, {"lon": -181.0}],
    "ck_mipyme_point": [{"lat": None}, {"lon": None}],
    "ck_mipyme_diagnosed_after_enrolled": [{"diagnosed_on": EVE}],
    "ck_mipyme_started_after_enrolled": [{"started_on": EVE, "diagnosed_on": None}],
    "ck_mipyme_started_after_diagnosed": [{"enrolled_on": EVE, "started_on": EVE}],
    "ck_mipyme_concluded_after_started": [
        {"concluded_on": EVE, "dropped_on": None},
        {"concluded_on": DAY, "started_on": None, "dropped_on": None},
    ],
    "ck_mipyme_dropped_or_concluded": [{"concluded_on": DAY}],
    "ck_mipyme_dropped_after_enrolled": [
        {"dropped_on": EVE, "diagnosed_on": None, "started_on": None}
    ],
    "ck_mipyme_dropped_after_diagnosed": [
        {"enrolled_on": EVE, "dropped_on": EVE, "started_on": None}
    ],
    "ck_mipyme_dropped_after_started": [
        {"enrolled_on": EVE, "diagnosed_on": None, "dropped_on": EVE}
    ],
    "ck_assessment_moment": [{"moment": "medio"}],
    "ck_assessment_digital_visibility": [{"digital_visibility": 100.1}],
    "ck_assessment_technological_competence": [{"technological_competence": -0.1}],
    "ck_assessment_commercial_network": [{"commercial_network": 101.0}],
    "ck_assessment_sales": [{"sales": -1}, {"sales": 1, "currency": None}],
    "ck_platform_presence_moment": [{"moment": "medio"}],
    "ck_platform_presence_platform": [{"platform": "myspace"}],
    "ck_assignment_hours": [{"hours": -1.0}],
    "ck_app_user_role": [{"role": "root"}],
    "fk_subdivision_country": [{"country": "QQ"}],
    "fk_university_country": [{"country": "QQ"}],
    "fk_university_subdivision": [{"subdivision": "QQ-1"}],
    "fk_goal_university": [{"university": "nadie"}],
    "fk_goal_country": [{"university": None, "country": "QQ"}],
    "fk_goal_cohort": [{"university": None, "cohort": "nunca"}],
    "fk_submission_university": [{"university": "nadie"}],
    "fk_submission_period": [{"period": "1999-01"}],
    "fk_load_change_submission": [{"submission": 77}],
    "fk_mipyme_university": [{"university": "nadie"}],
    "fk_mipyme_submission": [{"submission": 77}],
    "fk_mipyme_cohort": [{"cohort": "nunca"}],
    "fk_mipyme_country": [{"country": "QQ", "subdivision": None}],
    "fk_mipyme_country_subdivision": [{"country": "MX"}, {"subdivision": "CL-QQ"}],
    "fk_assessment_mipyme": [{"mipyme": 77}],
    "fk_platform_presence_mipyme": [{"mipyme": 77}],
    "fk_mipyme_text_mipyme": [{"mipyme": 77}],
    "fk_student_university": [{"university": "nadie"}],
    "fk_student_cohort": [{"cohort": "nunca"}],
    "fk_assignment_student": [{"student": 77}],
    "fk_assignment_mipyme": [{"mipyme": 77}],
    "fk_rejected_row_submission": [{"submission": 77}],
    "fk_app_user_university": [{"university": "nadie"}],
    "fk_app_user_country": [{"country": "QQ"}],
    "uq_subdivision_country_code": [{"country": "CL", "code": "CL-VS"}],
    "uq_mipyme_university_external_id": [{"external_id": "1"}],
    "uq_student_university_external_id": [{"external_id": "1"}],
    "uq_app_user_issuer_subject": [{"subject": "ana"}],
}
"""Per rule, what to change in a valid row so that this rule alone refuses it."""

ALLOWED: dict[str, list[dict[str, Any]]] = {
    "mipyme": [
        {"diagnosed_on": None},
        {"diagnosed_on": None, "started_on": None},
        {"dropped_on": None, "concluded_on": DAY},
        {"dropped_on": None},
        {"subdivision": None, "lat": None, "lon": None, "size": None, "sector": None},
        {"external_id": "1", "university": "upb"},
        {"enrolled_on": EVE},
    ],
    "goal": [{"university": None}, {"university": None, "country": "MX"}, {"starts_on": None}],
    "assessment": [{"sales": None, "currency": None}, {"digital_visibility": None}],
}
"""What looks odd and is right."""


def _constraints() -> dict[str, str]:
    """Name → table of each check, foreign key and unique rule of the schema."""
    kinds = (CheckConstraint, ForeignKeyConstraint, UniqueConstraint)
    preparer = open_writer("sqlite:///none.db").dialect.identifier_preparer
    return {
        preparer.format_constraint(constraint).strip('"'): table.name
        for table in schema.metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, kinds)
    }


TABLE_OF = _constraints()


@pytest.fixture(scope="module", params=ENGINES)
def furnished(
    request: pytest.FixtureRequest, new_database: Callable[[str], str]
) -> Iterator[Connection]:
    """A writer's connection to a database with a MiPyme, a student, a report and a user."""
    engine = open_writer(new_database(request.param))
    with engine.begin() as connection:
        connection.execute(delete(schema.dataset))
        for name, changes in (
            ("submission", {"id": 1}),
            ("mipyme", {"id": 1, "external_id": "1", "submission": 1}),
            ("student", {"id": 1, "external_id": "1"}),
            ("app_user", {"id": 1, "subject": "ana"}),
        ):
            connection.execute(
                insert(schema.metadata.tables[name]).values({**VALID[name], **changes})
            )
        yield connection
    engine.dispose()


def _try(connection: Connection, table: str, changes: dict[str, Any], times: int = 1) -> None:
    """Insert a valid row with `changes`, and take it back."""
    attempt = connection.begin_nested()
    try:
        for _ in range(times):
            row = (
                {"id": 5, **VALID[table]}
                if "id" in schema.metadata.tables[table].c
                else VALID[table]
            )
            connection.execute(insert(schema.metadata.tables[table]).values({**row, **changes}))
    finally:
        attempt.rollback()


def test_every_rule_of_the_schema_is_tried() -> None:
    assert set(REFUSED) == set(TABLE_OF)
    counted = {t.name for t in schema.SUMMARIES if t is not schema.mipyme_text}
    assert set(VALID) == {t.name for t in schema.metadata.sorted_tables} - counted


@pytest.mark.parametrize("table", VALID)
def test_a_valid_row_is_accepted(furnished: Connection, table: str) -> None:
    for changes in ({}, *ALLOWED.get(table, [])):
        _try(furnished, table, changes)


@pytest.mark.parametrize("rule", REFUSED)
def test_a_row_that_breaks_a_rule_is_refused_by_that_rule(furnished: Connection, rule: str) -> None:
    for changes in REFUSED[rule]:
        with pytest.raises(IntegrityError) as refusal:
            _try(furnished, TABLE_OF[rule], changes)
        original: Any = refusal.value.orig
        if furnished.dialect.name == "postgresql":
            primary_key = rule == "uq_subdivision_country_code"  # stands first, says the same
            assert original.diag.constraint_name == ("pk_subdivision" if primary_key else rule)
        elif rule.startswith("ck_"):
            assert str(original) == f"CHECK constraint failed: {rule}"
        else:
            kind = {"fk": "FOREIGN KEY", "uq": "UNIQUE"}[rule[:2]]
            assert str(original).startswith(f"{kind} constraint failed")


@pytest.mark.parametrize("table", VALID)
def test_the_same_key_twice_is_refused(furnished: Connection, table: str) -> None:
    with pytest.raises(IntegrityError):
        _try(furnished, table, {}, times=2)


@pytest.mark.parametrize("table", VALID)
def test_what_must_be_there_must_be_there(furnished: Connection, table: str) -> None:
    for column in schema.metadata.tables[table].c:
        if not column.nullable and column.name != "id":
            with pytest.raises(IntegrityError):
                _try(furnished, table, {column.name: None})


def test_what_belongs_to_a_mipyme_goes_with_it(furnished: Connection) -> None:
    parts = ("assessment", "platform_presence", "assignment", "mipyme_text")
    attempt = furnished.begin_nested()
    for name in parts:
        furnished.execute(insert(schema.metadata.tables[name]).values(VALID[name]))
    furnished.execute(delete(schema.mipyme))
    for name in parts:
        assert furnished.scalar(select(func.count()).select_from(schema.metadata.tables[name])) == 0
    attempt.rollback()


def test_a_university_with_mipymes_cannot_be_deleted(furnished: Connection) -> None:
    attempt = furnished.begin_nested()
    with pytest.raises(IntegrityError):
        furnished.execute(delete(schema.university).where(schema.university.c.code == "uv"))
    attempt.rollback()
