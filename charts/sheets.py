"""The numbers of a figure as a file: CSV, XLSX and JSON, each with the words around the figure.

CSV: UTF-8 with BOM, commas, decimal point, ISO dates. First come lines that start with ``#``
(title, scope, source, note, dates), then an empty line, the header and the rows:
``pandas.read_csv(file, comment="#")`` and R's ``read.csv(file, comment.char="#")`` give the bare
table, Excel shows the words above it. A block below the table would turn numbers into text, and a
file without one loses its source. Where Excel's own separator is ``;``, open the XLSX.

Missing is an empty cell, ``null`` in JSON. The same input gives the same bytes. `address` is where
the numbers can be checked.
"""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from typing import Any

import pandas as pd

from charts.caption import LICENCE, Caption, stamp_line
from charts.edition import Edition

Value = str | int | float | bool | date | None

_ALIVE = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n")
"""What a spreadsheet may take for a formula when it opens a CSV."""
_CREATED = datetime(2021, 3, 1)  # noqa: DTZ001 - a fixed day, so that the same numbers give the same bytes
_WIDEST = 60


def as_csv(table: pd.DataFrame, caption: Caption, edition: Edition, *, address: str = "") -> bytes:
    """The table as CSV, its words in front; text that a spreadsheet would run gets a ``'``."""
    lines = [f"#,{_field(words)}" for words in about(caption, edition, address)]
    lines += ["", ",".join(_field(str(name)) for name in table.columns)]
    lines += [",".join(_field(value) for value in row) for row in rows(table)]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")


def as_json(table: pd.DataFrame, caption: Caption, edition: Edition, *, address: str = "") -> bytes:
    """The table as JSON: what is said around the figure, then ``columnas`` and ``filas`` (an
    object each), numbers as they are, dates as text."""
    names = [str(name) for name in table.columns]
    content = {
        "titulo": caption.title,
        "subtitulo": caption.subtitle,
        "fuente": caption.source,
        "nota": caption.note,
        "fechas": " · ".join(part for part in (caption.stamp, caption.loaded) if part),
        "comprobar": address,
        "licencia": LICENCE,
        "programa": caption.programme,
        "texto_alternativo": caption.alt,
        "idioma": edition.language,
        "datos_de_demostracion": bool(caption.invented_mark),
        "columnas": names,
        "filas": [dict(zip(names, row, strict=True)) for row in rows(table)],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, default=date.isoformat)
    return f"{text}\n".encode()


def as_xlsx(table: pd.DataFrame, caption: Caption, edition: Edition, *, address: str = "") -> bytes:
    """The table as XLSX: a sheet with native numbers and dates, and one with the words. Text is
    written as text, so nothing in it is ever run."""
    import xlsxwriter

    buffer = io.BytesIO()
    live = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **live})
    book.set_properties(
        {"title": caption.title, "author": caption.programme, "created": _CREATED}
        | {"comments": " · ".join(part for part in (caption.invented_mark, LICENCE) if part)}
    )
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    data = book.add_worksheet(edition._("Data"))
    data.freeze_panes(1, 0)
    names, found = [str(name) for name in table.columns], rows(table)
    for column, name in enumerate(names):
        data.write_string(0, column, name, head)
        shown = [len(str(row[column])) for row in found if row[column] is not None]
        # A header may break between its words, a value may not.
        longest = max([*shown, *(len(word) for word in name.split())], default=0)
        data.set_column(column, column, min(max(longest, 8) + 2, _WIDEST))
    for line, row in enumerate(found, start=1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                data.write_datetime(line, column, value, day)
            elif isinstance(value, bool | int | float):
                data.write(line, column, value)
            elif value is not None:
                data.write_string(line, column, value)
    words = book.add_worksheet(edition._("About"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    title = book.add_format({"text_wrap": True, "valign": "top", "bold": True})
    words.set_column(0, 0, 100)
    for line, sentence in enumerate(about(caption, edition, address)):
        words.write_string(line, 0, sentence, wrapped if line else title)
    book.close()
    return buffer.getvalue()


def about(caption: Caption, edition: Edition, address: str = "") -> list[str]:
    """What a file says about its numbers, in the order of the figure."""
    empty = edition._("An empty cell: nobody reported it; it is not a zero.")
    dates = stamp_line(caption, alone=True, address=address)
    said = [caption.title, caption.invented_mark, caption.subtitle, caption.source, caption.note]
    return [sentence for sentence in (*said, empty, dates, caption.programme) if sentence]


def rows(table: pd.DataFrame) -> list[list[Value]]:
    """The rows as plain values: int, float, str, bool, date, or None where it is missing."""
    columns = [[_plain(value) for value in table[name]] for name in table.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def _plain(value: Any) -> Value:
    if pd.isna(value):
        return None
    if isinstance(value, datetime):  # pandas' own moments are days here
        return value.date()
    return value.item() if hasattr(value, "item") else value


def _field(value: Value) -> str:
    """A field of a CSV: numbers bare, text quoted where it needs to be."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value.isoformat() if isinstance(value, date) else str(value)
    text = f"'{value}" if value.startswith(_ALIVE) else value
    if any(sign in text for sign in ',;"#\t\r\n') or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text
