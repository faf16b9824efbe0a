"""What a figure is: one prepared frame in two forms, with its words and its table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

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
    """One figure of the catalogue."""

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
    shows: Callable[[FigureData, Edition], bool] | None = None
    """(data, edition) → whether there is something to print; None where any row of its table is."""

    def worth_printing(self, data: FigureData, edition: Edition) -> bool:
        """Whether it is offered for printing: not where nothing is told, or a single bar. The
        address of the figure answers all the same."""
        if data.protected:
            return False
        if self.shows is not None:
            return self.shows(data, edition)
        return not self.table(data, edition).empty
