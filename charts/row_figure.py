"""A figure of rows, each with a name and what is drawn beside or below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import pandas as pd

from charts import text, vega
from charts.caption import Caption
from charts.edition import Edition
from charts.figure import Figure
from charts.sizes import Size
from charts.tokens import Tokens
from charts.vega import Label
from data_access.records import FigureData

if TYPE_CHECKING:
    import plotly.graph_objects as go


class Row(Protocol):
    """What every row says of itself."""

    @property
    def name(self) -> str:
        """What the row is about."""

    @property
    def detail(self) -> str:
        """Said after the name, such as its n."""


R = TypeVar("R", bound=Row)


def row_figure(
    slug: str,
    question: str,
    *,
    caption: Callable[[FigureData, Edition], Caption],
    rows: Callable[[FigureData, Edition], list[R]],
    table: Callable[[FigureData, Edition], pd.DataFrame],
    draw: Callable[[list[R], Edition, Tokens, float, float, Size], dict[str, Any]],
    explore: Callable[[list[R], Edition, Tokens], go.Figure],
    row_height: float,
    rest: float,
) -> Figure:
    """The figure that draws `rows` in their order. `row_height` and the `rest` around them are in
    sizes of text, where the canvas leaves the height open."""

    def plot(
        data: FigureData, edition: Edition, tokens: Tokens, width: float, height: float, size: Size
    ) -> dict[str, Any]:
        found = rows(data, edition)
        if not found:
            return vega.nothing(edition._("No data"), tokens, width, height, size)
        return draw(found, edition, tokens, width, height, size)

    def explored(data: FigureData, edition: Edition, tokens: Tokens) -> go.Figure:
        return explore(rows(data, edition), edition, tokens)

    def height(data: FigureData, size: Size, width: float) -> float:
        return (max(len(rows(data, Edition())), 2) * row_height + rest) * size.text

    return Figure(slug, question, caption, plot, explored, table, height)


def name_above(row: Row, base: float, width: float, size: Size, tokens: Tokens) -> list[Label]:
    """The name and its detail on the line `base`."""
    name = Label(0, base, row.name, size.text, text.BOLD, tokens.ink)
    after = name.right + size.text * 0.5
    detail = text.cut(row.detail, width - after, size.small)
    return [name, Label(after, base, detail, size.small, text.REGULAR, tokens.ink_soft)]


def beside_width(rows: Sequence[Row], small: float) -> float:
    """The room that `name_beside` needs."""
    return max(sum(label.width for label in _beside(row, small)) for row in rows) + small * 0.4


def name_beside(row: Row, right: float, base: float, small: float, tokens: Tokens) -> list[Label]:
    """The name and its detail, ending at `right` on the line `base`."""
    name, detail = _beside(row, small)
    detail = replace(detail, x=right, y=base, fill=tokens.ink_soft)
    before = right - detail.width - (small * 0.4 if detail.text else 0)
    return [replace(name, x=before, y=base, fill=tokens.ink), detail]


def _beside(row: Row, small: float) -> tuple[Label, Label]:
    return (
        Label(0, 0, row.name, small, text.SEMIBOLD, "", "right"),
        Label(0, 0, row.detail, small, text.REGULAR, "", "right"),
    )
