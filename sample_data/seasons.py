"""When things happen: working days, holidays and terms, by university.

A `Clock` per university turns amounts of work into days. Enrolments are spread over the
*demand* clock (terms, start-up of the programme), the steps of a MiPyme over the *work* clock
(weekdays and holidays only), so that every event keeps its order and avoids the same holidays.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from dateutil.easter import easter

from sample_data.draws import NEVER, Floats, Integers

FIRST_DAY = date(2021, 3, 1)
FIRST_UNTIL = date(2021, 3, 15)
LAST_UNTIL = date(2030, 12, 31)

WEEKDAYS = np.array([1.0, 1.1, 1.1, 1.05, 0.8, 0.12, 0.03])
"""Work on a Monday, a Tuesday, …"""

HOLIDAYS: dict[str, tuple[tuple[str, str, float], ...]] = {
    "MX": (
        ("05-01", "05-01", 0.02),
        ("07-19", "07-30", 0.35),
        ("09-15", "09-17", 0.10),
        ("11-02", "11-02", 0.10),
    ),
    "CL": (("05-21", "05-21", 0.02), ("07-12", "07-23", 0.35), ("09-16", "09-20", 0.02)),
    "CO": (("06-28", "07-09", 0.40), ("07-20", "07-20", 0.02), ("08-07", "08-07", 0.02)),
    "BO": (("07-05", "07-16", 0.35), ("08-06", "08-06", 0.02)),
    "EC": (("08-10", "08-10", 0.05), ("10-09", "10-09", 0.05), ("11-02", "11-03", 0.05)),
    "PE": (("07-26", "08-06", 0.30), ("10-08", "10-08", 0.10)),
    "PY": (("05-14", "05-15", 0.05), ("08-15", "08-15", 0.05)),
}
"""From, to (month-day) and what is left of a normal day's work."""

YEAR_END = ("12-18", "01-10", 0.03)
CLOSED_IN_JULY = "una"
"""The university whose winter pause leaves nothing to report: “sin actividad”."""

TERMS = (
    ("01-01", 0.05), ("01-12", 0.20), ("02-01", 0.50), ("03-01", 1.10), ("03-22", 1.30),
    ("04-15", 1.10), ("05-10", 1.20), ("06-10", 0.75), ("07-05", 0.35), ("07-28", 0.30),
    ("08-09", 0.70), ("08-23", 1.35), ("09-10", 1.45), ("10-10", 1.30), ("10-31", 1.10),
    ("11-20", 0.80), ("12-10", 0.25), ("12-31", 0.05),
)  # fmt: skip
"""Demand over a year, between these days in straight lines: it rises when a term begins."""

START_UP = (("2021-03-01", 0.25), ("2021-04-15", 0.60), ("2021-08-01", 0.80), ("2021-10-01", 1.0))
"""The programme's first months: what part of the normal demand had heard of it."""


def days(until: date) -> list[date]:
    """Every day from `FIRST_DAY` to `until`; a day's index here is its number everywhere."""
    return [FIRST_DAY + timedelta(number) for number in range(day_number(until) + 1)]


def day_number(day: date) -> int:
    """Days since `FIRST_DAY`."""
    return (day - FIRST_DAY).days


def work(calendar: list[date], country: str, *, closed_in_july: bool = False) -> Floats:
    """What part of a normal working day each day is."""
    weights = WEEKDAYS[[day.weekday() for day in calendar]]
    month_day = np.array([f"{day:%m-%d}" for day in calendar])
    for start, end, left in HOLIDAYS[country]:
        weights[(month_day >= start) & (month_day <= end)] *= left
    start, end, left = YEAR_END
    weights[(month_day >= start) | (month_day <= end)] *= left
    for year in range(calendar[0].year, calendar[-1].year + 1):
        sunday = day_number(easter(year))
        weights[max(0, sunday - 6) : sunday + 1] *= 0.04  # Semana Santa, Monday to Sunday
    if closed_in_july:
        weights[np.char.startswith(month_day, "07")] = 0.0
    return weights


def demand(calendar: list[date]) -> Floats:
    """How much MiPymes want to enrol on each day, 1.0 being an average day of a normal year."""
    numbers = np.arange(len(calendar))
    points = [
        (day_number(date.fromisoformat(f"{year}-{month_day}")), height)
        for year in range(calendar[0].year, calendar[-1].year + 1)
        for month_day, height in TERMS
    ]
    season = np.array(points)
    ramp = np.array([(day_number(date.fromisoformat(day)), height) for day, height in START_UP])
    known = np.interp(numbers, ramp[:, 0], ramp[:, 1])
    return known * np.interp(numbers, season[:, 0], season[:, 1])


@dataclass(frozen=True)
class Term:
    """Half a year of teaching: what a cohort goes through."""

    code: str
    name: str
    starts_on: date
    ends_on: date


def terms(until: date) -> list[Term]:
    """The terms that have begun by `until`, and always the two of 2021."""
    listed = []
    for year in range(2021, until.year + 1):
        first = Term(f"{year}-1", f"Primer semestre de {year}", date(year, 3, 1), date(year, 7, 16))
        second = Term(
            f"{year}-2", f"Segundo semestre de {year}", date(year, 8, 2), date(year, 12, 17)
        )
        listed += [first, second]
    return [term for term in listed if term.starts_on <= until or term.starts_on.year == 2021]


@dataclass(frozen=True)
class Clock:
    """Amounts of work as days, for several universities at once.

    `edges` holds per university the amount done before each day and, last, by the end. A
    university's edges start at its own multiple of `stride`, so that one sorted search serves
    all of them.
    """

    edges: Floats
    length: int
    stride: float

    @classmethod
    def of(cls, weights: Floats) -> Clock:
        """A clock of weights with a row per university and a column per day."""
        universities, length = weights.shape
        stride = float(weights.sum(axis=1).max()) + 1.0
        edges = np.zeros((universities, length + 1))
        edges[:, 1:] = np.cumsum(weights, axis=1)
        edges += np.arange(universities)[:, np.newaxis] * stride
        return cls(edges, length, stride)

    def total(self) -> Floats:
        """The amount of work of each university from the first day to the last."""
        return self.edges[:, -1] - self.edges[:, 0]

    def amount(self, university: Integers, day: Integers, part: Floats) -> Floats:
        """The amount done when `part` (0 to 1) of a day's work is over."""
        before, after = self.edges[university, day], self.edges[university, day + 1]
        return before + part * (after - before) - university * self.stride

    def day(self, university: Integers, amount: Floats) -> Integers:
        """The day on which the amount is reached; `NEVER` after the last day."""
        late = amount >= self.total()[university]
        flat = self.edges.ravel()
        position = np.searchsorted(flat, amount + university * self.stride, side="right") - 1
        return np.where(late, NEVER, position - university * (self.length + 1))
