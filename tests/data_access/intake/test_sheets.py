"""Which sheet of a workbook is read, and that no other one is lost."""

from __future__ import annotations

import io
from datetime import date

import openpyxl

from data_access.intake.template import template_bytes
from tests.data_access.intake.conftest import Importer
from tests.data_access.intake.test_workbooks import GOOD


def two_sheets(*, rows: int, state: str = "visible") -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(GOOD))
    other = book.create_sheet("abril")
    other.append(["enrolled_on", "external_id", "name"])
    for row in range(rows):
        other.append([date(2021, 4, 1), f"b{row}", "Dos"])
    other.sheet_state = state
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_two_sheets_of_mipymes_are_refused_by_name(run: Importer) -> None:
    done = run(two_sheets(rows=2), name="r.xlsx")
    assert done.code == 2
    assert "More than one sheet has rows of MiPymes: datos, abril." in done.err
    assert 'sheet = "datos"' in done.err
    declared = run(two_sheets(rows=2), name="r.xlsx", mapping='[file]\nsheet = "abril"\n')
    assert declared.counts == (2, 2, 0, 0, 0)


def test_an_empty_or_hidden_sheet_is_no_rival_but_is_told(run: Importer) -> None:
    assert run(two_sheets(rows=0), name="r.xlsx").counts == (1, 1, 0, 0, 0)
    done = run(two_sheets(rows=2, state="hidden"), name="r.xlsx")
    assert "Hidden sheets, which are not read: abril" in done.out
    assert done.counts == (1, 0, 0, 1, 0)


def test_the_template_with_few_columns_left_is_still_found(run: Importer) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_bytes()))
    page = book["mipymes"]
    page.delete_cols(2, 13)
    page.delete_cols(3, 50)
    page.delete_rows(2)
    page.append(["1", date(2021, 3, 1)])
    buffer = io.BytesIO()
    book.save(buffer)
    done = run(buffer.getvalue(), name="r.xlsx")
    assert "Sheet: mipymes" in done.out
    assert done.counts == (1, 1, 0, 0, 0)
