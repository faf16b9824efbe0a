"""Where the MiPymes are: by country and by its first-level subdivisions."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection, or_, select

from data_access import definitions, freshness, goals, progress, rollups, schema
from data_access.scope import Scope


def supported(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """Supported MiPymes by country, most first.

    Columns ``code``, ``name`` (Spanish), ``division``, ``supported`` (Int64; missing where no
    university based there has ever reported and no other has MiPymes there), ``goal`` (Int64;
    missing without one), ``has_university`` (bool; whatever the scope). A row for each country of
    `scope`, or of its subdivisions, that has MiPymes or one of its universities.
    """
    daily = rollups.source(connection, scope, by=["country"])
    counts = (
        select(daily.c.country, definitions.supported(daily).label("supported"))
        .where(*scope.members(daily), *scope.days(daily))
        .group_by(daily.c.country)
        .subquery()
    )
    c = schema.country.c
    bases = select(schema.university.c.country)
    asked = bases
    if scope.universities:
        asked = bases.where(schema.university.c.code.in_(scope.universities))
    based = c.code.in_(bases)
    query = (
        select(c.code, c.name, c.division, counts.c.supported, based.label("has_university"))
        .outerjoin_from(schema.country, counts, counts.c.country == c.code)
        .where(or_(counts.c.supported.is_not(None), c.code.in_(asked)))
        .order_by(c.code)
    )
    if scope.countries:
        query = query.where(c.code.in_(scope.countries))
    if scope.subdivisions:
        query = query.where(c.code.in_({code.split("-")[0] for code in scope.subdivisions}))
    frame = pd.DataFrame(
        connection.execute(query).all(),
        columns=["code", "name", "division", "supported", "has_university"],
    )
    targets = goals.targets(scope, goals.goals(connection), by="country")
    frame["goal"] = pd.array([targets.get(code) for code in frame["code"]], dtype="Int64")
    counted = frame["supported"].astype("Int64")
    silent = frame["code"].isin(_silent(connection))
    frame["supported"] = counted.where(counted.notna() | silent, other=0)
    frame["has_university"] = frame["has_university"].astype(bool)
    ordered = frame.sort_values(["supported", "code"], ascending=[False, True], na_position="last")
    columns = ["code", "name", "division", "supported", "goal", "has_university"]
    return ordered[columns].reset_index(drop=True)


def _silent(connection: Connection) -> set[str]:
    """The countries of universities of which none has ever reported."""
    c = schema.university.c
    based = connection.execute(select(c.code, c.country).order_by(c.code)).all()
    reported = set(freshness.by_university(connection)["university"])
    return {row.country for row in based} - {row.country for row in based if row.code in reported}


def curves(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """The countries of `supported`, in its order, each week by week (`progress.curves`).

    Columns ``code``, ``name``, ``since``, ``week`` (datetime64), ``supported`` (Int64), and of its
    goal ``goal`` (Int64; missing without one), ``goal_from``, ``goal_until`` (datetime64). A
    country without a supported MiPyme so far has one row, without a week: 0, or missing.
    """
    weeks = progress.curves(connection, scope=scope, by="country")
    listed = supported(connection, scope=scope)
    whole = listed.set_index("code")["supported"]
    listed = listed[["code", "name", "goal"]]
    own = goals.own(scope, goals.goals(connection), by="country")
    for column, day in (("goal_from", "starts_on"), ("goal_until", "due_on")):
        days = [getattr(own.get(code), day, None) for code in listed["code"]]
        listed[column] = pd.to_datetime(pd.Series(days, index=listed.index, dtype="object"))
    frame = listed.merge(weeks, on="code", how="left")
    counted = frame["supported"].astype("Int64")
    frame["supported"] = counted.fillna(frame["code"].map(whole).astype("Int64"))
    columns = ["code", "name", "since", "week", "supported", "goal", "goal_from", "goal_until"]
    return frame[columns]


def supported_by_subdivision(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """Supported MiPymes by subdivision, most first.

    Columns ``code`` ('' where a MiPyme names none), ``country``, ``name``, ``supported`` (int).
    Only subdivisions with MiPymes in `scope`; the shapes of the others are the map's.
    """
    daily = rollups.source(connection, scope, by=["country", "subdivision"])
    counts = (
        select(
            daily.c.country,
            daily.c.subdivision,
            definitions.supported(daily).label("supported"),
        )
        .where(*scope.members(daily), *scope.days(daily))
        .group_by(daily.c.country, daily.c.subdivision)
        .subquery()
    )
    c = schema.subdivision.c
    query = (
        select(counts.c.subdivision, counts.c.country, c.name, counts.c.supported)
        .outerjoin_from(counts, schema.subdivision, c.code == counts.c.subdivision)
        .order_by(counts.c.supported.desc(), counts.c.country, counts.c.subdivision)
    )
    frame = pd.DataFrame(
        connection.execute(query).all(), columns=["code", "country", "name", "supported"]
    )
    return frame.astype({"supported": "int64"})
