"""The MiPymes themselves: the rows behind a figure, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
    true,
)

from data_access import municipalities, schema
from data_access.access import Access
from data_access.rights import restrict
from data_access.scope import Scope
from data_access.searching import Word, found

_c = schema.mipyme.c

SHOWN = (
    "university",
    "external_id",
    "name",
    "country",
    "subdivision",
    "municipality",
    "size",
    "sector",
    "enrolled_on",
    "diagnosed_on",
    "started_on",
    "concluded_on",
    "dropped_on",
)
"""Columns that are shown as they are stored; `rows` may be ordered by each."""


def rows(
    access: Access,
    connection: Connection,
    *,
    scope: Scope,
    search: Sequence[Word] = (),
    municipality: str = "",
    order: str = "external_id",
    descending: bool = False,
    limit: int,
    offset: int = 0,
    counted_only: bool = False,
) -> pd.DataFrame:
    """The MiPymes of `scope` that the reader may see and that had enrolled by its end: `limit` of
    them from `offset`, in the order of one of `SHOWN` (what is missing comes last), then of
    university and number.

    Columns `SHOWN` (as stored; missing where not reported) and

    - ``stage``: key of `definitions.STAGES`, at the end of `scope`;
    - ``counts``: what the MiPyme adds to `progress.supported`: 1, 0, or -1 where it was supported
      when `scope` starts and no longer when it ends. So they sum up to the figure's number.

    `search`: only those with each of its words (`searching.found`) somewhere, whatever the case
    and accents. `municipality`: only those of the one that
    `municipalities.supported` calls so. `counted_only`: only those with ``counts`` other than 0.
    """
    restrict(access, connection)
    sorting = _c[order]
    keys = [sorting.is_(None), sorting.desc() if descending else sorting]
    query = (
        select(
            *(_c[name] for name in SHOWN),
            _stage(scope.end).label("stage"),
            _counts(scope).label("counts"),
        )
        .where(*access.members(schema.mipyme))
        .where(*_conditions(scope, search, counted_only=counted_only))
        .where(*_there(connection, scope, municipality, counted_only))
        .order_by(*keys[not sorting.nullable :], _c.university, _c.external_id)
        .limit(limit)
        .offset(offset)
    )
    columns = [*SHOWN, "stage", "counts"]
    frame = pd.DataFrame(connection.execute(query).all(), columns=columns, dtype="object")
    return frame.astype({"counts": "int64"})


def count(
    access: Access,
    connection: Connection,
    *,
    scope: Scope,
    search: Sequence[Word] = (),
    municipality: str = "",
    counted_only: bool = False,
) -> int:
    """How many `rows` there are in all."""
    restrict(access, connection)
    conditions = _conditions(scope, search, counted_only=counted_only)
    conditions += _there(connection, scope, municipality, counted_only)
    mine = access.members(schema.mipyme)
    return connection.scalar(select(func.count()).where(*mine, *conditions)) or 0


def _conditions(
    scope: Scope, search: Sequence[Word], *, counted_only: bool
) -> list[ColumnElement[bool]]:
    conditions = [*scope.members(schema.mipyme), _by(_c.enrolled_on, scope.end)]
    conditions += found(search, {"stage": _stage(scope.end)})
    if not counted_only:
        return conditions
    at_end, at_start = _supported(scope.end), _supported_before(scope)
    if scope.start is None:
        return [*conditions, at_end]
    if scope.end is not None and scope.start > scope.end:
        return [*conditions, false()]
    return [*conditions, or_(and_(at_end, ~at_start), and_(at_start, ~at_end))]


def _there(
    connection: Connection, scope: Scope, municipality: str, counted_only: bool
) -> list[ColumnElement[bool]]:
    if not municipality:
        return []
    named = municipalities.named
    return named(connection, scope=scope, name=municipality, begun_only=counted_only)


def _by(day: ColumnElement[date], end: date | None) -> ColumnElement[bool]:
    """Whether a day has come by `end` (None: ever)."""
    return day.is_not(None) if end is None else day <= end


def _supported(end: date | None) -> ColumnElement[bool]:
    """`definitions.SUPPORTED` at the end of a day, said of one MiPyme. Never NULL."""
    left = false() if end is None else _c.dropped_on > end
    return and_(
        _c.started_on.is_not(None), _by(_c.started_on, end), or_(_c.dropped_on.is_(None), left)
    )


def _supported_before(scope: Scope) -> ColumnElement[bool]:
    """`_supported` on the eve of `scope`."""
    return false() if scope.start is None else _supported(scope.start - timedelta(days=1))


def _counts(scope: Scope) -> ColumnElement[int]:
    """What a MiPyme adds to `progress.supported` of a scope that it is in: 1, 0 or -1."""
    if scope.start is not None and scope.end is not None and scope.start > scope.end:
        return literal(0, Integer)

    def one(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return case((condition, 1), else_=0)

    return one(_supported(scope.end)) - one(_supported_before(scope))


def _stage(end: date | None) -> ColumnElement[str]:
    """`definitions.STAGES`: the last one whose date has come by `end`."""
    return case(
        (_by(_c.dropped_on, end), "abandono"),
        (_by(_c.concluded_on, end), "concluida"),
        (_by(_c.started_on, end), "intervencion"),
        (_by(_c.diagnosed_on, end), "diagnosticada"),
        (true(), "inscrita"),
    )
