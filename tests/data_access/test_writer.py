# ruff: noqa: PT012 -- what is tested is how a whole block of a writer ends
"""A load is all there or not at all, whatever happens in the middle; only one at a time."""

from __future__ import annotations

import errno
import logging
import random
import resource
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.exc import IntegrityError, InvalidRequestError

from data_access import engine, rollups, schema, snapshot
from data_access.administration import initialise
from data_access.engine import Reader, open_writer, parse_url, writing
from data_access.errors import DatabaseError, Reason, reason_of, translated
from data_access.freshness import revision
from tests.data_access import invented
from tests.data_access.server import Server

ROOT = Path(__file__).parents[2]
SECRET = "DATO-PERSONAL"
Open = Callable[[str], Reader]


def state(source: Connection) -> tuple[int, int, int]:
    """Revision, MiPymes, and MiPymes according to the rollup: the three go together."""
    return (
        revision(source),
        source.scalar(select(func.count()).select_from(schema.mipyme)) or 0,
        source.scalar(select(func.coalesce(func.sum(schema.ROLLUPS[0].c.enrolled), 0))) or 0,
    )


def seen(reader: Reader) -> tuple[int, int, int]:
    with reader.connect() as connection:
        return state(connection)


def files(address: str) -> dict[str, bytes]:
    """Every file of a SQLite database and what is in it; none of PostgreSQL."""
    if not address.startswith("sqlite"):
        return {}
    folder = Path(str(parse_url(address).database)).parent
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# ── Whatever happens in the middle ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "fault",
    [
        ValueError("a line that makes no sense"),
        FileNotFoundError(errno.ENOENT, "the loader's own file"),
        OSError(errno.ENOSPC, "the loader's own disk"),
        KeyboardInterrupt(),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_a_writer_that_fails_changes_nothing_and_says_what_it_said(
    database_url: str, open_reader: Open, fault: BaseException
) -> None:
    invented.fill(database_url, invented.invented(10))
    reader = open_reader(database_url)
    before, before_files = seen(reader), files(database_url)
    with pytest.raises(type(fault)) as failure, writing(database_url) as connection:
        connection.execute(insert(schema.mipyme), invented.invented(20)[10:])
        raise fault
    assert failure.value is fault
    assert seen(reader) == before == (2, 10, 10)
    assert files(database_url) == before_files


def test_a_rule_of_the_database_that_is_broken_undoes_the_whole_load(
    database_url: str, open_reader: Open
) -> None:
    with pytest.raises(DatabaseError) as failure, writing(database_url) as connection:
        connection.execute(insert(schema.mipyme), invented.invented(5))
        connection.execute(insert(schema.mipyme), invented.invented(5))
    assert failure.value.reason is Reason.INTERNAL
    assert seen(open_reader(database_url)) == (1, 0, 0)


def test_a_full_disk_undoes_the_whole_load(sqlite_url: str, open_reader: Open) -> None:
    before = files(sqlite_url)
    with pytest.raises(DatabaseError) as failure, writing(sqlite_url) as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {int(pages or 0) + 3}")
        connection.execute(insert(schema.mipyme), invented.invented(1000))
    assert failure.value.reason is Reason.NO_SPACE
    assert files(sqlite_url) == before
    invented.fill(sqlite_url, invented.invented(5))
    assert seen(open_reader(sqlite_url)) == (2, 5, 5)


def test_a_loader_on_a_disk_that_takes_no_more_leaves_what_was_there(
    sqlite_url: str, open_reader: Open
) -> None:
    """A real process at its real limit: no byte of a file beyond it can be written."""
    invented.fill(sqlite_url, invented.invented(10))
    reader, path = open_reader(sqlite_url), Path(str(parse_url(sqlite_url).database))
    before, working = seen(reader), path.read_bytes()

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the write itself has to fail
        size = path.stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    command = [sys.executable, "-c", LOADER, sqlite_url]
    ended = subprocess.run(command, cwd=ROOT, preexec_fn=limited, capture_output=True, text=True)
    assert "no space left on the disk" in ended.stderr
    assert ended.stdout == ""
    assert seen(reader) == before
    invented.fill(sqlite_url, invented.invented(20)[10:])
    assert seen(reader) == (before[0] + 1, 20, 20)
    assert len(path.read_bytes()) >= len(working)


def test_a_disk_that_fills_up_while_publishing_keeps_the_last_good_snapshot(
    sqlite_url: str, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = open_reader(sqlite_url)
    assert seen(reader) == (1, 0, 0)

    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(snapshot, "_sync", full)
        with pytest.raises(DatabaseError) as failure:
            invented.fill(sqlite_url, invented.invented(5))
    assert failure.value.reason is Reason.UNPUBLISHED
    assert seen(reader) == (1, 0, 0)
    assert not [name for name in files(sqlite_url) if name.endswith(".part")]
    initialise(sqlite_url)
    assert seen(reader) == (2, 5, 5), "what was committed is published with the next load"


def test_a_crash_between_commit_and_publication_heals_with_the_next_load(
    sqlite_url: str, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = open_reader(sqlite_url)

    def crash(_: Path) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(snapshot, "publish", crash)
        with pytest.raises(SystemExit):
            invented.fill(sqlite_url, invented.invented(5))
    assert seen(reader) == (1, 0, 0)
    invented.fill(sqlite_url, invented.invented(10)[5:])
    assert seen(reader) == (3, 10, 10)


def test_a_copy_that_is_not_sound_is_not_published(
    sqlite_url: str, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented.fill(sqlite_url, invented.invented(300))
    reader = open_reader(sqlite_url)
    before = seen(reader)
    check = snapshot._checked

    def on_bad_ground(part: Path) -> str:
        data = bytearray(part.read_bytes())
        data[len(data) // 2 : len(data) // 2 + 8192] = b"\x07" * 8192
        part.write_bytes(data)
        return check(part)

    monkeypatch.setattr(snapshot, "_checked", on_bad_ground)
    with pytest.raises(DatabaseError) as failure, writing(sqlite_url):
        pass
    assert failure.value.reason is Reason.UNPUBLISHED
    assert seen(reader) == before


def test_a_damaged_working_file_is_said_to_be_damaged(sqlite_url: str, open_reader: Open) -> None:
    Path(str(parse_url(sqlite_url).database)).write_text("no soy una base de datos" * 100)
    with pytest.raises(DatabaseError) as failure, writing(sqlite_url):
        pass
    assert failure.value.reason is Reason.DAMAGED
    assert seen(open_reader(sqlite_url)) == (1, 0, 0), "readers have the last snapshot"


LOADER = """
import sys
from itertools import count
from sqlalchemy import insert
from data_access import rollups, schema
from data_access.engine import writing
from tests.data_access.invented import invented
for load in count(1):
    rows = [{**row, "external_id": f"{load}-{n}"} for n, row in enumerate(invented(100))]
    with writing(sys.argv[1]) as connection:
        for row in rows:
            connection.execute(insert(schema.mipyme), row)
        rollups.refresh(connection)
    print(load, flush=True)
"""


def test_a_loader_killed_at_any_moment_leaves_whole_loads(
    database_url: str, open_reader: Open
) -> None:
    reader = open_reader(database_url)
    draw = random.Random(1)
    for _ in range(3):
        with writing(database_url) as connection:
            connection.execute(delete(schema.mipyme))
        command = [sys.executable, "-c", LOADER, database_url]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as loader:
            assert loader.stdout is not None
            loader.stdout.readline()
            time.sleep(draw.random() * 0.3)
            loader.kill()
            loads = 1 + len(loader.stdout.read().split())
        published = seen(reader)
        assert published[1] == published[2]
        assert published[1] // 100 in (loads, loads + 1)
        assert published[1] % 100 == 0
        writer = open_writer(database_url)
        with writer.connect() as connection:
            _, mipymes, counted = state(connection)
        writer.dispose()
        assert mipymes == counted >= published[1]
    invented.fill(database_url, invented.invented(7))
    assert seen(reader)[1] == mipymes + 7


# ── One at a time ─────────────────────────────────────────────────────────────────────────


def test_a_second_writer_is_turned_away_and_the_first_is_not_disturbed(
    database_url: str, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert engine.LOCK_SECONDS <= 5
    monkeypatch.setattr(engine, "LOCK_SECONDS", 0.3)
    with writing(database_url) as connection:
        connection.execute(insert(schema.mipyme), invented.invented(5))
        for attempt in (
            lambda: writing(database_url).__enter__(),
            lambda: initialise(database_url),
        ):
            start = time.monotonic()
            with pytest.raises(DatabaseError) as failure:
                attempt()
            assert failure.value.reason is Reason.LOCKED
            assert time.monotonic() - start < 1
        rollups.refresh(connection)
    assert seen(open_reader(database_url)) == (2, 5, 5)


def test_nobody_writes_while_a_snapshot_is_made(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "LOCK_SECONDS", 0.1)
    publish = snapshot.publish
    reasons = []

    def slowly(database: Path) -> snapshot.Manifest:
        with pytest.raises(DatabaseError) as failure, writing(sqlite_url):
            pass
        reasons.append(failure.value.reason)
        return publish(database)

    monkeypatch.setattr(snapshot, "publish", slowly)
    with writing(sqlite_url):
        pass
    assert reasons == [Reason.LOCKED]


def test_writers_that_take_turns_lose_nothing(database_url: str, open_reader: Open) -> None:
    rows = invented.invented(16)
    errors: list[BaseException] = []

    def load(part: list[dict[str, object]]) -> None:
        for row in part:
            while True:
                try:
                    with writing(database_url) as connection:
                        connection.execute(insert(schema.mipyme).values(row))
                        rollups.refresh(connection, universities=[str(row["university"])])
                    break
                except DatabaseError as failure:
                    if failure.reason is not Reason.LOCKED:
                        errors.append(failure)
                        return

    threads = [threading.Thread(target=load, args=[rows[start::4]]) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert seen(open_reader(database_url)) == (17, 16, 16)


# ── Snapshots ─────────────────────────────────────────────────────────────────────────────


def test_at_most_two_snapshots_are_kept_and_none_can_be_changed_by_mistake(
    sqlite_url: str,
) -> None:
    folder = Path(str(parse_url(sqlite_url).database)).parent
    other = folder / "programa-2.snapshot-0000000000000000.db"
    other.write_text("of another database")
    for number in range(4):
        invented.fill(sqlite_url, [{**invented.invented(1)[0], "external_id": str(number)}])
        kept = sorted(folder.glob("programa.snapshot-*.db"))
        assert len(kept) == 2
        current = snapshot.read_manifest(folder / "programa.db")
        assert current.file in {path.name for path in kept}
        assert all(path.stat().st_mode & 0o222 == 0 for path in kept)
    assert other.exists()
    assert not list(folder.glob("*.part"))
    assert current.schema_version == schema.SCHEMA_VERSION
    assert current.sha256 == snapshot.digest(folder / current.file)


# ── What is told ──────────────────────────────────────────────────────────────────────────


def test_neither_log_nor_exception_says_what_the_rows_say(
    database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    row = {**invented.invented(1)[0], "external_id": SECRET, "name": SECRET}
    wrong = {**row, "size": SECRET[:10], "external_id": SECRET + "2"}
    for rows in ([row, row], [wrong]):
        caplog.clear()
        with (
            caplog.at_level(logging.DEBUG),
            pytest.raises(DatabaseError) as failure,
            writing(database_url) as connection,
        ):
            for each in rows:
                connection.execute(insert(schema.mipyme).values(each))
        told = caplog.text + "".join(traceback.format_exception(failure.value))
        assert SECRET[:10] not in told
        assert "clave-secreta" not in told
        assert f"ref={failure.value.reference}" in caplog.text
        assert "IntegrityError" in caplog.text or "Violation" in caplog.text
        assert "INSERT INTO mipyme" in caplog.text, "what failed is told"


def test_a_password_is_never_told(caplog: pytest.LogCaptureFixture, open_reader: Open) -> None:
    address = "postgresql://u:clave-secreta@127.0.0.1:1/programa"
    reader = open_reader(address)
    with (
        caplog.at_level(logging.DEBUG),
        pytest.raises(DatabaseError) as failure,
        reader.connect(),
    ):
        pass
    told = caplog.text + "".join(traceback.format_exception(failure.value)) + repr(reader.url)
    assert "clave-secreta" not in told
    assert "127.0.0.1" in caplog.text, "where it did not answer is told"


def test_every_failure_can_be_found_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(DatabaseError) as failure:
        parse_url("nada")
    assert f"BAD_URL ref={failure.value.reference}" in caplog.text


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.ENOSPC, ""), Reason.NO_SPACE),
        (OSError(errno.EDQUOT, ""), Reason.NO_SPACE),
        (PermissionError(errno.EACCES, ""), Reason.INTERNAL),
        (FileNotFoundError(errno.ENOENT, ""), Reason.MISSING),
        (InvalidRequestError("our mistake"), Reason.INTERNAL),
        (IntegrityError("", {}, Exception()), Reason.INTERNAL),
    ],
)
def test_an_error_means_what_it_is(error: Exception, reason: Reason) -> None:
    assert reason_of(error) is reason


def test_only_the_databases_own_files_are_spoken_for() -> None:
    with pytest.raises(FileNotFoundError), translated():
        raise FileNotFoundError(errno.ENOENT, "somebody else's")
    with pytest.raises(DatabaseError), translated(files=True):
        raise FileNotFoundError(errno.ENOENT, "ours")


@pytest.mark.postgresql
def test_a_server_stopped_while_loading_is_said_to_be_unreachable(
    postgresql_url: str, postgresql_server: Server, open_reader: Open
) -> None:
    try:
        with pytest.raises(DatabaseError) as failure, writing(postgresql_url) as connection:
            connection.execute(insert(schema.mipyme), invented.invented(5))
            postgresql_server.stop()
            connection.execute(insert(schema.mipyme), invented.invented(10)[5:])
    finally:
        postgresql_server.start()
    assert failure.value.reason is Reason.UNREACHABLE
    assert seen(open_reader(postgresql_url)) == (1, 0, 0)
