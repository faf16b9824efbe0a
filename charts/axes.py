"""Round numbers for a scale and months for a time axis, with their words."""

from __future__ import annotations

import math
from datetime import date, timedelta

from charts import text
from charts.edition import Edition

_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
_DAY_STEPS = (1, 2, 7, 14)


def round_ticks(low: float, high: float, count: int = 5) -> list[int]:
    """Whole round numbers from `low` to `high`, zero among them, about `count` of them."""
    span = max(high, 0) - min(low, 0)
    if span <= 0:
        return [0]
    raw = max(span / count, 1)
    power = 10 ** math.floor(math.log10(raw))
    step = next(int(power * unit) for unit in (1, 2, 5, 10) if power * unit >= raw)
    first = math.ceil(min(low, 0) / step)
    last = math.floor(max(high, 0) / step)
    return [step * index for index in range(first, last + 1)]


def day_ticks(
    first: date, last: date, width: float, size: float, edition: Edition
) -> list[tuple[date, list[str]]]:
    """Days to mark and their words in lines, as many as fit side by side: ``mar / 2021``, ``abr``.

    The year stands under the first mark and under each January.
    """
    days = (last - first).days
    if days < 62:
        return _by_days(first, last, width, size, edition)
    months = _months(first, last)
    room = width / max(days, 1)
    widest = text.widest([edition.month_short(month) for month in months] + ["2021"], size) * 1.35
    for step in _MONTH_STEPS:
        if room * step * 30.4 >= widest:
            break
    chosen = [month for month in months if (month.year * 12 + month.month - 1) % step == 0]
    found: list[tuple[date, list[str]]] = []
    for month in chosen or months[:1]:
        year = not found or month.month == 1
        words = [str(month.year)] if step >= 12 else [edition.month_short(month)]
        found.append((month, [*words, str(month.year)] if year and step < 12 else words))
    return found


def _months(first: date, last: date) -> list[date]:
    """First days of months from `first` to `last`."""
    start = first.year * 12 + first.month - 1 + (first.day > 1)
    end = last.year * 12 + last.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(start, end + 1)]


def _by_days(
    first: date, last: date, width: float, size: float, edition: Edition
) -> list[tuple[date, list[str]]]:
    days = max((last - first).days, 1)
    widest = text.width(f"30 {edition.month_short(last)}", size) * 1.4
    step = next((step for step in _DAY_STEPS if width / days * step >= widest), 31)
    marks = [first + timedelta(days=gone) for gone in range(0, days + 1, step)]
    return [
        (day, [f"{day.day} {edition.month_short(day)}", *([str(day.year)] if not index else [])])
        for index, day in enumerate(marks)
    ]
