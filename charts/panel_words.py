"""A panel of small multiples: what it shows, its own scale, and where its words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from charts import text
from charts.sizes import Size
from charts.tokens import Tokens
from charts.vega import Label

BESIDE = 0.45
"""Between the end of a line and its value, in text sizes."""
Points = Sequence[tuple[float, float]]
"""Places on the common axis with their values, in order."""


@dataclass(frozen=True)
class Panel:
    """One curve with its words."""

    name: str
    line: Points
    """From its zero to its last value; empty where there is none."""
    words: tuple[str, ...]
    """What each point of `line` says."""
    value_label: str
    tooltip: str
    aside: str = ""
    """At the right of the name."""
    detail: str = ""
    """Under the name."""
    detail_role: Literal["ink_soft", "behind", "reached"] = "ink_soft"
    path: Points = ()
    """To a goal."""
    below: bool = False
    """True where the path runs above the line's end."""
    others: Sequence[Points] = ()
    """Lines to compare with, as far as they fit into the panel's scale."""
    highlighted: bool = False
    missing: bool = False
    """True where there is no line because nothing is known."""


@dataclass(frozen=True)
class Place:
    """The room of a panel's curve and its scales, in pixels."""

    left: float
    top: float
    width: float
    """Of the axis; what lies between it and `right` is for words and marks at its end."""
    right: float
    height: float
    first: float
    last: float
    low: float
    high: float
    """The value at the upper edge."""
    most: float
    """The highest value that is drawn: what lies above is for words."""

    @classmethod
    def of(
        cls,
        panel: Panel,
        first: float,
        last: float,
        *,
        left: float,
        top: float,
        width: float,
        height: float,
        font: float,
        inset: float = 0.0,
    ) -> Place:
        """With a scale from zero to the panel's highest value, and room for its words above."""
        values = [0.0, *(value for _, value in (*panel.line, *panel.path))]
        low, most = min(values), max(max(values), 1.0)
        free = 0.0 if panel.path and panel.below else font * 1.1
        high = low + (most - low) * height / max(height - free, height * 0.4)
        return cls(left, top, width - inset, left + width, height, first, last, low, high, most)

    def x(self, at: float) -> float:
        """Pixels from the left of the plot."""
        span = max(self.last - self.first, 1e-9)
        return self.left + (at - self.first) / span * self.width

    def y(self, value: float) -> float:
        """Pixels from the top of the plot."""
        return self.top + (self.high - value) / (self.high - self.low) * self.height

    def within(self, points: Points) -> list[tuple[float, float]]:
        """The points up to where they leave the panel's scale."""
        found: list[tuple[float, float]] = []
        for at, value in points:
            if value > self.most:
                if found:
                    x, y = found[-1]
                    found.append((x + (at - x) * (self.most - y) / (value - y), self.most))
                break
            found.append((at, value))
        return found


def heading_width(panel: Panel, size: Size) -> float:
    """Room that the words over a panel need."""
    name = text.width(panel.name, size.text, text.BOLD)
    aside = text.width(panel.aside, size.small) + size.small * 0.6 if panel.aside else 0.0
    return max(name + aside, text.width(panel.detail, size.small, text.SEMIBOLD))


def headings(panel: Panel, place: Place, height: float, tokens: Tokens, size: Size) -> list[Label]:
    """The name with what stands beside it, and the line under it."""
    right = place.right
    y = place.top - height + size.text * 0.85
    aside = Label(right, y, panel.aside, size.small, text.REGULAR, tokens.goal, "right")
    room = right - place.left - (aside.width + size.small * 0.6 if panel.aside else 0)
    name = text.cut(panel.name, room, size.text, text.BOLD)
    found = [Label(place.left, y, name, size.text, text.BOLD, tokens.ink)]
    found += [aside] if panel.aside else []
    if panel.detail:
        fill = getattr(tokens, panel.detail_role)
        weight = text.REGULAR if panel.detail_role == "ink_soft" else text.SEMIBOLD
        detail = text.cut(panel.detail, right - place.left, size.small, weight)
        found.append(Label(place.left, y + size.small * 1.3, detail, size.small, weight, fill))
    return found


def value(panel: Panel, place: Place, tokens: Tokens, size: Size) -> list[Label]:
    """The last value at the end of its line: beside it or under it where the path to the goal
    runs above, else over it."""
    if not panel.line:
        middle = place.left + place.width / 2, place.top + place.height / 2
        fill = tokens.no_data if panel.missing else tokens.ink
        return [Label(*middle, panel.value_label, size.text, text.BOLD, fill, "center")]
    at, last = panel.line[-1]
    fill = tokens.accent if panel.highlighted else tokens.ink
    x, y, gap = place.x(at), place.y(last), size.text * BESIDE
    if panel.below:
        x, y = x + gap, min(y + size.text * 0.8, place.top + place.height - size.text * 0.15)
        return [Label(x, y, panel.value_label, size.text, text.BOLD, fill)]
    x = min(x + gap, place.right)
    return [Label(x, y - gap, panel.value_label, size.text, text.BOLD, fill, "right")]


def overhang(panel: Panel, first: float, last: float, width: float, size: Size) -> float:
    """How far the words beside a line's end reach over the right edge of `width` pixels."""
    if not panel.line or not panel.below:
        return 0.0
    room = (last - panel.line[-1][0]) / max(last - first, 1e-9) * width
    words = text.width(panel.value_label, size.text, text.BOLD) + size.text * BESIDE
    # What is taken from the width is taken from the room too.
    return max(words - room, 0.0) / max(1 - room / width, 0.1)


def ticks(
    marks: list[tuple[float, list[str]]], place: Place, tokens: Tokens, size: Size
) -> list[Label]:
    """The words of the common axis under a panel."""
    found = []
    font, bottom, right = size.small, place.top + place.height, place.right
    for at, lines in marks:
        for index, line in enumerate(lines):
            half = text.width(line, font) / 2
            x = min(max(place.x(at), place.left + half), right - half)
            y = bottom + font * (1.35 + 1.2 * index)
            found.append(Label(x, y, line, font, text.REGULAR, tokens.ink_soft, "center"))
    return found
