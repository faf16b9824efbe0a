"""Summaries that make a million MiPymes cost what two thousand do.

Every writer calls `refresh` in its own transaction; every question takes its rows from `source`
or `outcomes`. Where no rollup knows all the dimensions a question needs (two of subdivision,
sector, size at once), these count the rows themselves in the same shape.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    Table,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    union_all,
)

from data_access import attention, pairs, publication, published, searching
from data_access.measures import STAGE_MEASURES
from data_access.schema import (
    OUTCOMES,
    ROLLUPS,
    facts,
    mipyme,
    mipyme_text,
    student,
    student_load,
)
from data_access.scope import Scope


def source(
    connection: Connection,
    scope: Scope,
    *,
    by: Iterable[str] = (),
    measures: Collection[str] = STAGE_MEASURES,
) -> FromClause:
    """Daily counts that know every dimension of `scope` and of `by`: the narrowest rollup that
    does, else the MiPymes of `scope` counted in the same shape (columns: dimensions, day, and at
    least `measures`: the fewer, the sooner they are counted)."""
    if published.is_public(connection):
        return published.source(scope, by=by, measures=measures)
    needed = {*scope.dimensions(), *by}
    table = _knowing(ROLLUPS, {*needed, *measures})
    if table is not None:
        return table
    return _counts(sorted(needed), measures, scope.members(facts)).subquery("daily")


def outcomes(connection: Connection, scope: Scope, *, by: Iterable[str] = ()) -> FromClause:
    """As `source`, for what the MiPymes with an initial and a final measurement add up to
    (columns: dimensions, day, `measures.OUTCOME_MEASURES`)."""
    needed = {*scope.dimensions(), *by}
    table = _knowing(OUTCOMES, needed)
    if table is not None:
        return table
    return pairs.counted(sorted(needed), scope.members(facts)).subquery("daily")


def _knowing(tables: Iterable[Table], needed: set[str]) -> Table | None:
    """The first that has the columns needed."""
    return next((table for table in tables if needed <= set(table.c.keys())), None)


def refresh(connection: Connection, *, universities: Collection[str] | None = None) -> None:
    """Count every summary anew, for the given universities only or for all (None)."""

    def own(table: FromClause) -> list[ColumnElement[bool]]:
        return [] if universities is None else [table.c.university.in_(universities)]

    def fill(table: Table, fresh: Select) -> None:
        connection.execute(delete(table).where(*own(table)))
        names = [column.name for column in fresh.selected_columns]
        connection.execute(insert(table).from_select(names, fresh))

    whole, *parts = ROLLUPS
    for table in parts:
        dimensions, measures = _columns(table)
        fill(table, _counts(dimensions, measures, own(facts)))
    fill(whole, _narrowed(parts[0], *_columns(whole), own(parts[0])))
    with pairs.gathered(connection, own(facts)) as counted:
        for table in OUTCOMES:
            fill(table, counted(_columns(table)[0]))
    fill(student_load, attention.counted(own(student)))
    fill(mipyme_text, searching.texts(own(mipyme)))
    publication.fill(connection)


def _columns(table: Table) -> tuple[list[str], list[str]]:
    """The dimensions and the measures of a rollup."""
    keys = [column.name for column in table.primary_key if column.name != "day"]
    return keys, [column.name for column in table.c if not column.primary_key]


def _counts(
    dimensions: Collection[str],
    measures: Collection[str],
    conditions: Collection[ColumnElement[bool]],
) -> Select:
    """`measures` by `dimensions` and day, from the MiPymes that meet `conditions`. These are looked
    at once; then each event is counted for itself, as it is the sorting that takes time."""
    dates = [column for column in facts.c if column.name.endswith("_on")]
    columns = [_text(name).label(name) for name in dimensions]
    one = select(*columns, *dates).where(*conditions).cte("one")
    keys = [one.c[name] for name in dimensions]
    parts = []
    for event in measures:
        day, others = _event(event, one)
        counts = [
            (func.count() if measure == event else literal(0)).label(measure)
            for measure in measures
        ]
        parts.append(
            select(*keys, day.label("day"), *counts)
            .where(day.is_not(None), *others)
            .group_by(*keys, day)
        )
    return _narrowed(union_all(*parts).subquery("event"), dimensions, measures, ())


def _event(measure: str, one: FromClause) -> tuple[ColumnElement, list[ColumnElement[bool]]]:
    """The day on which a MiPyme counts in a measure, and which ones do."""
    c = one.c
    if measure == "diagnosed":
        # A MiPyme that started without a recorded diagnosis left "enrolled" when it started.
        return func.coalesce(c.diagnosed_on, c.started_on), []
    if measure == "closed":
        later = case((c.closed_on < c.started_on, c.started_on), else_=c.closed_on)
        return later, [c.started_on.is_not(None), c.closed_on.is_not(None)]
    if measure == "dropped_started":
        return c.dropped_on, [c.started_on.is_not(None)]
    if measure == "dropped_diagnosed":
        return c.dropped_on, [c.started_on.is_(None), c.diagnosed_on.is_not(None)]
    if measure == "dropped_enrolled":
        return c.dropped_on, [c.started_on.is_(None), c.diagnosed_on.is_(None)]
    return c[f"{measure}_on"], []


_LOOKED_UP = {"team": attention.team, "measured": attention.measured}
"""Dimensions that are no column of the MiPymes."""


def _text(dimension: str) -> ColumnElement[str]:
    """A dimension of the MiPymes as text, '' where it is not known."""
    if dimension in _LOOKED_UP:
        return _LOOKED_UP[dimension]()
    column = facts.c[dimension]
    if dimension == "rural":
        return case((column, "rural"), (column.is_not(None), "urbana"), else_="")
    return func.coalesce(column, "")


def _narrowed(
    rows: FromClause,
    dimensions: Collection[str],
    measures: Collection[str],
    conditions: Collection[ColumnElement[bool]],
) -> Select:
    """The rows of a wider rollup summed up by `dimensions` and day."""
    keys = [rows.c[key] for key in (*dimensions, "day")]
    # An integer as in the tables: PostgreSQL would make the sum of sums a decimal.
    sums = [cast(func.sum(rows.c[measure]), Integer).label(measure) for measure in measures]
    return select(*keys, *sums).where(*conditions).group_by(*keys)
