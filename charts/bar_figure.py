"""A figure of horizontal bars: whoever can say its rows in words has both of its forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd

from charts import bars, explorable
from charts.bar_rows import Bar
from charts.caption import Caption
from charts.edition import Edition
from charts.figure import Figure
from charts.sizes import Size
from charts.tokens import Tokens
from data_access.records import FigureData

if TYPE_CHECKING:
    import plotly.graph_objects as go


def bar_figure(
    slug: str,
    question: str,
    *,
    caption: Callable[[FigureData, Edition], Caption],
    rows: Callable[[FigureData, Edition], list[Bar]],
    table: Callable[[FigureData, Edition], pd.DataFrame],
    folded: str = "{count}",
    beside_from: float | None = None,
    percent: bool = False,
    compares: bool = False,
) -> Figure:
    """The figure that draws `rows` in their order.

    `folded` is the message, with a ``{count}``, that names those a low canvas makes one of.
    Names stand above their bars; from a plot `beside_from` wide on, beside them. `percent`
    where values are hundredths of a whole. `compares` where a single bar is no figure.
    """

    def plot(
        data: FigureData, edition: Edition, tokens: Tokens, width: float, height: float, size: Size
    ) -> dict[str, Any]:
        def fold(rest: list[Bar]) -> Bar:
            known = [bar.value for bar in rest if bar.value is not None]
            total = sum(known) if known else None
            name = edition._(folded).format(count=edition.number(len(rest)))
            label = edition.number(total)
            return Bar(name, ("",), total, label, tooltip=f"{name}: {label}")

        above = beside_from is None or width < beside_from
        return bars.plot(rows(data, edition), fold, tokens, width, height, size, above=above)

    def explored(data: FigureData, edition: Edition, tokens: Tokens) -> go.Figure:
        return explorable.bar_figure(rows(data, edition), edition, tokens, percent=percent)

    def height(data: FigureData, size: Size, width: float) -> float:
        return bars.natural_height(rows(data, Edition()), size)

    def shows(data: FigureData, edition: Edition) -> bool:
        found = rows(data, edition)
        return any(bar.value for bar in found) and not (compares and len(found) == 1)

    return Figure(slug, question, caption, plot, explored, table, height, shows)
