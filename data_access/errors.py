"""The one exception the app turns into words: what is wrong with the database, and a reference
under which the log has the rest."""

from __future__ import annotations

import errno
import logging
import secrets
import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from sqlalchemy.exc import (
    DBAPIError,
    DisconnectionError,
    InterfaceError,
    OperationalError,
    SQLAlchemyError,
)
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
        "The database file is damaged, so it is not read. An administrator can publish "
        "it again with “python -m data_access init”, or restore a backup."
    )
    LOCKED = mark("Another load is in progress. Try again when it has ended; nothing was changed.")
    NO_SPACE = mark("There is no space left on the disk. Nothing was changed.")
    UNPUBLISHED = mark(
        "The data were saved, but could not be published, so readers still see the state before. "
        "If the disk is full, make room; then run “python -m data_access init”."
    )
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

    def __init__(self, reason: Reason, *, cause: BaseException | None = None) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.reference = secrets.token_hex(4)
        details = f" {_described(cause)}" if cause is not None else ""
        log.error("database %s ref=%s%s", reason.name, self.reference, details)


class Protected(Enum):
    """Why something is not told to everybody; the value is the sentence for the reader."""

    CROSS = mark(
        "Protected data: where several filters meet, numbers can be so small that they tell who "
        "they are about. Choose fewer: one country, university, cohort, sector or size."
    )
    DAY = mark(
        "Protected data: this is published as it is on the last day only. Take the dates out of "
        "the filters."
    )
    FEW = mark(
        "Protected data: too few are counted here to tell it without telling who they are. Choose "
        "fewer filters."
    )
    CLOSED = mark("Protected data: this is not published for everybody.")


class ProtectedError(Exception):
    """What is asked for is not published. `why` says it in words."""

    def __init__(self, why: Protected) -> None:
        super().__init__(why.value)
        self.why = why


_SQLITE_REASONS = {
    "SQLITE_BUSY": Reason.LOCKED,
    "SQLITE_LOCKED": Reason.LOCKED,
    "SQLITE_FULL": Reason.NO_SPACE,
    "SQLITE_IOERR_READ": Reason.DAMAGED,
    "SQLITE_IOERR_SHORT_READ": Reason.DAMAGED,
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
_ERRNO_REASONS = {
    errno.ENOENT: Reason.MISSING,
    errno.ENOTDIR: Reason.MISSING,
    errno.ENOSPC: Reason.NO_SPACE,
    errno.EDQUOT: Reason.NO_SPACE,
    errno.EIO: Reason.DAMAGED,
}
_REFUSALS = {"SQLITE_AUTH", "SQLITE_READONLY", "25006", "42501"}
"""Codes of a statement refused for want of a right: read-only transaction, privilege."""


def reason_of(error: BaseException) -> Reason:
    """What an error of SQLAlchemy, of its driver or of the file system means for the reader."""
    if isinstance(error, PoolTimeout | DisconnectionError):
        return Reason.UNREACHABLE
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, OSError):
        return _ERRNO_REASONS.get(original.errno or 0, Reason.INTERNAL)
    code = _code(error)
    if isinstance(original, sqlite3.Error):
        for prefix, reason in _SQLITE_REASONS.items():
            if code.startswith(prefix):
                return reason
        return Reason.SCHEMA_OLD if "no such" in str(original) else Reason.INTERNAL
    if code in _SQLSTATE_REASONS:
        return _SQLSTATE_REASONS[code]
    # Without a code it comes from the driver: a lost connection, or a mistake of ours.
    lost = not code and isinstance(error, OperationalError | InterfaceError)
    if lost or code.startswith(("08", "57P", "28", "3D")):
        return Reason.UNREACHABLE
    return Reason.INTERNAL


def is_refusal(error: BaseException) -> bool:
    """Whether the database refused for want of a right, and not because something is wrong."""
    return _code(error) in _REFUSALS


@contextmanager
def translated(*, files: bool = False) -> Iterator[None]:
    """Turn every database error inside into `DatabaseError`. With `files`, also those of the file
    system: only around code that touches the database's own files and no one else's."""
    kinds: tuple[type[Exception], ...] = (SQLAlchemyError, sqlite3.Error)
    if files:
        kinds += (OSError,)
    try:
        yield
    except kinds as error:
        # Not `from error`: drivers put values into their messages, and tracebacks show them.
        raise DatabaseError(reason_of(error), cause=error) from None


def _code(error: BaseException) -> str:
    """SQLite's name of the error or PostgreSQL's SQLSTATE; empty where the driver has none."""
    original = getattr(error, "orig", None) or error
    code = getattr(original, "sqlite_errorname", None) or getattr(original, "sqlstate", None)
    return str(code or "")


def _described(error: BaseException) -> str:
    """What the log may say of an error. PostgreSQL's messages quote rows ("Failing row contains
    …"), so that of them only the code and the names of the objects are kept."""
    original = getattr(error, "orig", None) or error
    facts = [type(original).__name__, _code(error)]
    ours = isinstance(original, sqlite3.Error | OSError)
    if ours or (isinstance(error, OperationalError) and not _code(error)):
        facts.append(str(original))
    diagnosis = getattr(original, "diag", None)
    for name in ("table_name", "column_name", "constraint_name"):
        facts.append(getattr(diagnosis, name, None) or "")
    facts.append(getattr(error, "statement", None) or "")
    frames = "".join(traceback.format_tb(error.__traceback__))
    return " · ".join(fact for fact in facts if fact) + "\n" + frames
