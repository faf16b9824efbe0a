"""Visits of every page in a real browser, in turns with an empty Streamlit page, Resumen made
with Dash and a page written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench import budgets, by_hand, served
from tests.bench.browser import Line, Scene, Visit, chromium, new_reader, open_page
from tests.bench.database import ends
from tests.bench.routes import Client
from tests.bench.rows import Row, middle

RESUMEN = "Resumen"
PAGES = {
    RESUMEN: "/",
    "Países": "/paises",
    "País": "/paises?pais=MX",
    "Universidades": "/universidades",
    "Universidad": "/universidades?universidad=unf",
    "Mapa": "/mapa",
    "Resultados": "/resultados",
    "Simulador": "/simulador",
    "Estudiantes": "/estudiantes",
    "Reportes": "/reportes",
    "MiPymes": "/mipymes",
    "Metodología": "/metodologia",
}
"""Every Streamlit page of the app, visited with the smallest and the largest database."""

CARD = "Ficha"
LINES = (Line("10 Mbps, 60 ms", 10, 60), Line("1.6 Mbps, 150 ms", 1.6, 150))
EMPTY, DASH, STATIC = "empty page", "Dash", "static page"


@dataclass(frozen=True)
class Seen:
    """All visits of a run by the name of their scene: first ones, and second ones."""

    cold: dict[str, list[Visit]]
    warm: dict[str, list[Visit]]

    def time(self, name: str, field: str = "complete", *, warm: bool = False) -> float | None:
        """The median of a field of `Visit`."""
        visits = (self.warm if warm else self.cold).get(name, [])
        return middle(getattr(visit, field) for visit in visits)


def measure(addresses: dict[str, str], folder: Path, rounds: int) -> list[Row]:
    """First and second visits of every page; of Resumen in every database."""
    smallest, largest = ends(addresses)
    with ExitStack() as stack:
        pages = by_hand.write(folder, addresses[smallest])
        scenes = [
            Scene(EMPTY, stack.enter_context(served.empty(folder)).address),
            Scene(STATIC, stack.enter_context(served.static(pages)).address, "static"),
        ]
        for size, address in addresses.items():
            app = stack.enter_context(served.app(address)).address
            scenes.append(Scene(f"{RESUMEN}, {size}", app))
            if size not in (smallest, largest):
                continue
            dash = stack.enter_context(served.dash(address)).address
            scenes.append(Scene(f"{DASH}, {size}", dash, "dash"))
            others = (page for page in PAGES if page != RESUMEN)
            scenes += [Scene(f"{page}, {size}", app + PAGES[page]) for page in others]
            if Client(app).get("/ficha").status == 200:
                scenes.append(Scene(f"{CARD}, {size}", f"{app}/ficha", "static"))
        browser = stack.enter_context(chromium())
        seen = visit_in_turns(browser, scenes, rounds)
    return list(_rows(seen, smallest, largest))


def measure_lines(address: str, folder: Path, rounds: int) -> list[Row]:
    """First visits of Resumen on slow lines."""
    rows = []
    with served.empty(folder) as empty, served.app(address) as app, chromium() as browser:
        scenes = [Scene(EMPTY, empty.address), Scene(RESUMEN, app.address)]
        for line in LINES:
            seen = visit_in_turns(browser, scenes, rounds, line)
            base = seen.time(EMPTY)
            rows.append(Row(f"{line.name}: {EMPTY}: complete", base))
            for field in ("verdict", "figure", "complete"):
                value = seen.time(RESUMEN, field)
                rows.append(Row(f"{line.name}: {RESUMEN}: {field}", value, base=base, beside=EMPTY))
    return rows


def visit_in_turns(
    browser: Browser, scenes: Sequence[Scene], rounds: int, line: Line | None = None
) -> Seen:
    """First and second visits of each scene, in turns; the first round warms up. On a slow line
    there are no second visits."""
    seen = Seen({scene.name: [] for scene in scenes}, {scene.name: [] for scene in scenes})
    for number in range(rounds + 1):
        for scene in scenes:
            reader = new_reader(browser)
            for visits in (seen.cold, seen.warm) if line is None else (seen.cold,):
                page, visit = open_page(reader, scene, line)
                page.close()
                if number:
                    visits[scene.name].append(visit)
            reader.close()
    return seen


def _rows(seen: Seen, smallest: str, largest: str) -> Iterator[Row]:
    for name in (EMPTY, STATIC):
        yield Row(f"{name}, cold: complete", seen.time(name))
        yield Row(f"{name}, warm: complete", seen.time(name, warm=True))
    for name in seen.cold:
        page, _, size = name.partition(", ")
        if page in (EMPTY, STATIC):
            continue
        yield from _page(name, seen, page)
        if size == largest != smallest:
            yield Row(
                f"{name}, cold: complete, beside {smallest}",
                seen.time(name),
                base=seen.time(f"{page}, {smallest}"),
                beside=smallest,
                limit=None if page == DASH else budgets.MILLION,
            )


def _page(name: str, seen: Seen, page: str) -> Iterator[Row]:
    """When the verdict, the first figure and everything was there; what came over the wire."""
    beside = STATIC if page == CARD else EMPTY
    limits = {"complete": budgets.COMPLETE_OTHER}
    if page == RESUMEN:
        first = budgets.FIRST_ANSWER
        limits = {"verdict": first, "figure": first, "complete": budgets.COMPLETE}
    elif page == CARD:
        limits = {"complete": budgets.CARD_STATIC}
    elif page == DASH:
        limits = {}
    for warm in (False, True):
        base = seen.time(beside, warm=warm)
        for field in ("verdict", "figure", "complete"):
            value = seen.time(name, field, warm=warm)
            if value is not None:
                limit = None if warm else limits.get(field)
                what = f"{name}, {'warm' if warm else 'cold'}: {field}"
                yield Row(what, value, base=base, beside=beside, limit=limit)
    megabytes = seen.time(name, "megabytes")
    files = f"{seen.time(name, 'requests'):g} files"
    limit = {RESUMEN: budgets.FIRST_VISIT_MB, CARD: budgets.CARD_MB}.get(page)
    yield Row(f"{name}, cold: over the wire", megabytes, "MB", limit=limit, note=files)
    if page == RESUMEN:
        yield from _resumen(name, seen)


def _resumen(name: str, seen: Seen) -> Iterator[Row]:
    """What is promised of Resumen alone."""
    figure, static = seen.time(name, "figure"), seen.time(STATIC)
    what = f"{name}, cold: figure, beside by hand"
    yield Row(what, figure, base=static, beside=STATIC, limit=budgets.FIRST_ANSWER_STATIC)
    dash = seen.time(name.replace(RESUMEN, DASH))
    if dash is not None:
        complete = seen.time(name)
        what = f"{name}, cold: complete, beside Dash"
        yield Row(what, complete, base=dash, beside=DASH, limit=budgets.BELOW)
    yield Row(f"{name}, cold: jump when Streamlit takes over", seen.time(name, "moved"), "px")
    shift = seen.time(name, "shift")
    yield Row(f"{name}, cold: layout shift after it", shift, "", limit=budgets.SHIFT)
