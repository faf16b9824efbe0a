"""What the tests of the questions share: the small full database, open for reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection

from data_access.engine import Reader


@pytest.fixture(scope="module")
def reader(small_database: str, open_reader: Callable[[str], Reader]) -> Reader:
    """A reader of `small_database`, on each engine in turn."""
    return open_reader(small_database)


@pytest.fixture
def connection(reader: Reader) -> Iterator[Connection]:
    """A connection of `reader`."""
    with reader.connect() as connection:
        yield connection
