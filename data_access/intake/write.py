"""Writing a planned report into the database, inside the caller's transaction."""

from __future__ import annotations

import gettext
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from data_access.codes import NOWHERE
from data_access.intake.encoding import visible
from data_access.intake.fields import MIPYME_FIELDS, PREFIXES, SCORES
from data_access.intake.merge import STORED, Plan, State
from data_access.intake.report import Report
from data_access.intake.table import as_text
from data_access.schema import (
    assessment,
    mipyme,
    platform_presence,
    rejected_row,
    reporting_period,
)

CHUNK = 5_000
DUE_DAYS = 10
"""A period's report is due on this day of the next month."""

Tick = Callable[[int], object]
"""Called with the number of MiPymes that were just written."""


def month_bounds(period: str) -> tuple[date, date]:
    """First and last day of a month written YYYY-MM. Raises `ValueError`."""
    first = datetime.strptime(period, "%Y-%m").date()  # noqa: DTZ007 - a month has no time zone
    if f"{first:%Y-%m}" != period:
        raise ValueError(period)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def ensure_period(connection: Connection, period: str) -> None:
    """Add the reporting period of a month unless it is there."""
    c = reporting_period.c
    if connection.scalar(select(c.code).where(c.code == period)) is None:
        first, last = month_bounds(period)
        row = {"code": period, "starts_on": first, "ends_on": last}
        due = last + timedelta(days=DUE_DAYS)
        connection.execute(insert(reporting_period).values(**row, due_on=due))


def write_plan(
    connection: Connection, plan: Plan, *, university: str, submission: int, tick: Tick
) -> None:
    """Insert the new MiPymes and bring the changed ones up to date."""
    for chunk in _chunks(plan.new):
        rows = [
            _row(state) | {"university": university, "submission": submission} for state in chunk
        ]
        connection.execute(insert(mipyme), rows)
        keys = [row["external_id"] for row in rows]
        ids = _ids(connection, university, keys)
        _write_outcomes(
            connection, [(ids[key], state) for key, state in zip(keys, chunk, strict=True)]
        )
        tick(len(chunk))
    change = update(mipyme).where(mipyme.c.id == bindparam("id_"))
    for pairs in _chunks(list(plan.changed.items())):
        rows = [_row(state) | {"id_": id_, "submission": submission} for id_, state in pairs]
        names = [*MIPYME_FIELDS, "submission"]
        connection.execute(change.values({name: bindparam(name) for name in names}), rows)
        for table in (assessment, platform_presence):
            _delete(connection, table, [id_ for id_, _ in pairs])
        _write_outcomes(connection, pairs)
        tick(len(pairs))


def write_rejected(
    connection: Connection, report: Report, *, submission: int, words: gettext.NullTranslations
) -> None:
    """Keep every finding with the row as it stands in the file."""
    for chunk in _chunks(sorted(report.findings)):
        rows = []
        for index in chunk:
            original = json.dumps(original_row(report, index), ensure_ascii=False)
            for finding in report.findings[index]:
                hint = finding.problem.suggestion
                rows.append(
                    {
                        "submission": submission,
                        "line": finding.line,
                        "column": finding.column[:200] if finding.column else None,
                        "value": finding.value,
                        "reason": finding.problem.reason,
                        "message": finding.problem.message.show(words),
                        "suggestion": hint.show(words) if hint else None,
                        "row": original,
                    }
                )
        if rows:
            connection.execute(insert(rejected_row), rows)


def original_row(report: Report, index: int) -> dict[str, str]:
    """Header → value of a row as it stands in the file."""
    cells = report.table.rows[index]
    return {
        header: visible(as_text(cell))
        for header, cell in zip(report.table.header, cells, strict=True)
        if header
    }


def _chunks(items: Sequence[Any]) -> Iterator[Any]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))


def _row(state: State) -> dict[str, Any]:
    """The columns of `mipyme` in a state."""
    named = dict(zip(STORED, state, strict=True))
    return {name: named[name] for name in MIPYME_FIELDS}


def _ids(connection: Connection, university: str, keys: Collection[str]) -> dict[str, int]:
    """External id → id of the university's MiPymes."""
    c = mipyme.c
    ids: dict[str, int] = {}
    listed = list(keys)
    for start in range(0, len(listed), 500):  # SQLite's older builds take 999 parameters
        some = listed[start : start + 500]
        query = select(c.external_id, c.id).where(c.university == university)
        ids.update(
            (key, id_) for key, id_ in connection.execute(query.where(c.external_id.in_(some)))
        )
    return ids


def _delete(connection: Connection, table: Table, ids: Iterable[int]) -> None:
    connection.execute(
        delete(table).where(table.c.mipyme == bindparam("id_")), [{"id_": id_} for id_ in ids]
    )


def _write_outcomes(connection: Connection, pairs: Iterable[tuple[int, State]]) -> None:
    """Insert the assessments and platforms of MiPymes that have none in the database."""
    assessments, platforms = [], []
    for id_, state in pairs:
        named = dict(zip(STORED, state, strict=True))
        for moment, prefix in PREFIXES.items():
            key = {"mipyme": id_, "moment": moment}
            names = ("assessed_on", *SCORES, "sales")
            taken = {name: named[f"{prefix}_{name}"] for name in names}
            if any(value is not None for value in taken.values()):
                assessments.append(key | taken | {"currency": named["currency"]})
            there = named[f"{prefix}_platforms"]
            if there is not None:
                platforms += [key | {"platform": name} for name in sorted(there) or [NOWHERE]]
    if assessments:
        connection.execute(insert(assessment), assessments)
    if platforms:
        connection.execute(insert(platform_presence), platforms)
