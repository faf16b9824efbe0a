"""While the database is away or unfit a page goes on with what it last read and says so; what was
not asked before is a fault, never a number; and it comes back by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from data_access import engine, snapshot
from data_access.engine import open_writer, parse_url
from data_access.errors import Reason
from tests.data_access.invented import fill
from tests.data_access.server import Server
from tests.pages.conftest import Visit
from tests.pages.reading import standing, words
from texts import translations


def _bit(content: bytearray) -> None:
    content[content.index(b"Universidad de Guayaquil")] ^= 1


def _page(content: bytearray) -> None:
    content[-4096:] = bytes(4096)


def _truncation(content: bytearray) -> None:
    del content[-5000:]


def damage(change: Callable[[bytearray], None]) -> Callable[[Path], None]:
    """The published files are not what they were."""

    def done(database: Path) -> None:
        manifest = snapshot.read_manifest(database)
        for name in (manifest.file, manifest.public.file):
            path = database.with_name(name)
            content = bytearray(path.read_bytes())
            change(content)
            path.chmod(0o644)
            path.write_bytes(content)

    return done


def of_schema(version: str) -> Callable[[Path], None]:
    """A database of another age is published in its place."""

    def done(database: Path) -> None:
        writer = open_writer(f"sqlite:///{database}")
        with writer.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
        engine.publish(writer)
        writer.dispose()

    return done


def missing(database: Path) -> None:
    """Nothing is published any more."""
    snapshot.pointer(database).unlink()


@contextmanager
def broken(address: str, breaking: Callable[[Path], None]) -> Iterator[None]:
    """The block finds the files of a SQLite database broken; after it they are as before."""
    database = Path(str(parse_url(address).database))
    before = {path: path.read_bytes() for path in database.parent.iterdir()}
    breaking(database)
    yield
    for path, content in before.items():
        path.unlink(missing_ok=True)
        path.write_bytes(content)


FAULTS = {
    "bit": (damage(_bit), Reason.DAMAGED),
    "page": (damage(_page), Reason.DAMAGED),
    "truncation": (damage(_truncation), Reason.DAMAGED),
    "older schema": (of_schema("0000"), Reason.SCHEMA_OLD),
    "newer schema": (of_schema("9999"), Reason.SCHEMA_NEW),
    "missing": (missing, Reason.MISSING),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_is_not_what_it_was(visit: Visit, sqlite_url: str, fault: str) -> None:
    breaking, reason = FAULTS[fault]
    fill(sqlite_url)
    app = visit(sqlite_url)
    before = standing(app)
    with broken(sqlite_url, breaking):
        goes_on(app, before, reason)
    comes_back(app)


@pytest.mark.postgresql
@pytest.mark.parametrize("fault", ["stop", "freeze"])
def test_a_server_that_does_not_answer(
    visit: Visit, postgresql_url: str, postgresql_server: Server, fault: str
) -> None:
    fill(postgresql_url)
    app = visit(postgresql_url)
    before = standing(app)
    getattr(postgresql_server, fault)()
    try:
        goes_on(app, before, Reason.UNREACHABLE)
    finally:
        getattr(postgresql_server, {"stop": "start", "freeze": "thaw"}[fault])()
    if fault == "freeze":
        time.sleep(engine.REST_SECONDS)
    comes_back(app)


def goes_on(app: AppTest, before: str, reason: Reason) -> None:
    """The next click shows the same numbers and says why, of when they are and its reference; a
    scope that nobody has asked for shows none."""
    app.run()
    assert not app.exception
    assert standing(app) == before
    (notice,) = [each.value for each in app.warning]
    assert translations("es").gettext(reason.value) in notice
    assert "Lo que se muestra se leyó hace menos de un minuto. Referencia: " in notice
    app.query_params["pais"] = "CO"
    app.run()
    assert app.exception  # `faults.explain` puts it in words
    assert "<h2>" not in words(app)


def comes_back(app: AppTest) -> None:
    """One click later everything is as it was, and what could not be answered is."""
    app.run()
    assert not app.exception
    assert not app.warning
    assert standing(app).startswith("En Colombia van ")
