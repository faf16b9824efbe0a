"""Where the words of ``avance`` stand: the number, its gap to the path, the goal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from charts import text
from charts.curve import Curve
from charts.edition import Edition
from charts.progress import goal_words, lead_words
from charts.sizes import Size
from charts.tokens import Tokens
from charts.vega import Label


@dataclass(frozen=True)
class Scales:
    """Days and MiPymes to pixels of the inner plot."""

    first: date
    last: date
    low: float
    high: float
    width: float
    height: float

    def x(self, day: date) -> float:
        """Pixels from the left."""
        return (day - self.first).days / max((self.last - self.first).days, 1) * self.width

    def y(self, value: float) -> float:
        """Pixels from the top."""
        return (self.high - value) / (self.high - self.low) * self.height


def lead_colour(seen: Curve, tokens: Tokens) -> str:
    """The colour of the gap between curve and path; empty where none is drawn."""
    if seen.state in ("behind", "overdue"):
        return tokens.behind
    return tokens.reached if seen.state == "ahead" else ""


def labels(
    seen: Curve, scales: Scales, edition: Edition, tokens: Tokens, size: Size
) -> list[Label]:
    """The number, how far it is from the path, and the goal, placed where the lines leave room."""
    if seen.state == "empty" or seen.last is None:
        return []
    below = seen.state in ("behind", "overdue", "level")
    block = _block(seen, scales, edition, tokens, size, wrapped=below)
    place = _below_path if below else _above_curve
    found = place(block, seen, scales, size)
    goal = _goal_label(seen, scales, edition, tokens, size)
    if goal is None:
        return found
    left, top = min(label.left for label in found), min(label.top for label in found)
    meets = not below and goal.right > left and goal.y + size.text * 0.3 > top
    return [*found, replace(goal, y=top - size.text * 0.5) if meets else goal]


def _block(
    seen: Curve, scales: Scales, edition: Edition, tokens: Tokens, size: Size, *, wrapped: bool
) -> list[Label]:
    """The number and what follows it, one below the other from the origin."""
    assert seen.last is not None
    lead, font = lead_words(seen, edition), size.text
    lines = [lead] if lead else []
    room = scales.width - scales.x(seen.last)
    if wrapped and lead and text.width(lead, font, text.SEMIBOLD) > room:
        lines = text.balanced(lead, max(room - font * 0.6, font * 6), font, text.SEMIBOLD)
    big = font * 1.55
    first = Label(0, big * 0.78, edition.number(seen.value), big, text.BOLD, tokens.accent)
    colour = lead_colour(seen, tokens)
    rest = [
        Label(0, first.y + font * 1.25 * index, line, font, text.SEMIBOLD, colour)
        for index, line in enumerate(lines, start=1)
    ]
    return [first, *rest]


def _moved(block: list[Label], x: float, top: float, align: str = "left") -> list[Label]:
    return [replace(label, x=x, y=top + label.y, align=align) for label in block]


def _path_y(seen: Curve, scales: Scales, x: float) -> float:
    """Where the goal path is at a place; the bottom without a path."""
    days = round(x / scales.width * (scales.last - scales.first).days)
    path = seen.expected(scales.first + timedelta(days=days))
    return scales.height if path is None else scales.y(path)


def _below_path(block: list[Label], seen: Curve, scales: Scales, size: Size) -> list[Label]:
    """Right of the last day and below the path, which only rises from there."""
    assert seen.last is not None
    font = size.text
    x, y = scales.x(seen.last), scales.y(seen.value)
    lowest = scales.height - block[-1].y - font * 0.4
    top = min(max(y - font * 0.6, _path_y(seen, scales, x) + font * 0.5), lowest)
    at = x + font * 0.6
    widest = max(label.width for label in block)
    while top < _path_y(seen, scales, at) + font * 0.4 and at + widest + font < scales.width:
        at += font * 0.5
    return _moved(block, at, top)


def _above_curve(block: list[Label], seen: Curve, scales: Scales, size: Size) -> list[Label]:
    """Left of the last day and above the curve; early on, above the path instead."""
    assert seen.last is not None
    gap = size.text * 0.6
    x = scales.x(seen.last)
    top = scales.y(seen.value) - gap - block[-1].y
    widest = max(label.width for label in block)
    if widest + gap <= x:
        return _moved(block, x + gap / 2, top, "right")
    at = max(x - gap, 0.0)
    end = min(at + widest + gap, scales.width)
    if seen.target is not None:
        top = min(top, _path_y(seen, scales, end) - gap - block[-1].y)
    return _moved(block, at, top)


def _goal_label(
    seen: Curve, scales: Scales, edition: Edition, tokens: Tokens, size: Size
) -> Label | None:
    if seen.target is None or seen.due is None:
        return None
    words = goal_words(seen, edition)
    x = scales.x(seen.due)
    y = scales.y(seen.target) - size.text * 0.6
    wide = text.width(words, size.text, text.SEMIBOLD)
    align = "right" if wide <= x else "left"
    at = x if align == "right" else 0.0
    return Label(at, y, words, size.text, text.SEMIBOLD, tokens.goal, align)
