"""The filters, as a coordinator uses them: with a mouse, with the keyboard, on a phone."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocketRoute, expect

from tests.browser.conftest import SIZES, App
from tests.browser.test_pages import ready

pytestmark = pytest.mark.browser


def _query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def _until(page: Page, said: Callable[[dict[str, list[str]]], bool]) -> None:
    page.wait_for_url(lambda url: said(parse_qs(urlsplit(url).query)))


def _list(page: Page, name: str) -> Locator:
    """The closed form of the filter `name`, which tells what is chosen."""
    return page.locator(".filtros summary", has_text=name)


def _verdict(page: Page) -> Locator:
    return page.get_by_test_id("stMain").locator(".veredicto h2")


def test_filters_and_address_follow_each_other_with_the_keyboard_alone(
    page: Page, app: App
) -> None:
    page.goto(app.address)
    country, place = _list(page, "País"), _list(page, "Estado")
    expect(country).to_contain_text("Todos", timeout=30_000)
    page.wait_for_selector("#primera", state="detached")
    whole = _verdict(page).inner_text()
    country.press("Enter")
    expect(page.get_by_role("checkbox", name="Todos")).to_be_checked()
    page.get_by_role("checkbox", name="México").press("Space")
    expect(_verdict(page)).not_to_have_text(whole)
    expect(page.get_by_role("checkbox", name="México")).to_be_focused()
    page.keyboard.press("Escape")
    expect(country).to_be_focused()
    expect(page.get_by_role("checkbox", name="Chile")).to_have_count(0)
    country_alone = _verdict(page).inner_text()

    place.press("Enter")
    search = page.get_by_role("searchbox", name="Buscar: Estado")
    expect(search).to_be_focused()
    page.keyboard.type("zzz")
    expect(page.get_by_role("status").filter(has_text="Sin coincidencias")).to_be_visible()
    search.fill("JALÍS")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Jalisco")).to_be_checked()
    expect(place).to_contain_text("Jalisco")
    _until(page, lambda query: "estado" in query)
    assert _query(page) == {"pais": ["MX"], "estado": ["MX-JAL"]}

    page.go_back()
    expect(_verdict(page)).to_have_text(country_alone)
    expect(place).to_contain_text("Todos")
    page.go_forward()
    expect(place).to_contain_text("Jalisco")
    page.reload()
    expect(place).to_contain_text("Jalisco", timeout=30_000)
    clear = page.get_by_role("button", name="Quitar filtros")
    clear.press("Enter")
    expect(_verdict(page)).to_have_text(whole)
    expect(clear).to_be_disabled()
    expect(clear).to_be_focused()
    expect(country).to_contain_text("Todos")


def test_of_quick_choices_every_one_counts(page: Page, app: App) -> None:
    page.goto(f"{app.address}/?desde=2021-05-01&idioma=en&otro=1")
    place = _list(page, "State /")
    place.click(timeout=30_000)
    boxes = page.locator(".filtros details[open] [type=checkbox]")
    page.get_by_role("searchbox").fill("colombia")
    expect(boxes.filter(visible=True).first).to_have_accessible_name("Antioquia Colombia")
    page.get_by_role("searchbox").fill("")
    for index in (1, 2, 3):
        boxes.nth(index).click(no_wait_after=True)
    page.get_by_label("Español").check()
    _until(page, lambda query: len(query.get("estado", [])) == 3 and "idioma" not in query)
    assert _query(page)["desde"] == ["2021-05-01"]
    assert _query(page)["otro"] == ["1"]
    expect(page.get_by_label("Español")).to_be_focused()
    for index in (1, 2, 3):
        expect(boxes.nth(index)).to_be_checked()
    place = _list(page, "Estado")
    expect(place).to_contain_text("3")
    start = page.get_by_label("Desde", exact=True)
    expect(start).to_have_value("2021-05-01")
    start.fill("2021-06-15")
    _until(page, lambda query: query["desde"] == ["2021-06-15"])
    page.get_by_role("group", name="Estado").get_by_role("checkbox", name="Todos").check()
    _until(page, lambda query: "estado" not in query)
    page.get_by_label("Formato del país").select_option("Chile")
    _until(page, lambda query: query.get("edicion") == ["CL"])
    expect(page.get_by_text("Región", exact=True)).to_be_visible()


def test_choices_made_while_the_answer_is_on_its_way_all_count(page: Page, app: App) -> None:
    """The browser then sends the address of before beside each of them."""

    def slowly(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def answer(message: str | bytes) -> None:
            time.sleep(0.03)
            socket.send(message)

        server.on_message(answer)

    page.route_web_socket("**/_stcore/stream", slowly)
    page.goto(f"{app.address}/?desde=2021-05-01")
    _list(page, "Estado").click(timeout=60_000)
    page.evaluate(
        """async () => {
          const boxes = document.querySelectorAll('.filtros details[open] [type=checkbox]');
          for (const at of [1, 2, 3]) {
            boxes[at].click();
            await new Promise((go) => setTimeout(go, 250));
          }
        }"""
    )
    page.wait_for_url(
        lambda url: len(parse_qs(urlsplit(url).query).get("estado", [])) == 3, timeout=60_000
    )
    page.wait_for_timeout(2_000)
    assert len(_query(page)["estado"]) == 3
    assert _query(page)["desde"] == ["2021-05-01"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_thumb_finds_every_control_on_a_phone(browser: Browser, app: App, scheme: str) -> None:
    context = browser.new_context(viewport=SIZES["phone"], has_touch=True, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{app.address}/?pais=MX&pais=CL&pais=CO&pais=PE")
    page.get_by_test_id("stExpandSidebarButton").tap(timeout=30_000)
    country = _list(page, "País")
    expect(country).to_contain_text("Chile, Colombia")
    country.tap()
    expect(page.get_by_role("checkbox", name="Perú")).to_be_checked()
    controls = page.locator(
        ".filtros :is(summary, button, select, [type=date], label:has([type=checkbox]),"
        " label:has([type=radio])):visible"
    )
    assert controls.count() > 15
    for control in controls.all():
        box = control.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
        assert box["x"] + box["width"] <= 300, "wider than the side bar"
        assert control.evaluate(_CONTRAST) >= 4.5, control.inner_text()
    page.get_by_role("checkbox", name="Chile").tap()
    _until(page, lambda query: len(query["pais"]) == 3)
    context.close()


_CONTRAST = """(control) => {
  const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
    .map((part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [.2126, .7152, .0722][at], 0);
  const behind = (node) => {
    const found = getComputedStyle(node).backgroundColor;
    return found === 'rgba(0, 0, 0, 0)' ? behind(node.parentElement) : found;
  };
  const both = [light(getComputedStyle(control).color), light(behind(control))];
  return (Math.max(...both) + .05) / (Math.min(...both) + .05);
}"""
"""The contrast of a control's words."""


def test_on_a_phone_the_menu_closes_when_a_page_is_chosen(browser: Browser, app: App) -> None:
    page = browser.new_page(viewport=SIZES["phone"])
    page.goto(app.address)
    ready(page)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Reportes").click()
    expect(page.get_by_role("heading", name="Reportes", exact=True)).to_be_in_viewport(
        timeout=30_000
    )
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_in_viewport()
    expect(page.get_by_test_id("stSidebarNavLink").first).not_to_be_in_viewport()
    page.close()
