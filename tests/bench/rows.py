"""What was measured, beside what it may be: rows, their table, their file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Row:
    """One measured figure. Where it stands beside a `base` of the same run, their ratio is what
    the `limit` is for, since the machine's own speed drops out of it; else the value itself."""

    what: str
    value: float | None
    """None where it could not be measured; `note` says why."""
    unit: str = "ms"
    base: float | None = None
    beside: str = ""
    limit: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Value / base."""
        if self.value is None or not self.base:
            return None
        return self.value / self.base

    @property
    def met(self) -> bool | None:
        """Whether the budget is kept; None without one."""
        counted = self.ratio if self.base is not None else self.value
        return None if counted is None or self.limit is None else counted <= self.limit

    def as_json(self) -> dict[str, Any]:
        """The row with what follows from it."""
        return {**asdict(self), "ratio": self.ratio, "met": self.met}


def middle(values: Iterable[float | None]) -> float | None:
    """The median of what was measured; None where nothing was."""
    known = [value for value in values if value is not None]
    return median(known) if known else None


def table(parts: dict[str, Sequence[Row]]) -> str:
    """All rows as text: what, value, ratio, budget, whether it is kept."""
    lines = []
    width = max((len(row.what) for rows in parts.values() for row in rows), default=0)
    for part, rows in parts.items():
        lines += ["", part]
        lines += [f"  {_line(row, width)}".rstrip() for row in rows]
    return "\n".join(lines)


def _line(row: Row, width: int) -> str:
    if row.value is None:
        return f"{row.what:{width}}  {row.note}"
    value = f"{_number(row.value)} {row.unit}"
    ratio = "" if row.ratio is None else f"{row.ratio:.2f} × {row.beside}"
    limit = "" if row.limit is None else f"≤ {row.limit:g}"
    verdict = {True: "kept", False: "MISSED", None: ""}[row.met]
    return f"{row.what:{width}}  {value:>12}  {ratio:24}  {limit:>8}  {verdict:6}  {row.note}"


def _number(value: float) -> str:
    digits = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    return f"{value:,.{digits}f}"
