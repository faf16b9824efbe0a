"""Visits of every page in a real browser, in turns with an empty Streamlit page, the same page
made with Dash and one written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench import budgets, served
from tests.bench.browser import Line, Scene, Visit, chromium, new_reader, open_page
from tests.bench.rows import Row, middle

RESUMEN = "Resumen"
PAGES = {RESUMEN: "/", "Metodología": "/metodologia"}
"""Every page of the app, to be visited with the smallest and the largest database."""

LINES = (Line("10 Mbps, 60 ms", 10, 60), Line("1.6 Mbps, 150 ms", 1.6, 150))
EMPTY = "empty page"
Visits = dict[str, list[Visit]]
"""Name of the scene → its visits."""


def measure(addresses: dict[str, str], folder: Path, rounds: int) -> list[Row]:
    """First and second visits of every page; of Resumen in every database."""
    ends = (min(addresses, key=list(addresses).index), list(addresses)[-1])
    with ExitStack() as stack:
        scenes = [Scene(EMPTY, stack.enter_context(served.empty(folder)).address)]
        for size, address in addresses.items():
            app = stack.enter_context(served.app(address)).address
            pages = PAGES if size in ends else [RESUMEN]
            scenes += [Scene(f"{page}, {size}", app + PAGES[page]) for page in pages]
        browser = stack.enter_context(chromium())
        cold, warm = visit_in_turns(browser, scenes, rounds)
    return list(_rows(cold, warm, smallest=ends[0]))


def measure_lines(address: str, folder: Path, rounds: int) -> list[Row]:
    """First visits of Resumen on slow lines."""
    rows = []
    with served.empty(folder) as empty, served.app(address) as app, chromium() as browser:
        scenes = [Scene(EMPTY, empty.address), Scene(RESUMEN, app.address)]
        for line in LINES:
            cold, _ = visit_in_turns(browser, scenes, rounds, line)
            base = middle(visit.complete for visit in cold[EMPTY])
            rows.append(Row(f"{line.name}: {EMPTY}, complete", base))
            rows += _times(f"{line.name}: {RESUMEN}", cold[RESUMEN], base)
    return rows


def visit_in_turns(
    browser: Browser, scenes: Sequence[Scene], rounds: int, line: Line | None = None
) -> tuple[Visits, Visits]:
    """First and second visits of each scene, in turns; the first round warms up. On a slow line
    there are no second visits."""
    cold: Visits = {scene.name: [] for scene in scenes}
    warm: Visits = {scene.name: [] for scene in scenes}
    for number in range(rounds + 1):
        for scene in scenes:
            reader = new_reader(browser)
            for visits in (cold, warm) if line is None else (cold,):
                page, visit = open_page(reader, scene, line)
                page.close()
                if number:
                    visits[scene.name].append(visit)
            reader.close()
    return cold, warm


def _rows(cold: Visits, warm: Visits, *, smallest: str) -> Iterator[Row]:
    base = middle(visit.complete for visit in cold[EMPTY])
    base_warm = middle(visit.complete for visit in warm[EMPTY])
    yield Row(f"{EMPTY}, cold: complete", base)
    yield Row(f"{EMPTY}, warm: complete", base_warm)
    for name, visits in cold.items():
        if name == EMPTY:
            continue
        page, size = name.split(", ")
        resumen = page == RESUMEN
        yield from _times(f"{name}, cold", visits, base, budgeted=resumen)
        yield from _times(f"{name}, warm", warm[name], base_warm)
        if size != smallest:
            complete, least = (
                middle(visit.complete for visit in cold[other])
                for other in (name, f"{page}, {smallest}")
            )
            what = f"{name}, cold: complete beside {smallest}"
            yield Row(what, complete, base=least, beside=smallest, limit=budgets.MILLION)
        megabytes = middle(visit.megabytes for visit in visits)
        limit = budgets.FIRST_VISIT_MB if resumen else None
        requests = middle(visit.requests for visit in visits)
        yield Row(
            f"{name}, cold: over the wire", megabytes, "MB", limit=limit, note=f"{requests:g} files"
        )
        if resumen:
            moved = middle(visit.moved for visit in visits)
            yield Row(f"{name}, cold: jump of the first answer", moved, "px")
            shift = middle(visit.shift for visit in visits)
            yield Row(f"{name}, cold: layout shift", shift, "", limit=budgets.SHIFT)


def _times(
    name: str, visits: Sequence[Visit], base: float | None, *, budgeted: bool = False
) -> Iterator[Row]:
    """When the verdict, the first figure and everything was there, beside the empty page."""
    for field, what, limit in (
        ("verdict", "verdict", budgets.FIRST_ANSWER),
        ("figure", "first figure", budgets.FIRST_ANSWER),
        ("complete", "complete", budgets.COMPLETE),
    ):
        value = middle(getattr(visit, field) for visit in visits)
        if value is not None:
            allowed = limit if budgeted else None
            yield Row(f"{name}: {what}", value, base=base, beside=EMPTY, limit=allowed)
