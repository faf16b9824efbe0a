"""``mapa-estados``: the states, departments, regions or provinces of a country, or of several side
by side, each in the shade of its supported MiPymes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from charts import caption as words
from charts import choropleth, geography, map_explorable, map_findings, map_shapes
from charts.caption import Caption
from charts.choropleth import Map
from charts.classes import Classes, classes
from charts.edition import Edition
from charts.figure import Figure
from charts.map_rows import countries, only
from charts.ranking import extent, shares
from charts.sizes import Size
from charts.tokens import Tokens
from data_access.records import FigureData
from texts import mark

if TYPE_CHECKING:
    import plotly.graph_objects as go

QUESTION = mark("In which states, departments, regions or provinces are the MiPymes?")
_NAMED = 6
"""Places named on a map, most first."""
_HIGHEST = 520
_LEAST_ALONE, _LEAST_BESIDE = 250.0, 80.0
"""The longer side of a map on the smallest canvas, alone and beside others."""
_CELL, _CELL_SHAPE = 12, 0.95
"""Width of a map beside others in text sizes, and its height over that, where the canvas is
open."""


def maps(data: FigureData, edition: Edition) -> tuple[list[Map], Classes]:
    """A map per country, and the classes that all of them share."""
    seen = countries(data, edition)
    if not seen:
        return [Map(geography.AMERICA, [])], classes([])
    scale = classes([place.value for country in seen for place in country.places])
    if len(seen) == 1:
        return [Map(seen[0].code, seen[0].places, named=_NAMED)], scale
    return [
        Map(country.code, country.places, heading=(country.name, edition.number(country.total)))
        for country in seen
    ], scale


def caption(data: FigureData, edition: Edition) -> Caption:
    """Finding, measure and note of `mapa-estados`."""
    _ = edition._
    seen = countries(data, edition)
    known = [place.value for one in seen for place in one.places if place.value is not None]
    country = seen[0].code if len(seen) == 1 else None
    level = edition.division(data.context, country)
    note = [_(words.SUPPORTED)]
    unplaced = sum(one.unplaced for one in seen)
    if unplaced:
        note.append(
            edition.ngettext(
                "{count} MiPyme whose {level} is not known is not on the map.",
                "{count} MiPymes whose {level} is not known are not on the map.",
                unplaced,
            ).format(count=edition.number(unplaced), level=level)
        )
    if len(seen) > 1:
        note.append(_("Each country is drawn to a scale of its own."))
    if any(one.code == "EC" for one in seen):
        note.append(_("Galápagos is drawn nearer than it is."))
    note.append(_("Small islands are left out."))
    longest = _LEAST_ALONE if len(seen) == 1 else _LEAST_BESIDE
    if any(map_shapes.marked(one.code, longest) for one in seen):
        note.append(_("A diamond stands for a place that is too small to be drawn."))
    measure = (
        _("Change in the number of supported MiPymes by {level}")
        if data.context.scope.start is not None
        else _("Number of supported MiPymes by {level}")
    )
    said = words.caption(
        data.context,
        edition,
        title=map_findings.titles(seen, data, edition),
        measure=measure.format(level=level),
        n=sum(one.total for one in seen) if known else None,
        note=" ".join(note),
        kind=_("Map of the supported MiPymes by {level}").format(level=level),
        extent=extent(known, edition),
    )
    return choropleth.credited(said, edition)


def plot(
    data: FigureData, edition: Edition, tokens: Tokens, width: float, height: float, size: Size
) -> dict[str, Any]:
    """The maps, the leading places of a single one named."""
    drawn, scale = maps(data, edition)
    return choropleth.plot(drawn, scale, edition, tokens, width, height, size)


def explored(data: FigureData, edition: Edition, tokens: Tokens) -> go.Figure:
    """The same places on one map, to hover and zoom."""
    drawn, scale = maps(data, edition)
    return map_explorable.explored(drawn, scale, edition, tokens)


def table(data: FigureData, edition: Edition) -> pd.DataFrame:
    """One row per place, most first; a row for those whose place is not known."""
    _ = edition._
    rows = [
        (one.name, place.name, place.value, one.total)
        for one in countries(data, edition)
        for place in one.places
    ] + [
        (one.name, _("not known"), one.unplaced, one.total)
        for one in countries(data, edition)
        if one.unplaced
    ]
    level = edition.division(data.context, only(countries(data, edition)))
    return pd.DataFrame(
        {
            _("Country"): [row[0] for row in rows],
            level.capitalize(): [row[1] for row in rows],
            _("Supported MiPymes"): pd.array([row[2] for row in rows], dtype="Int64"),
            _("Share of the country, %"): shares([row[2:] for row in rows]),
        }
    )


def height(data: FigureData, size: Size, width: float) -> float:
    """As high as the country is beside its width, within reason; a row of several is lower."""
    codes = {*data.context.scope.countries} or {*data.frame["country"]}
    known = [code for code in codes if code in geography.countries()]
    if len(known) != 1:
        cell = _CELL * size.text
        columns = max(int(width // cell), 1)
        return -(-max(len(known), 1) // columns) * cell * _CELL_SHAPE
    shape = geography.aspect(list(geography.view(known[0]).shapes.values()))
    return min(max(width * shape, width * 0.6), _HIGHEST)


def shows(data: FigureData, edition: Edition) -> bool:
    """Whether a place has a shade."""
    return any(place.value for one in countries(data, edition) for place in one.places)


FIGURE = Figure("mapa-estados", QUESTION, caption, plot, explored, table, height, shows)
