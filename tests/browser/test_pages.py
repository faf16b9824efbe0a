"""What a reader meets in a real browser."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from tests.browser.conftest import SIZES, App

pytestmark = pytest.mark.browser

PAGES = {
    "/": "Van ",
    "/mapa": "¿Dónde están las MiPymes",
    "/paises": "¿Cómo va cada país?",
    "/universidades": "¿Qué aporta cada universidad?",
    "/reportes": "Reportes",
    "/simulador": "Simulador",
    "/resultados": "¿Qué cambió en las MiPymes?",
    "/estudiantes": "¿Quién acompaña a las MiPymes?",
    "/archivo": "Revise su archivo",
    "/mipymes": "Las MiPymes detrás de los números",
    "/prensa": "Figuras listas para publicar",
    "/metodologia": "Qué significa cada número",
}


class Watch:
    """What a page asked for and complained about."""

    def __init__(self, page: Page, app: App) -> None:
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self._home = f"localhost:{app.port}"
        page.on("request", self._asked)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self._home:
            self.foreign.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        # Streamlit looks for its server below the page's own path first, and then at the root.
        searching = "/_stcore/" in message.location.get("url", "")
        if message.type == "error" and not searching:
            self.errors.append(message.text)


def ready(page: Page) -> None:
    """Wait until Streamlit has drawn everything."""
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=30_000
    )
    expect(page.locator("#primera")).to_have_count(0)  # the first answer has been taken over


def test_the_first_visit_after_a_start_is_right_even_when_it_is_a_deep_link(
    sample_database: str, tmp_path: Path, page: Page
) -> None:
    running = App(sample_database, tmp_path)
    try:
        running.wait()
        page.goto(f"{running.address}/metodologia?pais=CL&universidad=uv&idioma=es")
        expect(page.get_by_role("heading", name="Qué significa cada número")).to_be_visible(
            timeout=30_000
        )
        expect(page.get_by_text("Page not found")).to_have_count(0)
        query = parse_qs(urlsplit(page.url).query)
        assert urlsplit(page.url).path == "/metodologia"
        assert query["pais"] == ["CL"]
        assert query["universidad"] == ["uv"]
        expect(page.get_by_test_id("stSidebar")).to_contain_text("Chile")
    finally:
        running.stop()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_in_every_size(sized: Page, app: App, path: str) -> None:
    watch = Watch(sized, app)
    sized.goto(app.address + path)
    expect(sized.get_by_role("heading", level=2).first).to_contain_text(PAGES[path], timeout=30_000)
    ready(sized)
    assert watch.foreign == []
    assert watch.errors == []
    assert sized.evaluate("document.documentElement.lang") == "es"
    wider = sized.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0, f"{wider} px wider than the window"
    if path == "/":
        figures = sized.locator("figure.figura svg[role=img]:visible")
        expect(figures).to_have_count(6)
        for figure in figures.all():
            assert figure.get_attribute("aria-label")


def test_what_a_link_asks_in_vain_is_said(page: Page, app: App) -> None:
    page.goto(f"{app.address}/?pais=CL&pais=XX&sector=9&hasta=ayer")
    note = page.get_by_test_id("stAlert").filter(has_text="no existen")
    expect(note).to_be_visible(timeout=30_000)
    for value in ("pais=XX", "sector=9", "hasta=ayer"):
        expect(note).to_contain_text(value)
    expect(note).not_to_contain_text("pais=CL")


def test_a_figure_can_be_explored_and_read_as_a_table(page: Page, app: App) -> None:
    watch = Watch(page, app)
    page.goto(app.address)
    explore = page.get_by_role("button", name="Explorar").first
    explore.click(timeout=30_000)
    expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=30_000)
    expect(explore).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Datos", exact=True).first.click()
    table = page.locator(".listado table").first
    expect(table).to_contain_text("MiPymes apoyadas", timeout=30_000)
    expect(page.locator(".js-plotly-plot")).to_have_count(0)
    page.get_by_role("button", name="Datos", exact=True).first.click()
    expect(table).to_have_count(0)
    assert watch.foreign == []
    assert watch.errors == []


def test_the_files_of_a_figure_are_links_with_the_scope_reached_by_keyboard(
    page: Page, app: App
) -> None:
    page.goto(f"{app.address}/?pais=CL&idioma=en")
    menu = page.locator(".acciones summary").first
    expect(menu).to_have_text("Download", timeout=30_000)
    ready(page)
    menu.focus()
    page.keyboard.press("Enter")
    links = page.locator(".acciones a:visible")
    expect(links).to_have_count(18)
    addresses = [link.get_attribute("href") for link in links.all()]
    assert addresses[0] == "/figuras/avance.png?pais=CL&idioma=en&formato=web"
    assert addresses[14] == "/figuras/avance.pdf?pais=CL&idioma=en&formato=impreso"
    assert addresses[15] == "/datos/avance.csv?pais=CL&idioma=en"
    for link in links.all():
        box = link.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="PNG, Article")).to_be_focused()
    page.keyboard.press("Escape")
    expect(links).to_have_count(0)
    expect(menu).to_be_focused()


def test_the_link_of_a_figure_opens_at_the_figure(browser: Browser, app: App) -> None:
    context = browser.new_context(
        viewport=SIZES["phone"], permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.goto(f"{app.address}/?pais=CL")
    card = page.get_by_role("group", name="MiPymes inscritas")
    card.get_by_role("button", name="Copiar enlace").click(timeout=30_000)
    expect(card.get_by_role("button", name="Copiado")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{app.address}/?pais=CL#etapas"
    page.goto("about:blank")
    page.goto(link)
    figure = page.locator("figure#etapas")
    expect(figure).to_be_in_viewport(ratio=0.5, timeout=30_000)
    ready(page)
    expect(figure).to_be_in_viewport(ratio=0.5)
    context.close()


def test_english_speaks_english(page: Page, app: App) -> None:
    page.goto(f"{app.address}/?idioma=en")
    expect(page.get_by_role("heading", level=2).first).to_contain_text(
        "of 2000 MiPymes are supported", timeout=30_000
    )
    assert page.evaluate("document.documentElement.lang") == "en"


def test_a_database_that_goes_away_is_a_sentence_and_comes_back(
    sample_database: str, tmp_path: Path, page: Page
) -> None:
    pointer = Path(sample_database.removeprefix("sqlite:///")).with_name("programa.snapshot.json")
    away = pointer.with_suffix(".away")
    running = App(sample_database, tmp_path)
    try:
        running.wait()
        page.goto(running.address)
        heading = page.get_by_role("heading", level=2).first
        expect(heading).to_contain_text("2000", timeout=30_000)
        ready(page)
        pointer.rename(away)
        page.reload()
        notice = page.get_by_test_id("stAlert")
        expect(notice).to_contain_text("No hay una base de datos publicada", timeout=30_000)
        expect(notice).to_contain_text("Lo que se muestra se leyó hace menos de un minuto.")
        expect(heading).to_contain_text("2000")
        page.goto(f"{running.address}/?pais=PE")
        expect(notice).to_contain_text("No hay una base de datos publicada", timeout=30_000)
        expect(page.get_by_role("button", name="Intentar de nuevo")).to_be_visible()
        expect(heading).to_have_count(0)
        away.rename(pointer)
        page.get_by_role("button", name="Intentar de nuevo").click()
        expect(heading).to_contain_text("34 de 60 MiPymes", timeout=30_000)
        expect(notice).to_have_count(0)
    finally:
        if away.exists():
            away.rename(pointer)
        running.stop()
    assert "Traceback" not in page.content()


def test_the_verdict_is_copied_with_what_it_needs_to_be_quoted(page: Page, app: App) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(app.address)
    page.wait_for_selector("#primera", state="detached")
    page.get_by_role("button", name="Copiar la frase").click()
    page.get_by_role("button", name="Copiado").wait_for()
    quote = page.evaluate("navigator.clipboard.readText()")
    assert quote.startswith("MiPyme contra el COVID en Latinoamérica (hasta el ")
    assert "de 2000 MiPymes apoyadas" in quote
    assert quote.endswith("Datos de demostración: todo es inventado.")
