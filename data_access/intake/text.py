"""Delimited text (CSV of every kind) as rows of cells with their line numbers."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from data_access.intake.encoding import decode
from data_access.intake.findings import Message, Problem, Refused
from data_access.intake.mapping import FileOptions
from data_access.intake.table import Sheet
from texts import mark

DELIMITERS = (",", ";", "\t", "|")
SAMPLE = 400
"""Lines by which the delimiter is guessed."""

MAX_LINES = 50
"""A quoted field longer than this many lines was never meant: its quote is not closed."""

_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def read_text(data: bytes, options: FileOptions) -> Sheet:
    """The rows of a delimited file, and how it was read. Raises `Refused`."""
    text, notes = decode(data, options.encoding)
    if not text.strip("\ufeff \t\r\n,;|"):
        raise Refused(mark("The file is empty."))
    lines = list(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    del text
    first = 0
    delimiter: str | None = options.delimiter
    told = re.fullmatch(r"sep=(.)\s*", lines[0])
    if told and delimiter is None:  # Excel's own way of declaring it
        first, delimiter = 1, str(told[1])
        notes.append(_delimiter_note(mark("Delimiter: {sign} (named on the first line)"), told[1]))
    elif delimiter is not None:
        first = 1 if told else 0
        notes.append(_delimiter_note(mark("Delimiter: {sign} (declared)"), delimiter))
    else:
        delimiter, note = guess_delimiter(lines)
        notes.append(note)
    sheet = Sheet(notes=notes)
    width = _common_width(_records(lines[first : first + SAMPLE], delimiter))[1]
    shared: dict[str, str] = {}
    for number, cells, closed in _records(lines, delimiter, first=first, width=width):
        if not closed:
            sheet.faults[number] = Problem("unclosed_quote")
        # Registers repeat themselves: one string per distinct value saves most of the memory.
        sheet.rows.append([shared.setdefault(cell, cell) for cell in cells])
        sheet.lines.append(number)
    return sheet


def guess_delimiter(lines: list[str]) -> tuple[str, Message]:
    """The sign that splits most lines into the same number of fields, and how sure that is."""
    best: tuple[float, int, str] = (0.0, 1, ",")
    for sign in DELIMITERS:
        share, width = _common_width(_records(lines[:SAMPLE], sign))
        if width > 1:
            best = max(best, (round(share, 2), width, sign))
    share, width, sign = best
    if width == 1:
        return sign, Message(mark("Delimiter: none found, so the table has one column"))
    text = mark("Delimiter: {sign} (it gives {width} columns on {share} of the lines)")
    return sign, _delimiter_note(text, sign, width=width, share=f"{share:.0%}")


def _delimiter_note(text: str, sign: str, **values: object) -> Message:
    shown = Message(mark("tab")) if sign == "\t" else sign
    return Message(text, {"sign": shown, **values})


def _common_width(records: Iterator[tuple[int, list[str], bool]]) -> tuple[float, int]:
    """How common the most common number of fields is among lines that hold anything."""
    widths = Counter(len(cells) for _, cells, _ in records if any(map(str.strip, cells)))
    if not widths:
        return 0.0, 1
    width, count = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    return count / widths.total(), width


def _records(
    lines: list[str], delimiter: str, *, first: int = 0, width: int | None = None
) -> Iterator[tuple[int, list[str], bool]]:
    """Line number, fields, and whether its quotes are closed, of each record. A record that
    swallows the lines below it is cut off after its first line."""
    position = first
    while position < len(lines):
        start = position
        window = lines[start : start + MAX_LINES]
        reader = csv.reader(window, delimiter=delimiter, strict=True)
        try:
            cells = next(reader, [])
            used = reader.line_num
            closed = used == 1 or not _swallows(window[:used], delimiter, len(cells), width)
        except csv.Error:
            cells, used = _plain(lines[start], delimiter, width), 1
            closed = lines[start].count('"') % 2 == 0
        if not closed:
            cells, used = lines[start].rstrip("\r\n").split(delimiter), 1
        yield start + 1, cells, closed
        position = start + max(used, 1)


def _swallows(lines: list[str], delimiter: str, fields: int, width: int | None) -> bool:
    """Whether a record of several lines is several records between two stray quotes."""
    if sum(line.count('"') for line in lines) % 2 == 1:
        return True
    if width is None:
        return False
    full = [line.count(delimiter) + 1 >= width for line in lines]
    if full[0] and fields != width:
        return True
    # What stands in quotes on several lines is an address or a comment. Where it begins and ends
    # on lines that hold whole rows, or has one between them, it is rows.
    inside = zip(full[1:-1], lines[1:-1], strict=True)
    return (full[0] and full[-1]) or any(whole and '"' not in line for whole, line in inside)


def _plain(line: str, delimiter: str, width: int | None) -> list[str]:
    """The fields of a line whose quotes are part of its words, such as ``"EL REY" S.A``."""
    cells = line.rstrip("\r\n").split(delimiter)
    if width is not None and len(cells) != width:
        with suppress(csv.Error):  # a field beyond the reader's limit
            return next(csv.reader([line], delimiter=delimiter), [])
    return [
        bare[1:-1].replace('""', '"') if _QUOTED.fullmatch(bare := cell.strip()) else cell
        for cell in cells
    ]
