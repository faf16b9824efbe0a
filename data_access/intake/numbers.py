"""Numbers as people write them, with the decimal sign decided once for a whole column."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data_access.intake.findings import Message, Problem
from data_access.intake.table import Cell
from texts import mark

_CURRENCY = r"(?:[A-Z]{0,3}\$|S/\.?|Bs\.?|₡|₲|Gs\.?|€|[A-Z]{3})"
_AROUND = re.compile(rf"^{_CURRENCY}\s*(?=[-+−\d.,])|\s*(?:%|{_CURRENCY})$")
_SPACES = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")
_SHAPE = re.compile(r"[-+]?(\d[\d.,]*|[.,]\d+)")
_SIGNS = {",": ".", ".": ","}


@dataclass(frozen=True)
class Decimals:
    """The decimal sign of a column; None where no value tells it."""

    sign: str | None
    note: Message | None = None


def clean(value: str) -> str:
    """A number without currency, percent sign, spaces and a minus sign of another kind."""
    value = value.strip().replace("−", "-").replace("–", "-")
    return _SPACES.sub("", _AROUND.sub("", _AROUND.sub("", value)))


def evidence(number: str) -> str | None:
    """The decimal sign that a cleaned number proves, or None: ``19,5`` proves the comma,
    ``1.234.567`` too, ``1.234`` and ``12`` nothing."""
    points, commas = number.count("."), number.count(",")
    if points and commas:
        last = "." if number.rfind(".") > number.rfind(",") else ","
        return last if number.count(last) == 1 else None
    if points + commas == 0:
        return None
    sign = "." if points else ","
    if points + commas > 1:
        return _SIGNS[sign]
    before, after = number.lstrip("+-").split(sign)
    grouped = len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0")
    return None if grouped else sign


def decide(values: Iterable[Cell], declared: str | None) -> Decimals:
    """The decimal sign of a column of cells, and how it was found."""
    if declared is not None:
        return Decimals(declared)
    proofs: dict[str, str] = {}
    for value in values:
        if isinstance(value, str):
            number = clean(value)
            sign = evidence(number) if _SHAPE.fullmatch(number) else None
            if sign is not None:
                proofs.setdefault(sign, value.strip())
    if len(proofs) != 1:
        text = mark("decimal sign: both signs are used ({samples}); unclear values are rejected")
        samples = {"samples": " · ".join(proofs.values())}
        return Decimals(None, Message(text, samples) if proofs else None)
    ((sign, sample),) = proofs.items()
    text = mark("decimal sign: {sign} (from {sample})")
    return Decimals(sign, Message(text, {"sign": sign, "sample": sample}))


def parse_number(value: Cell, decimals: Decimals) -> float | Problem:
    """The number in a cell under the column's decimal sign."""
    if not isinstance(value, str):
        usable = isinstance(value, int | float) and not isinstance(value, bool)
        return float(value) if usable and math.isfinite(value) else Problem("not_a_number")  # type: ignore[arg-type]
    number = clean(value)
    if re.fullmatch(r"[-+]?\d+(?:[.,]\d+)?[eE][-+]?\d+", number):
        return Problem("digits_lost")
    if not _SHAPE.fullmatch(number):
        return Problem("not_a_number")
    sign = decimals.sign or evidence(number)
    if sign is None:
        if "." in number or "," in number:
            return Problem("ambiguous_number")
        return float(number)
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
    return Problem("out_of_range", bounds)
