"""Faults in what is loaded: nothing the database forbids, but hardly true. Each is counted in SQL
and found again by its rule, so that a university can look at its rows.
"""

from __future__ import annotations

import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    FromClause,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)

from data_access import reference
from data_access.access import Access
from data_access.codes import SCORES
from data_access.definitions import MOST_HOURS, SALES_TIMES, SCORE_LEAP
from data_access.rights import restrict, sums
from data_access.schema import assessment, assignment, mipyme, submission
from data_access.scope import Scope
from data_access.searching import bare

KINDS = ("future", "closed", "measured", "place", "duplicate", "scores", "sales", "hours")
_c = mipyme.c


def counts(connection: Connection, *, scope: Scope, kind: str) -> dict[str, int]:
    """University → how many MiPymes of `scope` have the fault `kind` (one of `KINDS`), never 0.
    The period of `scope` plays no part."""
    found = _found(kind, scope.members(mipyme)).subquery()
    query = select(found.c.university, func.count(found.c.id.distinct()))
    grouped = query.group_by(found.c.university).order_by(found.c.university)
    with sums(connection):
        return {str(code): int(count) for code, count in connection.execute(grouped)}


def rows(
    access: Access, connection: Connection, *, scope: Scope, kind: str, limit: int
) -> pd.DataFrame:
    """The MiPymes of `scope` with the fault `kind` that the reader may see, by university and
    number: columns ``university``, ``external_id``, ``name``, ``subdivision``, ``first`` and
    ``second`` (text: the two values that do not agree, in the order of the kind's sentence)."""
    members = [*access.members(mipyme), *scope.members(mipyme)]
    found = _found(kind, members).subquery()
    query = (
        select(found.c.id, found.c.first, found.c.second)
        .join(mipyme, found.c.id == _c.id)
        .order_by(_c.university, _c.external_id, found.c.first, found.c.second)
        .limit(limit)
    )
    with sums(connection):  # of a twin at another university only where it is
        faulty = connection.execute(query).all()
    restrict(access, connection)
    own = (_c.university, _c.external_id, _c.name, _c.subdivision)
    named = select(_c.id, *own).where(_c.id.in_({row.id for row in faulty}))
    known = {row.id: row[1:] for row in connection.execute(named)}
    columns = ["university", "external_id", "name", "subdivision", "first", "second"]
    told = [(*known[row.id], row.first, row.second) for row in faulty if row.id in known]
    return pd.DataFrame(told, columns=columns, dtype="object")


def _found(kind: str, members: list[ColumnElement[bool]]) -> Select:
    """``id``, ``university``, ``first``, ``second`` of the MiPymes among `members` with a fault."""
    return {
        "future": _future,
        "closed": _closed,
        "measured": _measured,
        "place": _place,
        "duplicate": _duplicate,
        "scores": _scores,
        "sales": _sales,
        "hours": _hours,
    }[kind](members)


def _columns(first: ColumnElement, second: ColumnElement) -> tuple[ColumnElement, ...]:
    said = cast(first, String).label("first"), cast(second, String).label("second")
    return _c.id, _c.university, *said


def _future(members: list[ColumnElement[bool]]) -> Select:
    """A day after the one that the university's reports reach."""
    s = submission.c
    until = (
        select(s.university, func.max(s.data_until).label("day")).group_by(s.university).subquery()
    )
    latest = func.coalesce(
        _c.dropped_on, _c.concluded_on, _c.started_on, _c.diagnosed_on, _c.enrolled_on
    )
    return (
        select(*_columns(latest, until.c.day))
        .join(until, until.c.university == _c.university)
        .where(*members, latest > until.c.day)
    )


def _closed(members: list[ColumnElement[bool]]) -> Select:
    """Closed down before it enrolled."""
    return select(*_columns(_c.closed_on, _c.enrolled_on)).where(
        *members, _c.closed_on < _c.enrolled_on
    )


def _measured(members: list[ColumnElement[bool]]) -> Select:
    """The final measurement before the initial one."""
    one, two = assessment.alias("one"), assessment.alias("two")
    query = _both(members, one, two, one.c.assessed_on, two.c.assessed_on)
    return query.where(two.c.assessed_on < one.c.assessed_on)


def _both(
    members: list[ColumnElement[bool]],
    one: FromClause,
    two: FromClause,
    first: ColumnElement,
    second: ColumnElement,
) -> Select:
    """Both measurements of a MiPyme."""
    return (
        select(*_columns(first, second))
        .join(one, and_(one.c.mipyme == _c.id, one.c.moment == "inicial"))
        .join(two, and_(two.c.mipyme == _c.id, two.c.moment == "final"))
        .where(*members)
    )


def _scores(members: list[ColumnElement[bool]]) -> Select:
    """A score that changed by more than `SCORE_LEAP`."""
    parts = []
    for score in SCORES:
        one, two = assessment.alias(f"{score}_1"), assessment.alias(f"{score}_2")
        first, second = one.c[score], two.c[score]
        query = _both(members, one, two, first, second)
        parts.append(query.where(func.abs(second - first) > SCORE_LEAP))
    return union_all(*parts).subquery("leaps").select()


def _sales(members: list[ColumnElement[bool]]) -> Select:
    """Sales that rose to `SALES_TIMES` as much, or fell to as little."""
    one, two = assessment.alias("one"), assessment.alias("two")
    first, second = one.c.sales, two.c.sales
    query = _both(members, one, two, first, second)
    return query.where(
        one.c.currency == two.c.currency,
        first > 0,
        second > 0,
        or_(second >= first * SALES_TIMES, first >= second * SALES_TIMES),
    )


def _hours(members: list[ColumnElement[bool]]) -> Select:
    """More than `MOST_HOURS` of one student."""
    hours = assignment.c.hours
    query = select(*_columns(hours, literal(MOST_HOURS)))
    return query.join(assignment, assignment.c.mipyme == _c.id).where(*members, hours > MOST_HOURS)


def _place(members: list[ColumnElement[bool]]) -> Select:
    """A point outside the rectangle around its subdivision: what lies outside is wrong, but not
    everything wrong lies outside."""
    sides = ("west", "south", "east", "north")
    box = union_all(
        *(
            select(
                literal(row["subdivision"]).label("code"),
                *(literal(float(row[side]), Float).label(side) for side in sides),
            )
            for row in reference.rows("boxes")
        )
    ).subquery("box")
    outside = or_(
        _c.lat < box.c.south, _c.lat > box.c.north, _c.lon < box.c.west, _c.lon > box.c.east
    )
    return (
        select(*_columns(_c.lat, _c.lon))
        .join(box, box.c.code == _c.subdivision)
        .where(*members, _c.lat.is_not(None), outside)
    )


def _duplicate(members: list[ColumnElement[bool]]) -> Select:
    """The same name in the same municipality at another university, whatever case and accents."""
    known = (
        select(
            _c.id,
            _c.university,
            _c.country,
            bare(_c.name).label("name"),
            bare(_c.municipality).label("municipality"),
        )
        .where(_c.name.is_not(None), _c.municipality.is_not(None))
        .cte("known")
    )
    keys = [known.c[name] for name in ("country", "name", "municipality")]
    ends = func.min(known.c.university), func.max(known.c.university)
    twin = (
        select(*keys, ends[0].label("first"), ends[1].label("last"))
        .group_by(*keys)
        .having(ends[0] != ends[1])
        .subquery("twin")
    )
    other = case((twin.c.first == _c.university, twin.c.last), else_=twin.c.first)
    return (
        select(*_columns(_c.municipality, other))
        .join(known, known.c.id == _c.id)
        .join(twin, and_(*(twin.c[key.name] == key for key in keys)))
        .where(*members)
    )
