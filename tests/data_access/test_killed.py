"""A load that is killed leaves nothing or all of it, wherever it is; the same load again then leads
to what it would have led to undisturbed."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from data_access import schema
from data_access.__main__ import main
from data_access.engine import Reader, parse_url
from tests.data_access.server import Server

ROOT = Path(__file__).parents[2]
HEADER = "external_id,enrolled_on,started_on,subdivision,initial_sales,final_sales,currency\n"
FIRST = HEADER + "".join(f"{n},2021-03-01,2021-03-05,CDMX,,,\n" for n in range(1, 31))
SECOND = HEADER + "".join(
    f"{n},2021-03-01,{'nunca' if n == 50 else '2021-03-08'},CDMX,100,{90 + n},MXN\n"
    for n in range(21, 61)
)
"""Ten MiPymes that change, 29 new ones, and a row that is rejected."""

BEFORE_COMMIT = (
    "data_access.intake.load:write_plan",
    "data_access.intake.write:_write_outcomes:1",
    "data_access.rollups:_columns:4",
    "data_access.publication:_municipalities",
    "data_access.load_changes:keep",
    "data_access.engine:raise_revision",
)
AFTER_COMMIT = ("data_access.engine:publish",)
WHILE_PUBLISHED = (
    "data_access.snapshot:_copy_public",  # the copy has been made
    "data_access.snapshot:_checked:1",
    "data_access.snapshot:_placed:2",  # the first of two files has its name
    "data_access.snapshot:_sync:3",  # the pointer is written, not yet in its place
    "data_access.snapshot:_sync:4",  # the pointer is in its place
    "data_access.snapshot:_remove_old:1",
)


def content(connection: Connection) -> str:
    """A fingerprint of all rows in order, without numbers that the database gives and times."""
    found = hashlib.sha256()
    for table in schema.metadata.sorted_tables:
        given = {"id", "submission", "changed_at", "loaded_at"}
        given |= {"mipyme"} if table.name != "mipyme" else set()
        columns = [column for column in table.c if column.name not in given]
        rows = sorted(repr(tuple(row)) for row in connection.execute(select(*columns)))
        found.update(f"{table.name} {len(rows)} {rows}".encode())
    return found.hexdigest()


def read(address: str) -> tuple[str, int]:
    """What readers have: the fingerprint, and how many MiPymes it is of."""
    reader = Reader(address)
    with reader.connect() as connection:
        count = connection.scalar(select(func.count()).select_from(schema.mipyme))
        found = content(connection), int(count or 0)
    reader.close()
    return found


Copies = Callable[[int], list[str]]


@pytest.fixture
def copies(database_url: str, request: pytest.FixtureRequest, tmp_path: Path) -> Copies:
    """A function that gives so many copies of the database."""

    def of_files(number: int) -> list[str]:
        folder = Path(str(parse_url(database_url).database)).parent
        made = [shutil.copytree(folder, tmp_path / f"copy {n}") for n in range(number)]
        return [f"sqlite:///{one}/programa.db" for one in made]

    def of_a_server(number: int) -> list[str]:
        server: Server = request.getfixturevalue("postgresql_server")
        name = str(parse_url(database_url).database)
        made = [f"{name}_{n}" for n in range(number)]
        for one in made:
            server.execute(f"CREATE DATABASE {one} TEMPLATE {name}")
        return [str(server.url(one)) for one in made]

    return of_files if database_url.startswith("sqlite") else of_a_server


def test_a_load_killed_anywhere_is_whole_and_the_next_one_ends_it(
    database_url: str, copies: Copies, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text(FIRST, encoding="utf-8")
    second.write_text(SECOND, encoding="utf-8")

    def load(address: str, file: Path) -> int:
        monkeypatch.setenv("DATABASE_URL", address)
        return main(["import", str(file), "--university", "uam-a"])

    assert load(database_url, first) == 0
    published = WHILE_PUBLISHED if database_url.startswith("sqlite") else ()
    places = [*BEFORE_COMMIT, *AFTER_COMMIT, *published]
    undisturbed, *addresses = copies(1 + len(places))
    before = read(undisturbed)
    assert load(undisturbed, second) == 1
    after = read(undisturbed)
    assert (before[1], after[1]) == (30, 59)

    ended = subprocess.run(
        [sys.executable, "-m", "tests.data_access.killing", str(second)],
        input=json.dumps(list(zip(places, addresses, strict=True))),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    codes = [json.loads(line)["code"] for line in ended.stderr.splitlines() if line[:1] == "{"]
    assert codes == [-signal.SIGKILL] * len(places), ended.stderr

    in_place = places.index(WHILE_PUBLISHED[-2]) if published else len(BEFORE_COMMIT)
    for number, (place, address) in enumerate(zip(places, addresses, strict=True)):
        assert read(address) == (after if number >= in_place else before), place
        load(address, second)
        assert read(address) == after, place
