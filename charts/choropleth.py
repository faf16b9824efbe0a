"""Maps of places in classes: the plot that countries and subdivisions share.

Shapes come projected, in pixels, and Vega-Lite draws them as they are (``identity``), so that
several maps, the swatches of the legend and the lines to labels are one drawing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from charts import geography, map_labels, map_shapes, text, vega
from charts.caption import Caption
from charts.classes import Classes
from charts.edition import Edition
from charts.map_labels import Wanted
from charts.map_legend import legend
from charts.map_shapes import Box, Shapes
from charts.sizes import Size
from charts.tokens import Tokens
from charts.vega import Label, Layer, Padding

_PIXELS = {"type": "identity", "scale": 1, "translate": [0, 0]}
_APART = 14
"""Pixels between several maps."""


def credited(said: Caption, edition: Edition) -> Caption:
    """The caption of a map, which names where its boundaries come from."""
    credit = edition._("Boundaries: {credit}.").format(credit=geography.CREDIT)
    return replace(said, source=f"{said.source} {credit}")


@dataclass(frozen=True)
class Place:
    """A country or subdivision and its words."""

    code: str
    name: str
    value: int | None
    """None: nobody knows."""
    label: str
    """The value in words."""
    tooltip: str


@dataclass(frozen=True)
class Map:
    """One view with the places that it speaks of; what else it shows is background."""

    view: str
    places: list[Place]
    named: int = 0
    """How many places are named on it, most first."""
    heading: tuple[str, str] = ("", "")
    """Name and value above it, where there are several maps."""


def plot(
    maps: Sequence[Map],
    scale: Classes,
    edition: Edition,
    tokens: Tokens,
    width: float,
    height: float,
    size: Size,
) -> dict[str, Any]:
    """The maps side by side under one legend, as a Vega-Lite dictionary of exactly `width` ×
    `height`."""
    swatches, strokes, labels, top = legend(scale, edition, tokens, width, size)
    if sum(len(one.places) for one in maps) == 1:  # a single place says its number itself
        swatches, strokes, labels, top = [], [], [], 0.0
    land: list[dict[str, Any]] = []
    places: list[dict[str, Any]] = []
    for one, cell in zip(maps, cells(maps, Box(0, top, width, height - top), size), strict=True):
        alone = not one.heading[0]
        if not alone:
            labels += _heading(one.heading, cell, tokens, size)
            cell = _below_heading(cell, size)
        seen = map_shapes.shapes(one.view, cell, around=alone)
        spoken = {place.code for place in one.places}
        rest = [areas for code, areas in seen.areas.items() if code not in spoken]
        land += [map_shapes.polygons(areas) for areas in [*seen.around, *rest] if areas]
        places += [_shape(place, seen, scale, tokens) for place in one.places]
        strokes += [
            map_shapes.lines(map_shapes.hatching(seen.areas[place.code]), stroke=tokens.map_line)
            for place in one.places
            if place.value is None
        ]
        if seen.inset:
            strokes.append(map_shapes.lines([seen.inset], stroke=tokens.map_line))
        written = _named(one, seen, scale, tokens, (width, height, size.small), top)
        labels += written.labels
        strokes.append(map_shapes.lines(written.lines, stroke=tokens.ink_soft))
    # Places without a shade come last: white borders do not cover their grey ones.
    places.sort(key=lambda shape: shape["stroke"] == tokens.map_line)
    background = {"fill": tokens.map_land, "stroke": tokens.background, "strokeWidth": 0.7}
    layers = [
        _layer(land, {"aria": False, **background}, {}),
        _layer(places, {"strokeWidth": 0.7}, {**_FILL, "description": {"field": "tooltip"}}),
        _layer(swatches, {"aria": False, "strokeWidth": 0.7}, _FILL),
        _layer(strokes, {"aria": False, "filled": False, "strokeWidth": 0.8}, _STROKE),
    ]
    return vega.spec(layers, labels, width, height, Padding())


_STROKE = {"stroke": {"field": "stroke", "type": "nominal", "scale": None}}
_FILL = {"fill": {"field": "fill", "type": "nominal", "scale": None}, **_STROKE}


def _layer(features: list[dict[str, Any]], mark: dict[str, Any], encoding: dict[str, Any]) -> Layer:
    return {
        "data": {"values": features},
        "projection": _PIXELS,
        "mark": {"type": "geoshape", "clip": False, **mark},
        "encoding": encoding,
    }


def _shape(place: Place, seen: Shapes, scale: Classes, tokens: Tokens) -> dict[str, Any]:
    kind = scale.of(place.value)
    return map_shapes.polygons(
        seen.areas[place.code],
        name=place.name,
        value=place.value,
        tooltip=place.tooltip,
        fill=scale.fill(kind, tokens),
        stroke=scale.border(kind, tokens),
    )


def _named(
    one: Map,
    seen: Shapes,
    scale: Classes,
    tokens: Tokens,
    room: tuple[float, float, float],
    top: float,
) -> map_labels.Written:
    """The names and values of the leading places, where they fit below `top`, which is the
    legend's; of equals all or none."""
    values = sorted((place.value or 0 for place in one.places), reverse=True)
    least = [*values, *[0] * (one.named + 1)][one.named]
    wanted = []
    for index in sorted(range(len(values)), key=lambda index: -(one.places[index].value or 0)):
        place = one.places[index]
        if (place.value or 0) <= least:
            break
        fill = scale.fill(scale.of(place.value), tokens)
        inside = tokens.on(fill)
        wanted.append(Wanted(index, seen.anchors[place.code], place.name, place.label, inside))
    areas = [seen.areas[place.code] for place in one.places]
    return map_labels.write(wanted, areas, *room, tokens.ink, top)


def cells(maps: Sequence[Map], box: Box, size: Size) -> list[Box]:
    """A cell for each map, in rows: of the numbers of columns that leave headings room the one
    at which the maps are the largest."""
    if len(maps) == 1:
        return [box]
    views = [geography.view(one.view) for one in maps]
    shapes = [geography.aspect(list(view.shapes.values())) for view in views]
    heading = text.widest([" ".join(one.heading) for one in maps], size.text, text.BOLD)
    most = max(int((box.width + _APART) // (heading + size.text + _APART)), 1)

    def small(columns: int) -> float:
        """How much smaller the maps are than the box; by logarithms, so that all count alike."""
        wide, high = _cell(len(views), columns, box)
        high = max(high - _heading_height(size), 1.0)
        return -sum(math.log(min(wide, high / shape)) for shape in shapes)

    columns = min(range(1, min(len(views), most) + 1), key=small, default=1)
    wide, high = _cell(len(views), columns, box)
    return [
        Box(
            box.left + index % columns * (wide + _APART),
            box.top + index // columns * (high + _APART),
            wide,
            high,
        )
        for index in range(len(views))
    ]


def _cell(count: int, columns: int, box: Box) -> tuple[float, float]:
    rows = -(-count // columns)
    wide = (box.width - (columns - 1) * _APART) / columns
    return wide, (box.height - (rows - 1) * _APART) / rows


def _heading_height(size: Size) -> float:
    return size.text * 1.7


def _below_heading(cell: Box, size: Size) -> Box:
    over = _heading_height(size)
    return Box(cell.left, cell.top + over, cell.width, cell.height - over)


def _heading(words: tuple[str, str], cell: Box, tokens: Tokens, size: Size) -> list[Label]:
    """Name and value of a whole map, at the upper left of its cell."""
    base = cell.top + size.text
    value_width = text.width(words[1], size.text, text.BOLD) + size.text * 0.4
    name = text.cut(words[0], cell.width - value_width, size.text, text.SEMIBOLD)
    first = Label(cell.left, base, name, size.text, text.SEMIBOLD, tokens.ink)
    after = first.right + size.text * 0.4
    return [first, Label(after, base, words[1], size.text, text.BOLD, tokens.ink)]
