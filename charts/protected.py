"""What every figure is where its numbers are not published: the same words in picture, table, file
and alt text, and never a zero."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from charts import caption as words
from charts import vega
from charts.caption import Caption
from charts.edition import Edition
from charts.figure import Figure
from charts.sizes import Size
from charts.tokens import Tokens
from charts.vega import Label, Padding
from data_access.records import FigureData

if TYPE_CHECKING:
    import plotly.graph_objects as go

_HIGH = 5.0
"""Height of the plot where it is open, in lines of text."""


def or_protected(figure: Figure) -> Figure:
    """`figure`, which says so where its data are protected."""

    def caption(data: FigureData, edition: Edition) -> Caption:
        if data.protected:
            return _caption(figure, data, edition)
        return figure.caption(data, edition)

    def plot(
        data: FigureData, edition: Edition, tokens: Tokens, width: float, height: float, size: Size
    ) -> dict[str, Any]:
        if not data.protected:
            return figure.plot(data, edition, tokens, width, height, size)
        said = Label(0, size.text * 2, edition._("Protected data"), size.text, 600, tokens.no_data)
        return vega.spec([], [said], width, height, Padding())

    def explorable(data: FigureData, edition: Edition, tokens: Tokens) -> go.Figure:
        if not data.protected:
            return figure.explorable(data, edition, tokens)
        import plotly.graph_objects as go

        said = edition._("Protected data")
        return go.Figure(layout={"title": said, "xaxis": {"visible": False}} | _NO_AXIS)

    def table(data: FigureData, edition: Edition) -> pd.DataFrame:
        if not data.protected:
            return figure.table(data, edition)
        _ = edition._
        return pd.DataFrame({_(figure.question): [_("Protected data")]})

    def height(data: FigureData, size: Size, width: float) -> float:
        return size.text * _HIGH if data.protected else figure.height(data, size, width)

    return replace(
        figure, caption=caption, plot=plot, explorable=explorable, table=table, height=height
    )


_NO_AXIS = {"yaxis": {"visible": False}}


def _caption(figure: Figure, data: FigureData, edition: Edition) -> Caption:
    _ = edition._
    return words.caption(
        data.context,
        edition,
        title=[_("Protected data")],
        measure=_(figure.question),
        n=None,
        note=_(data.protected),
        kind=_("No picture"),
        extent="",
    )
