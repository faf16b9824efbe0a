"""Small multiples: one curve a panel, each on its own scale from zero, over one common axis."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from charts import panel_words, vega
from charts.panel_words import Panel, Place, Points
from charts.sizes import Size
from charts.tokens import Tokens
from charts.vega import Layer, Padding

MOST = 9
"""More panels than this are too small to read."""
Ticks = Callable[[float, float], list[tuple[float, list[str]]]]
"""(width, size of the text) → places on the axis and their words in lines."""
Rows = list[dict[str, Any]]
_NARROWEST, _FLATTEST = 12, 1.9
"""Least width of a panel in text sizes, where the canvas has no height of its own; width by height
that suits a curve."""


@dataclass(frozen=True)
class Axis:
    """What all panels share."""

    first: float
    last: float
    ticks: Ticks


@dataclass(frozen=True)
class Grid:
    """How the panels stand, in pixels."""

    columns: int
    rows: int
    gap: float
    between: float
    """Between two rows."""
    heading: float
    bottom: float
    """Under the last row: the words of the axis."""
    wide: float
    tall: float
    """Of the curve's own room."""

    @property
    def height(self) -> float:
        """Of everything."""
        row = self.heading + self.tall
        return self.rows * row + (self.rows - 1) * self.between + self.bottom


def grid(panels: list[Panel], width: float, height: float | None, size: Size) -> Grid:
    """The arrangement that gives curves the most room: of a height that suits them, unless
    `height` is given."""
    lines = size.text * 1.35 + (size.small * 1.35 if any(p.detail for p in panels) else 0)
    gap, between, bottom = size.text * 1.5, size.small * 1.2, size.small * 2.9

    def arranged(rows: int) -> Grid:
        columns = math.ceil(len(panels) / rows)
        wide = (width - gap * (columns - 1)) / columns
        tall = wide / _FLATTEST if len(panels) > 1 else wide * (0.38 if width > 600 else 0.55)
        if height is not None:
            tall = (height - bottom - (rows - 1) * between) / rows - lines
        return Grid(columns, rows, gap, between, lines, bottom, wide, tall)

    every = [arranged(rows) for rows in range(1, len(panels) + 1)]
    least = max(panel_words.heading_width(panel, size) for panel in panels)
    if height is None:
        least = max(least, _NARROWEST * size.text)
        return next((g for g in every if g.wide >= least), every[-1])
    wide = [g for g in every if g.wide >= least] or every[-1:]
    return max(wide, key=lambda g: min(g.wide / _FLATTEST, g.tall))


def plot(
    panels: list[Panel], axis: Axis, tokens: Tokens, width: float, height: float, size: Size
) -> dict[str, Any]:
    """The panels row by row, as a Vega-Lite dictionary of exactly `width` × `height` pixels."""
    shown = grid(panels, width, None if size.height is None else height, size)
    top = max((height - shown.height) / 2, 0)
    over = [panel_words.overhang(p, axis.first, axis.last, shown.wide, size) for p in panels]
    inset = max([size.text * 0.3, *over])
    labels, drawn = [], _Drawing()
    for index, panel in enumerate(panels):
        row, column = divmod(index, shown.columns)
        place = Place.of(
            panel,
            axis.first,
            axis.last,
            left=column * (shown.wide + shown.gap),
            top=top + row * (shown.heading + shown.tall + shown.between) + shown.heading,
            width=shown.wide,
            height=shown.tall,
            font=size.text,
            inset=inset,
        )
        labels += panel_words.headings(panel, place, shown.heading, tokens, size)
        labels += panel_words.value(panel, place, tokens, size)
        if index + shown.columns >= len(panels):
            ticks = axis.ticks(place.width, size.small)
            labels += panel_words.ticks(ticks, place, tokens, size)
        drawn.add(panel, place, tokens)
    return vega.spec(drawn.layers(width, height, tokens, size), labels, width, height, Padding())


def stroke(panel: Panel, tokens: Tokens) -> str:
    """The colour of a panel's line."""
    return tokens.accent if panel.highlighted else tokens.ink_soft


class _Drawing:
    """The marks of all panels in few layers: places in pixels, beside the values they stand for."""

    def __init__(self) -> None:
        self.bases: Rows = []
        self.others: Rows = []
        self.path: Rows = []
        self.goals: Rows = []
        self.line: Rows = []
        self.ends: Rows = []

    def add(self, panel: Panel, place: Place, tokens: Tokens) -> None:
        """Everything of one panel."""
        zero, name = place.y(0), str(len(self.bases))
        self.bases.append({"x": place.left, "x2": place.right, "y": zero})
        area = tokens.accent_soft if panel.highlighted else tokens.range_fill
        look = {"stroke": stroke(panel, tokens), "area": area, "zero": zero}

        def rows(points: Points, key: str) -> Rows:
            return [
                {"x": round(place.x(at), 2), "y": round(place.y(value), 2), "key": key}
                for at, value in place.within(points)
            ]

        for number, line in enumerate(panel.others):
            self.others += rows(line, f"{name} {number}")
        path, own = rows(panel.path, name), rows(panel.line, name)
        self.path += path
        self.line += [row | look for row in own]
        self.goals += path[-1:]
        self.ends += [row | look | {"tooltip": panel.tooltip} for row in own[-1:]]

    def layers(self, width: float, height: float, tokens: Tokens, size: Size) -> list[Layer]:
        """From the back to the front: areas, the others, paths, lines, where they end."""
        x, y = _pixels("x", width), _pixels("y", height)
        as_is = {"type": "nominal", "scale": None}
        detail = {"x": x, "y": y, "detail": {"field": "key", "type": "nominal"}}
        coloured = detail | {"stroke": as_is | {"field": "stroke"}}
        dash = [size.text * 0.36, size.text * 0.28]

        def line(rows: Rows, wide: float, encoding: Any, **look: Any) -> Layer:
            mark = {"type": "line", "aria": False, "strokeWidth": wide, "strokeJoin": "round"}
            return {"data": {"values": rows}, "mark": mark | look, "encoding": encoding}

        def ends(rows: Rows, colour: Any, shape: str, part: float) -> Layer:
            mark = {"type": "point", "filled": True, "opacity": 1, "shape": shape}
            mark["size"] = (size.text * part) ** 2
            encoding = {"x": x, "y": y, "color": colour, "description": {"field": "tooltip"}}
            return {"data": {"values": rows}, "mark": mark, "encoding": encoding}

        filled = detail | {"y2": {"field": "zero"}, "fill": as_is | {"field": "area"}}
        across = {"x": x, "x2": {"field": "x2"}, "y": y}
        base = {"type": "rule", "aria": False, "stroke": tokens.ink_soft, "strokeWidth": 1}
        goal = ends(self.goals, {"value": tokens.goal}, "diamond", 0.5)
        goal["mark"]["aria"] = False
        return [
            {
                "data": {"values": self.line},
                "mark": {"type": "area", "aria": False},
                "encoding": filled,
            },
            line(self.others, size.text * 0.06, detail, stroke=tokens.neutral),
            {"data": {"values": self.bases}, "mark": base, "encoding": across},
            line(self.path, size.text * 0.11, detail, stroke=tokens.goal, strokeDash=dash),
            goal,
            line(self.line, size.text * 0.2, coloured),
            ends(self.ends, as_is | {"field": "stroke"}, "circle", 0.55),
        ]


def _pixels(axis: str, length: float) -> dict[str, Any]:
    """An encoding whose values are pixels already: panels have scales of their own."""
    scale = {"domain": [0, length], "range": [0, length], "nice": False}
    return {"field": axis, "type": "quantitative", "axis": None, "scale": scale}
