"""Daily summaries that make a million MiPymes cost what two thousand do.

Every writer calls `refresh` in its own transaction; every question takes its rows from
`source`. Where no rollup knows all the dimensions a question needs (two of subdivision,
sector, size at once), `source` counts the rows themselves in the same shape.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    Subquery,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    literal_column,
    select,
    union_all,
)

from data_access import pairs
from data_access.schema import (
    ROLLUP_DIMENSIONS,
    ROLLUP_MEASURES,
    ROLLUPS,
    mipyme,
    rollup,
    rollup_size,
)
from data_access.scope import Scope


def _events(dimensions: Collection[str], conditions: Collection[ColumnElement[bool]]) -> Subquery:
    """One row per MiPyme that meets `conditions` and stage event: dimensions, day, and 1 in the
    event's measure."""
    c = mipyme.c
    event_day = {
        "enrolled": c.enrolled_on,
        # A MiPyme that started without a recorded diagnosis left "enrolled" when it started.
        "diagnosed": func.coalesce(c.diagnosed_on, c.started_on),
        "started": c.started_on,
        "concluded": c.concluded_on,
    }
    dropped_from = case(
        (c.started_on.is_not(None), literal_column("'dropped_started'")),
        (c.diagnosed_on.is_not(None), literal_column("'dropped_diagnosed'")),
        else_=literal_column("'dropped_enrolled'"),
    )
    columns = [_said(dimension).label(dimension) for dimension in dimensions]
    parts: list[Select] = [
        select(*columns, day.label("day"), literal(event).label("event")).where(day.is_not(None))
        for event, day in event_day.items()
    ]
    parts.append(
        select(*columns, c.dropped_on.label("day"), dropped_from.label("event")).where(
            c.dropped_on.is_not(None)
        )
    )
    return union_all(*(part.where(*conditions) for part in parts)).subquery("event")


def _said(dimension: str) -> ColumnElement[str]:
    """A dimension of the MiPymes as text, '' where it is not known."""
    column = mipyme.c[dimension]
    if dimension == "rural":
        return case((column, "rural"), (column.is_not(None), "urbana"), else_="")
    return func.coalesce(column, "")


def _counts(dimensions: Collection[str], conditions: Collection[ColumnElement[bool]]) -> Select:
    """The rollup by `dimensions` and day, counted from the MiPymes that meet `conditions`."""
    events = _events(dimensions, conditions)
    keys = [events.c[dimension] for dimension in (*dimensions, "day")]
    measures = [
        # An integer as in the tables: PostgreSQL would make the sum of sums a decimal.
        cast(func.sum(case((events.c.event == measure, 1), else_=0)), Integer).label(measure)
        for measure in ROLLUP_MEASURES
    ]
    return select(*keys, *measures).group_by(*keys)


def _narrowed(universities: Collection[str] | None) -> Select:
    """The narrowest rollup, summed from the one by size: no second pass over the MiPymes."""
    keys = [rollup_size.c[key] for key in (*ROLLUP_DIMENSIONS, "day")]
    measures = [func.sum(rollup_size.c[measure]).label(measure) for measure in ROLLUP_MEASURES]
    query = select(*keys, *measures).group_by(*keys)
    if universities is not None:
        query = query.where(rollup_size.c.university.in_(universities))
    return query


def refresh(connection: Connection, *, universities: Collection[str] | None = None) -> None:
    """Recount every rollup, for the given universities only or for all (None)."""
    some = [] if universities is None else [mipyme.c.university.in_(universities)]
    for table in (*(table for table in ROLLUPS if table is not rollup), rollup):
        dimensions = [column.name for column in table.primary_key if column.name != "day"]
        stale = delete(table)
        if universities is not None:
            stale = stale.where(table.c.university.in_(universities))
        connection.execute(stale)
        fresh = _narrowed(universities) if table is rollup else _counts(dimensions, some)
        columns = [*dimensions, "day", *ROLLUP_MEASURES]
        connection.execute(insert(table).from_select(columns, fresh))


def source(scope: Scope, *, by: Iterable[str] = ()) -> FromClause:
    """Daily counts that know every dimension of `scope` and of `by`: the narrowest rollup that
    does, else the MiPymes of `scope` counted in the same shape (columns: dimensions, day,
    measures)."""
    needed = {*scope.dimensions(), *by}
    for table in ROLLUPS:
        if needed <= set(table.c.keys()):
            return table
    return _counts(sorted(needed), scope.members(mipyme)).subquery("daily")


def outcomes(scope: Scope, *, by: Iterable[str] = ()) -> FromClause:
    """As `source`, for what the MiPymes with an initial and a final measurement add up to:
    dimensions, day, `pairs.MEASURES`."""
    needed = {*scope.dimensions(), *by}
    return pairs.counted(sorted({*ROLLUP_DIMENSIONS, *needed})).subquery("daily")
