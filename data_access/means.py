"""Means of points made safe to publish: so coarse that one business does not show in them, and
only where no difference of two of them tells what a few businesses have."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from math import ceil, floor

from data_access import disclosure
from data_access.codes import SCORES
from data_access.definitions import LEAST
from data_access.disclosure import Bounds, Cell, Family, Group, Sum

UNITS = (0.1, 0.2, 0.5, 1, 2, 5, 10)
"""To the multiples of what a mean is rounded, in points."""
SHADOW = 50
"""Points that one business can have more or less without the mean being told otherwise: its unit
is this by the number of businesses, or more."""
OPEN = 20
"""Points out of 100 between which a mean that is not told is left open at least."""
MOST = 100_00
"""All points there are of a score, in hundredths, as sums of points are."""


def unit(count: int) -> float:
    """To what the mean of `count` businesses is rounded, of which only what is told is known."""
    least, _ = disclosure.possible(disclosure.rounded(count, of=count), of=count)
    return next((unit for unit in UNITS if unit * least >= SHADOW), UNITS[-1])


def mean(hundredths: int, count: int) -> float | None:
    """The mean as it is told; None of too few."""
    if count < LEAST:
        return None
    step = unit(count)
    return round(round(hundredths / 100 / count / step) * step, 1)


def told(
    counts: Mapping[Group, Mapping[str, int]],
    sums: Mapping[Group, Mapping[str, int]],
    family: Family,
    adds_up: Sequence[tuple[Group, Collection[Group]]],
) -> dict[Group, dict[str, float | None]]:
    """What is told of the scores of each group: how many have them, and both means.

    `sums`: of each group what its points add up to, in hundredths. Where a mean that is not told
    could be worked out, the smallest group that it adds up with is not told either.
    """
    safe = disclosure.told(counts, family, adds_up)
    told: dict[Group, dict[str, float | None]] = {}
    for group, numbers in safe.numbers.items():
        told[group] = dict(numbers)
        for name in _points():
            number = numbers[_number(name)]
            count = counts[group][_number(name)]
            told[group][name] = None if number is None else mean(sums[group][name], count)
    for name in _points():
        while close := _close(counts, told, safe.known, adds_up, name):
            for total, parts in adds_up:
                group = min(close, key=repr)
                near = [one for one in (total, *parts) if told[one][name] is not None]
                if near and (group == total or group in parts):
                    smallest = min(near, key=lambda one: (counts[one][_number(name)], repr(one)))
                    told[smallest] = dict.fromkeys(told[smallest])
                    break
            else:
                raise ValueError("nothing is left to hide")
    return told


def _points() -> list[str]:
    return [f"{score}_{when}" for score in SCORES for when in ("initial", "final")]


def _number(name: str) -> str:
    """The count of what has the points `name`."""
    return f"{name.rsplit('_', 1)[0]}_n"


def _close(
    counts: Mapping[Group, Mapping[str, int]],
    told: Mapping[Group, Mapping[str, float | None]],
    known: Bounds,
    adds_up: Sequence[tuple[Group, Collection[Group]]],
    name: str,
) -> set[Group]:
    """The groups of few whose points could be worked out, by somebody who knows how many they are;
    and those of whom the means say that there are any."""
    number = _number(name)
    lines: list[Sum] = [
        ((total, name), [(part, name) for part in parts]) for total, parts in adds_up
    ]
    exact = {group: (row[number], row[number]) for group, row in counts.items()}
    ranges = disclosure.narrowed(_sums(told, exact, name, 0), lines)
    found = {
        group
        for group, (count, _) in exact.items()
        if 0 < count < LEAST and _width(ranges[group, name]) < OPEN * 100 * count
    }
    likely = {group: known[group, number] for group in counts}
    for centre in {row[name] for total, _ in adds_up for row in [told[total]]}:
        if centre is None:
            continue
        ranges = disclosure.narrowed(_sums(told, likely, name, round(centre * 100)), lines)
        for group, (least, _) in likely.items():
            low, high = ranges[group, name]
            if least == 0 < counts[group][number] and not low <= 0 <= high:
                found.add(group)
    return found


def _width(bounds: tuple[int, int]) -> int:
    return bounds[1] - bounds[0]


def _sums(
    told: Mapping[Group, Mapping[str, float | None]],
    count: Mapping[Group, tuple[int, int]],
    name: str,
    centre: int,
) -> Bounds:
    """Between what the points of each group add up to, each of them less `centre` (hundredths)."""
    found: dict[Cell, tuple[int, int]] = {}
    for group, row in told.items():
        points = row[name]
        if points is None:
            low, high = -centre, MOST - centre
        else:
            half = unit(int(row[_number(name)] or LEAST)) * 50
            low, high = ceil(points * 100 - half) - centre, floor(points * 100 + half) - centre
            low, high = max(low, -centre), min(high, MOST - centre)
        least, most = count[group]
        cell: tuple[Hashable, str] = (group, name)
        found[cell] = min(low * least, low * most), max(high * least, high * most)
    return found
