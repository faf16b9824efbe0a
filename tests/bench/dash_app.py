"""Resumen as a good developer would make it with Dash: the same database, the same grouped
questions, answers kept, figures in the first layout and in one callback, no default template.

``python -m tests.bench.dash_app PORT``
"""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html
from werkzeug.serving import WSGIRequestHandler, run_simple

from data_access import figures, freshness, vocabulary
from data_access.address import reader
from data_access.records import FigureData, Forecast
from data_access.scope import Scope

SLUGS = ("avance", "universidades", "paises", "ritmo", "etapas")
TITLES = {
    "avance": "MiPymes apoyadas",
    "universidades": "Por universidad",
    "paises": "Por país",
    "ritmo": "Por semana",
    "etapas": "Por etapa",
}
LOOK = {"template": "none", "margin": {"l": 120, "r": 20, "t": 50, "b": 40}, "showlegend": False}


def _revision() -> int:
    with reader().connect() as connection:
        return freshness.revision(connection)


@lru_cache(maxsize=500)
def _answer(country: str | None, revision: int) -> tuple[str, list[dict[str, Any]]]:
    """The number in words, and the figures as Plotly's JavaScript takes them."""
    with reader().connect() as connection:
        about = figures.context(connection, Scope(countries=(country,) if country else ()))
        data = {slug: figures.figure_data(connection, slug, about=about) for slug in SLUGS}
    progress = data["avance"].progress
    said = f"{progress.supported} MiPymes apoyadas" + (
        f" de {progress.goal.target}" if progress.goal else ""
    )
    return said, [
        go.Figure(_traces(slug, data[slug]), {**LOOK, "title": {"text": TITLES[slug]}}).to_dict()
        for slug in SLUGS
    ]


def _traces(slug: str, data: FigureData) -> list[go.Scatter | go.Bar]:
    frame = data.frame
    if slug == "avance":
        return [*_outlook(data), go.Scatter(x=frame["day"], y=frame["supported"], mode="lines")]
    if slug == "ritmo":
        return [go.Bar(x=frame["week"], y=frame["added"])]
    if slug == "etapas":
        return [go.Bar(x=frame["mipymes"], y=frame["stage"], orientation="h")]
    frame, name = frame[::-1], "short" if slug == "universidades" else "name"
    bars = go.Bar(x=frame["supported"], y=frame[name], orientation="h")
    goals = go.Scatter(x=frame["goal"], y=frame[name], mode="markers")
    return [bars, goals]


def _outlook(data: FigureData) -> list[go.Scatter]:
    """The range of the forecast and the goal."""
    if not isinstance(data.forecast, Forecast):
        return []
    ahead = data.forecast.frame
    low = go.Scatter(x=ahead["day"], y=ahead["low"], mode="lines", line={"width": 0})
    high = go.Scatter(
        x=ahead["day"], y=ahead["high"], mode="lines", line={"width": 0}, fill="tonexty"
    )
    return [low, high]


def _layout() -> html.Div:
    revision = _revision()
    said, drawn = _answer(None, revision)
    with reader().connect() as connection:
        names, present = vocabulary.names(connection).countries, vocabulary.present(connection)
    options = [{"label": name, "value": code} for code, name in names.items() if code in present]
    return html.Div(
        [
            html.H2(said, id="said"),
            dcc.Dropdown(options, id="pais", placeholder="Todos"),
            *(dcc.Graph(id=slug, figure=one) for slug, one in zip(SLUGS, drawn, strict=True)),
        ]
    )


app = Dash(__name__, title="Resumen")
app.layout = _layout


@app.callback(
    Output("said", "children"),
    *(Output(slug, "figure") for slug in SLUGS),
    Input("pais", "value"),
    prevent_initial_call=True,
)
def _change(country: str | None) -> tuple[Any, ...]:
    said, drawn = _answer(country, _revision())
    return (said, *drawn)


if __name__ == "__main__":
    WSGIRequestHandler.protocol_version = "HTTP/1.1"
    run_simple("127.0.0.1", int(sys.argv[1]), app.server, threaded=True)
