"""The marks of our Vega-Lite specifications as SVG.

Vega itself would need a JavaScript engine: 95 MB, and 20 ms a figure for what is arithmetic on
scales whose ends are known. What `charts` uses of Vega-Lite is drawn here, and anything else is an
error; a test holds the pictures equal to Vega's own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

Row = dict[str, Any]
Point = tuple[float, float]

_LOOKS = {
    "fill": "fill",
    "stroke": "stroke",
    "strokeWidth": "stroke-width",
    "strokeDash": "stroke-dasharray",
    "strokeJoin": "stroke-linejoin",
    "opacity": "opacity",
}
"""Properties of marks and the attributes of SVG that say the same."""
_CHANNELS = {"x", "x2", "y", "y2", "color", "detail", "description", *_LOOKS}
_PROPERTIES = {"type", "aria", "clip", "color", "filled", "shape", "size", *_LOOKS}
_GROUPING = ("detail", "color", "fill", "stroke")
"""Channels of which each value has a line or an area of its own."""


def body(plot: dict[str, Any]) -> str:
    """The layers of a specification made by `vega.spec` as an SVG group; ValueError for what is
    not drawn here."""
    room = plot["padding"]
    layers = "".join(
        _Layer(layer["mark"], layer["encoding"], plot["width"], plot["height"]).drawn(
            layer["data"]["values"]
        )
        for layer in plot["layer"]
    )
    place = f"translate({_n(room['left'])},{_n(room['top'])})"
    return f'<g transform="{place}" fill="none" stroke-miterlimit="10">{layers}</g>'


def trace(points: Iterable[Point]) -> str:
    """A path through `points`, cut to tenths: ``M0 29.7l2.6-.3…``."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    if not tenths:
        return ""
    steps: list[tuple[int, int]] = []
    for (x, y), (u, v) in pairwise(tenths):
        step = (u - x, v - y)
        if steps and _goes_on(steps[-1], step):
            step = (steps[-1][0] + step[0], steps[-1][1] + step[1])
            steps.pop()
        if step != (0, 0):
            steps.append(step)
    parts = [_tenth(part) for step in steps for part in step]
    line = "".join(part if part.startswith("-") else f" {part}" for part in parts)
    return f"M{_tenth(tenths[0][0])} {_tenth(tenths[0][1])}" + (f"l{line.strip()}" if line else "")


def _goes_on(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two steps go straight on along an axis."""
    return any(one[a] == other[a] == 0 and one[1 - a] * other[1 - a] >= 0 for a in (0, 1))


@dataclass(frozen=True)
class _Layer:
    """One mark with its encoding, on a plot of `width` × `height`."""

    mark: dict[str, Any]
    encoding: dict[str, Any]
    width: float
    height: float

    def __post_init__(self) -> None:
        unknown = {*(set(self.mark) - _PROPERTIES), *(set(self.encoding) - _CHANNELS)}
        if unknown or self.mark["type"] not in (*_ONE_EACH, "area", "line"):
            raise ValueError(f"not drawn: {self.mark['type']} with {sorted(unknown)}")

    def drawn(self, rows: list[Row]) -> str:
        """The layer as SVG: one path for each row that has looks or words of its own, else one
        for them all."""
        if self.mark["type"] in _ONE_EACH:
            shapes = [(_ONE_EACH[self.mark["type"]](self, row), row) for row in rows]
        else:
            shapes = [(self._run(group), group[0]) for group in self._groups(rows)]
        shapes = [(path, row) for path, row in shapes if path]
        own = (*_LOOKS, "color", "description")
        if not any("field" in self.encoding.get(name, {}) for name in own):
            shapes = [("".join(path for path, _ in shapes), {})] if shapes else []
        paths = "".join(
            f'<path d="{path}"{self._looks(row)}{self._words(row)}' for path, row in shapes
        )
        return f"<g{self._looks()}>{paths}</g>" if paths else ""

    def at(self, channel: str, row: Row) -> float | None:
        """Pixels of a place; None where there is none."""
        if channel not in self.encoding:
            return None
        own, scale = self.encoding[channel], self.encoding[channel[0]]["scale"]
        value = own["datum"] if "datum" in own else row.get(own["field"])
        if value is None:
            return None
        (low, high), (start, end) = scale["domain"], scale["range"]
        part = (value - low) / (high - low) if high != low else 0.5
        return float(start + part * (end - start))

    def _groups(self, rows: list[Row]) -> Iterable[list[Row]]:
        fields = [self.encoding[name].get("field") for name in _GROUPING if name in self.encoding]
        found: dict[tuple[Any, ...], list[Row]] = {}
        for row in rows:
            found.setdefault(tuple(row.get(field) for field in fields), []).append(row)
        return found.values()

    def _run(self, rows: list[Row]) -> str:
        """A line or an area through the places of `rows`."""
        upper = list(self._places(rows, "y"))
        if self.mark["type"] == "line":
            return trace(upper)
        return f"{trace([*upper, *reversed(list(self._places(rows, 'y2')))])}z"

    def _places(self, rows: list[Row], channel: str) -> Iterator[Point]:
        for row in rows:
            x, y = self.at("x", row), self.at(channel, row)
            if x is not None and y is not None:
                yield x, y

    def _looks(self, row: Row | None = None) -> str:
        """The attributes that all shapes of the layer share, or those that are a row's own."""
        filled = self.mark.get("filled", self.mark["type"] not in ("line", "rule"))
        found: dict[str, Any] = {}
        for name in (*_LOOKS, "color"):
            source = self.encoding.get(name, {})
            value = source["value"] if "value" in source else self.mark.get(name)
            if "field" in source:
                value = row.get(source["field"]) if row else None
            elif row is not None:
                value = None
            if value is not None:
                found[("fill" if filled else "stroke") if name == "color" else name] = value
        if found.get("opacity") == 1:
            del found["opacity"]
        return "".join(f' {_LOOKS[name]}="{_value(value)}"' for name, value in found.items())

    def _words(self, row: Row) -> str:
        """The end of a path: with a native tooltip where there is something to say."""
        said = row.get(self.encoding.get("description", {}).get("field"))
        return f"><title>{escape(said)}</title></path>" if said else "/>"


def _rect(layer: _Layer, row: Row) -> str:
    x, x2, y, y2 = (layer.at(channel, row) for channel in ("x", "x2", "y", "y2"))
    if x is None or x2 is None or y is None or y2 is None:
        return ""
    return f"M{_n(x)} {_n(y)}H{_n(x2)}V{_n(y2)}H{_n(x)}z"


def _rule(layer: _Layer, row: Row) -> str:
    """Across the whole plot where only one place is given."""
    x, x2, y, y2 = (layer.at(channel, row) for channel in ("x", "x2", "y", "y2"))
    if x is None:
        return "" if y is None else f"M0 {_n(y)}H{_n(layer.width)}"
    if y is None:
        return f"M{_n(x)} 0V{_n(layer.height)}"
    if x2 is not None:
        return f"M{_n(x)} {_n(y)}H{_n(x2)}"
    return "" if y2 is None else f"M{_n(x)} {_n(y)}V{_n(y2)}"


def _point(layer: _Layer, row: Row) -> str:
    x, y = layer.at("x", row), layer.at("y", row)
    if x is None or y is None:
        return ""
    half = math.sqrt(layer.mark["size"]) / 2
    r, across = _n(half), _n(2 * half)
    if layer.mark["shape"] == "diamond":
        return f"M{_n(x - half)} {_n(y)}l{r}-{r} {r} {r}-{r} {r}z"
    return f"M{_n(x - half)} {_n(y)}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0-{across} 0z"


def _shape(_: _Layer, feature: Row) -> str:
    """Areas or lines whose coordinates are pixels."""
    found = feature["geometry"]["coordinates"]
    if feature["geometry"]["type"] == "MultiLineString":
        return "".join(trace(line) for line in found)
    return "".join(f"{trace(ring[:-1])}z" for area in found for ring in area)


_ONE_EACH: dict[str, Callable[[_Layer, Row], str]] = {
    "rect": _rect,
    "rule": _rule,
    "point": _point,
    "geoshape": _shape,
}
"""The marks of which every row is one."""


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(_n(part) for part in value)
    return escape(value, {'"': "&quot;"}) if isinstance(value, str) else _n(value)


def _n(value: float) -> str:
    return f"{round(value, 2):.10g}"


def _tenth(value: int) -> str:
    return f"{value / 10:.10g}".replace("0.", ".", 1) if abs(value) < 10 else f"{value / 10:.10g}"
