"""Which database this process works with."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from urllib.parse import quote

from data_access.engine import Reader

EMBEDDED = Path(__file__).parent.parent / "programa.db"
"""The database of invented data that stands in where no other is configured."""


def database_address() -> str:
    """`DATABASE_URL`, or the embedded database where it is not set."""
    return os.environ.get("DATABASE_URL") or f"sqlite:///{quote(str(EMBEDDED))}"


def is_embedded() -> bool:
    """Whether no database is configured."""
    return not os.environ.get("DATABASE_URL")


def public_address() -> str:
    """`DATABASE_URL_PUBLIC`, the login of the public where the database is a server that knows one,
    else `database_address`."""
    return os.environ.get("DATABASE_URL_PUBLIC") or database_address()


@cache
def _everything(address: str) -> Reader:
    return Reader(address)


@cache
def _published(address: str, public: str) -> Reader:
    return Reader(public, everything=_everything(address))


def reader(*, exact: bool = False) -> Reader:
    """The process's one reader of that database, for the public or for those who may see every
    number as it is (`exact`); `DatabaseError` for a bad address."""
    if exact:
        return _everything(database_address())
    return _published(database_address(), public_address())
