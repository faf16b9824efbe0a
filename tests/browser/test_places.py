"""From Latin America to a country, a state and its rows in three clicks; the files of a table."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import App
from tests.browser.test_pages import Watch, ready

pytestmark = pytest.mark.browser


def asked(page: Page) -> tuple[str, dict[str, list[str]]]:
    """Path and parameters of the address."""
    parts = urlsplit(page.url)
    return parts.path, parse_qs(parts.query)


def count(words: str) -> int:
    """The first number in the words."""
    found = re.search(r"\d+", words)
    assert found is not None
    return int(found[0])


def test_three_clicks_from_everything_to_the_rows_of_a_state(page: Page, app: App) -> None:
    watch = Watch(page, app)
    heading = page.get_by_role("heading", level=2).first
    page.goto(f"{app.address}/paises")
    expect(heading).to_have_text("¿Cómo va cada país?", timeout=30_000)
    ready(page)
    countries = page.get_by_role("table", name="Los países, lado a lado")
    countries.get_by_role("link", name="México").click()
    expect(heading).to_contain_text("de 1350 MiPymes apoyadas")
    assert asked(page) == ("/paises", {"pais": ["MX"]})

    ready(page)
    states = page.get_by_role("table", name="Estados de México")
    row = states.get_by_role("row", name="Ciudad de México")
    supported = count(row.get_by_role("cell").nth(0).inner_text())
    row.get_by_role("cell").nth(1).click()  # anywhere in the row
    expect(heading).to_contain_text(f"van {supported} MiPymes apoyadas")
    assert asked(page) == ("/paises", {"pais": ["MX"], "estado": ["MX-CMX"]})

    ready(page)
    page.get_by_role("link", name=f"Ver las {supported} filas").click()
    expect(page.get_by_text(f"{supported} filas · México · Ciudad de México")).to_be_visible()
    assert asked(page) == ("/mipymes", {"pais": ["MX"], "estado": ["MX-CMX"]})

    # The link that is copied opens the same rows; each step is a way back.
    page.reload()
    expect(page.get_by_text(f"{supported} filas · México · Ciudad de México")).to_be_visible(
        timeout=30_000
    )
    ready(page)
    page.get_by_role("navigation", name="Dónde está").get_by_role("link", name="México").click()
    expect(page.get_by_role("navigation", name="Dónde está")).not_to_contain_text("Ciudad")
    assert asked(page) == ("/mipymes", {"pais": ["MX"]})
    assert watch.foreign == []
    assert watch.errors == []


def test_rows_are_found_sorted_turned_and_taken_along(page: Page, app: App, tmp_path: Path) -> None:
    page.goto(f"{app.address}/mipymes?pais=CL&filas=todas")
    table = page.get_by_role("table", name="MiPymes")
    expect(table).to_be_visible(timeout=30_000)
    ready(page)
    expect(page.get_by_role("radio", name="Todas las inscritas")).to_be_checked()
    first = table.get_by_role("rowheader").nth(0)
    before = first.inner_text()
    page.get_by_role("button", name="Siguiente").click()
    expect(first).not_to_have_text(before)
    expect(page.get_by_text("Página 2 de")).to_be_visible()
    page.get_by_role("button", name="Nombre").click()
    expect(table.locator("th[aria-sort=ascending]")).to_contain_text("Nombre")
    expect(page.get_by_text("Página 1 de")).to_be_visible()
    assert page.evaluate("document.activeElement.textContent").startswith("Nombre")
    page.get_by_test_id("stMain").get_by_placeholder("Buscar").fill("vina del mar")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Solo las filas con «vina del mar».")).to_be_visible()
    page.get_by_role("button", name="Columnas").click()
    popover = page.get_by_test_id("stPopoverBody")
    popover.get_by_role("button", name="Etapa", exact=True).click()
    expect(table.get_by_role("columnheader", name="Etapa")).to_have_count(0)
    page.keyboard.press("Escape")
    said = page.get_by_text(re.compile(r"^datos de demostración · \d+ filas · Chile")).inner_text()

    for name, kind in (("CSV", "csv"), ("Excel", "xlsx")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name, exact=True).click()
        assert waiting.value.suggested_filename.startswith("mipymes_")
        assert waiting.value.suggested_filename.endswith(f"_tabla.{kind}")
        file = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(file)
        if kind == "csv":
            assert file.read_bytes().startswith(b"\xef\xbb\xbf#,")
            assert "datos de demostración" in file.read_text(encoding="utf-8-sig")
            frame = pd.read_csv(file, comment="#")
        else:
            frame = pd.read_excel(file, engine="calamine")
        assert len(frame) == count(said)
        assert "Etapa" not in frame
        assert frame["Nombre"].str.lower().is_monotonic_increasing
        assert set(frame["Municipio"]) == {"Viña del Mar"}


def test_a_card_leads_to_the_profile_and_back(browser: Browser, app: App) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="es-CL")
    page = context.new_page()
    page.goto(f"{app.address}/universidades")
    card = page.get_by_role("listitem").filter(has_text="Universidad de Valparaíso").first
    expect(card).to_be_visible(timeout=30_000)
    ready(page)
    card.click()
    heading = page.get_by_role("heading", level=2).first
    expect(heading).to_contain_text("de 170 MiPymes apoyadas")
    assert asked(page) == ("/universidades", {"universidad": ["uv"]})
    page.go_back()
    expect(heading).to_have_text("¿Qué aporta cada universidad?")
    context.close()


def test_a_page_that_does_not_exist_is_the_summary_with_a_note(page: Page, app: App) -> None:
    page.goto(f"{app.address}/noexiste?pais=CL")
    note = page.get_by_test_id("stAlert").filter(has_text="Esa página no existe")
    expect(note).to_contain_text("noexiste", timeout=30_000)
    ready(page)
    assert asked(page) == ("/", {"pais": ["CL"]})
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.goto(f"{app.address}/resumen")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("2000", timeout=30_000)
    expect(page.get_by_role("dialog")).to_have_count(0)
