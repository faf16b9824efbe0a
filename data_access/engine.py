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
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    create_engine,
    event,
    exc,
    make_url,
    text,
    update,
)

from data_access import schema, snapshot
from data_access.errors import DatabaseError, Reason, translated

STATEMENT_SECONDS = 5
FROZEN_SECONDS = 8
"""After this long without an answer the connection is cut: a frozen server never answers."""

LOADER_LOCK = 2021_2000
"""PostgreSQL advisory lock that only one writer holds."""


def parse_url(address: str) -> URL:
    """A SQLAlchemy URL of a SQLite file or a PostgreSQL database, else `DatabaseError`."""
    try:
        url = make_url(address)
    except exc.ArgumentError:
        raise DatabaseError(Reason.BAD_URL) from None
    backend = url.get_backend_name()
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database and url.database != ":memory:":
        return url
    raise DatabaseError(Reason.BAD_URL)


# ── Readers ───────────────────────────────────────────────────────────────────────────────


class Reader:
    """Read-only access to the database at `address`. One per process; safe between threads."""

    def __init__(self, address: str) -> None:
        self.url = parse_url(address)
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._stamp: object = None

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection in a read-only transaction; faults come out as `DatabaseError`."""
        with translated(), self._current_engine().connect() as connection:
            yield connection

    def prove_read_only(self) -> None:
        """Try to write and raise `DatabaseError` where that was not refused."""
        with self.connect() as connection:
            try:
                connection.execute(update(schema.dataset).values(revision=-1))
            except exc.DBAPIError:
                return
            finally:
                connection.rollback()
            raise DatabaseError(Reason.WRITABLE)

    def _current_engine(self) -> Engine:
        """The engine of what is published now, checked once per publication."""
        with self._lock:
            stamp = self._publication()
            if self._engine is None or stamp != self._stamp:
                fresh = self._open()
                if self._engine is not None:
                    self._engine.dispose()
                self._engine, self._stamp = fresh, stamp
            return self._engine

    def _publication(self) -> object:
        """What changes when a new SQLite snapshot is published; always the same elsewhere."""
        if self.url.get_backend_name() != "sqlite":
            return None
        try:
            facts = snapshot.pointer(Path(str(self.url.database))).stat()
        except OSError:
            raise DatabaseError(Reason.MISSING) from None
        return facts.st_ino, facts.st_mtime_ns, facts.st_size

    def _open(self) -> Engine:
        if self.url.get_backend_name() == "sqlite":
            engine = _open_snapshot(Path(str(self.url.database)))
        else:
            engine = _open_postgresql(self.url)
        with engine.connect() as connection:
            check_schema(connection)
        return engine


def check_schema(connection: Connection) -> None:
    """Raise `DatabaseError` unless the database has the schema this code was written for."""
    try:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except exc.DBAPIError as error:
        if "alembic_version" in str(error.orig):
            raise DatabaseError(Reason.MISSING) from error
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


def _open_snapshot(database: Path) -> Engine:
    """An engine on the current snapshot. ``mode=ro`` alone would still allow ATTACH and
    VACUUM INTO elsewhere, hence the authoriser; ``immutable`` because no one modifies it."""
    manifest = snapshot.read_manifest(database)
    path = database.with_name(manifest.file)
    snapshot.verify(path, manifest)
    engine = create_engine(
        f"sqlite:///file:{path}?mode=ro&immutable=1&uri=true",
        poolclass=NullPool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def restrict(connection: sqlite3.Connection, _: Any) -> None:
        connection.execute("PRAGMA query_only = on")
        connection.execute("PRAGMA trusted_schema = off")
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.set_authorizer(_authorise)

    @event.listens_for(engine, "before_cursor_execute")
    def set_deadline(connection: Connection, *_: Any) -> None:
        end = time.monotonic() + STATEMENT_SECONDS
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_progress_handler(lambda: time.monotonic() > end, 20_000)

    return engine


def _open_postgresql(url: URL) -> Engine:
    """A pooled engine whose transactions are read-only and whose statements have a deadline."""
    engine = create_engine(
        url,
        pool_size=8,
        max_overflow=8,
        pool_timeout=10,
        pool_recycle=1800,
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
    with suppress(OSError), socket.socket(fileno=os.dup(driver.pgconn.socket)) as line:
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

    @event.listens_for(engine, "before_cursor_execute")
    def start(connection: Connection, *_: Any) -> None:
        timer = threading.Timer(FROZEN_SECONDS, _cut, [connection.connection.driver_connection])
        timer.daemon = True
        timer.start()
        connection.info["watchdog"] = timer

    def stop(connection: Connection | None) -> None:
        timer = connection.info.pop("watchdog", None) if connection is not None else None
        if timer is not None:
            timer.cancel()

    @event.listens_for(engine, "after_cursor_execute")
    def answered(connection: Connection, *_: Any) -> None:
        stop(connection)

    @event.listens_for(engine, "handle_error")
    def failed(context: Any) -> None:
        stop(context.connection)


# ── The writer ────────────────────────────────────────────────────────────────────────────


def open_writer(address: str) -> Engine:
    """An engine for the commands that write. SQLite transactions take the write lock at once,
    so that two writers never work on the same state."""
    url = parse_url(address)
    if url.get_backend_name() != "sqlite":
        connect_args: dict[str, Any] = {"connect_timeout": 3, "application_name": "cargador"}
        return create_engine(url, hide_parameters=True, connect_args=connect_args)
    engine = create_engine(
        url, poolclass=NullPool, hide_parameters=True, connect_args={"timeout": 2}
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
def writing(address: str) -> Iterator[Connection]:
    """One transaction of the one writer: all of it is committed and, on SQLite, published, or
    nothing is. Raises `DatabaseError`, with LOCKED while another writer is at work."""
    with translated():
        engine = open_writer(address)
        _require_database(engine)
        try:
            with engine.begin() as connection:
                if connection.dialect.name == "postgresql":
                    lock = text("SELECT pg_try_advisory_xact_lock(:key)")
                    if not connection.execute(lock, {"key": LOADER_LOCK}).scalar():
                        raise DatabaseError(Reason.LOCKED)
                check_schema(connection)
                yield connection
                raise_revision(connection)
            publish(engine)
        finally:
            engine.dispose()


def raise_revision(connection: Connection) -> None:
    """Mark the data as changed, so that readers' caches notice."""
    table = schema.dataset
    change = {"revision": table.c.revision + 1, "changed_at": datetime.now(UTC)}
    connection.execute(update(table).values(change))


def publish(engine: Engine) -> None:
    """On SQLite, publish a snapshot of what is committed; elsewhere readers see it already."""
    if engine.url.get_backend_name() == "sqlite":
        snapshot.publish(Path(str(engine.url.database)))


def _require_database(engine: Engine) -> None:
    """SQLite would create an empty file; only `init` may create one."""
    if engine.url.get_backend_name() == "sqlite" and not Path(str(engine.url.database)).exists():
        raise DatabaseError(Reason.MISSING)
