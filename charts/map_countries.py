"""``mapa-paises``: Latin America, each country in the shade of its supported MiPymes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from charts import caption as words
from charts import choropleth, countries, geography, map_explorable
from charts.caption import Caption
from charts.choropleth import Map, Place
from charts.classes import Classes, classes
from charts.edition import Edition
from charts.figure import Figure
from charts.ranking import extent, fraction, leaders
from charts.sizes import Size
from charts.tokens import Tokens
from data_access.records import FigureData
from texts import mark

if TYPE_CHECKING:
    import plotly.graph_objects as go

QUESTION = mark("Where in Latin America are the MiPymes?")
_SHAPE = 1.0
"""Height of the plot over its width, where the canvas leaves it open …"""
_HIGHEST = 520
"""… up to this many pixels."""


def places(data: FigureData, edition: Edition) -> list[Place]:
    """The countries, most first, with their words."""
    found = []
    for row in countries.countries(data, edition):
        label = edition.number(row.supported)
        detail = "" if row.has_university else edition._("without a participating university")
        said = f"{row.name}: {label}"
        tooltip = f"{said}. {detail}" if detail else said
        found.append(Place(row.code, row.name, row.supported, label, tooltip))
    return found


def scale(rows: list[Place]) -> Classes:
    """The classes of the countries shown."""
    return classes([place.value for place in rows])


def caption(data: FigureData, edition: Edition) -> Caption:
    """Finding, measure and note of `mapa-paises`."""
    _ = edition._
    rows = places(data, edition)
    known = [place.value for place in rows if place.value is not None]
    note = [
        _(words.SUPPORTED),
        _("It counts in the country where it is."),
        _("Grey: countries without MiPymes of the programme in this selection."),
    ]
    change = data.context.scope.start is not None
    said = words.caption(
        data.context,
        edition,
        title=titles(rows, data, edition),
        measure=_("Change in the number of supported MiPymes by country")
        if change
        else _("Number of supported MiPymes by country"),
        n=sum(known) if known else None,
        note=" ".join(note),
        kind=_("Map of the supported MiPymes by country"),
        extent=extent(known, edition),
    )
    return choropleth.credited(said, edition)


def titles(rows: list[Place], data: FigureData, edition: Edition) -> list[str]:
    """The finding, by rule, fullest first: in how many countries, and where most of them are."""
    values = [place.value for place in rows]
    reached = sum(1 for value in values if value)
    top = leaders(values)
    plain = countries.titles(countries.countries(data, edition), data, edition)
    if reached < 2 or len(top) != 1 or data.context.scope.start is not None:
        return plain
    count = values[top[0]] or 0
    others = [row.name for row in rows if row.value and row.value != count]
    if len(others) == 1:
        message = edition._("{part} supported MiPymes are in {country}; the others, in {other}")
    else:
        message = edition._(
            "{part} supported MiPymes are in {country}; the others, in {others} more countries"
        )
    full = message.format(
        part=fraction(count, values, edition),
        country=rows[top[0]].name,
        other=others[0],
        others=edition.number(len(others)),
    )
    return [full[:1].upper() + full[1:], *plain]


def plot(
    data: FigureData, edition: Edition, tokens: Tokens, width: float, height: float, size: Size
) -> dict[str, Any]:
    """Latin America, every country with MiPymes named."""
    rows = places(data, edition)
    whole = Map(geography.AMERICA, rows, named=len(rows))
    return choropleth.plot([whole], scale(rows), edition, tokens, width, height, size)


def explored(data: FigureData, edition: Edition, tokens: Tokens) -> go.Figure:
    """The same map, to hover and zoom."""
    rows = places(data, edition)
    return map_explorable.explored([Map(geography.AMERICA, rows)], scale(rows), edition, tokens)


def table(data: FigureData, edition: Edition) -> pd.DataFrame:
    """One row per country, as in `paises`."""
    return countries.table(data, edition)


def height(data: FigureData, size: Size, width: float) -> float:
    """As high as it is wide, within reason."""
    return min(width * _SHAPE, _HIGHEST)


def shows(data: FigureData, edition: Edition) -> bool:
    """Whether a country has a shade."""
    return any(place.value for place in places(data, edition))


FIGURE = Figure("mapa-paises", QUESTION, caption, plot, explored, table, height, shows)
