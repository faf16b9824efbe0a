"""What the public reads instead of the summaries: published tables, and nothing else.

A connection of the public knows that it is one (`is_public`) and refuses every statement that names
another table than those of `schema.PUBLIC`. Coverage is exact for one thing at a time (a country,
a university, a sector …); what only a cross of two would tell is not published.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, FromClause, Table, event, select
from sqlalchemy.sql import visitors

from data_access import schema
from data_access.errors import Protected, ProtectedError
from data_access.scope import Scope

OPTION = "published"
"""The execution option of a connection that reaches nothing else."""

ALL = "all"
AXES = ("country", "subdivision", "university", "cohort", "sector", "size")
"""Of what there are numbers, besides `ALL`; a subdivision stands for its country too."""


def is_public(connection: Connection) -> bool:
    """Whether only what is published can be asked of a connection."""
    return bool(connection.get_execution_options().get(OPTION))


def only(engine: Engine) -> Engine:
    """`engine`, whose connections refuse whatever is not published. Not the boundary (that is
    the file, or the rights of the account) but what puts it into words."""
    marked = engine.execution_options(**{OPTION: True})

    @event.listens_for(marked, "before_execute")
    def refuse(connection: Connection, statement: Any, *_: Any) -> None:
        if not is_public(connection) or not isinstance(statement, visitors.Visitable):
            return
        for element in visitors.iterate(statement):  # type: ignore[arg-type]
            if isinstance(element, Table) and element not in schema.PUBLIC:
                raise ProtectedError(Protected.CLOSED)

    return marked


def axis(scope: Scope, by: Iterable[str] = ()) -> str:
    """The one thing that `scope` and `by` ask about; `ProtectedError` where it is more."""
    needed = {*scope.dimensions(), *by}
    if "subdivision" in needed:
        needed.discard("country")
    if len(needed) > 1:
        raise ProtectedError(Protected.CROSS)
    found = next(iter(needed), ALL)
    if found not in (ALL, *AXES):
        raise ProtectedError(Protected.CLOSED)
    return found


def source(scope: Scope, *, by: Iterable[str] = (), measures: Iterable[str] = ()) -> FromClause:
    """`rollups.source` of the public: its rows are those of one `axis`."""
    table = schema.published_day.c
    if not set(measures) <= set(table.keys()):
        raise ProtectedError(Protected.CLOSED)
    return _rows(schema.published_day, axis(scope, by))


def _rows(table: Table, axis: str) -> FromClause:
    """The rows of an axis, with the columns that a rollup would have."""
    keys: list[ColumnElement] = [] if axis == ALL else [table.c.code.label(axis)]
    if axis == "subdivision":
        keys.append(table.c.country)
    values = [column for column in table.c if column.name not in ("axis", "country", "code")]
    return select(*keys, *values).where(table.c.axis == axis).subquery("daily")


Numbers = dict[str, float | None]
"""Measure → number; None where it is not told."""


def numbers(
    connection: Connection, *, scope: Scope, by: Iterable[str] = ()
) -> dict[tuple[str, str], Numbers]:
    """Country (of a subdivision, else '') and code → what is told of owners, outcomes and students
    on the last day, whatever the period of `scope`. Without `by` there is at most one, of which
    the scope may name no two, as they cannot be added up."""
    keys = tuple(by)
    found = axis(scope, keys)
    named = {
        "country": scope.countries,
        "university": scope.universities,
        "cohort": scope.cohorts,
        "sector": scope.sectors,
        "size": scope.sizes,
    }.get(found, ())
    if found == "subdivision" and not keys:
        named = scope.subdivisions
    if found != ALL and not keys and len(named) != 1:
        raise ProtectedError(Protected.CROSS)
    c = schema.published_number.c
    query = select(c.country, c.code, c.measure, c.value).where(c.axis == found)
    if found == "subdivision":
        rows = (("countries", c.country), ("subdivisions", c.code))
        query = query.where(*(r.in_(getattr(scope, f)) for f, r in rows if getattr(scope, f)))
    elif named:
        query = query.where(c.code.in_(named))
    told: dict[tuple[str, str], Numbers] = {}
    for country, code, measure, value in connection.execute(
        query.order_by(c.country, c.code, c.measure)
    ):
        told.setdefault((country, code), {})[measure] = value
    return told
