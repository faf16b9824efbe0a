"""XLSX workbooks as rows of cells: looked at from outside first, then read by a process of its
own that may die of them (`workbook_child`)."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

from data_access.intake.fields import EXAMPLE_KEY
from data_access.intake.findings import Message, Problem, Refused
from data_access.intake.mapping import FileOptions
from data_access.intake.table import Cell, Sheet
from texts import mark

CHILD = Path(__file__).with_name("workbook_child.py")
TIMEOUT_SECONDS = 90
MAX_PARTS = 2000
MAX_UNPACKED = 600_000_000
MAX_RATIO = 150
"""How many times its packed size a large part may have; ordinary sheets stay below 40."""

RATIO_FREE = 5_000_000
"""Parts below this size may be packed as tightly as they like."""

_DAMAGED = mark("The workbook is damaged, or too large to be opened safely.")
_REFUSALS = {
    "entities": mark("The workbook holds XML entities, which no spreadsheet program writes."),
    "cells": mark(
        "The sheet spans more cells than a report can have. Copy the table into a new workbook."
    ),
    "damaged": _DAMAGED,
}


def read_workbook(
    data: bytes, options: FileOptions, expected: Collection[str], keys: list[list[str]]
) -> Sheet:
    """The rows of a sheet: the declared one, else the visible one with the most `expected`
    headers. `keys`: the headers that a sheet of MiPymes has. Raises `Refused`."""
    _inspect(data)
    request = {
        "sheet": options.sheet,
        "expected": list(expected),
        "keys": keys,
        "example": EXAMPLE_KEY,
    }
    child = subprocess.Popen(
        [sys.executable, "-I", str(CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    clock = threading.Timer(TIMEOUT_SECONDS, child.kill)
    clock.start()
    try:
        with child:
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(json.dumps(request).encode() + b"\n")
            child.stdin.write(data)
            child.stdin.close()
            facts = json.loads(child.stdout.readline() or b"{}")
            sheet = _sheet(facts, options)
            shared: dict[str, str] = {}
            for number, line in enumerate(child.stdout, 1):
                sheet.rows.append([_cell(value, shared) for value in json.loads(line)])
                sheet.lines.append(number)
    except (BrokenPipeError, json.JSONDecodeError):
        raise Refused(_DAMAGED) from None
    finally:
        clock.cancel()
        child.kill()
    if child.returncode != 0:
        raise Refused(_DAMAGED)
    if not sheet.rows:
        raise Refused(mark("The file is empty."))
    return sheet


def _inspect(data: bytes) -> None:
    """Refuse archives that would unpack into far more than a report can hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError):
        raise Refused(_DAMAGED) from None
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise Refused(mark("This archive is not an XLSX workbook. Save the table as XLSX or CSV."))
    swollen = any(
        part.file_size > RATIO_FREE and part.file_size > MAX_RATIO * part.compress_size
        for part in parts
    )
    if swollen or len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused(mark("The workbook unpacks into far more than a report can hold."))


def _sheet(facts: dict[str, Any], options: FileOptions) -> Sheet:
    """The still empty sheet with what the child says about it."""
    if facts.get("refused") == "sheet":
        raise Refused(
            mark("There is no sheet “{sheet}”. The sheets are: {sheets}."),
            sheet=options.sheet,
            sheets=", ".join(facts["sheets"]),
        )
    if "sheet" not in facts:
        raise Refused(_REFUSALS.get(facts.get("refused", ""), _DAMAGED))
    if options.sheet is None and len(facts["tables"]) > 1:
        raise Refused(
            mark(
                "More than one sheet has rows of MiPymes: {sheets}. Put them together in one, or "
                'load one at a time: under [file] in a mapping, sheet = "{first}".'
            ),
            sheets=", ".join(facts["tables"]),
            first=facts["tables"][0],
        )
    text = mark("Sheet: {sheet} (declared)")
    if options.sheet is None:
        text = mark("Sheet: {sheet} (the one with most expected headers, of: {sheets})")
    values = {"sheet": facts["sheet"], "sheets": ", ".join(facts["sheets"])}
    sheet = Sheet(notes=[Message(text, values)], text=False)
    if facts["hidden"] and options.sheet is None:
        text = mark("Hidden sheets, which are not read: {sheets}")
        sheet.notes.append(Message(text, {"sheets": ", ".join(facts["hidden"])}))
    sheet.days_later = facts["days_later"]
    for top, bottom, column in facts["spans"]:
        sheet.merged.update((line, column) for line in range(top + 1, bottom + 2))
    if facts["merged"]:
        text = mark("Merged cells: the value was repeated into the lines they cover: {count}")
        sheet.notes.append(Message(text, {"count": facts["merged"]}))
    for row, column, reason in facts["suspicious"]:
        sheet.cell_faults[row, column - 1] = Problem(reason)
    return sheet


def _cell(value: Any, shared: dict[str, str]) -> Cell:
    if isinstance(value, dict):
        return date.fromisoformat(value["d"])
    return shared.setdefault(value, value) if isinstance(value, str) else value
