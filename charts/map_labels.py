"""Where the words of a map go: inside a place they fit into, else beside it where no other place
lies, with a line to it; where neither is possible they are left out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from charts import text
from charts.geography import Area, Point
from charts.vega import Label

_LEADING = 1.18
_PAD = 3
"""Pixels that stay free around a label."""
_REACH = 0.42
"""A label is no farther from its place than this part of the map's longer side."""
_SHIFTS = (0, -1, 1, -2, 2, -3, 3, -5, 5)
"""Lines that a label beside a place moves up or down."""


@dataclass(frozen=True)
class Wanted:
    """What to write at a place: its name and value, and the colour on its fill."""

    index: int
    """Which of the places; counts from 0."""
    anchor: Point
    name: str
    value: str
    inside: str
    """Colour of words on the place."""


@dataclass(frozen=True)
class Written:
    """Labels that found room, and lines from those beside their places."""

    labels: list[Label]
    lines: list[list[Point]]


def write(
    wanted: Sequence[Wanted],
    places: Sequence[Sequence[Area]],
    width: float,
    height: float,
    size: float,
    ink: str,
    top: float,
) -> Written:
    """Write what is `wanted`, in that order, over `places` (their areas in pixels) and nowhere
    above `top`."""
    if not wanted:
        return Written([], [])
    ground = _ground(places, round(width), round(height))
    ground[: math.ceil(top)] = _TAKEN
    labels: list[Label] = []
    lines: list[list[Point]] = []
    for entry in wanted:
        found = _inside(entry, ground, size) or _beside(entry, ground, size, ink)
        if found is None:
            continue
        words, line, (left, top, right, bottom) = found
        ground[top:bottom, left:right] = _TAKEN
        labels += words
        if line:
            lines.append(line)
    return Written(labels, lines)


_TAKEN = 255
Found = tuple[list[Label], list[Point], tuple[int, int, int, int]]


def _ground(places: Sequence[Sequence[Area]], width: int, height: int) -> np.ndarray:
    """Which place each pixel belongs to, counted from 1; 0 is none."""
    picture = Image.new("L", (width, height))
    pen = ImageDraw.Draw(picture)
    outlined = [(index, area) for index, areas in enumerate(places, start=1) for area in areas]
    # Large ones first: an enclave is drawn over what surrounds it.
    for index, area in sorted(outlined, key=lambda pair: -_extent(pair[1])):
        pen.polygon([(x, y) for x, y in area[0]], fill=index)
    return np.array(picture)


def _extent(area: Area) -> float:
    across = [x for x, _ in area[0]]
    down = [y for _, y in area[0]]
    return (max(across) - min(across)) * (max(down) - min(down))


def _box(x: float, y: float, wide: float, high: float) -> tuple[int, int, int, int]:
    """Pixels around a centre: left, top, right, bottom."""
    return (
        int(x - wide / 2 - _PAD),
        int(y - high / 2 - _PAD),
        int(x + wide / 2 + _PAD) + 1,
        int(y + high / 2 + _PAD) + 1,
    )


def _cut(ground: np.ndarray, box: tuple[int, int, int, int]) -> np.ndarray | None:
    """The pixels of a box; None where it leaves the map."""
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > ground.shape[1] or bottom > ground.shape[0]:
        return None
    return ground[top:bottom, left:right]


def _inside(entry: Wanted, ground: np.ndarray, size: float) -> Found | None:
    """Name over value, or both in a line, around the anchor."""
    x, y = entry.anchor
    weights = (text.SEMIBOLD, text.BOLD)
    widths = [
        text.width(words, size, weight)
        for words, weight in zip((entry.name, entry.value), weights, strict=True)
    ]
    leading = size * _LEADING
    box = _box(x, y, max(widths), size * 0.78 + leading)
    cut = _cut(ground, box)
    if cut is not None and (cut == entry.index + 1).all():
        base = y - leading / 2 + size * 0.36
        return (
            [
                Label(x, base, entry.name, size, text.SEMIBOLD, entry.inside, "center"),
                Label(x, base + leading, entry.value, size, text.BOLD, entry.inside, "center"),
            ],
            [],
            box,
        )
    return None


def _beside(entry: Wanted, ground: np.ndarray, size: float, ink: str) -> Found | None:
    """Name and value in a line, left or right of the anchor where nothing lies."""
    x, y = entry.anchor
    gap = size * 0.35
    name_width = text.width(entry.name, size)
    wide = name_width + gap + text.width(entry.value, size, text.BOLD)
    reach = _REACH * max(ground.shape)
    best: tuple[float, Found] | None = None
    for shift in _SHIFTS:
        middle = y + shift * size * _LEADING
        for side in (-1, 1):
            near = _nearest(ground, x, middle, wide, size, side)
            if near is None:
                continue
            # Lines to the side are easier to follow than slanted ones.
            away = abs(near - x) - wide / 2 + 1.5 * abs(middle - y)
            if away > reach or (best and best[0] <= away):
                continue
            left = near - wide / 2
            base = middle + size * 0.36
            edge = left + wide + 3 if side < 0 else left - 3
            best = (
                away,
                (
                    [
                        Label(left, base, entry.name, size, text.REGULAR, ink),
                        Label(left + name_width + gap, base, entry.value, size, text.BOLD, ink),
                    ],
                    [(edge, middle), (x, y)],
                    _box(near, middle, wide, size),
                ),
            )
    return best[1] if best else None


def _nearest(
    ground: np.ndarray, x: float, y: float, wide: float, size: float, side: int
) -> float | None:
    """The centre nearest to `x` on one side where a label is over no place and no label."""
    box = _box(0, y, wide, size)
    top, bottom = box[1], box[3]
    if top < 0 or bottom > ground.shape[0]:
        return None
    taken = (ground[top:bottom] != 0).any(axis=0)
    need = box[2] - box[0]
    if need > len(taken):
        return None
    before = np.concatenate([[0], np.cumsum(taken)])
    centres = np.flatnonzero(before[need:] == before[:-need]) + need / 2
    aside = centres[(centres - x) * side > wide / 2]
    if not len(aside):
        return None
    return float(aside[0] if side > 0 else aside[-1])
