"""``init``: the schema comes, goes and comes again, and what people changed stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, delete, func, insert, inspect, select, text, update

from data_access import mipymes, progress, reference, schema, snapshot
from data_access.access import EVERYTHING
from data_access.administration import alembic_config, initialise, migrate
from data_access.codes import NOWHERE, PLATFORMS
from data_access.engine import Reader, open_writer, parse_url, writing
from data_access.errors import DatabaseError, Reason
from data_access.freshness import freshness
from data_access.intake.audit import audit
from data_access.scope import Scope
from data_access.searching import words
from tests.data_access import invented, oracle
from tests.data_access.server import ENGINES


@pytest.fixture(params=ENGINES)
def bare_url(request: pytest.FixtureRequest, new_database: Callable[..., str]) -> str:
    """The address of a database that nobody has initialised."""
    return new_database(request.param, bare=True)


@pytest.fixture
def bare(bare_url: str) -> Iterator[Engine]:
    engine = open_writer(bare_url)
    yield engine
    engine.dispose()


def test_the_code_knows_the_newest_migration() -> None:
    script = ScriptDirectory.from_config(alembic_config())
    assert script.get_heads() == [schema.SCHEMA_VERSION]


def test_up_down_and_up_again(bare: Engine) -> None:
    tables = {table.name for table in schema.metadata.sorted_tables}
    for revision, expected in (("head", tables), ("base", set()), ("head", tables)):
        with bare.begin() as connection:
            migrate(connection, revision)
        with bare.connect() as connection:
            assert set(inspect(connection).get_table_names()) - {"alembic_version"} == expected


def test_the_migrations_make_the_schema_of_the_code(database_url: str) -> None:
    engine = open_writer(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()


def test_a_new_database_has_the_reference_lists(database_url: str) -> None:
    engine = open_writer(database_url)
    with engine.connect() as connection:
        for name, table in (
            ("countries", schema.country),
            ("subdivisions", schema.subdivision),
            ("universities", schema.university),
            ("cohorts", schema.cohort),
            ("goals", schema.goal),
        ):
            count = connection.scalar(select(func.count()).select_from(table))
            assert count == len(reference.rows(name)) > 0, name
    engine.dispose()


def test_initialising_again_changes_nothing_and_keeps_what_was_edited(
    database_url: str, open_reader: Callable[[str], Reader]
) -> None:
    university = schema.university.c
    with writing(database_url) as connection:
        connection.execute(
            update(schema.university).where(university.code == "uv").values(city="V")
        )
        connection.execute(update(schema.goal).values(target=7))
        connection.execute(delete(schema.university).where(university.code == "unf"))
    reader = open_reader(database_url)
    before = _everything(reader)
    for _ in range(2):
        initialise(database_url, invented=True)
    after = _everything(reader)
    assert before.pop("university") < after.pop("university"), "the one that was missing is back"
    assert after == before
    with reader.connect() as connection:
        assert connection.scalar(select(university.city).where(university.code == "uv")) == "V"
        assert set(connection.scalars(select(schema.goal.c.target))) == {7}
        assert not freshness(connection).invented, "what the data are is decided once"


def test_invented_is_remembered(bare_url: str, open_reader: Callable[[str], Reader]) -> None:
    initialise(bare_url, invented=True)
    with open_reader(bare_url).connect() as connection:
        assert freshness(connection).invented


def test_a_start_that_fails_half_way_leaves_nothing(
    bare_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("half way")

    with monkeypatch.context() as patch:
        patch.setattr(reference, "seed", fail)
        with pytest.raises(RuntimeError, match="half way"):
            initialise(bare_url)
    engine = open_writer(bare_url)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    engine.dispose()
    if bare_url.startswith("sqlite"):
        assert not snapshot.pointer(Path(str(parse_url(bare_url).database))).exists()
    initialise(bare_url)


def test_a_filled_database_of_before_is_upgraded_with_its_summaries_counted(
    bare_url: str, bare: Engine, open_reader: Callable[[str], Reader], request: Any
) -> None:
    rows = invented.invented(60)
    with bare.begin() as connection:
        migrate(connection, "0001")
        reference.seed(connection)
        facts = {"id": 1, "invented": False, "revision": 4, "changed_at": datetime.now(UTC)}
        connection.execute(insert(schema.dataset), facts)
        connection.execute(insert(schema.mipyme), rows)
        there = [{"mipyme": 1, "moment": "inicial", "platform": name} for name in PLATFORMS]
        connection.execute(insert(schema.platform_presence), there)
        if connection.dialect.name == "postgresql":
            request.getfixturevalue("postgresql_server").execute("CREATE ROLE vieja LOGIN")
            connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO vieja"))
    initialise(bare_url)
    with bare.connect() as connection:
        kept = connection.scalars(select(schema.platform_presence.c.platform))
        assert set(kept) == set(PLATFORMS)
        nowhere = {"mipyme": 2, "moment": "final", "platform": NOWHERE}
        connection.execute(insert(schema.platform_presence), nowhere)
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL ROLE vieja"))
        for table in schema.metadata.sorted_tables:  # who could read them all still can
            connection.execute(select(func.count()).select_from(table))
        connection.rollback()
    with open_reader(bare_url).connect() as connection:
        for scope in (Scope(), Scope(sizes=("micro",)), Scope(universities=("uv",))):
            assert progress.supported(connection, scope=scope) == oracle.supported(rows, scope)
        assert mipymes.count(EVERYTHING, connection, scope=Scope(), search=words("00012", {})) == 1
    assert audit(bare_url, today=date(2022, 6, 1))[-1].message.text == "No faults were found."


def test_going_back_a_version_and_forth_keeps_the_rows(database_url: str) -> None:
    invented.fill(database_url, invented.invented(40))
    engine = open_writer(database_url)
    with engine.begin() as connection:
        command.downgrade(_config(connection), "0001")
        count = connection.scalar(select(func.count()).select_from(schema.mipyme))
        assert count == 40
    initialise(database_url)
    engine.dispose()
    assert audit(database_url, today=date(2022, 6, 1))[-1].message.text == "No faults were found."


def _config(connection: Connection) -> Config:
    config = alembic_config()
    config.attributes["connection"] = connection
    return config


def test_a_database_newer_than_the_code_is_left_alone(database_url: str) -> None:
    engine = open_writer(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError) as failure:
        initialise(database_url)
    assert failure.value.reason is Reason.SCHEMA_NEW
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
    engine.dispose()


def test_the_folder_of_the_database_is_made(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/datos/2021/programa.db"
    initialise(address)
    with writing(address) as connection:
        connection.execute(insert(schema.cohort).values(code="n", name="N", binational=False))


def _everything(reader: Reader) -> dict[str, set[tuple[object, ...]]]:
    with reader.connect() as connection:
        return {
            table.name: {tuple(row) for row in connection.execute(select(table))}
            for table in schema.metadata.sorted_tables
        }
