"""``reportes``: the grid in both forms. Each state has a fill, an outline and a sign of its own,
so that it can be told without colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charts import explorable, text, vega
from charts.edition import Edition
from charts.figure import Figure
from charts.reports import COVERED, QUESTION, Cell, Grid, caption, cell_words, grid, table, term
from charts.sizes import Size
from charts.tokens import Tokens
from charts.vega import Label, Padding
from data_access.definitions import REPORT_STATES
from data_access.records import FigureData

if TYPE_CHECKING:
    import plotly.graph_objects as go

_ROW, _LEGEND_ROW, _HEAD = 2.3, 1.9, 3.2
"""Heights in sizes of text: a university, a line of the legend, the months."""
_WIDEST = 6.0
"""A column is never wider than this many sizes of text."""
_INSET = 0.06


@dataclass(frozen=True)
class Look:
    """How a state is drawn."""

    fill: str
    outline: str
    ink: str
    sign: str


def looks(tokens: Tokens) -> dict[str, Look]:
    """State → look; filled: it arrived whole, outlined: in part or empty, red: it is missing."""
    return {
        "reporto": Look(tokens.accent, tokens.accent, tokens.background, ""),
        "parcial": Look(tokens.accent_soft, tokens.accent, tokens.ink, "½"),
        "sin_actividad": Look(tokens.background, tokens.accent, tokens.ink, "0"),
        "en_plazo": Look(tokens.background, tokens.neutral, tokens.ink_soft, "…"),
        COVERED: Look(tokens.background, tokens.neutral, tokens.ink_soft, "→"),
        "no_reporto": Look(tokens.background, tokens.behind, tokens.behind, "×"),
        "no_aplica": Look(tokens.background, tokens.background, tokens.no_data, "–"),
    }


def _signs(cell: Cell, look: Look, edition: Edition) -> list[str]:
    """What may stand inside a cell, longest first: its sign, and whether it was late."""
    if not cell.late:
        return [look.sign]
    said = (edition._("late"), edition._("l"))
    return [*(" ".join(filter(None, (look.sign, late))) for late in said), look.sign, ""]


def _legend(
    seen: Grid, edition: Edition, width: float, size: Size
) -> list[list[tuple[str, str, float]]]:
    """Lines of (state, words, place), for the states there are."""
    found = {cell.look for row in seen.cells for cell in row}
    lines: list[list[tuple[str, str, float]]] = [[]]
    at = 0.0
    for state in (*REPORT_STATES, COVERED):
        if state not in found:
            continue
        said = term(state, edition)
        wide = size.small * 2.6 + text.width(said, size.small)
        if at and at + wide > width:
            lines.append([])
            at = 0.0
        lines[-1].append((state, said, at))
        at += wide + size.small
    return lines


def natural_height(data: FigureData, size: Size, width: float) -> float:
    """Height of the plot where the canvas has none of its own."""
    seen = grid(data)
    # The words of the legend are as long in every language, near enough for its height.
    lines = len(_legend(seen, Edition(), width, size))
    rows = max(len(seen.universities), 2)
    return lines * _LEGEND_ROW * size.small + (_HEAD + rows * _ROW) * size.text


def plot(
    data: FigureData, edition: Edition, tokens: Tokens, width: float, height: float, size: Size
) -> dict[str, Any]:
    """The grid as a Vega-Lite dictionary of exactly `width` × `height` pixels."""
    seen = grid(data)
    if not seen.universities or not seen.periods:
        return vega.nothing(edition._("No data"), tokens, width, height, size)
    styles, font = looks(tokens), size.small
    boxes: list[dict[str, Any]] = []
    labels: list[Label] = []

    def box(state: str, x: float, y: float, wide: float, tall: float, said: str) -> None:
        look = styles[state]
        place = {"x": x, "x2": x + wide, "y": y, "y2": y + tall}
        boxes.append({"fill": look.fill, "outline": look.outline, "tooltip": said, **place})

    line = _LEGEND_ROW * font
    legend = _legend(seen, edition, width, size)
    for index, entries in enumerate(legend):
        for state, said, x in entries:
            y, look = index * line, styles[state]
            box(state, x + 1, y + 1, font * 1.7, font * 1.3, said)
            base = y + font * 1.05
            if look.sign:
                labels.append(
                    Label(x + 1 + font * 0.85, base, look.sign, font, 600, look.ink, "center")
                )
            labels.append(Label(x + font * 2.3, base, said, font, 400, tokens.ink_soft))
    top = len(legend) * line + _HEAD * size.text
    left = text.widest(seen.universities, size.text, text.SEMIBOLD) + size.text * 0.8
    column = min((width - left) / len(seen.periods), _WIDEST * size.text)
    tall = min((height - top) / len(seen.universities), _ROW * 1.4 * size.text)
    for index, period in enumerate(seen.periods):
        x, base = left + (index + 0.5) * column, top - size.text * 1.5
        month = edition.month_short(period.ends_on)
        labels.append(Label(x, base, month, font, 400, tokens.ink_soft, "center"))
        if not index or period.ends_on.month == 1:
            year, below = str(period.ends_on.year), base + font * 1.2
            labels.append(Label(x, below, year, font, 400, tokens.ink_soft, "center"))
    for index, (name, row) in enumerate(zip(seen.universities, seen.cells, strict=True)):
        y = top + index * tall
        base = y + tall / 2 + size.text * 0.36
        labels.append(
            Label(left - size.text * 0.8, base, name, size.text, 600, tokens.ink, "right")
        )
        for number, cell in enumerate(row):
            x, gap = left + number * column, _INSET * min(column, tall)
            tooltip = cell_words(cell, edition)
            box(cell.look, x + gap, y + gap, column - 2 * gap, tall - 2 * gap, tooltip)
            look = styles[cell.look]
            said = next(
                (
                    said
                    for said in _signs(cell, look, edition)
                    if text.width(said, font, 600) <= column - 4 * gap
                ),
                "",
            )
            if said:
                middle, base_of = x + column / 2, y + tall / 2 + font * 0.36
                labels.append(Label(middle, base_of, said, font, 600, look.ink, "center"))
    return vega.spec([vega.boxes(boxes, width, height)], labels, width, height, Padding())


def explored(data: FigureData, edition: Edition, tokens: Tokens) -> go.Figure:
    """The same grid, to hover."""
    import plotly.graph_objects as go

    seen, styles = grid(data), looks(tokens)
    height = 120 + 36 * max(len(seen.universities), 2)
    figure = go.Figure(
        layout=explorable.layout(
            tokens,
            edition,
            height=height,
            xaxis={"showgrid": False, "side": "top", "type": "category"},
            yaxis={"showgrid": False, "autorange": "reversed", "type": "category"},
        )
    )
    for state in (*REPORT_STATES, COVERED):
        cells = [cell for row in seen.cells for cell in row if cell.look == state]
        if not cells:
            continue
        look = styles[state]
        figure.add_trace(
            go.Scatter(
                name=term(state, edition),
                x=[cell.period for cell in cells],
                y=[cell.university for cell in cells],
                mode="markers+text",
                marker={
                    "symbol": "square",
                    "size": 26,
                    "color": look.fill,
                    "line": {"color": look.outline, "width": 2},
                },
                text=[_signs(cell, look, edition)[0] for cell in cells],
                textfont={"color": look.ink, "size": 10},
                customdata=[cell_words(cell, edition) for cell in cells],
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
    orders = {"xaxis": [period.period for period in seen.periods], "yaxis": seen.universities}
    for axis, values in orders.items():
        figure.layout[axis].update(categoryorder="array", categoryarray=values)
    figure.update_layout(
        showlegend=True, legend={"orientation": "h", "y": -0.05, "font": {"size": 12}}
    )
    return figure


FIGURE = Figure("reportes", QUESTION, caption, plot, explored, table, natural_height)
