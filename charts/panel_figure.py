"""A figure of small multiples: whoever can say its panels in words has both of its forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd

from charts import explorable, vega
from charts import panels as small_multiples
from charts.caption import Caption
from charts.edition import Edition
from charts.figure import Figure
from charts.panel_words import Panel, Place, Points
from charts.panels import Axis
from charts.sizes import Size
from charts.tokens import Tokens
from data_access.records import FigureData

if TYPE_CHECKING:
    import plotly.graph_objects as go

_COLUMNS, _ROW_HEIGHT, _HEADING = 2, 180, 0.24
"""On a phone and on a wide page; pixels of a row; the part of it that its words take."""
_APART, _NARROW, _SMALL = 0.06, 150, 12
"""Between columns; width of a panel on a phone; size of the words around panels."""


def panel_figure(
    slug: str,
    question: str,
    *,
    caption: Callable[[FigureData, Edition], Caption],
    panels: Callable[[FigureData, Edition], tuple[list[Panel], Axis]],
    table: Callable[[FigureData, Edition], pd.DataFrame],
) -> Figure:
    """The figure that draws `panels` in their order, over the axis they share."""

    def plot(
        data: FigureData, edition: Edition, tokens: Tokens, width: float, height: float, size: Size
    ) -> dict[str, Any]:
        found, axis = panels(data, edition)
        if not any(panel.line for panel in found):
            return vega.nothing(edition._("No data"), tokens, width, height, size)
        return small_multiples.plot(found, axis, tokens, width, height, size)

    def explored(data: FigureData, edition: Edition, tokens: Tokens) -> go.Figure:
        return _explored(*panels(data, edition), edition, tokens)

    def height(data: FigureData, size: Size, width: float) -> float:
        found, _axis = panels(data, Edition())
        if not any(panel.line for panel in found):
            return size.text * 8
        return small_multiples.grid(found, width, None, size).height

    return Figure(slug, question, caption, plot, explored, table, height)


def _explored(panels: list[Panel], axis: Axis, edition: Edition, tokens: Tokens) -> go.Figure:
    """The same panels in two columns, to hover and zoom."""
    import plotly.graph_objects as go

    columns = min(_COLUMNS, max(len(panels), 1))
    rows = -(-len(panels) // columns)
    own = {"height": rows * _ROW_HEIGHT + 60, "margin": {"l": 8, "r": 16, "t": 24, "b": 40}}
    figure = go.Figure(layout=explorable.layout(tokens, edition, **own))
    marks = axis.ticks(_NARROW, _SMALL)
    for index, panel in enumerate(panels):
        row, column = divmod(index, columns)
        number = str(index + 1) if index else ""
        wide, tall = (1 - (columns - 1) * _APART) / columns, 1 / rows
        top = 1 - row * tall
        place = Place.of(panel, axis.first, axis.last, left=0, top=0, width=1, height=8, font=1)
        bare = {"showgrid": False, "zeroline": False, "tickfont": {"size": _SMALL}}
        across = bare | {
            "domain": [column * (wide + _APART), column * (wide + _APART) + wide],
            "range": [axis.first, axis.last],
            "anchor": f"y{number}",
            "tickvals": [at for at, _ in marks],
            "ticktext": ["<br>".join(lines) for _, lines in marks],
            "showticklabels": index + columns >= len(panels),
            "showline": True,
            "linecolor": tokens.ink_soft,
        }
        upright = bare | {
            "domain": [top - tall + tall * 0.1, top - tall * _HEADING],
            "range": [place.low, place.high],
            "anchor": f"x{number}",
            "showticklabels": False,
            "showline": False,
        }
        figure.update_layout({f"xaxis{number}": across, f"yaxis{number}": upright})
        for trace in _traces(panel, tokens):
            figure.add_trace({**trace, "xaxis": f"x{number}", "yaxis": f"y{number}"})
        for note in _notes(panel, number, tokens):
            figure.add_annotation(note)
    return figure


def _traces(panel: Panel, tokens: Tokens) -> list[dict[str, Any]]:
    """The others, the path to the goal and the panel's own line."""
    accent = panel.highlighted
    found = [
        _line(points, {"color": tokens.neutral, "width": 0.75}, hoverinfo="skip")
        for points in panel.others
    ]
    if panel.path:
        dashed = {"color": tokens.goal, "width": 1.5, "dash": "dash"}
        found.append(_line(panel.path, dashed, hoverinfo="skip"))
    own = {"color": small_multiples.stroke(panel, tokens), "width": 2.5}
    fill = {"fill": "tozeroy", "fillcolor": tokens.accent_soft if accent else tokens.range_fill}
    said = {"customdata": list(panel.words), "hovertemplate": "%{customdata}<extra></extra>"}
    found.append(_line(panel.line, own, name=panel.name, **fill, **said))
    return found


def _line(points: Points, look: dict[str, Any], **more: Any) -> dict[str, Any]:
    x, y = [at for at, _ in points], [value for _, value in points]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": look, **more}


def _notes(panel: Panel, number: str, tokens: Tokens) -> list[dict[str, Any]]:
    """Name and goal over the panel, what is said of it below them, and the last value."""
    above = {"xref": f"x{number} domain", "yref": f"y{number} domain", "y": 1, "showarrow": False}
    lines = [f"<b>{panel.name}</b> {panel.aside}".rstrip()]
    if panel.detail:
        fill = getattr(tokens, panel.detail_role)
        lines.append(f'<span style="color:{fill}">{panel.detail}</span>')
    left = {"x": 0, "xanchor": "left", "yanchor": "bottom", "align": "left"}
    heading = {"text": "<br>".join(lines), "font": {"size": _SMALL}, **above, **left}
    if not panel.line:
        return [heading, {"text": f"<b>{panel.value_label}</b>", "x": 0.5, **above, "y": 0.5}]
    at, value = panel.line[-1]
    colour = tokens.accent if panel.highlighted else tokens.ink
    last = {"x": at, "y": value, "xref": f"x{number}", "yref": f"y{number}", "showarrow": False}
    words = {"text": f"<b>{panel.value_label}</b>", "font": {"color": colour}}
    beside = {"xanchor": "left" if panel.below else "right", "yanchor": "bottom"}
    beside |= {"yanchor": "top"} if panel.below else {}
    return [heading, last | words | beside]
