"""What the columns of a file tell about one of them that does not tell it itself: the order of
day and month, and the decimal sign."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from data_access.intake import dates, numbers
from data_access.intake.convert import Converter, Part
from data_access.intake.fields import BY_NAME, Field
from data_access.intake.findings import Message, Problem
from data_access.intake.mapping import JOINED
from data_access.intake.table import Cell, as_text
from texts import mark

_YEAR_LAST = re.compile(r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{4}(?!\d).*")
_ORDERS = {"dmy": "dd/mm/yyyy", "mdy": "mm/dd/yyyy"}
_WORDS = {"dmy": mark("day/month/year"), "mdy": mark("month/day/year")}
POINT = ("lat", "lon")
"""They come from maps, which write a decimal point in every country."""

_AMBIGUOUS = {"date": "ambiguous_date", "number": "ambiguous_number"}


def settle(
    field: Field,
    parts: Sequence[Part | None],
    outcomes: list[Any],
    converter: Converter,
    names: Iterable[str],
    column: Callable[[str], Sequence[Part | None]],
) -> list[Any]:
    """`outcomes` of a field, with the unclear ones read as in the other columns, if the
    field's own tells nothing and the others agree. `names`: the fields of the file; `column` gives
    the cells of one of them."""
    if not any(_is_unclear(field, outcome) for outcome in outcomes) or field.name in POINT:
        return outcomes
    cells = _cells(parts)
    # Where a spreadsheet has understood a part of the dates, it may have swapped it.
    if _evidence(field, cells, converter.today) or any(isinstance(cell, date) for cell in cells):
        return outcomes
    told: set[str | None] = set()
    for name in names:
        if name not in (field.name, *POINT) and BY_NAME[name].kind == field.kind:
            told |= _evidence(BY_NAME[name], _cells(column(name)), converter.today)
    if len(told) != 1:
        return outcomes
    (sign,) = told
    if sign is None or sign == "ym":
        return outcomes
    result = _read_as(field, parts, converter, sign)
    settled = [
        _is_unclear(field, outcome) and part is not None and _fits(field, part.cells[0], sign)
        for part, outcome in zip(parts, outcomes, strict=True)
    ]
    values = {
        "field": Message(field.label),
        "sign": Message(_WORDS[sign]) if sign in _WORDS else sign,
        "count": sum(settled),
    }
    text = mark("{field}: {sign}, as in the other columns; values read so: {count}")
    if any(settled):
        converter.notes.append(Message(text, values))
    return [
        again if settle_it else outcome
        for outcome, again, settle_it in zip(outcomes, result, settled, strict=True)
    ]


def _is_unclear(field: Field, outcome: Any) -> bool:
    return isinstance(outcome, Problem) and outcome.reason == _AMBIGUOUS.get(field.kind)


def _fits(field: Field, cell: Cell, sign: str) -> bool:
    """Whether an unclear cell is unclear for nothing but its order or sign. A year of two digits
    may stand anywhere; and nobody writes money with three decimals, whatever other columns do."""
    text = as_text(cell).strip()
    if field.kind == "date":
        return _YEAR_LAST.fullmatch(text) is not None
    return not field.name.endswith("_sales") or sign not in text


def _cells(parts: Sequence[Part | None]) -> list[Cell]:
    return [
        part.cells[0] if len(part.cells) == 1 else JOINED.join(map(as_text, part.cells))
        for part in parts
        if part is not None
    ]


def _evidence(field: Field, cells: list[Cell], today: date) -> set[str | None]:
    """What a column tells: nothing, an order or sign, or None where it contradicts itself."""
    told: str | None
    if field.kind == "date":
        order = dates.decide(cells, None, today)
        told, note = order.order, order.note
    else:
        decimals = numbers.decide(cells, None)
        told, note = decimals.sign, decimals.note
    return {told} if told is not None or note is not None else set()


def _read_as(
    field: Field, parts: Sequence[Part | None], converter: Converter, sign: str
) -> list[Any]:
    """Convert a column as if its order or sign were declared."""
    usual = converter.options
    change = {"date_format": _ORDERS[sign]} if field.kind == "date" else {"decimal": sign}
    converter.options = usual.model_copy(update=change)
    try:
        return converter.convert(field, parts)
    finally:
        converter.options = usual
