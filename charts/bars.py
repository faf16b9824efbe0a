"""Horizontal bars with direct labels: the plot that universities and countries share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate
from typing import Any

from charts import text, vega
from charts.bar_rows import (
    Bar,
    Rows,
    above_row,
    headings,
    label_width,
    names_above,
    names_beside,
    said_after,
    value_labels,
)
from charts.sizes import Size
from charts.tokens import Tokens
from charts.vega import Label, Layer, Padding

Fold = Callable[[list[Bar]], Bar]
"""Makes one row of those that do not fit."""

_STACKED = 2.6
"""Rows at least this many text sizes high have their name above the bar."""
_NATURAL, _NATURAL_MANY, _MANY = 3.4, 1.75, 12
_TALLEST = 6.5
_TIGHTEST = 1.5
"""A row is never lower than this many small-text sizes; what does not fit is folded."""
_LEAST_BAR_SHARE = 0.35
"""Where labels leave the bars less of the width than this, the words after the value shorten, and
then go."""


def natural_height(bars: list[Bar], size: Size) -> float:
    """Height that suits the rows where the canvas has no height of its own."""
    rows = sum(heights(bars))
    grouped = any(bar.heading for bar in bars)
    row = _NATURAL if rows <= _MANY and not grouped else _NATURAL_MANY
    return max(rows, 2) * row * size.text


def heights(bars: list[Bar]) -> list[float]:
    """The height of each bar with what stands over it, in rows."""
    return [1 + above_row(bar, not index) for index, bar in enumerate(bars)]


def plot(
    bars: list[Bar],
    fold: Fold,
    tokens: Tokens,
    width: float,
    height: float,
    size: Size,
    *,
    above: bool = True,
) -> dict[str, Any]:
    """The bars in their order, as a Vega-Lite dictionary of exactly `width` × `height`.

    Names stand above their bars, with a detail, where `above` asks for it and rows are high
    enough; else beside them.

    On a canvas too low for all of them the last ones become one row made by `fold`, so that the
    sum of the figure stays the sum of the data; one that stands apart stays, and groups do.
    """
    bars = _folded(bars, fold, height / (_TIGHTEST * size.small))
    units = heights(bars)
    row = min(height / max(sum(units), 1), _TALLEST * size.text)
    top = (height - row * sum(units)) / 2
    tops = tuple(top + row * (end - 1) for end in accumulate(units))
    if above and row >= _STACKED * size.text:
        offset = 1.42 * size.text
        thick = min(row - offset - row * 0.16, 2.4 * size.text)
        rows = Rows(width, 0.0, tops, offset, thick, size.text, size.small)
        names = names_above(bars, rows, tokens)
    else:
        font = min(size.text, max(row * 0.7, size.smallest))
        column = max(text.widest([bar.name for bar in bars], font, text.SEMIBOLD), 0.0)
        left = min(column, width * 0.4) + font * 0.6
        rows = Rows(width, left, tops, row * 0.15, row * 0.7, font, min(size.small, font))
        names = names_beside(bars, rows, tokens) + headings(bars, rows, tokens)
        bars = [said_after(bar) for bar in bars]
    layers, words = _layers(bars, rows, tokens, height)
    return vega.spec(layers, names + words, width, height, Padding())


def _folded(bars: list[Bar], fold: Fold, most: float) -> list[Bar]:
    """The bars, or as many of them as make `most` rows with the one that stands for the rest."""
    if sum(heights(bars)) <= most or any(bar.heading for bar in bars):
        return bars
    ranked, apart = [bar for bar in bars if not bar.apart], [bar for bar in bars if bar.apart]
    room = max(2, int(most - sum(1 + above_row(bar, False) for bar in apart)))
    if len(ranked) > room:
        ranked = [*ranked[: room - 1], fold(ranked[room - 1 :])]
    return [*ranked, *apart]


def _pixels_per_unit(bars: list[Bar], rows: Rows, low: int) -> float:
    """The largest scale at which every bar, goal and label still fits."""
    found = [
        (rows.width - rows.left - label_width(bar, rows)) / (reach - low)
        for bar in bars
        if (reach := max(bar.value or 0, bar.goal or 0, 0)) > low
    ]
    return max(min(found, default=1.0), 1e-9)


def _layers(
    bars: list[Bar], rows: Rows, tokens: Tokens, height: float
) -> tuple[list[Layer], list[Label]]:
    """The bars with their goals, and the words after them."""
    room = rows.width - rows.left
    shorter = [
        bars,
        [replace(bar, extra=bar.brief) for bar in bars],
        [replace(bar, extra="") for bar in bars],
    ]
    most = room * (1 - _LEAST_BAR_SHARE)
    bars = next(
        (ways for ways in shorter if all(label_width(bar, rows) <= most for bar in ways)),
        [replace(bar, extra="", warned="") for bar in bars],
    )
    low = min([0, *(bar.value or 0 for bar in bars)])
    scale = _pixels_per_unit(bars, rows, low)
    zero = rows.left - low * scale
    marks: list[dict[str, Any]] = []
    goals: list[dict[str, Any]] = []
    bases: list[dict[str, Any]] = []
    words: list[Label] = []
    for index, bar in enumerate(bars):
        y = rows.bar_top(index)
        fill = tokens.accent if bar.highlighted else tokens.neutral
        if bar.value is not None:
            span = {"y": y, "y2": y + rows.thick}
            words_of = {"name": bar.name, "tooltip": bar.tooltip}
            marks.append({"value": bar.value, "fill": fill, **words_of, **span})
            bases.append({"value": 0, **span})
        if bar.goal is not None:
            over = min(rows.thick * 0.16, rows.font * 0.25)
            goals.append({"value": bar.goal, "y": y - over, "y2": y + rows.thick + over})
        words += value_labels(bar, zero, scale, y, rows, tokens)
    # The domain is chosen so that one unit is `scale` pixels and zero lies where labels expect it.
    x = {
        "field": "value",
        "type": "quantitative",
        "axis": None,
        "scale": {
            "domain": [low, low + room / scale],
            "range": [rows.left, rows.width],
            "nice": False,
        },
    }
    y_pixels = {
        "field": "y",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, height], "range": [0, height], "nice": False},
    }
    colour = {"field": "fill", "type": "nominal", "scale": None}
    bar_encoding = {"x": x, "x2": {"datum": 0}, "y": y_pixels, "y2": {"field": "y2"}}
    bar_encoding |= {"color": colour, "description": {"field": "tooltip"}}
    tick_encoding = {"x": x, "y": y_pixels, "y2": {"field": "y2"}}
    layers = [
        {"data": {"values": marks}, "mark": {"type": "rect"}, "encoding": bar_encoding},
        _ticks(bases, tick_encoding, tokens.ink_soft, 1),
        _ticks(goals, tick_encoding, tokens.background, rows.font * 0.36),
        _ticks(goals, tick_encoding, tokens.goal, rows.font * 0.18),
    ]
    return layers, words


def _ticks(rows: list[dict[str, Any]], encoding: dict[str, Any], stroke: str, wide: float) -> Layer:
    """Strokes across rows: where a bar starts, and its goal (twice, to stand out from any fill)."""
    mark = {"type": "rule", "aria": False, "stroke": stroke, "strokeWidth": wide}
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}
