"""What each university contributes."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection, select

from data_access import definitions, freshness, goals, rollups, schema
from data_access.scope import Scope


def supported(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """Supported MiPymes by university, most first.

    Columns ``code``, ``name``, ``short``, ``country``, ``supported`` (Int64; missing where the
    university has never reported), ``goal`` (Int64; missing without one), ``data_until`` (date;
    missing likewise). A row for each university of `scope`; where `scope` names places, only
    those based there or with MiPymes there.
    """
    daily = rollups.source(scope, by=["university"])
    counts = (
        select(daily.c.university, definitions.supported(daily).label("supported"))
        .where(*scope.members(daily), *scope.days(daily))
        .group_by(daily.c.university)
        .subquery()
    )
    c = schema.university.c
    query = (
        select(c.code, c.name, c.short, c.country, c.subdivision, counts.c.supported)
        .outerjoin_from(schema.university, counts, counts.c.university == c.code)
        .order_by(c.code)
    )
    if scope.universities:
        query = query.where(c.code.in_(scope.universities))
    frame = pd.DataFrame(
        connection.execute(query).all(),
        columns=["code", "name", "short", "country", "subdivision", "supported"],
    )
    reported = freshness.by_university(connection).set_index("university")["data_until"]
    targets = goals.targets(scope, goals.goals(connection), by="university")
    frame["data_until"] = pd.Series(
        [reported.get(code) for code in frame["code"]], dtype="object", index=frame.index
    )
    frame["goal"] = pd.array([targets.get(code) for code in frame["code"]], dtype="Int64")
    counted = frame["supported"].astype("Int64")
    frame["supported"] = counted.where(counted.notna() | frame["data_until"].isna(), other=0)
    based_there = pd.Series(True, index=frame.index)
    if scope.countries:
        based_there &= frame["country"].isin(scope.countries)
    if scope.subdivisions:
        based_there &= frame["subdivision"].isin(scope.subdivisions)
    frame = frame[based_there | counted.notna()]
    ordered = frame.sort_values(["supported", "code"], ascending=[False, True], na_position="last")
    columns = ["code", "name", "short", "country", "supported", "goal", "data_until"]
    return ordered[columns].reset_index(drop=True)


def reach(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """Where each university attends MiPymes: columns ``university`` (code), ``country``,
    ``subdivision`` ('' where a MiPyme names none), ``supported`` (int, never 0), most first."""
    daily = rollups.source(scope, by=["university", "country", "subdivision"])
    keys = (daily.c.university, daily.c.country, daily.c.subdivision)
    count = definitions.supported(daily)
    query = (
        select(*keys, count.label("supported"))
        .where(*scope.members(daily), *scope.days(daily))
        .group_by(*keys)
        .having(count != 0)
        .order_by(count.desc(), *keys)
    )
    columns = ["university", "country", "subdivision", "supported"]
    frame = pd.DataFrame(connection.execute(query).all(), columns=columns)
    return frame.astype({"supported": "int64"})


def places(connection: Connection) -> pd.DataFrame:
    """Where the universities are: columns ``code``, ``short``, ``name``, ``country``, ``lat``,
    ``lon`` (degrees, of the city; missing where not known), in the order of their codes."""
    c = schema.university.c
    query = select(c.code, c.short, c.name, c.country, c.lat, c.lon).order_by(c.code)
    columns = ["code", "short", "name", "country", "lat", "lon"]
    frame = pd.DataFrame(connection.execute(query).all(), columns=columns)
    return frame.astype({"lat": "float64", "lon": "float64"})
