"""What changed lately, university by university."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
from sqlalchemy import Connection, func, select

from data_access import rollups, schema
from data_access.scope import Scope

LATELY = timedelta(weeks=4)


def lately(connection: Connection, *, scope: Scope, as_of: date | None) -> pd.DataFrame:
    """What the `LATELY` days up to `as_of` brought: a row for each university where a MiPyme of
    `scope` started its intervention or dropped out of it (the scope's own period plays no part).

    Columns ``code``, ``short``, ``started``, ``dropped``, ``net`` (their difference), all int;
    the largest net first.
    """
    columns = ["code", "short", "started", "dropped", "net"]
    if as_of is None:
        return pd.DataFrame(columns=columns)
    daily, c = rollups.source(connection, scope, by=["university"]), schema.university.c
    started, dropped = func.sum(daily.c.started), func.sum(daily.c.dropped_started)
    query = (
        select(c.code, c.short, started.label("started"), dropped.label("dropped"))
        .join_from(daily, schema.university, c.code == daily.c.university)
        .where(*scope.members(daily), daily.c.day > as_of - LATELY, daily.c.day <= as_of)
        .group_by(c.code, c.short)
        .having(started + dropped > 0)
    )
    frame = pd.DataFrame(connection.execute(query).all(), columns=columns[:-1])
    frame = frame.astype({"started": "int64", "dropped": "int64"})
    frame["net"] = frame["started"] - frame["dropped"]
    ordered = frame.sort_values(["net", "code"], ascending=[False, True])
    return ordered[columns].reset_index(drop=True)
