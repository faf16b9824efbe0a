"""How many MiPymes are supported, in total and by day."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection, select

from data_access import definitions, goals, rollups
from data_access.records import Progress
from data_access.scope import Scope


def supported(connection: Connection, *, scope: Scope) -> int:
    """Supported MiPymes of `scope` at its end; with a start, the change since then."""
    daily = rollups.source(scope)
    query = select(definitions.supported(daily)).where(*scope.members(daily), *scope.days(daily))
    return int(connection.scalar(query) or 0)


def by_day(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """The growth of `supported`: columns ``day`` (datetime64), ``added`` (net change of that
    day) and ``supported`` (sum so far); one row per day with a change, in order."""
    daily = rollups.source(scope)
    added = definitions.supported(daily)
    query = (
        select(daily.c.day, added.label("added"))
        .where(*scope.members(daily), *scope.days(daily))
        .group_by(daily.c.day)
        .having(added != 0)
        .order_by(daily.c.day)
    )
    rows = connection.execute(query).all()
    frame = pd.DataFrame(
        {
            "day": pd.to_datetime([row.day for row in rows]),
            "added": pd.array([row.added for row in rows], dtype="int64"),
        }
    )
    frame["supported"] = frame["added"].cumsum()
    return frame


def progress(connection: Connection, *, scope: Scope) -> Progress:
    """The count of `scope` beside its own goal and the programme's."""
    every = goals.goals(connection)
    return Progress(
        supported=supported(connection, scope=scope),
        goal=goals.goal_of(scope, every),
        programme_goal=goals.goal_of(Scope(), every),
    )
