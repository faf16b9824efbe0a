"""Dates as people write them, with the order of day and month decided once for a column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from data_access.intake.findings import Message, Problem
from data_access.intake.folding import fold
from data_access.intake.mapping import date_order
from data_access.intake.table import Cell
from texts import mark

EARLIEST = date(1950, 1, 1)
"""Earlier dates are stand-ins like 1900-01-01."""

_EXCEL_START = date(1899, 12, 30)
_SERIALS = range(18_264, 73_051)
"""Serial numbers of spreadsheet dates from 1950 to 2099."""

_TIME = re.compile(
    r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]\.?\s*m\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$", re.I
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})")
_COMPACT = re.compile(r"\d{8}")
_NAMED = re.compile(r"(?:[a-z]+ )?(\d{1,2})(?: ?o)? (?:de )?([a-z]+) (?:de |del )?(\d{4}|\d{2})")
_NAME_FIRST = re.compile(r"([a-z]+) (\d{1,2}) (\d{4})")
_MONTH = re.compile(r"(\d{4}) ?(\d{1,2})|(\d{1,2}) (\d{4})|([a-z]+) (?:de |del )?(\d{4})")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "ene enero jan january janeiro",
            "feb febrero february fev fevereiro",
            "mar marzo march marco",
            "abr abril apr april",
            "may mayo mai maio",
            "jun junio june junho",
            "jul julio july julho",
            "ago agosto aug august",
            "sep septiembre sept set setiembre september setembro",
            "oct octubre october out outubro",
            "nov noviembre november novembro",
            "dic diciembre dec december dez dezembro",
        ),
        1,
    )
    for name in names.split()
}


@dataclass(frozen=True)
class Order:
    """The order in a column of dates whose year stands last: ``dmy``, ``mdy`` or None where no
    value tells; ``ym`` where months stand for their first day. `compact` is the order of eight
    digits."""

    order: str | None
    compact: str = "ymd"
    note: Message | None = None


def decide(values: Iterable[Cell], declared: str | None) -> Order:
    """The order of day and month in a column of cells, and how it was found."""
    if declared is not None:
        order = date_order(declared) or "ymd"
        as_digits = order in ("dmy", "mdy") and not re.search(r"[-/. ]", declared)
        return Order(order, order if as_digits else "ymd")
    proofs: dict[str, str] = {}
    for value in values:
        match = _YEAR_LAST.fullmatch(_dayless(value)) if isinstance(value, str) else None
        if match:
            first, second = int(match[1]), int(match[2])
            if (first > 12) != (second > 12) and max(first, second) <= 31:
                proofs.setdefault("dmy" if first > 12 else "mdy", match[0])
    if len(proofs) != 1:
        text = mark("dates: both orders are used ({samples}); unclear dates are rejected")
        samples = {"samples": " · ".join(proofs.values())}
        return Order(None, note=Message(text, samples) if proofs else None)
    ((order, sample),) = proofs.items()
    words = {"dmy": mark("day/month/year"), "mdy": mark("month/day/year")}
    text = mark("dates: {order} (from {sample})")
    return Order(order, note=Message(text, {"order": Message(words[order]), "sample": sample}))


def parse_date(value: Cell, order: Order, today: date) -> date | Problem:
    """The day in a cell, if it is one that has come."""
    day = _read(value, order)
    if isinstance(day, Problem):
        return day
    if day > today:
        return Problem("future_date")
    if day < EARLIEST:
        return Problem("early_date", {"limit": EARLIEST.isoformat()})
    return day


def _dayless(value: str) -> str:
    """A date without the time of day after it."""
    return _TIME.sub("", value.strip())


def _read(value: Cell, order: Order) -> date | Problem:
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return Problem("not_a_date")
    if isinstance(value, float | int):
        whole = int(value)
        if whole in _SERIALS:
            return _EXCEL_START + timedelta(days=whole)
        value = str(whole)
    text = _dayless(value)
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _YEAR_LAST.fullmatch(text):
        return _in_order(match[1], match[2], match[3], order.order)
    if _COMPACT.fullmatch(text):
        return _compact(text, order.compact)
    if text.isdecimal() and int(text) in _SERIALS:
        return _EXCEL_START + timedelta(days=int(text))
    words = fold(text)
    if (match := _NAMED.fullmatch(words)) and match[2] in _MONTHS:
        return _day(match[3], _MONTHS[match[2]], match[1])
    if (match := _NAME_FIRST.fullmatch(words)) and match[1] in _MONTHS:
        return _day(match[3], _MONTHS[match[1]], match[2])
    month = _first_of_month(words)
    if isinstance(month, date) and order.order != "ym":
        return Problem("month_only")
    return month


def _first_of_month(words: str) -> date | Problem:
    """The first day of a month such as ``2021 03``, ``03 2021`` or ``marzo de 2021``."""
    match = _MONTH.fullmatch(words)
    if match is None or (match[5] and match[5] not in _MONTHS):
        return Problem("not_a_date")
    if match[5]:
        return _day(match[6], _MONTHS[match[5]], 1)
    return _day(match[1] or match[4], match[2] or match[3], 1)


def _compact(text: str, order: str) -> date | Problem:
    if order == "ymd":
        return _day(text[:4], text[4:6], text[6:])
    return _in_order(text[:2], text[2:4], text[4:], order)


def _in_order(first: str, second: str, year: str, order: str | None) -> date | Problem:
    """A date with its year last; without an order only if it can be read in one way."""
    if order == "dmy" or (order != "mdy" and int(first) > 12) or first == second:
        return _day(year, second, first)
    if order == "mdy" or int(second) > 12:
        return _day(year, first, second)
    days = _day(year, second, first), _day(year, first, second)
    if isinstance(days[0], date) and isinstance(days[1], date):
        if days[0] == days[1]:
            return days[0]
        both = {"first": days[0].isoformat(), "second": days[1].isoformat()}
        return Problem("ambiguous_date", both)
    return Problem("impossible_date")


def _day(year: str, month: str | int, day: str | int) -> date | Problem:
    """The calendar day. Two digits are a year of this century up to 2068, as in C and Python."""
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < 69 else 1900
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return Problem("impossible_date")
