"""The legend of a map: its classes in a line above it, from the least to the most."""

from __future__ import annotations

from typing import Any

from charts import map_shapes, text
from charts.classes import UNKNOWN, Classes
from charts.edition import Edition
from charts.map_shapes import Box
from charts.sizes import Size
from charts.tokens import Tokens
from charts.vega import Label

_SWATCH, _HIGH, _AFTER, _BETWEEN, _LEADING = 1.6, 0.95, 0.45, 1.2, 1.6
"""Swatch, what follows it, what follows an entry, a line: in text sizes."""


def legend(
    scale: Classes, edition: Edition, tokens: Tokens, width: float, size: Size
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[Label], float]:
    """Swatches, hatchings, words, and the height of all of it."""
    font = size.small
    swatches: list[dict[str, Any]] = []
    strokes: list[dict[str, Any]] = []
    labels: list[Label] = []
    x, y = 0.0, 0.0
    for kind in scale.shown:
        words = scale.label(kind, edition)
        wide = (_SWATCH + _AFTER) * font + text.width(words, font)
        if x and x + wide > width:
            x, y = 0.0, y + _LEADING * font
        box = Box(round(x, 1) + 0.5, round(y, 1) + 0.5, _SWATCH * font, _HIGH * font)
        border = tokens.map_line if kind < 0 else scale.fill(kind, tokens)
        fill = scale.fill(kind, tokens)
        swatches.append(map_shapes.polygons([[box.outline]], fill=fill, stroke=border))
        if kind == UNKNOWN:
            strokes.append(
                map_shapes.lines(map_shapes.hatching([[box.outline]]), stroke=tokens.map_line)
            )
        after = x + (_SWATCH + _AFTER) * font
        labels.append(Label(after, y + font * 0.86, words, font, text.REGULAR, tokens.ink))
        x += wide + _BETWEEN * font
    return swatches, strokes, labels, y + _LEADING * font if labels else 0.0
