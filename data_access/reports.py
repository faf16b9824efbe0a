"""Who has reported for which period."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from data_access import attention, rollups, schema
from data_access.freshness import WITH_CONTENT, concerned, last_day
from data_access.scope import Scope

_COLUMNS = [
    "university", "short", "period", "starts_on", "ends_on", "due_on",
    "state", "received_on", "late", "files", "rejected",
]  # fmt: skip


def by_period(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """The report of each university behind `scope` for each period begun by its end.

    Columns ``university``, ``short``, ``period`` (code), ``starts_on``, ``ends_on``, ``due_on``
    (dates), ``state`` (key of `definitions.REPORT_STATES`), ``received_on`` (date of the first
    file; missing), ``late`` (bool), ``files`` (int), ``rejected`` (rows of the last file that
    could not be loaded; int). Of several files for a period the last one counts; a file that
    names no period belongs to the one its data end in. Where the scope ends before the last day
    with data, files that came after its end are not there yet.
    """
    c = schema.reporting_period.c
    query = select(c.code, c.starts_on, c.ends_on, c.due_on).order_by(c.starts_on)
    if scope.end:
        query = query.where(c.starts_on <= scope.end)
    if scope.start:
        query = query.where(c.ends_on >= scope.start)
    periods = connection.execute(query).all()
    files = _files(connection, periods, _known_by(connection, scope))
    u = schema.university.c
    universities = connection.execute(
        select(u.code, u.short, u.joined_on)
        .where(u.code.in_(concerned(connection, scope)))
        .order_by(u.code)
    )
    rows = [
        (
            university.code,
            university.short,
            *period,
            *_report(files.get((university.code, period.code), []), period, university, scope.end),
        )
        for university in universities
        for period in periods
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


FIELDS = ("cohort", "subdivision", "sector", "size", "owner_gender", "rural", "channel")
"""What a report may leave empty and a rollup counts."""


def completeness(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """How much of what could be said about the enrolled MiPymes of `scope` at its end was said.

    Columns ``university``, ``short``, ``mipymes`` (int), and for each of `FIELDS` how many of them
    have it (int); ``started``, ``concluded`` (int, those that ever were) and how many of them have
    a score from the start (``initial``), from the end (``final``). Only universities with MiPymes.
    """
    scope = scope.without("start")
    c = schema.university.c
    found: dict[str, dict[str, int]] = {}
    for field in FIELDS:
        daily = rollups.source(connection, scope, by=["university", field], measures=("enrolled",))
        said = func.sum(case((daily.c[field] != "", daily.c.enrolled), else_=0))
        query = (
            select(daily.c.university, said, func.sum(daily.c.enrolled))
            .where(*scope.members(daily), *scope.days(daily))
            .group_by(daily.c.university)
            .having(func.sum(daily.c.enrolled) > 0)
            .order_by(daily.c.university)
        )
        for university, filled, mipymes in connection.execute(query):
            row = found.setdefault(university, {"mipymes": int(mipymes)})
            row[field] = int(filled)
    for university, *counted in connection.execute(_measured(connection, scope)):
        if university in found:
            numbers = zip(_MEASURED, map(int, counted), strict=True)
            found[university] |= dict(numbers)
    names = connection.execute(select(c.code, c.short).where(c.code.in_(found)).order_by(c.code))
    rows = [(code, short, *found[code].values()) for code, short in names]
    return pd.DataFrame(rows, columns=["university", "short", "mipymes", *FIELDS, *_MEASURED])


_MEASURED = ("started", "initial", "concluded", "final")


def _measured(connection: Connection, scope: Scope) -> Select:
    """University, then `_MEASURED`."""
    measures = ("started", "concluded")
    daily = rollups.source(connection, scope, by=["university", "measured"], measures=measures)
    sums: list[ColumnElement] = []
    for column, moment in ((daily.c.started, "inicial"), (daily.c.concluded, "final")):
        known = case((daily.c.measured.in_((moment, attention.BOTH)), column), else_=0)
        sums += [func.sum(column), func.sum(known)]
    return (
        select(daily.c.university, *sums)
        .where(*scope.members(daily), *scope.days(daily))
        .group_by(daily.c.university)
        .order_by(daily.c.university)
    )


def _known_by(connection: Connection, scope: Scope) -> date | None:
    """The day whose knowledge is asked for; None where that is today's."""
    last = last_day(connection)
    return scope.end if scope.end and last and scope.end < last else None


def _files(  # type: ignore[no-untyped-def]
    connection: Connection, periods, known_by: date | None
) -> dict[tuple[str, str], list[Any]]:
    """The files with content that had come by a day, oldest first, by university and period."""
    c = schema.submission.c
    columns = (c.university, c.period, c.state, c.loaded_at, c.data_until, c.rows_rejected)
    query = select(*columns).where(WITH_CONTENT).order_by(c.loaded_at, c.id)
    found: dict[tuple[str, str], list[Any]] = {}
    for file in connection.execute(query):
        if known_by and _day(file.loaded_at) > known_by:
            continue
        period = file.period or next(
            (
                p.code
                for p in periods
                if file.data_until and p.starts_on <= file.data_until <= p.ends_on
            ),
            None,
        )
        if period:
            found.setdefault((file.university, period), []).append(file)
    return found


def _day(moment: datetime) -> date:
    """The day (UTC) of a moment; SQLite keeps UTC without saying so."""
    return (moment if moment.tzinfo is None else moment.astimezone(UTC)).date()


def _report(files, period, university, as_of: date | None) -> tuple[Any, ...]:  # type: ignore[no-untyped-def]
    """State, first received, late, files, rejected."""
    if files:
        received = _day(files[0].loaded_at)
        last = files[-1]
        state = {"completo": "reporto"}.get(last.state, last.state)
        return state, received, received > period.due_on, len(files), last.rows_rejected
    if university.joined_on and university.joined_on > period.ends_on:
        state = "no_aplica"
    elif as_of is not None and as_of <= period.due_on:
        state = "en_plazo"
    else:
        state = "no_reporto"
    return state, None, False, 0, 0
