"""Before and after: a row each, a hollow and a filled point on one scale, both labelled. The plot
in both forms; whoever can say its rows in words has a figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from charts import explorable, text, vega
from charts.caption import Caption
from charts.edition import Edition
from charts.figure import Figure
from charts.row_figure import beside_width, name_above, name_beside, row_figure
from charts.sizes import Size
from charts.tokens import Tokens
from charts.vega import Label, Padding
from data_access.records import FigureData

if TYPE_CHECKING:
    import plotly.graph_objects as go

_ROW, _TALLEST, _AXIS, _LEGEND = 3.3, 7.0, 1.9, 1.9
"""Heights in sizes of text: a row, the highest row, the axis, the legend."""
_STACKED = 3.0
"""Rows at least so many sizes of text high have their name above the points, others beside."""
_NAME = 1.3
"""Sizes of text from the points up to the foot of the name above them."""
_TICKS = (0, 25, 50, 75, 100)
_TOP = 100


@dataclass(frozen=True)
class Pair:
    """One row, both values from 0 to 100; None where nothing may or can be said."""

    name: str
    detail: str
    """Said after the name, such as its n."""
    before: float | None
    after: float | None
    before_label: str
    after_label: str
    missing: str = ""
    """Said instead of points where there are none."""
    tooltip: str = ""


def dumbbell_figure(
    slug: str,
    question: str,
    *,
    caption: Callable[[FigureData, Edition], Caption],
    rows: Callable[[FigureData, Edition], list[Pair]],
    table: Callable[[FigureData, Edition], pd.DataFrame],
    unit: str,
) -> Figure:
    """The figure that draws `rows` in their order; `unit` stands after the numbers of the axis."""
    return row_figure(
        slug,
        question,
        caption=caption,
        rows=rows,
        table=table,
        draw=partial(_plot, unit),
        explore=partial(_explored, unit),
        row_height=_ROW,
        rest=_AXIS + _LEGEND,
    )


def _plot(
    unit: str,
    pairs: list[Pair],
    edition: Edition,
    tokens: Tokens,
    width: float,
    height: float,
    size: Size,
) -> dict[str, Any]:
    font, small = size.text, size.small
    head, foot = _LEGEND * font, _AXIS * font
    row = min((height - head - foot) / len(pairs), _TALLEST * font)
    radius, bottom = font * 0.45, head + row * len(pairs)
    above = row >= _STACKED * font
    names = 0.0 if above else beside_width(pairs, small) + font
    labels_wide = max(
        text.widest(
            [label for pair in pairs for label in (pair.before_label, pair.after_label)], font, 600
        ),
        text.width(f"{_TOP}{unit}", small) / 2,
    )
    side = labels_wide + radius + font * 0.3
    left, right = names + side, width - side

    def x_of(value: float) -> float:
        return left + value / _TOP * (right - left)

    labels = _legend(edition, tokens, size)
    points: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    for index, pair in enumerate(pairs):
        line = head + row * (index + 0.5) + (font * 0.75 if above else 0)
        if above:
            labels += name_above(pair, line - font * _NAME, width, size, tokens)
        else:
            labels += name_beside(pair, names - font, line + small * 0.36, small, tokens)
        if pair.before is None or pair.after is None:
            labels.append(Label(left, line + font * 0.36, pair.missing, small, 400, tokens.no_data))
            continue
        lines.append({"x": pair.before, "x2": pair.after, "y": line})
        for value, fill in ((pair.before, tokens.background), (pair.after, tokens.accent)):
            points.append({"x": value, "y": line, "fill": fill, "tooltip": pair.tooltip})
        labels += _values(pair, x_of, line, radius, font, tokens)
    # Names above the points leave no room for lines from top to bottom: they would cross them.
    rows = [head + row * (index + 0.5) + font * 0.75 for index in range(len(pairs))]
    reach = font * 0.9
    spans = [(line - reach, line + reach) for line in rows] if above else [(head, bottom)]
    for tick in _TICKS:
        words = f"{tick}{unit}"
        place = (x_of(tick), bottom + small * 1.4)
        labels.append(Label(*place, words, small, 400, tokens.ink_soft, "center"))
    layers = _layers(points, lines, (left, right), spans, height, radius, tokens, size)
    return vega.spec(layers, labels, width, height, Padding())


def _legend(edition: Edition, tokens: Tokens, size: Size) -> list[Label]:
    """What the points are, in words beside their signs."""
    font = size.small
    before = Label(font * 1.2, font, edition._("initial"), font, 400, tokens.ink_soft)
    after = Label(before.right + font * 2.2, font, edition._("final"), font, 600, tokens.accent)
    return [before, after]


def _values(
    pair: Pair,
    x_of: Callable[[float], float],
    line: float,
    radius: float,
    font: float,
    tokens: Tokens,
) -> list[Label]:
    """Both values, outside of their points."""
    assert pair.before is not None
    assert pair.after is not None
    low_is_before = pair.before <= pair.after
    gap, y = radius + font * 0.3, line + font * 0.36
    before = Label(0, y, pair.before_label, font, text.REGULAR, tokens.ink)
    after = Label(0, y, pair.after_label, font, text.BOLD, tokens.accent)
    low, high = (before, after) if low_is_before else (after, before)
    at_low, at_high = sorted((x_of(pair.before), x_of(pair.after)))
    return [replace(low, x=at_low - gap - low.width), replace(high, x=at_high + gap)]


def _layers(
    points: list[dict[str, Any]],
    lines: list[dict[str, Any]],
    across: tuple[float, float],
    down: list[tuple[float, float]],
    height: float,
    radius: float,
    tokens: Tokens,
    size: Size,
) -> list[vega.Layer]:
    x: dict[str, Any] = {"field": "x", "type": "quantitative", "axis": None}
    x |= {"scale": {"domain": [0, _TOP], "range": list(across), "nice": False}}
    y: dict[str, Any] = {"field": "y", "type": "quantitative", "axis": None}
    y |= {"scale": {"domain": [0, height], "range": [0, height], "nice": False}}
    ticks = [{"x": tick, "y": top, "y2": foot} for tick in _TICKS for top, foot in down]
    signs = [(0.5, tokens.background), (_legend_place(size), tokens.accent)]
    unit = _TOP / (across[1] - across[0])
    legend = [
        {"x": (place * size.small - across[0]) * unit, "y": size.small * 0.65, "fill": fill}
        for place, fill in signs
    ]
    circle = {"type": "point", "shape": "circle", "size": 3.1416 * radius**2, "opacity": 1}
    circle |= {"filled": True, "stroke": tokens.accent, "strokeWidth": size.text * 0.13}
    fill = {"field": "fill", "type": "nominal", "scale": None}
    said = {"description": {"field": "tooltip"}}
    small = circle | {"size": 3.1416 * (size.small * 0.38) ** 2, "aria": False}
    thick = {"type": "rule", "aria": False, "stroke": tokens.accent}
    thick |= {"strokeWidth": size.text * 0.2}
    thin = {"type": "rule", "aria": False, "stroke": tokens.rule, "strokeWidth": 1}
    spans = {"x": x, "x2": {"field": "x2"}, "y": y}
    return [
        {
            "data": {"values": ticks},
            "mark": thin,
            "encoding": {"x": x, "y": y, "y2": {"field": "y2"}},
        },
        {"data": {"values": lines}, "mark": thick, "encoding": spans},
        {
            "data": {"values": points},
            "mark": circle,
            "encoding": {"x": x, "y": y, "fill": fill, **said},
        },
        {"data": {"values": legend}, "mark": small, "encoding": {"x": x, "y": y, "fill": fill}},
    ]


def _legend_place(size: Size) -> float:
    """Where the sign of “final” stands, in sizes of small text; English is no longer."""
    return 1.2 + text.width("inicial", size.small) / size.small + 1.5


def _explored(unit: str, pairs: list[Pair], edition: Edition, tokens: Tokens) -> go.Figure:
    """The same points, to hover."""
    import plotly.graph_objects as go

    shown = [pair for pair in pairs if pair.before is not None and pair.after is not None]
    names = [pair.name for pair in shown]
    hover: dict[str, Any] = {"customdata": [pair.tooltip for pair in shown]}
    hover["hovertemplate"] = "%{customdata}<extra></extra>"
    figure = go.Figure(
        layout=explorable.layout(
            tokens,
            edition,
            height=120 + 56 * max(len(shown), 2),
            xaxis={"range": [-14, _TOP + 14], "ticksuffix": unit, "tickvals": list(_TICKS)},
            yaxis={"autorange": "reversed", "showgrid": False, "type": "category"},
        )
    )
    for pair in shown:
        line: dict[str, Any] = {
            "type": "line",
            "x0": pair.before,
            "x1": pair.after,
            "y0": pair.name,
        }
        line |= {"y1": pair.name, "line": {"color": tokens.accent, "width": 3}, "layer": "below"}
        figure.add_shape(line)
    for name, values, labels, fill in (
        (edition._("initial"), "before", "before_label", tokens.background),
        (edition._("final"), "after", "after_label", tokens.accent),
    ):
        rising = [(pair.before or 0) <= (pair.after or 0) for pair in shown]
        first = values == "before"
        figure.add_trace(
            go.Scatter(
                name=name,
                x=[getattr(pair, values) for pair in shown],
                y=names,
                mode="markers+text",
                marker={"size": 13, "color": fill, "line": {"color": tokens.accent, "width": 2}},
                text=[f" {getattr(pair, labels)} " for pair in shown],
                textposition=["middle left" if up == first else "middle right" for up in rising],
                cliponaxis=False,
                **hover,
            )
        )
    return explorable.names_above(explorable.legend_above(figure), names)
