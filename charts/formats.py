"""Numbers, shares and dates as a reader sees them: screen, file, table and alt text say the same.

Every function is pure; `point` says whether the decimal sign is a point.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.dates import format_date

NARROW_SPACE = "\u202f"
"""Narrow no-break space: groups digits, and stands before % in Spanish."""
MINUS = "\u2212"


def number(value: float, *, decimals: int = 0, point: bool = False) -> str:
    """``1512``, ``12 345`` (grouped from five digits), ``−3``, ``4,5``."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, fraction = str(abs(rounded)).partition(".")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", NARROW_SPACE)
    text = f"{whole}{'.' if point else ','}{fraction}" if fraction else whole
    return MINUS + text if rounded < 0 else text


def percent(share: float, *, decimals: int = 1, point: bool = False, space: bool = True) -> str:
    """A share (1.0 is all): ``75,6 %``, ``72,0 %``, so that those of a column end alike; nothing
    and all are whole, ``0 %`` and ``100 %``.

    A share that only rounds to 0 or to 100 says so: ``< 0,1 %``, ``> 99,9 %``.
    """
    gap = NARROW_SPACE if space else ""
    step = Decimal(1).scaleb(-decimals)
    rounded = (Decimal(str(share)) * 100).quantize(step, ROUND_HALF_UP)
    if rounded == 0 and share > 0:
        return f"<\u00a0{number(float(step), decimals=decimals, point=point)}{gap}%"
    if rounded == 100 and share < 1:
        return f">\u00a0{number(float(100 - step), decimals=decimals, point=point)}{gap}%"
    if share in (0, 1):
        decimals = 0
    return f"{number(float(rounded), decimals=decimals, point=point)}{gap}%"


@lru_cache(maxsize=1000)
def date_words(day: date, language: str) -> str:
    """``31 de octubre de 2021``, ``31 October 2021``."""
    pattern = "d 'de' MMMM 'de' y" if language == "es" else "d MMMM y"
    return format_date(day, pattern, locale=language)


def date_range(start: date, end: date, language: str) -> tuple[str, str]:
    """Both days of a range, the first without what it shares with the last: ``4`` and
    ``19 de diciembre de 2021``; ``28 de noviembre`` and ``4 de diciembre de 2021``."""
    last = date_words(end, language)
    if start.year != end.year:
        return date_words(start, language), last
    if start.month != end.month:
        pattern = "d 'de' MMMM" if language == "es" else "d MMMM"
        return format_date(start, pattern, locale=language), last
    return str(start.day), last


def date_short(day: date, language: str) -> str:
    """``31 oct 2021``, for labels inside a plot."""
    return f"{day.day} {month_short(day, language)} {day.year}"


def month_words(day: date, language: str) -> str:
    """``octubre de 2021``, ``October 2021``."""
    return format_date(day, "LLLL 'de' y" if language == "es" else "LLLL y", locale=language)


@lru_cache(maxsize=1000)
def month_short(day: date, language: str) -> str:
    """``oct``; September is ``sep`` in both languages, so that the months are equally long."""
    return format_date(day, "LLL", locale=language).rstrip(".")[:3]


def listed(words: Sequence[str], conjunction: str) -> str:
    """``México, Chile y Colombia``; the conjunction comes translated."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
