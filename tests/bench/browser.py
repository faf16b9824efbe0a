"""A real Chromium and what it notes on a visit."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

_IN_PAGE = Path(__file__).with_name("in_page.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Scene:
    """A page to be visited. `kind` says what complete means for it: see in_page.js."""

    name: str
    address: str
    kind: str = "streamlit"


@dataclass(frozen=True)
class Line:
    """A line to the server, as the browser imitates it."""

    name: str
    megabits: float
    delay: int
    """Milliseconds."""


@dataclass(frozen=True)
class Visit:
    """Milliseconds from navigation (None: there is no such thing on the page), what a reader sees
    move (layout shift; pixels at the change from the first answer to Streamlit's), and what went
    over the wire."""

    verdict: float | None
    figure: float | None
    complete: float
    shift: float
    moved: float
    megabytes: float
    requests: int


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=options)
        try:
            yield browser
        finally:
            browser.close()


def new_reader(browser: Browser) -> BrowserContext:
    """Someone who has never been here. What measures a page is none of its own scripts."""
    size: ViewportSize = {"width": 1440, "height": 900}
    return browser.new_context(viewport=size, locale="es-MX", bypass_csp=True)


def open_page(reader: BrowserContext, scene: Scene, line: Line | None = None) -> tuple[Page, Visit]:
    """A visit by `reader`; the page stays open."""
    page = reader.new_page()
    wire = reader.new_cdp_session(page)
    wire.send("Network.enable")
    if line is not None:
        bytes_a_second = line.megabits * 1e6 / 8
        conditions = {"offline": False, "latency": line.delay}
        rates = {"downloadThroughput": bytes_a_second, "uploadThroughput": bytes_a_second}
        wire.send("Network.emulateNetworkConditions", {**conditions, **rates})
    sizes: list[float] = []
    frames: list[int] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    wire.on("Network.webSocketFrameReceived", lambda event: frames.append(_length(event)))
    page.add_init_script(_IN_PAGE.replace("KIND", scene.kind))
    page.goto(scene.address, timeout=180_000, wait_until="commit")
    page.wait_for_function("window.seen?.complete", timeout=180_000)
    page.wait_for_timeout(300)
    seen = page.evaluate("window.seen")
    visit = Visit(
        seen.get("verdict"),
        seen.get("figure"),
        seen["complete"],
        seen["shift"],
        seen["moved"],
        (sum(sizes) + sum(frames)) / 1e6,
        sum(size > 0 for size in sizes),
    )
    return page, visit


def _length(event: dict) -> int:  # type: ignore[type-arg]
    response = event["response"]
    binary = response["opcode"] == 2
    return len(base64.b64decode(response["payloadData"]) if binary else response["payloadData"])
