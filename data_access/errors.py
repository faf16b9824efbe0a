"""The one exception the app turns into words: what is wrong with the database, and a reference
under which the log has the rest."""

from __future__ import annotations

import logging
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from texts import mark

log = logging.getLogger(__name__)


class Reason(Enum):
    """Why the database cannot be used; the value is the sentence for the reader."""

    BAD_URL = mark("DATABASE_URL is not an address of a SQLite or PostgreSQL database.")
    UNREACHABLE = mark("The database does not answer. It is tried again on the next click.")
    MISSING = mark(
        "There is no published database at this address. An administrator can create it with "
        "“python -m data_access init”."
    )
    DAMAGED = mark(
        "The database file is damaged, so nothing of it is shown. An administrator can publish "
        "it again with “python -m data_access init”, or restore a backup."
    )
    LOCKED = mark("Another load is in progress. Try again when it has ended; nothing was changed.")
    NO_SPACE = mark("There is no space left on the disk. Nothing was changed.")
    SCHEMA_OLD = mark(
        "The database is older than this app. An administrator can upgrade it with "
        "“python -m data_access init”."
    )
    SCHEMA_NEW = mark("The database is newer than this app: the app has to be updated.")
    WRITABLE = mark(
        "The app could write to this database, so it does not start. Give it an account that "
        "can only read."
    )
    SLOW = mark("The database took too long to answer. Fewer filters or a shorter period help.")
    INTERNAL = mark("Something failed while reading the database.")


class DatabaseError(Exception):
    """The database cannot be used. `reason` says why, `reference` finds it in the log."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.reference = secrets.token_hex(4)


_SQLITE_REASONS = {
    "SQLITE_BUSY": Reason.LOCKED,
    "SQLITE_LOCKED": Reason.LOCKED,
    "SQLITE_FULL": Reason.NO_SPACE,
    "SQLITE_IOERR": Reason.NO_SPACE,
    "SQLITE_CORRUPT": Reason.DAMAGED,
    "SQLITE_NOTADB": Reason.DAMAGED,
    "SQLITE_CANTOPEN": Reason.MISSING,
    "SQLITE_INTERRUPT": Reason.SLOW,
}
_SQLSTATE_REASONS = {
    "57014": Reason.SLOW,
    "55P03": Reason.LOCKED,
    "53100": Reason.NO_SPACE,
    "42P01": Reason.SCHEMA_OLD,
    "42703": Reason.SCHEMA_OLD,
}


def reason_of(error: BaseException) -> Reason:
    """What an error of SQLAlchemy or of its driver means for the reader."""
    if isinstance(error, PoolTimeout):
        return Reason.UNREACHABLE
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, sqlite3.Error):
        name = getattr(original, "sqlite_errorname", "") or ""
        for prefix, reason in _SQLITE_REASONS.items():
            if name.startswith(prefix):
                return reason
        return Reason.SCHEMA_OLD if "no such" in str(original) else Reason.INTERNAL
    state = getattr(original, "sqlstate", None)
    if state in _SQLSTATE_REASONS:
        return _SQLSTATE_REASONS[state]
    if state is None or state.startswith(("08", "57P", "28", "3D")):
        return Reason.UNREACHABLE
    return Reason.INTERNAL


@contextmanager
def translated() -> Iterator[None]:
    """Turn every database error inside into `DatabaseError`; the log gets it without values."""
    try:
        yield
    except DatabaseError:
        raise
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        failure = DatabaseError(reason_of(error) if not isinstance(error, OSError) else _of(error))
        log.error("database %s ref=%s", failure.reason.name, failure.reference, exc_info=error)
        raise failure from error


def _of(error: OSError) -> Reason:
    missing = isinstance(error, FileNotFoundError | NotADirectoryError)
    return Reason.MISSING if missing else Reason.NO_SPACE
