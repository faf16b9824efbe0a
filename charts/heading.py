"""What stands before a title so that it holds without the line below it: the scope and the period
that it speaks of, or that it is a selection."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from charts import period
from charts.attributes import BUSINESSES, SECTORS_IN_SHORT
from charts.edition import Edition
from charts.naming import LISTED, full_name, lowered
from data_access.records import Context
from texts import mark

TITLE_LIMIT = 90
_LEVELS = 3
"""Full names, short names, how many they are."""


@dataclass(frozen=True)
class _Member:
    """One dimension of the scope."""

    names: tuple[str, ...]
    """What a title says that needs no heading."""
    full: str
    short: str
    counted: str
    """Empty for a single value."""

    def form(self, level: int) -> str:
        """As it is said at this level of brevity."""
        return (self.full, self.short, self.counted or self.short)[level]


def shortest(*candidates: str) -> str:
    """The first title within the limit, fullest first; the last one is cut if need be."""
    for candidate in candidates:
        if len(candidate) <= TITLE_LIMIT:
            return candidate
    return candidates[-1][: TITLE_LIMIT - 1].rstrip(" ,;:") + "…"


def headed(titles: Sequence[str], context: Context, edition: Edition) -> str:
    """The first of `titles` that fits after what it speaks of, unless it says so itself:
    ``Universidad de Guayaquil (UG): van 52 de 90 …``. Short names where full ones leave no room,
    and ``En esta selección, …`` where neither fits. Before a title is cut it loses what follows
    its semicolon."""
    members, when = _members(context, edition), period.headings(context, edition)
    unnamed = mark("In this selection, {title}") if members else mark("In this period, {title}")
    said = []
    for pool in (titles, [title.partition("; ")[0] for title in titles]):
        # A shorter name costs as much as the next shorter title; a shorter date costs nothing.
        ways = [
            (rank + (level if members else 0), level, title)
            for level in range(_LEVELS)
            for rank, title in enumerate(pool)
        ]
        said += [
            _after(_head(title, members, when, level, context, edition), title, context)
            for _cost, level, title in sorted(ways, key=itemgetter(0, 1))
        ]
        if members or when:
            said += [edition._(unnamed).format(title=lowered(title, context)) for title in pool]
    return shortest(*said)


def _after(head: str, title: str, context: Context) -> str:
    """The title after its heading; a title with a colon of its own has no second one before it."""
    if not head:
        return title
    sign = "," if ": " in title else ":"
    return f"{head[:1].upper()}{head[1:]}{sign} {lowered(title, context)}"


def _head(
    title: str,
    members: Sequence[_Member],
    when: tuple[str, ...],
    level: int,
    context: Context,
    edition: Edition,
) -> str:
    """What the title does not say of the scope: ``México · microempresas, al 30 sep 2021``."""
    apart = [member for member in members if not _names(title, member.names, context)]
    # Two counts, “2 países · 3 sectores”, say less than that it is a selection.
    level = level if len(apart) < 2 else min(level, 1)
    head = " · ".join(member.form(level) for member in apart)
    unsaid = when and not period.is_said(title, context, edition)
    parts = [head, when[min(level, len(when) - 1)] if unsaid else ""]
    return ", ".join(part for part in parts if part)


def _names(title: str, names: Sequence[str], context: Context) -> bool:
    """Whether the title names all of them; “Estado de México” does not name “México”."""
    for name in names:
        text = title
        for known in context.names.values():
            if name in known and name != known:
                text = text.replace(known, "")
        if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            return False
    return True


def _members(context: Context, edition: Edition) -> list[_Member]:
    _, scope = edition._, context.scope

    def known(code: str) -> str:
        return context.names.get(code, code)

    def member(codes: Sequence[str], name: Callable[[str], str], many: str) -> _Member:
        names = tuple(map(name, codes))
        counted = _(many).format(count=edition.number(len(codes)))
        listed = edition.listed(list(names))
        # “Comercio y reparación y alojamiento y comidas” is no list.
        conjunction = _("and")
        joined = len(names) > 1 and any(f" {conjunction} " in name for name in names)
        if joined or len(names) > LISTED:
            listed = counted
        return _Member(names, listed, listed, counted if len(codes) > 1 else "")

    universities = member(scope.universities, known, mark("{count} selected universities"))
    if len(scope.universities) == 1:
        full = full_name(scope.universities[0], context)
        universities = _Member(universities.names, full, universities.short, "")
    found = [
        member(
            scope.countries,
            lambda code: edition.country_name(code, context),
            mark("{count} selected countries"),
        ),
        member(scope.subdivisions, known, mark("{count} selected territories")),
        universities,
        member(scope.cohorts, known, mark("{count} selected cohorts")),
        member(
            scope.sectors,
            lambda code: _(SECTORS_IN_SHORT[code]).lower(),
            mark("{count} selected sectors"),
        ),
        member(scope.sizes, lambda code: _(BUSINESSES[code]), mark("{count} selected sizes")),
    ]
    return [one for one in found if one.names]
