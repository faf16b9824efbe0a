"""Numbers about people made safe to publish: rounded, hidden where small, and then looked at as
someone would who adds and subtracts everything that is told.

To hide the small ones alone is not enough: other numbers give them away. Rounding alone is not
either: where everybody of twelve is a woman, “10 of 12” and “0 of 2” leave one answer only.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from data_access.definitions import LEAST, STEP

Group = TypeVar("Group", bound=Hashable)
Cell = tuple[Hashable, str]
Sum = tuple[Cell, Sequence[Cell]]
Bounds = dict[Cell, tuple[int, int]]
Link = tuple[str, tuple[str, ...]]
"""A name, and those that add up to it; one that is told nowhere is any number."""

OPEN = 2
"""How far apart the bounds of every number have to stay: three answers are left at least."""


@dataclass(frozen=True)
class Family:
    """Counts that are told together or not at all: of `within`, which everybody knows, `whole` is
    known, and of those `parts`, which add up to it where they are `complete`. Then the whole is
    told as the sum of its parts if these are told, so that it says nothing more than they do.
    `extras` are parts that are hidden before the others are; `links` hold in every group."""

    within: str
    whole: str
    parts: tuple[str, ...] = ()
    complete: bool = False
    extras: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def counts(self) -> tuple[str, ...]:
        """What is told of a group."""
        return (self.whole, *self.parts)

    @property
    def between(self) -> tuple[str, ...]:
        """What hangs together with the counts and is not told: the whole without each part, and
        what `links` name."""
        named = {name for total, parts in self.links for name in (total, *parts)}
        return (*(f"not {part}" for part in self.parts), *sorted(named - set(self.counts)))


@dataclass(frozen=True)
class Told(Generic[Group]):
    """What is told: the `numbers` of each group; `bare` are those of which the extras are not, nor
    what they say; `known` is what follows from all of it."""

    numbers: dict[Group, dict[str, int | None]]
    bare: set[Group]
    known: Bounds


def rounded(count: int, *, of: int) -> int | None:
    """A count as it is told, never more than the exact number `of` that it is a part of; None
    where it is too small."""
    if count < LEAST:
        return None
    nearest = (count + STEP // 2) // STEP * STEP
    return nearest if nearest <= of else of // STEP * STEP


def possible(told: int | None, *, of: int) -> tuple[int, int]:
    """The least and the greatest count that `rounded` tells so."""
    if told is None:
        return 0, min(LEAST - 1, of)
    low = max(LEAST, told - STEP // 2)
    return low, of if told + STEP > of else told + STEP // 2


def told(
    counts: Mapping[Group, Mapping[str, int]],
    family: Family,
    adds_up: Sequence[tuple[Group, Collection[Group]]],
    *,
    halves: Mapping[Group, Collection[str]] | None = None,
) -> Told[Group]:
    """What is told of `family` of each group. `adds_up`: a group and those it consists of;
    `halves`: which counts (or what is left of the whole without one: ``not <part>``) are at least
    half of the whole, as what is told with its extras says.

    Where the bounds of a count come too close its extras are hidden, then its whole group, then
    its smallest neighbour, until nothing can be worked out.
    """
    known = halves or {}
    alone = _System(counts, family, (), known)
    for _ in range(2):
        for group in alone.tight():
            alone.hide(group)
    found = _System(counts, family, adds_up, known, alone.bare, alone.hidden)
    while tight := found.tight():
        lose = [group for group in tight if found.has_extras(group)]
        for group in lose or [min(tight, key=found.rank)]:
            found.hide(group)
    numbers = {group: found.told(group) for group in counts}
    return Told(numbers, {group for group in counts if group in found.bare}, found.known())


@dataclass
class _System:
    """The counts of a family, and what of them is hidden so far."""

    counts: Mapping[Group, Mapping[str, int]]  # type: ignore[valid-type]
    family: Family
    adds_up: Sequence[tuple[Hashable, Collection[Hashable]]]
    halves: Mapping[Group, Collection[str]]  # type: ignore[valid-type]
    bare: set[Hashable] = field(default_factory=set)
    hidden: set[Hashable] = field(default_factory=set)

    def told(self, group: Hashable) -> dict[str, int | None]:
        """What is told of a group."""
        row = self.counts[group]
        of = row[self.family.within]
        if group in self.hidden:
            return dict.fromkeys(self.family.counts)
        found = {name: rounded(row[name], of=of) for name in self.family.counts}
        if group in self.bare:
            found |= dict.fromkeys(self.family.extras)
        if self._added(found):
            parts = sum(found[part] or 0 for part in self.family.parts)
            found[self.family.whole] = min(parts, of // STEP * STEP)
        return found

    def has_extras(self, group: Hashable) -> bool:
        """Whether a group has something to lose beside its counts."""
        if group in self.bare:
            return False
        return bool(self.halves.get(group) or self.family.extras)

    def _added(self, told: Mapping[str, int | None]) -> bool:
        """Whether the whole is told as the sum of its parts."""
        return self.family.complete and all(told[part] is not None for part in self.family.parts)

    def tight(self) -> set[Hashable]:
        """The groups of which a count could be worked out."""
        known = self.known()
        found = set()
        for group, row in self.counts.items():
            least = min(OPEN, row[self.family.within])
            ranges = (known[group, name] for name in self.family.counts)
            if any(high - low < least for low, high in ranges):
                found.add(group)
        return found

    def hide(self, group: Hashable) -> None:
        """Hide the extras of a group, or all of it; where it is hidden, of the smallest other one
        that it adds up with."""
        if group in self.hidden:
            near = [
                other
                for total, parts in self.adds_up
                if group == total or group in parts
                for other in (total, *parts)
                if other not in self.hidden
            ]
            if not near:
                raise ValueError("nothing is left to hide")
            group = min(near, key=self.rank)
        if not self.has_extras(group):
            self.hidden.add(group)
        self.bare.add(group)

    def rank(self, group: Hashable) -> tuple[bool, int, str]:
        """What is hidden first: what is told, then the smallest."""
        return group in self.hidden, self.counts[group][self.family.within], repr(group)

    def known(self) -> Bounds:
        """The bounds that follow for each count from all that is told."""
        halves = [
            ((group, name), (group, _without(name)), (group, self.family.whole))
            for group, names in self.halves.items()
            if group not in self.bare
            for name in names
        ]
        return narrowed(*self._given(), halves=halves)

    def _given(self) -> tuple[Bounds, list[Sum]]:
        """What everybody knows of each count, and how they add up."""
        known: Bounds = {}
        sums: list[Sum] = []
        family = self.family
        for group, row in self.counts.items():
            of = row[family.within]
            told = self.told(group)
            for name, number in told.items():
                free = group in self.hidden or (name == family.whole and self._added(told))
                free = free or (group in self.bare and name in family.extras)
                known[group, name] = (0, of) if free else possible(number, of=of)
            for name in family.between:
                known[group, name] = (0, of * len(family.parts))
            for name, names in family.links:
                sums.append(((group, name), [(group, part) for part in names]))
            for part in family.parts:
                sums.append(((group, family.whole), [(group, part), (group, f"not {part}")]))
            known[group, "of"], known[group, "rest"] = (of, of), (0, of)
            sums.append(((group, "of"), [(group, family.whole), (group, "rest")]))
            if family.complete:
                sums.append(((group, family.whole), [(group, part) for part in family.parts]))
                for part in family.parts:
                    others = [(group, other) for other in family.parts if other != part]
                    sums.append(((group, f"not {part}"), others))
        for whole, groups in self.adds_up:
            for name in (*family.counts, *family.between, "rest"):
                sums.append(((whole, name), [(one, name) for one in groups]))
        return known, sums


def _without(name: str) -> str:
    """The rest of the whole."""
    return name.removeprefix("not ") if name.startswith("not ") else f"not {name}"


def narrowed(
    known: Bounds,
    sums: Sequence[Sum],
    *,
    halves: Sequence[tuple[Cell, Cell, Cell]] = (),
    rounds: int = 60,
) -> Bounds:
    """The bounds that follow from `known`, the sums and the halves: a count that is at least half
    of a third, and the other one that it consists of."""
    place = {cell: number for number, cell in enumerate(known)}
    low = [bounds[0] for bounds in known.values()]
    high = [bounds[1] for bounds in known.values()]
    lines = [(place[total], [place[part] for part in parts]) for total, parts in sums]
    pairs = [(place[half], place[rest], place[whole]) for half, rest, whole in halves]
    for _ in range(rounds):
        changed = False
        for total, parts in lines:
            least, most = sum([low[part] for part in parts]), sum([high[part] for part in parts])
            if least > low[total]:
                low[total], changed = least, True
            if most < high[total]:
                high[total], changed = most, True
            if low[total] == least and high[total] == most:
                continue  # the whole says nothing more than its parts
            for part in parts:
                at_least = low[total] - (most - high[part])
                at_most = high[total] - (least - low[part])
                if at_least > low[part]:
                    low[part], changed = at_least, True
                if at_most < high[part]:
                    high[part], changed = at_most, True
        for half, rest, whole in pairs:
            least, most = max(low[whole], 2 * low[rest]), min(high[whole], 2 * high[half])
            least_half, most_rest = max(low[half], (least + 1) // 2), min(high[rest], most // 2)
            found = least, most, least_half, most_rest
            if found != (low[whole], high[whole], low[half], high[rest]):
                low[whole], high[whole], low[half], high[rest] = found
                changed = True
        if not changed:
            break
    return {cell: (low[number], high[number]) for cell, number in place.items()}
