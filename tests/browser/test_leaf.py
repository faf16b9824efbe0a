"""The leaf page in a real browser: one request, nothing cut, nothing to complain about."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import SIZES, App

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_asks_once_and_fits(
    browser: Browser, app: App, size: dict[str, int], scheme: str
) -> None:
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=True,
    )
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{app.address}/ficha?pais=CL", wait_until="networkidle")
    assert [address for address in asked if not address.startswith("data:")] == [
        f"{app.address}/ficha?pais=CL"
    ]
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    assert page.evaluate("document.fonts.check('700 16px \"Libre Franklin\"')")
    shown = page.locator("figure.figura svg:visible")
    assert shown.count() == 1
    # The colours of the drawing follow the page's.
    ink = shown.locator("text").nth(1).evaluate("one => getComputedStyle(one).fill")
    light = {"light": "rgb(25, 28, 31)", "dark": "rgb(244, 245, 246)"}
    assert ink == light[scheme]
    context.close()
