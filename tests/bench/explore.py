"""Until a figure of Resumen can be explored: a first visit, then the press that has Plotly draw
it."""

from __future__ import annotations

from pathlib import Path

from tests.bench import budgets, served
from tests.bench.browser import Scene, chromium, new_reader, open_page
from tests.bench.rows import Row, middle
from tests.bench.visits import EMPTY, RESUMEN


def measure(address: str, folder: Path, rounds: int) -> list[Row]:
    """In turns with an empty page; the first round warms up."""
    waited: list[float] = []
    pressed: list[float] = []
    base: list[float] = []
    with served.empty(folder) as empty, served.app(address) as app, chromium() as browser:
        for number in range(rounds + 1):
            reader = new_reader(browser)
            _, nothing = open_page(reader, Scene(EMPTY, empty.address))
            page, visit = open_page(reader, Scene(RESUMEN, app.address))
            page.evaluate("watchFigures()")
            page.get_by_role("button", name="Explorar").first.click()
            page.wait_for_function("window.changed !== null", timeout=60_000)
            changed = float(page.evaluate("window.changed"))
            page.wait_for_selector("[data-testid=stPlotlyChart] .main-svg")
            reader.close()
            if number:
                base.append(nothing.complete)
                pressed.append(changed)
                waited.append(visit.complete + changed)
    return [
        Row("from the press on Explorar until Plotly has drawn", middle(pressed)),
        Row(
            "from the first visit on",
            middle(waited),
            base=middle(base),
            beside=EMPTY,
            limit=budgets.EXPLORE,
        ),
    ]
