"""A coordinator leaves a file, reads what would happen, and takes the corrected template along."""

from __future__ import annotations

import io

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import App
from tests.browser.test_pages import Watch

pytestmark = pytest.mark.browser

FILE = """Número de la MiPyme;Nombre;Fecha de inscripción;País
1;=MALO();31/03/2021;CL
2;Otra;31/02/2021;CL
3;<img src=x>;15/02/2021;Chile ![x](http://example.org/x.png)
"""


def test_a_file_is_tried(page: Page, app: App) -> None:
    watch = Watch(page, app)
    page.goto(f"{app.address}/archivo")
    page.get_by_label("Reporte de").click(timeout=30_000)
    page.get_by_role("option", name="UV", exact=True).click()
    button = page.locator('[data-testid="stFileUploaderDropzone"] button').first
    expect(button).to_be_enabled()
    content = "getComputedStyle(document.querySelector('[data-testid=stFileUploaderDropzone]"
    said = page.evaluate(f"{content} button p'), '::after').content")
    assert "Elija un archivo" in said
    page.locator("input[type=file]").first.set_input_files(
        {"name": "x.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    )
    heading = page.get_by_role("heading", name="De 3 filas se aceptarían 1 y se rechazarían 2")
    expect(heading).to_be_visible(timeout=60_000)
    expect(page.get_by_role("cell", name="Ese día no existe en el calendario.")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Filas aceptadas").click()
    book = openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
    head, row = (list(cells) for cells in book["mipymes"].iter_rows(values_only=True))
    assert dict(zip(head, row, strict=True))["Nombre"] == "=MALO()"
    assert book["mipymes"]["B2"].data_type == "s"
    assert watch.foreign == []
    assert watch.errors == []
