"""Numbers: the decimal sign is proved by the column or declared, never supposed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.intake.findings import Problem
from data_access.intake.numbers import Decimals, decide, parse_number


def parse(values: list[str], declared: str | None = None) -> list[object]:
    decimals = decide(values, declared)
    parsed = (parse_number(value, decimals) for value in values)
    return [value.reason if isinstance(value, Problem) else value for value in parsed]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["19,00", "1.234"], [19.0, 1234.0]),
        (["19.5", "1,234"], [19.5, 1234.0]),
        (["1.234.567", "1,5"], [1234567.0, 1.5]),
        (["1,234"], ["ambiguous_number"]),
        (["0,125"], [0.125]),
        (["19,5", "19.5", "1,234"], [19.5, 19.5, "ambiguous_number"]),
        (["-17%", "\u221217 %"], [-17.0, -17.0]),
        (["$ 1.234,56", "S/ 20,50", "1 234,50 MXN"], [1234.56, 20.5, 1234.5]),
        (["1.2.3", "1,23,4", "doce", "12a"], ["not_a_number"] * 4),
        (["1.2345E+19"], ["digits_lost"]),
    ],
)
def test_column(values: list[str], expected: list[object]) -> None:
    assert parse(values) == expected


def test_a_declared_sign_is_kept_strictly() -> None:
    assert parse(["1,234", "1.5"], ",") == [1.234, "not_a_number"]
    assert parse(["1,234", "1.5"], ".") == [1234.0, 1.5]


def test_cells_of_a_workbook_are_numbers_already() -> None:
    assert parse_number(19.5, Decimals(",")) == 19.5
    assert isinstance(parse_number(float("nan"), Decimals(None)), Problem)
    assert isinstance(parse_number(True, Decimals(None)), Problem)


@given(
    numbers=st.lists(st.integers(0, 10**11), min_size=1),
    comma=st.booleans(),
)
def test_what_is_written_is_read(numbers: list[int], comma: bool) -> None:
    written = [f"{number / 100:,.2f}" for number in numbers]
    if comma:
        written = [value.translate(str.maketrans(",.", ".,")) for value in written]
    assert parse(written) == [number / 100 for number in numbers]
