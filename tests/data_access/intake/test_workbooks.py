"""Workbooks: what their cells mean, the template, and archives that mean harm."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from data_access.intake.fields import FIELDS
from data_access.intake.template import template_bytes
from tests.data_access.intake.conftest import Importer

Query = Callable[[str], list[tuple[Any, ...]]]


def workbook(rows: list[list[object]], sheet: str = "datos") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def repacked(data: bytes, part: str, content: bytes) -> bytes:
    """A workbook with one part replaced."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return buffer.getvalue()


GOOD = workbook([["external_id", "enrolled_on"], ["1", date(2021, 3, 1)]])
SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"


def test_cells_keep_their_meaning(run: Importer, query: Query) -> None:
    rows: list[list[object]] = [
        ["Padrón de MiPymes 2021"],
        [],
        ["external_id", "enrolled_on", "started_on", "lat", "lon", "rural", "name"],
        [123, datetime.fromisoformat("2021-03-01 15:30"), "15/03/2021", 19.5, -99.25, True, "Uno"],
        ["007", 44256, "s/d", "19,5", "-99,25", "no", "Dos"],
        [1.2345e19, date(2021, 3, 1), None, None, None, None, "Tres"],
        ["4", date(2021, 3, 1), None, None, None, None, "=A1&A2"],
    ]
    done = run(workbook(rows), name="reporte.xlsx")
    assert done.counts == (4, 2, 0, 0, 2)
    assert "Sheet: datos" in done.out
    assert "Header: line 3" in done.out
    assert query(
        "SELECT external_id, CAST(enrolled_on AS VARCHAR(10)), lat, lon, name FROM mipyme"
        " ORDER BY external_id"
    ) == [("007", "2021-03-01", 19.5, -99.25, "Dos"), ("123", "2021-03-01", 19.5, -99.25, "Uno")]
    assert "lost digits" in done.rejected
    assert "a formula whose result was not saved" in done.rejected


def test_error_cells_are_findings_and_calculated_formulas_values(run: Importer) -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    page.write_row(0, 0, ["external_id", "enrolled_on", "lat", "lon"])
    page.write_row(1, 0, ["1", "2021-03-01"])
    page.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    page.write_row(2, 0, ["2", "2021-03-01", 1, -99])
    page.write_formula(2, 2, "=1+1", None, 2)
    book.close()
    done = run(buffer.getvalue(), name="r.xlsx")
    assert done.counts == (2, 1, 0, 0, 1)
    assert "a spreadsheet error" in done.rejected


def test_merged_cells_are_repeated_and_told(run: Importer, query: Query) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (
        ["external_id", "enrolled_on", "subdivision"],
        ["1", "2021-03-01", "Jalisco"],
        ["2", "2021-03-01", None],
    ):
        page.append(row)
    page.merge_cells("C2:C3")
    buffer = io.BytesIO()
    book.save(buffer)
    done = run(buffer.getvalue(), name="r.xlsx")
    assert "Merged cells: the value was repeated into the lines they cover: 1" in done.out
    assert query("SELECT count(*) FROM mipyme WHERE subdivision = 'MX-JAL'") == [(2,)]


def test_a_number_merged_over_mipymes_is_nobodys(run: Importer, query: Query) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["external_id", "enrolled_on", "subdivision", "currency", "initial_sales"])
    for key in ("1", "2", "3"):
        page.append([key, "2021-03-01", "Jalisco", "MXN", 900])
    page.append(["4", "2021-03-01", "Jalisco", "MXN", 800])
    page.append([None, "2021-03-01", "Jalisco", "MXN", None])
    for cells in ("E2:E4", "C2:C4", "A5:A6", "E5:E6"):
        page.merge_cells(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    done = run(buffer.getvalue(), name="r.xlsx")
    assert done.counts == (5, 1, 0, 1, 3)
    assert done.rejected.count("a cell merged over several MiPymes") == 3
    assert query("SELECT CAST(sales AS INTEGER) FROM assessment") == [(800,)]


def test_days_counted_from_1904_are_the_same_days(run: Importer, query: Query) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    page = book.active
    assert page is not None
    page.append(["external_id", "enrolled_on"])
    for row in (["1", date(2021, 3, 15)], ["2", 42808], ["3", 20210315], ["4", "2021-03-15"]):
        page.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    assert run(buffer.getvalue(), name="r.xlsx").counts == (4, 4, 0, 0, 0)
    days = query("SELECT DISTINCT CAST(enrolled_on AS VARCHAR(10)) FROM mipyme")
    assert days == [("2021-03-15",)]


def test_the_sheet_with_our_headers_is_found_or_declared(run: Importer) -> None:
    book = openpyxl.load_workbook(io.BytesIO(GOOD))
    cover = book.create_sheet("portada", 0)
    cover.append(["Universidad", "Reporte"])
    buffer = io.BytesIO()
    book.save(buffer)
    done = run(buffer.getvalue(), name="r.xlsx")
    assert "Sheet: datos (the one with most expected headers, of: portada, datos)" in done.out
    wrong = run(
        buffer.getvalue(),
        name="r.xlsx",
        mapping='[file]\nsheet = "hoja 9"\n[columns]\nexternal_id = "external_id"\n',
    )
    assert "There is no sheet “hoja 9”. The sheets are: portada, datos." in wrong.err


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_template_comes_back_as_a_report_without_activity(run: Importer, language: str) -> None:
    done = run(template_bytes(language), "--period", "2021-03", name="plantilla.xlsx")
    assert (done.code, done.counts) == (0, (0, 0, 0, 0, 0))
    assert "Line 2 is the template's example and was skipped" in done.out
    assert "without activity" in done.out


def test_a_filled_template_is_loaded(run: Importer, query: Query) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_bytes()))
    page = book["mipymes"]
    headers = [cell.value for cell in page[1]]
    assert headers[0] == "Número de la MiPyme"
    assert len(headers) == len(FIELDS)
    values = {
        "Número de la MiPyme": "0012",
        "Fecha de inscripción": date(2021, 3, 1),
        "Tamaño": "micro",
        "Rural": "si",
        "Estado, departamento, región o provincia": "CDMX",
    }
    page.append([values.get(header) for header in headers])
    buffer = io.BytesIO()
    book.save(buffer)
    assert run(buffer.getvalue(), name="plantilla.xlsx").counts == (1, 1, 0, 0, 0)
    assert query("SELECT external_id, size, subdivision FROM mipyme") == [
        ("0012", "micro", "MX-CMX")
    ]


def test_the_template_helps_who_fills_it_in() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_bytes()))
    assert book.sheetnames == ["mipymes", "instrucciones", "códigos"]
    page = book["mipymes"]
    assert all(cell.comment and cell.comment.text for cell in page[1])
    lists = {
        str(rule.sqref): rule.formula1
        for rule in page.data_validations.dataValidation
        if rule.type == "list"
    }
    assert "'códigos'!" in next(iter(lists.values()))
    codes = {cell.value for column in book["códigos"].iter_cols() for cell in column}
    assert {"micro", "mujer", "MX", "MX-CMX", "uam-a", "2021-1", "facebook"} <= codes
    assert template_bytes() == template_bytes()


def bomb_of_spaces() -> bytes:
    return repacked(GOOD, SHEET, HEAD + b" " * 300_000_000 + TAIL)


def bomb_of_one_cell() -> bytes:
    cells = (
        b'<row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    return repacked(GOOD, SHEET, HEAD + cells + TAIL)


def bomb_of_a_string() -> bytes:
    text = (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"a" * 200_000_000 + b"</t></is></c></row>"
    )
    return repacked(GOOD, SHEET, HEAD + text + TAIL)


def bomb_of_entities() -> bytes:
    lol = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return repacked(GOOD, SHEET, lol + HEAD + TAIL)


def forged_sizes() -> bytes:
    """An archive that declares a part far smaller than it is."""
    data = repacked(GOOD, SHEET, HEAD + b" " * 40_000_000 + TAIL)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo(SHEET).file_size
    return data.replace(size.to_bytes(4, "little"), (90_000).to_bytes(4, "little"))


@pytest.mark.parametrize(
    ("bomb", "sentence"),
    [
        (bomb_of_spaces, "unpacks into far more"),
        (bomb_of_one_cell, "more cells than a report can have"),
        (bomb_of_a_string, "unpacks into far more"),
        (bomb_of_entities, "XML entities"),
        (forged_sizes, "damaged"),
        (lambda: GOOD[: len(GOOD) // 2], "damaged"),
        (lambda: repacked(GOOD, SHEET, b"<worksheet"), "damaged"),
        (lambda: repacked(GOOD, "xl/workbook.xml", b"<a/>"), "damaged"),
    ],
    ids=["spaces", "far cell", "string", "entities", "forged", "half", "torn", "no sheets"],
)
def test_hostile_workbooks_are_refused_soon(
    run: Importer, bomb: Callable[[], bytes], sentence: str
) -> None:
    data = bomb()
    start = time.monotonic()
    done = run(data, name="bomba.xlsx")
    assert time.monotonic() - start < 5
    assert done.code == 2
    assert sentence in done.err
