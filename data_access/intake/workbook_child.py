"""The program that opens a workbook: a process of its own with limits on memory, time and files,
because a few kilobytes of hostile XLSX are enough to abort the process that reads them.

It is started by `workbook`, gets a line of JSON on standard input (sheet or null, expected headers,
headers of a MiPyme's number, the example's number) and after it the workbook, and answers with JSON
lines: first the facts of the sheet, then one line per row. It needs no file of its own.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any, NamedTuple
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook, SheetVisibleEnum

MEMORY = 1_500_000_000
SECONDS = 60
CELLS = 12_000_000
"""Cells of the rectangle a sheet spans; the reader would lay out all of them."""

DAYS_1904 = 1462
"""Days between the two days from which workbooks count."""

HEADER_DEPTH = 40
"""Rows among which a header is looked for."""

BLOCK = 1 << 20
LONGEST_ROW = 32 << 20
_COLUMN = re.compile(rb'\br="([A-Z]{1,3})\d')
_ROW = re.compile(rb'\br="[A-Z]{1,3}(\d{1,7})"')
_ERROR = re.compile(rb'<(?:\w+:)?c\b[^>]*\bt="e"[^>]*>')
_FORMULA = re.compile(rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)\b[^>/]*>(?!</)")
_ADDRESS = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Unacceptable(Exception):  # noqa: N818
    """The workbook is not read; the word says why."""


def main() -> None:
    """Read the request, inspect the archive, answer with the sheet."""
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        most = min([most, *(at for at in resource.getrlimit(limit) if at >= 0)])
        resource.setrlimit(limit, (most, most))
    request = json.loads(sys.stdin.buffer.readline())
    book = io.BytesIO(sys.stdin.buffer.read())
    try:
        parts = inspect(book)
        answer(request, book, parts)
    except Unacceptable as refusal:
        _say({"refused": str(refusal)})


def _say(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")


def inspect(book: IO[bytes]) -> dict[str, str]:
    """Read the whole archive once without building anything; returns sheet name → part."""
    with zipfile.ZipFile(book) as archive:
        names = set(archive.namelist())
        for name in names:
            if name.endswith((".xml", ".rels")):
                spans = name.startswith("xl/worksheets/")
                _inspect_part(archive, name, spans=spans)
        return _sheet_parts(archive) if "xl/workbook.xml" in names else {}


def _inspect_part(archive: zipfile.ZipFile, name: str, *, spans: bool) -> None:
    columns: set[bytes] = set()
    last = 0
    first = True
    for block in _blocks(archive, name):
        if first and re.search(rb"<!(?:DOCTYPE|ENTITY)", block):
            raise Unacceptable("entities")
        first = False
        if spans:
            columns.update(_COLUMN.findall(block))
            last = max([last, *map(int, set(_ROW.findall(block)))])
            if last * max(map(_column_number, columns), default=0) > CELLS:
                raise Unacceptable("cells")


def _blocks(archive: zipfile.ZipFile, name: str, end: bytes = b">") -> Iterator[bytes]:
    """A part in pieces that end after `end`, so that nothing looked for is cut in two."""
    rest = b""
    with archive.open(name) as part:
        while block := part.read(BLOCK):
            rest += block
            whole, found, rest = rest.rpartition(end)
            if found:
                yield whole + found
            elif len(rest) > LONGEST_ROW:
                raise Unacceptable("cells")
    if rest:
        yield rest


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → name of its part in the archive."""
    try:
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    except (KeyError, ElementTree.ParseError):
        raise Unacceptable("damaged") from None
    targets = {link.get("Id"): (link.get("Target") or "").removeprefix("/xl/") for link in links}
    sheets = book.iter(f"{_SPACE}sheet")
    return {str(sheet.get("name")): f"xl/{targets.get(sheet.get(_LINK))}" for sheet in sheets}


def days_later(file: IO[bytes]) -> int:
    """Days by which the workbook's bare numbers of dates lag behind the usual ones."""
    with zipfile.ZipFile(file) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    settings = book.find(f"{_SPACE}workbookPr")
    since_1904 = settings is not None and settings.get("date1904") in ("1", "true", "on")
    return DAYS_1904 if since_1904 else 0


def suspicious_cells(file: IO[bytes], part: str) -> list[tuple[int, int, str]]:
    """Error cells and formulas without a saved result, which the reader would show as blank:
    row, column (both from 1) and reason."""
    found: list[tuple[int, int, str]] = []
    with zipfile.ZipFile(file) as archive:
        if part not in archive.namelist():
            return found
        for block in _blocks(archive, part, b"</row>"):
            for cell in _ERROR.finditer(block):
                found.append((*_address(cell[0]), "error_cell"))
            for cell in _FORMULA.finditer(block):
                inside = block[cell.end() : block.find(b"</c>", cell.end())]
                # A text may be empty; any other empty value was never calculated.
                saved = b't="str"' in cell[1] or _VALUE.search(inside)
                if b't="e"' not in cell[1] and not saved:
                    found.append((*_address(cell[1]), "formula_without_value"))
    return [fault for fault in found if fault[0]]


def _address(attributes: bytes) -> tuple[int, int]:
    match = _ADDRESS.search(attributes)
    return (int(match[2]), _column_number(match[1])) if match else (0, 0)


def answer(request: dict[str, Any], file: IO[bytes], parts: dict[str, str]) -> None:
    """Print the facts of the sheet and its rows."""
    file.seek(0)
    book = CalamineWorkbook.from_filelike(file)
    visible = [
        sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible
    ]
    wanted = request["sheet"]
    if wanted is not None and wanted not in book.sheet_names:
        _say({"refused": "sheet", "sheets": book.sheet_names})
        return
    names = [wanted] if wanted is not None else visible or book.sheet_names
    pages = [_read(book, name) for name in names]
    known = {page.name: _rows_below(page.rows, request) for page in pages}
    page = max(
        pages,
        key=lambda page: (
            bool(known[page.name]),  # an empty one must not hide the one that is filled in
            known[page.name] is not None,
            *_score(page.rows, set(request["expected"])),
        ),
    )
    _say(
        {
            "sheet": page.name,
            "sheets": visible,
            "hidden": [name for name in book.sheet_names if name not in visible],
            "tables": [name for name, count in known.items() if count],
            "merged": page.repeated,
            "spans": page.spans,
            "days_later": days_later(file),
            "suspicious": suspicious_cells(file, parts.get(page.name, "")),
        }
    )
    for row in page.rows:
        _say([_plain(cell) for cell in row])


class Page(NamedTuple):
    """A sheet's rows from A1 on; how many cells got the value merged over them, and where such
    values stand: first row, last row, column, all from 0."""

    name: str
    rows: list[list[Any]]
    repeated: int
    spans: list[tuple[int, int, int]]


def _read(book: CalamineWorkbook, name: str) -> Page:
    """A sheet. A value merged over several lines is repeated into each."""
    sheet = book.get_sheet_by_name(name)
    rows = sheet.to_python(skip_empty_area=False)
    repeated = 0
    spans = []
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if left == right and bottom < len(rows):
            spans.append((top, bottom, left))
            for row in range(top + 1, bottom + 1):
                if rows[row][left] == "" and rows[top][left] != "":
                    rows[row][left] = rows[top][left]
                    repeated += 1
    return Page(name, rows, repeated, spans)


def _rows_below(rows: list[list[Any]], request: dict[str, Any]) -> int | None:
    """How many rows there are below a header with a MiPyme's number; None without such one."""
    for index, row in enumerate(rows[:HEADER_DEPTH]):
        names = {_fold(cell) for cell in row}
        if any(names.issuperset(key) for key in request["keys"]):
            below = (row for row in rows[index + 1 :] if request["example"] not in row)
            return sum(any(cell != "" for cell in row) for row in below)
    return None


def _score(rows: list[list[Any]], expected: set[str]) -> tuple[int, int]:
    """How many expected headers a sheet holds in one row, then how much it holds at all."""
    top = rows[:HEADER_DEPTH]
    known = max((len({_fold(cell) for cell in row} & expected) for row in top), default=0)
    return known, sum(any(cell != "" for cell in row) for row in top)


def _fold(cell: object) -> str:
    plain = unicodedata.normalize("NFKD", str(cell))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", " ", letters.casefold()).strip()


def _plain(cell: Any) -> Any:
    """A cell as JSON: dates as {"d": ISO}, times as text."""
    if isinstance(cell, datetime):
        return {"d": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    return cell if isinstance(cell, str | int | float | bool) else str(cell)


if __name__ == "__main__":
    main()
