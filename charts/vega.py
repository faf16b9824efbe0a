"""Plain Vega-Lite dictionaries for plot bodies, drawn by `charts.marks`.

Data stay data on real scales. Labels are placed in pixels, because texts have to be measured; they
travel in the specification's ``usermeta`` and are written by `charts.svg`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from charts import text
from charts.sizes import Size
from charts.tokens import Tokens

Layer = dict[str, Any]


@dataclass(frozen=True)
class Label:
    """A text inside a plot; `x`, `y` in pixels of the plot, `y` its baseline."""

    x: float
    y: float
    text: str
    size: float
    weight: int
    fill: str
    align: str = "left"

    @property
    def width(self) -> float:
        """Measured width in pixels."""
        return text.width(self.text, self.size, self.weight)

    @property
    def left(self) -> float:
        """Left edge in pixels."""
        return self.x - self.width * {"left": 0.0, "center": 0.5, "right": 1.0}[self.align]

    @property
    def right(self) -> float:
        """Right edge in pixels."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """Upper edge of capitals and digits."""
        return self.y - self.size * 0.78


@dataclass(frozen=True)
class Padding:
    """Room around the plot's scales, in pixels."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


def rules(axis: str, values: list[float], stroke: str, scale: dict[str, Any]) -> Layer:
    """Hairlines across the whole plot at values of `axis` (x or y), an encoding of that axis."""
    return {
        "data": {"values": [{"at": value} for value in values]},
        "mark": {"type": "rule", "aria": False, "stroke": stroke, "strokeWidth": 1},
        "encoding": {axis: scale | {"field": "at"}},
    }


def boxes(rows: list[dict[str, Any]], width: float, height: float) -> Layer:
    """Rectangles in pixels of a plot: rows of ``x``, ``x2``, ``y``, ``y2``, ``fill``, ``outline``
    and ``tooltip``."""

    def pixels(field: str, length: float) -> dict[str, Any]:
        scale = {"domain": [0, length], "range": [0, length], "nice": False}
        return {"field": field, "type": "quantitative", "axis": None, "scale": scale}

    def as_is(field: str) -> dict[str, Any]:
        return {"field": field, "type": "nominal", "scale": None}

    encoding = {"x": pixels("x", width), "x2": {"field": "x2"}, "y": pixels("y", height)}
    encoding |= {"y2": {"field": "y2"}, "fill": as_is("fill"), "stroke": as_is("outline")}
    encoding |= {"description": {"field": "tooltip"}}
    mark = {"type": "rect", "strokeWidth": 1.5}
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def spec(
    layers: list[Layer], labels: list[Label], width: float, height: float, padding: Padding
) -> dict[str, Any]:
    """The whole plot: exactly `width` × `height` pixels, padding included.

    The places of `labels` count from the corner of the scales, like those of the layers; in
    ``usermeta`` they count from the corner of the plot.
    """
    moved = (replace(label, x=label.x + padding.left, y=label.y + padding.top) for label in labels)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "usermeta": {"labels": [asdict(label) for label in moved]},
        "width": round(width - padding.left - padding.right, 2),
        "height": round(height - padding.top - padding.bottom, 2),
        "padding": asdict(padding),
        "autosize": {"type": "none"},
        "background": None,
        "config": {"view": {"stroke": None}, "axis": {"aria": False}},
        "layer": [{"encoding": {}} | layer for layer in layers],
    }


def nothing(words: str, tokens: Tokens, width: float, height: float, size: Size) -> dict[str, Any]:
    """A plot of nothing but what is said instead."""
    middle = width / 2, height / 2
    note = Label(*middle, words, size.text, text.REGULAR, tokens.no_data, "center")
    return spec([], [note], width, height, Padding())


def labels_of(plot: dict[str, Any]) -> list[Label]:
    """The labels of a specification made by `spec`."""
    return [Label(**values) for values in plot["usermeta"]["labels"]]
