"""How many MiPymes are supported, in total and by day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

import pandas as pd
from sqlalchemy import Connection, func, select

from data_access import definitions, freshness, goals, pace, published, rollups, schema
from data_access.late import Late, awaited, is_late
from data_access.records import Progress
from data_access.rhythm import Term
from data_access.scope import Scope

Reported = tuple[date, date | None]
"""The first day on which something happened, and the last that the reports reach."""


def supported(connection: Connection, *, scope: Scope) -> int:
    """Supported MiPymes of `scope` at its end; with a start, the change since then."""
    daily = rollups.source(connection, scope)
    query = select(definitions.supported(daily)).where(*scope.members(daily), *scope.days(daily))
    return int(connection.scalar(query) or 0)


def by_day(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """The growth of `supported`: columns ``day`` (datetime64), ``added`` (net change of that
    day) and ``supported`` (sum so far); one row per day with a change, in order."""
    daily = rollups.source(connection, scope)
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


def by_day_each(connection: Connection, *, scope: Scope, by: str) -> pd.DataFrame:
    """`by_day` of each value of the column `by`: columns ``code``, ``day`` (datetime64), ``added``
    (int); by code, then day."""
    daily = rollups.source(connection, scope, by=[by])
    added = definitions.supported(daily)
    query = (
        select(daily.c[by].label("code"), daily.c.day, added.label("added"))
        .where(*scope.members(daily), *scope.days(daily))
        .group_by(daily.c[by], daily.c.day)
        .having(added != 0)
        .order_by(daily.c[by], daily.c.day)
    )
    rows = pd.DataFrame(connection.execute(query).all(), columns=["code", "day", "added"])
    rows["day"] = pd.to_datetime(rows["day"])
    return rows.astype({"added": "int64"})


def by_week(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """`by_day` by week, Monday to Sunday: columns as `pace.weekly` says.

    From the week of the first supported MiPyme (with a start: from there, or from the first
    thing reported) to the last day that the reports of those who attend the MiPymes of `scope`
    reach: within, a week without a change is 0; outside nothing is known and there is no row.
    What is awaited of those whose reports end before stands beside it.
    """
    reported = _reported(connection, scope)
    found = weeks(by_day(connection, scope=scope), reported.values(), scope=scope)
    return awaited(found, _late(connection, scope, reported))


def late(connection: Connection, *, scope: Scope) -> list[Late]:
    """Those who attend MiPymes of `scope` and whose reports end before the others' do. None of
    them to the public where it is not told who attends where."""
    return _late(connection, scope, _reported(connection, scope))


def _late(connection: Connection, scope: Scope, reported: Mapping[str, Reported]) -> list[Late]:
    if published.is_public(connection) and set(scope.dimensions()) - {"university"}:
        return []
    as_of = _last(reported.values(), scope)
    ends = {code: until for code, (_, until) in reported.items() if is_late(until, as_of)}
    if not ends:
        return []
    silent = replace(scope, universities=tuple(ends))
    days = by_day_each(connection, scope=silent.without("start"), by="university")
    return [
        # What is dated after the report that tells it is no part of what the weeks before say.
        Late(until, own[own["day"] <= pd.Timestamp(until)].reset_index(drop=True))
        for code, until in ends.items()
        for own in [days[days["code"] == code].drop(columns="code")]
        if until is not None
    ]


def weeks_of(connection: Connection, *, scope: Scope) -> dict[str, pd.DataFrame]:
    """`by_week` of each university that attends MiPymes of `scope`, by its code."""
    rows = by_day_each(connection, scope=scope, by="university")
    return {
        code: weeks(rows[rows["code"] == code].reset_index(drop=True), [reported], scope=scope)
        for code, reported in _reported(connection, scope).items()
    }


def weeks(daily: pd.DataFrame, reported: Collection[Reported], *, scope: Scope) -> pd.DataFrame:
    """The weeks of `by_week` from the days of `by_day` and what is reported of the universities."""
    begun = [first for first, _ in reported]
    first = max(min(begun), scope.start or date.min) if begun else None
    last = _last(reported, scope)
    if len(daily):
        opening, closing = daily["day"].iloc[0].date(), daily["day"].iloc[-1].date()
        first = min(first, opening) if first and scope.start else pace.monday(opening)
        last = max(last, closing) if last else closing
    elif not scope.start:
        first = None
    if first is not None and last is not None and first > last:
        first = last = None
    return pace.weekly(daily, first=first, last=last)


def _last(reported: Collection[Reported], scope: Scope) -> date | None:
    """The last day of `scope` that any of the reports reaches."""
    ends = [last for _, last in reported if last]
    return min(max(ends), scope.end or date.max) if ends else None


def curves(
    connection: Connection, *, scope: Scope, by: Literal["country", "university"]
) -> pd.DataFrame:
    """The growth of `supported` of each country or university (`by`), week by week.

    Columns ``code``, ``week`` (datetime64, its Monday), ``supported`` (int, at the end of the week;
    with a start, the change since then), ``since`` (datetime64, the first day that changed the
    count of that code). Each code has a row for every week from its first to the one in which
    `scope` ends (or the last change, where it has no end); by code, then week.
    """
    rows = by_day_each(connection, scope=scope, by=by)
    last = pd.Timestamp(scope.end) if scope.end else rows["day"].max()
    parts = []
    for code, days in rows.groupby("code"):
        since = days["day"].iloc[0]
        mondays = pd.date_range(pace.monday(since), last, freq="7D", unit="s")
        so_far = days.set_index("day")["added"].cumsum()
        ends = so_far.reindex(mondays + pd.Timedelta(days=6), method="ffill")
        parts.append(
            pd.DataFrame(
                {"code": code, "week": mondays, "supported": ends.to_numpy("int64"), "since": since}
            )
        )
    nothing = rows.rename(columns={"day": "week", "added": "supported"}).head(0)
    nothing["since"] = nothing["week"]
    return pd.concat(parts, ignore_index=True) if parts else nothing


def _reported(connection: Connection, scope: Scope) -> dict[str, Reported]:
    """What is reported of each university that attends MiPymes of `scope`."""
    if published.is_public(connection):
        return _published(connection, scope)
    daily = rollups.source(connection, scope, by=["university"])
    query = (
        select(daily.c.university, func.min(daily.c.day).label("first"))
        .where(*scope.members(daily), *scope.without("start").days(daily))
        .group_by(daily.c.university)
        .order_by(daily.c.university)
    )
    reports = freshness.by_university(connection)
    until = reports.set_index("university")["data_until"].to_dict()
    rows = connection.execute(query)
    return {row.university: (row.first, until.get(row.university)) for row in rows}


def _published(connection: Connection, scope: Scope) -> dict[str, Reported]:
    """`_reported` of the public, which is not told who attends where: of each university behind
    `scope`, since something is known of the scope."""
    daily = rollups.source(connection, scope)
    query = select(func.min(daily.c.day)).where(
        *scope.members(daily), *scope.without("start").days(daily)
    )
    first = connection.scalar(query)
    if first is None:
        return {}
    reports = freshness.by_university(connection)
    until = reports.set_index("university")["data_until"].to_dict()
    behind = freshness.concerned(connection, scope)
    return {code: (first, until.get(code)) for code in sorted(behind)}


def progress(connection: Connection, *, scope: Scope) -> Progress:
    """The count of `scope` beside its own goal and the programme's."""
    every = goals.goals(connection)
    return Progress(
        supported=supported(connection, scope=scope),
        goal=goals.goal_of(scope, every),
        programme_goal=goals.goal_of(Scope(), every),
        terms=tuple(terms(connection, scope=scope)),
    )


def terms(connection: Connection, *, scope: Scope) -> list[Term]:
    """First and last day of the cohorts of `scope`, where they are known."""
    c = schema.cohort.c
    query = select(c.starts_on, c.ends_on).where(c.starts_on.is_not(None), c.ends_on.is_not(None))
    if scope.cohorts:
        query = query.where(c.code.in_(scope.cohorts))
    return [(row.starts_on, row.ends_on) for row in connection.execute(query.order_by(c.starts_on))]
