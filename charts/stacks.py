"""Whole bars in three parts: what rose, held and fell. Each part has a fill, an outline and its own
words, so that it can be told without colours. The plot in both forms."""

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

_ROW, _TALLEST, _LEGEND, _THICK = 3.1, 4.6, 2.2, 2.2
"""Heights in sizes of text: a row, the highest row, the legend, the thickest bar."""
_STACKED = 2.6
"""Rows at least so many sizes of text high have their name above the bar, others beside."""
_MOST_BESIDE = 0.4
"""Names beside the bars with all of their details take no more of the width than this."""
_LEAST_SHARE = 0.16
"""A smaller part of an explorable bar has no room for its words on a phone."""


@dataclass(frozen=True)
class Stack:
    """One row; `parts` are shares of 1 in the order of the figure's names, none where nothing may
    or can be said."""

    name: str
    detail: str
    parts: tuple[float, ...]
    labels: tuple[str, ...]
    missing: str = ""
    tooltip: str = ""


def stack_figure(
    slug: str,
    question: str,
    *,
    caption: Callable[[FigureData, Edition], Caption],
    rows: Callable[[FigureData, Edition], list[Stack]],
    table: Callable[[FigureData, Edition], pd.DataFrame],
    parts: tuple[str, str, str],
) -> Figure:
    """The figure that draws `rows` in their order; `parts` are the messages of what they are made
    of."""
    return row_figure(
        slug,
        question,
        caption=caption,
        rows=rows,
        table=table,
        draw=partial(_plot, parts),
        explore=partial(_explored, parts),
        row_height=_ROW,
        rest=_LEGEND,
    )


def fills(tokens: Tokens) -> list[tuple[str, str, str]]:
    """Fill, outline and ink of each part."""
    return [
        (tokens.accent, tokens.accent, tokens.background),
        (tokens.accent_soft, tokens.accent, tokens.ink),
        (tokens.background, tokens.behind, tokens.behind),
    ]


def _plot(
    names: tuple[str, str, str],
    stacks: list[Stack],
    edition: Edition,
    tokens: Tokens,
    width: float,
    height: float,
    size: Size,
) -> dict[str, Any]:
    font, small = size.text, size.small
    head = _LEGEND * font
    row = min((height - head) / len(stacks), _TALLEST * font)
    above = row >= _STACKED * font
    thick = min(row * (0.52 if above else 0.8), _THICK * font)
    if not above and beside_width(stacks, small) > width * _MOST_BESIDE:
        stacks = [replace(one, detail=one.detail.partition(" · ")[0]) for one in stacks]
    left = 0.0 if above else beside_width(stacks, small) + font * 0.6
    room = width - left
    looks = fills(tokens)
    boxes: list[dict[str, Any]] = []
    labels: list[Label] = []

    def box(part: int, x: float, y: float, wide: float, tall: float, said: str) -> None:
        fill, outline, _ = looks[part]
        place = {"x": x + 0.75, "x2": x + max(wide - 0.75, 1.0), "y": y, "y2": y + tall}
        boxes.append({"fill": fill, "outline": outline, "tooltip": said, **place})

    at = 0.0
    for part, name in enumerate(map(edition._, names)):
        box(part, at, small * 0.3, small * 1.5, small * 1.1, name)
        labels.append(Label(at + small * 2, small * 1.22, name, small, 400, tokens.ink_soft))
        at = labels[-1].right + small * 1.3
    for index, stack in enumerate(stacks):
        y = head + row * index
        top = y + row - thick - row * 0.06
        middle = top + thick / 2 + small * 0.36
        inside = [
            text.width(said, small, 600) < share * room - small * 0.6
            for share, said in zip(stack.parts, stack.labels, strict=True)
        ]
        if above:
            labels += name_above(
                _with_narrow(stack, inside, names, edition),
                y + (row - thick) * 0.68,
                width,
                size,
                tokens,
            )
        else:
            labels += name_beside(stack, left - font * 0.6, middle, small, tokens)
        if not stack.parts:
            labels.append(Label(left, middle, stack.missing, small, 400, tokens.protected))
        x = left
        for part, (share, said) in enumerate(zip(stack.parts, stack.labels, strict=True)):
            wide = share * room
            if share > 0:
                box(part, x, top, wide, thick, stack.tooltip)
            if inside[part]:
                label = Label(x + wide / 2, middle, said, small, 600, looks[part][2], "center")
                labels.append(label)
            x += wide
    return vega.spec([vega.boxes(boxes, width, height)], labels, width, height, Padding())


def _with_narrow(
    stack: Stack, inside: list[bool], names: tuple[str, str, str], edition: Edition
) -> Stack:
    """The stack with the labels that do not fit into their parts said after its name."""
    outside = [
        f"{edition._(name)} {said}"
        for name, said, share, fits in zip(names, stack.labels, stack.parts, inside, strict=False)
        if share > 0 and not fits
    ]
    return replace(stack, detail=" · ".join(filter(None, [stack.detail, *outside])))


def _explored(
    names: tuple[str, str, str], stacks: list[Stack], edition: Edition, tokens: Tokens
) -> go.Figure:
    """The same bars, to hover."""
    import plotly.graph_objects as go

    shown = [stack for stack in stacks if stack.parts]
    figure = go.Figure(
        layout=explorable.layout(
            tokens,
            edition,
            height=120 + 56 * max(len(shown), 2),
            barmode="stack",
            bargap=0.55,
            xaxis={"range": [0, 1], "tickformat": ".0%", "showgrid": False},
            yaxis={"autorange": "reversed", "showgrid": False, "type": "category"},
        )
    )
    for part, (name, (fill, outline, ink)) in enumerate(zip(names, fills(tokens), strict=True)):
        figure.add_trace(
            go.Bar(
                name=edition._(name),
                orientation="h",
                y=[stack.name for stack in shown],
                x=[stack.parts[part] for stack in shown],
                marker={"color": fill, "line": {"color": outline, "width": 1.5}},
                text=[
                    stack.labels[part] if stack.parts[part] >= _LEAST_SHARE else ""
                    for stack in shown
                ],
                textposition="inside",
                textangle=0,
                textfont={"color": ink},
                customdata=[stack.tooltip for stack in shown],
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
    figure = explorable.legend_above(figure).update_layout(legend_traceorder="normal")
    return explorable.names_above(figure, [stack.name for stack in shown])


def _words(stack: Stack, part: int) -> str:
    return stack.labels[part] if stack.parts[part] >= _LEAST_SHARE else ""
