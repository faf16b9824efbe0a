"""How active a week can be expected to be: the calendar of the programme's universities.

From public knowledge alone and never fitted to the data (`definitions.RHYTHM`): terms as the
cohorts' dates say, or as they usually are in Latin America; Holy Week (Gregorian computus), the
turn of the year, weekends and the national holidays of the programme's countries.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from dateutil.easter import easter
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Term = tuple[date, date]
"""First and last day of a cohort."""

WEEK = (1.0, 1.0, 1.0, 1.0, 1.0, 0.2, 0.0)
"""Monday to Sunday: students work with a business on its working days."""
RISE, FALL = 42, 35
"""Days from the beginning of a term until its work is in full swing, since teams are formed and a
diagnosis comes before an intervention; and days before its end in which ever fewer begin, since
those would not be finished."""
BREAK = 0.25
"""Activity between terms, beside 1.0 in the middle of one."""
PAUSE = 0.05
"""Activity in Holy Week and at the turn of the year, beside 1.0 on other days."""
YEAR_ENDS, YEAR_BEGINS = (12, 20), (1, 8)
USUAL_TERMS = (((3, 1), (7, 15)), ((8, 1), (12, 15)))
"""Month and day; used for a year in which no cohort begins."""

HOLIDAYS: dict[str, tuple[tuple[int, int], ...]] = {
    "BO": ((5, 1), (8, 6), (11, 2)),
    "CL": ((5, 1), (5, 21), (9, 18), (9, 19), (11, 1)),
    "CO": ((5, 1), (7, 20), (8, 7), (11, 1)),
    "EC": ((5, 1), (5, 24), (8, 10), (11, 2), (11, 3)),
    "MX": ((5, 1), (9, 16), (11, 2), (11, 20)),
    "PE": ((5, 1), (7, 28), (7, 29), (8, 30), (11, 1)),
    "PY": ((5, 1), (5, 14), (5, 15), (8, 15), (12, 8)),
}
"""Main national holidays with a fixed date; each country weighs the same."""


def activity(first: date, last: date, terms: Sequence[Term] = ()) -> Floats:
    """The expected activity of every day from `first` to `last`; 1.0 is a working day in the
    middle of a term. `terms` are the dates of the cohorts, where they are known."""
    count = (last - first).days + 1
    days = [first + timedelta(number) for number in range(count)]
    expected = np.array([WEEK[day.weekday()] for day in days])
    expected *= _in_terms(first, count, _terms(first.year, last.year, terms))
    paused = [_is_pause(day) for day in days]
    closed = [sum((day.month, day.day) in of for of in HOLIDAYS.values()) for day in days]
    expected *= 1 - np.array(closed) / len(HOLIDAYS)
    return expected * np.where(paused, PAUSE, 1.0)


def working_weeks(first: date, last: date, terms: Sequence[Term] = ()) -> float:
    """The `activity` from `first` to `last` in full weeks in the middle of a term."""
    return float(activity(first, last, terms).sum() / sum(WEEK))


def _terms(first: int, last: int, known: Sequence[Term]) -> list[Term]:
    """The cohorts' dates; for years in which none begins, the usual ones."""
    begun = {start.year for start, _ in known}
    usual = [
        (date(year, *start), date(year, *end))
        for year in range(first, last + 1)
        if year not in begun
        for start, end in USUAL_TERMS
    ]
    return [*known, *usual]


def _in_terms(first: date, count: int, terms: Sequence[Term]) -> Floats:
    """`BREAK` outside every term; inside one it rises to 1.0 over `RISE` days and falls back over
    its last `FALL` ones. Where terms overlap, the most active counts."""
    level = np.full(count, BREAK)
    day = np.arange(count)
    for start, end in terms:
        since, left = day - (start - first).days, (end - first).days - day
        part = np.clip(np.minimum(since / RISE, left / FALL), 0.0, 1.0)
        level = np.maximum(level, BREAK + (1 - BREAK) * part)
    return level


def _is_pause(day: date) -> bool:
    """Whether the day is in Holy Week (Monday to Sunday) or at the turn of the year."""
    sunday = easter(day.year)
    turn = (day.month, day.day) >= YEAR_ENDS or (day.month, day.day) <= YEAR_BEGINS
    return turn or sunday - timedelta(6) <= day <= sunday
