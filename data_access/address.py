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


@cache
def _reader(address: str) -> Reader:
    return Reader(address)


def reader() -> Reader:
    """The process's one reader of that database; `DatabaseError` for a bad address."""
    return _reader(database_address())
