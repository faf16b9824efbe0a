"""The explorable form: Plotly with our own small template and Spanish hover. No title (the card
has it) and no request to anywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from babel import Locale

from charts import text
from charts.bar_rows import Bar
from charts.caption import Caption
from charts.edition import Edition
from charts.tokens import Tokens

if TYPE_CHECKING:
    import plotly.graph_objects as go

_ROW_HEIGHT = 44
_TOP, _NAME_HEIGHT = 24, 20
"""Pixels: a line over the plot; how far the name of a row stands above its middle."""
_FONT_SIZE = 14
_PHONE, _NARROW, _LEAST_BAR = 300, 220, 0.3
"""Width in pixels of a narrow page; what the bars and their labels share of it at the most; the
part that bars keep."""
_MANY, _LOW_ROW = 12, 30
"""More rows than this are lower."""
_SHORT = 5
_MODE_BAR = {
    "Autoscale": "Ajustar a los datos",
    "Box Select": "Selección rectangular",
    "Double-click to zoom back out": "Doble clic para volver",
    "Download plot": "Descargar la imagen",
    "Download plot as a PNG": "Descargar como PNG",
    "Lasso Select": "Selección libre",
    "Pan": "Mover",
    "Reset axes": "Restablecer los ejes",
    "Reset": "Restablecer",
    "Snapshot succeeded": "Imagen lista",
    "Sorry, there was a problem downloading your snapshot!": "No se pudo descargar la imagen",
    "Taking snapshot - this may take a few seconds": "Creando la imagen, tarda unos segundos",
    "Zoom": "Ampliar",
    "Zoom in": "Acercar",
    "Zoom out": "Alejar",
}
"""Plotly's own words; its language files are not shipped with Streamlit."""


def plotly_config(edition: Edition, file: str = "mipymes") -> dict[str, Any]:
    """The ``config`` of every Plotly figure; `file` names what the mode bar downloads."""
    config: dict[str, Any] = {
        "displaylogo": False,
        # Plotly 7 would offer to send the readers' data to its own servers.
        "showSendToCloud": False,
        "plotlyServerURL": "",
        "responsive": True,
        "locale": edition.language,
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
        "toImageButtonOptions": {"format": "png", "filename": file, "scale": 2},
    }
    if edition.language == "es":
        names = Locale("es")
        days = [names.days["format"]["wide"][(index - 1) % 7] for index in range(7)]
        short = [names.days["format"]["abbreviated"][(index - 1) % 7] for index in range(7)]
        months = [names.months["format"]["wide"][index] for index in range(1, 13)]
        config["locales"] = {
            "es": {
                "dictionary": _MODE_BAR,
                "format": {
                    "days": days,
                    "shortDays": short,
                    "months": months,
                    "shortMonths": [month[:3] for month in months],
                    "date": "%d/%m/%Y",
                },
            }
        }
    return config


def marked(figure: go.Figure, caption: Caption, tokens: Tokens) -> go.Figure:
    """`figure` with the mark of invented data in it, so that a downloaded image has it too."""
    if caption.invented_mark:
        figure.add_annotation(
            yshift=(figure.layout.margin.t or _TOP) - _TOP,
            text=f"<b>{caption.invented_mark}</b>",
            x=0,
            y=1,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            showarrow=False,
            font={"color": tokens.warning},
        )
    return figure


def words_above(figure: go.Figure, words: Sequence[str], colour: str) -> go.Figure:
    """`figure` with lines of words between the mark of invented data and the plot: in the plot
    they would lie on what it shows, or on a phone outside."""
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": 1}
    look = {"yanchor": "bottom", "align": "left", "showarrow": False, "font": {"color": colour}}
    figure.add_annotation(text="<br>".join(words), **place, **look)
    return figure.update_layout(margin_t=(len(words) + 1) * _TOP)


def legend_above(figure: go.Figure) -> go.Figure:
    """`figure` with its legend over the plot: two names in a line of a phone, three in two."""
    place = {"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom"}
    lines = -(-len(figure.data) // 2)
    return figure.update_layout(showlegend=True, legend=place, margin_t=(lines + 1) * _TOP)


def names_above(figure: go.Figure, names: Sequence[str]) -> go.Figure:
    """`figure`, whose rows are `names`, with each name over its row: beside them, long names would
    leave a phone no room for the plot."""
    for name in names:
        place = {"xref": "paper", "x": 0, "xanchor": "left", "y": name, "yshift": _NAME_HEIGHT}
        figure.add_annotation(text=f"<b>{name}</b>", showarrow=False, **place)
    return figure.update_yaxes(showticklabels=False, ticks="")


def layout(tokens: Tokens, edition: Edition, **own: Any) -> dict[str, Any]:
    """The layout that all explorable figures share; `own` adds to it."""
    axis = {
        "gridcolor": tokens.rule,
        "zerolinecolor": tokens.ink_soft,
        "linecolor": tokens.ink_soft,
        "automargin": True,
    }
    shared: dict[str, Any] = {
        "template": "none",
        "paper_bgcolor": tokens.background,
        "plot_bgcolor": tokens.background,
        "font": {"family": text.FAMILY, "size": _FONT_SIZE, "color": tokens.ink},
        "separators": edition.separators,
        "showlegend": False,
        "margin": {"l": 8, "r": 16, "t": _TOP, "b": 8},
        "hoverlabel": {
            "bgcolor": tokens.background,
            "bordercolor": tokens.ink_soft,
            "font": {"family": text.FAMILY, "color": tokens.ink},
        },
        "xaxis": axis,
        "yaxis": axis,
    }
    return {
        **shared,
        **own,
        "xaxis": axis | own.get("xaxis", {}),
        "yaxis": axis | own.get("yaxis", {}),
    }


def bar_figure(
    bars: list[Bar], edition: Edition, tokens: Tokens, *, percent: bool = False
) -> go.Figure:
    """The rows of a bar plot, with the same numbers, labels and colours as the finished form;
    `percent` where they are hundredths of a whole."""
    import plotly.graph_objects as go

    names, lines = [bar.name for bar in bars], _lines(bars)
    row = _ROW_HEIGHT if len(lines) <= _MANY else _LOW_ROW
    drawn = go.Bar(
        orientation="h",
        y=names,
        x=[bar.value for bar in bars],
        marker={"color": [tokens.accent if bar.highlighted else tokens.neutral for bar in bars]},
        customdata=[bar.tooltip for bar in bars],
        hovertemplate="%{customdata}<extra></extra>",
    )
    # A trace of its own, because Plotly gives a missing bar no text and would hide labels
    # under the marks of goals.
    labels = go.Scatter(
        y=names,
        x=[max(bar.value or 0, bar.goal or 0, 0) for bar in bars],
        mode="text",
        text=[_label(bar) for bar in bars],
        textposition="middle right",
        textfont={"color": [bar.label_fill(tokens) for bar in bars]},
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure = go.Figure(
        [drawn, labels],
        layout(
            tokens,
            edition,
            height=max(len(lines), 2) * row + 60,
            bargap=0.35,
            xaxis=_counts(_with_room(bars)),
            yaxis={
                "range": [max(len(lines), 1) - 0.5, -0.5],
                "categoryarray": lines,
                "tickvals": names,
                "showgrid": False,
                "ticks": "",
            },
        ),
    )
    for bar in bars:
        if bar.heading is not None:
            left = text.widest(names, _FONT_SIZE)
            figure.add_annotation(_heading(bar.heading, left), bgcolor=tokens.background)
    if percent:
        ticks = range(0, 101, 50)
        words = [edition.percent(tick / 100, whole=True) for tick in ticks]
        figure.update_xaxes(tickvals=list(ticks), ticktext=words)
    goals = [bar for bar in bars if bar.goal is not None]
    if goals:
        marker = {"symbol": "line-ns", "size": row * 0.7}
        marker["line"] = {"color": tokens.goal, "width": 3}
        figure.add_trace(
            go.Scatter(
                name=edition._("Goal"),
                x=[bar.goal for bar in goals],
                y=[bar.name for bar in goals],
                mode="markers",
                marker=marker,
                hoverinfo="skip",
            )
        )
    return figure


def _lines(bars: list[Bar]) -> list[str]:
    """The rows from the top, and the empty ones: of a heading, or before a bar that is apart."""
    found: list[str] = []
    for bar in bars:
        if bar.heading is not None or bar.apart:
            found.append(bar.heading[0] if bar.heading else " ")
        found.append(bar.name)
    return found


def _heading(heading: tuple[str, str], left: float) -> dict[str, Any]:
    """An annotation in its own empty row, from where the names of the rows begin, `left` pixels
    before the bars."""
    name, more = heading
    place = {"xref": "paper", "x": 0, "xanchor": "left", "xshift": -left, "y": name}
    long = text.width(f"{name} {more}", _FONT_SIZE, text.SEMIBOLD) > _PHONE
    words = f"<b>{name}</b>{'<br>' if long else ' '}{more}"
    return {"text": words, "align": "left", "showarrow": False, **place}


def _label(bar: Bar) -> str:
    said = " · ".join(part for part in (bar.extra, bar.flag) if part)
    return f" <b>{bar.value_label}</b> {said}".rstrip()


def _counts(reach: list[float]) -> dict[str, Any]:
    """An axis of whole numbers: Plotly would count a short one in halves."""
    axis = {"range": reach, "tickformat": tick_format(reach[1])}
    return axis | {"dtick": 1} if reach[1] < _SHORT else axis


def tick_format(highest: float) -> str:
    """Digits are grouped from five on, as everywhere."""
    return ",d" if highest >= 10_000 else "d"


def _with_room(bars: list[Bar]) -> list[float]:
    """The range of the value axis that leaves every label room after its bar on a narrow page."""
    reach = [max(bar.value or 0, bar.goal or 0, 0) for bar in bars]
    low = min([0, *(bar.value or 0 for bar in bars)])
    shared = min(_PHONE - text.widest([bar.name for bar in bars], _FONT_SIZE), _NARROW)
    words = [
        text.width(re.sub("<.*?>", "", _label(bar)), _FONT_SIZE, text.SEMIBOLD) for bar in bars
    ]
    room = [max(shared - wide, _NARROW * _LEAST_BAR) for wide in words]
    scale = [most * max(shared, left) / left for most, left in zip(reach, room, strict=True)]
    return [low * 1.1, max([*scale, max(reach, default=0) * 1.1, 1])]
