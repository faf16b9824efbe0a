"""Where the rows of a table come from: a frame at hand, or the database, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype, is_object_dtype, is_string_dtype

from charts.listing import Order
from data_access.vocabulary import reading_key


class Rows(Protocol):
    """Rows that can be searched, sorted and taken in parts. Columns are heads as read, the index
    holds the codes of the rows."""

    @property
    def columns(self) -> list[str]:
        """Every column there is."""

    @property
    def sortable(self) -> list[str]:
        """The columns that they can be sorted by."""

    def count(self, words: str) -> int:
        """How many rows have `words` in them; all of them for ''."""

    def take(self, words: str, order: Order | None, start: int, number: int) -> pd.DataFrame:
        """`number` of those rows from the one at `start`, missing ones last."""


@dataclass(frozen=True)
class Frame:
    """The rows of a frame that is small enough to be here as a whole."""

    frame: pd.DataFrame

    @property
    def columns(self) -> list[str]:
        """Every column of the frame."""
        return [str(name) for name in self.frame.columns]

    @property
    def sortable(self) -> list[str]:
        """Every column of the frame."""
        return self.columns

    def count(self, words: str) -> int:
        """How many rows have `words` in them; all of them for ''."""
        return len(self._found(words))

    def take(self, words: str, order: Order | None, start: int, number: int) -> pd.DataFrame:
        """`number` of those rows from the one at `start`, missing ones last."""
        found = self._found(words)
        if order is not None and order.column in found:
            found = found.sort_values(
                order.column,
                ascending=not order.descending,
                na_position="last",
                kind="stable",
                key=_sortable,
            )
        return found.iloc[start : start + number]

    def _found(self, words: str) -> pd.DataFrame:
        wanted = reading_key(words)
        if not wanted:
            return self.frame
        texts = [name for name in self.frame if is_string_dtype(self.frame[name])]
        found = self.frame[texts].map(lambda text: wanted in reading_key(str(text)))
        return self.frame[found.any(axis=1)]


def _sortable(column: pd.Series) -> pd.Series:
    """Text in reading order, series by their last value, the rest as it is."""
    if is_numeric_dtype(column.dtype) or is_bool_dtype(column.dtype):
        return column
    if is_string_dtype(column):
        return column.map(reading_key, na_action="ignore")
    if is_object_dtype(column.dtype):
        return column.map(_last)
    return column


def _last(cell: object) -> object:
    """What a series has come to; None for an empty one. Other cells as they are."""
    if isinstance(cell, tuple):
        return cell[-1] if cell else None
    return cell
