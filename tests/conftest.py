"""What every room's tests share: empty databases on SQLite and PostgreSQL, and a small full one.

`sqlite_url`, `postgresql_url` and `database_url` (both in turn) are new databases, initialised
and empty; `small_database` is a filled one that no test may change.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data_access.administration import initialise
from data_access.engine import Reader
from tests.data_access.invented import fill
from tests.data_access.server import ENGINES, Server, binaries


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """A running PostgreSQL server. Without its programs: skipped here, failed in CI."""
    programs = binaries()
    if programs is None:
        reason = "PostgreSQL is not installed (Debian: apt-get install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    server = Server(programs)
    yield server
    server.remove()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an initialised SQLite database, to be copied."""
    folder = tmp_path_factory.mktemp("template")
    initialise(f"sqlite:///{folder}/programa.db")
    return folder


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: Server) -> str:
    """The name of an initialised PostgreSQL database, to be copied."""
    postgresql_server.execute("CREATE DATABASE initialised")
    initialise(postgresql_server.url("initialised"))
    return "initialised"


@pytest.fixture(scope="session")
def new_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], str]:
    """A function that makes an initialised, empty database on the engine named and returns its
    address; ``bare`` leaves a PostgreSQL database without schema, or a SQLite file unmade."""
    numbers = itertools.count()

    def make(engine: str, *, bare: bool = False) -> str:
        if engine == "sqlite":
            folder = tmp_path_factory.mktemp("database")
            if not bare:
                template = request.getfixturevalue("sqlite_template")
                shutil.copytree(template, folder, dirs_exist_ok=True)
            return f"sqlite:///{folder}/programa.db"
        server = request.getfixturevalue("postgresql_server")
        template = "template1" if bare else request.getfixturevalue("postgresql_template")
        name = f"prueba_{next(numbers)}"
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return str(server.url(name))

    return make


@pytest.fixture
def sqlite_url(new_database: Callable[[str], str]) -> str:
    """The address of a new SQLite database: initialised, published, without MiPymes."""
    return new_database("sqlite")


@pytest.fixture
def postgresql_url(new_database: Callable[[str], str]) -> str:
    """The address of a new PostgreSQL database: initialised, without MiPymes."""
    return new_database("postgresql")


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> str:
    """The address of a new database, on each engine in turn."""
    return new_database(request.param)


@pytest.fixture(scope="session")
def open_reader() -> Iterator[Callable[[str], Reader]]:
    """A function that opens a `Reader`; it is closed after the tests."""
    readers: list[Reader] = []

    def opened(address: str) -> Reader:
        readers.append(Reader(address))
        return readers[-1]

    yield opened
    for reader in readers:
        reader.close()


@pytest.fixture(scope="session", params=ENGINES)
def small_database(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> str:
    """The address of a database of 400 MiPymes, on each engine in turn; not to be changed."""
    address = new_database(request.param)
    fill(address)
    return address
