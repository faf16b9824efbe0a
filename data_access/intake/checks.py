"""What must hold between the fields of one MiPyme: every check of the database, said in words
before the database has to refuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from data_access.intake.fields import BY_NAME, PREFIXES
from data_access.intake.findings import Message, Problem

ORDER = (
    ("diagnosed_on", "enrolled_on"),
    ("started_on", "enrolled_on"),
    ("started_on", "diagnosed_on"),
    ("concluded_on", "started_on"),
    ("dropped_on", "enrolled_on"),
    ("dropped_on", "diagnosed_on"),
    ("dropped_on", "started_on"),
)
"""Dates of which the first cannot lie before the second."""


def check_row(row: Mapping[str, Any]) -> Iterator[tuple[str, Problem]]:
    """The field and the problem of each rule that a MiPyme breaks. `row`: our fields → values,
    what the file says together with what is already loaded; None is not reported."""
    told: set[str] = set()  # one wrong date is one line, however many it comes before
    for later, earlier in ORDER:
        if later in told:
            continue
        if row[later] is not None and row[earlier] is not None and row[later] < row[earlier]:
            values = {
                "later": Message(BY_NAME[later].label),
                "later_date": row[later].isoformat(),
                "earlier": Message(BY_NAME[earlier].label),
                "earlier_date": row[earlier].isoformat(),
            }
            told.add(later)
            yield later, Problem("wrong_order", values)
    if row["concluded_on"] is not None and row["started_on"] is None:
        yield "concluded_on", Problem("concluded_without_start")
    if row["concluded_on"] is not None and row["dropped_on"] is not None:
        yield "dropped_on", Problem("dropped_and_concluded")
    if (row["lat"] is None) != (row["lon"] is None):
        yield ("lat" if row["lon"] is None else "lon"), Problem("half_point")
    for prefix in PREFIXES.values():
        if row[f"{prefix}_sales"] is not None and row["currency"] is None:
            yield f"{prefix}_sales", Problem("sales_without_currency")
