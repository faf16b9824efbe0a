"""What is already loaded of a university, and what a report changes in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Float, Select, cast, select

from data_access.codes import NOWHERE
from data_access.intake.checks import check_row
from data_access.intake.fields import BY_NAME, FIELDS, MIPYME_FIELDS, PREFIXES, SCORES
from data_access.intake.findings import Message, Problem
from data_access.intake.keys import alike, forms
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
    """External id → (id, state) of the university's MiPymes that are among `keys` or look like
    one of them."""
    columns = [mipyme.c[name] for name in MIPYME_FIELDS]
    query = select(mipyme.c.id, *columns).where(mipyme.c.university == university)
    by_id: dict[int, State] = {}
    wanted = {form for key in keys for form in forms(key)} - {None}
    shared: dict[object, object] = {}
    for id_, *values in _streamed(connection, query.order_by(mipyme.c.id)):
        named = {
            name: shared.setdefault((type(value), value), value)
            for name, value in zip(MIPYME_FIELDS, values, strict=True)
        }
        key = str(named["external_id"])
        if key in keys or not wanted.isdisjoint(forms(key)):
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
        platforms = frozenset(row.platform for row in group) - {NOWHERE}
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
    _drop_null_points(report, plan)
    columns = [report.values[name] for name in names]
    _find_alike(report, known)
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
    if not any(
        back[_AT[f"{prefix}_{name}"]] is not None
        for prefix in PREFIXES.values()
        for name in ("assessed_on", *SCORES, "sales")
    ):
        back[_AT["currency"]] = None
    return back


def _drop_null_points(report: Report, plan: Plan) -> None:
    """Take 0, 0 for a point that was not reported; no other point has the longitude 0."""
    lats, lons = report.values.get("lat"), report.values.get("lon")
    if lats is None or lons is None:
        return
    nowhere = [index for index, point in enumerate(zip(lats, lons, strict=True)) if point == (0, 0)]
    for index in nowhere:
        lats[index] = lons[index] = None
    for index in [index for index, lon in enumerate(lons) if lon == 0]:
        low, high = f"{BY_NAME['lon'].low:.0f}", f"{BY_NAME['lon'].high:.0f}"
        report.add(index, "lon", Problem("out_of_range", {"low": low, "high": high}))
    if nowhere:
        text = mark("Points at 0, 0 were taken as not reported: {count}")
        plan.notes.append(Message(text, {"count": len(nowhere)}))


def _find_alike(report: Report, known: Collection[str]) -> None:
    """Findings on new numbers that look like one that is loaded, or like one of another line."""
    lines: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(report.values["external_id"]):
        if key is not None and key not in known:
            lines[key].append(index)
    for group in alike({*lines, *known}) if lines else ():
        new = sorted(key for key in group if key in lines)
        loaded = sorted(key for key in group if key in known)
        for key in new:
            others = [other for other in new if other != key]
            problem = Problem("like_known_key", {"key": ", ".join(loaded)})
            if not loaded:
                at = sorted(report.lines[index] for other in others for index in lines[other])
                values = {"keys": _listed(others), "lines": _listed(at)}
                problem = Problem("like_other_line", values)
            for index in lines[key]:
                report.add(index, "external_id", problem)


def _listed(values: Sequence[object]) -> str:
    return ", ".join(map(str, values[:10])) + ("…" if len(values) > 10 else "")


def _find_repeats(report: Report, columns: list[list[Any]], plan: Plan) -> set[int]:
    """Rows that repeat an earlier one exactly; those that contradict each other get findings,
    also where one of them is kept out for another reason."""
    rows_of: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(report.values["external_id"]):
        if key is not None:
            rows_of[key].append(index)
    repeats: set[int] = set()
    for indexes in rows_of.values():
        if len(indexes) == 1:
            continue
        faulty = [bool(report.findings.get(index)) for index in indexes]
        same = len({tuple([column[index] for column in columns]) for index in indexes}) == 1
        if same and all(faulty):
            continue
        if same and not any(faulty):
            repeats.update(indexes[1:])
            continue
        for index in indexes:
            others = [report.lines[other] for other in indexes if other != index]
            report.add(index, "external_id", Problem("repeated_key", {"lines": _listed(others)}))
    if repeats:
        text = mark("Lines that repeat an earlier one exactly (counted as unchanged): {count}")
        plan.notes.append(Message(text, {"count": len(repeats)}))
    return repeats
