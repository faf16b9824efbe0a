"""What the students of each university do, and in which teams."""

from __future__ import annotations

from collections.abc import Collection
from statistics import median

import pandas as pd
from sqlalchemy import BigInteger, Connection, cast, func, select

from data_access import definitions, freshness, published, rollups
from data_access.definitions import HEAVY, LEAST
from data_access.errors import Protected, ProtectedError
from data_access.measures import STUDENT_MEASURES, SUPPORT_MEASURES
from data_access.schema import student_load, university
from data_access.scope import Scope

_LOAD = ["students", "mipymes_per_student", "hours_per_student"]


def by_university(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """Columns ``university``, ``students`` (int), ``mipymes_per_student``, ``hours_per_student``
    (float; of those whose hours are known, missing without any).

    All the students of a university, or those of the cohorts of `scope`, wherever the MiPymes
    are. Only universities that have reported students, by code.
    """
    return _loads(connection, scope, "university", scope.universities)


def by_field(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """The same by field of study, most students first: columns ``field``, ``students``,
    ``mipymes_per_student``, ``hours_per_student``.

    Of the universities behind `scope`. Fields with fewer than `definitions.LEAST` students are one
    row, the last, with the field None; it takes in the smallest of the others where it would be as
    small itself. '' is what was not reported.
    """
    found = _rows(connection, scope, "field", freshness.concerned(connection, scope))
    found.sort(key=lambda row: (-row[1], row[0]))
    told = [row for row in found if row[1] >= LEAST]
    small = [row for row in found if row[1] < LEAST]
    while small and told and sum(row[1] for row in small) < LEAST:
        small.append(told.pop())
    rows = [(row[0], *_each(*row[1:])) for row in told]
    if small:
        sums = [sum(values) for values in zip(*(row[1:] for row in small), strict=True)]
        rows.append((None, *_each(*sums)))
    return pd.DataFrame(rows, columns=["field", *_LOAD]).astype(_FLOATS)


def load(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """What the students of the universities behind `scope` carry, most students first.

    Columns ``code``, ``name``, ``short``, ``country``, ``students`` (Int64; missing where none
    were reported), ``mipymes_per_student``, ``hours_per_student`` (float, as `by_university`),
    ``times_mipymes``, ``times_hours`` (float: how many times the median of the other universities,
    where that is `definitions.HEAVY` or more; else missing), ``supported`` (int, MiPymes of `scope`
    that the university attends), ``two_countries``, ``alone`` (Int64: those of them with students
    of universities of two countries, with no student; missing where no students were reported).
    Nobody reports since when a student accompanies a MiPyme, so a period limits the MiPymes only.
    """
    c = university.c
    codes = freshness.concerned(connection, scope)
    query = select(c.code, c.name, c.short, c.country).where(c.code.in_(codes)).order_by(c.code)
    frame = pd.DataFrame(
        connection.execute(query).all(), columns=["code", "name", "short", "country"]
    )
    # Heavy is said of one among all, so the others are looked at even where they are not shown.
    work = _loads(connection, scope, "university", ()).set_index("university")
    for name in _LOAD:
        frame[name] = frame["code"].map(work[name])
    for name in ("mipymes", "hours"):
        times = _times(work["students"], work[f"{name}_per_student"])
        frame[f"times_{name}"] = frame["code"].map(times).astype("float64")
    frame["students"] = frame["students"].astype("Int64")
    if published.is_public(connection):  # which teams there are is not told
        counts = _supported(connection, scope.without("start"))
        frame["supported"] = frame["code"].map(counts).fillna(0).astype("int64")
        frame["two_countries"] = frame["alone"] = pd.array([pd.NA] * len(frame), dtype="Int64")
        return _in_order(frame)
    told = teams(connection, scope=scope)
    for name, of in (
        ("supported", told["team"].notna()),
        ("two_countries", told["team"].str.contains(" ")),
        ("alone", told["team"] == ""),
    ):
        count = frame["code"].map(told[of].groupby("university")["supported"].sum())
        frame[name] = count.fillna(0).astype("Int64")
        if name != "supported":
            frame[name] = frame[name].where(frame["students"].notna())
    frame["supported"] = frame["supported"].astype("int64")
    return _in_order(frame)


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    ordered = frame.astype(_FLOATS).sort_values(
        ["students", "code"], ascending=[False, True], na_position="last"
    )
    return ordered.reset_index(drop=True)


def _supported(connection: Connection, scope: Scope) -> dict[str, int]:
    daily = rollups.source(connection, scope, by=["university"])
    count = definitions.supported(daily)
    query = select(daily.c.university, count).where(*scope.members(daily), *scope.days(daily))
    rows = connection.execute(query.group_by(daily.c.university).order_by(daily.c.university))
    return {code: int(number) for code, number in rows}


def teams(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """The supported MiPymes of `scope` by who accompanies them: columns ``university`` (that
    attends them), ``team`` (see `attention.team`), ``supported`` (int, never 0). A state: a start
    plays no part."""
    scope = scope.without("start")
    daily = rollups.source(connection, scope, by=["university", "team"], measures=SUPPORT_MEASURES)
    keys = (daily.c.university, daily.c.team)
    count = definitions.supported(daily)
    query = (
        select(*keys, count.label("supported"))
        .where(*scope.members(daily), *scope.days(daily))
        .group_by(*keys)
        .having(count != 0)
        .order_by(*keys)
    )
    columns = ["university", "team", "supported"]
    frame = pd.DataFrame(connection.execute(query).all(), columns=columns)
    return frame.astype({"supported": "int64", "team": "str", "university": "str"})


_FLOATS = {"mipymes_per_student": "float64", "hours_per_student": "float64"}


def _loads(connection: Connection, scope: Scope, by: str, codes: Collection[str]) -> pd.DataFrame:
    if published.is_public(connection):
        return _published(connection, scope, codes)
    rows = [(row[0], *_each(*row[1:])) for row in _rows(connection, scope, by, codes)]
    return pd.DataFrame(rows, columns=[by, *_LOAD]).astype(_FLOATS)


def _published(connection: Connection, scope: Scope, codes: Collection[str]) -> pd.DataFrame:
    """The universities whose students are not too few to be told."""
    if scope.cohorts:
        raise ProtectedError(Protected.CROSS)
    told = published.numbers(connection, scope=Scope(), by=["university"])
    rows = [
        (code, *(row.get(name) for name in _LOAD))
        for (_, code), row in told.items()
        if row.get("students") is not None and (not codes or code in codes)
    ]
    frame = pd.DataFrame(rows, columns=["university", *_LOAD])
    return frame.astype({"students": "int64", **_FLOATS})


def _rows(connection: Connection, scope: Scope, by: str, codes: Collection[str]) -> list[tuple]:
    """`by` and the sums of `STUDENT_MEASURES`, of the universities in `codes` (empty: all)."""
    c = student_load.c
    # PostgreSQL makes the sum of large integers a decimal.
    total = [cast(func.sum(c[name]), BigInteger) for name in STUDENT_MEASURES]
    query = select(c[by], *total).group_by(c[by]).order_by(c[by])
    if scope.cohorts:
        query = query.where(c.cohort.in_(scope.cohorts))
    if codes:
        query = query.where(c.university.in_(codes))
    return [tuple(row) for row in connection.execute(query)]


def _each(students: int, assigned: int, timed: int, hours: int) -> tuple[int, float, float | None]:
    """Students, and what each carries."""
    return students, assigned / students, hours / 100 / timed if timed else None


def _times(students: pd.Series, carried: pd.Series) -> dict[str, float]:
    """Code → how many times the median of the others, by the rule of `definitions.STUDENT_LOAD`."""
    known = carried[students >= LEAST].dropna().to_dict()
    found = {}
    for code, value in known.items():
        others = [other for name, other in known.items() if name != code]
        if len(others) >= 2 and median(others) > 0 and value >= HEAVY * median(others):
            found[str(code)] = value / median(others)
    return found
