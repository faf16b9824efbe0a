"""An attacker with a linear programme: what is known of many numbers, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, inf

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

Cell = Hashable
Terms = Sequence[tuple[Cell, float]]

LEFT = 3
"""So many answers the rules promise to leave of every number about people."""
SLACK = 1e-6
TRIES = 24
"""Solutions that are looked at before a number is asked for alone."""


@dataclass
class Attack:
    """Unknown numbers, the bounds of each, and how they hang together."""

    low: dict[Cell, float] = field(default_factory=dict)
    high: dict[Cell, float] = field(default_factory=dict)
    sums: list[tuple[Terms, float]] = field(default_factory=list)
    """What adds up to a number."""
    limits: list[tuple[Terms, float]] = field(default_factory=list)
    """What adds up to no more than a number."""

    def bound(self, cell: Cell, low: float, high: float) -> None:
        """A number lies between two others; what is known already stays known."""
        self.low[cell] = max(low, self.low.get(cell, low))
        self.high[cell] = min(high, self.high.get(cell, high))

    def told(self, cell: Cell, shown: float | None, of: int, *, small: bool = True) -> None:
        """A published count of a part of `of`; one that is not told is under five if `small`."""
        if shown is None:
            self.bound(cell, 0, min(4, of) if small else of)
        else:
            self.bound(cell, max(5, shown - 2), of if shown + 5 > of else shown + 2)

    def adds(self, total: Cell, parts: Iterable[Cell]) -> None:
        """A number is the sum of others."""
        self.sums.append(([(total, -1.0), *((part, 1.0) for part in parts)], 0.0))

    def at_most(self, cell: Cell, others: Iterable[tuple[Cell, float]]) -> None:
        """A number is no greater than others, each times its factor, together."""
        self.limits.append(([(cell, 1.0), *((other, -by) for other, by in others)], 0.0))

    def recovered(
        self, secret: Mapping[Cell, int], *, enough: int | None = None
    ) -> dict[Cell, tuple[int, int]]:
        """The whole numbers of which too few answers are left, and from where to where they go;
        `secret`: each that is looked for, and the number that it is a part of. After `enough` of
        them it is not gone on.

        Any solution shows for all numbers at once what they can be, so few are asked for alone.
        """
        solve, draw = self.solver(), np.random.default_rng(1)
        least, most = dict.fromkeys(secret, inf), dict.fromkeys(secret, -inf)

        def look(aim: Mapping[Cell, float]) -> None:
            solved = solve(aim)
            for cell in secret:
                least[cell] = min(least[cell], solved[cell])
                most[cell] = max(most[cell], solved[cell])

        def close() -> list[Cell]:
            return [
                cell
                for cell, of in secret.items()
                if floor(most[cell] + SLACK) - ceil(least[cell] - SLACK) + 1 < min(LEFT, of + 1)
            ]

        for sign in (1.0, -1.0):
            look(dict.fromkeys(secret, sign))
        for _ in range(TRIES):
            some = close()
            signs = draw.choice((1.0, -1.0), size=len(some))
            look(dict(zip(some, signs * draw.uniform(0.5, 1, len(some)), strict=True)))
        found: dict[Cell, tuple[int, int]] = {}
        for cell in close():
            for sign in (1.0, -1.0):
                look({cell: sign})
            if cell in close():
                found[cell] = ceil(least[cell] - SLACK), floor(most[cell] + SLACK)
            if len(found) == enough:
                break
        return found

    def solver(self) -> Callable[[Mapping[Cell, float]], dict[Cell, float]]:
        """What solves for the least of an aim: factors of numbers."""
        cells = list(self.low)
        place = {cell: number for number, cell in enumerate(cells)}
        given = _matrix("eq", self.sums, place) | _matrix("ub", self.limits, place)
        bounds = [(self.low[cell], self.high[cell]) for cell in cells]

        def solve(aim: Mapping[Cell, float]) -> dict[Cell, float]:
            wanted = np.zeros(len(cells))
            for cell, factor in aim.items():
                wanted[place[cell]] = factor
            solved = linprog(wanted, **given, bounds=bounds, method="highs")
            assert solved.status == 0, solved.message
            return dict(zip(cells, solved.x, strict=True))

        return solve


def _matrix(
    kind: str, lines: Sequence[tuple[Terms, float]], place: Mapping[Cell, int]
) -> dict[str, object]:
    if not lines:
        return {}
    entries = [
        (row, place[cell], factor) for row, (terms, _) in enumerate(lines) for cell, factor in terms
    ]
    rows, columns, values = (np.array(part) for part in zip(*entries, strict=True))
    matrix = csr_array((values, (rows, columns)), shape=(len(lines), len(place)))
    return {f"A_{kind}": matrix, f"b_{kind}": [total for _, total in lines]}
