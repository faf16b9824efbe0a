"""What the work with the MiPymes brought: scores, sales and platforms, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator

from data_access import codes
from sample_data.draws import Booleans, Floats, Integers, blank, lookup
from sample_data.mipymes import Batch
from sample_data.plan import Plan

SCORES = {
    "digital_visibility": (31.0, 19.0),
    "technological_competence": (38.0, 14.0),
    "commercial_network": (35.0, 11.0),
}
"""Average score at the start, and average gain of those who conclude."""
SIZE_BONUS = (0.0, 6.0, 13.0, 3.0)
"""What a size (in the order of `mipymes.SIZES`) scores above micro at the start."""

ASSESSED = {"inicial": 0.93, "final": 0.76}
"""What part of the diagnosed, and of the concluded, was assessed."""
SALES_MISSING = 0.30

CURRENCIES = {
    "MX": ("MXN", 18_000), "BO": ("BOB", 6_500), "CL": ("CLP", 850_000), "CO": ("COP", 3_600_000),
    "EC": ("USD", 950), "PE": ("PEN", 3_400), "PY": ("PYG", 6_800_000), "GT": ("GTQ", 7_500),
}  # fmt: skip
"""Country → currency, and the middle of a micro-enterprise's monthly sales in it."""
SALES_OF_SIZE = (1.0, 6.0, 28.0, 2.0)

PLATFORM_SHARES = {
    "sitio_web": (0.14, 0.22), "facebook": (0.60, 0.62), "instagram": (0.33, 0.48),
    "whatsapp": (0.52, 0.66), "google": (0.15, 0.52), "tienda": (0.06, 0.17),
    "tiktok": (0.05, 0.11),
}  # fmt: skip
"""What part is there at the start, and what part of the others has joined by the end."""
PLATFORM_LOST = 0.03


@dataclass(frozen=True)
class Outcomes:
    """Columns of the tables ``assessment`` and ``platform_presence`` for one batch."""

    assessment: dict[str, Any]
    platform_presence: dict[str, Any]


def draw(rng: Generator, plan: Plan, batch: Batch) -> Outcomes:
    """Initial outcomes of most diagnosed MiPymes and final ones of most concluded."""
    size = len(batch.ids)
    assessed = {
        "inicial": (batch.day["diagnosed"] >= 0) & (rng.random(size) < ASSESSED["inicial"]),
        "final": (batch.day["concluded"] >= 0) & (rng.random(size) < ASSESSED["final"]),
    }
    ability = rng.normal(size=size)
    effect = rng.normal(1.0, 0.55, size)
    scores = _scores(rng, batch, ability, effect)
    sales = _sales(rng, plan, batch, effect)
    currency = lookup(CURRENCIES[code][0] for code in CURRENCIES)
    country = _country_numbers(plan, batch)
    iso = lookup(day.isoformat() for day in plan.calendar)
    days = {"inicial": batch.day["diagnosed"], "final": batch.day["concluded"]}
    parts: list[dict[str, Any]] = []
    for moment, chosen in assessed.items():
        rows = np.flatnonzero(chosen)
        unsaid = rng.random(len(rows)) < SALES_MISSING
        parts.append(
            {
                "mipyme": batch.ids[rows],
                "moment": np.full(len(rows), moment, dtype=object),
                "assessed_on": iso[days[moment][rows]],
                **{name: values[moment][rows] for name, values in scores.items()},
                "sales": blank(sales[moment][rows], unsaid),
                "currency": blank(currency[country[rows]], unsaid),
            }
        )
    return Outcomes(_joined(parts), _platforms(rng, batch, ability, assessed))


def _country_numbers(plan: Plan, batch: Batch) -> Integers:
    """The place of each MiPyme's country in `CURRENCIES`."""
    order = {code: number for number, code in enumerate(CURRENCIES)}
    by_destination = np.array([order[code[:2]] for code in plan.subdivisions[:-1]])
    return by_destination[batch.destination]


def _scores(
    rng: Generator, batch: Batch, ability: Floats, effect: Floats
) -> dict[str, dict[str, Floats]]:
    """Score → moment → values from 0 to 100, one decimal. Most rise, some fall."""
    size = len(batch.ids)
    bonus = np.array(SIZE_BONUS)[batch.size]
    scores: dict[str, dict[str, Floats]] = {}
    for name, (start, gain) in SCORES.items():
        initial = start + bonus + 9.0 * ability + rng.normal(0.0, 9.0, size)
        final = initial + gain * effect + rng.normal(0.0, 6.0, size)
        scores[name] = {
            "inicial": np.clip(initial, 0.0, 100.0).round(1),
            "final": np.clip(final, 0.0, 100.0).round(1),
        }
    return scores


def _sales(rng: Generator, plan: Plan, batch: Batch, effect: Floats) -> dict[str, Floats]:
    """Moment → monthly sales in the currency of the country, rounded as people say them."""
    size = len(batch.ids)
    middle = np.array([middle for _, middle in CURRENCIES.values()], dtype=float)
    typical = middle[_country_numbers(plan, batch)] * np.array(SALES_OF_SIZE)[batch.size]
    initial = typical * rng.lognormal(0.0, 0.8, size)
    unchanged = rng.random(size) < 0.12
    change = np.where(unchanged, 0.0, 0.16 * effect + rng.normal(0.0, 0.24, size))
    step = 10.0 ** np.floor(np.log10(typical) - 2.0)
    rounded = np.round(initial / step) * step
    final = np.where(unchanged, rounded, np.round(initial * np.exp(change) / step) * step)
    return {"inicial": np.round(rounded, 2), "final": np.round(final, 2)}


def _platforms(
    rng: Generator, batch: Batch, ability: Floats, assessed: dict[str, Booleans]
) -> dict[str, Any]:
    """A row per platform on which an assessed MiPyme is at that moment, or one that says none."""
    parts: list[dict[str, Any]] = []
    nowhere = {moment: there.copy() for moment, there in assessed.items()}
    reach = np.clip(1.0 + 0.25 * ability, 0.3, 1.7)
    for platform in codes.PLATFORMS:
        share, gain = PLATFORM_SHARES[platform]
        before = rng.random(len(batch.ids)) < share * reach
        chance = rng.random(len(batch.ids))
        after = np.where(before, chance >= PLATFORM_LOST, chance < gain * reach)
        for moment, there in (("inicial", before), ("final", after)):
            nowhere[moment] &= ~there
            parts.append(_presence(batch, there & assessed[moment], moment, platform))
    parts += [_presence(batch, none, moment, codes.NOWHERE) for moment, none in nowhere.items()]
    return _joined(parts)


def _presence(batch: Batch, there: Booleans, moment: str, platform: str) -> dict[str, Any]:
    """Rows that say so of the MiPymes that are `there`."""
    ids = batch.ids[there]
    return {
        "mipyme": ids,
        "moment": np.full(len(ids), moment, dtype=object),
        "platform": np.full(len(ids), platform, dtype=object),
    }


def _joined(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """The parts one below the other, in the order of the MiPymes."""
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.argsort(joined["mipyme"], kind="stable")
    return {name: values[order] for name, values in joined.items()}
