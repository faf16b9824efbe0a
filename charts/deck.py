"""The interactive map as a pydeck Deck: our own boundaries, no tiles, no request to anywhere."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

import pydeck

from charts import atlas as maps
from charts import geography, text
from charts.atlas import Atlas, Dot, Link
from charts.tokens import Tokens

PLACES, TOWNS = "lugares", "municipios"
"""The layers whose objects lead to a place."""
_MARGIN = 0.94
_LARGEST, _LARGEST_OF_ALL, _SMALLEST = 22.0, 12.0, 2.0
"""Radius in pixels of the town with the most MiPymes, the same on the map of all countries, and of
the least; areas go by counts."""
_WIDEST = 5.0


class SmallDeck(pydeck.Deck):
    """A Deck whose JSON has no indentation: shapes would take four times as much."""

    def to_json(self) -> str:
        """The specification on one line."""
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"))


def deck(atlas: Atlas, tokens: Tokens, *, width: float, height: float) -> SmallDeck:
    """The map of an atlas for a window of about this size."""
    shades = {shade.code: shade for shade in atlas.shading.shades}
    land, spoken = geography.features([atlas.view], shades)
    longitude, latitude, zoom = maps.camera(maps.frame(atlas), width * _MARGIN, height * _MARGIN)
    scale = atlas.shading.scale
    places = [
        {
            **shape,
            "properties": {
                "code": code,
                "words": shades[code].words,
                "fill": rgb(scale.fill(shades[code].kind, tokens)),
                "line": rgb(scale.border(shades[code].kind, tokens)),
            },
        }
        for code, shape in spoken.items()
    ]
    background = [
        {"type": "Feature", "properties": {}, "geometry": shape["geometry"]}
        for shape in land.values()
    ]
    layers = [
        pydeck.Layer(
            "GeoJsonLayer",
            _collection(background),
            id="tierra",
            get_fill_color=rgb(tokens.map_land),
            get_line_color=rgb(tokens.background),
            line_width_min_pixels=1,
        ),
        pydeck.Layer(
            "GeoJsonLayer",
            _collection(places),
            id=PLACES,
            get_fill_color="properties.fill",
            get_line_color="properties.line",
            line_width_min_pixels=1,
            pickable=True,
            auto_highlight=True,
            highlight_color=[*rgb(tokens.map_point), 90],
        ),
        *(_lines(atlas.links, tokens) if atlas.links else []),
        *(_towns(atlas, tokens) if atlas.towns else []),
        *(_universities(atlas.universities, tokens) if atlas.universities else []),
    ]
    return SmallDeck(
        layers,
        # The wheel and one finger scroll the page, which is longer than the map.
        views=[
            pydeck.View(
                type="MapView",
                controller={"scrollZoom": False, "dragRotate": False, "touchRotate": False},
            )
        ],
        initial_view_state=pydeck.ViewState(
            longitude=round(longitude, 3),
            latitude=round(latitude, 3),
            zoom=round(zoom, 2),
            min_zoom=round(zoom, 2) - 0.5,
            max_zoom=round(zoom, 2) + 5,
        ),
        # Every other pair of values asks a server of tiles.
        map_provider=None,
        tooltip={
            "text": "{words}",
            "style": {
                "background": tokens.ink,
                "color": tokens.background,
                "fontFamily": text.FAMILY,
                "fontSize": "14px",
                "borderRadius": "3px",
                "maxWidth": "16rem",
            },
        },
    )


def rgb(colour: str) -> list[int]:
    """``#rrggbb`` as three numbers."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def _lines(links: Sequence[Link], tokens: Tokens) -> list[pydeck.Layer]:
    """Lines as wide as their counts, on a rim that parts them from every shade."""
    most = max(link.count for link in links)
    rows = []
    for link in links:
        wide = round(1 + (_WIDEST - 1) * math.sqrt(max(link.count, 0) / most), 1)
        ends = {"start": link.start, "end": link.end}
        rows.append({**ends, "wide": wide, "rim": wide + 2, "words": link.words})
    shared = {
        "get_source_position": "start",
        "get_target_position": "end",
        "width_units": "'pixels'",
    }
    rim, colour = rgb(tokens.background), rgb(tokens.map_point)
    return [
        pydeck.Layer("LineLayer", rows, id="orillas", get_width="rim", get_color=rim, **shared),
        pydeck.Layer(
            "LineLayer",
            rows,
            id="lazos",
            get_width="wide",
            get_color=colour,
            pickable=True,
            **shared,
        ),
    ]


def _towns(atlas: Atlas, tokens: Tokens) -> list[pydeck.Layer]:
    """A circle for each town, its area as its count."""
    most = max(dot.count for dot in atlas.towns)
    largest = _LARGEST_OF_ALL if atlas.view == geography.AMERICA else _LARGEST
    rows = [
        {
            "at": dot.at,
            "radius": round(max(largest * math.sqrt(dot.count / most), _SMALLEST), 1),
            "words": dot.words,
            "code": dot.code,
            "town": dot.town,
        }
        for dot in atlas.towns
    ]
    return [
        pydeck.Layer(
            "ScatterplotLayer",
            rows,
            id=TOWNS,
            get_position="at",
            get_radius="radius",
            radius_units="'pixels'",
            get_fill_color=[*rgb(tokens.map_point), 190],
            get_line_color=rgb(tokens.background),
            stroked=True,
            line_width_min_pixels=1,
            pickable=True,
        )
    ]


def _universities(dots: Sequence[Dot], tokens: Tokens) -> list[pydeck.Layer]:
    """A ring and a name for each university."""
    rows = [
        {
            "at": dot.at,
            "name": dot.name,
            "words": dot.words,
            "code": dot.code,
            "anchor": "end" if dot.left else "start",
            "offset": [-9 if dot.left else 9, 0],
        }
        for dot in dots
    ]
    return [
        pydeck.Layer(
            "ScatterplotLayer",
            rows,
            id="universidades",
            get_position="at",
            get_radius=5,
            radius_units="'pixels'",
            get_fill_color=rgb(tokens.background),
            get_line_color=rgb(tokens.ink),
            stroked=True,
            get_line_width=2,
            line_width_units="'pixels'",
            pickable=True,
        ),
        pydeck.Layer(
            "TextLayer",
            rows,
            id="nombres",
            get_position="at",
            get_text="name",
            get_size=13,
            get_color=rgb(tokens.ink),
            get_text_anchor="anchor",
            get_pixel_offset="offset",
            font_family=f"'{text.FAMILY}'",
            font_weight=600,
            background=True,
            get_background_color=[*rgb(tokens.background), 210],
            background_padding=[3, 1],
        ),
    ]
