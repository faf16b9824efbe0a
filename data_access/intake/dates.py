"""Dates as people write them, with the order of day and month decided once for a column."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from data_access.intake.findings import Message, Problem
from data_access.intake.folding import fold
from data_access.intake.mapping import date_order
from data_access.intake.table import Cell
from texts import mark

EARLIEST = date(1950, 1, 1)
"""Earlier dates are stand-ins like 1900-01-01."""

_EXCEL_START = date(1899, 12, 30)
_SERIALS = range(36_526, 73_051)
"""Serial numbers of spreadsheet dates from 2000 to 2099; smaller ones may be something else."""

_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_TIME = re.compile(
    r"[T\s,]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?\s*m\.?)?"
    r"\s*(Z|(?:GMT|UTC)?\s*[+-]\d{1,2}(?::?\d{2})?|GMT|UTC)?$",
    re.I,
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})")
_COMPACT = re.compile(r"\d{8}")
_NAMED = re.compile(r"(?:[a-z]+ )?(\d{1,2})(?: ?o)? (?:de )?([a-z]+) (?:de |del )?(\d{4}|\d{2})")
_NAME_FIRST = re.compile(r"([a-z]+) (\d{1,2}) (\d{4})")
_MONTH = re.compile(r"(\d{4}) ?(\d{1,2})|(\d{1,2}) (\d{4})|([a-z]+) (?:de |del )?(\d{4}|\d{2})")
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
    """What a column tells about its dates. `order` is that of dates whose year stands last:
    ``dmy``, ``mdy`` or None where no value tells; ``ym`` where months stand for their first day.
    `compact` is the order of eight digits. `short`: whether a year of two digits stands ``first``
    or ``last``, or None. `swapped`: whether a spreadsheet has read what it could of the column
    with day and month swapped."""

    order: str | None
    compact: str = "ymd"
    note: Message | None = None
    short: Literal["first", "last"] | None = "last"
    swapped: bool = False


def decide(values: Iterable[Cell], declared: str | None, today: date) -> Order:
    """The order of day and month in a column of cells, and how it was found."""
    if declared is not None:
        order = date_order(declared) or "ymd"
        as_digits = order in ("dmy", "mdy") and not re.search(r"[-/. ]", declared)
        short: Literal["first", "last"] = "first" if order == "ymd" else "last"
        return Order(order, order if as_digits else "ymd", short=short)
    cells = list(values)
    texts = [_dayless(cell) for cell in cells if isinstance(cell, str)]
    dates = [match for match in map(_YEAR_LAST.fullmatch, texts) if match]
    years = _years(dates, today)
    place = next(iter(years)) if len(years) == 1 else None
    note = None
    if place == "first":
        text = mark("dates: two digits of the year stand first (from {sample})")
        note = Message(text, {"sample": years["first"]})
    proofs: dict[str, str] = {}
    for match in dates:
        if place == "last" or len(match[3]) == 4:
            first, second = int(match[1]), int(match[2])
            if (first > 12) != (second > 12) and max(first, second) <= 31:
                proofs.setdefault("dmy" if first > 12 else "mdy", match[0])
    if len(proofs) != 1:
        if proofs:
            text = mark("dates: both orders are used ({samples}); unclear dates are rejected")
            note = Message(text, {"samples": " · ".join(proofs.values())})
        return Order(None, note=note, short=place)
    ((order, sample),) = proofs.items()
    words = {"dmy": mark("day/month/year"), "mdy": mark("month/day/year")}
    text = mark("dates: {order} (from {sample})")
    note = Message(text, {"order": Message(words[order]), "sample": sample})
    return Order(order, note=note, short=place, swapped=_swapped(cells, dates))


def _years(dates: list[re.Match[str]], today: date) -> dict[Literal["first", "last"], str]:
    """Where a year of two digits stands in the dates that can be read in one way only, with a
    sample of each."""
    proofs: dict[Literal["first", "last"], str] = {}
    for match in dates:
        last = any(_has_come(day, today) for day in _both(match[1], match[2], match[3]))
        if len(match[3]) == 2 and last != _has_come(_day(match[1], match[2], match[3]), today):
            proofs.setdefault("last" if last else "first", match[0])
    return proofs


def _swapped(cells: list[Cell], dates: list[re.Match[str]]) -> bool:
    """Whether every date that a spreadsheet understood has a day up to 12, and every one that it
    left as text a day above: it has then read the first ones in the other order."""
    understood = [day for day in map(_understood, cells) if day is not None]
    left = all((int(match[1]) > 12) != (int(match[2]) > 12) for match in dates)
    return bool(understood) and left and all(day.day <= 12 for day in understood)


def _understood(cell: Cell) -> date | None:
    """The date that a spreadsheet keeps in a cell, or has written out with its midnight."""
    if isinstance(cell, str):
        midnight = re.fullmatch(r"(\d{4}-\d{2}-\d{2})[T ]00:00(:00(\.0+)?)?", cell.strip())
        day = _day(*midnight[1].split("-")) if midnight else None
        return day if isinstance(day, date) else None
    if isinstance(cell, date):
        return cell
    whole = 0 if isinstance(cell, bool) else int(cell) if math.isfinite(cell) else 0
    return _EXCEL_START + timedelta(days=whole) if whole in _SERIALS else None


def parse_date(value: Cell, order: Order, today: date) -> date | Problem | None:
    """The day in a cell, if it is one that has come; None for the noughts some programs write."""
    if isinstance(value, str) and re.fullmatch(r"[0:T\s/.-]+", value) and "00" in value:
        return None
    day = _read(value, order)
    if isinstance(day, Problem):
        return day
    if order.swapped and day.day <= 12 and day.day != day.month and _understood(value):
        other = date(day.year, day.day, day.month)
        return Problem("swapped_date", {"first": day.isoformat(), "second": other.isoformat()})
    if day > today:
        return Problem("future_date")
    if day < EARLIEST:
        return Problem("early_date", {"limit": EARLIEST.isoformat()})
    return day


def _has_come(day: date | Problem, today: date) -> bool:
    return isinstance(day, date) and EARLIEST <= day <= today


def _dayless(value: str) -> str:
    """A date without the time of day after it."""
    return _TIME.sub("", value.strip())


def _read(value: Cell, order: Order) -> date | Problem:
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return Problem("not_a_date")
    if isinstance(value, float | int):
        value = str(int(value))
    text = _dayless(value)
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _YEAR_LAST.fullmatch(text):
        return _by_place(match[1], match[2], match[3], order)
    if _COMPACT.fullmatch(text):
        return _compact(text, order.compact)
    if (match := _SERIAL.fullmatch(text)) and int(match[1]) in _SERIALS:
        return _EXCEL_START + timedelta(days=int(match[1]))
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
    if order != "ymd":
        return _in_order(text[:2], text[2:4], text[4:], order)
    day = _day(text[:4], text[4:6], text[6:])
    if isinstance(day, Problem) and isinstance(_day(text[4:], text[2:4], text[:2]), date):
        text = mark('If the day stands first, declare date_format = "ddmmyyyy" in the mapping.')
        return Problem(day.reason, {}, Message(text))
    return day


def _by_place(first: str, second: str, third: str, order: Order) -> date | Problem:
    """A date of three numbers, the year first (two digits) or last."""
    if len(third) == 4 or order.short == "last":
        return _in_order(first, second, third, order.order)
    front = _day(first, second, third)
    if order.short == "first":
        return front
    back = _in_order(first, second, third, order.order)
    return back if isinstance(front, Problem) else _either(front, back)


def _either(day: date, other: date | Problem) -> date | Problem:
    """The day, if the other reading gives no different one."""
    if isinstance(other, Problem):
        return day if other.reason == "impossible_date" else other
    if day == other:
        return day
    return Problem("ambiguous_date", {"first": day.isoformat(), "second": other.isoformat()})


def _both(first: str, second: str, year: str) -> tuple[date | Problem, date | Problem]:
    return _day(year, second, first), _day(year, first, second)


def _in_order(first: str, second: str, year: str, order: str | None) -> date | Problem:
    """A date with its year last; without an order only if it can be read in one way."""
    if order == "dmy" or (order != "mdy" and int(first) > 12) or first == second:
        return _day(year, second, first)
    if order == "mdy" or int(second) > 12:
        return _day(year, first, second)
    day, other = _both(first, second, year)
    return day if isinstance(day, Problem) else _either(day, other)


def _day(year: str, month: str | int, day: str | int) -> date | Problem:
    """The calendar day. Two digits are a year of this century up to 2068, as in C and Python."""
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < 69 else 1900
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return Problem("impossible_date")
