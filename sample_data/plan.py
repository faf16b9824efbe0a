"""Who takes part, where, and in which proportions; and the lists this adds to the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from numpy.random import Generator

from data_access import reference
from sample_data import seasons
from sample_data.draws import NEVER, Floats, Integers, Objects, lookup

RATES = {
    "uam-a": 0.720, "uv": 0.090, "tdea": 0.068, "upb": 0.054,
    "ug": 0.058, "una": 0.042, "unf": 0.034, "americana": 0.050,
}  # fmt: skip
"""How fast each university takes MiPymes in, as a share of all while all take part."""

JOINED = {
    "uam-a": date(2021, 3, 1), "uv": date(2021, 3, 1), "upb": date(2021, 4, 12),
    "tdea": date(2021, 4, 19), "ug": date(2021, 5, 3), "una": date(2021, 5, 10),
    "unf": date(2021, 5, 17), "americana": date(2021, 7, 26),
}  # fmt: skip

SILENT = ("ug", "unf")
"""The universities whose report of the last month has not come."""

UNIVERSITY_GOALS = {
    "uam-a": 1380, "uv": 170, "tdea": 110, "upb": 90, "ug": 90, "una": 70, "americana": 60,
    "unf": 50,
}  # fmt: skip
"""They add up to 2,020: near the programme's 2,000, and not it."""

COUNTRY_GOALS = {"MX": 1350, "CL": 180, "CO": 180, "PE": 60}

COUNTRIES = ("MX", "BO", "CL", "CO", "EC", "PE", "PY")
EIGHTH_COUNTRY = "GT"
"""A country of MiPymes without a participating university, like the release's eighth."""
EIGHTH_SUBDIVISIONS = {"GT-01": 5.0, "GT-09": 2.0, "GT-03": 1.0}

ABROAD = {
    "uam-a": {"CO": 0.008, "PE": 0.006, "EC": 0.005, "BO": 0.003, "GT": 0.007},
    "uv": {"PE": 0.030, "BO": 0.020},
}
"""What part of a university's MiPymes is in another country."""

HOME = {
    "uam-a": {"MX-CMX": 0.24, "MX-MEX": 0.29},
    "uv": {"CL-VS": 0.62, "CL-RM": 0.15},
    "tdea": {"CO-ANT": 0.76},
    "americana": {"CO-ATL": 0.68, "CO-BOL": 0.10},
    "upb": {"BO-C": 0.60, "BO-L": 0.18},
    "ug": {"EC-G": 0.72},
    "una": {"PY-11": 0.52, "PY-ASU": 0.25},
    "unf": {"PE-PIU": 0.80},
}
"""What part of a university's MiPymes at home is in these subdivisions; the rest follows the
population, the small ones less than in proportion: a long tail."""
TAIL = 1.35

UNIVERSITIES = tuple(RATES)


@cache
def municipalities() -> dict[str, list[tuple[str, float, float, float]]]:
    """Subdivision → its eight largest places: name, latitude, longitude, inhabitants."""
    places: dict[str, list[tuple[str, float, float, float]]] = {}
    for row in reference.rows("cities"):
        known = places.setdefault(row["subdivision"], [])
        # Its boroughs stand for Mexico City.
        if len(known) < 8 and row["name"] != "Ciudad de México":
            place = row["name"], float(row["lat"]), float(row["lon"]), float(row["population"])
            known.append(place)
    return places


def _within(university: str, country: str) -> dict[str, float]:
    """Subdivision → share of the university's MiPymes of that country."""
    if country == EIGHTH_COUNTRY:
        weights, fixed = EIGHTH_SUBDIVISIONS, {}
    else:
        weights = {
            subdivision: sum(place[3] for place in places) ** TAIL
            for subdivision, places in municipalities().items()
            if subdivision[:2] == country
        }
        fixed = {code: share for code, share in HOME[university].items() if code in weights}
    rest = sum(weight for code, weight in weights.items() if code not in fixed)
    left = 1.0 - sum(fixed.values())
    return {code: fixed.get(code, left * weight / rest) for code, weight in weights.items()}


@dataclass(frozen=True)
class Plan:
    """Until when each university's data reach, its clocks, and the places to draw from."""

    calendar: list[date]
    last_day: Integers
    """Per university the last day its reports reach; `NEVER` where it has not reported."""
    clock: seasons.Clock
    enrolment: seasons.Clock
    share: Floats
    """Per university and destination, flattened: the share of all MiPymes."""
    subdivisions: Objects
    """Codes of the destinations; None last."""
    place_edges: Floats
    """Cumulated weights of the places, those of destination d between d and d + 1."""
    places: Objects
    """Name, latitude, longitude of each place; None last."""

    def destination(self, rng: Generator, size: int) -> tuple[Integers, Integers]:
        """Draw a university and a destination for each MiPyme, in the plan's proportions even
        where there are few."""
        total = np.cumsum(self.share)
        evenly = rng.permutation((np.arange(size) + rng.random(size)) / max(size, 1)) * total[-1]
        cell = np.searchsorted(total, evenly, side="right")
        return np.divmod(cell, len(self.subdivisions) - 1)

    def place(self, rng: Generator, destination: Integers) -> Integers:
        """Draw a place in each destination; `NEVER` where none is known."""
        position = destination + rng.random(len(destination))
        place = np.searchsorted(self.place_edges, position, side="right")
        edges = np.append(self.place_edges, np.inf)
        return np.where(edges[place] <= destination + 1, place, NEVER)


def plan(until: date) -> Plan:
    """Everything that follows from the last day of the data."""
    calendar = seasons.days(until)
    month_start = seasons.day_number(until.replace(day=1))
    last_day = np.array(
        [month_start - 1 if code in SILENT else len(calendar) - 1 for code in UNIVERSITIES]
    )
    joined = np.array([seasons.day_number(JOINED[code]) for code in UNIVERSITIES])
    last_day[last_day < joined] = NEVER
    countries = {row["code"]: row["country"] for row in reference.rows("universities")}
    work = np.array(
        [
            seasons.work(calendar, countries[code], closed_in_july=code == seasons.CLOSED_IN_JULY)
            for code in UNIVERSITIES
        ]
    )
    numbers = np.arange(len(calendar))
    work *= numbers <= last_day[:, np.newaxis]
    enrolment = seasons.Clock.of(
        work * (numbers >= joined[:, np.newaxis]) * seasons.demand(calendar)
    )
    subdivisions = sorted([*municipalities(), *EIGHTH_SUBDIVISIONS])
    rate = np.array([RATES[code] for code in UNIVERSITIES]) * enrolment.total()
    share = rate[:, np.newaxis] * np.array(
        [_destinations(code, countries[code], subdivisions) for code in UNIVERSITIES]
    )
    edges, places = _places(subdivisions)
    return Plan(
        calendar, last_day, seasons.Clock.of(work), enrolment, share.ravel(),
        lookup(subdivisions), edges, places,
    )  # fmt: skip


def _destinations(university: str, home: str, subdivisions: list[str]) -> list[float]:
    """The university's share in each of `subdivisions`."""
    abroad = ABROAD.get(university, {})
    by_country = {home: 1.0 - sum(abroad.values()), **abroad}
    shares = {
        subdivision: part * within
        for country, part in by_country.items()
        for subdivision, within in _within(university, country).items()
    }
    return [shares.get(subdivision, 0.0) for subdivision in subdivisions]


def _places(subdivisions: list[str]) -> tuple[Floats, Objects]:
    """`Plan.place_edges` and `Plan.places`. Larger places weigh more, by the square root."""
    edges: list[float] = []
    places: list[tuple[str, float, float]] = []
    for number, subdivision in enumerate(subdivisions):
        known = municipalities().get(subdivision, [])
        weights = np.cumsum([place[3] ** 0.5 for place in known])
        edges += [number + weight / weights[-1] for weight in weights]
        places += [place[:3] for place in known]
    return np.array(edges), lookup(places)
