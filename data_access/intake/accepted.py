"""The rows that would be loaded, in the columns of our template, to be sent next time."""

from __future__ import annotations

import gettext
import io
from datetime import date
from typing import Any

import xlsxwriter

from data_access.intake.fields import BY_NAME, FIELDS
from data_access.intake.report import Report
from data_access.intake.template import CREATED


def accepted_file(report: Report, words: gettext.NullTranslations) -> bytes:
    """An XLSX of the rows without a finding, headed as the template. Text is written as text, so
    nothing in it is ever run."""
    buffer = io.BytesIO()
    live = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **live})
    book.set_properties({"created": CREATED})
    head = book.add_format({"bold": True, "bg_color": "#DDE6EE", "text_wrap": True, "border": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("mipymes")
    sheet.freeze_panes(1, 1)
    names = [field.name for field in FIELDS if field.name in report.values]
    for column, name in enumerate(names):
        sheet.write_string(0, column, words.gettext(BY_NAME[name].label), head)
        sheet.set_column(column, column, 16)
    taken = [index for index in range(len(report.lines)) if not report.findings.get(index)]
    for line, index in enumerate(taken, start=1):
        for column, name in enumerate(names):
            value = _shown(report.values[name][index])
            if isinstance(value, date):
                sheet.write_datetime(line, column, value, day)
            elif isinstance(value, int | float):
                sheet.write_number(line, column, value)
            elif value is not None:
                sheet.write_string(line, column, value)
    book.close()
    return buffer.getvalue()


def _shown(value: Any) -> Any:
    """A value as the template asks for it."""
    if isinstance(value, bool):
        return "si" if value else "no"
    if isinstance(value, frozenset):
        return "; ".join(sorted(value)) or "ninguna"
    return value
