"""The address at the foot of a figure, where its numbers can be checked."""

from __future__ import annotations

from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.seal import seal_of
from data_access.records import FigureData
from data_access.scope import Scope
from web.address import query_for
from web.asked import Asked


def seal_address(slug: str, data: FigureData, wanted: Asked, origin: str) -> str:
    """``mipymes.example.org/f/avance-211031-211102-7kq2mfx?pais=CO``, as it is printed, without
    ``https://``; empty where nothing has been loaded."""
    seal = seal_of(CATALOGUE[slug], data)
    if seal is None:
        return ""
    query = query_for(wanted.scope, Edition(wanted.edition.language))
    return f"{origin.partition('://')[2]}/f/{seal.written(filters(wanted.scope))}{query}"


def filters(scope: Scope) -> str:
    """The scope as the part of an address that a seal vouches for."""
    return query_for(scope, Edition()).removeprefix("?")
