"""Opening the database: readers that cannot write, and the one writer.

SQLite is read from published snapshots (see `snapshot`), PostgreSQL in read-only transactions;
both with a deadline, and every fault comes out as `DatabaseError`.
"""

from __future__ import annotations

import os
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    create_engine,
    delete,
    event,
    exc,
    false,
    make_url,
    select,
    text,
    update,
)

from data_access import published, schema, snapshot
from data_access.errors import DatabaseError, Reason, is_refusal, reason_of, translated
from data_access.snapshot import Manifest

STATEMENT_SECONDS = 5
FROZEN_SECONDS = 8
"""After this long without an answer the connection is cut: a frozen server never answers."""

PATIENT_SECONDS = 1
REST_SECONDS = 3
"""Whoever waited longer than the first for a server that did not answer waited for all who come
during the second: they are told at once."""

LONGEST_VALUE = 20_000_000
"""Bytes of one value or row that a reader of SQLite may build."""

LOCK_SECONDS = 2
"""How long a writer of SQLite waits for another one to end."""

LOADER_LOCK = 2021_2000
"""PostgreSQL advisory lock that only one writer holds."""


def parse_url(address: str) -> URL:
    """A SQLAlchemy URL of a SQLite file or a PostgreSQL database, else `DatabaseError`."""
    try:
        url = make_url(address)
    except (exc.ArgumentError, ValueError):
        raise DatabaseError(Reason.BAD_URL) from None
    backend = url.get_backend_name()
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and _is_file(url):
        return url.set(drivername="sqlite")
    raise DatabaseError(Reason.BAD_URL)


def _is_file(url: URL) -> bool:
    """Whether a SQLite URL is the plain path of a file: not memory, not a ``file:`` address."""
    path = url.database or ""
    return bool(path) and not path.startswith((":memory:", "file:")) and not url.host


# ── Readers ───────────────────────────────────────────────────────────────────────────────


class Reader:
    """Read-only access to the database at `address`. One per process; safe between threads.

    With `everything`, the reader of what is not for everybody, this one is the public's: its
    connections reach nothing but `schema.PUBLIC`, unless all data are invented.
    """

    def __init__(self, address: str, *, everything: Reader | None = None) -> None:
        self.url = parse_url(address)
        self._everything = everything
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._stamp: object = None
        self._rests_until = 0.0

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection in a read-only transaction; faults come out as `DatabaseError`."""
        start = time.monotonic()
        if start < self._rests_until:
            raise DatabaseError(Reason.UNREACHABLE)
        try:
            with translated(), self._connection() as connection:
                yield connection
        except DatabaseError as fault:
            end = time.monotonic()
            if fault.reason is Reason.UNREACHABLE and end - start > PATIENT_SECONDS:
                self._rests_until = end + REST_SECONDS
            raise

    def prove_read_only(self) -> None:
        """Try to delete from every table and raise `DatabaseError` where that was not refused.

        On PostgreSQL in a transaction that may write, so that the account itself has to refuse.
        """
        with self.connect() as connection:
            connection.rollback()  # whatever was asked to find out whose connection this is
            connection.execution_options(**{published.OPTION: False})
            for table in schema.metadata.sorted_tables:
                try:
                    if connection.dialect.name == "postgresql":
                        connection.execute(text("SET TRANSACTION READ WRITE"))
                    connection.execute(delete(table).where(false()))
                except exc.DBAPIError as error:
                    absent = self._everything is not None and table not in schema.PUBLIC
                    if not is_refusal(error) and not absent:
                        raise
                else:
                    raise DatabaseError(Reason.WRITABLE)
                finally:
                    connection.rollback()

    def close(self) -> None:
        """Give back every connection; the next `connect` opens the database anew."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
            self._engine = None

    def _connection(self) -> Connection:
        """A new connection. A snapshot can be replaced, and after the next one removed, between
        the look at the pointer and the opening of the file: then the pointer is read again."""
        while True:
            manifest = self._manifest()
            try:
                with translated(files=True):
                    connection = self._current_engine(manifest).connect()
                    if self._everything is None or not _is_invented(connection):
                        return connection
                    connection.close()
                return self._everything._connection()
            except DatabaseError as failure:
                if failure.reason is not Reason.MISSING or self._manifest() == manifest:
                    raise

    def _manifest(self) -> Manifest | None:
        """What is published now; None where that is not a snapshot."""
        if self.url.get_backend_name() != "sqlite":
            return None
        return snapshot.read_manifest(Path(str(self.url.database)))

    def _current_engine(self, manifest: Manifest | None) -> Engine:
        """The engine of what is published, checked once per publication, and again when someone
        has touched the published file."""
        with self._lock:
            database = Path(str(self.url.database))
            public = self._everything is not None
            if manifest and public:
                manifest = manifest.public
            stamp = (manifest, manifest and snapshot.stamp(database, manifest))
            if self._engine is None or stamp != self._stamp:
                fresh = _open_snapshot(database, manifest) if manifest else _open_server(self.url)
                if public:
                    fresh = published.only(fresh)
                _check(fresh)
                if self._engine is not None:
                    self._engine.dispose()
                self._engine, self._stamp = fresh, stamp
            return self._engine


def _is_invented(connection: Connection) -> bool:
    return bool(connection.scalar(select(schema.dataset.c.invented)))


def _check(engine: Engine) -> None:
    try:
        with engine.connect() as connection:
            check_schema(connection)
    except Exception:
        engine.dispose()
        raise


def check_schema(connection: Connection) -> None:
    """Raise `DatabaseError` unless the database has the schema this code was written for."""
    try:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except exc.DBAPIError as error:
        if reason_of(error) is Reason.SCHEMA_OLD:  # there is no such table
            raise DatabaseError(Reason.MISSING) from None
        raise
    if version is None or str(version) < schema.SCHEMA_VERSION:
        raise DatabaseError(Reason.SCHEMA_OLD)
    if str(version) > schema.SCHEMA_VERSION:
        raise DatabaseError(Reason.SCHEMA_NEW)


_ALLOWED = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
    sqlite3.SQLITE_TRANSACTION,
}


def _authorise(action: int, *_: str | None) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _open_snapshot(database: Path, manifest: Manifest) -> Engine:
    """An engine on a published snapshot. ``mode=ro`` alone would still allow ATTACH and
    VACUUM INTO elsewhere, hence the authoriser; ``immutable`` because no one modifies it."""
    snapshot.verify(database, manifest)
    path = database.with_name(manifest.file)
    options = {"mode": "ro", "immutable": "1", "uri": "true"}
    url = URL.create("sqlite", database=path.absolute().as_uri(), query=options)
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def restrict(connection: sqlite3.Connection, _: Any) -> None:
        connection.execute("PRAGMA query_only = on")
        connection.execute("PRAGMA trusted_schema = off")
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        connection.set_authorizer(_authorise)

    @event.listens_for(engine, "before_cursor_execute")
    def set_deadline(connection: Connection, *_: Any) -> None:
        end = time.monotonic() + STATEMENT_SECONDS
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_progress_handler(lambda: time.monotonic() > end, 20_000)

    return engine


def _open_server(url: URL) -> Engine:
    """A pooled engine whose transactions are read-only and see one state of the data from their
    first statement to their last; statements have a deadline."""
    engine = create_engine(
        url,
        pool_size=8,
        max_overflow=8,
        pool_timeout=10,
        pool_recycle=1800,
        isolation_level="REPEATABLE READ",
        hide_parameters=True,
        connect_args={
            "connect_timeout": 3,
            "application_name": "tablero",
            "options": f"-c statement_timeout={STATEMENT_SECONDS}s"
            " -c default_transaction_read_only=on",
        },
    )
    _watch(engine)
    return engine


def _cut(driver: Any) -> None:
    """Shut the socket of a psycopg connection, which wakes whoever waits on it."""
    with (
        suppress(OSError, psycopg.Error),
        socket.socket(fileno=os.dup(driver.pgconn.socket)) as line,
    ):
        line.shutdown(socket.SHUT_RDWR)


def _watch(engine: Engine) -> None:
    """Give up on a server that accepts but never answers. The driver's own time-outs do not
    notice one, and SQLAlchemy's pre-ping hangs on it, so the ping is done here."""

    @event.listens_for(engine, "checkout")
    def ping(driver: Any, *_: Any) -> None:
        timer = threading.Timer(2, _cut, [driver])
        timer.daemon = True
        timer.start()
        try:
            driver.execute("SELECT 1")
            driver.rollback()
        except Exception as error:
            raise exc.DisconnectionError("ping") from error
        finally:
            timer.cancel()

    def stop(info: dict[Any, Any]) -> None:
        timer = info.pop("watchdog", None)
        if timer is not None:
            timer.cancel()

    @event.listens_for(engine, "before_cursor_execute")
    @event.listens_for(engine, "rollback")
    @event.listens_for(engine, "commit")
    def start(connection: Connection, *_: Any) -> None:
        if connection.invalidated:  # already cut: there is nothing to wait for
            return
        stop(connection.info)
        timer = threading.Timer(FROZEN_SECONDS, _cut, [connection.connection.driver_connection])
        timer.daemon = True
        timer.start()
        connection.info["watchdog"] = timer

    @event.listens_for(engine, "after_cursor_execute")
    def answered(connection: Connection, *_: Any) -> None:
        stop(connection.info)

    @event.listens_for(engine, "handle_error")
    def failed(context: Any) -> None:
        if context.connection is not None:
            stop(context.connection.info)

    @event.listens_for(engine, "checkin")
    def returned(_: Any, record: Any) -> None:
        stop(record.info)


# ── The writer ────────────────────────────────────────────────────────────────────────────


def open_writer(address: str) -> Engine:
    """An engine for the commands that write. SQLite transactions take the write lock at once,
    so that two writers never work on the same state."""
    url = parse_url(address)
    if url.get_backend_name() != "sqlite":
        connect_args: dict[str, Any] = {"connect_timeout": 3, "application_name": "cargador"}
        return create_engine(url, hide_parameters=True, connect_args=connect_args)
    engine = create_engine(
        url, poolclass=NullPool, hide_parameters=True, connect_args={"timeout": LOCK_SECONDS}
    )

    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy's BEGIN below is the only one
        connection.execute("PRAGMA foreign_keys = on")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextmanager
def alone(address: str) -> Iterator[Connection]:
    """One transaction while no one else writes: committed and, on SQLite, published before the
    next writer begins; nothing of it if the block raises. What the block raises is left as it
    is, but for database errors. `DatabaseError` with LOCKED while another writer is at work."""
    engine = open_writer(address)
    try:
        with translated(), _lock(engine.url):
            with engine.begin() as connection:
                if connection.dialect.name == "postgresql":
                    lock = text("SELECT pg_try_advisory_xact_lock(:key)")
                    if not connection.execute(lock, {"key": LOADER_LOCK}).scalar():
                        raise DatabaseError(Reason.LOCKED)
                yield connection
            publish(engine)
    finally:
        engine.dispose()


@contextmanager
def writing(address: str) -> Iterator[Connection]:
    """The transaction of a command that changes data in a database that exists and fits."""
    _require_database(parse_url(address))
    with alone(address) as connection:
        check_schema(connection)
        yield connection
        raise_revision(connection)


def raise_revision(connection: Connection) -> None:
    """Mark the data as changed, so that readers' caches notice."""
    table = schema.dataset
    change = {"revision": table.c.revision + 1, "changed_at": datetime.now(UTC)}
    connection.execute(update(table).values(change))


def publish(engine: Engine) -> None:
    """On SQLite, publish a snapshot of what is committed; elsewhere readers see it already.

    Raises `DatabaseError` (UNPUBLISHED): what was committed stays, readers see the state before.
    """
    if engine.url.get_backend_name() == "sqlite":
        try:
            with translated(files=True):
                snapshot.publish(Path(str(engine.url.database)))
        except (DatabaseError, KeyboardInterrupt) as error:
            raise DatabaseError(Reason.UNPUBLISHED) from error


def publish_unpublished(address: str) -> None:
    """Publish what an earlier command has committed, where it was stopped before readers got it."""
    url = parse_url(address)
    if url.get_backend_name() != "sqlite":
        return
    database = Path(str(url.database))
    engine = open_writer(address)
    try:
        with translated(), _lock(engine.url):
            if snapshot.published_revision(database) != snapshot.revision(database):
                publish(engine)
    finally:
        engine.dispose()


@contextmanager
def _lock(url: URL) -> Iterator[None]:
    """Keep other writers of a SQLite file out until its snapshot is published too: an empty
    file beside it, locked as SQLite locks files, so that the lock ends with its process."""
    if url.get_backend_name() != "sqlite":
        yield
        return
    path = Path(str(url.database))
    beside = path.with_name(f"{path.stem}.lock.db")
    with closing(sqlite3.connect(beside, timeout=LOCK_SECONDS)) as file:
        file.execute("BEGIN EXCLUSIVE")
        yield


def _require_database(url: URL) -> None:
    """SQLite would create an empty file; only `init` may create one."""
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        raise DatabaseError(Reason.MISSING)
