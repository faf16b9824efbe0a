"""``ritmo``, finished form: a column per week, the mean of the last six and the pace needed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from charts import axes, text, vega
from charts.edition import Edition
from charts.sizes import Size
from charts.tokens import Tokens
from charts.vega import Label, Layer, Padding
from charts.weeks import Rhythm, Week, extremes, lines, rhythm, week_words
from data_access.records import FigureData

_FEWEST = 8
"""The axis has room for this many weeks at least, so that one week is not one huge column."""
WEEK = timedelta(weeks=1)


def natural_height(data: FigureData, size: Size, width: float) -> float:
    """Height of the plot where the canvas has none of its own."""
    return width * (0.36 if width > 600 else 0.5 if size.millimetres else 0.6)


def plot(
    data: FigureData, edition: Edition, tokens: Tokens, width: float, height: float, size: Size
) -> dict[str, Any]:
    """The plot as a Vega-Lite dictionary of exactly `width` × `height` pixels."""
    seen = rhythm(data)
    if not seen.weeks:
        return vega.nothing(edition._("No data"), tokens, width, height, size)
    low, high = extremes(seen)
    ticks = axes.round_ticks(low, high, 5 if height > size.text * 12 else 3)
    font = size.small
    left = text.widest([edition.number(tick) for tick in ticks], font) + font * 0.6
    said = _said(seen, edition, tokens, width, size)
    right = text.widest([line.text for block in said for line in block], font, text.SEMIBOLD)
    right = max([right, *(line.width for block in said for line in block)]) + size.text * 0.8
    padding = Padding(left, size.text * 0.6, right, font * 3.0)
    wide, tall = width - left - right, height - padding.top - padding.bottom

    def y_of(value: float) -> float:
        return (high - value) / (high - low) * tall

    first, last = seen.weeks[0].monday, end(seen)
    x: dict[str, Any] = {"field": "x", "type": "temporal", "axis": None}
    x |= {"scale": {"type": "utc", "domain": [_time(first), _time(last)], "range": [0, wide]}}
    y: dict[str, Any] = {"field": "value", "type": "quantitative", "axis": None}
    y |= {"scale": {"domain": [low, high], "range": [tall, 0], "nice": False}}
    layers = [
        _columns(seen, x, y, wide, edition, tokens, size),
        vega.rules("y", [tick for tick in ticks if tick], tokens.rule, y),
        vega.rules("y", [0], tokens.ink_soft, y),
        *_lines(seen, x, y, high, tokens, size),
    ]
    layers = [layers[1], layers[0], *layers[2:]]
    values = [min(line.value, high) for line in lines(seen, edition)]
    words = _placed(said, [y_of(value) for value in values], wide + size.text * 0.5, tall)
    soft = tokens.ink_soft
    words += [
        Label(-font * 0.6, y_of(tick) + font * 0.35, edition.number(tick), font, 400, soft, "right")
        for tick in ticks
    ]
    words += _axis_words(seen, left, wide, tall, edition, tokens, size)
    return vega.spec(layers, words, width, height, padding)


def end(seen: Rhythm) -> date:
    """Where the axis of time ends."""
    return max(seen.weeks[-1].monday + WEEK, seen.weeks[0].monday + _FEWEST * WEEK)


def _time(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def colours(week: Week, tokens: Tokens) -> tuple[str, str]:
    """Fill and outline: the accent is for the weeks whose mean the title says."""
    fill = tokens.accent if week.recent else tokens.neutral
    return (fill, fill) if week.complete else (tokens.background, tokens.accent)


def _columns(
    seen: Rhythm,
    x: dict[str, Any],
    y: dict[str, Any],
    wide: float,
    edition: Edition,
    tokens: Tokens,
    size: Size,
) -> Layer:
    start, until = _time(seen.weeks[0].monday), _time(end(seen))
    week_wide = wide / ((until - start) / (WEEK.total_seconds() * 1000))
    gap = min(week_wide * 0.1, size.text * 0.2) / wide * (until - start)
    stroke = min(size.text * 0.12, week_wide * 0.15)
    rows = []
    for week in seen.weeks:
        fill, outline = colours(week, tokens)
        inset = gap if week.complete else gap + stroke / 2 / wide * (until - start)
        span = {"x": _time(week.monday) + inset, "x2": _time(week.monday + WEEK) - inset}
        look = {"fill": fill, "outline": outline, "stroke": 0 if week.complete else stroke}
        rows.append({"value": week.added, "tooltip": week_words(week, edition), **look, **span})

    def as_is(field: str, kind: str = "nominal") -> dict[str, Any]:
        return {"field": field, "type": kind, "scale": None}

    encoding = {"x": x, "x2": {"field": "x2"}, "y": y, "y2": {"datum": 0}}
    encoding |= {"fill": as_is("fill"), "stroke": as_is("outline")}
    encoding |= {"strokeWidth": as_is("stroke", "quantitative")}
    encoding |= {"description": {"field": "tooltip"}}
    return {"data": {"values": rows}, "mark": {"type": "rect"}, "encoding": encoding}


def recent_span(seen: Rhythm) -> tuple[date, date]:
    """From the first of the weeks whose mean is said to the end of the last column."""
    first = next(week.monday for week in seen.weeks if week.recent)
    return first, seen.weeks[-1].monday + WEEK


def _lines(
    seen: Rhythm, x: dict[str, Any], y: dict[str, Any], high: float, tokens: Tokens, size: Size
) -> list[Layer]:
    """The mean over its weeks and the pace needed all along. Both stand out from any column: the
    mean by a halo, the dashes by the background between them."""
    found: list[Layer] = []

    def line(value: float, since: date, until: date, stroke: str, dash: list[float]) -> None:
        rows = [{"value": value, "x": _time(since), "x2": _time(until)}]
        encoding = {"x": x, "x2": {"field": "x2"}, "y": y}
        halo = {"type": "rule", "aria": False, "stroke": tokens.background}
        halo |= {"strokeWidth": size.text * (0.15 if dash else 0.3)}
        rule = {"type": "rule", "aria": False, "stroke": stroke, "strokeWidth": size.text * 0.15}
        rule |= {"strokeDash": dash} if dash else {}
        found.extend(
            {"data": {"values": rows}, "mark": m, "encoding": encoding} for m in (halo, rule)
        )

    if seen.needed is not None and seen.needed <= high:
        dash = [size.text * 0.42, size.text * 0.32]
        line(seen.needed, seen.weeks[0].monday, end(seen), tokens.goal, dash)
    if seen.recent is not None:
        line(seen.recent, recent_span(seen)[0], end(seen), tokens.accent, [])
    return found


def _said(
    seen: Rhythm, edition: Edition, tokens: Tokens, width: float, size: Size
) -> list[list[Label]]:
    """A block of words for each line, from the origin down: its number, what it is."""
    blocks = []
    room = max(width * 0.16, size.small * 6)
    for line in lines(seen, edition):
        fill = tokens.goal if line.needed else tokens.accent
        big = size.text * 1.3
        block = [Label(0, big * 0.78, line.number, big, text.BOLD, fill)]
        for words in text.balanced(line.words, room, size.small, text.SEMIBOLD):
            y = block[-1].y + size.small * 1.2
            block.append(Label(0, y, words, size.small, text.SEMIBOLD, fill))
        blocks.append(block)
    return blocks


def _placed(blocks: list[list[Label]], at: list[float], x: float, tall: float) -> list[Label]:
    """The blocks right of their lines, moved apart where they would meet."""
    tops = [y - block[0].y / 2 for block, y in zip(blocks, at, strict=True)]
    heights = [block[-1].y + block[-1].size * 0.5 for block in blocks]
    order = sorted(range(len(blocks)), key=lambda index: at[index])
    if len(order) == 2:
        upper, lower = order
        over = tops[upper] + heights[upper] - tops[lower]
        if over > 0:
            tops[upper], tops[lower] = tops[upper] - over / 2, tops[lower] + over / 2
        tops[lower] = min(tops[lower], tall - heights[lower])
        tops[upper] = min(tops[upper], tops[lower] - heights[upper])
        tops[upper] = max(tops[upper], 0)
        tops[lower] = max(tops[lower], tops[upper] + heights[upper])
    elif blocks:
        tops[0] = max(min(tops[0], tall - heights[0]), 0)
    return [
        Label(x, top + line.y, line.text, line.size, line.weight, line.fill)
        for block, top in zip(blocks, tops, strict=True)
        for line in block
    ]


def _axis_words(
    seen: Rhythm,
    left: float,
    wide: float,
    tall: float,
    edition: Edition,
    tokens: Tokens,
    size: Size,
) -> list[Label]:
    font, first, last = size.small, seen.weeks[0].monday, end(seen)
    found = []
    for day, said in axes.day_ticks(first, last, wide, font, edition):
        if day > seen.weeks[-1].sunday:
            continue
        half = text.widest(said, font) / 2
        x = max((day - first).days / (last - first).days * wide, half - left)
        for index, line in enumerate(said):
            y = tall + font * (1.5 + 1.25 * index)
            found.append(Label(x, y, line, font, 400, tokens.ink_soft, "center"))
    return found
