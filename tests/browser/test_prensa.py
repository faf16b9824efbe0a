"""From opening Prensa to a finished file in two presses; the code for other pages; the kit."""

from __future__ import annotations

import re
import zipfile
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SIZES, App
from tests.browser.test_pages import Watch

pytestmark = pytest.mark.browser


def test_a_figure_in_two_presses(page: Page, app: App) -> None:
    watch, asked = Watch(page, app), list[str]()
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(f"{app.address}/prensa?pais=CO")
    card = page.locator("article#avance")
    expect(card).to_be_visible(timeout=30_000)
    assert "/figuras/avance.svg" in asked
    # The codes for other pages name finished pictures; nobody has asked for one yet.
    assert not [path for path in asked if path.endswith(".png") and "/figuras/" in path]
    page.get_by_text("Cuadrado").click()
    with page.expect_download() as waiting:
        card.get_by_role("link", name="PNG").click()
    assert waiting.value.suggested_filename == "mipymes_avance_colombia_2021-10-31_cuadrado.png"
    with Image.open(waiting.value.path()) as picture:
        assert picture.size == (2160, 2160)
    preview = card.get_by_role("img")
    assert "Colombia" in (preview.get_attribute("alt") or "")
    page.wait_for_function("document.querySelector('#avance img').naturalWidth > 0")
    with page.expect_download() as waiting:
        card.get_by_role("link", name="CSV").click()
    assert "Número acumulado de MiPymes apoyadas · Colombia" in waiting.value.path().read_text()
    assert watch.foreign == []
    assert watch.errors == []


def test_the_code_for_another_page_shows_the_figure_there(page: Page, app: App) -> None:
    page.goto(f"{app.address}/prensa?pais=CO#etapas")
    card = page.locator("article#etapas")
    expect(card).to_be_in_viewport(timeout=30_000)
    card.get_by_text("Insertar").click()
    live, fixed = (box.input_value() for box in card.get_by_role("textbox").all())
    assert "hasta=" not in live
    # What changes is not in the description of a picture that changes.
    described = re.search('alt="([^"]*)"', live)
    assert described
    assert "MiPymes inscritas por etapa" in described[1]
    assert "Muestra siempre los últimos datos" in described[1]
    assert not re.search(r"\d", described[1].partition("http")[0])
    page.set_content(fixed)
    page.wait_for_function("document.querySelector('img').naturalWidth === 1700")
    link = urlsplit(page.get_by_role("link").get_attribute("href") or "")
    assert (link.path, link.fragment) == ("/prensa", "etapas")
    assert parse_qs(link.query) == {"pais": ["CO"], "hasta": ["2021-10-31"]}


def test_the_kit_shows_how_far_it_is(browser: Browser, app: App) -> None:
    page = browser.new_page(viewport=SIZES["phone"], locale="es-CL")
    page.goto(f"{app.address}/prensa")
    link = page.get_by_role("link", name="Descargar todo (ZIP)")
    expect(link).to_be_visible(timeout=30_000)
    link.click()
    kit = page.locator(".todo")
    expect(kit).to_contain_text(" archivos", timeout=30_000)
    expect(kit.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("link", name="Detener").click()
    expect(link).to_be_visible()
    page.goto(f"{app.address}/prensa?pais=UY")
    expect(link).to_be_visible(timeout=30_000)
    with page.expect_download(timeout=60_000) as waiting:
        link.click()
    assert waiting.value.suggested_filename == "mipymes_paquete_uruguay_2021-10-31_prensa.zip"
    expect(kit).to_contain_text("El paquete está listo.")
    with zipfile.ZipFile(waiting.value.path()) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "LEEME.txt"
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0
    page.close()
