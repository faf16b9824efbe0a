"""How far the data reach, and when they were loaded."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
from sqlalchemy import Connection, func, or_, select

from data_access import schema
from data_access.records import Freshness
from data_access.scope import Scope

_submission = schema.submission.c
_WITH_CONTENT = or_(_submission.rows_read == 0, _submission.rows_read > _submission.rows_rejected)
"""A file of which nothing could be loaded says nothing about how far the data reach."""


def freshness(connection: Connection) -> Freshness:
    """The last day any report reaches, the last load, and what the database is."""
    reports = connection.execute(
        select(func.max(_submission.data_until), func.max(_submission.loaded_at)).where(
            _WITH_CONTENT
        )
    ).one()
    facts = connection.execute(select(schema.dataset.c.invented, schema.dataset.c.revision)).one()
    return Freshness(reports[0], _utc(reports[1]), facts.invented, facts.revision)


def _utc(moment: datetime | None) -> datetime | None:
    """SQLite keeps UTC without saying so; PostgreSQL answers in the session's time zone."""
    if moment is None or moment.tzinfo is None:
        return moment and moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC)


def revision(connection: Connection) -> int:
    """The counter that every writer raises: the key of whatever is cached."""
    return int(connection.scalar(select(schema.dataset.c.revision)) or 0)


def by_university(connection: Connection) -> pd.DataFrame:
    """Columns ``university``, ``data_until`` (date): one row per university that reported."""
    query = (
        select(_submission.university, func.max(_submission.data_until).label("data_until"))
        .where(_WITH_CONTENT)
        .group_by(_submission.university)
        .order_by(_submission.university)
    )
    rows = connection.execute(query).all()
    return pd.DataFrame(rows, columns=["university", "data_until"], dtype="object")


def late(connection: Connection, *, scope: Scope, as_of: date | None) -> int:
    """How many universities of `scope` have not reported up to `as_of`."""
    return len(unreported(connection, scope=scope, as_of=as_of))


def unreported(connection: Connection, *, scope: Scope, as_of: date | None) -> pd.DataFrame:
    """The universities of `scope` that have not reported up to `as_of`: columns ``code``,
    ``short``, ``data_until`` (date; missing where one never reported), the longest silence first.
    Those that joined the programme after that day had nothing to report."""
    columns = ["code", "short", "data_until"]
    if as_of is None:
        return pd.DataFrame(columns=columns)
    c = schema.university.c
    query = select(c.code, c.short).where(or_(c.joined_on.is_(None), c.joined_on <= as_of))
    for codes, column in ((scope.universities, c.code), (scope.countries, c.country)):
        if codes:
            query = query.where(column.in_(codes))
    until = by_university(connection).set_index("university")["data_until"].to_dict()
    silent = [
        (code, short, until.get(code))
        for code, short in connection.execute(query)
        if until.get(code) is None or until[code] < as_of
    ]
    silent.sort(key=lambda row: (row[2] or date.min, row[0]))
    return pd.DataFrame(silent, columns=columns, dtype="object")
