"""``avance``, finished form: the curve, the path to the goal and the gap between them today."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from charts import axes, text, vega
from charts.curve import Curve, curve
from charts.edition import Edition
from charts.progress_labels import Scales, labels, lead_colour
from charts.sizes import Size
from charts.tokens import Tokens
from charts.vega import Label, Layer, Padding
from data_access.records import FigureData


def natural_height(data: FigureData, size: Size, width: float) -> float:
    """Height of the plot where the canvas has none of its own: lower on wide screens."""
    return width * (0.42 if width > 600 else 0.5 if size.millimetres else 0.72)


def plot(
    data: FigureData, edition: Edition, tokens: Tokens, width: float, height: float, size: Size
) -> dict[str, Any]:
    """The plot as a Vega-Lite dictionary of exactly `width` × `height` pixels."""
    seen = curve(data)
    if seen.first is None or seen.last is None:
        return vega.nothing(edition._("No data"), tokens, width, height, size)
    shown = [0, *seen.supported, *seen.range_ends()]
    low = min(shown)
    high = max([*shown, seen.target or 0, low + 1])
    ticks = axes.round_ticks(low, high, 5 if height > size.text * 12 else 3)
    left = text.widest([edition.number(tick) for tick in ticks], size.small) + size.small * 0.6
    top = size.text * 1.7 if seen.target is not None else size.text * 0.6
    right = size.text * 0.5
    bottom = size.small * 3.0
    end = max(day for day in (seen.last, seen.due, seen.first) if day is not None)
    for _attempt in range(6):  # Labels that stick out ask for more room around the scales.
        padding = Padding(left, top, right, bottom)
        inner = (width - left - right, height - top - bottom)
        scales = Scales(seen.first, end, low, high, *inner)
        words = labels(seen, scales, edition, tokens, size)
        over = max([0.0, *(-label.top - top for label in words)])
        out = max([0.0, *(label.right - inner[0] - right for label in words)])
        if over <= 0.5 and out <= 0.5:
            break
        top, right = top + over, right + out
    x, y = _encodings(scales)
    layers = [
        vega.rules("y", [tick for tick in ticks if tick], tokens.rule, y),
        vega.rules("y", [0], tokens.ink_soft, y),
        *_curve(seen, {"x": x, "y": y}, tokens, size),
    ]
    words += _axis_words(ticks, scales, left, edition, tokens, size)
    return vega.spec(layers, words, width, height, padding)


def _encodings(scales: Scales) -> tuple[dict[str, Any], dict[str, Any]]:
    """The encodings of time and count that all layers share."""
    domain = [_time(scales.first), _time(scales.last)]
    x: dict[str, Any] = {"field": "day", "type": "temporal", "axis": None}
    x |= {"scale": {"type": "utc", "domain": domain, "range": [0, scales.width]}}
    y: dict[str, Any] = {"field": "supported", "type": "quantitative", "axis": None}
    span = {"domain": [scales.low, scales.high], "range": [scales.height, 0], "nice": False}
    return x, y | {"scale": span}


def _axis_words(
    ticks: list[int], scales: Scales, left: float, edition: Edition, tokens: Tokens, size: Size
) -> list[Label]:
    font, soft = size.small, tokens.ink_soft
    words = [
        Label(-font * 0.6, scales.y(t) + font * 0.35, edition.number(t), font, 400, soft, "right")
        for t in ticks
    ]
    for day, lines in axes.day_ticks(scales.first, scales.last, scales.width, font, edition):
        wide = text.widest(lines, font) / 2
        x = min(max(scales.x(day), wide - left), scales.width + size.text * 0.5 - wide)
        for index, line in enumerate(lines):
            y = scales.height + font * (1.5 + 1.25 * index)
            words.append(Label(x, y, line, font, 400, soft, "center"))
    return words


def _time(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def _points(seen: Curve) -> list[dict[str, int]]:
    """The curve from zero to the last day. It stays flat until the day before each change, so
    that a pause is drawn as a pause and not as a slope."""
    assert seen.first is not None
    assert seen.last is not None
    points, before = [(seen.first, 0)], 0
    for day, count in zip(seen.days, seen.supported, strict=True):
        if day - points[-1][0] > timedelta(days=1):
            points.append((day - timedelta(days=1), before))
        points.append((day, count))
        before = count
    points.append((seen.last, seen.value))
    return [{"day": _time(day), "supported": count} for day, count in points]


def _curve(seen: Curve, encoding: dict[str, Any], tokens: Tokens, size: Size) -> list[Layer]:
    rows = _points(seen)
    area = {"type": "area", "aria": False, "color": tokens.accent_soft}
    line = {"type": "line", "aria": False, "stroke": tokens.accent, "strokeJoin": "round"}
    line |= {"strokeWidth": size.text * 0.22}
    dot = {"type": "point", "shape": "circle", "filled": True, "aria": False}
    dot |= {"color": tokens.accent, "opacity": 1, "size": (size.text * 0.66) ** 2}
    filled = encoding | {"y2": {"datum": 0}}
    return [
        {"data": {"values": rows}, "mark": area, "encoding": filled},
        *_range(seen, encoding, tokens, size),
        *_goal(seen, encoding, tokens, size),
        {"data": {"values": rows}, "mark": line, "encoding": encoding},
        {"data": {"values": rows[-1:]}, "mark": dot, "encoding": encoding},
    ]


def _range(seen: Curve, encoding: dict[str, Any], tokens: Tokens, size: Size) -> list[Layer]:
    """The range of the forecast: an area between two lines, which alone can be told in print."""
    if seen.forecast is None:
        return []
    frame = seen.forecast.frame
    columns = zip(frame["day"], frame["low"], frame["high"], strict=True)
    rows = [
        {"day": _time(day), "supported": int(high), "low": int(low)} for day, low, high in columns
    ]
    area = {"type": "area", "aria": False, "color": tokens.range_fill}
    between = encoding | {"y2": {"field": "low"}}
    edge = {"type": "line", "aria": False, "stroke": tokens.neutral}
    edge |= {"strokeWidth": size.text * 0.1, "strokeJoin": "round"}
    lower = encoding | {"y": encoding["y"] | {"field": "low"}}
    return [
        {"data": {"values": rows}, "mark": area, "encoding": between},
        {"data": {"values": rows}, "mark": edge, "encoding": encoding},
        {"data": {"values": rows}, "mark": edge, "encoding": lower},
    ]


def _goal(seen: Curve, encoding: dict[str, Any], tokens: Tokens, size: Size) -> list[Layer]:
    """The dashed path and the gap to it on the last day; nothing without a goal."""
    if seen.target is None or seen.starts is None or seen.due is None or seen.last is None:
        return []
    days = sorted({seen.starts, seen.due, max(seen.due, seen.last)})
    path = [{"day": _time(day), "supported": seen.expected(day)} for day in days]
    dash = [size.text * 0.42, size.text * 0.32]
    line = {"type": "line", "aria": False, "stroke": tokens.goal, "strokeDash": dash}
    line |= {"strokeWidth": size.text * 0.13}
    dot = {"type": "point", "shape": "diamond", "filled": True, "aria": False, "opacity": 1}
    dot |= {"color": tokens.goal, "size": (size.text * 0.6) ** 2}
    end = [{"day": _time(seen.due), "supported": seen.target}]
    layers: list[Layer] = [
        {"data": {"values": path}, "mark": line, "encoding": encoding},
        {"data": {"values": end}, "mark": dot, "encoding": encoding},
    ]
    colour = lead_colour(seen, tokens)
    if colour:
        gap = {"day": _time(seen.last), "supported": seen.value, "to": seen.expected(seen.last)}
        rule = {"type": "rule", "aria": False, "stroke": colour, "strokeWidth": size.text * 0.16}
        between = encoding | {"y2": {"field": "to"}}
        layers.append({"data": {"values": [gap]}, "mark": rule, "encoding": between})
    return layers
