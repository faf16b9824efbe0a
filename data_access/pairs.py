"""Before and after, in SQL: what the MiPymes with an initial and a final measurement add up to.

A MiPyme counts on the day of its final assessment (else the day it concluded, else the one it
started), never before it is supported; one that has dropped out since does not count. Scores, sales
and platforms are paired each for themselves: only what is known at both moments is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import (
    ColumnElement,
    Connection,
    CreateTableAs,
    FromClause,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    or_,
    select,
)

from data_access.codes import PLATFORMS, SCORES
from data_access.measures import BANDS, HELD, OUTCOME_MEASURES, STEPS
from data_access.schema import ROLLUP_DIMENSIONS, assessment, facts, platform_presence

_PAIR = "pair"
_DIMENSIONS = (*ROLLUP_DIMENSIONS, "size", "subdivision", "sector")


def counted(dimensions: Collection[str], conditions: Collection[ColumnElement[bool]]) -> Select:
    """`OUTCOME_MEASURES` by `dimensions` and day, from the MiPymes that meet `conditions`."""
    return _summed(dimensions, _pairs(dimensions, conditions).subquery(_PAIR))


@contextmanager
def gathered(
    connection: Connection, conditions: Collection[ColumnElement[bool]]
) -> Iterator[Callable[[Collection[str]], Select]]:
    """`counted` for any of `dimensions`, from pairs that are put together only once."""
    made = CreateTableAs(_pairs(_DIMENSIONS, conditions), _PAIR, temporary=True)
    connection.execute(made)
    yield lambda dimensions: _summed(dimensions, made.table)
    made.table.drop(connection)


def _summed(dimensions: Collection[str], pair: FromClause) -> Select:
    keys = [pair.c[key] for key in (*dimensions, "day")]
    sums = [
        cast(func.sum(value), Integer).label(name)
        for name, value in zip(OUTCOME_MEASURES, _values(pair), strict=True)
    ]
    return select(*keys, *sums).group_by(*keys)


def _pairs(dimensions: Collection[str], conditions: Collection[ColumnElement[bool]]) -> Select:
    """One row per MiPyme with a final measurement: its day, dimensions, both values of each score,
    the band of its sales, its platforms; what is no pair is NULL."""
    before, after = assessment.alias("before"), assessment.alias("after")
    c, there = facts.c, _platforms(conditions)
    known = func.coalesce(after.c.assessed_on, c.concluded_on, c.started_on)
    return (
        select(
            case((known > c.started_on, known), else_=c.started_on).label("day"),
            *(func.coalesce(c[dimension], "").label(dimension) for dimension in dimensions),
            *_scores(before, after),
            _band(before, after).label("band"),
            *(column for column in there.c if column.name != "mipyme"),
        )
        .select_from(facts)
        .outerjoin(before, and_(before.c.mipyme == c.id, before.c.moment == "inicial"))
        .outerjoin(after, and_(after.c.mipyme == c.id, after.c.moment == "final"))
        .outerjoin(there, there.c.mipyme == c.id)
        .where(
            c.started_on.is_not(None),
            c.dropped_on.is_(None),
            or_(after.c.mipyme.is_not(None), there.c.mipyme.is_not(None)),
            *conditions,
        )
    )


def _scores(before: FromClause, after: FromClause) -> list[ColumnElement[int | None]]:
    """Of each score both values, in hundredths of a point."""
    values: list[ColumnElement[int | None]] = []
    for score in SCORES:
        paired = and_(before.c[score].is_not(None), after.c[score].is_not(None))
        for when, taken in (("initial", before), ("final", after)):
            value = cast(func.round(taken.c[score] * 100), Integer)
            values.append(case((paired, value)).label(f"{score}_{when}"))
    return values


def _band(before: FromClause, after: FromClause) -> ColumnElement[int | None]:
    """The place in `BANDS` of the change of sales, both in one currency. Written without a
    division, so that sales of nothing need no rule of their own."""
    same = and_(before.c.sales.is_not(None), before.c.currency == after.c.currency)
    old, new = before.c.sales, after.c.sales * 100
    falls = [(new < old * (100 + high), band) for band, (_, high) in enumerate(BANDS[:HELD])]
    rises = [
        (new <= old * (100 + high), band)
        for band, (_, high) in enumerate(BANDS[HELD + 1 : -1], start=HELD + 1)
    ]
    band = case((new == old * 100, HELD), *falls, *rises, else_=len(BANDS) - 1)
    return case((and_(same, after.c.sales.is_not(None)), band))


def _platforms(conditions: Collection[ColumnElement[bool]]) -> Subquery:
    """Of each MiPyme whose platforms are known at both moments: on which it is (0 or 1), and on
    how many, before and after."""
    c = platform_presence.c
    moments = {"before": c.moment == "inicial", "after": c.moment == "final"}

    def number(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((and_(*conditions), 1), else_=0))

    return (
        select(
            c.mipyme,
            *(
                number(moment, c.platform == platform).label(f"{platform}_{when}")
                for platform in PLATFORMS
                for when, moment in moments.items()
            ),
            *(
                number(moment, c.platform.in_(PLATFORMS)).label(f"platforms_{when}")
                for when, moment in moments.items()
            ),
        )
        .join_from(platform_presence, facts, facts.c.id == c.mipyme)
        .where(*conditions)
        .group_by(c.mipyme)
        .having(and_(*(number(moment) > 0 for moment in moments.values())))
        .subquery("there")
    )


def _values(pair: FromClause) -> list[ColumnElement[int]]:
    """What a row of `_pairs` adds to each of `OUTCOME_MEASURES`."""
    c = pair.c

    def one(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return case((condition, 1), else_=0)

    paired = {score: c[f"{score}_initial"].is_not(None) for score in SCORES}
    values = [one(or_(*paired.values()))]
    for score, known in paired.items():
        values += [one(known), c[f"{score}_initial"], c[f"{score}_final"]]
    values += [one(c.band == band) for band in range(len(BANDS))]
    values.append(one(c.platforms_before.is_not(None)))
    values += [c[f"{platform}_{w}"] for platform in PLATFORMS for w in ("before", "after")]
    for number in STEPS.values():
        had, has = c.platforms_before >= number, c.platforms_after >= number
        values += [one(had), one(has), one(and_(has, c.platforms_before < number))]
    return [func.coalesce(value, 0) for value in values]
