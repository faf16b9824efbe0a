"""Filling a database: everything in one transaction, a batch of MiPymes at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import Connection, Table, bindparam, delete, insert, or_, select, update

from data_access import rollups, schema
from sample_data import mipymes, outcomes, reports, seasons
from sample_data.draws import generator
from sample_data.plan import COUNTRY_GOALS, JOINED, UNIVERSITIES, UNIVERSITY_GOALS, plan
from sample_data.students import Roster
from sample_data.write import bulk_insert, move_counter

BATCH = 200_000
"""MiPymes in memory at a time. Part of what makes the data reproducible: do not make it an
argument."""

GOAL_DUE = date(2021, 12, 31)

FILLED = (
    *schema.SUMMARIES,
    schema.assignment,
    schema.student,
    schema.platform_presence,
    schema.assessment,
    schema.rejected_row,
    schema.mipyme,
    schema.load_change,
    schema.submission,
    schema.reporting_period,
)
"""What `fill` fills and `clear` empties, those that depend on others first."""


def fill(connection: Connection, *, total: int, seed: int, until: date) -> None:
    """Write `total` enrolled MiPymes and everything around them, nothing later than `until`."""
    scheme = plan(until)
    terms = seasons.terms(until)
    _write_lists(connection, until, terms)
    if total == 0:
        return
    ledger = reports.Ledger(scheme, reports.reports(generator(seed, 0), scheme))
    # The MiPymes point at their submission, whose counts are known only after the last of them.
    submissions, _ = ledger.rows(generator(seed, 1), seed)
    connection.execute(insert(schema.submission), submissions)
    roster = Roster(scheme, terms)
    numbering = np.zeros(len(UNIVERSITIES), dtype=np.int64)
    for first in range(1, total + 1, BATCH):
        rng = generator(seed, 2, first)
        size = min(BATCH, total + 1 - first)
        batch = mipymes.draw(rng, scheme, terms, first=first, size=size, total=total)
        columns = mipymes.table(rng, scheme, terms, batch, numbering)
        brought = ledger.enter(generator(seed, 3, first), batch)
        bulk_insert(connection, schema.mipyme, {**columns, "submission": brought})
        results = outcomes.draw(rng, scheme, batch)
        bulk_insert(connection, schema.assessment, results.assessment)
        bulk_insert(connection, schema.platform_presence, results.platform_presence)
        students, assignments = roster.assign(rng, batch)
        bulk_insert(connection, schema.student, students)
        bulk_insert(connection, schema.assignment, assignments)
    submissions, rejected = ledger.rows(generator(seed, 1), seed)
    _complete(connection, submissions)
    changed = ledger.log.rows(terms)
    if changed:
        connection.execute(insert(schema.load_change), changed)
    if rejected:
        connection.execute(insert(schema.rejected_row), rejected)
    for table in (schema.mipyme, schema.student, schema.submission):
        move_counter(connection, table)
    rollups.refresh(connection)


def clear(connection: Connection) -> None:
    """Take away what an earlier `fill` wrote; users stay."""
    for table in FILLED:
        connection.execute(delete(table))
    goal = schema.goal.c
    subject = or_(goal.university.is_not(None), goal.country.is_not(None))
    connection.execute(delete(schema.goal).where(subject))
    connection.execute(delete(schema.cohort).where(schema.cohort.c.starts_on > GOAL_DUE))


def _write_lists(connection: Connection, until: date, terms: Sequence[seasons.Term]) -> None:
    """Cohorts with their dates, goals, the days universities joined, and the periods."""
    known = set(connection.scalars(select(schema.cohort.c.code)))
    cohorts = [{**asdict(term), "binational": False} for term in terms if term.code not in known]
    if cohorts:
        connection.execute(insert(schema.cohort), cohorts)
    dates = [{"key": t.code, "starts_on": t.starts_on, "ends_on": t.ends_on} for t in terms]
    _update(connection, schema.cohort, "code", dates)
    joined = [{"key": code, "joined_on": day} for code, day in JOINED.items()]
    _update(connection, schema.university, "code", joined)
    common = {"university": None, "country": None, "starts_on": seasons.FIRST_DAY}
    goals = [{"university": code, "target": goal} for code, goal in UNIVERSITY_GOALS.items()]
    goals += [{"country": code, "target": goal} for code, goal in COUNTRY_GOALS.items()]
    rows: list[dict[str, Any]] = [{**common, **goal, "due_on": GOAL_DUE} for goal in goals]
    connection.execute(insert(schema.goal), rows)
    # One beginning for all, or the gaps of the countries could not be held beside the programme's.
    unset = update(schema.goal).where(schema.goal.c.starts_on.is_(None))
    connection.execute(unset.values(starts_on=seasons.FIRST_DAY))
    months = [asdict(period) for period in reports.periods(until)]
    connection.execute(insert(schema.reporting_period), months)


def _complete(connection: Connection, submissions: list[dict[str, Any]]) -> None:
    """Put the final counts and states into the submissions."""
    fields = ("state", *(name for name in submissions[0] if name.startswith("rows_")))
    changes = [{"key": row["id"], **{name: row[name] for name in fields}} for row in submissions]
    _update(connection, schema.submission, "id", changes)


def _update(connection: Connection, table: Table, key: str, rows: list[dict[str, Any]]) -> None:
    """Set what each row says where the table's `key` is the row's ``key``."""
    values: dict[str, Any] = {name: bindparam(name) for name in rows[0] if name != "key"}
    connection.execute(update(table).where(table.c[key] == bindparam("key")).values(values), rows)
