"""The spreadsheet that universities fill in: headers with notes, drop-down lists, an example row,
instructions and the lists of codes. It is made from the same fields that the loader reads."""

from __future__ import annotations

import gettext
import io
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from data_access import reference
from data_access.intake.dates import EARLIEST
from data_access.intake.fields import FIELDS, Field
from texts import DEFAULT_LANGUAGE, mark, translations

ROWS = 5_000
"""Rows that get drop-down lists and formats."""

CREATED = datetime(2021, 3, 1)  # noqa: DTZ001 - a fixed day, so that the same code gives the same bytes

_INSTRUCTIONS = (
    mark("One row is one MiPyme. Write from line 3 on; line 2 is an example and is never loaded."),
    mark("Columns with an asterisk in their note are required. Leave empty what you do not know."),
    mark(
        "An empty cell means “not reported”; it does not erase what was reported before. "
        "A zero means zero."
    ),
    mark("Do not change the headers. Columns may be left out or stand in another order."),
    mark("The number of a MiPyme never changes: by it, a later report updates the same MiPyme."),
    mark("Send the whole list every time; what has not changed is recognised."),
    mark("No names of people, no telephone numbers: the programme does not need them."),
    mark("A month without activity: send the file with the headers only."),
)


def template_bytes(language: str = DEFAULT_LANGUAGE) -> bytes:
    """The template as an XLSX file, with its words in `language` (``es`` or ``en``)."""
    words = translations(language)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": words.gettext("Report template"), "created": CREATED})
    header = book.add_format({"bold": True, "bg_color": "#DDE6EE", "text_wrap": True, "border": 1})
    required = book.add_format(
        {"bold": True, "bg_color": "#F6E3B4", "text_wrap": True, "border": 1}
    )
    example = book.add_format({"italic": True, "font_color": "#666666"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    example_day = book.add_format(
        {"italic": True, "font_color": "#666666", "num_format": "yyyy-mm-dd"}
    )
    plain_text = book.add_format({"num_format": "@"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("mipymes")
    instructions = book.add_worksheet(words.gettext("instructions"))
    lists = book.add_worksheet(words.gettext("codes"))
    ranges = _write_codes(lists, header, words)
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 48)
    for column, field in enumerate(FIELDS):
        note = words.gettext(field.note)
        sheet.write_string(
            0, column, words.gettext(field.label), required if field.required else header
        )
        sheet.write_comment(0, column, f"* {note}" if field.required else note, {"x_scale": 2})
        cell_format = {"date": day, "key": plain_text}.get(field.kind)
        sheet.set_column(column, column, 16, cell_format)
        if field.example and field.kind == "date":
            sheet.write_datetime(1, column, date.fromisoformat(field.example), example_day)
        elif field.example:
            sheet.write_string(1, column, field.example, example)
        rule = _validation(field, ranges)
        if rule is not None:
            sheet.data_validation(1, column, ROWS, column, rule)
    instructions.set_column(0, 0, 90, wrapped)
    instructions.write_string(0, 0, words.gettext("How to fill in the report"), header)
    for row, sentence in enumerate(_INSTRUCTIONS, 1):
        instructions.write_string(row, 0, words.gettext(sentence))
    book.close()
    return buffer.getvalue()


def _codes(words: gettext.NullTranslations) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Field → label and (code, name) of each of its codes."""
    lists = {
        field.name: (
            field.label,
            [(code, words.gettext(name)) for code, name in field.choices.items()],
        )
        for field in FIELDS
        if field.choices and not field.name.startswith("final_")
    }
    for name, file in (
        ("country", "countries"),
        ("university", "universities"),
        ("cohort", "cohorts"),
        ("subdivision", "subdivisions"),
    ):
        label = next(field.label for field in FIELDS if field.name == name)
        lists[name] = (label, [(row["code"], row["name"]) for row in reference.rows(file)])
    return lists


def _write_codes(sheet: Any, header: Any, words: gettext.NullTranslations) -> dict[str, str]:
    """Fill the sheet of codes; returns field → the range of its codes, for drop-down lists."""
    ranges = {}
    for number, (name, (label, pairs)) in enumerate(_codes(words).items()):
        column = number * 3
        sheet.set_column(column, column, 12)
        sheet.set_column(column + 1, column + 1, 30)
        sheet.write_string(0, column, words.gettext(label), header)
        for row, (code, shown) in enumerate(pairs, 1):
            sheet.write_string(row, column, code)
            sheet.write_string(row, column + 1, shown)
        cells = xl_range_abs(1, column, len(pairs), column)
        ranges[name] = f"='{sheet.get_name()}'!{cells}"
    return ranges


def _validation(field: Field, ranges: dict[str, str]) -> dict[str, Any] | None:
    """The rule that a cell of the field has to keep in the spreadsheet."""
    if field.kind in ("code", "country", "university", "cohort"):
        return {"validate": "list", "source": ranges[field.name]}
    if field.kind == "number":
        return {
            "validate": "decimal",
            "criteria": "between",
            "minimum": field.low,
            "maximum": field.high,
        }
    if field.kind == "date":
        return {"validate": "date", "criteria": ">=", "value": EARLIEST}
    return None
