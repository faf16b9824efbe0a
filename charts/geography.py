"""Boundaries and how they come onto a flat page: equal-area, so that a large country does not
look larger than it is beside its neighbours."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

BOUNDARIES = Path(__file__).parent / "assets" / "boundaries"
"""GeoJSON, a file per view; what is in it says charts/assets/build_boundaries.py."""

AMERICA = "america"
"""The view of all Latin America; the others are named by their country."""
CREDIT = "Natural Earth"

INSETS = {"EC-W": 7.5}
"""Islands too far away to frame with the rest, and the degrees a map moves them to the east."""

Point = tuple[float, float]
Ring = list[Point]
Area = list[Ring]
"""One polygon: its outline, then its holes."""


@dataclass(frozen=True)
class Shape:
    """A country or subdivision: its polygons and a point inside the largest of them."""

    code: str
    areas: list[Area]
    anchor: Point


@dataclass(frozen=True)
class View:
    """What a map shows, in degrees: its `shapes`, and the land `around` them."""

    frame: tuple[float, float, float, float]
    """West, south, east, north."""
    shapes: dict[str, Shape]
    around: list[Shape]


@cache
def geojson(name: str) -> dict[str, Any]:
    """The file of a view; not to be changed."""
    found: dict[str, Any] = json.loads((BOUNDARIES / f"{name}.json").read_text(encoding="utf-8"))
    return found


@cache
def countries() -> frozenset[str]:
    """The countries whose subdivisions can be drawn."""
    return frozenset(path.stem for path in BOUNDARIES.glob("??.json"))


@cache
def view(name: str) -> View:
    """The view `name`: `AMERICA` or one of `countries`."""
    content = geojson(name)
    shapes = [_shape(feature) for feature in content["features"]]
    return View(
        frame=tuple(content["frame"]),
        shapes={shape.code: shape for shape in shapes},
        around=[_shape(feature) for feature in content["around"]],
    )


def _shape(feature: dict[str, Any]) -> Shape:
    east = INSETS.get(feature["id"], 0.0)
    areas = [
        [[(x + east, y) for x, y in ring] for ring in area]
        for area in feature["geometry"]["coordinates"]
    ]
    x, y = feature["properties"]["anchor"]
    return Shape(feature["id"], areas, (x + east, y))


Features = dict[str, dict[str, Any]]
"""Code → GeoJSON feature."""


def features(views: Sequence[str], codes: Collection[str]) -> tuple[Features, Features]:
    """For maps that are no projection of ours: the land that they do not speak of, and the
    features of `codes`. Several views lie in the one of all Latin America."""
    beside = geojson(views[0] if len(views) == 1 else AMERICA)
    shapes = {shape["id"]: shape for view in views for shape in geojson(view)["features"]}
    shapes |= {shape["id"]: shape for shape in beside["features"] if shape["id"] not in views}
    land = {shape["id"]: shape for shape in beside["around"]}
    land |= {code: shape for code, shape in shapes.items() if code not in codes}
    return land, {code: shapes[code] for code in sorted(codes)}


@dataclass(frozen=True)
class Projection:
    """Lambert's azimuthal equal-area projection, scaled and moved into a box of pixels."""

    longitude: float
    latitude: float
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def point(self, place: Point) -> Point:
        """A place in pixels; y grows to the south."""
        turned = math.radians(place[0] - self.longitude)
        middle, north = math.radians(self.latitude), math.radians(place[1])
        flat = math.cos(north) * math.cos(turned)
        stretch = math.sqrt(2 / (1 + math.sin(middle) * math.sin(north) + math.cos(middle) * flat))
        east = stretch * math.cos(north) * math.sin(turned)
        up = stretch * (math.cos(middle) * math.sin(north) - math.sin(middle) * flat)
        return self.x + self.scale * east, self.y - self.scale * up

    def areas(self, shape: Shape, apart: float) -> list[Area]:
        """The polygons of a shape in pixels, their points at least `apart`; what is too small
        for that is left out."""
        return [
            area
            for polygon in shape.areas
            if (area := [ring for line in polygon if len(ring := self._ring(line, apart)) > 3])
        ]

    def _ring(self, line: Ring, apart: float) -> Ring:
        found: Ring = []
        for place in line:
            x, y = self.point(place)
            if not found or abs(x - found[-1][0]) + abs(y - found[-1][1]) >= apart:
                found.append((round(x, 1), round(y, 1)))
        return [*found, found[0]] if found[0] != found[-1] else found


def fitted(
    shapes: list[Shape], left: float, top: float, width: float, height: float, *, side: float = 0.5
) -> Projection:
    """The projection that makes `shapes` as large as they fit into a box; `side` is where the
    room goes that they leave across: 0 at their right, 0.5 on both sides."""
    degrees = [point for shape in shapes for area in shape.areas for point in area[0]]
    west, east = min(x for x, _ in degrees), max(x for x, _ in degrees)
    south, north = min(y for _, y in degrees), max(y for _, y in degrees)
    middle = Projection((west + east) / 2, (south + north) / 2)
    points = [middle.point(place) for place in degrees]
    x0, x1 = min(x for x, _ in points), max(x for x, _ in points)
    y0, y1 = min(y for _, y in points), max(y for _, y in points)
    scale = min(width / (x1 - x0), height / (y1 - y0))
    return Projection(
        middle.longitude,
        middle.latitude,
        scale,
        left - scale * x0 + side * (width - scale * (x1 - x0)),
        top + height / 2 - scale * (y0 + y1) / 2,
    )


def aspect(shapes: list[Shape]) -> float:
    """Height of the shapes on a map over their width."""
    flat = fitted(shapes, 0.0, 0.0, 1.0, 1.0)
    points = [flat.point(p) for shape in shapes for area in shape.areas for p in area[0]]
    high = max(y for _, y in points) - min(y for _, y in points)
    return high / (max(x for x, _ in points) - min(x for x, _ in points))
