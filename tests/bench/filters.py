"""From choosing a country to the last figure's change on Resumen, in a real browser, in turns with
Resumen made with Dash."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Literal

from playwright.sync_api import Page

from tests.bench import budgets, served
from tests.bench.browser import Scene, chromium, new_reader, open_page
from tests.bench.database import ends
from tests.bench.rows import Row, middle
from tests.bench.sessions import COUNTRIES, TURNS
from tests.bench.visits import DASH

Taken = dict[tuple[str, str], list[float]]
"""Name of the scene, turn → milliseconds."""


def measure(addresses: dict[str, str], rounds: int) -> list[Row]:
    """Every country twice, since the second time the server knows the answer."""
    _, largest = ends(addresses)
    taken: Taken = {}
    with ExitStack() as stack:
        apps = {size: stack.enter_context(served.app(at)) for size, at in addresses.items()}
        dash = stack.enter_context(served.dash(addresses[largest]))
        scenes = [Scene(size, app.address) for size, app in apps.items()]
        scenes.append(Scene(DASH, dash.address, "dash"))
        browser = stack.enter_context(chromium())
        pages = [(scene, open_page(new_reader(browser), scene)[0]) for scene in scenes]
        for turn in TURNS:
            for country in list(COUNTRIES)[: max(rounds, 2)]:
                for scene, page in pages:
                    choose = _choose_in_dash if scene.kind == "dash" else _choose
                    taken.setdefault((scene.name, turn), []).append(choose(page, country))
    return list(_rows(taken, list(addresses)))


def _choose(page: Page, country: str) -> float:
    """Milliseconds from the click on `country` until the last figure changed."""
    page.wait_for_timeout(1000)
    if not page.get_by_role("group", name="País").is_visible():
        page.locator(".filtros summary", has_text="País").click()
    taken = _click(page, "checkbox", country)
    page.get_by_role("button", name="Quitar filtros").click()
    return taken


def _choose_in_dash(page: Page, country: str) -> float:
    page.wait_for_timeout(1000)
    page.locator("#pais").click()
    return _click(page, "option", country)


def _click(page: Page, role: Literal["checkbox", "option"], country: str) -> float:
    option = page.get_by_role(role, name=country)
    option.wait_for()
    page.evaluate("watchFigures()")
    option.click()
    page.wait_for_function("window.changed !== null", timeout=60_000)
    return float(page.evaluate("window.changed"))


def _rows(taken: Taken, sizes: list[str]) -> Iterator[Row]:
    smallest, largest = ends(sizes)
    for turn in TURNS:
        dash = middle(taken[DASH, turn])
        yield Row(f"{DASH}, {largest}, {turn}", dash)
        for size in sizes:
            yield Row(f"{size}, {turn}", middle(taken[size, turn]), limit=budgets.FILTER_MS)
        value = middle(taken[largest, turn])
        what = f"{largest}, {turn}, beside"
        yield Row(f"{what} {DASH}", value, base=dash, beside=DASH, limit=budgets.FILTER_DASH)
        if largest != smallest:
            base = middle(taken[smallest, turn])
            yield Row(
                f"{what} {smallest}", value, base=base, beside=smallest, limit=budgets.MILLION
            )
