"""A table inside a sheet: where its header is, what its columns are called, which lines are
MiPymes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from data_access.intake.encoding import MOJIBAKE, UNDECODABLE, visible
from data_access.intake.findings import Message, Problem, Refused
from data_access.intake.folding import fold
from data_access.intake.mapping import FileOptions
from texts import mark

Cell = str | int | float | bool | date | datetime
"""A cell as its file holds it; text files hold text only. An empty cell is ''."""

HEADER_DEPTH = 40
"""Rows among which the header is looked for."""

_DEBRIS = ",;|\t"
_TOTALS = ("total", "subtotal", "suma", "sumatoria", "gran total", "totales", "sub total")
_TOTAL_OF = re.compile(r"(?:gran |sub ?)?total(?:es)?\b")
_FIGURE = re.compile(r"-?[\s$]*[\d.,\s]*%?")
_NOTE = re.compile(
    r"(?:fuentes?|notas?|elaborad[oa]|elaboracion|sources?|notes?|observaci\w+|actualizad[oa]"
    r"|cifras|datos preliminares|informacion al|(?:fecha de )?corte al?)\b"
)
_NOTE_SIGN = re.compile(r"\s*(?:\*|\(\d{1,2}\)\s*\D|[¹²³])")
_SENTENCE = re.compile(r"[^\W\d_]+:?\s")


@dataclass
class Sheet:
    """The rows of a file with their line numbers, what the reader noticed about lines and about
    cells (line, position), and how the file was read."""

    rows: list[list[Cell]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    faults: dict[int, Problem] = field(default_factory=dict)
    cell_faults: dict[tuple[int, int], Problem] = field(default_factory=dict)
    merged: set[tuple[int, int]] = field(default_factory=set)
    """Cells (line, position) whose value was merged over several lines."""

    days_later: int = 0
    """Days to be added to dates that are bare numbers: old Macs counted from 1904."""

    notes: list[Message] = field(default_factory=list)
    text: bool = True


@dataclass
class Table:
    """A header and the rows below it, each as long as the header."""

    header: list[str]
    rows: list[list[Cell]]
    lines: list[int]
    faults: dict[int, Problem]
    cell_faults: dict[tuple[int, int], Problem]
    notes: list[Message]
    warnings: list[Message] = field(default_factory=list)
    merged: set[tuple[int, int]] = field(default_factory=set)
    days_later: int = 0


def as_text(cell: Cell) -> str:
    """A cell as a person would read it: 123.0 is 123, dates are ISO."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "si" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return str(cell)


def find_table(sheet: Sheet, options: FileOptions, expected: Iterable[str]) -> Table:
    """The table whose header has the most of the `expected` (folded) names, or stands in the
    declared row. Blank lines are left out. Raises `Refused` where there is no header."""
    notes = list(sheet.notes)
    start = _header_row(sheet, options, set(expected), notes)
    rows, lines = sheet.rows[start:], sheet.lines[start:]
    if sheet.text:
        _strip_debris(rows, notes)
    header = _unique([" ".join(visible(as_text(cell)).split()) for cell in rows[0]])
    while (
        header
        and not header[-1]
        and not any(
            len(row) >= len(header) and as_text(row[len(header) - 1]).strip() for row in rows
        )
    ):
        header.pop()
    table = Table(header, [], [], dict(sheet.faults), sheet.cell_faults, notes)
    table.merged, table.days_later = sheet.merged, sheet.days_later
    _warn_of_rows_above(table, sheet, start)
    folded = [fold(name) for name in header]
    for row, line in zip(rows[1:], lines[1:], strict=True):
        filled = [position for position, cell in enumerate(row) if not is_blank(cell)]
        if not filled and line not in table.faults:
            continue
        problem = table.faults.get(line) or _line_problem(row, filled, folded, sheet.text)
        if problem is not None:
            table.faults[line] = problem
        table.rows.append(_fitted(row, len(header)))
        table.lines.append(line)
    if options.skip_footer:
        del table.rows[-options.skip_footer :], table.lines[-options.skip_footer :]
        text = mark("Lines at the end that were skipped (skip_footer): {count}")
        notes.append(Message(text, {"count": options.skip_footer}))
    return table


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing but spaces."""
    return isinstance(cell, str) and not cell.strip()


def _header_row(
    sheet: Sheet, options: FileOptions, expected: set[str], notes: list[Message]
) -> int:
    """The index of the header among the rows."""
    if options.header_row is not None:
        if options.header_row not in sheet.lines:
            raise Refused(mark("The file has no line {line}."), line=options.header_row)
        index = sheet.lines.index(options.header_row)
        text = mark("Header: line {line} (declared)")
    else:
        best = _best_header(sheet.rows[:HEADER_DEPTH], expected)
        if best is None:
            raise Refused(mark("The file is empty."))
        index, known = best
        text = mark("Header: line {line} (expected names found in it: {known})")
        if not known:
            text = mark("Header: line {line} (the first full line; no expected name is in it)")
        notes.append(Message(text, {"line": sheet.lines[index], "known": known}))
        return index
    notes.append(Message(text, {"line": sheet.lines[index]}))
    return index


def _warn_of_rows_above(table: Table, sheet: Sheet, start: int) -> None:
    """Say that lines above the header are as full as rows; titles have fewer cells."""
    full = max(3, sum(map(bool, table.header)) / 2)
    counts = [sum(not is_blank(cell) for cell in row) for row in sheet.rows[:start]]
    lines = [line for line, count in zip(sheet.lines, counts, strict=False) if count >= full]
    if lines:
        text = mark("Lines above the header look like rows and are not read: {lines}")
        listed = ", ".join(map(str, lines[:10])) + ("…" if len(lines) > 10 else "")
        table.warnings.append(Message(text, {"lines": listed}))


def _best_header(rows: list[list[Cell]], expected: set[str]) -> tuple[int, int] | None:
    """The row with most expected names, else the first of those with most filled cells; and how
    many expected names it has. None where there is nothing at all."""
    best: tuple[int, int, int] | None = None
    for index, row in enumerate(rows):
        names = {fold(as_text(cell).strip(_DEBRIS)) for cell in row if isinstance(cell, str)}
        filled = sum(not is_blank(cell) for cell in row)
        if filled:
            score = (len(names & expected), filled, -index)
            best = score if best is None else max(best, score)
    return None if best is None else (-best[2], best[0])


def _strip_debris(rows: list[list[Cell]], notes: list[Message]) -> None:
    """Take away delimiters of another kind that a spreadsheet left at the end of lines."""
    for sign in _DEBRIS:
        ends = [index for index, row in enumerate(rows) if row and as_text(row[-1]).endswith(sign)]
        if ends and (ends[0] == 0 or len(ends) * 2 > len(rows)):
            for index in ends:
                rows[index][-1] = as_text(rows[index][-1]).rstrip(sign)
            text = mark("Stray “{sign}” at the end of lines were taken away: {count} lines")
            notes.append(Message(text, {"sign": sign, "count": len(ends)}))


def _unique(names: list[str]) -> list[str]:
    """Headers told apart: the second “X” becomes “X (2)”."""
    seen: dict[str, int] = {}
    result = []
    for name in names:
        count = seen[fold(name)] = seen.get(fold(name), 0) + 1
        result.append(f"{name} ({count})" if name and count > 1 else name)
    return result


def _fitted(row: list[Cell], width: int) -> list[Cell]:
    return row if len(row) == width else (row + [""] * width)[:width]


def _line_problem(
    row: list[Cell], filled: list[int], header: list[str], text: bool
) -> Problem | None:
    """What is wrong with a line as a whole, or None."""
    if text:
        joined = "".join(map(as_text, row))
        if not joined.isascii() and (UNDECODABLE.search(joined) or "\ufffd" in joined):
            return Problem("undecodable")
        if "\x00" in joined:
            return Problem("control_character")
    if 1 <= len(filled) <= 2 and _is_note(as_text(row[filled[0]])):
        return Problem("note_line")
    repeats = len(filled) > 1 and fold(as_text(row[filled[0]])) in header
    if repeats and [fold(as_text(cell)) for cell in row[: len(header)]] == header:
        return Problem("repeated_header")
    if text and len(row) != len(header) and (len(row) < len(header) or filled[-1] >= len(header)):
        few = len(row) < len(header)
        counts = {"fields": len(row), "expected": len(header)}
        return Problem("too_few_fields" if few else "too_many_fields", counts)
    return None


def _is_note(text: str) -> bool:
    return bool(_NOTE.match(fold(text)) or _NOTE_SIGN.match(text))


def mark_totals(table: Table, key: list[int]) -> None:
    """Mark the lines of totals and notes below the table, which have no number of a MiPyme in
    the `key` columns but words such as “Total: 13”."""
    for row, line in zip(table.rows, table.lines, strict=True):
        named = [fold(as_text(row[position])) for position in key]
        if line in table.faults and table.faults[line].reason not in ("required", "too_few_fields"):
            continue
        if any(named) and not all(name in _TOTALS for name in named if name):
            footer = _footer(row, key)
            if footer is not None:
                table.faults[line] = Problem(footer)
            continue
        texts = (fold(cell) for cell in row if isinstance(cell, str))
        if any(text in _TOTALS or text.startswith("total ") for text in texts):
            table.faults[line] = Problem("total_line")


def _footer(row: list[Cell], key: list[int]) -> str | None:
    """What a line is whose key is words: a “TOTAL REGISTROS” has only figures beside it, and a
    sentence nothing. A shop called “Total Clean” has a date or a place."""
    text = as_text(row[key[0]]).strip()
    if not text or text.isdecimal():
        return None
    others = [cell for place, cell in enumerate(row) if place not in key and not is_blank(cell)]
    if _TOTAL_OF.match(fold(text)) and all(
        not isinstance(cell, date) and _FIGURE.fullmatch(as_text(cell)) for cell in others
    ):
        return "total_line"
    return "note_line" if not others and len(row) > 2 and _SENTENCE.match(text) else None


def garbled(cell: Cell) -> bool:
    """Whether a cell holds text that was once read in the wrong encoding."""
    return isinstance(cell, str) and not cell.isascii() and MOJIBAKE.search(cell) is not None
