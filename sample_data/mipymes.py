"""The MiPymes: who they are, where, and how far each has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.random import Generator

from sample_data.draws import NEVER, Booleans, Floats, Integers, Objects, blank, choose, lookup
from sample_data.names import invented_names
from sample_data.plan import UNIVERSITIES, Plan
from sample_data.seasons import Term

SIZES = {"micro": 0.80, "pequena": 0.115, "mediana": 0.025, "organizacion": 0.06}
SECTORS = {
    "G": 0.30, "I": 0.20, "C": 0.17, "S": 0.09, "A": 0.07, "J": 0.04, "M": 0.03, "P": 0.025,
    "Q": 0.02, "R": 0.02, "H": 0.015, "F": 0.012, "N": 0.01, "L": 0.004, "E": 0.003, "K": 0.001,
}  # fmt: skip
GENDERS = {"mujer": 0.55, "hombre": 0.435, "otro": 0.015}
CHANNELS = ("remota", "mixta", "presencial")

MISSING = {
    "size": 0.04, "sector": 0.06, "owner_gender": 0.10, "rural": 0.15, "channel": 0.03,
    "subdivision": 0.01, "municipality": 0.06, "point": 0.05, "diagnosed_on": 0.015,
}  # fmt: skip
"""What part of the MiPymes lacks each field. Without a subdivision the place is missing too."""

LAGS = {
    "diagnosed": (2.0, 2.5), "started": (2.2, 3.0), "concluded": (9.0, 7.0), "dropped": (1.6, 9.0),
    "closed": (1.5, 14.0),
}  # fmt: skip
"""Working days from one stage to the next: shape and scale of a gamma distribution."""

DROPS = {"nowhere": 0.878, "enrolled": 0.036, "diagnosed": 0.032, "started": 0.054}
"""From which stage a MiPyme will drop out."""
STALLED = {"enrolled": 0.05, "diagnosed": 0.04}
"""What part never gets beyond a stage, without having left."""
CLOSED = {"dropped": 0.42, "concluded": 0.12}
"""What part of those closes for good afterwards."""

STAGES = ("enrolled", "diagnosed", "started", "concluded", "dropped", "closed")


@dataclass(frozen=True)
class Batch:
    """Some MiPymes, one place an array each. Days are numbers, `NEVER` where they have not come;
    universities, destinations and cohorts are indices (`UNIVERSITIES`, `Plan.subdivisions`,
    the terms)."""

    ids: Integers
    university: Integers
    destination: Integers
    cohort: Integers
    size: Integers
    day: Mapping[str, Integers]
    """Stage of `STAGES` → day."""

    def country(self, plan: Plan) -> Sequence[str]:
        """The country of each."""
        return [code[:2] for code in plan.subdivisions[self.destination]]


def draw(
    rng: Generator, plan: Plan, terms: Sequence[Term], *, first: int, size: int, total: int
) -> Batch:
    """MiPymes number `first` to `first + size - 1` of `total`, in the order they enrolled."""
    ids = np.arange(first, first + size)
    university, destination = plan.destination(rng, size)
    quantile = (ids - 1 + rng.random(size)) / total
    enrolled = plan.enrolment.day(university, quantile * plan.enrolment.total()[university])
    day = _stages(rng, plan, university, enrolled)
    return Batch(
        ids, university, destination, _cohorts(rng, plan, terms, university, enrolled),
        choose(rng, list(SIZES.values()), size), day,
    )  # fmt: skip


def _stages(
    rng: Generator, plan: Plan, university: Integers, enrolled: Integers
) -> dict[str, Integers]:
    """The day of each stage. Amounts of work, not days, are added up, so that nothing happens
    on a holiday and the order of the stages holds by itself."""
    size = len(enrolled)
    amount = {"enrolled": plan.clock.amount(university, enrolled, rng.random(size))}
    drop = np.array(list(DROPS))[choose(rng, list(DROPS.values()), size)]
    for stage, before in (("diagnosed", "enrolled"), ("started", "diagnosed")):
        lag = rng.gamma(*LAGS[stage], size)
        ends = (drop == before) | (rng.random(size) < STALLED[before])
        amount[stage] = np.where(ends, np.inf, amount[before] + lag)
    lag = rng.gamma(*LAGS["concluded"], size)
    amount["concluded"] = np.where(drop == "started", np.inf, amount["started"] + lag)
    reached = np.select([drop == stage for stage in DROPS], [np.inf, *list(amount.values())[:3]])
    amount["dropped"] = reached + rng.gamma(*LAGS["dropped"], size)
    chance = rng.random(size)
    ended = np.where(chance < CLOSED["dropped"], amount["dropped"], np.inf)
    ended = np.where(chance < CLOSED["concluded"], np.minimum(ended, amount["concluded"]), ended)
    amount["closed"] = ended + rng.gamma(*LAGS["closed"], size)
    day = {stage: plan.clock.day(university, amount[stage]) for stage in STAGES[1:]}
    unrecorded = (day["started"] != NEVER) & (rng.random(size) < MISSING["diagnosed_on"])
    day["diagnosed"] = np.where(unrecorded, NEVER, day["diagnosed"])
    return {"enrolled": enrolled, **day}


def _cohorts(
    rng: Generator, plan: Plan, terms: Sequence[Term], university: Integers, enrolled: Integers
) -> Integers:
    """The term in which, or before which, each enrolled. In the first one only the binational
    start was a cohort: it took most of Valparaíso's MiPymes and some of Azcapotzalco's."""
    first_day = plan.calendar[0]
    ends = [(term.ends_on - first_day).days for term in terms]
    cohort = np.searchsorted(ends, enrolled, side="left")
    binational = np.array([{"uam-a": 0.30, "uv": 0.97}.get(code, 0.0) for code in UNIVERSITIES])
    outside = (cohort == 0) & (rng.random(len(enrolled)) >= binational[university])
    return np.where(outside | (cohort == len(terms)), NEVER, cohort)


def table(
    rng: Generator, plan: Plan, terms: Sequence[Term], batch: Batch, numbering: Integers
) -> dict[str, Any]:
    """The columns of table ``mipyme`` but ``submission``. `numbering` counts the MiPymes of each
    university so far and is moved on."""
    size = len(batch.ids)
    sector = choose(rng, list(SECTORS.values()), size)
    nowhere = rng.random(size) < MISSING["subdivision"]
    place = np.where(
        nowhere | (rng.random(size) < MISSING["municipality"]),
        NEVER,
        plan.place(rng, batch.destination),
    )
    agriculture = sector == list(SECTORS).index("A")
    rural = (rng.random(size) < np.where(agriculture, 0.65, 0.16)).astype(np.int64)
    iso = lookup(day.isoformat() for day in plan.calendar)
    stages = {f"{stage}_on": iso[batch.day[stage]] for stage in STAGES}
    lat, lon = _points(rng, plan, place)
    return {
        "id": batch.ids,
        "university": lookup(UNIVERSITIES)[batch.university],
        "external_id": _external_ids(batch.university, numbering),
        "cohort": lookup(term.code for term in terms)[batch.cohort],
        "name": invented_names(rng, batch.ids, np.array(list(SECTORS))[sector], batch.size == 3),
        "size": _some(rng, "size", lookup(SIZES)[batch.size]),
        "sector": _some(rng, "sector", lookup(SECTORS)[sector]),
        "country": batch.country(plan),
        "subdivision": blank(plan.subdivisions[batch.destination], nowhere),
        "municipality": lookup(name for name, _, _ in plan.places[:-1])[place],
        "lat": lat,
        "lon": lon,
        "owner_gender": _some(
            rng, "owner_gender", lookup(GENDERS)[choose(rng, list(GENDERS.values()), size)]
        ),
        "rural": _some(rng, "rural", rural),
        "channel": _some(rng, "channel", _channels(rng, plan.calendar, batch.day["enrolled"])),
        **stages,
    }


def _some(rng: Generator, field: str, values: Any) -> Objects:
    """`values` with as many missing as `MISSING` says."""
    return blank(values, rng.random(len(values)) < MISSING[field])


def _external_ids(university: Integers, numbering: Integers) -> Objects:
    """Each university's own running number, ``UAM-A-00001``."""
    ids = np.empty(len(university), dtype=object)
    for number, code in enumerate(UNIVERSITIES):
        mine = np.flatnonzero(university == number)
        first = int(numbering[number]) + 1
        ids[mine] = [f"{code.upper()}-{count:05d}" for count in range(first, first + len(mine))]
        numbering[number] += len(mine)
    return ids


def _points(rng: Generator, plan: Plan, place: Integers) -> tuple[Objects, Objects]:
    """Latitude and longitude: the place's, moved by up to about three kilometres for most."""
    size = len(place)
    missing: Booleans = (place == NEVER) | (rng.random(size) < MISSING["point"])
    moved = rng.random(size) < 0.85
    points: list[Objects] = []
    for coordinate in (1, 2):
        known: Floats = np.array([row[coordinate] for row in plan.places[:-1]] + [0.0])
        shift = np.where(moved, rng.uniform(-0.025, 0.025, size), 0.0)
        points.append(blank(np.round(known[place] + shift, 4), missing))
    return points[0], points[1]


def _channels(rng: Generator, calendar: list[date], enrolled: Integers) -> Objects:
    """Remote while the schools were closed; mixed and in person more and more after that."""
    first, last = date(2021, 6, 1), date(2022, 6, 1)
    course = [(first - calendar[0]).days, (last - calendar[0]).days]
    remote = np.interp(enrolled, course, [0.90, 0.35])
    mixed = remote + np.interp(enrolled, course, [0.08, 0.45])
    chance = rng.random(len(enrolled))
    return lookup(CHANNELS)[(chance >= remote).astype(int) + (chance >= mixed)]
