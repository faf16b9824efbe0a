"""Opening a report file: its size, what kind of file it is by its first bytes, its rows."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

from data_access.intake.findings import Refused
from data_access.intake.mapping import FileOptions
from data_access.intake.table import Sheet
from data_access.intake.text import read_text
from data_access.intake.workbook import read_workbook
from texts import mark

MAX_BYTES = 100_000_000

_IMPOSTORS = (
    (
        b"\xd0\xcf\x11\xe0",
        mark(
            "This is an old or password-protected Excel file. Save it as XLSX without a password."
        ),
    ),
    (b"%PDF", mark("This is a PDF. Ask for the table as XLSX or CSV.")),
    (b"\x1f\x8b", mark("This file is compressed. Unpack it first.")),
    (b"Rar!", mark("This file is compressed. Unpack it first.")),
    (b"7z\xbc\xaf", mark("This file is compressed. Unpack it first.")),
    (b"\x89PNG", mark("This is a picture. Ask for the table as XLSX or CSV.")),
    (b"\xff\xd8\xff", mark("This is a picture. Ask for the table as XLSX or CSV.")),
)
_TAGS = (b"html", b"head", b"meta", b"style", b"title", b"body", b"div", b"p", b"table", b"tr")
_WEB_PAGE = (b"<!doctype html", b"<!--", *(b"<" + tag for tag in _TAGS))


def opened(path: Path) -> bytes:
    """What a report file holds. Raises `Refused` where it is none, or too large."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Refused(mark("{file} is a folder."), file=path.name)
        if size > MAX_BYTES:
            raise Refused(
                mark("The file has {size} MB; at most {limit} MB are read. Split it."),
                size=size // 1_000_000,
                limit=MAX_BYTES // 1_000_000,
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(mark("There is no file {file}."), file=path.name) from None
    except OSError:
        raise Refused(mark("The file {file} cannot be opened."), file=path.name) from None


def read_rows(
    data: bytes, options: FileOptions, expected: Collection[str], keys: list[list[str]]
) -> tuple[Sheet, str]:
    """The rows of a file and its SHA-256. `expected` and `keys`: folded headers by which the
    sheet of a workbook is chosen. Raises `Refused` with a sentence for whatever cannot be read."""
    if not data:
        raise Refused(mark("The file is empty."))
    for start, sentence in _IMPOSTORS:
        if data.startswith(start):
            raise Refused(sentence)
    if data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB_PAGE):
        raise Refused(
            mark("This is a web page named like a spreadsheet. Open it and save it as XLSX.")
        )
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(b"PK"):
        return read_workbook(data, options, expected, keys), digest
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        raise Refused(mark("This is an XML file. Save the table as XLSX or CSV."))
    return read_text(data, options), digest
