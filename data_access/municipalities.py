"""In which municipalities the MiPymes are. A point is the town's, never a business's."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
from sqlalchemy import ColumnElement, Connection, FromClause, and_, false, or_, select

from data_access import cities, definitions, freshness, published, rollups, schema
from data_access.errors import Protected, ProtectedError
from data_access.intake.folding import fold
from data_access.measures import SUPPORT_MEASURES
from data_access.scope import Scope

_KEYS = ("country", "subdivision", "municipality")


def supported(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """Supported MiPymes by municipality, most first; one that counts none has no row.

    Columns ``country``, ``subdivision``, ``municipality`` (the city's name, else as most of its
    MiPymes have it; both '' where not given), ``supported`` (int), ``lat``, ``lon`` (degrees, of
    the city; missing where it is not listed). Spellings that differ in accents, case or
    punctuation are one place; the same name in two subdivisions is two.
    """
    if published.is_public(connection):
        return _published(connection, scope)
    daily = rollups.source(
        connection, scope, by=["country", "subdivision", "municipality"], measures=SUPPORT_MEASURES
    )
    keys = (daily.c.country, daily.c.subdivision, daily.c.municipality)
    count = definitions.supported(daily)
    query = (
        select(*keys, count.label("supported"))
        .where(*scope.members(daily), *scope.days(daily))
        .group_by(*keys)
        .having(count != 0)
        .order_by(count.desc(), *keys)
    )
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    places: dict[tuple[str, str, str], tuple[str, float, float]] = {}
    for country, subdivision, written, number in connection.execute(query):
        city = cities.find(subdivision, written)
        key = (country, subdivision, _place(subdivision, written))
        counts[key] += int(number)
        known = (city.name, city.lat, city.lon) if city else (written, float("nan"), float("nan"))
        places.setdefault(key, known)  # the most frequent spelling comes first
    rows = [
        (country, subdivision, places[key][0], count, *places[key][1:])
        for key, count in counts.items()
        if count
        for country, subdivision, _ in [key]
    ]
    return _frame(rows)


def named(
    connection: Connection, *, scope: Scope, name: str, begun_only: bool
) -> list[ColumnElement[bool]]:
    """Conditions on `mipyme` that keep those of the municipality `name` of `supported`, however
    their reports spell it. The rollups know every spelling of those that began (`begun_only`);
    for the rest all rows of the scope have to be looked at."""
    c = schema.mipyme.c
    rows: FromClause = schema.mipyme
    if begun_only:
        dimensions = ["subdivision", "municipality"]
        rows = rollups.source(connection, scope, by=dimensions, measures=SUPPORT_MEASURES)
    query = select(rows.c.subdivision, rows.c.municipality).where(*scope.members(rows)).distinct()
    spelled: dict[str, list[str]] = defaultdict(list)
    for subdivision, written in connection.execute(query):
        place = subdivision or ""
        if written and _place(place, written) == _place(place, name):
            spelled[place].append(written)
    here = [
        and_(
            c.subdivision == place if place else c.subdivision.is_(None),
            c.municipality.in_(sorted(names)),
        )
        for place, names in spelled.items()
    ]
    return [or_(*here) if here else false()]


def _place(subdivision: str, written: str) -> str:
    """What all spellings of a municipality have in common within its subdivision."""
    city = cities.find(subdivision, written)
    return fold(city.name if city else written)


def _published(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Of those with few in a subdivision there is one row (`codes.OTHERS`)."""
    if set(scope.dimensions()) - {"country", "subdivision"}:
        raise ProtectedError(Protected.CROSS)
    freshness.require_last_day(connection, scope)
    table = schema.published_municipality
    query = select(*(table.c[name] for name in (*_KEYS, "supported")))
    query = query.where(*scope.members(table)).order_by(*table.primary_key)
    rows = []
    for country, subdivision, name, count in connection.execute(query):
        city = cities.find(subdivision, name)
        point = (city.lat, city.lon) if city else (float("nan"), float("nan"))
        rows.append((country, subdivision, name, count, *point))
    return _frame(rows)


def _frame(rows: list[tuple[str, str, str, int, float, float]]) -> pd.DataFrame:
    rows.sort(key=lambda row: (-row[3], row[:3]))
    columns = ["country", "subdivision", "municipality", "supported", "lat", "lon"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype({"supported": "int64", "lat": "float64", "lon": "float64"})
