"""A row of a bar plot: its facts, its measures and where its words stand."""

from __future__ import annotations

from dataclasses import dataclass, replace

from charts import text
from charts.tokens import Tokens
from charts.vega import Label

GAP, HEADING = 0.6, 1.15
"""Heights in rows."""


@dataclass(frozen=True)
class Bar:
    """One row. `value` is None where nobody reported; then `value_label` says so."""

    name: str
    details: tuple[str, ...]
    """Ways to say more about the name, longest first; the first that fits all rows is used."""
    value: int | None
    value_label: str
    extra: str = ""
    """Words after the value."""
    brief: str = ""
    """The words after the value where there is no room for all of them."""
    note: str = ""
    """Said after the value where there is no room for details beside the name."""
    flag: str = ""
    """A warning in words, such as how old the data is."""
    goal: int | None = None
    highlighted: bool = False
    tooltip: str = ""
    apart: bool = False
    """A gap before it: it is not one of those above."""
    heading: tuple[str, str] | None = None
    """A line over it, where a group of rows begins: what the group is, and more about it."""
    warned: str = ""
    """The flag, where it is said after the value."""
    protected: bool = False
    """True where the value is missing because it is suppressed."""

    def label_fill(self, tokens: Tokens) -> str:
        """Colour of the words after the bar."""
        if self.protected:
            return tokens.protected
        return tokens.no_data if self.value is None else tokens.ink


@dataclass(frozen=True)
class Rows:
    """The measures that all rows share, in pixels."""

    width: float
    left: float
    tops: tuple[float, ...]
    """Upper edge of each row."""
    offset: float
    """From there to the bar."""
    thick: float
    font: float
    small: float

    def bar_top(self, index: int) -> float:
        """Upper edge of a bar."""
        return self.tops[index] + self.offset


def above_row(bar: Bar, first: bool) -> float:
    """What stands over a row, in rows: a gap, a heading, or nothing."""
    if bar.heading is not None:
        return HEADING if first else HEADING + GAP
    return GAP if bar.apart and not first else 0.0


def headings(bars: list[Bar], rows: Rows, tokens: Tokens) -> list[Label]:
    """The lines that begin groups: what the group is, then more about it as far as it fits."""
    found: list[Label] = []
    for index, bar in enumerate(bars):
        if bar.heading is None:
            continue
        name, more = bar.heading
        y = rows.tops[index] - rows.font * 0.45
        said = text.cut(name, rows.width, rows.font, text.BOLD)
        found.append(Label(0, y, said, rows.font, text.BOLD, tokens.ink))
        at = found[-1].right + rows.font * 0.5
        room = rows.width - at
        if more and room > rows.small * 4:
            more = text.cut(more, room, rows.small)
            found.append(Label(at, y, more, rows.small, text.REGULAR, tokens.ink_soft))
    return found


def said_after(bar: Bar) -> Bar:
    """The bar with everything about its name said after its value."""
    extra = " · ".join(filter(None, (bar.extra, bar.note)))
    return replace(bar, extra=extra, warned=bar.flag)


def names_above(bars: list[Bar], rows: Rows, tokens: Tokens) -> list[Label]:
    """Name, the longest detail that fits all rows, and the warning, in a line above each bar."""
    found: list[Label] = []
    gap = rows.font * 0.5
    for level in range(max((len(bar.details) for bar in bars), default=0)):
        if all(_name_width(bar, level, rows) <= rows.width for bar in bars):
            break
    else:
        level = -1
    for index, bar in enumerate(bars):
        y = rows.bar_top(index) - rows.font * 0.42
        name = Label(0, y, bar.name, rows.font, text.BOLD, tokens.ink)
        found.append(replace(name, text=text.cut(bar.name, rows.width, rows.font, text.BOLD)))
        at = found[-1].right + gap
        flag_width = text.width(bar.flag, rows.small, text.SEMIBOLD)
        if bar.details and bar.details[level]:
            room = rows.width - at - (flag_width + gap if bar.flag else 0)
            detail = text.cut(bar.details[level], room, rows.small)
            found.append(Label(at, y, detail, rows.small, text.REGULAR, tokens.ink_soft))
            at = found[-1].right + gap
        if bar.flag:
            found.append(Label(at, y, bar.flag, rows.small, text.SEMIBOLD, tokens.behind))
    return found


def _name_width(bar: Bar, level: int, rows: Rows) -> float:
    detail = bar.details[level] if level < len(bar.details) else ""
    parts = (
        text.width(bar.name, rows.font, text.BOLD),
        text.width(detail, rows.small) + rows.font * 0.5,
        text.width(bar.flag, rows.small, text.SEMIBOLD) + rows.font * 0.5,
    )
    return sum(parts)


def names_beside(bars: list[Bar], rows: Rows, tokens: Tokens) -> list[Label]:
    """The name left of each bar, up to its start."""
    room = rows.left - rows.font * 0.6
    return [
        Label(
            room,
            rows.bar_top(index) + rows.thick / 2 + rows.font * 0.36,
            # A hair more than measured: the widest name is what `room` was made for.
            text.cut(bar.name, room + 0.01, rows.font, text.SEMIBOLD),
            rows.font,
            text.SEMIBOLD,
            tokens.ink,
            "right",
        )
        for index, bar in enumerate(bars)
    ]


def label_width(bar: Bar, rows: Rows) -> float:
    """Pixels that the words after a bar need."""
    parts = [
        text.width(words, rows.small, weight) + rows.font * 0.5
        for words, weight in ((bar.extra, text.REGULAR), (bar.warned, text.SEMIBOLD))
        if words
    ]
    return text.width(bar.value_label, rows.font, text.BOLD) + sum(parts) + rows.font * 0.6


def value_labels(
    bar: Bar, zero: float, scale: float, y: float, rows: Rows, tokens: Tokens
) -> list[Label]:
    """The value at the end of its bar and the words after it, both clear of the goal's tick."""
    gap = rows.font * 0.45
    fill = bar.label_fill(tokens)
    base = y + rows.thick / 2 + rows.font * 0.36
    end = zero + max(bar.value or 0, 0) * scale
    tick = end if bar.goal is None else max(zero + bar.goal * scale, end)
    value = Label(end + gap, base, bar.value_label, rows.font, text.BOLD, fill)
    if end < tick < value.right + gap:
        value = replace(value, x=tick + gap)
    found = [value]
    for words, weight, ink in (
        (bar.extra, text.REGULAR, tokens.ink_soft),
        (bar.warned, text.SEMIBOLD, tokens.behind),
    ):
        if words:
            after = found[-1].right + rows.font * 0.5
            label = Label(after, base, words, rows.small, weight, ink)
            if label.left - gap < tick < label.right + gap:
                label = replace(label, x=tick + gap)
            found.append(label)
    return found
