"""Numbers: the decimal sign is proved by the column or declared, never supposed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.intake.findings import Problem
from data_access.intake.numbers import Decimals, check_scores, decide, named_currency, parse_number


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
        (["850.000", "12.5", "$ 1.250 MXN"], ["ambiguous_number", 12.5, "ambiguous_number"]),
        (["850.000", "1,250.00"], [850.0, 1250.0]),
        (["850.000", "0.125"], [850.0, 0.125]),
        (["850,000", "12,5"], ["ambiguous_number", 12.5]),
        (["$ -", " $ -   "], [0.0, 0.0]),
        (["(500)", "$ (1.250,50)", "($ 20)"], [-500.0, -1250.5, -20.0]),
        (["10 $us", "US$ 10", "10 M.N.", "Bs10"], [10.0] * 4),
    ],
)
def test_column(values: list[str], expected: list[object]) -> None:
    assert parse(values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["19.487", "-99.185"], [19.487, -99.185]),
        (["19,487"], [19.487]),
        (["85.500", "12.5"], [85.5, 12.5]),
        (["19,487", "19.487"], [19.487, 19.487]),
    ],
)
def test_small_numbers_have_no_thousands(values: list[str], expected: list[object]) -> None:
    decimals = decide(values, None, thousands=False)
    assert [parse_number(value, decimals) for value in values] == expected


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("US$ 10", "USD"),
        ("U$S10", "USD"),
        ("1,250.00 COP", "COP"),
        ("S/. 10", "PEN"),
        ("$ 10", None),
        ("Bs. 10", None),
        ("10", None),
    ],
)
def test_the_currency_that_an_amount_names(written: str, code: str | None) -> None:
    assert named_currency(written) == code


def test_scores_that_are_fractions() -> None:
    checked, _ = check_scores([0.85, 1.0, 0.0, ""], [0.85, 1.0, 0.0, None])
    assert [isinstance(value, Problem) for value in checked] == [True, True, False, False]
    assert check_scores([1.0, ""], [1.0, None]) == ([1.0, None], None)
    assert check_scores(["0.5%", "0.7%"], [0.5, 0.7]) == ([0.5, 0.7], None)
    assert check_scores(["0.5", "40"], [0.5, 40.0]) == ([0.5, 40.0], None)
    kept, note = check_scores([0.85, 40.0], [0.85, 40.0])
    assert kept == [0.85, 40.0]
    assert note is not None
    assert note.values == {"count": 1, "sample": 0.85}


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
