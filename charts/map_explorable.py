"""The explorable form of a map: Plotly with our own boundaries, and no request to anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from charts import explorable, geography
from charts.choropleth import Map
from charts.classes import Classes
from charts.edition import Edition
from charts.tokens import Tokens

if TYPE_CHECKING:
    import plotly.graph_objects as go

_HEIGHT = 520
_LINE = 0.7
_PAD = 0.03


def explored(maps: Sequence[Map], scale: Classes, edition: Edition, tokens: Tokens) -> go.Figure:
    """All places on one globe, a trace for each class, so that the legend can hide one."""
    import plotly.graph_objects as go

    figure = go.Figure(
        # Without it Plotly fetches the coasts of the world from its own server and, offline,
        # draws nothing at all (plotly.js 6767).
        go.Scattergeo(lon=[None], lat=[None], showlegend=False, hoverinfo="skip"),
        explorable.layout(
            tokens,
            edition,
            height=_HEIGHT,
            geo=_globe(maps, tokens),
            margin={"l": 0, "r": 0, "t": 24, "b": 0},
            showlegend=True,
            legend={"orientation": "h", "x": 0, "y": 0, "traceorder": "normal"},
        ),
    )
    places = [place for one in maps for place in one.places]
    codes = {place.code for place in places}
    land, spoken = geography.features([one.view for one in maps], codes)
    figure.add_trace(
        go.Choropleth(
            **_areas(land, tokens.map_land, tokens.background), showlegend=False, hoverinfo="skip"
        )
    )
    for kind in scale.shown:
        members = [place for place in places if scale.of(place.value) == kind]
        fill = scale.fill(kind, tokens)
        group = {"name": scale.label(kind, edition), "legendgroup": str(kind)}
        figure.add_trace(
            go.Choropleth(
                **_areas(
                    {place.code: spoken[place.code] for place in members},
                    fill,
                    scale.border(kind, tokens),
                ),
                **group,
                showlegend=False,
                customdata=[place.tooltip for place in members],
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
        # The legend's swatch: that of an area has no border, and white would not be seen.
        swatch = {"symbol": "square", "size": 12, "color": fill}
        swatch["line"] = {"width": 1, "color": tokens.map_line}
        figure.add_trace(go.Scattergeo(lon=[None], lat=[None], marker=swatch, **group))
    return figure


def _areas(features: geography.Features, fill: str, border: str) -> dict[str, Any]:
    """A trace of areas in one colour."""
    return {
        "geojson": {"type": "FeatureCollection", "features": list(features.values())},
        "locations": list(features),
        "z": [1] * len(features),
        "colorscale": [[0, fill], [1, fill]],
        "showscale": False,
        "marker": {"line": {"color": border, "width": _LINE}},
    }


def _globe(maps: Sequence[Map], tokens: Tokens) -> dict[str, Any]:
    """A flat globe that frames the maps."""
    frames = [geography.view(one.view).frame for one in maps or [Map(geography.AMERICA, [])]]
    west, south = (min(frame[edge] for frame in frames) for edge in (0, 1))
    east, north = (max(frame[edge] for frame in frames) for edge in (2, 3))
    return {
        "visible": False,
        "bgcolor": tokens.background,
        "projection": {"type": "mercator"},
        "lonaxis": {"range": [west - _PAD * (east - west), east + _PAD * (east - west)]},
        "lataxis": {"range": [south - _PAD * (north - south), north + _PAD * (north - south)]},
    }
