"""Where everything in a finished figure stands: header and footer are measured from the wrapped
text, the plot gets the rest. Pure geometry, so that a test can prove that nothing overlaps."""

from __future__ import annotations

import re
from dataclasses import dataclass

from charts import text
from charts.caption import Caption
from charts.sizes import Size

MIN_PLOT_SHARE = 0.44
"""The plot keeps at least this share of a canvas of fixed height, if the text can shrink."""
_SHRINK = (1.0, 0.94, 0.88, 0.82)
_SHORTEST = 0.64
_LEADING = 1.3
_TITLE_LEADING = 1.2


@dataclass(frozen=True)
class Line:
    """One line of text; `y` is its baseline, `role` names a token."""

    x: float
    y: float
    text: str
    size: float
    weight: int
    role: str
    anchor: str = "start"

    @property
    def top(self) -> float:
        """Upper edge, accents included."""
        return self.y - self.size * 0.96

    @property
    def bottom(self) -> float:
        """Lower edge, descenders included."""
        return self.y + self.size * 0.25


@dataclass(frozen=True)
class Box:
    """A rectangle in figure units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Layout:
    """A whole figure: canvas, texts, the boxes of the rules and of the plot."""

    width: float
    height: float
    accent: Box
    mark: Box | None
    """Outline around the mark of invented data."""
    header: tuple[Line, ...]
    plot: Box
    rule: Box
    footer: tuple[Line, ...]


def lay_out(caption: Caption, stamp: str, size: Size, plot_height: float) -> Layout:
    """The figure's layout; `plot_height` counts where the size has no height of its own.

    On a fixed canvas a long text first shrinks (to the smallest size allowed), then
    the note becomes its brief form, or loses sentences where it has none, and the title is cut: a
    plot too small to read would say less.
    """
    if size.height is None:
        header, top, box = _header(caption, size, 1.0, 6)
        footer = _footer(caption, caption.note, stamp, size, 1.0)
        return _assembled(size, header, box, footer, top, plot_height)
    sentences = re.split(r"(?<=\w\w\.) ", caption.note)
    shorter = [" ".join(sentences[:kept]) for kept in range(len(sentences) - 1, -1, -1)]
    if caption.brief:
        shorter = [caption.brief]
    tries: list[tuple[float, int, str]] = [(factor, 3, caption.note) for factor in _SHRINK]
    tries += [(_SHRINK[-1], 3, note) for note in shorter]
    tries.append((_SHORTEST, 2, shorter[-1]))
    for factor, title_lines, note in tries:
        header, top, box = _header(caption, size, factor, title_lines)
        footer = _footer(caption, note, stamp, size, factor)
        room = size.height - top - _footer_height(footer, size) - 2 * _gap(size)
        if room >= MIN_PLOT_SHARE * size.height:
            break
    return _assembled(size, header, box, footer, top, room)


def _gap(size: Size) -> float:
    return size.text * 0.9


def _accent_height(size: Size) -> float:
    return max(2.5, size.text * 0.25)


def _lines(
    content: str, y: float, size: Size, font: float, weight: int, role: str, lines: int | None
) -> list[Line]:
    leading = _TITLE_LEADING if weight == text.BOLD else _LEADING
    room = size.width - 2 * size.margin
    if weight == text.BOLD:
        wrapped = text.balanced(content, room, font, weight, lines)
    else:
        wrapped = text.wrap_parts(content, room, font, weight, lines)
    return [
        Line(size.margin, y + font * (0.96 + leading * index), line, font, weight, role)
        for index, line in enumerate(wrapped)
    ]


def _header(
    caption: Caption, size: Size, factor: float, title_lines: int
) -> tuple[list[Line], float, Box | None]:
    """The header's lines, where it ends, and the outline of the mark of invented data."""
    y = size.margin + _accent_height(size) + size.text * 0.6
    found: list[Line] = []
    box = None
    if caption.invented_mark:
        pad = size.small * 0.45
        line = Line(
            size.margin + pad,
            y + pad * 0.6 + size.small * 0.86,
            caption.invented_mark,
            size.small,
            text.SEMIBOLD,
            "warning",
        )
        wide = text.width(line.text, line.size, line.weight) + 2 * pad
        box = Box(size.margin, y, wide, size.small * 1.16 + pad * 1.2)
        found.append(line)
        y += box.height + size.text * 0.4
    title = max(size.smallest, size.title * factor)
    found += _lines(caption.title, y, size, title, text.BOLD, "ink", title_lines)
    y = found[-1].bottom + size.text * 0.25
    subtitle = max(size.smallest, size.subtitle * max(factor, 0.82))
    found += _lines(caption.subtitle, y, size, subtitle, text.REGULAR, "ink_soft", 5)
    return found, found[-1].bottom, box


def _footer(caption: Caption, note: str, stamp: str, size: Size, factor: float) -> list[Line]:
    """The footer's lines, counted from y = 0 at the rule."""
    font = max(size.smallest, size.small * factor)
    y = size.text * 0.45
    found: list[Line] = []
    for content in (caption.source, note):
        if content:
            found += _lines(content, y, size, font, text.REGULAR, "ink_soft", None)
            y = found[-1].bottom + font * 0.1
    y += font * 0.2
    found += _lines(stamp, y, size, font, text.REGULAR, "ink_soft", 4)
    last = found[-1]
    room = size.width - 2 * size.margin - text.width(last.text, font) - 2 * font
    beside = text.width(caption.programme, font, text.SEMIBOLD) <= room
    baseline = last.y if beside else last.y + font * _LEADING
    programme = text.cut(caption.programme, size.width - 2 * size.margin, font, text.SEMIBOLD)
    right = size.width - size.margin
    found.append(Line(right, baseline, programme, font, text.SEMIBOLD, "ink", "end"))
    return found


def _footer_height(footer: list[Line], size: Size) -> float:
    return max(line.bottom for line in footer) + size.margin


def _assembled(
    size: Size, header: list[Line], box: Box | None, footer: list[Line], top: float, room: float
) -> Layout:
    inner = size.width - 2 * size.margin
    plot = Box(size.margin, top + _gap(size), inner, max(room, 0.0))
    rule = plot.y + plot.height + _gap(size)
    height = size.height or rule + _footer_height(footer, size)
    moved = tuple(
        Line(line.x, line.y + rule, line.text, line.size, line.weight, line.role, line.anchor)
        for line in footer
    )
    return Layout(
        width=size.width,
        height=height,
        accent=Box(size.margin, size.margin, inner, _accent_height(size)),
        mark=box,
        header=tuple(header),
        plot=plot,
        rule=Box(size.margin, rule, inner, 1.0),
        footer=moved,
    )
