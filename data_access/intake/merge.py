"""What is already loaded of a university, and what a report changes in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Float, Select, cast, select

from data_access.intake.checks import check_row
from data_access.intake.fields import FIELDS, MIPYME_FIELDS, PREFIXES, SCORES
from data_access.intake.findings import Message, Problem
from data_access.intake.report import Report
from data_access.schema import assessment, mipyme, platform_presence
from texts import mark

STORED = tuple(field.name for field in FIELDS if field.name != "university")
"""The fields of a stored MiPyme, in the order of a `State`'s values."""

_AT = {name: position for position, name in enumerate(STORED)}

State = list[Any]
"""The values of `STORED`; None is not reported."""


@dataclass
class Plan:
    """What a report changes: states of new MiPymes, of changed ones by their id in the database,
    and how many rows change nothing."""

    new: list[State] = field(default_factory=list)
    changed: dict[int, State] = field(default_factory=dict)
    unchanged: int = 0
    notes: list[Message] = field(default_factory=list)


def known_states(
    connection: Connection, *, university: str, keys: Collection[str]
) -> dict[str, tuple[int, State]]:
    """External id → (id, state) of the university's MiPymes among `keys`."""
    columns = [mipyme.c[name] for name in MIPYME_FIELDS]
    query = select(mipyme.c.id, *columns).where(mipyme.c.university == university)
    by_id: dict[int, State] = {}
    shared: dict[object, object] = {}
    for id_, *values in _streamed(connection, query.order_by(mipyme.c.id)):
        named = {
            name: shared.setdefault((type(value), value), value)
            for name, value in zip(MIPYME_FIELDS, values, strict=True)
        }
        if named["external_id"] in keys:
            by_id[id_] = [named.get(name) for name in STORED]
    if by_id:
        _add_assessments(connection, university, by_id)
        _add_platforms(connection, university, by_id)
    return {state[_AT["external_id"]]: (id_, state) for id_, state in by_id.items()}


def _streamed(connection: Connection, query: Select) -> Iterator[Any]:
    """The rows of a query without holding all of them at once."""
    return iter(connection.execute(query.execution_options(yield_per=5_000)))


def _add_assessments(connection: Connection, university: str, by_id: dict[int, State]) -> None:
    c = assessment.c
    names = ("assessed_on", *SCORES, "sales")
    columns = (c.assessed_on, *(c[name] for name in SCORES), cast(c.sales, Float))
    query = (
        select(c.mipyme, c.moment, c.currency, *columns)
        .join(mipyme, mipyme.c.id == c.mipyme)
        .where(mipyme.c.university == university)
        .order_by(c.mipyme, c.moment)
    )
    for id_, moment, currency, *values in _streamed(connection, query):
        if id_ in by_id:
            state = by_id[id_]
            state[_AT["currency"]] = currency or state[_AT["currency"]]
            for name, value in zip(names, values, strict=True):
                state[_AT[f"{PREFIXES[moment]}_{name}"]] = value


def _add_platforms(connection: Connection, university: str, by_id: dict[int, State]) -> None:
    c = platform_presence.c
    query = (
        select(c.mipyme, c.moment, c.platform)
        .join(mipyme, mipyme.c.id == c.mipyme)
        .where(mipyme.c.university == university)
        .order_by(c.mipyme, c.moment, c.platform)
    )
    shared: dict[frozenset[str], frozenset[str]] = {}
    rows = _streamed(connection, query)
    for (id_, moment), group in groupby(rows, key=lambda row: (row.mipyme, row.moment)):
        platforms = frozenset(row.platform for row in group)
        if id_ in by_id:
            position = _AT[f"{PREFIXES[moment]}_platforms"]
            by_id[id_][position] = shared.setdefault(platforms, platforms)


def plan_changes(report: Report, known: dict[str, tuple[int, State]]) -> Plan:
    """Compare a report with what is loaded, and check each MiPyme as it would become.

    A blank does not erase what is known. Rows that break a rule get findings in `report`.
    """
    plan = Plan()
    names = [name for name in STORED if name in report.values]
    targets = [_AT[name] for name in names]
    columns = [report.values[name] for name in names]
    repeats = _find_repeats(report, columns, plan)
    for index, row in enumerate(zip(*columns, strict=True)):
        if report.findings.get(index):
            continue
        if index in repeats:
            plan.unchanged += 1
            continue
        id_, before = known.get(row[names.index("external_id")], (None, None))
        state: State = [None] * len(STORED) if before is None else list(before)
        for target, value in zip(targets, row, strict=True):
            if value is not None:
                state[target] = value
        problems = list(check_row(dict(zip(STORED, state, strict=True))))
        for name, problem in problems:
            report.add(index, name, problem)
        if problems:
            continue
        if id_ is None:
            plan.new.append(state)
        elif _stored(state) == before:
            plan.unchanged += 1
        else:
            plan.changed[id_] = state
    return plan


def _stored(state: State) -> State:
    """A state as the database gives it back: what has no rows there is not reported."""
    back = list(state)
    for prefix in PREFIXES.values():
        if not back[_AT[f"{prefix}_platforms"]]:
            back[_AT[f"{prefix}_platforms"]] = None
    if not any(
        back[_AT[f"{prefix}_{name}"]] is not None
        for prefix in PREFIXES.values()
        for name in ("assessed_on", *SCORES, "sales")
    ):
        back[_AT["currency"]] = None
    return back


def _find_repeats(report: Report, columns: list[list[Any]], plan: Plan) -> set[int]:
    """Rows that repeat an earlier one exactly; those that contradict each other get findings."""
    rows_of: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(report.values["external_id"]):
        if key is not None and not report.findings.get(index):
            rows_of[key].append(index)
    repeats: set[int] = set()
    for indexes in rows_of.values():
        if len(indexes) == 1:
            continue
        if len({tuple([column[index] for column in columns]) for index in indexes}) == 1:
            repeats.update(indexes[1:])
            continue
        for index in indexes:
            others = [str(report.lines[other]) for other in indexes if other != index]
            listed = ", ".join(others[:10]) + ("…" if len(others) > 10 else "")
            report.add(index, "external_id", Problem("repeated_key", {"lines": listed}))
    if repeats:
        text = mark("Lines that repeat an earlier one exactly (counted as unchanged): {count}")
        plan.notes.append(Message(text, {"count": len(repeats)}))
    return repeats
