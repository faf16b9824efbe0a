"""The lists that every programme database starts with: countries, subdivisions, universities,
cohorts and goals. Plain CSV files, so that a coordinator can read and a diff can show them."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from data_access import schema

FOLDER = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one list (``countries``, ``subdivisions``, …) as they stand in its file."""
    with (FOLDER / f"{name}.csv").open(newline="", encoding="utf-8") as source:
        return list(csv.DictReader(source))


def seed(connection: Connection) -> None:
    """Add what is missing of the reference lists; what an administrator changed stays."""
    for table, name in (
        (schema.country, "countries"),
        (schema.subdivision, "subdivisions"),
        (schema.university, "universities"),
        (schema.cohort, "cohorts"),
    ):
        known = set(connection.scalars(select(table.c.code)))
        fresh = [_typed(table, row) for row in rows(name) if row["code"] not in known]
        if fresh:
            connection.execute(insert(table), fresh)
    if connection.scalar(select(schema.goal.c.id).limit(1)) is None:
        goals = [_typed(schema.goal, row) for row in rows("goals")]
        connection.execute(insert(schema.goal), goals)


def _typed(table: Any, row: dict[str, str]) -> dict[str, Any]:
    """A row of text as the table's types; empty is None."""
    convert = {date: date.fromisoformat, bool: lambda value: value == "1"}
    typed: dict[str, Any] = {}
    for name, value in row.items():
        kind = table.c[name].type.python_type
        typed[name] = convert.get(kind, kind)(value) if value else None
    return typed
