"""Row-level security on a real PostgreSQL, with an account that reads and owns nothing."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection, func, select, text

from data_access import faults, mipymes, outcomes, progress, rejections, schema
from data_access.access import EVERYTHING, PUBLIC, Access
from data_access.engine import Reader
from data_access.rights import restrict
from data_access.scope import Scope
from data_access.searching import words
from tests.data_access.invented import UNIVERSITIES, fill, reject
from tests.data_access.server import Server

pytestmark = pytest.mark.postgresql

EIGHT = (*UNIVERSITIES, "unf", "uam-c")
GUARDED = (schema.mipyme, schema.mipyme_text, schema.rejected_row)
CROSSES = (
    Scope(sectors=("A", "B"), sizes=("micro",)),
    Scope(subdivisions=("CL-RM",), sectors=("A",)),
)


@pytest.fixture(scope="module")
def filled(new_database: Callable[[str], str]) -> str:
    """400 MiPymes, and what could not be loaded of them."""
    address = new_database("postgresql")
    fill(address)
    return address


@pytest.fixture(scope="module")
def reader(filled: str, postgresql_server: Server) -> Iterator[Reader]:
    """What the app has: an account of its own that may read every table."""
    name = filled.rpartition("/")[2]
    postgresql_server.execute(
        "CREATE ROLE lectura_de_filas LOGIN",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO lectura_de_filas",
        database=name,
    )
    found = Reader(postgresql_server.url(name, "lectura_de_filas"))
    found.prove_read_only()
    yield found
    found.close()


@pytest.fixture(scope="module")
def owner(filled: str) -> Iterator[Reader]:
    """The owner, whom no policy holds."""
    found = Reader(filled)
    yield found
    found.close()


def seen(connection: Connection) -> pd.DataFrame:
    """University and country of the rows that a query without any condition gets."""
    c = schema.mipyme.c
    return pd.DataFrame(connection.execute(select(c.university, c.country)), columns=["u", "c"])


def test_without_a_word_of_who_asks_there_is_no_row(reader: Reader) -> None:
    for access in (None, PUBLIC, Access("direccion", ("uv",), ("CL",)), Access("coordinacion")):
        with reader.connect() as connection:
            if access is not None:
                restrict(access, connection)
            for table in GUARDED:
                assert connection.scalar(select(func.count()).select_from(table)) == 0


def test_a_query_that_forgets_to_narrow_gets_the_readers_own_rows(
    reader: Reader, owner: Reader
) -> None:
    with owner.connect() as connection:
        every = seen(connection)
    uv, chile = every["u"] == "uv", every["c"] == "CL"
    for access, expected in (
        (EVERYTHING, every),
        (Access("coordinacion", ("uv",)), every[uv]),
        (Access("coordinacion", (), ("CL",)), every[chile]),
        (
            Access("coordinacion", ("uv", "una"), ("CL",)),
            every[(uv | (every["u"] == "una")) & chile],
        ),
        (Access("coordinacion", ("') OR true --",)), every[:0]),
    ):
        with reader.connect() as connection:
            restrict(access, connection)
            found = seen(connection)
            texts = connection.scalar(select(func.count()).select_from(schema.mipyme_text))
        assert found.value_counts().to_dict() == expected.value_counts().to_dict(), access
        assert texts == len(expected)
        with reader.connect() as connection:
            assert seen(connection).empty, "the next reader of this connection"


def test_every_function_gives_the_same_rows_as_to_the_owner(reader: Reader, owner: Reader) -> None:
    questions = [
        (Access("coordinacion", (code,)), scope, search)
        for code in EIGHT
        for scope in (Scope(), Scope(universities=EIGHT), Scope(universities=("uv",)))
        for search in ("", "0 a")
    ] * 2
    random.Random(11).shuffle(questions)
    foreign = 0
    with owner.connect() as full:
        for access, scope, search in questions:
            asked: dict[str, Any] = {"scope": scope, "search": words(search, {})}
            expected = mipymes.rows(access, full, limit=1000, **asked)
            with reader.connect() as connection:
                frame = mipymes.rows(access, connection, limit=1000, **asked)
                assert mipymes.count(access, connection, **asked) == len(frame)
            pd.testing.assert_frame_equal(frame, expected)
            foreign += int((frame["university"] != access.universities[0]).sum())
    assert foreign == 0


def test_faults_are_found_among_all_rows_and_told_of_ones_own(
    reader: Reader, owner: Reader
) -> None:
    own, found = Access("coordinacion", ("uv",)), 0
    with owner.connect() as full, reader.connect() as connection:
        for kind in faults.KINDS:
            counts = faults.counts(connection, scope=Scope(), kind=kind)
            assert counts == faults.counts(full, scope=Scope(), kind=kind), kind
            assert seen(connection).empty, "sums leave nothing open behind them"
            asked: dict[str, Any] = {"scope": Scope(), "kind": kind, "limit": 100}
            frame = faults.rows(own, connection, **asked)
            pd.testing.assert_frame_equal(frame, faults.rows(own, full, **asked))
            assert set(frame["university"]) <= {"uv"}
            assert len(frame) >= min(counts.get("uv", 0), 1)
            restrict(PUBLIC, connection)
            found += len(frame)
    assert found


def test_rejected_rows_are_of_those_who_see_the_whole_university(
    filled: str, reader: Reader
) -> None:
    reject(filled)
    for access, expected in (
        (EVERYTHING, 1),
        (Access("coordinacion", ("uv",)), 1),
        (Access("coordinacion", ("uv",), ("CL",)), 0),
        (Access("coordinacion", (), ("CL",)), 0),
        (Access("coordinacion", ("una",)), 0),
        (Access("direccion"), 0),
    ):
        with reader.connect() as connection:
            asked: dict[str, Any] = {"university": "uv", "period": "2021-10", "limit": 9}
            assert len(rejections.rejections(access, connection, **asked)) == expected, access
        with reader.connect() as connection:  # whatever a query forgets
            restrict(access, connection)
            count = select(func.count()).select_from(schema.rejected_row)
            assert connection.scalar(count) == expected, access


def test_sums_need_no_rows(reader: Reader, owner: Reader) -> None:
    with owner.connect() as full, reader.connect() as connection:
        for scope in CROSSES:
            number = progress.supported(connection, scope=scope)
            assert number == progress.supported(full, scope=scope) > 0
            ours, theirs = (outcomes.closed(one, scope=scope) for one in (connection, full))
            assert ours == theirs
        names = set(connection.execute(text("SELECT * FROM mipyme_fact LIMIT 1")).keys())
    assert names == set(schema.facts.c.keys())
    assert not names & {"name", "external_id", "lat", "lon"}
