"""A connection of the public reaches what is published and not one row beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError

from data_access import composition, figures, progress, published, schema, snapshot
from data_access.engine import Reader, parse_url, writing
from data_access.errors import DatabaseError, ProtectedError, Reason
from data_access.scope import Scope
from tests.data_access.invented import fill
from tests.data_access.server import Server

ROLES = Path(published.__file__).with_name("roles.sql")
PRIVATE = [table for table in schema.metadata.sorted_tables if table not in schema.PUBLIC]
Public = tuple[Reader, Reader]
"""The reader of everything, and the public's."""


@pytest.fixture
def public(
    database_url: str, request: pytest.FixtureRequest, open_reader: Callable[[str], Reader]
) -> Iterator[Public]:
    fill(database_url)
    everything = open_reader(database_url)
    address = database_url
    if everything.url.get_backend_name() == "postgresql":
        server: Server = request.getfixturevalue("postgresql_server")
        name = str(parse_url(database_url).database)
        server.execute(ROLES.read_text(encoding="utf-8"), database=name)
        address = server.url(name, user="programa_public")
    reader = Reader(address, everything=everything)
    yield everything, reader
    reader.close()


def test_no_row_of_anybody_can_be_read_over_the_connection_of_the_public(public: Public) -> None:
    _, reader = public
    reader.prove_read_only()
    with reader.connect() as connection:
        for table in PRIVATE:
            with pytest.raises(ProtectedError):
                connection.execute(select(func.count()).select_from(table))
            # … and where a statement does not go through us, the file or the server refuses it.
            with pytest.raises(DBAPIError) as refusal:
                connection.exec_driver_sql(f"SELECT * FROM {table.name}")  # noqa: S608
            code = getattr(refusal.value.orig, "sqlstate", "")
            assert code == "42501" or "no such table" in str(refusal.value.orig), table.name
            connection.rollback()
        for table in schema.PUBLISHED:
            assert connection.scalar(select(func.count()).select_from(table)), table.name


def test_names_of_files_are_not_for_everybody(public: Public) -> None:
    _, reader = public
    with reader.connect() as connection:
        names = text("SELECT file_name, file_sha256 FROM submission")
        if connection.dialect.name == "postgresql":
            with pytest.raises(DBAPIError):
                connection.execute(names)
        else:
            assert set(connection.execute(names)) == {("", "")}


def test_the_file_of_the_public_holds_nothing_else(sqlite_url: str) -> None:
    rows = fill(sqlite_url)
    database = Path(str(parse_url(sqlite_url).database))
    manifest = snapshot.read_manifest(database)
    public = database.with_name(manifest.public_file)
    with closing(sqlite3.connect(public)) as file:
        found = {row[0] for row in file.execute("SELECT name FROM sqlite_master")}
    held = {name for name in found if not name.startswith("sqlite_")}
    assert held == {table.name for table in schema.PUBLIC} | {"alembic_version"}
    content = public.read_bytes()
    names = [row["name"].encode() for row in rows if row["name"]]
    assert names
    assert not any(name in content for name in names)
    assert len(list(database.parent.glob("*.public-*.db"))) <= snapshot.KEPT


def test_the_public_gets_the_same_coverage_as_everybody(public: Public) -> None:
    everything, reader = public
    scopes = [
        Scope(),
        Scope(countries=("CL", "MX")),
        Scope(subdivisions=("CL-VS",)),
        Scope(universities=("uv",)),
        Scope(cohorts=("2021-1",)),
        Scope(sectors=("A", "B")),
        Scope(sizes=("micro",)),
    ]
    with reader.connect() as mine, everything.connect() as theirs:
        assert published.is_public(mine)
        assert not published.is_public(theirs)
        for scope in scopes:
            for ask in (progress.supported, progress.by_day, composition.by_stage):
                one, other = (ask(c, scope=scope) for c in (mine, theirs))
                assert one.equals(other) if hasattr(one, "equals") else one == other, scope


def test_what_is_not_published_says_why_and_is_never_zero(public: Public) -> None:
    _, reader = public
    with reader.connect() as connection:
        cross = Scope(countries=("CL",), sectors=("A",))
        with pytest.raises(ProtectedError):
            progress.supported(connection, scope=cross)
        about = figures.context(connection, cross)
        for slug in ("avance", "etapas", "inclusion", "sectores", "ventas"):
            data = figures.figure_data(connection, slug, about=about)
            assert data.protected.startswith("Protected data"), slug
            assert data.frame.empty


def test_invented_data_are_open_to_everybody(public: Public, database_url: str) -> None:
    _, reader = public
    with writing(database_url) as connection:
        connection.execute(update(schema.dataset).values(invented=True))
    with reader.connect() as connection:
        assert not published.is_public(connection)
        assert connection.scalar(select(func.count()).select_from(schema.mipyme)) == 400
        connection.rollback()


def test_an_older_publication_without_a_file_for_the_public_shows_nothing(
    sqlite_url: str, open_reader: Callable[[str], Reader]
) -> None:
    database = Path(str(parse_url(sqlite_url).database))
    manifest = snapshot.read_manifest(database)
    database.with_name(manifest.public_file).unlink()
    reader = Reader(sqlite_url, everything=open_reader(sqlite_url))
    with pytest.raises(DatabaseError) as failure, reader.connect():
        pass
    assert failure.value.reason is Reason.MISSING
    with suppress(Exception):
        reader.close()
