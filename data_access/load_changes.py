"""What each load changed in the counts of its university: kept by the loader, added up by the
questions.

The rows of `schema.load_change` are signed and additive: all those of the loads since a moment are
the counts now less the counts then.
"""

from __future__ import annotations

from datetime import datetime

import pandas as pd
from sqlalchemy import Connection, FromClause, func, insert, or_, select

from data_access.freshness import WITH_CONTENT, utc
from data_access.measures import SUPPORT_MEASURES
from data_access.schema import ROLLUPS, load_change, submission
from data_access.scope import Scope

KNOWN = frozenset({"university", "country", "cohort"})
"""The dimensions that a kept change has."""

Counts = dict[tuple[object, ...], tuple[int, ...]]
"""(country, cohort, day) → `SUPPORT_MEASURES`."""


def counts(connection: Connection, university: str) -> Counts:
    """What the summaries say about a university: to be asked before and after a load."""
    rollup = ROLLUPS[0].c
    columns = [rollup[name] for name in SUPPORT_MEASURES]
    query = (
        select(rollup.country, rollup.cohort, rollup.day, *columns)
        .where(rollup.university == university, or_(*(column != 0 for column in columns)))
        .order_by(rollup.country, rollup.cohort, rollup.day)
    )
    return {tuple(row[:3]): tuple(row[3:]) for row in connection.execute(query)}


def keep(connection: Connection, load: int, before: Counts, after: Counts) -> None:
    """Keep what the submission `load` changed."""
    nothing = (0,) * len(SUPPORT_MEASURES)
    rows = []
    for key in {**before, **after}:
        old, new = before.get(key, nothing), after.get(key, nothing)
        if new != old:
            changed = [now - then for now, then in zip(new, old, strict=True)]
            keys = ("submission", "country", "cohort", "day", *SUPPORT_MEASURES)
            rows.append(dict(zip(keys, (load, *key, *changed), strict=True)))
    if rows:
        connection.execute(insert(load_change), rows)


def unbalanced(connection: Connection) -> list[str]:
    """The universities of which every change was kept, and whose changes do not add up to what
    the summaries say."""
    c = submission.c
    unkept = select(c.university).where(c.logged.is_(False), c.rows_loaded + c.rows_updated > 0)
    query = select(c.university).where(c.university.not_in(unkept)).distinct()
    codes = connection.scalars(query.order_by(c.university)).all()
    rows = _joined()
    keys = [rows.c[name] for name in ("country", "cohort", "day")]
    sums = [func.sum(rows.c[measure]) for measure in SUPPORT_MEASURES]
    found = []
    for code in codes:
        own = select(*keys, *sums).where(rows.c.university == code).group_by(*keys)
        kept = {tuple(row[:3]): tuple(row[3:]) for row in connection.execute(own.order_by(*keys))}
        if {key: sums for key, sums in kept.items() if any(sums)} != counts(connection, code):
            found.append(code)
    return found


def known_since(connection: Connection) -> datetime | None:
    """The moment from which every change was kept (UTC); None: from the first load."""
    c = submission.c
    query = select(func.max(c.loaded_at)).where(
        c.logged.is_(False), c.rows_loaded + c.rows_updated > 0
    )
    return utc(connection.scalar(query))


def log(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """What each load changed, day by day, in `scope` (which names nothing but `KNOWN`; its own
    period plays no part).

    Columns ``submission`` (id), ``university``, ``loaded_at`` (datetime64, UTC), ``day``
    (datetime64), ``started``, ``dropped`` (signed int); in the order of the loads.
    """
    rows = _joined()
    sums = [func.sum(rows.c[measure]) for measure in SUPPORT_MEASURES]
    keys = [rows.c[name] for name in ("submission", "university", "loaded_at", "day")]
    query = (
        select(*keys, *sums)
        .where(*scope.members(rows))
        .group_by(*keys)
        .order_by(rows.c.loaded_at, rows.c.submission, rows.c.day)
    )
    names = ["submission", "university", "loaded_at", "day", "started", "dropped"]
    frame = pd.DataFrame(connection.execute(query).all(), columns=names)
    frame["loaded_at"] = pd.to_datetime(frame["loaded_at"], utc=True)
    frame["day"] = pd.to_datetime(frame["day"])
    return frame.astype({"started": "int64", "dropped": "int64"})


def loads(connection: Connection) -> pd.DataFrame:
    """The loads that say how far the data reach: columns ``submission`` (id),
    ``university``, ``loaded_at`` (datetime64, UTC), ``data_until`` (datetime64), in the order in
    which they came."""
    c = submission.c
    query = (
        select(c.id, c.university, c.loaded_at, c.data_until)
        .where(WITH_CONTENT, c.data_until.is_not(None))
        .order_by(c.loaded_at, c.id)
    )
    names = ["submission", "university", "loaded_at", "data_until"]
    frame = pd.DataFrame(connection.execute(query).all(), columns=names)
    frame["loaded_at"] = pd.to_datetime(frame["loaded_at"], utc=True)
    frame["data_until"] = pd.to_datetime(frame["data_until"])
    return frame


def _joined() -> FromClause:
    """The kept changes, each with its university and the moment of its load."""
    c = submission.c
    columns = [column for column in load_change.c if column.name != "submission"]
    return (
        select(c.id.label("submission"), c.university, c.loaded_at, *columns)
        .join_from(load_change, submission, c.id == load_change.c.submission)
        .subquery("changed")
    )
