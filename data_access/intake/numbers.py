"""Numbers as people write them, with the decimal sign decided once for a whole column."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data_access.intake.findings import Message, Problem
from data_access.intake.table import Cell
from texts import mark

_CURRENCY = r"(?:[A-Z]{0,3}\$(?:us\.?)?|S/\.?|B/\.?|Bs\.?|₡|₲|Gs\.?|€|M\.?N\.?|[A-Z]{3})"
_AROUND = re.compile(rf"^{_CURRENCY}\s*(?=[-+−(\d.,])|\s*(?:%|{_CURRENCY})$")
_NAMED = {
    "US$": "USD",
    "U$S": "USD",
    "$us": "USD",
    "MX$": "MXN",
    "S/": "PEN",
    "₡": "CRC",
    "₲": "PYG",
    "Gs": "PYG",
    "RD$": "DOP",
    "R$": "BRL",
    "€": "EUR",
}
"""Signs that mean one currency only; ``$`` and ``Bs`` mean several."""
_SPACES = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")
_NEGATIVE = re.compile(r"\(([^()-]+)\)")
_NOUGHT = re.compile(rf"{_CURRENCY}\s*-+|-+\s*{_CURRENCY}")
_SHAPE = re.compile(r"[-+]?(\d[\d.,]*|[.,]\d+)")
_SIGNS = {",": ".", ".": ","}


@dataclass(frozen=True)
class Decimals:
    """The decimal sign of a column; None where no value tells it. `thousands`: whether its
    numbers can be so large that they are grouped. `doubtful`: the sign is known from values like
    ``12.5`` only, so ``850.000`` may still be 850 thousand."""

    sign: str | None
    note: Message | None = None
    thousands: bool = True
    doubtful: bool = False


def clean(value: str) -> str:
    """A number without currency, percent sign, spaces and a minus sign of another kind."""
    value = value.strip().replace("−", "-").replace("–", "-")
    for _ in range(2):  # the brackets stand around the currency or inside it
        if match := _NEGATIVE.fullmatch(value):
            value = f"-{_AROUND.sub('', match[1].strip())}"
        value = _AROUND.sub("", value)
    return _SPACES.sub("", value)


def is_nought(value: str) -> bool:
    """Whether a cell shows 0 the way spreadsheets do for money: ``$ -``."""
    return _NOUGHT.fullmatch(value.strip()) is not None


def named_currency(value: str) -> str | None:
    """The code of the one currency that an amount names, as in ``US$ 10`` and ``10 MXN``."""
    letters = re.sub(r"[-+−–\d.,'’()\s]", "", value)
    if re.fullmatch(r"[A-Z]{3}\$?", letters):
        return letters.rstrip("$")
    return _NAMED.get(letters)


def evidence(number: str, thousands: bool = True) -> str | None:
    """The decimal sign that a cleaned number proves, or None: ``19,5`` proves the comma,
    ``1.234.567`` too, ``1.234`` and ``12`` nothing, unless there are no `thousands`."""
    points, commas = number.count("."), number.count(",")
    if points and commas:
        last = "." if number.rfind(".") > number.rfind(",") else ","
        return last if number.count(last) == 1 else None
    if points + commas == 0:
        return None
    sign = "." if points else ","
    if points + commas > 1:
        return _SIGNS[sign]
    return None if thousands and _is_grouped(number) else sign


def _is_grouped(number: str) -> bool:
    """Whether a number with one sign may be a whole number of thousands: ``850.000``."""
    return re.fullmatch(r"[-+]?[1-9]\d{0,2}[.,]\d{3}", number) is not None


def decide(values: Iterable[Cell], declared: str | None, thousands: bool = True) -> Decimals:
    """The decimal sign of a column of cells, and how it was found."""
    if declared is not None:
        return Decimals(declared)
    proofs: dict[str, str] = {}
    certain: set[str] = set()
    grouped: set[str] = set()
    for value in values:
        if isinstance(value, str):
            number = clean(value)
            sign = evidence(number, thousands) if _SHAPE.fullmatch(number) else None
            if sign is not None:
                proofs.setdefault(sign, value.strip())
                if _SIGNS[sign] in number or re.search(r"[.,]\d{3}$", number):
                    certain.add(sign)
            elif _is_grouped(number):
                grouped.add("." if "." in number else ",")
    if len(proofs) != 1:
        text = mark("decimal sign: both signs are used ({samples}); unclear values are rejected")
        samples = {"samples": " · ".join(proofs.values())}
        return Decimals(None, Message(text, samples) if proofs else None, thousands)
    ((sign, sample),) = proofs.items()
    text = mark("decimal sign: {sign} (from {sample})")
    note = Message(text, {"sign": sign, "sample": sample})
    return Decimals(sign, note, thousands, sign in grouped - certain)


def parse_number(value: Cell, decimals: Decimals) -> float | Problem:
    """The number in a cell under the column's decimal sign."""
    if not isinstance(value, str):
        usable = isinstance(value, int | float) and not isinstance(value, bool)
        return float(value) if usable and math.isfinite(value) else Problem("not_a_number")  # type: ignore[arg-type]
    if is_nought(value):
        return 0.0
    number = clean(value)
    if re.fullmatch(r"[-+]?\d+(?:[.,]\d+)?[eE][-+]?\d+", number):
        return Problem("digits_lost")
    if not _SHAPE.fullmatch(number):
        return Problem("not_a_number")
    sign = decimals.sign or evidence(number, decimals.thousands)
    if sign is None:
        if "." in number or "," in number:
            return Problem("ambiguous_number")
        return float(number)
    if decimals.doubtful and sign in number and _is_grouped(number):
        return Problem("ambiguous_number")
    whole, _, fraction = number.partition(sign)
    groups = whole.lstrip("+-").split(_SIGNS[sign])
    wrong_groups = len(groups) > 1 and (
        any(len(group) != 3 for group in groups[1:]) or not 1 <= len(groups[0]) <= 3
    )
    if wrong_groups or not (fraction.isdecimal() or not fraction):
        return Problem("not_a_number")
    return float(f"{whole.replace(_SIGNS[sign], '')}.{fraction or 0}")


def check_range(number: float, low: float, high: float) -> float | Problem:
    """`number`, if it lies between the bounds."""
    if low <= number <= high:
        return number
    bounds: Mapping[str, object] = {"low": f"{low:.0f}", "high": f"{high:.0f}"}
    if low < 0 and low <= -number <= high:  # a longitude of America without its minus sign
        hint = Message(mark("Did you mean “{close}”?"), {"close": f"{-number:g}"})
        return Problem("out_of_range", bounds, hint)
    return Problem("out_of_range", bounds)


def check_scores(cells: Sequence[Cell], outcomes: list[Any]) -> tuple[list[Any], Message | None]:
    """The outcomes of a column of scores without the fractions of 1 that percentages are in a
    spreadsheet; a note where only some values may be such."""
    shares = {
        index: outcome
        for index, (cell, outcome) in enumerate(zip(cells, outcomes, strict=True))
        if isinstance(outcome, float) and 0 < outcome <= 1 and "%" not in str(cell)
    }
    below = [share for share in shares.values() if share < 1]
    if any(isinstance(outcome, float) and outcome > 1 for outcome in outcomes):
        below = [share for index, share in shares.items() if cells[index] == share < 1]
        text = mark("{count} values lie between 0 and 1 ({sample}): are they percentages?")
        values = {"count": len(below), "sample": below[0] if below else 0}
        return outcomes, Message(text, values) if below else None
    if not below and len(shares) < 2:
        return outcomes, None
    fraction = Problem("fraction")
    checked = [fraction if index in shares else value for index, value in enumerate(outcomes)]
    return checked, None
