"""Goals: the programme's, and those of universities, countries and cohorts where there are any."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from data_access import schema
from data_access.records import Goal
from data_access.scope import Scope, one_or_none


def goals(connection: Connection) -> list[Goal]:
    """Every goal, the programme's first."""
    c = schema.goal.c
    query = select(c.target, c.starts_on, c.due_on, c.university, c.country, c.cohort).order_by(
        c.university.is_not(None), c.country.is_not(None), c.cohort.is_not(None), c.id
    )
    return [Goal(**row) for row in connection.execute(query).mappings()]


def goal_of(scope: Scope, goals: Sequence[Goal]) -> Goal | None:
    """The goal set for exactly the MiPymes of `scope`, whatever its period; else None.

    A goal belongs to the whole programme, or to one university, country or cohort; a scope
    narrowed by anything more has none of its own.
    """
    filtered = scope.dimensions()
    if len(filtered) > 1:
        return None
    wanted = {
        "university": one_or_none(scope.universities),
        "country": one_or_none(scope.countries),
        "cohort": one_or_none(scope.cohorts),
    }
    if filtered and wanted.get(filtered[0]) is None:
        return None
    for goal in goals:
        if all(getattr(goal, subject) == code for subject, code in wanted.items()):
            return goal
    return None


def own(scope: Scope, goals: Sequence[Goal], *, by: str) -> dict[str, Goal]:
    """Code → goal of each university or country (`by`), to be shown beside its count. Empty where
    `scope` narrows the counts by anything else, or to what was added since a day: a goal is for
    the whole."""
    if scope.start is not None or set(scope.dimensions()) - {by}:
        return {}
    # The first of two goals for the same subject is the one that counts, as in `goal_of`.
    return {code: goal for goal in reversed(goals) if (code := getattr(goal, by)) is not None}


def targets(scope: Scope, goals: Sequence[Goal], *, by: str) -> dict[str, int]:
    """The targets of `own`."""
    return {code: goal.target for code, goal in own(scope, goals, by=by).items()}
