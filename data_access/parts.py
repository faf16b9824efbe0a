"""How each university, country or subdivision of a scope stands: a few queries for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
from sqlalchemy import Connection, func, select

from data_access import freshness, goals, progress, published, rollups, schema
from data_access.forecast import forecast
from data_access.late import awaited, is_late
from data_access.records import Context, FigureData, Part, Progress
from data_access.scope import Scope

COLUMNS = {"universities": "university", "countries": "country", "subdivisions": "subdivision"}
"""Field of `Scope` → column that it filters."""


def parts(
    connection: Connection,
    *,
    about: Context,
    field: str,
    names: Sequence[tuple[str, str]],
    based: pd.DataFrame,
) -> tuple[Part, ...]:
    """The parts of `about.scope` that `names` lists (code, name) for a `field` of `Scope`, each as
    if the scope named it alone.

    `based` has the columns ``code`` and ``country`` of the universities.
    """
    scope, column = about.scope.until(about.freshness.data_until), COLUMNS[field]
    every = goals.goals(connection)
    terms = progress.terms(connection, scope=scope)
    reach = freshness.by_university(connection)
    reports = dict(zip(reach["university"], reach["data_until"], strict=True))
    daily = progress.by_day_each(connection, scope=scope, by=column)
    begun = _begun(connection, scope, column)
    countries = dict(zip(based["code"], based["country"], strict=True))
    found = []
    for code, name in names:
        own = replace(about.scope, **{field: (code,)})  # type: ignore[arg-type]
        attending = begun.get(code, {})
        home = {one for one, country in countries.items() if country in own.countries}
        behind = set(own.universities) or {*attending, *home}
        until = max((reports[one] for one in behind if reports.get(one)), default=None)
        facts = replace(about.freshness, data_until=until, late=_late(about, behind))
        context = replace(about, scope=own, freshness=facts)
        known, day = own.until(until), context.as_of
        frame = _grown(daily, code, day)
        goal = goals.goal_of(own, every)
        growth = FigureData(
            frame=frame,
            progress=Progress(
                int(frame["added"].sum()), goal, goals.goal_of(Scope(), every), tuple(terms)
            ),
            context=context,
        )
        late = progress.late(connection, scope=known) if _has_late(behind, reports, day) else []
        if goal and day and own.start is None:
            ahead = forecast(frame, goal, as_of=day, terms=terms, late=late)
            growth = replace(growth, forecast=ahead)
        reported = [(first, reports.get(one)) for one, first in attending.items()]
        weeks = awaited(progress.weeks(frame, reported, scope=known), late)
        found.append(Part(code, name, growth, weeks, countries.get(code, "")))
    return tuple(found)


def _late(about: Context, behind: set[str]) -> tuple[str, ...]:
    """Those of the scope's late universities that stand behind a part."""
    names = {about.names.get(code, code) for code in behind}
    return tuple(name for name in about.freshness.late if name in names)


def _has_late(behind: set[str], reports: dict[str, date], day: date | None) -> bool:
    return any(is_late(reports.get(one), day) for one in behind)


def _grown(daily: pd.DataFrame, code: str, until: date | None) -> pd.DataFrame:
    """The rows of one part up to a day, as `progress.by_day` gives them."""
    frame = daily.loc[daily["code"] == code, ["day", "added"]]
    if until is not None:
        frame = frame[frame["day"] <= pd.Timestamp(until)]
    return frame.assign(supported=frame["added"].cumsum()).reset_index(drop=True)


def _begun(connection: Connection, scope: Scope, column: str) -> dict[str, dict[str, date]]:
    """Part → university that attends MiPymes of it → the first day anything is known of them."""
    if published.is_public(connection):
        return _published(connection, scope, column)
    daily = rollups.source(connection, scope, by=[column, "university"])
    part = daily.c[column].label("part")
    query = (
        select(part, daily.c.university, func.min(daily.c.day).label("first"))
        .where(*scope.members(daily), *scope.without("start").days(daily))
        .group_by(part, daily.c.university)
        .order_by(part, daily.c.university)
    )
    found: dict[str, dict[str, date]] = {}
    for row in connection.execute(query):
        found.setdefault(row.part, {})[row.university] = row.first
    return found


def _published(connection: Connection, scope: Scope, column: str) -> dict[str, dict[str, date]]:
    """`_begun` of the public, which is not told who attends where: of each part the universities
    based there."""
    daily, seat = rollups.source(connection, scope, by=[column]), schema.university.c
    part = daily.c[column].label("part")
    query = (
        select(part, func.min(daily.c.day).label("first"))
        .where(*scope.members(daily), *scope.without("start").days(daily))
        .group_by(part)
        .order_by(part)
    )
    seats = connection.execute(select(seat.code, seat.country).order_by(seat.code)).all()
    found: dict[str, dict[str, date]] = {}
    for row in connection.execute(query):
        based = [code for code, country in seats if row.part in (code, country, "")]
        based = based or [code for code, country in seats if row.part[:2] == country]
        found[row.part] = dict.fromkeys(based, row.first)
    return found
