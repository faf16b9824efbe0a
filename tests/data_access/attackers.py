"""What an attacker makes of everything that the connection of the public reaches: of each family
of numbers the linear programme, and which of them nobody may find out.

Written without the code that publishes them: what is known here is what README says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from data_access import schema
from data_access.codes import INCLUSION, PLATFORMS, SCORES
from data_access.measures import STEPS
from tests.data_access.attack import Attack, Cell


class Group(NamedTuple):
    """All of them (axis ``all``), or those of one value of an axis."""

    axis: str
    country: str
    code: str


ALL = Group("all", "", "")
UNITS = (0.1, 0.2, 0.5, 1, 2, 5, 10)


@dataclass
class Public:
    """What everybody may read: exact counts of coverage, and the protected numbers."""

    supported: dict[Group, int]
    started: dict[Group, int]
    told: dict[Group, dict[str, float | None]]

    @property
    def sums(self) -> list[tuple[Group, list[Group]]]:
        """Everybody is of some country, university …; those of a country are of some state."""
        parts: dict[tuple[Group, str], list[Group]] = defaultdict(list)
        for group in self.supported:
            if group.axis == "subdivision":
                parts[Group("country", "", group.country), group.axis].append(group)
            elif group != ALL:
                parts[ALL, group.axis].append(group)
        return [(total, found) for (total, _), found in parts.items()]


def read(connection: Connection) -> Public:
    """Everything in the published tables, over a connection of the public."""
    day, number = schema.published_day.c, schema.published_number.c
    keys = (day.axis, day.country, day.code)
    last = select(func.max(schema.submission.c.data_until)).scalar_subquery()
    query = (
        select(*keys, func.sum(day.started), func.sum(day.dropped_started))
        .where(day.day <= last)
        .group_by(*keys)
    )
    supported, started = {}, {}
    for axis, country, code, begun, dropped in connection.execute(query):
        supported[Group(axis, country, code)] = begun - dropped
        started[Group(axis, country, code)] = begun
    told: dict[Group, dict[str, float | None]] = {group: {} for group in supported}
    rows = select(number.axis, number.country, number.code, number.measure, number.value)
    for axis, country, code, measure, value in connection.execute(rows):
        told.setdefault(Group(axis, country, code), {})[measure] = value
    return Public(supported, started, told)


@dataclass
class Found:
    """A programme, and what is looked for in it."""

    attack: Attack
    secret: dict[Cell, int]


def _whole(
    public: Public, attack: Attack, names: Iterable[str], within: Mapping[Group, int]
) -> None:
    """Of all groups, what their parts add up to."""
    for total, parts in public.sums:
        for name in names:
            attack.adds((total, name), [(part, name) for part in parts])


def _hidden(told: Mapping[str, float | None], names: Iterable[str]) -> bool:
    return all(told.get(name) is None for name in names)


def complete(public: Public, whole: str, parts: list[str]) -> Found:
    """Counts whose parts add up to the whole: owners, sales."""
    attack, secret = Attack(), {}
    for group, of in public.supported.items():
        told = public.told[group]
        shut = _hidden(told, [whole, *parts])
        cells = [(group, part) for part in parts]
        for name, cell in zip(parts, cells, strict=True):
            attack.told(cell, told.get(name), of, small=not shut)
        sum_of_parts = all(told.get(part) is not None for part in parts)
        if sum_of_parts:
            attack.bound((group, whole), 0, of)
        else:
            attack.told((group, whole), told.get(whole), of, small=not shut)
        attack.bound((group, "rest"), 0, of)
        attack.bound((group, "of"), of, of)
        attack.adds((group, whole), cells)
        attack.adds((group, "of"), [(group, whole), (group, "rest")])
        secret |= dict.fromkeys([(group, whole), *cells], of)
    _whole(public, attack, [whole, *parts, "rest"], public.supported)
    return Found(attack, secret)


def sales(public: Public) -> Found:
    """`complete`, and on which side of nothing the median lies."""
    found = complete(public, "sales", ["rose", "held", "fell"])
    for group, told in public.told.items():
        median = told.get("median")
        if median is None:
            continue
        rose, held, fell = ((group, name) for name in ("rose", "held", "fell"))
        if median > 0:
            found.attack.at_most(fell, [(rose, 1.0), (held, -1.0)])
        elif median < 0:
            found.attack.at_most(rose, [(fell, 1.0), (held, -1.0)])
        else:
            found.attack.at_most(rose, [(fell, 1.0), (held, 1.0)])
            found.attack.at_most(fell, [(rose, 1.0), (held, 1.0)])
    return found


def closed(public: Public) -> Found:
    """Those that closed down, of all that have started."""
    attack, secret = Attack(), {}
    for group, of in public.started.items():
        shown = public.told[group].get("closed")
        attack.told((group, "closed"), shown, of, small=False)
        secret[group, "closed"] = of
    _whole(public, attack, ["closed"], public.started)
    return Found(attack, secret)


def platforms(public: Public) -> Found:
    """On which platforms, and on how many."""
    moments = ("before", "after")
    names = [f"{platform}_{when}" for platform in PLATFORMS for when in moments]
    steps = [f"{step}_{what}" for step in STEPS for what in (*moments, "gained")]
    attack, secret = Attack(), {}
    for group, of in public.supported.items():
        told = public.told[group]
        shut, half = _hidden(told, ["platforms_n", *names]), _hidden(told, steps)
        whole = (group, "platforms_n")
        attack.told(whole, told.get("platforms_n"), of, small=not shut)
        secret[whole] = of
        for name in (*names, *steps):
            small = not (half if name in steps else shut)
            attack.told((group, name), told.get(name), of, small=small)
            attack.at_most((group, name), [(whole, 1.0)])
            secret[group, name] = of
        more = len(PLATFORMS) - 2
        for when in moments:
            second, third = (group, f"second_{when}"), (group, f"third_{when}")
            each = [((group, f"{platform}_{when}"), 1.0) for platform in PLATFORMS]
            attack.at_most(third, [(second, 1.0)])
            # Together they are on at least two, or three, and at most on all.
            attack.limits.append(
                ([(second, 2.0), (third, 1.0), *((cell, -1.0) for cell, _ in each)], 0.0)
            )
            attack.limits.append(
                ([*each, (whole, -1.0), (second, -1.0), (third, -float(more))], 0.0)
            )
        for step in STEPS:
            before, after, gained = ((group, f"{step}_{w}") for w in (*moments, "gained"))
            attack.at_most(gained, [(after, 1.0)])
            attack.at_most(gained, [(whole, 1.0), (before, -1.0)])
            attack.at_most(after, [(before, 1.0), (gained, 1.0)])
    _whole(public, attack, ["platforms_n", *names, *steps], public.supported)
    return Found(attack, secret)


def half_unit(count: float) -> float:
    """Half of what a mean is rounded to, of so many as are told: README says “50 points a
    business”, and of how many it is at least."""
    least = max(5, count - 2)
    return next((unit for unit in UNITS if unit * least >= 50), UNITS[-1]) / 2


def scores(public: Public) -> Found:
    """How many have a pair of each score, and what the means say about that."""
    attack, secret = Attack(), {}
    counts = [f"{score}_n" for score in SCORES]
    points = [f"{score}_{when}" for score in SCORES for when in ("initial", "final")]
    for group, of in public.supported.items():
        told = public.told[group]
        shut = _hidden(told, ["scored", *counts])
        whole = (group, "scored")
        attack.told(whole, told.get("scored"), of, small=not shut)
        secret |= dict.fromkeys([whole, *((group, name) for name in counts)], of)
        for score in SCORES:
            n = (group, f"{score}_n")
            attack.told(n, told.get(f"{score}_n"), of, small=not shut)
            attack.at_most(n, [(whole, 1.0)])
            for when in ("initial", "final"):
                total, mean = (group, f"{score}_{when}"), told.get(f"{score}_{when}")
                attack.bound(total, 0, 100 * of)
                attack.at_most(total, [(n, 100.0)])
                if mean is not None:
                    half = half_unit(told[f"{score}_n"] or 0)
                    attack.at_most(total, [(n, mean + half)])
                    attack.limits.append(([(n, mean - half), (total, -1.0)], 0.0))
        attack.at_most(whole, [((group, name), 1.0) for name in counts])
    _whole(public, attack, ["scored", *counts, *points], public.supported)
    return Found(attack, secret)


def points(public: Public, score: str, counts: Mapping[Group, int]) -> Attack:
    """What the final points of each group add up to, for who knows how many have them."""
    attack = Attack()
    for group in public.supported:
        count, told = counts.get(group, 0), public.told[group]
        attack.bound(group, 0, 100 * count)
        mean = told[f"{score}_final"]
        if mean is not None:
            half = half_unit(told[f"{score}_n"] or 0)
            attack.bound(group, count * (mean - half), count * (mean + half))
    for total, parts in public.sums:
        attack.adds(total, parts)
    return attack


def every(public: Public) -> dict[str, Found]:
    """All of them, by family."""
    found = {
        column: complete(public, column, [f"{column}:{code}" for code in codes])
        for column, codes in INCLUSION.items()
    }
    return found | {
        "sales": sales(public),
        "closed": closed(public),
        "platforms": platforms(public),
        "scores": scores(public),
    }
