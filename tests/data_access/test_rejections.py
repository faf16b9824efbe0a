"""What kept rows out of a report, told to those who see all rows of its university."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from data_access.access import EVERYTHING, PUBLIC, Access
from data_access.engine import Reader
from data_access.rejections import rejections
from tests.data_access.invented import fill, reject


@pytest.mark.parametrize(
    ("access", "university", "lines"),
    [
        (EVERYTHING, "uv", [37]),
        (EVERYTHING, "ug", []),
        (Access("coordinacion", ("uv",)), "uv", [37]),
        (Access("coordinacion", ("uv",), ("CL",)), "uv", []),
        (Access("coordinacion", ("ug",)), "uv", []),
        (PUBLIC, "uv", []),
    ],
)
def test_only_who_sees_the_whole_university_is_told(
    sqlite_url: str,
    open_reader: Callable[[str], Reader],
    access: Access,
    university: str,
    lines: list[int],
) -> None:
    fill(sqlite_url)
    reject(sqlite_url)
    with open_reader(sqlite_url).connect() as connection:
        found = rejections(access, connection, university=university, period="2021-10", limit=9)
    assert list(found["line"]) == lines
