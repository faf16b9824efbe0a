"""The shapes of a map in pixels: projected, cut to their box, hatched, as GeoJSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from charts import geography
from charts.geography import Area, Point, Ring

_FINE, _COARSE = 0.3, 1.2
"""Pixels between points of an outline: on a map of its own, on one beside others."""
_VISIBLE = 5.0
"""A place narrower and lower than this many pixels gets a mark of that width."""
_MARGIN = 0.03
"""Free on each side of the places, as part of the box."""
_HATCH = 5.0
"""Pixels between the lines of a hatching, across and down."""


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.top + self.height

    @property
    def outline(self) -> Ring:
        """Its corners, closed."""
        (x0, y0), (x1, y1) = (self.left, self.top), (self.right, self.bottom)
        return [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]

    def grown(self, by: float) -> Box:
        """The box with `by` more on each side."""
        return Box(self.left - by, self.top - by, self.width + 2 * by, self.height + 2 * by)

    def within(self, other: Box) -> Box:
        """What of the box lies in another."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Box(left, top, right - left, bottom - top)


@dataclass(frozen=True)
class Shapes:
    """A view in a box: the areas of its places, their anchors, the land around them."""

    areas: dict[str, list[Area]]
    anchors: dict[str, Point]
    around: list[list[Area]]
    inset: Ring
    """Outline around islands that were moved; empty without any."""


@lru_cache(maxsize=128)
def shapes(view: str, box: Box, *, around: bool) -> Shapes:
    """The view as large as it fits into a box, with the land around it or without."""
    seen = geography.view(view)
    every = list(seen.shapes.values())
    inner = box.grown(-max(_MARGIN * min(box.width, box.height), _VISIBLE))
    onto = geography.fitted(
        every, inner.left, inner.top, inner.width, inner.height, side=0.5 if around else 0.0
    )
    apart = _FINE if around else _COARSE
    areas = {shape.code: onto.areas(shape, apart) for shape in every}
    anchors = {shape.code: onto.point(shape.anchor) for shape in every}
    moved = [area for code in geography.INSETS for area in areas.get(code, [])]
    return Shapes(
        areas={code: _seen(found, anchors[code]) for code, found in areas.items()},
        anchors=anchors,
        around=[_cut(onto.areas(shape, apart), box) for shape in _land(view) if around],
        inset=_bounds(moved).grown(_VISIBLE).outline if moved else [],
    )


def _land(view: str) -> list[geography.Shape]:
    """The land around a view, as far as any box reaches: a country's own file ends near it, and
    land that ends in the middle of the page would look like a border. Its own coarse outline is
    there too, so that no gap is left where it and the neighbours' differ from the fine one."""
    america = geography.view(geography.AMERICA)
    return [*america.around, *(america.shapes.values() if view != geography.AMERICA else ())]


def marked(view: str, longest: float) -> bool:
    """Whether a place of the view gets a mark where the longer side of its map is so many
    pixels."""
    areas = shapes(view, Box(0, 0, longest, longest), around=False).areas.values()
    return any(len(found) == 1 and _bounds(found).width == _VISIBLE for found in areas)


def _bounds(areas: Sequence[Area]) -> Box:
    points = [point for area in areas for point in area[0]]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    return Box(left, top, right - left, bottom - top)


def _seen(areas: list[Area], anchor: Point) -> list[Area]:
    """The areas of a place; with a mark where they are too small to be seen."""
    if areas:
        whole = _bounds(areas)
        if max(whole.width, whole.height) >= _VISIBLE:
            return areas
    (x, y), half = anchor, _VISIBLE / 2
    mark: Area = [[(x, y - half), (x + half, y), (x, y + half), (x - half, y), (x, y - half)]]
    return [mark]


def _cut(areas: list[Area], window: Box) -> list[Area]:
    """What of the outlines lies in a window (Sutherland and Hodgman)."""
    edges = (
        (0, window.left, 1), (0, window.right, -1), (1, window.top, 1), (1, window.bottom, -1)
    )  # fmt: skip
    found = []
    for area in areas:
        ring = area[0]
        for axis, edge, side in edges:
            ring = _half(ring, axis, edge, side)
        if len(ring) > 3:
            found.append([ring])
    return found


def _half(ring: Ring, axis: int, edge: float, side: int) -> Ring:
    """The ring on one side of a line across `axis` at `edge`, closed."""
    found: Ring = []
    for one, other in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        within, next_within = ((end[axis] - edge) * side >= 0 for end in (one, other))
        if within:
            found.append(one)
        if within != next_within:
            part = (edge - one[axis]) / (other[axis] - one[axis])
            x, y = (a + part * (b - a) for a, b in zip(one, other, strict=True))
            found.append((round(x, 1), round(y, 1)))
    return [*found, found[0]] if found and found[0] != found[-1] else found


def hatching(areas: list[Area]) -> list[list[Point]]:
    """Slanted lines over an area, so that it is told apart without colour."""
    found = []
    for area in areas:
        sums = [x + y for x, y in area[0]]
        at = (min(sums) // _HATCH + 1) * _HATCH
        while at < max(sums):
            crossed = sorted(
                x + (at - x - y) / (u + v - x - y) * (u - x)
                for ring in area
                for (x, y), (u, v) in pairwise(ring)
                if (x + y < at) != (u + v < at)
            )
            for start, end in zip(crossed[::2], crossed[1::2], strict=False):
                line = [(round(x, 1), round(at - x, 1)) for x in (start, end)]
                found.append(line)
            at += _HATCH
    return found


def polygons(areas: list[Area], **facts: Any) -> dict[str, Any]:
    """A feature with areas; `facts` stand beside its geometry, where Vega-Lite finds them."""
    return _feature("MultiPolygon", areas, facts)


def lines(found: list[list[Point]], **facts: Any) -> dict[str, Any]:
    """A feature with lines."""
    return _feature("MultiLineString", found, facts)


def _feature(kind: str, coordinates: Any, facts: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, **facts}
