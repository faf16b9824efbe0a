"""What the students of each university do."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
from sqlalchemy import BigInteger, ColumnElement, Connection, Integer, Select, cast, func, select

from data_access.measures import STUDENT_MEASURES
from data_access.schema import assignment, student, student_load
from data_access.scope import Scope


def by_university(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """Columns ``university``, ``students`` (int), ``mipymes_per_student``, ``hours_per_student``
    (float; of those whose hours are known, missing without any).

    All the students of a university, or those of the cohorts of `scope`, wherever the MiPymes
    are. Only universities that have reported students, by code.
    """
    c = student_load.c
    # PostgreSQL makes the sum of large integers a decimal.
    total = [cast(func.sum(c[name]), BigInteger) for name in STUDENT_MEASURES]
    query = select(c.university, *total).group_by(c.university).order_by(c.university)
    if scope.cohorts:
        query = query.where(c.cohort.in_(scope.cohorts))
    if scope.universities:
        query = query.where(c.university.in_(scope.universities))
    rows = [
        (code, number, mipymes / number, hours / 100 / timed if timed else None)
        for code, number, mipymes, timed, hours in connection.execute(query)
    ]
    columns = ["university", "students", "mipymes_per_student", "hours_per_student"]
    return pd.DataFrame(rows, columns=columns)


def counted(conditions: Collection[ColumnElement[bool]]) -> Select:
    """The rows of `student_load` from the students that meet `conditions`."""
    each = (
        select(
            student.c.university,
            func.coalesce(student.c.cohort, "").label("cohort"),
            func.count(assignment.c.mipyme).label("assigned"),
            cast(func.round(func.sum(assignment.c.hours) * 100), Integer).label("hours"),
        )
        .outerjoin_from(student, assignment, assignment.c.student == student.c.id)
        .where(*conditions)
        .group_by(student.c.id, student.c.university, student.c.cohort)
        .subquery("one")
    )
    return select(
        each.c.university,
        each.c.cohort,
        func.count().label("students"),
        func.sum(each.c.assigned).label("assigned"),
        func.count(each.c.hours).label("timed"),
        func.coalesce(func.sum(each.c.hours), 0).label("hours"),
    ).group_by(each.c.university, each.c.cohort)
