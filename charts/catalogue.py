"""Every figure by its slug: what pages, routes and the press kit walk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from charts import countries, explorable, progress, progress_plot, universities
from charts.caption import Caption
from charts.edition import Edition
from charts.sizes import Size
from charts.tokens import Tokens
from data_access.records import FigureData

if TYPE_CHECKING:
    import plotly.graph_objects as go

Plot = Callable[[FigureData, Edition, Tokens, float, float, Size], dict[str, Any]]


@dataclass(frozen=True)
class Figure:
    """One figure: the same prepared frame in two forms, with its words and its table."""

    slug: str
    question: str
    """English message id, translated where shown."""
    caption: Callable[[FigureData, Edition], Caption]
    plot: Plot
    """(data, edition, tokens, width, height, size) → Vega-Lite; its labels are in ``usermeta``."""
    explorable: Callable[[FigureData, Edition, Tokens], go.Figure]
    table: Callable[[FigureData, Edition], pd.DataFrame]
    height: Callable[[FigureData, Size, float], float]
    """(data, size, width) → height of the plot where the size leaves it open."""


def _explorable_universities(data: FigureData, edition: Edition, tokens: Tokens) -> go.Figure:
    return explorable.bar_figure(universities.rows_as_bars(data, edition), edition, tokens)


def _explorable_countries(data: FigureData, edition: Edition, tokens: Tokens) -> go.Figure:
    return explorable.bar_figure(countries.rows_as_bars(data, edition), edition, tokens)


CATALOGUE: dict[str, Figure] = {
    figure.slug: figure
    for figure in (
        Figure(
            slug="avance",
            question=progress.QUESTION,
            caption=progress.caption,
            plot=progress_plot.plot,
            explorable=explorable.progress_figure,
            table=progress.table,
            height=progress_plot.natural_height,
        ),
        Figure(
            slug="universidades",
            question=universities.QUESTION,
            caption=universities.caption,
            plot=universities.plot,
            explorable=_explorable_universities,
            table=universities.table,
            height=universities.natural_height,
        ),
        Figure(
            slug="paises",
            question=countries.QUESTION,
            caption=countries.caption,
            plot=countries.plot,
            explorable=_explorable_countries,
            table=countries.table,
            height=countries.natural_height,
        ),
    )
}
