"""What the interactive map shows upon its shades: towns, universities, and the lines between a
university and the places where it attends MiPymes."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts import geography, municipalities
from charts.edition import Edition
from charts.geography import Point
from charts.measures import Shading
from data_access.records import Context

_TOUCHING = 3.5
"""Degrees between names one above the other, on a map of all Latin America."""


@dataclass(frozen=True)
class Dot:
    """A town or a university."""

    at: Point
    count: int
    words: str
    name: str = ""
    """Written beside it, on its right or its left."""
    left: bool = False
    code: str = ""
    """The country or subdivision it lies in, to which choosing it leads."""
    town: str = ""
    """The municipality it is; '' of a university."""


@dataclass(frozen=True)
class Link:
    """From a university to a place where it attends MiPymes."""

    start: Point
    end: Point
    count: int
    words: str


@dataclass(frozen=True)
class Atlas:
    """One interactive map."""

    view: str
    """`geography.AMERICA` or a country."""
    shading: Shading
    towns: tuple[Dot, ...] = ()
    universities: tuple[Dot, ...] = ()
    links: tuple[Link, ...] = ()
    focus: str = ""
    """A subdivision to frame instead of the whole view."""


def towns(frame: pd.DataFrame, context: Context, edition: Edition) -> tuple[Dot, ...]:
    """The municipalities of `municipalities.supported` that have a name, a point and enough
    MiPymes to be shown, the largest first: small ones are drawn over them."""
    return tuple(
        Dot(
            (row["lon"], row["lat"]),
            row["supported"],
            f"{row['municipality']}, "
            f"{context.names.get(row['subdivision'], row['subdivision'])}\n"
            f"{_counted(row['supported'], edition)}",
            code=row["subdivision"],
            town=row["municipality"],
        )
        for row in _known(municipalities.named(frame))
    )


def universities(
    places: pd.DataFrame, reach: pd.DataFrame, view: str, edition: Edition
) -> tuple[Dot, ...]:
    """The universities of `universities.places`, with what `universities.reach` says of each.
    Choosing one leads to the place of the view it lies in: it covers small ones."""
    level = "country" if view == geography.AMERICA else "subdivision"
    counts = reach.groupby("university")["supported"].sum().to_dict()
    known = _known(places)
    return tuple(
        Dot(
            (row["lon"], row["lat"]),
            counts.get(row["code"], 0),
            f"{row['name']}\n{_counted(counts.get(row['code'], 0), edition)}",
            name=row["short"],
            left=any(_under(row, other) for other in known),
            code=row[level] or "",
        )
        for row in known
    )


def _under(row: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether a university lies so little south of another that their names would touch."""
    down, across = other["lat"] - row["lat"], other["lon"] - row["lon"]
    return 0 < down < _TOUCHING and abs(across) < 2 * _TOUCHING


def links(
    places: pd.DataFrame, reach: pd.DataFrame, view: str, context: Context, edition: Edition
) -> tuple[Link, ...]:
    """A line from each university to the places of the view where it attends MiPymes; on the map
    of all countries only to countries other than its own."""
    shapes = geography.geojson(view)["features"]
    anchors: dict[str, Point] = {s["id"]: tuple(s["properties"]["anchor"]) for s in shapes}
    whole = view == geography.AMERICA
    level = "country" if whole else "subdivision"
    homes = {home["code"]: home for home in _known(places)}
    counts: Counter[tuple[str, str]] = Counter()
    for row in reach.to_dict("records"):
        counts[row["university"], row[level]] += row["supported"]
    found = []
    for (university, place), count in counts.items():
        home = homes.get(university)
        if home is None or place not in anchors or (whole and home["country"] == place):
            continue
        name = edition.country_name(place, context) if whole else context.names.get(place, place)
        words = f"{home['short']} → {name}\n{_counted(count, edition)}"
        found.append(Link((home["lon"], home["lat"]), anchors[place], count, words))
    return tuple(sorted(found, key=lambda link: -link.count))


def _known(places: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of places with a point."""
    known = places.dropna(subset=["lat", "lon"])
    return [{str(name): cell for name, cell in row.items()} for row in known.to_dict("records")]


def _counted(count: int, edition: Edition) -> str:
    message = edition.ngettext("{count} supported MiPyme", "{count} supported MiPymes", count)
    return message.format(count=edition.number(count))


def frame(atlas: Atlas) -> tuple[float, float, float, float]:
    """West, south, east, north of what the map shows."""
    if not atlas.focus:
        return geography.view(atlas.view).frame
    shapes = {shape["id"]: shape for shape in geography.geojson(atlas.view)["features"]}
    points = [point for area in shapes[atlas.focus]["geometry"]["coordinates"] for point in area[0]]
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def camera(
    box: tuple[float, float, float, float], width: float, height: float
) -> tuple[float, float, float]:
    """Longitude, latitude and zoom at which a box of degrees fills a window of pixels (Web
    Mercator, 512 pixels around the world at zoom 0)."""
    west, south, east, north = box
    top, bottom = mercator(north), mercator(south)
    across, down = max((east - west) / 360, 1e-4), max(top - bottom, 1e-4)
    zoom = math.log2(min(width / (512 * across), height / (512 * down)))
    middle = (top + bottom) / 2
    latitude = math.degrees(2 * math.atan(math.exp(2 * math.pi * middle)) - math.pi / 2)
    return (west + east) / 2, latitude, zoom


def mercator(latitude: float) -> float:
    """How far north, in parts of the way around the world."""
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) / (2 * math.pi)
