"""Codes without their leading zero: ``111`` may be ``0111``."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from data_access import intake
from data_access.intake.findings import ByRule, Problem
from data_access.intake.zeros import Codes

SECTIONS = {"01*": "A", "10*": "C", "11*": "C", "47*": "G", "9609": "S"}


def found(codes: Codes, values: list[str]) -> list[object]:
    codes.learn(values)
    outcomes = map(codes.find, values)
    return [value.reason if isinstance(value, Problem) else value for value in outcomes]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # 111 is 0111 where other codes have four digits; 471 has no other reading.
        (["111", "4711", "471"], ["digits_lost", "G", "G"]),
        (["0111", "1104", "4711"], ["A", "C", "G"]),
        (["1", "4711"], ["digits_lost", "G"]),
        (["9609", "99"], ["S", None]),
    ],
)
def test_a_code_that_may_have_lost_its_zero_is_not_taken(
    values: list[str], expected: list[object]
) -> None:
    assert found(Codes(SECTIONS), values) == expected


def test_it_is_told_where_no_other_code_shows_it() -> None:
    (outcome, other) = found(Codes(SECTIONS), ["1071", "4711"])
    assert isinstance(outcome, ByRule)
    assert (outcome.value, outcome.rule.values["other"], other) == ("C", "A", "G")


def test_without_codes_that_begin_with_nought_there_is_no_doubt() -> None:
    assert found(Codes({"10*": "C", "1*": "B"}), ["107", "1071"]) == ["C", "C"]


def test_a_whole_code_is_taken_and_told() -> None:
    codes = Codes({"09": "MX-CMX", "15": "MX-MEX", "3": "MX-BCS"})
    (outcome, other, longer) = found(codes, ["9", "15", "03"])
    assert isinstance(outcome, ByRule)
    assert isinstance(longer, ByRule)
    assert (outcome.value, other, longer.value) == ("MX-CMX", "MX-MEX", "MX-BCS")


def test_the_shipped_mapping_does_not_take_agriculture_for_industry() -> None:
    path = Path(intake.__file__).parent / "mappings" / "peru_ruta_digital.toml"
    sections = tomllib.loads(path.read_text(encoding="utf-8"))["values"]["sector"]
    values = ["1110", "5030", "01110", "18100"]
    assert found(Codes(sections), values) == ["digits_lost", "digits_lost", "A", "C"]
