"""What each university contributes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from data_access import (
    definitions,
    freshness,
    goals,
    pace,
    progress,
    published,
    rollups,
    schema,
    students,
)
from data_access.scope import Scope


def supported(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """Supported MiPymes by university, most first.

    Columns ``code``, ``name``, ``short``, ``country``, ``supported`` (Int64; missing where the
    university has never reported), ``goal`` (Int64; missing without one), ``data_until`` (date;
    missing likewise). A row for each university of `scope`; where `scope` names places, only
    those based there or with MiPymes there.
    """
    daily = rollups.source(connection, scope, by=["university"])
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


def overview(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """Everything a list or a profile of the universities says: the rows and columns of `supported`,
    and beside them

    - ``city``, ``kind`` (key of `codes.UNIVERSITY_KINDS`);
    - ``pace`` (float, as `definitions.PACE`; missing with fewer than six complete weeks);
    - ``concluded``, ``dropped`` (Int64, in those stages at the end of `scope`; missing where the
      university has never reported);
    - ``last_state`` (key of `codes.SUBMISSION_STATES`), ``last_period`` (code; missing where the
      file was for none) of the file it last sent;
    - ``students`` (Int64), ``mipymes_per_student``, ``hours_per_student`` (float; hours of those
      whose hours are known): of all its students, or those of the cohorts of `scope`, wherever
      the MiPymes are; missing where nothing is known of them.
    """
    frame = supported(connection, scope=scope)
    weeks = progress.weeks_of(connection, scope=scope)
    paces = {code: {"pace": pace.recent(frame)} for code, frame in weeks.items()}
    places, files = _places(connection), _last_files(connection)
    stages = _stages(connection, scope)
    work = students.by_university(connection, scope=scope).set_index("university").to_dict("index")
    for name, kind, facts in (
        ("city", "object", places),
        ("kind", "object", places),
        ("pace", "float64", paces),
        ("concluded", "Int64", stages),
        ("dropped", "Int64", stages),
        ("last_state", "object", files),
        ("last_period", "object", files),
        ("students", "Int64", work),
        ("mipymes_per_student", "float64", work),
        ("hours_per_student", "float64", work),
    ):
        values = [facts.get(code, {}).get(name) for code in frame["code"]]
        frame[name] = pd.Series(values, dtype=kind)
    for name in ("concluded", "dropped"):
        frame[name] = frame[name].fillna(0).where(frame["supported"].notna())
    return frame


Facts = Mapping[Any, Mapping[Any, Any]]
"""University → column of `overview` → value."""


def _places(connection: Connection) -> Facts:
    c = schema.university.c
    query = select(c.code, c.city, c.kind).order_by(c.code)
    return {row["code"]: dict(row) for row in connection.execute(query).mappings()}


def _stages(connection: Connection, scope: Scope) -> Facts:
    daily, until = rollups.source(connection, scope, by=["university"]), scope.without("start")
    stages = definitions.in_stage(daily)
    query = (
        select(
            daily.c.university,
            stages["concluida"].label("concluded"),
            stages["abandono"].label("dropped"),
        )
        .where(*until.members(daily), *until.days(daily))
        .group_by(daily.c.university)
        .order_by(daily.c.university)
    )
    return {row["university"]: dict(row) for row in connection.execute(query).mappings()}


def _last_files(connection: Connection) -> Facts:
    c = schema.submission.c
    query = select(
        c.university, c.state.label("last_state"), c.period.label("last_period")
    ).order_by(c.loaded_at, c.id)
    return {row["university"]: dict(row) for row in connection.execute(query).mappings()}


def reach(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """Where each university attends MiPymes: columns ``university`` (code), ``country``,
    ``subdivision`` ('' where a MiPyme names none), ``supported`` (int, never 0), most first."""
    if published.is_public(connection):
        return _published_reach(connection, scope)
    daily = rollups.source(connection, scope, by=["university", "country", "subdivision"])
    keys = (daily.c.university, daily.c.country, daily.c.subdivision)
    count = definitions.supported(daily)
    query = (
        select(*keys, count.label("supported"))
        .where(*scope.members(daily), *scope.days(daily))
        .group_by(*keys)
        .having(count != 0)
        .order_by(count.desc(), *keys)
    )
    frame = pd.DataFrame(connection.execute(query).all(), columns=_REACH)
    return frame.astype({"supported": "int64"})


_REACH = ["university", "country", "subdivision", "supported"]


def _published_reach(connection: Connection, scope: Scope) -> pd.DataFrame:
    """How many each university attends; where is not published."""
    frame = supported(connection, scope=scope)
    known = frame[frame["supported"].fillna(0) != 0].rename(columns={"code": "university"})
    return known.assign(country="", subdivision="")[_REACH].astype({"supported": "int64"})


def places(connection: Connection) -> pd.DataFrame:
    """Where the universities are: columns ``code``, ``short``, ``name``, ``country``,
    ``subdivision``, ``lat``, ``lon`` (degrees, of the city; missing where not known), in the order
    of their codes."""
    c = schema.university.c
    query = select(c.code, c.short, c.name, c.country, c.subdivision, c.lat, c.lon)
    columns = ["code", "short", "name", "country", "subdivision", "lat", "lon"]
    rows = connection.execute(query.order_by(c.code)).all()
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype({"lat": "float64", "lon": "float64"})


def curves(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """The universities of `supported`, in its order, each week by week (`progress.curves`) up to
    where its own reports reach. A start of `scope` plays no part: each has its own beginning.

    Columns ``code``, ``short``, ``name``, ``data_until`` (date; missing where it never reported),
    ``since``, ``week`` (datetime64), ``supported`` (Int64; missing where it never reported). A
    university without a supported MiPyme so far has one row, without a week.
    """
    scope = scope.without("start")
    weeks = progress.curves(connection, scope=scope, by="university")
    columns = ["code", "short", "name", "data_until", "supported"]
    listed = supported(connection, scope=scope)[columns]
    frame = listed.rename(columns={"supported": "total"}).merge(weeks, on="code", how="left")
    frame["supported"] = frame["supported"].astype("Int64").fillna(frame.pop("total"))
    # What follows the last change is known up to the last report, and no further.
    changed = frame.groupby("code")["supported"].diff().fillna(1) != 0
    last = frame["week"].where(changed).groupby(frame["code"]).transform("max")
    reach = pd.to_datetime(frame["data_until"]).where(lambda day: ~(day < last), last)
    known = frame[~(frame["week"] > reach)].reset_index(drop=True)
    return known[["code", "short", "name", "data_until", "since", "week", "supported"]]
