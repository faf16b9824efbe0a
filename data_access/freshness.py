"""How far the data reach, and when they were loaded."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
from sqlalchemy import Connection, func, or_, select

from data_access import published, rollups, schema
from data_access.errors import Protected, ProtectedError
from data_access.records import Freshness
from data_access.scope import Scope

EVERYTHING = Scope()
_submission = schema.submission.c
WITH_CONTENT = schema.WITH_CONTENT


def freshness(connection: Connection, *, scope: Scope = EVERYTHING) -> Freshness:
    """The last day that the reports behind `scope` reach, their last load, which of them end
    before the programme's, and what the database is. Where no university stands behind it, the
    programme's."""
    behind = concerned(connection, scope)
    query = select(func.max(_submission.data_until), func.max(_submission.loaded_at)).where(
        WITH_CONTENT
    )
    if behind:
        query = query.where(_submission.university.in_(behind))
    reports = connection.execute(query).one()
    facts = connection.execute(select(schema.dataset.c.invented, schema.dataset.c.revision)).one()
    late = _unreported(connection, behind, scope.until(last_day(connection)).end)
    names = tuple(short for _, short, _ in late)
    return Freshness(reports[0], utc(reports[1]), facts.invented, facts.revision, names)


def last_day(connection: Connection) -> date | None:
    """The last day that any report reaches."""
    query = select(func.max(_submission.data_until)).where(WITH_CONTENT)
    found: date | None = connection.scalar(query)
    return found


def require_last_day(connection: Connection, scope: Scope) -> None:
    """`ProtectedError` where the period of `scope` is any other than up to its last day."""
    last = freshness(connection, scope=scope.without("start", "end")).data_until
    if scope.start or (scope.end and last and scope.end < last):
        raise ProtectedError(Protected.DAY)


def concerned(connection: Connection, scope: Scope) -> set[str]:
    """Codes of the universities whose reports `scope` rests on: those it names, else those that
    attend its MiPymes or are based in its countries; all of them where it names nothing."""
    if scope.universities:
        return set(scope.universities)
    c = schema.university.c
    if not scope.dimensions():
        return set(connection.scalars(select(c.code)))
    if published.is_public(connection):
        return _based(connection, scope)
    daily = rollups.source(connection, scope, by=["university"])
    attending = select(daily.c.university).where(*scope.members(daily)).distinct()
    based = select(c.code).where(c.country.in_(scope.countries))
    return {*connection.scalars(attending), *connection.scalars(based)}


def _based(connection: Connection, scope: Scope) -> set[str]:
    """`concerned` of the public, which is not told who attends where: those based in the places of
    `scope`; all of them where it names none, or nobody is."""
    c = schema.university.c
    countries = {*scope.countries, *(code[:2] for code in scope.subdivisions)}
    every = connection.execute(select(c.code, c.country).order_by(c.code)).all()
    based = {code for code, country in every if country in countries}
    return based or {code for code, _ in every}


def utc(moment: datetime | None) -> datetime | None:
    """SQLite keeps UTC without saying so; PostgreSQL answers in the session's time zone."""
    if moment is None or moment.tzinfo is None:
        return moment and moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC)


def revision(connection: Connection) -> int:
    """The counter that every writer raises: the key of whatever is cached."""
    return int(connection.scalar(select(schema.dataset.c.revision)) or 0)


def by_university(connection: Connection) -> pd.DataFrame:
    """Columns ``university``, ``data_until`` (date), ``loaded_on`` (date of the last file): one row
    per university that reported."""
    c = _submission
    query = (
        select(c.university, func.max(c.data_until), func.max(c.loaded_at))
        .where(WITH_CONTENT)
        .group_by(c.university)
        .order_by(c.university)
    )
    rows = [
        (university, until, None if loaded is None else loaded.date())
        for university, until, at in connection.execute(query)
        for loaded in [utc(at)]
    ]
    return pd.DataFrame(rows, columns=["university", "data_until", "loaded_on"], dtype="object")


def unreported(connection: Connection, *, scope: Scope, as_of: date | None) -> pd.DataFrame:
    """The universities behind `scope` that have not reported up to `as_of`: columns ``code``,
    ``short``, ``data_until`` (date; missing where one never reported), the longest silence first.
    Those that joined the programme after that day had nothing to report."""
    silent = _unreported(connection, concerned(connection, scope), as_of)
    return pd.DataFrame(silent, columns=["code", "short", "data_until"], dtype="object")


def _unreported(
    connection: Connection, behind: set[str], as_of: date | None
) -> list[tuple[str, str, date | None]]:
    if as_of is None:
        return []
    c = schema.university.c
    query = select(c.code, c.short).where(
        or_(c.joined_on.is_(None), c.joined_on <= as_of),
        c.code.in_(behind),
    )
    until = by_university(connection).set_index("university")["data_until"].to_dict()
    silent = [
        (code, short, until.get(code))
        for code, short in connection.execute(query)
        if until.get(code) is None or until[code] < as_of
    ]
    return sorted(silent, key=lambda row: (row[2] or date.min, row[0]))
