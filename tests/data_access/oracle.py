"""A second, naive answer to every question: plain loops over plain rows, written from the words
of `data_access.definitions` and the docstrings of the questions, without SQL and without rollups.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from data_access.codes import MOMENTS
from data_access.scope import Scope
from tests.data_access.invented import measured

Mipyme = dict[str, Any]

_FIELDS = {
    "countries": "country",
    "subdivisions": "subdivision",
    "universities": "university",
    "cohorts": "cohort",
    "sectors": "sector",
    "sizes": "size",
}


def members(mipymes: Iterable[Mipyme], scope: Scope) -> list[Mipyme]:
    """The MiPymes a scope names, whatever its period; what is not known is never named."""
    return [
        mipyme
        for mipyme in mipymes
        if all(
            mipyme[column] in getattr(scope, field)
            for field, column in _FIELDS.items()
            if getattr(scope, field)
        )
    ]


def stage(mipyme: Mipyme, day: date) -> str | None:
    """The one stage a MiPyme is in on `day`: the last whose date has come; None before all."""
    last = None
    for column, name in (
        ("enrolled_on", "inscrita"),
        ("diagnosed_on", "diagnosticada"),
        ("started_on", "intervencion"),
        ("concluded_on", "concluida"),
        ("dropped_on", "abandono"),
    ):
        if mipyme[column] is not None and mipyme[column] <= day:
            last = name
    return last


def is_supported(mipyme: Mipyme, day: date) -> bool:
    """Started by `day`, and not dropped out by then."""
    return stage(mipyme, day) in ("intervencion", "concluida")


def change(mipyme: Mipyme, scope: Scope) -> int:
    """What a MiPyme adds to the scope's count: supported at its end, less the same on the eve
    of its start."""
    at_end = is_supported(mipyme, scope.end or date.max)
    before = scope.start is not None and is_supported(mipyme, _eve(scope.start))
    return int(at_end) - int(before)


def supported(mipymes: Iterable[Mipyme], scope: Scope) -> int:
    """`progress.supported`."""
    if scope.start and scope.end and scope.start > scope.end:
        return 0
    return sum(change(mipyme, scope) for mipyme in members(mipymes, scope))


def by_day(mipymes: Sequence[Mipyme], scope: Scope) -> list[tuple[date, int, int]]:
    """`progress.by_day`: each day that changes the count, its change, the count so far."""
    days = {
        mipyme[column]
        for mipyme in members(mipymes, scope)
        for column in ("started_on", "dropped_on")
        if mipyme[column] is not None
    }
    rows, so_far = [], 0
    for day in sorted(days):
        if _within(day, scope):
            here = members(mipymes, scope)
            added = sum(is_supported(m, day) - is_supported(m, _eve(day)) for m in here)
            so_far += added
            if added:
                rows.append((day, added, so_far))
    return rows


def by_week(
    mipymes: Sequence[Mipyme], scope: Scope, until: dict[str, date]
) -> list[tuple[date, int, bool]]:
    """`progress.by_week`: each Monday, its change, whether the week is whole; `until` is how far
    the reports of each university reach."""
    days = by_day(mipymes, scope)
    here = [m for m in members(mipymes, scope) if m["enrolled_on"] <= (scope.end or date.max)]
    reach = [min(until[m["university"]], scope.end or date.max) for m in here]
    ends = [*reach, *(day for day, _, _ in days)]
    if scope.start:
        begun = [max(m["enrolled_on"], scope.start) for m in here]
    else:
        begun = [_monday(day) for day, _, _ in days[:1]]
    if not begun or not ends:
        return []
    first, last, rows = min(begun), max(ends), []
    for ordinal in range(first.toordinal() - first.weekday(), last.toordinal() + 1, 7):
        week = [date.fromordinal(ordinal + index) for index in range(7)]
        added = sum(change for day, change, _ in days if day in week)
        rows.append((week[0], added, first <= week[0] and week[6] <= last))
    return rows if first <= last else []


def lately(mipymes: Sequence[Mipyme], scope: Scope, as_of: date) -> dict[str, tuple[int, int]]:
    """`changes.lately`: started and dropped of each university where either is not zero."""
    last = [date.fromordinal(as_of.toordinal() - gone) for gone in range(28)]
    counts: dict[str, tuple[int, int]] = {}
    for mipyme in members(mipymes, scope):
        began = mipyme["started_on"] in last
        left = mipyme["started_on"] is not None and mipyme["dropped_on"] in last
        if began or left:
            started, dropped = counts.get(mipyme["university"], (0, 0))
            counts[mipyme["university"]] = (started + began, dropped + left)
    return counts


def by(mipymes: Sequence[Mipyme], scope: Scope, key: Callable[[Mipyme], Any]) -> dict[Any, int]:
    """Supported MiPymes by `key`, one entry per key something happened to in the period."""
    counts: dict[Any, int] = {}
    for mipyme in members(mipymes, scope):
        days = [day for column, day in mipyme.items() if column.endswith("_on") and day]
        if any(_within(day, scope) for day in days):
            counts.setdefault(key(mipyme), 0)
    for mipyme in members(mipymes, scope):
        if key(mipyme) in counts:
            counts[key(mipyme)] += change(mipyme, scope)
    return counts


def curves(
    mipymes: Sequence[Mipyme], scope: Scope, key: str
) -> dict[Any, tuple[date, list[tuple[date, int]]]]:
    """`progress.curves` by `key`: the first day, then each Monday and the count of its Sunday."""
    values = {mipyme[key] for mipyme in mipymes}
    growth = {value: by_day([m for m in mipymes if m[key] == value], scope) for value in values}
    growth = {value: days for value, days in growth.items() if days}
    last = scope.end or max((days[-1][0] for days in growth.values()), default=date.min)
    found = {}
    for value, days in growth.items():
        weeks, monday = [], _monday(days[0][0])
        while monday <= last:
            sunday = date.fromordinal(monday.toordinal() + 6)
            weeks.append((monday, sum(added for day, added, _ in days if day <= sunday)))
            monday = date.fromordinal(monday.toordinal() + 7)
        found[value] = (days[0][0], weeks)
    return found


def by_stage(mipymes: Sequence[Mipyme], scope: Scope) -> Counter[str | None]:
    """`composition.by_stage`."""
    return Counter(stage(m, scope.end or date.max) for m in members(mipymes, scope))


def compared(mipymes: Iterable[Mipyme], scope: Scope) -> list[Mipyme]:
    """Those with a final measurement in the period of `scope` that started and did not drop out."""
    return [m for m in members(mipymes, scope) if (day := _measured_on(m)) and _within(day, scope)]


def _measured_on(mipyme: Mipyme) -> date | None:
    """The day from which a MiPyme is compared, if it is."""
    final = measured(mipyme)["final"]
    began, left = mipyme["started_on"], mipyme["dropped_on"]
    if all(part is None for part in final.values()) or began is None or left is not None:
        return None
    told = (final["assessment"] or {}).get("assessed_on")
    return max(told or mipyme["concluded_on"] or began, began)


def pairs(mipymes: Iterable[Mipyme], score: str) -> list[tuple[float, float]]:
    """Both values of a score of those that have both."""
    both = [[measured(m)[moment]["assessment"] for moment in MOMENTS] for m in mipymes]
    values = [(a[score], b[score]) for a, b in both if a and b]
    return [(a, b) for a, b in values if a is not None and b is not None]


def sales_pairs(mipymes: Iterable[Mipyme]) -> list[tuple[int, int]]:
    """Sales before and after of those that have both in one currency."""
    both = [[measured(m)[moment]["assessment"] for moment in MOMENTS] for m in mipymes]
    return [
        (a["sales"], b["sales"])
        for a, b in both
        if a and b and a["currency"] == b["currency"] and None not in (a["sales"], b["sales"])
    ]


def platform_pairs(mipymes: Iterable[Mipyme]) -> list[tuple[set[str], set[str]]]:
    """Platforms before and after of those of which both are known."""
    both = [[measured(m)[moment]["platforms"] for moment in MOMENTS] for m in mipymes]
    return [(a, b) for a, b in both if a is not None and b is not None]


def _within(day: date, scope: Scope) -> bool:
    return (scope.start or date.min) <= day <= (scope.end or date.max)


def _eve(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _monday(day: date) -> date:
    return date.fromordinal(day.toordinal() - day.weekday())
