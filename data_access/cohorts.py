"""The cohorts: those of the binational start, against the goal of each."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from sqlalchemy import Connection, func, select

from data_access import definitions, goals, rollups, schema
from data_access.scope import Scope


def supported(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """Supported MiPymes by cohort: those that `scope` names, else the binational ones.

    Columns ``code``, ``name`` (Spanish), ``binational`` (bool), ``enrolled`` (int, MiPymes that
    had come in by the end of `scope`), ``supported`` (int; with a start, the change since then),
    ``goal`` (Int64; missing where the cohort has none or `scope` is narrowed by anything else).
    In the order of their codes.
    """
    c = schema.cohort.c
    named = c.code.in_(scope.cohorts) if scope.cohorts else c.binational
    query = select(c.code, c.name, c.binational).where(named).order_by(c.code)
    frame = pd.DataFrame(
        connection.execute(query).all(), columns=["code", "name", "binational"]
    ).astype({"binational": bool})
    codes = tuple(frame["code"])
    daily = rollups.source(connection, scope, by=["cohort"])

    def counts(period: Scope, measure) -> list[int]:  # type: ignore[no-untyped-def]
        members = replace(period, cohorts=codes).members(daily)
        query = select(daily.c.cohort, measure).where(*members, *period.days(daily))
        found = {row[0]: int(row[1]) for row in connection.execute(query.group_by(daily.c.cohort))}
        return [found.get(code, 0) for code in codes]

    frame["enrolled"] = counts(scope.without("start"), func.sum(daily.c.enrolled))
    frame["supported"] = counts(scope, definitions.supported(daily))
    every = goals.goals(connection)
    own = [goals.goal_of(replace(scope, cohorts=(code,)), every) for code in codes]
    frame["goal"] = pd.array([goal.target if goal else None for goal in own], dtype="Int64")
    return frame
