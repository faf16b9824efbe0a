"""Who accompanies a MiPyme and how far it was measured, in SQL: what summaries are counted from."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Integer, Select, case, cast, func, or_, select

from data_access.codes import SCORES
from data_access.schema import assessment, assignment, facts, student, university


def team() -> ColumnElement[str]:
    """Of a row of `facts`: the countries of the universities whose students accompany it, in
    alphabetical order: '' (no student), ``MX``, ``CL MX``; ``BO MX …`` for more than two."""
    country = university.c.country
    first, last, number = func.min(country), func.max(country), func.count(country.distinct())
    said = case(
        (number == 0, ""),
        (number == 1, first),
        (number == 2, first + " " + last),
        else_=first + " " + last + " …",
    )
    found = assignment.join(student, student.c.id == assignment.c.student).join(university)
    return (
        select(said)
        .select_from(found)
        .where(assignment.c.mipyme == facts.c.id)
        .correlate(facts)
        .scalar_subquery()
    )


BOTH = "ambas"


def measured() -> ColumnElement[str]:
    """Of a row of `facts`: when a score of it is known: '', one of `codes.MOMENTS`, `BOTH`."""
    c = assessment.c
    first, last, number = func.min(c.moment), func.max(c.moment), func.count()
    return (
        select(case((number == 0, ""), (first == last, first), else_=BOTH))
        .where(c.mipyme == facts.c.id, or_(*(c[score].is_not(None) for score in SCORES)))
        .correlate(facts)
        .scalar_subquery()
    )


def counted(conditions: Collection[ColumnElement[bool]]) -> Select:
    """The rows of `student_load` from the students that meet `conditions`."""
    each = (
        select(
            student.c.university,
            func.coalesce(student.c.cohort, "").label("cohort"),
            func.coalesce(student.c.field, "").label("field"),
            func.count(assignment.c.mipyme).label("assigned"),
            cast(func.round(func.sum(assignment.c.hours) * 100), Integer).label("hours"),
        )
        .outerjoin_from(student, assignment, assignment.c.student == student.c.id)
        .where(*conditions)
        .group_by(student.c.id, student.c.university, student.c.cohort, student.c.field)
        .subquery("one")
    )
    return select(
        each.c.university,
        each.c.cohort,
        each.c.field,
        func.count().label("students"),
        func.sum(each.c.assigned).label("assigned"),
        func.count(each.c.hours).label("timed"),
        func.coalesce(func.sum(each.c.hours), 0).label("hours"),
    ).group_by(each.c.university, each.c.cohort, each.c.field)
