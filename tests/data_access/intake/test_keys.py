"""Numbers of MiPymes: one business is not counted twice, and no two are taken for one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from data_access.intake.findings import ByRule, Problem
from data_access.intake.keys import alike, parse_key
from tests.data_access.intake.conftest import Importer

Query = Callable[[str], list[tuple[Any, ...]]]


@pytest.mark.parametrize("written", ["S/N", "0", "000", "pendiente", "Sin folio", "XX", "***"])
def test_placeholders_are_no_numbers(written: str) -> None:
    found = parse_key(written)
    assert isinstance(found, Problem)
    assert found.reason == "placeholder_key"


def test_numbers_as_a_spreadsheet_writes_them() -> None:
    found = parse_key("12.0")
    assert isinstance(found, ByRule)
    assert found.value == "12"
    assert parse_key("12.01") == "12.01"
    assert parse_key("2021-X") == "2021-X"


@pytest.mark.parametrize(
    "keys",
    [
        {"0912345678001", "912345678001"},
        {"uam-1", "UAM-1", "UAM 1", "uam001"},
        {"900.123.456-7", "9001234567", "900123456-7"},
        {"12345678-K", "12.345.678-k"},
    ],
)
def test_one_number_written_differently(keys: set[str]) -> None:
    assert set().union(*alike(keys)) == keys


@pytest.mark.parametrize(
    "keys",
    [
        {"1-11", "11-1"},
        {"2021-1-11", "2021-11-1"},
        {"UAM-1", "UNAM-1", "UAM-10", "1-UAM"},
        {"10", "100", "1"},
        {"Ñ-1", "1"},
    ],
)
def test_different_numbers(keys: set[str]) -> None:
    assert alike(keys) == []


def test_lines_that_are_alike_are_told(run: Importer) -> None:
    done = run(
        "external_id;enrolled_on\nuam-1;2021-03-01\nUAM 1;2021-03-01\n7;2021-03-01\n"
        "12.0;2021-03-01\n"
    )
    assert done.counts == (4, 2, 0, 0, 2)
    assert "the same number as UAM 1 on other lines (3)" in done.rejected
    assert "such as “12.0” are read as 12" in done.out


def test_a_line_that_is_like_a_loaded_mipyme_is_told(run: Importer, query: Query) -> None:
    run("external_id;enrolled_on\n0912345678001;2021-03-01\n")
    done = run("external_id;enrolled_on\n912345678001;2021-03-01\n0912345678001;2021-03-01\n")
    assert done.counts == (2, 0, 0, 1, 1)
    assert "looks like the MiPyme “0912345678001”" in done.rejected
    assert query("SELECT count(*) FROM mipyme") == [(1,)]


def test_no_line_is_loaded_where_another_of_its_number_is_rejected(run: Importer) -> None:
    done = run(
        "external_id;enrolled_on;subdivision\n5;2021-03-01;Puebla\n5;2021-03-01;Pueblita\n"
        "6;2021-03-01;\n6;2021-03-01;Pueblito\n"
    )
    assert done.counts == (4, 0, 0, 0, 4)
    assert "on other lines (3)" in done.rejected


def test_a_point_at_nought_is_none(run: Importer, query: Query) -> None:
    done = run(
        "external_id;enrolled_on;lat;lon\n1;2021-03-01;0;0\n2;2021-03-01;0;-78.5\n3;2021-03-01;19;0\n"
    )
    assert done.counts == (3, 2, 0, 0, 1)
    assert "Points at 0, 0 were taken as not reported: 1" in done.out
    assert query("SELECT lat, lon FROM mipyme ORDER BY external_id") == [(None, None), (0, -78.5)]
