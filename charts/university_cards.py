"""The universities at a glance, a card each, as HTML: count, goal, pace, students, last report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from charts.edition import Edition
from charts.parts import supported
from charts.ranking import optional, share_of_goal
from data_access.codes import UNIVERSITY_KINDS
from data_access.pace import pace
from data_access.records import Context, Part


@dataclass(frozen=True)
class About:
    """What a card says of a university beside its numbers."""

    name: str
    country: str
    """In the reader's language."""
    city: str = ""
    kind: str = ""
    """Public or private."""
    students: int | None = None
    """None where nobody reported them."""
    load: float | None = None
    """MiPymes per student."""


def about(row: Mapping[str, Any], context: Context, edition: Edition) -> About:
    """What a row of `universities.overview` says beside numbers of MiPymes."""
    load, kind = row["mipymes_per_student"], UNIVERSITY_KINDS[row["kind"]]
    return About(
        name=row["name"],
        country=edition.country_name(row["country"], context),
        city=row["city"],
        kind=edition._(kind),
        students=optional(row["students"]),
        load=None if pd.isna(load) else float(load),
    )


def profile(about: About, edition: Edition) -> str:
    """A line on a university: “Universidad de Valparaíso · Valparaíso, Chile · pública · 45
    estudiantes, 3,2 MiPymes por estudiante”."""
    parts = [about.name, f"{about.city}, {about.country}", about.kind.lower()]
    if about.students is not None:
        students = _students(about.students, edition)
        if about.load is not None:
            each = edition._("{count} MiPymes per student")
            students += f", {each.format(count=edition.number(about.load, 1))}"
        parts.append(students)
    return " · ".join(parts)


def _students(count: int, edition: Edition) -> str:
    said = edition.ngettext("{count} student", "{count} students", count)
    return said.format(count=edition.number(count))


def as_html(
    parts: Sequence[Part],
    about: Mapping[str, About],
    links: Mapping[str, str],
    edition: Edition,
    *,
    day: date | None,
) -> str:
    """A list of cards in the order of `parts`; `day` is the one that reports should reach. A card
    is marked ``choose`` with the code of its university."""
    cards = "".join(_card(part, about[part.code], links[part.code], edition, day) for part in parts)
    return f'<ul class="fichas">{cards}</ul>'


def _card(part: Part, about: About, link: str, edition: Edition, day: date | None) -> str:
    count = supported(part)
    lines = [_of_goal(part, count, edition), _speed(part, edition)]
    if about.students is not None:
        lines.append(_students(about.students, edition))
    said = "".join(f"<li>{escape(line)}</li>" for line in lines if line)
    return (
        f'<li data-do="choose" data-value="{escape(part.code)}">'
        f'<h3><a href="{escape(link)}" data-do="choose" data-value="{escape(part.code)}">'
        f"{escape(part.name)}</a> <span>{escape(about.country)}</span></h3>"
        f"<p>{escape(about.name)}</p>"
        f'<p class="cuenta"><strong>{escape(edition.number(count))}</strong> '
        f"{escape(_counted(part, count, edition))}</p>"
        f"{_bar(part, count)}<ul>{said}{_report(part, edition, day)}</ul></li>"
    )


def _counted(part: Part, count: int | None, edition: Edition) -> str:
    if part.growth.context.scope.start is not None:
        return edition._("added in the period")
    return edition.ngettext("supported MiPyme", "supported MiPymes", count or 0)


def _target(part: Part) -> int | None:
    """Its goal, where the count beside it is the whole one."""
    goal = part.growth.progress.goal
    return goal.target if goal and part.growth.context.scope.start is None else None


def _of_goal(part: Part, count: int | None, edition: Edition) -> str:
    target = _target(part)
    if part.growth.context.scope.start is not None:
        return ""
    if not target:
        return edition._("Without a goal of its own")
    if count is None:
        return edition._("Its goal: {goal}").format(goal=edition.number(target))
    return share_of_goal(count, target, edition)


def _bar(part: Part, count: int | None) -> str:
    """How much of the goal is reached, as a bar; the words beside it say the same."""
    target = _target(part)
    if not target or count is None:
        return '<div class="barra vacia"></div>'
    share = min(max(count / target, 0), 1)
    return f'<div class="barra"><i style="width:{share:.1%}"></i></div>'


def _speed(part: Part, edition: Edition) -> str:
    speed = pace(part.weeks, part.growth.progress, as_of=part.growth.context.as_of)
    if speed.recent is None:
        return ""
    said = edition._("{pace} per week").format(pace=edition.number(speed.recent, 1))
    if speed.needed is None or _target(part) is None:
        return said
    needed = edition._("needs {pace}").format(pace=edition.number(speed.needed, 1))
    return f"{said}; {needed}"


def _report(part: Part, edition: Edition, day: date | None) -> str:
    """How far its reports reach; marked where that is not far enough."""
    until = part.growth.context.freshness.data_until
    if until is None:
        said, late = edition._("It has not reported yet"), True
    else:
        said = edition._("Data until {day}").format(day=edition.date_short(until))
        late = day is not None and until < day
    mark = ' class="tarde"' if late else ""
    return f"<li{mark}>{escape(said)}</li>"
