"""The map in a real browser: no network, by mouse, by keyboard, by thumb, without WebGL."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect
from playwright.sync_api import TimeoutError as TookTooLongError

from charts import atlas as maps
from charts import geography
from charts.atlas import Atlas
from charts.classes import classes
from charts.measures import Shading
from data_access import cities
from tests.browser.conftest import SIZES, App
from tests.browser.test_pages import Watch, ready

pytestmark = pytest.mark.browser

PATIENCE = 60_000
"""Milliseconds for a first drawing by WebGL without a graphics card."""
FINISHED = "figure.figura svg[role=img]:visible"
ATLAS = Atlas(geography.AMERICA, Shading([], classes([])))
SOMEWHERE = {"MX": (-103.0, 24.0), "MX-CHH": (-106.5, 28.8)}
"""A point in the middle of each."""


def only_local(page: Page, app: App) -> list[str]:
    """Cut every other connection; returns what was asked of it, to be filled."""
    asked: list[str] = []

    def decide(route: Route) -> None:
        if urlsplit(route.request.url).netloc == f"localhost:{app.port}":
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    page.route("**/*", decide)
    return asked


def asks_for(page: Page) -> dict[str, list[str]]:
    """The parameters of the address."""
    return parse_qs(urlsplit(page.url).query)


def here(page: Page, name: str) -> Locator:
    """The last step of where the reader is, once it is this place."""
    return page.locator("[aria-current=page]", has_text=name)


def press_on(page: Page, code: str, name: str, view: str) -> None:
    """Click on the map where a place is, once it says its name."""
    canvas = page.locator("#deckgl-overlay").last
    expect(canvas).to_be_visible(timeout=PATIENCE)
    box = canvas.bounding_box()
    assert box is not None
    scale = 0.94
    frame = geography.view(view).frame
    longitude, latitude, zoom = maps.camera(frame, 900 * scale, 480 * scale)
    x, y = SOMEWHERE[code]
    world = 512 * 2**zoom
    right = world * (x - longitude) / 360
    down = world * (maps.mercator(latitude) - maps.mercator(y))
    at = box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down
    said = page.locator(".deck-tooltip:visible")
    for wobble in range(300):  # the shapes are drawn a moment after their canvas
        page.mouse.move(at[0] + wobble % 2, at[1])
        page.wait_for_timeout(100)
        if said.count() and name in said.inner_text():
            break
    expect(said).to_contain_text(name)
    for _ in range(5):  # on a busy machine the map can miss the first press, as a reader's
        page.mouse.click(*at)
        with suppress(AssertionError):
            expect(here(page, name)).to_be_visible(timeout=5_000)
            return
        page.mouse.move(at[0], at[1])


def test_three_clicks_lead_to_the_rows_of_a_municipality_that_its_number_counts(
    page: Page, app: App
) -> None:
    watch = Watch(page, app)
    page.goto(f"{app.address}/mapa")
    expect(page.get_by_role("link", name="Ver las 1512 filas")).to_be_visible(timeout=30_000)
    ready(page)
    page.get_by_role("link", name="México", exact=True).click()
    page.get_by_role("link", name="Jalisco", exact=True).click(timeout=30_000)
    town = page.get_by_role("row", name="Zapopan")
    expect(town).to_be_visible(timeout=30_000)
    said = int(town.locator("td").first.inner_text())
    town.get_by_role("link").click()
    expect(page.get_by_role("heading", name="MiPymes: Zapopan")).to_be_visible(timeout=30_000)
    ready(page)
    assert urlsplit(page.url).path == "/mipymes"
    assert asks_for(page) == {"pais": ["MX"], "estado": ["MX-JAL"], "municipio": ["Zapopan"]}
    rows = page.get_by_role("region", name="MiPymes: Zapopan").locator("tbody tr")
    expect(rows).to_have_count(said)
    page.reload()
    expect(rows).to_have_count(said, timeout=30_000)
    page.go_back()
    expect(page.get_by_role("link", name="Zapopan", exact=True)).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Zapopan", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Municipio: Zapopan").click(timeout=30_000)
    expect(page.get_by_role("heading", name="MiPymes", exact=True)).to_be_visible(timeout=30_000)
    assert asks_for(page) == {"pais": ["MX"], "estado": ["MX-JAL"]}
    assert watch.errors == []


def test_the_interactive_map_is_in_the_link_and_its_points_lead_to_rows(
    page: Page, app: App
) -> None:
    page.goto(f"{app.address}/mapa?pais=MX&mapa=interactivo&capas=lazos&medida=nada")
    expect(page.locator("#deckgl-overlay").last).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("de una universidad a donde atiende MiPymes")).to_be_visible()
    expect(page.get_by_test_id("stAlert").filter(has_text="medida=nada")).to_be_visible()
    page.get_by_role("button", name="Universidades", exact=True).click()
    expect(page).to_have_url(re.compile("pais=MX&mapa=interactivo&capas=universidades&capas=lazos"))
    page.reload()
    expect(page.locator("#deckgl-overlay").last).to_be_visible(timeout=PATIENCE)
    page.goto(f"{app.address}/mapa?pais=MX&estado=MX-JAL&mapa=interactivo")
    town = cities.find("MX-JAL", "Puerto Vallarta")
    assert town is not None
    rows = page.get_by_role("heading", name="MiPymes: Puerto Vallarta")
    for _ in range(3):  # drawn without a graphics card, the map misses a press now and then
        press_town(page, (town.lon, town.lat), "Puerto Vallarta")
        with suppress(TookTooLongError):
            rows.wait_for(timeout=10_000)
            break
    expect(rows).to_be_visible()


def press_town(page: Page, at: tuple[float, float], name: str) -> None:
    """Click on the point of a town on the map of its state, once it says its name."""
    canvas = page.locator("#deckgl-overlay").last
    expect(canvas).to_be_visible(timeout=PATIENCE)
    box = canvas.bounding_box()
    assert box is not None
    seen = replace(ATLAS, view="MX", focus="MX-JAL")
    longitude, latitude, zoom = maps.camera(maps.frame(seen), 900 * 0.94, 480 * 0.94)
    world = 512 * 2**zoom
    x = box["x"] + box["width"] / 2 + world * (at[0] - longitude) / 360
    y = box["y"] + box["height"] / 2 + world * (maps.mercator(latitude) - maps.mercator(at[1]))
    said = page.locator(".deck-tooltip:visible")
    for wobble in range(300):
        page.mouse.move(x + wobble % 2, y)
        page.wait_for_timeout(100)
        if said.count() and name in said.inner_text():
            break
    expect(said).to_contain_text(name)
    page.mouse.click(x, y)


def test_from_latin_america_to_a_municipality_in_three_clicks(page: Page, app: App) -> None:
    watch, asked = Watch(page, app), only_local(page, app)
    page.goto(f"{app.address}/mapa")
    expect(page.locator(FINISHED).first).to_be_visible(timeout=30_000)
    ready(page)
    page.get_by_text("Mapa interactivo").click()
    press_on(page, "MX", "México", geography.AMERICA)
    expect(here(page, "México")).to_be_visible(timeout=30_000)
    assert asks_for(page) == {"pais": ["MX"], "mapa": ["interactivo"]}
    ready(page)
    press_on(page, "MX-CHH", "Chihuahua", "MX")
    expect(here(page, "Chihuahua")).to_be_visible(timeout=30_000)
    near = {"pais": ["MX"], "estado": ["MX-CHH"], "mapa": ["interactivo"]}
    assert asks_for(page) == near
    expect(page.get_by_role("row", name="Juárez").first).to_be_visible()
    page.get_by_role("button", name="Alcance", exact=True).click()
    ready(page)
    expect(page.get_by_text("Ciudades: GeoNames.org, CC BY 4.0").first).to_be_visible()
    assert page.get_by_role("figure").first.get_attribute("aria-label")
    page.go_back()
    expect(page.get_by_text("de una universidad a donde")).to_have_count(0, timeout=30_000)
    ready(page)
    assert asks_for(page) == near
    page.go_back()
    expect(here(page, "México")).to_be_visible(timeout=30_000)
    assert asked == []
    assert watch.errors == []


def test_with_the_keyboard_alone(page: Page, app: App) -> None:
    page.goto(f"{app.address}/mapa")
    link = page.get_by_role("link", name="México", exact=True)
    expect(link).to_be_visible(timeout=30_000)
    ready(page)
    link.focus()
    page.keyboard.press("Enter")
    state = page.get_by_role("link", name="Jalisco", exact=True)
    expect(state).to_be_visible(timeout=30_000)
    assert asks_for(page) == {"pais": ["MX"]}
    state.focus()
    page.keyboard.press("Enter")
    expect(here(page, "Jalisco")).to_be_visible(timeout=30_000)
    assert asks_for(page) == {"pais": ["MX"], "estado": ["MX-JAL"]}


def test_a_thumb_on_the_map_scrolls_the_page(browser: Browser, app: App) -> None:
    context = browser.new_context(viewport=SIZES["phone"], has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{app.address}/mapa?pais=CL")
    expect(page.locator(FINISHED).first).to_be_visible(timeout=30_000)
    ready(page)
    page.get_by_text("Mapa interactivo").click()
    canvas = page.locator("#deckgl-overlay").last
    expect(canvas).to_be_visible(timeout=PATIENCE)
    canvas.scroll_into_view_if_needed()
    page.wait_for_timeout(1000)
    box = canvas.bounding_box()
    assert box is not None
    assert box["width"] <= SIZES["phone"]["width"]
    main = page.get_by_test_id("stMain")
    before = main.evaluate("main => main.scrollTop")
    thumb = context.new_cdp_session(page)
    for kind, moved in [("touchStart", 0), *(("touchMove", step) for step in range(10, 160, 10))]:
        at = {"x": 180, "y": box["y"] + 300 - moved}
        thumb.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [at]})
    thumb.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(500)
    assert main.evaluate("main => main.scrollTop") > before + 50
    context.close()


def test_without_webgl_the_finished_map_stays(page: Page, app: App) -> None:
    page.add_init_script(
        "const draw = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...more) {"
        "  return kind.startsWith('webgl') ? null : draw.call(this, kind, ...more); };"
    )
    page.goto(f"{app.address}/mapa")
    expect(page.locator(FINISHED).first).to_be_visible(timeout=30_000)
    ready(page)
    page.get_by_text("Mapa interactivo").click()
    expect(page.get_by_test_id("stAlert")).to_contain_text("no tiene WebGL", timeout=30_000)
    expect(page.locator(FINISHED).first).to_be_visible()
    expect(page.locator("#deckgl-overlay")).to_have_count(0)
