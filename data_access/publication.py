"""Filling the tables of the public from the summaries, in the transaction of every writer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Table,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
)

from data_access import cities, definitions, disclosure, means, schema
from data_access.codes import INCLUSION, OTHERS, PLATFORMS, SCORES
from data_access.disclosure import Family, Link
from data_access.intake.folding import fold
from data_access.measures import (
    BANDS,
    HELD,
    OUTCOME_MEASURES,
    STAGE_MEASURES,
    STEPS,
    STUDENT_MEASURES,
    median,
)
from data_access.published import ALL, AXES


class Group(NamedTuple):
    """Of whom a number is: of all, or of one value of an axis."""

    axis: str
    country: str = ""
    code: str = ""


Counts = dict[Group, dict[str, int]]

SCORED = Family("supported", "scored", tuple(f"{score}_n" for score in SCORES))
SALES = Family("supported", "sales", ("rose", "held", "fell"), complete=True)


def _steps() -> Iterator[Link]:
    """How those on so many platforms hang together with each other, and with who is on which."""
    for step in STEPS:
        before, after, gained = (f"{step}_{what}" for what in ("before", "after", "gained"))
        yield before, (f"{step}_kept", f"{step}_lost")
        yield after, (f"{step}_kept", gained)
        yield "platforms_n", (before, gained, f"{step}_never")
    for when in ("before", "after"):
        number = ["platforms_n", f"first_{when}", *(f"{step}_{when}" for step in STEPS)]
        number += [f"{more}_{when}" for more in range(len(STEPS) + 2, len(PLATFORMS) + 1)]
        for fewer, more in pairwise(number):
            yield fewer, (more, f"no more than {fewer} {when}")
        yield f"together_{when}", tuple(f"{platform}_{when}" for platform in PLATFORMS)
        yield f"together_{when}", tuple(number[1:])


PRESENT = Family(
    "supported",
    "platforms_n",
    tuple(f"{platform}_{when}" for platform in PLATFORMS for when in ("before", "after"))
    + tuple(f"{step}_{what}" for step in STEPS for what in ("before", "after", "gained")),
    extras=tuple(f"{step}_{what}" for step in STEPS for what in ("before", "after", "gained")),
    links=tuple(_steps()),
)
CLOSED = Family("started", "closed")
OWNERS = {
    column: Family("supported", column, tuple(f"{column}:{code}" for code in codes), complete=True)
    for column, codes in INCLUSION.items()
}
"""Column of the MiPymes → what is told of it; a part is ``column:code``."""


def fill(connection: Connection) -> None:
    """Write anew what everybody may read."""
    for table in schema.PUBLISHED:
        connection.execute(delete(table))
    for axis in (ALL, *AXES):
        _publish_days(connection, axis)
    until = connection.scalar(
        select(func.max(schema.submission.c.data_until)).where(schema.WITH_CONTENT)
    )
    rows = [*_coverage_and_outcomes(connection, until), *_owners(connection, until)]
    rows += _students(connection)
    if rows:
        connection.execute(insert(schema.published_number), rows)
    towns = _municipalities(connection, until)
    if towns:
        connection.execute(insert(schema.published_municipality), towns)


def _publish_days(connection: Connection, axis: str) -> None:
    table = _knowing(schema.ROLLUPS, axis)
    keys = [*_keys(table, axis), table.c.day]
    sums = [cast(func.sum(table.c[name]), Integer).label(name) for name in STAGE_MEASURES]
    query = select(literal(axis), *keys, *sums).group_by(*keys)
    names = ["axis", "country", "code", "day", *STAGE_MEASURES]
    connection.execute(insert(schema.published_day).from_select(names, query))


def _knowing(tables: Iterable[Table], axis: str) -> Table:
    return next(table for table in tables if axis == ALL or axis in table.c)


def _keys(table: Table, axis: str) -> list[ColumnElement[str]]:
    """The columns `country` and `code` of an axis."""
    nothing: ColumnElement[str] = literal("")
    country = table.c.country if axis == "subdivision" else nothing
    return [country.label("country"), (nothing if axis == ALL else table.c[axis]).label("code")]


def _sums(
    connection: Connection,
    tables: Iterable[Table],
    axis: str,
    until: date | None,
    names: Iterable[str],
) -> dict[Group, dict[str, int]]:
    """What the rows of each value of an axis add up to by the day `until`."""
    table = _knowing(tables, axis)
    keys = _keys(table, axis)
    wanted = list(names)
    query = select(*keys, *(func.sum(table.c[name]) for name in wanted)).group_by(*keys)
    if until is not None:
        query = query.where(table.c.day <= until)
    return {
        Group(axis, row[0], row[1]): dict(zip(wanted, map(int, row[2:]), strict=True))
        for row in connection.execute(query)
    }


def _adding_up(groups: Iterable[Group]) -> list[tuple[Group, list[Group]]]:
    """All consist of the values of each axis, a country of its subdivisions."""
    found: dict[Group, list[Group]] = defaultdict(list)
    every, known = Group(ALL), set(groups)
    for group in sorted(known - {every}):
        total = Group("country", "", group.country) if group.axis == "subdivision" else every
        found[total if group.axis == "subdivision" else Group(ALL, "", group.axis)].append(group)
    return [(every if total.axis == ALL else total, parts) for total, parts in found.items()]


def _rows(group: Group, values: Mapping[str, float | None]) -> list[dict[str, Any]]:
    return [
        {**group._asdict(), "measure": measure, "value": value} for measure, value in values.items()
    ]


def _coverage_and_outcomes(connection: Connection, until: date | None) -> list[dict[str, Any]]:
    counts: Counts = {}
    sums: dict[Group, dict[str, int]] = {}
    support = ("started", "dropped_started", "closed")
    for axis in (ALL, *AXES):
        for group, row in _sums(connection, schema.ROLLUPS, axis, until, support).items():
            supported = max(row["started"] - row["dropped_started"], 0)
            counts[group] = {
                "supported": supported,
                "started": row["started"],
                "closed": row["closed"],
            }
        sums |= _sums(connection, schema.OUTCOMES, axis, until, OUTCOME_MEASURES)
    nothing = dict.fromkeys(OUTCOME_MEASURES, 0)
    for group, row in counts.items():
        measured = sums.get(group, nothing)
        bands = [measured[f"sales_{band:02}"] for band in range(len(BANDS))]
        row["sales"], row["held"] = sum(bands), bands[HELD]
        row["fell"], row["rose"] = sum(bands[:HELD]), sum(bands[HELD + 1 :])
        row |= {name: measured[name] for name in (*SCORED.counts, *PRESENT.counts)}
    adds_up = _adding_up(counts)
    found = []
    for family in (PRESENT, CLOSED):
        for group, told in disclosure.told(counts, family, adds_up).numbers.items():
            found += _rows(group, dict(told))
    for group, points in means.told(counts, sums, SCORED, adds_up).items():
        found += _rows(group, points)
    return [*found, *_sales(counts, sums, adds_up)]


def _sales(
    counts: Counts,
    sums: Mapping[Group, Mapping[str, int]],
    adds_up: list[tuple[Group, list[Group]]],
) -> list[dict[str, Any]]:
    """How many rose, held and fell, and the median where that does not tell too much of them."""
    medians = {
        group: median([row[f"sales_{band:02}"] for band in range(len(BANDS))], to_band=True)
        for group, row in sums.items()
    }
    halves = {group: _half(value) for group, value in medians.items() if value is not None}
    told = disclosure.told(counts, SALES, adds_up, halves=halves)
    found = []
    for group, numbers in told.numbers.items():
        open_ = numbers["sales"] is not None and group not in told.bare
        found += _rows(group, {**numbers, "median": medians.get(group) if open_ else None})
    return found


def _half(median: float) -> tuple[str, ...]:
    """What a median says of the counts: which are at least half of all."""
    if median == 0:
        return ("not rose", "not fell")
    return ("rose",) if median > 0 else ("fell",)


def _owners(connection: Connection, until: date | None) -> list[dict[str, Any]]:
    table = next(table for table in schema.ROLLUPS if set(OWNERS) <= set(table.c.keys()))
    count = definitions.supported(table)
    found = []
    for column, family in OWNERS.items():
        counts: Counts = {}
        for axis in (ALL, *(axis for axis in AXES if axis in table.c)):
            keys = [*_keys(table, axis), table.c[column]]
            query = select(*keys, count).group_by(*keys)
            if until is not None:
                query = query.where(table.c.day <= until)
            for found_row in connection.execute(query).all():
                country, code, value, number = tuple(found_row)
                nothing = dict.fromkeys((*family.counts, "supported"), 0)
                row = counts.setdefault(Group(axis, country, code), nothing)
                row["supported"] += int(number)
                if value:
                    row[f"{column}:{value}"] += int(number)
                    row[column] += int(number)
        for group, told in disclosure.told(counts, family, _adding_up(counts)).numbers.items():
            found += _rows(group, dict(told))
    return found


def _students(connection: Connection) -> list[dict[str, Any]]:
    """Of each university its students, and the means of what they do; nothing of fewer than
    `definitions.LEAST`."""
    c = schema.student_load.c
    query = select(c.university, *(func.sum(c[name]) for name in STUDENT_MEASURES))
    found = []
    for code, *sums in connection.execute(query.group_by(c.university)):
        students, assigned, timed, hours = map(int, sums)
        told, all_assigned = definitions.protected(students), definitions.protected(assigned)
        # How many MiPymes there are is known exactly: with the exact share the students would be.
        each = told and all_assigned and round(all_assigned / told, 1)
        values = {
            "students": told,
            "mipymes_per_student": each or None,
            "hours_per_student": means.mean(hours, timed) if told else None,
        }
        found += _rows(Group("university", "", code), values)
    return found


def _municipalities(connection: Connection, until: date | None) -> list[dict[str, Any]]:
    """The municipalities that are named, and of each subdivision the others together."""
    table = next(table for table in schema.ROLLUPS if "municipality" in table.c)
    keys = (table.c.country, table.c.subdivision, table.c.municipality)
    count = definitions.supported(table)
    query = select(*keys, count).group_by(*keys).order_by(count.desc(), *keys)
    if until is not None:
        query = query.where(table.c.day <= until)
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    names: dict[tuple[str, str, str], str] = {}
    for country, subdivision, written, number in connection.execute(query):
        city = cities.find(subdivision, written)
        key = (country, subdivision, fold(city.name if city else written))
        counts[key] += int(number)
        names.setdefault(key, city.name if city else written)
    found: dict[tuple[str, str, str], int] = defaultdict(int)
    for key, number in counts.items():
        named = number >= definitions.NAMED or names[key] == ""
        found[(*key[:2], names[key] if named else OTHERS)] += number
    return [
        {"country": country, "subdivision": subdivision, "municipality": name, "supported": number}
        for (country, subdivision, name), number in found.items()
        if number
    ]
