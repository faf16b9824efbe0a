"""Where the words of ``avance`` stand: the number, its gap to the path, the goal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from charts import outlook, text
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
    goal = _goal_label(seen, scales, edition, tokens, size)
    room = scales.width - scales.x(seen.last) - size.small * 0.6
    beside = _range_lines(seen, max(room, size.small * 9), edition, tokens, size)
    corner = _range_lines(seen, scales.width * 0.75, edition, tokens, size)
    corner = _moved(corner, size.small * 0.4, 0.0)
    if not below:
        near = _above_curve(block, seen, scales, size)
        under = _below_path(beside, seen, scales, size) if beside else []
        words = under if _fits(under, seen, scales, size) else corner
    else:
        near, words = _beside(block, beside, corner, seen, scales, size)
    if goal is None:
        return [*near, *words]
    left, top = min(label.left for label in near), min(label.top for label in near)
    bottom = max(label.y for label in near)
    # Ahead, the goal may not stand under the number either; behind, only on it.
    clear = below and goal.top > bottom
    meets = not clear and goal.right > left and goal.y + size.text * 0.3 > top
    goal = replace(goal, y=top - size.text * 0.5) if meets else goal
    if _meet(goal, words):
        lift = max(line.y for line in words) - goal.top + size.text * 0.4
        words = [replace(line, y=line.y - lift) for line in words]
    return [*near, *words, goal]


def _meet(goal: Label, others: list[Label]) -> bool:
    """Whether the goal's words touch any of the others."""
    return any(
        goal.left < one.right and one.left < goal.right and goal.top < one.y and one.top < goal.y
        for one in others
    )


def _beside(
    block: list[Label],
    words: list[Label],
    corner: list[Label],
    seen: Curve,
    scales: Scales,
    size: Size,
) -> tuple[list[Label], list[Label]]:
    """The number and the words of the forecast below the lines; where that leaves no room, the
    words in the corner, which is always empty; and at last the number above the lines."""
    if not words:
        return _below_path(block, seen, scales, size), []
    start = block[-1].y + size.text * 0.3
    stacked = [*block, *(replace(line, y=start + line.y) for line in words)]
    found = _below_path(stacked, seen, scales, size)
    if _fits(found, seen, scales, size):
        return found, []
    found = _below_path(block, seen, scales, size)
    if _fits(found, seen, scales, size):
        return found, corner
    return _above_curve(block, seen, scales, size), corner


def _fits(found: list[Label], seen: Curve, scales: Scales, size: Size) -> bool:
    """Whether labels from `_below_path` are clear of the lines, and near their day."""
    if not found or seen.last is None:
        return True
    left, top = found[0].left, min(label.top for label in found)
    clear = top >= _floor_y(seen, scales, left) + size.text * 0.2
    return clear and left - scales.x(seen.last) < scales.width * 0.25


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


def _range_lines(
    seen: Curve, room: float, edition: Edition, tokens: Tokens, size: Size
) -> list[Label]:
    """The words of the forecast, one line below the other from the origin."""
    if seen.forecast is None:
        return []
    font = size.small
    lines = text.balanced(outlook.label(seen.forecast, edition), room, font)
    return [
        Label(0, font * 1.25 * index, line, font, text.REGULAR, tokens.ink_soft)
        for index, line in enumerate(lines, start=1)
    ]


def _moved(block: list[Label], x: float, top: float, align: str = "left") -> list[Label]:
    return [replace(label, x=x, y=top + label.y, align=align) for label in block]


def _day(scales: Scales, x: float) -> date:
    """The day at a place."""
    days = round(x / scales.width * (scales.last - scales.first).days)
    return scales.first + timedelta(days=days)


def _path_y(seen: Curve, scales: Scales, x: float) -> float:
    """Where the goal path is at a place; the bottom without a path."""
    path = seen.expected(_day(scales, x))
    return scales.height if path is None else scales.y(path)


def _floor_y(seen: Curve, scales: Scales, x: float) -> float:
    """The lower of the goal path and the forecast's range at a place."""
    likely = seen.likely(_day(scales, x), "low")
    edges = [value for value in (seen.expected(_day(scales, x)), likely) if value is not None]
    return scales.y(min(edges)) if edges else 0.0


def _below_path(block: list[Label], seen: Curve, scales: Scales, size: Size) -> list[Label]:
    """Right of the last day and below the path and the range, which only rise from there."""
    assert seen.last is not None
    font = size.text
    x, y = scales.x(seen.last), scales.y(seen.value)
    lowest = scales.height - block[-1].y - font * 0.4
    lift = 0.6 if seen.forecast is None else -0.2
    top = min(max(y - font * lift, _floor_y(seen, scales, x) + font * 0.5), lowest)
    at = x + font * 0.6
    widest = max(label.width for label in block)
    while top < _floor_y(seen, scales, at) + font * 0.4 and at + widest + font < scales.width:
        at += font * 0.5
    return _moved(block, at, top)


def _above_curve(block: list[Label], seen: Curve, scales: Scales, size: Size) -> list[Label]:
    """Left of the last day and above the curve; early on, above the path instead."""
    assert seen.last is not None
    gap = size.text * 0.6
    x = scales.x(seen.last)
    highest = min(scales.y(seen.value), _path_y(seen, scales, x))
    top = highest - gap - block[-1].y
    widest = max(label.width for label in block)
    if widest + gap <= x:
        return _moved(block, x + gap / 2, top, "right")
    at = max(x - gap, 0.0)
    end = min(at + widest + gap, scales.width)
    if seen.target is not None:
        likely = seen.likely(_day(scales, end), "high")
        range_y = scales.height if likely is None else scales.y(likely)
        top = min(top, min(_path_y(seen, scales, end), range_y) - gap - block[-1].y)
    return _moved(block, at, top)


def _goal_label(
    seen: Curve, scales: Scales, edition: Edition, tokens: Tokens, size: Size
) -> Label | None:
    """The goal at its height, left of where the range of the forecast crosses that height."""
    if seen.target is None or seen.due is None:
        return None
    words = goal_words(seen, edition)
    x = _crossing(seen, scales, seen.target, seen.due)
    y = scales.y(seen.target) - size.text * 0.6
    wide = text.width(words, size.text, text.SEMIBOLD)
    align = "right" if wide <= x else "left"
    at = x if align == "right" else 0.0
    return Label(at, y, words, size.text, text.SEMIBOLD, tokens.goal, align)


def _crossing(seen: Curve, scales: Scales, target: int, due: date) -> float:
    """Where the upper edge of the range reaches the goal; the due date where it does not."""
    if seen.forecast is None or seen.forecast.count[1] <= target:
        return scales.x(due)
    frame = seen.forecast.frame
    day = next(
        day.date() for day, high in zip(frame["day"], frame["high"], strict=True) if high >= target
    )
    return scales.x(max(day - timedelta(7), seen.forecast.as_of))
