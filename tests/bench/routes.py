"""Routes that need no browser: how long an answer takes, the first time and once it is known."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.bench import budgets, served
from tests.bench.rows import Row, middle

SCOPES = ("", "?pais=MX", "?pais=CO", "?pais=PE", "?pais=CL", "?universidad=unf", "?sector=G")
"""Each is asked for twice: nobody has asked for it before, and then someone has."""


@dataclass(frozen=True)
class Route:
    """A route, and what its first and a later answer may take."""

    path: str
    first: float | None = None
    later: float | None = None
    scopes: int = len(SCOPES)


ROUTES = (
    Route("/"),
    Route("/ficha"),
    Route("/figuras/avance.svg", budgets.FIGURE_MS, budgets.FIGURE_CACHED_MS),
    Route("/figuras/avance.png", budgets.FIGURE_MS, budgets.FIGURE_CACHED_MS),
    Route("/figuras/universidades.pdf", budgets.FIGURE_MS, budgets.FIGURE_CACHED_MS),
    Route("/datos/avance.xlsx"),
    Route("/informe.pdf", scopes=3),
    Route("/prensa/paquete.zip", budgets.KIT_MS, scopes=1),
    Route("/salud"),
)


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many milliseconds."""

    status: int
    megabytes: float
    lasted: float


class Client:
    """One connection, kept open as a browser keeps it."""

    def __init__(self, address: str) -> None:
        place = urlsplit(address)
        self._connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=120)

    def get(self, path: str) -> Answer:
        """Ask for a path as a browser does. What the app has no route for is a 404, also where
        the answer is the way home or Streamlit's own document."""
        start = time.perf_counter()
        self._connection.request("GET", path, headers={"Accept": "text/html,*/*"})
        response = self._connection.getresponse()
        body = response.read()
        lasted = (time.perf_counter() - start) * 1000
        fallback = b'<div id="root">' in body and urlsplit(path).path != "/"
        fallback |= response.status == 302
        return Answer(404 if fallback else response.status, len(body) / 1e6, lasted)


def measure(address: str) -> list[Row]:
    """Two rows for each route."""
    with served.app(address) as app:
        client = Client(app.address)
        client.get("/salud")
        return [row for route in ROUTES for row in _rows(app, client, route)]


def _rows(app: served.Served, client: Client, route: Route) -> Iterator[Row]:
    worked = app.processor()
    asked = [
        (client.get(f"{route.path}{scope}"), client.get(f"{route.path}{scope}"))
        for scope in SCOPES[: route.scopes]
    ]
    refused = {answer.status for pair in asked for answer in pair} - {200}
    if refused:
        why = "no such route" if refused == {404} else f"answers {sorted(refused)}"
        yield Row(route.path, None, note=why)
        return
    worked = (app.processor() - worked) * 1000 / len(asked)
    size = f"{middle(first.megabytes for first, _ in asked):.2f} MB, {worked:.0f} ms of processor"
    first = middle(first.lasted for first, _ in asked)
    yield Row(f"{route.path}: first", first, limit=route.first, note=size)
    yield Row(f"{route.path}: later", middle(later.lasted for _, later in asked), limit=route.later)
