"""Whose rows: eight universities, every function that returns rows, asked twice in random order,
with forged scopes, and never a row of another."""

from __future__ import annotations

import inspect
import random
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import Connection

from data_access import accounts, mipymes, searching
from data_access.access import EVERYTHING, PUBLIC, Access
from data_access.accounts import User
from data_access.codes import SIZES
from data_access.engine import Reader, writing
from data_access.identity import Identity, identity
from data_access.scope import Scope
from tests.data_access.invented import UNIVERSITIES, invented

EIGHT = (*UNIVERSITIES, "unf", "uam-c")
ROWS = invented()
FORGED = (
    Scope(),
    Scope(universities=EIGHT),
    Scope(universities=("uv",)),
    Scope(countries=("MX", "BO", "CL", "CO", "EC", "PY", "AR")),
)


def returning_rows(module: ModuleType) -> list[str]:
    """The functions of a module that another one may call."""
    found = inspect.getmembers(module, inspect.isfunction)
    return [
        name for name, function in found
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]  # fmt: skip


NAMES = {"size": SIZES}
"""What the reader calls the codes of a column."""


def test_who_asks_comes_first() -> None:
    assert returning_rows(mipymes) == ["count", "rows"]
    for name in returning_rows(mipymes):
        first = next(iter(inspect.signature(getattr(mipymes, name)).parameters.values()))
        assert first.annotation == "Access"
        assert first.default is inspect.Parameter.empty


def test_no_row_of_another_university_for_whatever_is_asked(connection: Connection) -> None:
    questions = [
        (Access("coordinacion", (code,)), scope, search)
        for code in EIGHT
        for scope in FORGED
        for search in ("", "0 a", "' OR 1=1 --", "micro", "2021-05")
    ] * 2
    random.Random(5).shuffle(questions)
    foreign = 0
    for access, scope, search in questions:
        asked: dict[str, Any] = {"scope": scope, "search": searching.words(search, NAMES)}
        frame = mipymes.rows(access, connection, limit=1000, **asked)
        foreign += int((frame["university"] != access.universities[0]).sum())
        assert mipymes.count(access, connection, **asked) == len(frame)
    assert foreign == 0


@pytest.mark.parametrize(
    ("access", "expected"),
    [
        (PUBLIC, lambda row: False),
        (Access("direccion"), lambda row: False),
        (Access("direccion", ("uv",), ("CL",)), lambda row: False),
        (Access("coordinacion"), lambda row: False),
        (Access("coordinacion", ("uv",)), lambda row: row["university"] == "uv"),
        (Access("coordinacion", (), ("MX",)), lambda row: row["country"] == "MX"),
        (
            Access("coordinacion", ("uv",), ("MX",)),
            lambda row: row["university"] == "uv" and row["country"] == "MX",
        ),
        (EVERYTHING, lambda row: True),
    ],
)
def test_a_role_sees_its_rows_all_of_them_and_no_others(
    connection: Connection, access: Access, expected: Any
) -> None:
    frame = mipymes.rows(access, connection, scope=Scope(), limit=1000)
    found = set(zip(frame["university"], frame["external_id"], strict=True))
    assert found == {(row["university"], row["external_id"]) for row in ROWS if expected(row)}
    assert access.rows == bool(found)


# ── The table of users ────────────────────────────────────────────────────────────────────

ISSUER = "https://accounts.google.com"


def test_the_table_decides_and_forgets_nobody(database_url: str) -> None:
    coordinator = User(ISSUER, "1", "coordinacion", "uv", None, True)
    with writing(database_url) as connection:
        assert accounts.put(connection, coordinator)
        assert accounts.put(connection, User(ISSUER, "2", "direccion", None, None, False))
    reader = Reader(database_url)
    with reader.connect() as connection:
        assert accounts.access_of(connection, ISSUER, "1") == Access("coordinacion", ("uv",))
        for issuer, subject in ((ISSUER, "2"), (ISSUER, "3"), (f"{ISSUER}/", "1"), ("", "")):
            assert accounts.access_of(connection, issuer, subject) is None
    with writing(database_url) as connection:
        assert not accounts.put(connection, User(ISSUER, "1", "administracion", None, None, True))
        assert accounts.disable(connection, "nobody") == 0
    with reader.connect() as connection:
        assert accounts.access_of(connection, ISSUER, "1") == EVERYTHING
    with writing(database_url) as connection:
        assert accounts.disable(connection, coordinator.mark) == 1
    with reader.connect() as connection:
        assert accounts.access_of(connection, ISSUER, "1") is None
        assert [user.active for user in accounts.users(connection)] == [False, False]
    reader.close()


# ── What a provider said ──────────────────────────────────────────────────────────────────

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SAID: dict[str, Any] = {
    "iss": ISSUER,
    "sub": "1",
    "aud": "tablero",
    "iat": int(NOW.timestamp()),
    "exp": int(NOW.timestamp()) + 3600,
}


@pytest.mark.parametrize(
    "change",
    [
        {"aud": "another"},
        {"aud": ["tablero", "another"]},
        {"aud": ["tablero", "another"], "azp": "another"},
        {"aud": None},
        {"iss": ""},
        {"iss": None},
        {"sub": ""},
        {"sub": 1},
        {"iat": None},
        {"iat": True},
        {"iat": "1770000000"},
        {"iat": float("nan")},
        {"iat": 1e30},
        {"exp": None},
        {"exp": SAID["iat"]},
    ],
)
def test_what_was_not_said_to_us_names_nobody(change: dict[str, Any]) -> None:
    assert identity({**SAID, **change}, "tablero") is None
    assert identity(SAID, "") is None
    assert identity({}, "tablero") is None


def test_a_session_lasts_eight_hours_and_not_a_second_more() -> None:
    who = identity({**SAID, "aud": ["tablero", "b"], "azp": "tablero"}, "tablero")
    assert who == Identity(ISSUER, "1", NOW)
    assert who.holds(NOW - timedelta(minutes=4))
    assert who.holds(NOW + timedelta(hours=8, seconds=-1))
    assert not who.holds(NOW + timedelta(hours=8))
    assert not who.holds(NOW - timedelta(minutes=6))
