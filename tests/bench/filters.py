"""From choosing a country to the last figure's change on Resumen, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

from playwright.sync_api import Page

from tests.bench import budgets, served
from tests.bench.browser import Scene, chromium, new_reader, open_page
from tests.bench.rows import Row, middle
from tests.bench.sessions import COUNTRIES, TURNS


def measure(addresses: dict[str, str], rounds: int) -> list[Row]:
    """The apps in turns; every country twice, since the second time the server knows its answer."""
    taken: dict[tuple[str, str], list[float]] = {}
    with ExitStack() as stack:
        apps = {size: served.app(address) for size, address in addresses.items()}
        for app in apps.values():
            stack.enter_context(app)
        browser = stack.enter_context(chromium())
        pages = {
            size: open_page(new_reader(browser), Scene(size, app.address))[0]
            for size, app in apps.items()
        }
        for turn in TURNS:
            for country in COUNTRIES[:rounds]:
                for size, page in pages.items():
                    taken.setdefault((size, turn), []).append(_choose(page, country))
    return list(_rows(taken, list(addresses)))


def _choose(page: Page, country: str) -> float:
    """Milliseconds from the click on `country` until the last figure changed."""
    page.wait_for_timeout(1000)
    page.get_by_role("combobox", name="País", exact=True).click()
    option = page.get_by_role("option", name=country)
    option.wait_for()
    page.evaluate("watchFigures()")
    option.click()
    page.wait_for_function("window.changed !== null", timeout=60_000)
    taken = float(page.evaluate("window.changed"))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Quitar filtros").click()
    return taken


def _rows(taken: dict[tuple[str, str], list[float]], sizes: list[str]) -> Iterator[Row]:
    for turn in TURNS:
        for size in sizes:
            value = middle(taken[size, turn])
            yield Row(f"{size}, {turn}", value, limit=budgets.FILTER_MS)
            if size != sizes[0]:
                base = middle(taken[sizes[0], turn])
                what = f"{size}, {turn}: beside {sizes[0]}"
                yield Row(what, value, base=base, beside=sizes[0], limit=budgets.MILLION)
