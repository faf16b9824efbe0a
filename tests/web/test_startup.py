"""The embedded database is made, or brought up to date, before the first visit."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import insert

from data_access import progress, reference, schema, snapshot
from data_access.administration import migrate
from data_access.engine import Reader, open_writer, publish
from data_access.scope import Scope
from tests.data_access import invented, oracle
from web.startup import make_ready


def test_an_embedded_database_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    database, rows = tmp_path / "programa.db", invented.invented(30)
    engine = open_writer(f"sqlite:///{database}")
    with engine.begin() as connection:
        migrate(connection, "0001")
        reference.seed(connection)
        connection.execute(insert(schema.mipyme), rows)
    publish(engine)
    engine.dispose()
    assert snapshot.read_manifest(database).schema_version == "0001"
    make_ready(database)
    ready = snapshot.read_manifest(database)
    assert ready.schema_version == schema.SCHEMA_VERSION
    with Reader(f"sqlite:///{database}").connect() as connection:
        assert progress.supported(connection, scope=Scope()) == oracle.supported(rows, Scope())
    make_ready(database)
    assert snapshot.read_manifest(database) == ready, "nothing is done twice"
