"""The answer is there before Streamlit is, and does not move when Streamlit takes over."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SIZES, App

pytestmark = pytest.mark.browser

_PLACES = """() => {
  const parts = ['.rotulo h1', '.veredicto h2', '.veredicto p, .debajo p', '.cifras',
    'figure.figura svg'];
  const seen = (part) => [...document.querySelectorAll(part)]
    .map((one) => one.getBoundingClientRect()).find((box) => box.width);
  return parts.map(seen).map((box) => [box.x, box.y, box.width, box.height].map(Math.round));
}"""

_BEHIND = "getComputedStyle(document.getElementById('root')).visibility"


@pytest.mark.parametrize("size", [*SIZES.values(), {"width": 700, "height": 800}])
def test_nothing_moves_when_streamlit_takes_over(
    browser: Browser, app: App, size: dict[str, int]
) -> None:
    page = browser.new_page(viewport=size)
    page.route("**/_stcore/**", lambda route: route.abort())
    page.goto(f"{app.address}/?pais=CL")
    page.evaluate("document.fonts.ready")
    written = page.evaluate(_PLACES)
    assert page.evaluate(_BEHIND) == "hidden"  # from screen readers and the Tab key too
    page.unroute("**/_stcore/**")
    page.goto(f"{app.address}/?pais=CL")
    page.wait_for_selector("#primera", state="detached", timeout=30_000)
    page.evaluate("document.fonts.ready")
    assert page.evaluate(_PLACES) == written
    assert page.evaluate(_BEHIND) == "visible"
    page.close()


def test_without_scripts_the_answer_stays_and_says_so(browser: Browser, app: App) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{app.address}/?universidad=uv")
    expect(page.get_by_role("heading", level=2)).to_contain_text("MiPymes apoyadas")
    expect(page.locator("figure.figura svg:visible")).to_have_count(1)
    expect(page.get_by_text("Los filtros y las demás figuras necesitan JavaScript")).to_be_visible()
    context.close()


def test_other_pages_have_no_first_answer(page: Page, app: App) -> None:
    page.route("**/_stcore/**", lambda route: route.abort())
    page.goto(f"{app.address}/metodologia")
    expect(page.locator("#primera")).to_have_count(0)


def test_verdict_and_curve_are_on_the_first_screen_of_a_small_phone(
    browser: Browser, app: App
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(f"{app.address}/")
    page.wait_for_selector("#primera", state="detached", timeout=30_000)
    expect(page.get_by_role("heading", level=2).first).to_contain_text("de 2000 MiPymes apoyadas")
    axis = page.locator("figure.figura svg:visible").first.get_by_text("may", exact=True)
    box = axis.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 640
    page.close()
