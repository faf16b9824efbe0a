"""Numbers about people made safe to publish: rounded, hidden where small, and then looked at as
someone would who adds and subtracts everything that is told.

To hide the small ones alone is not enough: other numbers give them away. Rounding alone is not
either: where everybody of twelve is a woman, “10 of 12” and “0 of 2” leave one answer only.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from data_access.definitions import LEAST, STEP

Group = TypeVar("Group", bound=Hashable)
Cell = tuple[Hashable, str]
Sum = tuple[Cell, Sequence[Cell]]
Bounds = dict[Cell, tuple[int, int]]

OPEN = 2
"""How far apart the bounds of every number have to stay: three answers are left at least."""


@dataclass(frozen=True)
class Family:
    """Counts that are told together or not at all: of `within`, which everybody knows, `whole` is
    known, and of those `parts`, which add up to it where they are `complete`. Then the whole is
    told as the sum of its parts if these are told, so that it says nothing more than they do."""

    within: str
    whole: str
    parts: tuple[str, ...] = ()
    complete: bool = False

    @property
    def counts(self) -> tuple[str, ...]:
        """What is told of a group."""
        return (self.whole, *self.parts)


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
) -> dict[Group, dict[str, int | None]]:
    """What is told of `family` of each group. `adds_up`: a group and those it consists of.

    Where the bounds of a count come too close, its whole group is hidden; where that is not
    enough, its smallest neighbour, until nothing can be worked out.
    """
    alone = _System(counts, family, ())
    for group in alone.tight():
        alone.hide(group)
    found = _System(counts, family, adds_up, alone.hidden)
    while tight := found.tight():
        found.hide(min(tight, key=found.rank))
    return {group: found.told(group) for group in counts}


@dataclass
class _System:
    """The counts of a family, and what of them is hidden so far."""

    counts: Mapping[Group, Mapping[str, int]]  # type: ignore[valid-type]
    family: Family
    adds_up: Sequence[tuple[Hashable, Collection[Hashable]]]
    hidden: set[Hashable] = field(default_factory=set)

    def told(self, group: Hashable) -> dict[str, int | None]:
        """What is told of a group."""
        row = self.counts[group]
        of = row[self.family.within]
        if group in self.hidden:
            return dict.fromkeys(self.family.counts)
        found = {name: rounded(row[name], of=of) for name in self.family.counts}
        if self._added(found):
            parts = sum(found[part] or 0 for part in self.family.parts)
            found[self.family.whole] = min(parts, of // STEP * STEP)
        return found

    def _added(self, told: Mapping[str, int | None]) -> bool:
        """Whether the whole is told as the sum of its parts."""
        return self.family.complete and all(told[part] is not None for part in self.family.parts)

    def tight(self) -> set[Hashable]:
        """The groups of which a count could be worked out."""
        known = narrowed(*self._known())
        found = set()
        for group, row in self.counts.items():
            least = min(OPEN, row[self.family.within])
            ranges = (known[group, name] for name in self.family.counts)
            if any(high - low < least for low, high in ranges):
                found.add(group)
        return found

    def hide(self, group: Hashable) -> None:
        """Hide a group, or where it is hidden the smallest other one that it adds up with."""
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
        self.hidden.add(group)

    def rank(self, group: Hashable) -> tuple[bool, int, str]:
        """What is hidden first: what is told, then the smallest."""
        return group in self.hidden, self.counts[group][self.family.within], repr(group)

    def _known(self) -> tuple[Bounds, list[Sum]]:
        """What everybody knows of each count, and how they add up."""
        known: Bounds = {}
        sums: list[Sum] = []
        family = self.family
        for group, row in self.counts.items():
            of = row[family.within]
            told = self.told(group)
            for name, number in told.items():
                free = group in self.hidden or (name == family.whole and self._added(told))
                known[group, name] = (0, of) if free else possible(number, of=of)
            known[group, "of"], known[group, "rest"] = (of, of), (0, of)
            sums.append(((group, "of"), [(group, family.whole), (group, "rest")]))
            if family.complete:
                sums.append(((group, family.whole), [(group, part) for part in family.parts]))
                continue
            for part in family.parts:
                known[group, f"not {part}"] = (0, of)
                sums.append(((group, family.whole), [(group, part), (group, f"not {part}")]))
        for total, parts in self.adds_up:
            for name in (*family.counts, "rest"):
                sums.append(((total, name), [(part, name) for part in parts]))
        return known, sums


def narrowed(known: Bounds, sums: Sequence[Sum], *, rounds: int = 60) -> Bounds:
    """The bounds that follow from `known` and the sums."""
    place = {cell: number for number, cell in enumerate(known)}
    low = [bounds[0] for bounds in known.values()]
    high = [bounds[1] for bounds in known.values()]
    lines = [(place[total], [place[part] for part in parts]) for total, parts in sums]
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
        if not changed:
            break
    return {cell: (low[number], high[number]) for cell, number in place.items()}
