"""What the interactive map can shade its places by.

Not MiPymes per inhabitant or per business: the database counts neither, and a denominator from
elsewhere would rank places by how their census defines a business.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts import countries, map_rows
from charts.choropleth import Place
from charts.classes import Classes, classes, even_limits, steps
from charts.edition import Edition
from charts.map_countries import places as country_places
from charts.ranking import share_of_goal
from data_access.codes import SCORES
from data_access.records import FigureData
from texts import mark

LEAST_PAIRS = 10
"""Of fewer MiPymes measured twice a mean says little, and a map would rank it beside others."""
_GOAL_LIMITS = (0, 50, 75, 100)

SUPPORTED, GOAL = "apoyadas", "meta"
NAMES = {
    SUPPORTED: mark("Supported MiPymes"),
    GOAL: mark("Progress toward the goal"),
    **SCORES,
}
"""Measure → its name; a score stands for its change."""


@dataclass(frozen=True)
class Shade:
    """A place on the interactive map: its class, and what is said where it is pointed at."""

    code: str
    kind: int
    words: str


@dataclass(frozen=True)
class Shading:
    """A measure over the places of a view."""

    shades: list[Shade]
    scale: Classes
    note: str = ""


def supported(data: FigureData, edition: Edition) -> Shading:
    """How many MiPymes are supported; `data` of ``mapa-paises`` or ``mapa-estados``."""
    rows = _places(data, edition)
    scale = classes([place.value for place in rows])
    shades = [Shade(place.code, scale.of(place.value), _counted(place, edition)) for place in rows]
    return Shading(shades, scale)


def _places(data: FigureData, edition: Edition) -> list[Place]:
    if "has_university" in data.frame:
        return country_places(data, edition)
    return [place for one in map_rows.countries(data, edition) for place in one.places]


def _counted(place: Place, edition: Edition) -> str:
    if place.value is None:
        message = edition._("nothing reported")
        return f"{place.name}\n{message}"
    message = edition.ngettext("{count} supported MiPyme", "{count} supported MiPymes", place.value)
    return f"{place.name}\n{message.format(count=place.label)}"


def has_goals(data: FigureData, edition: Edition) -> bool:
    """Whether a country of ``mapa-paises`` has a goal of its own."""
    return any(row.goal for row in countries.countries(data, edition))


def goals(data: FigureData, edition: Edition) -> Shading:
    """How far the countries are toward their own goals; `data` of ``mapa-paises``."""
    rows = countries.countries(data, edition)
    shares = [
        row.supported / row.goal if row.goal and row.supported is not None else None for row in rows
    ]
    values = [None if share is None else share * 100 for share in shares]
    without = edition._("without a goal of its own")
    scale = steps(values, _GOAL_LIMITS, percent=True, unknown=without)
    shades = [
        Shade(
            row.code,
            scale.of(value),
            f"{row.name}\n{_reached(row, edition) or without}",
        )
        for row, value in zip(rows, values, strict=True)
    ]
    return Shading(shades, scale)


def _reached(row: countries.Country, edition: Edition) -> str:
    """``75 % de su meta de 1400``; empty without a goal or a report."""
    if not row.goal or row.supported is None:
        return ""
    return share_of_goal(row.supported, row.goal, edition)


def change(score: str, frame: pd.DataFrame, data: FigureData, edition: Edition) -> Shading:
    """By how many points a score changed on average, from the frame of `outcomes.change` by the
    places of `data`; a place with less than `LEAST_PAIRS` has no shade."""
    _ = edition._
    pairs = {
        row["code"]: row
        for row in frame.to_dict("records")
        if row["code"] and row[f"{score}_n"] >= LEAST_PAIRS
    }
    rows = _places(data, edition)
    values = [
        pairs[place.code][f"{score}_final"] - pairs[place.code][f"{score}_initial"]
        if place.code in pairs
        else None
        for place in rows
    ]
    few = _("fewer than {count} measured twice").format(count=edition.number(LEAST_PAIRS))
    scale = steps(values, even_limits(values), unknown=few)
    shades = []
    for place, value in zip(rows, values, strict=True):
        said = few if value is None else _changed(pairs[place.code], score, value, edition)
        shades.append(Shade(place.code, scale.of(value), f"{place.name}\n{said}"))
    note = _(
        "Mean change in points of 100, of the MiPymes measured at both moments. A change is not an "
        "effect of the programme."
    )
    return Shading(shades, scale, note)


def _changed(row: dict, score: str, value: float, edition: Edition) -> str:
    """``+12,3 puntos: de 41 a 53,3 (n = 25)``."""
    change = edition.number(value, 1)
    return edition._("{change} points: from {initial} to {final} (n = {n})").format(
        change=f"+{change}" if value > 0 else change,
        initial=edition.number(row[f"{score}_initial"], 1),
        final=edition.number(row[f"{score}_final"], 1),
        n=edition.number(row[f"{score}_n"]),
    )
