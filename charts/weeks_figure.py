"""``ritmo``: the figure, and its explorable form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charts import explorable, text
from charts.edition import Edition
from charts.figure import Figure
from charts.tokens import Tokens
from charts.weeks import QUESTION, caption, extremes, lines, rhythm, table, week_words
from charts.weeks_plot import WEEK, colours, end, natural_height, plot, recent_span
from data_access.records import FigureData

if TYPE_CHECKING:
    import plotly.graph_objects as go

_BESIDE, _SMALL = 92, 12
"""Room right of the columns for what the lines are, and the size of those words."""
_NEAR = 0.3
"""Lines closer than this part of the scale have their words above and below."""


def explored(data: FigureData, edition: Edition, tokens: Tokens) -> go.Figure:
    """The same columns and lines, to hover and zoom."""
    import plotly.graph_objects as go

    seen = rhythm(data)
    layout = explorable.layout(
        tokens, edition, height=380, xaxis={"showgrid": False, "type": "date"}, bargap=0.2
    )
    figure = go.Figure(layout=layout)
    if not seen.weeks:
        return figure
    looks = [colours(week, tokens) for week in seen.weeks]
    wide = [0 if week.complete else 1.5 for week in seen.weeks]
    figure.add_trace(
        go.Bar(
            x=[week.monday + WEEK / 2 for week in seen.weeks],
            y=[week.added for week in seen.weeks],
            marker={
                "color": [fill for fill, _ in looks],
                "line": {"color": [outline for _, outline in looks], "width": wide},
            },
            customdata=[week_words(week, edition) for week in seen.weeks],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    low, high = extremes(seen)
    said = sorted(lines(seen, edition), key=lambda line: line.value)
    near = len(said) == 2 and said[1].value - said[0].value < _NEAR * (high - low)
    for line, apart in zip(said, ("top", "bottom"), strict=False):
        colour = tokens.goal if line.needed else tokens.accent
        since = seen.weeks[0].monday if line.needed else recent_span(seen)[0]
        if line.value <= high:
            stroke = {"color": colour, "width": 2, "dash": "dash" if line.needed else "solid"}
            level = {"y0": line.value, "y1": line.value}
            figure.add_shape(type="line", x0=since, x1=end(seen), line=stroke, **level)
        words = "<br>".join(text.balanced(line.words, _BESIDE, _SMALL))
        figure.add_annotation(
            xref="paper",
            x=1,
            y=min(line.value, high),
            text=f"<b>{line.number}</b><br>{words}",
            font={"color": colour, "size": _SMALL},
            align="left",
            showarrow=False,
            xanchor="left",
            yanchor=apart if near else "middle",
        )
    figure.update_xaxes(tickformat="%b\n%Y", tickangle=0, nticks=6)
    if said:
        figure.update_layout(margin={"r": _BESIDE + 8})
    figure.update_yaxes(range=[low * 1.1, high * 1.1], tickformat="d" if high < 10_000 else ",d")
    return figure


FIGURE = Figure("ritmo", QUESTION, caption, plot, explored, table, natural_height)
