"""The few verbs with which the other modules draw columns of random values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence
from numpy.typing import ArrayLike, NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Objects = NDArray[np.object_]

NEVER = -1
"""Index of a missing value: the last place of a `lookup`, and the day that has not come."""


def generator(seed: int, *stream: int) -> Generator:
    """Random numbers that depend on the seed and the stream's name only."""
    return Generator(PCG64(SeedSequence([seed, *stream])))


def choose(rng: Generator, weights: ArrayLike, size: int) -> Integers:
    """`size` indices of `weights`, each as likely as its weight."""
    total = np.cumsum(np.asarray(weights, dtype=float))
    return np.searchsorted(total, rng.random(size) * total[-1], side="right")


def lookup(values: Iterable[Any]) -> Objects:
    """`values` as an array to index, with None in the last place (index `NEVER`)."""
    listed = [*values, None]
    table = np.empty(len(listed), dtype=object)
    table[:] = listed
    return table


def blank(values: Any, missing: Booleans) -> Objects:
    """`values` with None where `missing`."""
    column = np.asarray(values).astype(object)
    column[missing] = None
    return column


def listed(column: NDArray[Any] | Sequence[Any]) -> Sequence[Any]:
    """A column as plain Python values, which is what database drivers take."""
    return column.tolist() if isinstance(column, np.ndarray) else column
