"""Looking after the goals, from the command line (``goal list | set | remove``)."""

from __future__ import annotations

import gettext
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from data_access import goals, schema
from data_access.address import reader
from data_access.engine import writing
from data_access.intake.findings import Refused
from data_access.records import Goal
from texts import mark

MOST = 5_000_000
"""The greatest target: more is a slip of the finger."""
_c = schema.goal.c
_KNOWN = {
    "university": schema.university.c,
    "country": schema.country.c,
    "cohort": schema.cohort.c,
}


class Subject(NamedTuple):
    """Whose goal: of one university, one country or one cohort; of the programme where all are
    None."""

    university: str | None = None
    country: str | None = None
    cohort: str | None = None


def put(address: str, subject: Subject, *, target: str, due: str, starts: str | None) -> bool:
    """Set the goal of `subject` in supported MiPymes, in the database at `address`; whether it had
    none before. `Refused` where a code, a date or the number is not right."""
    last, first = _day(due), None if starts is None else _day(starts)
    if first is not None and first > last:
        text = mark("A goal that starts on {starts} cannot be due on {due}.")
        raise Refused(text, starts=starts, due=due)
    values = {"target": _number(target), "due_on": last, "starts_on": first}
    with writing(address) as connection:
        _require(connection, subject)
        same = _goal_of(connection, subject)
        if not same:
            connection.execute(insert(schema.goal).values(**subject._asdict(), **values))
            return True
        # The first of two for the same subject is the one that counts: the others go.
        connection.execute(update(schema.goal).where(_c.id == same[0]).values(**values))
        connection.execute(delete(schema.goal).where(_c.id.in_(same[1:])))
        return False


def remove(address: str, subject: Subject) -> None:
    """Take the goal of `subject` away; `Refused` where it has none."""
    with writing(address) as connection:
        _require(connection, subject)
        same = _goal_of(connection, subject)
        if not same:
            raise Refused(mark("There is no such goal: see “goal list”."))
        connection.execute(delete(schema.goal).where(_c.id.in_(same)))


def listed(words: gettext.NullTranslations) -> list[str]:
    """A line for each goal, and what those of universities, countries and cohorts add up to beside
    the programme's."""
    _ = words.gettext
    with reader(exact=True).connect() as connection:
        known = goals.goals(connection)
    if not known:
        return [_("There is no goal yet.")]
    lines = ["  ".join(_described(goal, words)) for goal in known]
    whole = next((goal.target for goal in known if _subject(goal) == Subject()), None)
    sums = {
        "university": _("The goals of universities add up to {sum}"),
        "country": _("The goals of countries add up to {sum}"),
        "cohort": _("The goals of cohorts add up to {sum}"),
    }
    for kind, text in sums.items():
        # The first of two for the same subject is the one that counts.
        each = {getattr(goal, kind): goal.target for goal in reversed(known)}
        each.pop(None, None)
        if each:
            said = text.format(sum=sum(each.values()))
            beside = _("the programme's is {target}").format(target=whole)
            lines.append(f"{said}; {beside}" if whole is not None else said)
    return lines


def _described(goal: Goal, words: gettext.NullTranslations) -> list[str]:
    _ = words.gettext
    kinds = {
        "university": _("University"),
        "country": _("Country"),
        "cohort": _("Cohort"),
    }
    named = [
        f"{name} {code}"
        for kind, name in kinds.items()
        if (code := getattr(goal, kind)) is not None
    ]
    due = _("due on {day}").format(day=goal.due_on)
    starts = [_("from {day}").format(day=goal.starts_on)] if goal.starts_on else []
    return [*(named or [_("Programme")]), str(goal.target), *starts, due]


def _subject(goal: Goal) -> Subject:
    return Subject(goal.university, goal.country, goal.cohort)


def _goal_of(connection: Connection, subject: Subject) -> list[int]:
    """The numbers of the goals of a subject, the one that counts first."""
    query = select(_c.id).where(
        *(_c[kind].is_not_distinct_from(code) for kind, code in subject._asdict().items())
    )
    return list(connection.scalars(query.order_by(_c.id)))


def _require(connection: Connection, subject: Subject) -> None:
    """`Refused` where the code of a subject does not exist."""
    for kind, code in subject._asdict().items():
        column = _KNOWN[kind].code
        known = list(connection.scalars(select(column).order_by(column)))
        if code is not None and code not in known:
            text = mark("There is no “{code}”. There are: {known}.")
            raise Refused(text, code=code, known=", ".join(known))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:20]) <= MOST):
        raise Refused(mark("“{given}” is not a goal: a whole number from 1, like 180."), given=text)
    return int(text)


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise Refused(
            mark("“{given}” is not a date. Write it like 2021-12-31."), given=text
        ) from None
