"""``avance``: the figure, and its explorable form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from charts import outlook
from charts.curve import Curve, curve
from charts.edition import Edition
from charts.explorable import layout, tick_format, words_above
from charts.figure import Figure
from charts.progress import QUESTION, caption, goal_words, lead_words, table
from charts.progress_plot import natural_height, plot
from charts.tokens import Tokens
from data_access.records import FigureData

if TYPE_CHECKING:
    import plotly.graph_objects as go


def explored(data: FigureData, edition: Edition, tokens: Tokens) -> go.Figure:
    """The curve of progress and the path to its goal."""
    import plotly.graph_objects as go

    seen = curve(data)
    highest = max([*seen.supported, *seen.range_ends(), seen.target or 0], default=0)
    figure = go.Figure(
        layout=layout(
            tokens,
            edition,
            height=420,
            hovermode="x unified",
            xaxis={
                "showgrid": False,
                "type": "date",
                "tickangle": 0,
                # From a month on; what is closer, Plotly says by itself.
                "tickformatstops": [{"dtickrange": ["M1", None], "value": "%b\n%Y"}],
            },
            yaxis={"rangemode": "tozero", "tickformat": tick_format(highest)},
        )
    )
    if seen.first is None or seen.last is None:
        return figure
    # Said, because Plotly would make room for the labels and squeeze the curve on a phone.
    figure.update_xaxes(range=[seen.first, max(seen.last, seen.due or seen.last)])
    for trace in _range(seen, edition, tokens):
        figure.add_trace(trace)
    days = [seen.first, *seen.days, seen.last]
    figure.add_trace(
        go.Scatter(
            name=edition._("Supported MiPymes"),
            x=days,
            y=[0, *seen.supported, seen.value],
            mode="lines",
            line={"color": tokens.accent, "width": 3, "shape": "hv"},
            fill="tozeroy",
            fillcolor=tokens.accent_soft,
            customdata=_hover(seen, edition),
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    above = [lead_words(seen, edition)]
    marks = [_annotation(seen.last, seen.value, edition.number(seen.value), tokens.accent)]
    if seen.state in ("behind", "overdue", "level"):
        marks[0] |= {"yanchor": "top", "xanchor": "left", "align": "left"}
    if seen.target is not None and seen.starts is not None and seen.due is not None:
        path = sorted({seen.starts, seen.due, max(seen.due, seen.last)})
        figure.add_trace(
            go.Scatter(
                name=edition._("Goal path"),
                x=path,
                y=[seen.expected(day) for day in path],
                mode="lines",
                line={"color": tokens.goal, "width": 2, "dash": "dash"},
                hoverinfo="skip",
            )
        )
        marks.append(_annotation(seen.due, seen.target, goal_words(seen, edition), tokens.goal))
    if seen.forecast is not None:
        above.append(outlook.label(seen.forecast, edition))
    figure.update_layout(annotations=marks)
    said = [words for words in above if words]
    if said:
        words_above(figure, said, tokens.ink_soft)
    return figure


def _range(seen: Curve, edition: Edition, tokens: Tokens) -> list[go.Scatter]:
    """Both edges of the forecast, and the area between them."""
    import plotly.graph_objects as go

    if seen.forecast is None:
        return []
    frame = seen.forecast.frame
    days = [stamp.date() for stamp in frame["day"]]
    shared = {"x": days, "mode": "lines", "line": {"color": tokens.neutral, "width": 1}}
    words = [
        edition._("Forecast: {low} to {high}").format(
            low=edition.number(low), high=edition.number(high)
        )
        for low, high in zip(frame["low"], frame["high"], strict=True)
    ]
    return [
        go.Scatter(y=frame["low"].tolist(), hoverinfo="skip", **shared),
        go.Scatter(
            name=edition._("Forecast"),
            y=frame["high"].tolist(),
            fill="tonexty",
            fillcolor=tokens.range_fill,
            customdata=words,
            hovertemplate="%{customdata}<extra></extra>",
            **shared,
        ),
    ]


def _hover(seen: Curve, edition: Edition) -> list[str]:
    def line(count: int) -> str:
        return edition.ngettext(
            "{count} supported MiPyme", "{count} supported MiPymes", count
        ).format(count=edition.number(count))

    return [line(count) for count in (0, *seen.supported, seen.value)]


def _annotation(day: Any, value: float, words: str, colour: str) -> dict[str, Any]:
    return {
        "x": day,
        "y": value,
        "text": f"<b>{words}</b>",
        "showarrow": False,
        "xanchor": "right",
        "yanchor": "bottom",
        "font": {"color": colour},
    }


FIGURE = Figure(
    slug="avance",
    question=QUESTION,
    caption=caption,
    plot=plot,
    explorable=explored,
    table=table,
    height=natural_height,
)
