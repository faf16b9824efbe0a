"""Classes of a map: few, with round limits, told apart where the values lie apart."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise

from charts.edition import Edition
from charts.tokens import Tokens

MOST = 4
"""Shades of one colour that can be told apart beside each other, in greyscale too."""
_STEPS = (1, 2, 5)

UNKNOWN, BELOW, ZERO = -3, -2, -1
"""The classes that are no shade: nobody knows, fewer than none (a change), none."""


@dataclass(frozen=True)
class Classes:
    """The limits of the shades: a value belongs to the last one that it reaches."""

    limits: tuple[int, ...]
    """Ascending; no value above zero lies below the first."""
    highest: int
    special: tuple[int, ...] = ()
    """Which of `UNKNOWN`, `BELOW`, `ZERO` occur."""

    def of(self, value: float | None) -> int:
        """The class of a value: a shade from 0 on, or one that is no shade."""
        if value is None:
            return UNKNOWN
        if value <= 0:
            return BELOW if value < 0 else ZERO
        return max(bisect_right(self.limits, value) - 1, 0)

    @property
    def shown(self) -> list[int]:
        """The classes of a legend, from the least to the most, what is unknown at the end."""
        below = [kind for kind in (BELOW, ZERO) if kind in self.special]
        unknown = [UNKNOWN] if UNKNOWN in self.special else []
        return [*below, *range(len(self.limits)), *unknown]

    def label(self, kind: int, edition: Edition) -> str:
        """``0``, ``1–9``, ``50 o más``, ``sin datos``."""
        if kind == UNKNOWN:
            return edition._("no data")
        if kind == BELOW:
            return edition._("fewer than before")
        if kind == ZERO:
            return edition.number(0)
        low = self.limits[kind]
        last = kind == len(self.limits) - 1
        high = self.highest if last else self.limits[kind + 1] - 1
        if low == high:
            return edition.number(low)
        if last and len(self.limits) > 1:
            return edition._("{count} or more").format(count=edition.number(low))
        return f"{edition.number(low)}–{edition.number(high)}"

    def fill(self, kind: int, tokens: Tokens) -> str:
        """The colour of a class; few classes have the stronger shades."""
        if kind >= 0:
            return tokens.map_shades[kind - len(self.limits)]
        return {
            UNKNOWN: tokens.map_unknown,
            BELOW: tokens.map_below,
            ZERO: tokens.map_zero,
        }[kind]

    def border(self, kind: int, tokens: Tokens) -> str:
        """The colour of a class' border: shades are parted by the page's own colour."""
        return tokens.background if kind >= 0 else tokens.map_line


@dataclass(frozen=True)
class Steps(Classes):
    """Classes of what is measured and not counted, between fixed limits."""

    percent: bool = False
    unknown: str = ""
    """What it means to have no value, in the reader's language."""

    def label(self, kind: int, edition: Edition) -> str:
        """``menos de 50 %``, ``50–75 %``, ``100 % o más``."""
        if kind == UNKNOWN:
            return self.unknown
        if kind < 0:
            return super().label(kind, edition)
        low = self.limits[kind]
        if kind == len(self.limits) - 1:
            return edition._("{count} or more").format(count=self._value(low, edition))
        high = self._value(self.limits[kind + 1], edition)
        if kind == 0:
            return edition._("less than {count}").format(count=high)
        return f"{edition.number(low)}–{high}"

    def _value(self, limit: int, edition: Edition) -> str:
        return edition.percent(limit / 100, whole=True) if self.percent else edition.number(limit)


def steps(
    values: Sequence[float | None], limits: Sequence[int], *, unknown: str, percent: bool = False
) -> Steps:
    """`Steps` between `limits` as far as the values reach."""
    known = [value for value in values if value is not None]
    high = max(known, default=0)
    reached = tuple(limit for limit in limits if limit <= high) if high > 0 else ()
    kinds = {Classes((0,), 0).of(value) for value in values if value is None or value <= 0}
    return Steps(reached, 0, tuple(sorted(kinds)), percent, unknown)


def even_limits(values: Sequence[float | None]) -> list[int]:
    """Round limits at even steps over what `values` span above zero, no finer than 2: a map should
    not make much of little."""
    known = [max(value, 0.0) for value in values if value is not None] or [0.0]
    for step in (2, 5, 10, 20):
        first = int(min(known) // step) * step
        if first + MOST * step > max(known):
            break
    return [first + step * index for index in range(MOST)]


def classes(values: Sequence[int | None]) -> Classes:
    """The classes for counts: of all choices of round limits the one whose classes are the most
    alike inside (least squares of the logarithms: 10 is as far from 100 as 100 from 1000)."""
    positive = sorted(value for value in values if value is not None and value > 0)
    special = {Classes((), 0).of(value) for value in values if value is None or value <= 0}
    kinds = tuple(sorted(special))
    if not positive:
        return Classes((), 0, kinds)
    low, high = positive[0], positive[-1]
    most = min(MOST, len(set(positive))) - 1
    candidates = [limit for limit in _round_numbers(high) if limit > low]
    logs = [math.log(value) for value in positive]
    sums = [0.0, *accumulate(logs)]
    squares = [0.0, *accumulate(log * log for log in logs)]

    def spread(limits: tuple[int, ...]) -> float:
        edges = [0, *(bisect_left(positive, limit) for limit in limits), len(positive)]
        pairs = list(pairwise(edges))
        if any(first == last for first, last in pairs):
            return math.inf
        between = ((sums[b] - sums[a]) ** 2 / (b - a) for a, b in pairs)
        return squares[-1] - sum(between)

    def off_centre(limits: tuple[int, ...]) -> float:
        gaps = ((bisect_left(positive, limit), math.log(limit)) for limit in limits)
        return sum(abs(log - (logs[at - 1] + logs[at]) / 2) for at, log in gaps)

    # Of equally good choices the one with fewer classes, then with limits amid the gaps.
    choices = (limits for size in range(most + 1) for limits in combinations(candidates, size))
    best = min(choices, key=lambda them: (round(spread(them), 9), len(them), off_centre(them)))
    first = low if not best else 1 if low < 10 else max(_round_numbers(low))
    return Classes((first, *best), high, kinds)


def _round_numbers(high: int) -> list[int]:
    """1, 2, 5, 10, 20 … up to `high`."""
    powers = range(int(math.log10(high)) + 1)
    return [unit * 10**power for power in powers for unit in _STEPS if unit * 10**power <= high]
