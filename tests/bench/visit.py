"""One visit of a browser, timed inside the page: when was the verdict there, when the figures."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser

_WATCH = """
window.seen = {};
const mark = (name, there) => { if (there && !(name in seen)) seen[name] = performance.now(); };
const look = () => {
  const main = document.querySelector('[data-testid=stMain]');
  const first = document.querySelector('figure.figura svg[role=img]');
  const figures = main ? main.querySelectorAll('figure.figura').length : 0;
  const taken = !document.getElementById('primera');
  mark('verdict', FIGURES ? document.querySelector('h2') : main && main.innerText.includes('hola'));
  mark('first_figure', FIGURES ? first : 'verdict' in seen);
  mark('complete', FIGURES ? taken && figures >= FIGURES : 'verdict' in seen);
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""

_CHANGED = """
() => {
  const titles = () => [...document.querySelectorAll('figure.figura svg[role=img]')]
    .map(svg => svg.getAttribute('aria-label')).join('|');
  const before = titles();
  window.changed = null;
  document.addEventListener('click', () => {
    const start = performance.now();
    let last = before, lastAt = null;
    const look = () => {
      const now = titles();
      if (now !== last) { last = now; lastAt = performance.now(); }
      if (lastAt !== null && performance.now() - lastAt > 700) window.changed = lastAt - start;
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, { once: true, capture: true });
}
"""


@dataclass(frozen=True)
class Visit:
    """Milliseconds from navigation; bytes over the wire; requests."""

    verdict: float
    first_figure: float
    complete: float
    bytes: float
    requests: float


def visit(browser: Browser, address: str, *, figures: int) -> Visit:
    """A first visit: nothing cached."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="es-MX")
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    total = {"bytes": 0.0, "requests": 0}
    wire.on(
        "Network.loadingFinished",
        lambda event: total.update(
            bytes=total["bytes"] + event["encodedDataLength"], requests=total["requests"] + 1
        ),
    )
    page.add_init_script(_WATCH.replace("FIGURES", str(figures)))
    page.goto(address)
    page.wait_for_function("window.seen.complete", timeout=60_000)
    page.wait_for_timeout(300)
    seen = page.evaluate("window.seen")
    context.close()
    return Visit(
        seen["verdict"], seen["first_figure"], seen["complete"], total["bytes"], total["requests"]
    )


def change_filter(browser: Browser, address: str, count: int) -> list[float]:
    """Milliseconds from choosing a country to the last figure's change, `count` times."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="es-MX")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("figure.figura", timeout=60_000)
    page.wait_for_timeout(1500)
    taken = []
    for _ in range(count):
        page.get_by_role("combobox", name="País", exact=True).click()
        option = page.get_by_role("option", name="Chile")
        option.wait_for()
        page.evaluate(_CHANGED)
        option.click()
        page.wait_for_function("window.changed !== null", timeout=30_000)
        taken.append(page.evaluate("window.changed"))
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Quitar filtros").click()
        page.wait_for_timeout(1500)
    context.close()
    return taken
