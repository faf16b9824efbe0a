"""One rendering for everyone who asks for the same, and never somebody else's."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from starlette.applications import Starlette

from tests.charts import drawn
from tests.web.asgi import get, get_at_once, run
from web import figures as routes
from web.answers import BusyError, File
from web.renderings import Renderings


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each figure has been drawn."""
    counted: Counter[str] = Counter()
    real = routes.drawn

    def counting(slug, form, wanted, origin):  # type: ignore[no-untyped-def]
        counted[f"{slug}.{form} {wanted.scope.to_query()} {wanted.size}"] += 1
        return real(slug, form, wanted, origin)

    monkeypatch.setattr(routes, "drawn", counting)
    return counted


def test_a_hundred_readers_of_one_figure_cost_one_rendering(
    files: Starlette, full: str, made: Counter[str]
) -> None:
    address = "/figuras/avance.png?formato=redes&pais=CO"
    found = get_at_once(files, [address] * 100)
    assert {answer.status for answer in found} == {200}
    assert len({answer.body for answer in found}) == 1
    assert list(made.values()) == [1]
    get(files, "/figuras/avance.png", query="formato=redes&pais=CO")
    assert list(made.values()) == [1]


def test_sixteen_readers_get_sixteen_figures(files: Starlette, full: str) -> None:
    sizes = ("web", "redes", "cuadrado", "vertical")
    addresses = [
        f"/figuras/{slug}.{form}?formato={size}&pais={country}"
        for size, country in zip(sizes, ("MX", "CL", "CO", "BO"), strict=True)
        for slug, form in (
            ("avance", "png"),
            ("etapas", "svg"),
            ("paises", "pdf"),
            ("ritmo", "svg"),
        )
    ]

    def ask(address: str) -> bytes:
        path, _, query = address.partition("?")
        return get(files, path, query=query).body

    routes.RENDERINGS.forget()
    with ThreadPoolExecutor(16) as pool:
        together = list(pool.map(ask, addresses))
    routes.RENDERINGS.forget()
    alone = [ask(address) for address in addresses]
    assert together == alone
    assert len(set(alone)) == 16
    assert "Colombia" in drawn.words(alone[9].decode())


def a_file(content: bytes) -> File:
    """A file of nothing in particular."""
    return File(content, "text/plain", "a.txt")


def test_what_was_lately_asked_for_is_kept_within_its_bytes() -> None:
    kept, made = Renderings(kept_bytes=250), Counter[str]()

    def get_one(name: str, size: int = 100) -> None:
        def make() -> File:
            made[name] += 1
            return a_file(name.encode() * size)

        run(kept.get(name, make))

    for name in ("a", "b", "a", "c", "a", "b"):  # c drives out b, b drives out c
        get_one(name)
    assert made == {"a": 1, "b": 2, "c": 1}
    get_one("d", 251)
    get_one("d", 251)
    assert made["d"] == 2
    get_one("a")
    assert made["a"] == 1


def test_a_failure_reaches_all_who_wait_and_is_tried_anew() -> None:
    renderings, tries, go_on = Renderings(), Counter[str](), threading.Event()

    def fail() -> File:
        tries["all"] += 1
        go_on.wait(10)
        raise ValueError("roto")

    async def all_five() -> list[object]:
        asked = [asyncio.ensure_future(renderings.get("x", fail)) for _ in range(5)]
        await asyncio.sleep(0)
        go_on.set()
        return await asyncio.gather(*asked, return_exceptions=True)

    assert {type(found) for found in run(all_five())} == {ValueError}
    assert tries["all"] == 1
    assert run(renderings.get("x", lambda: a_file(b"bien"))).content == b"bien"


def test_too_slow_is_said_and_the_next_try_finds_it_made() -> None:
    renderings, go_on = Renderings(seconds=0.05), threading.Event()

    def slow() -> File:
        go_on.wait(10)
        return a_file(b"al fin")

    with pytest.raises(BusyError):
        run(renderings.get("x", slow))
    go_on.set()
    for _ in range(100):
        with suppress(BusyError):
            found = run(renderings.get("x", lambda: a_file(b"otra vez")))
            break
    assert found.content == b"al fin"


def test_too_many_are_turned_away_and_those_before_them_served() -> None:
    renderings, go_on = Renderings(workers=1, waiting=3), threading.Event()

    def slow() -> File:
        go_on.wait(10)
        return a_file(b"x")

    async def five() -> list[object]:
        asked = [asyncio.ensure_future(renderings.get(number, slow)) for number in range(5)]
        await asyncio.sleep(0)
        go_on.set()
        return await asyncio.gather(*asked, return_exceptions=True)

    found = run(five())
    assert [type(one) for one in found] == [File, File, File, BusyError, BusyError]


def test_busy_is_a_503_that_says_when_to_come_back(
    files: Starlette, full: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "RENDERINGS", Renderings(waiting=0))
    answer = get(files, "/figuras/avance.png")
    assert answer.status == 503
    assert answer.headers["retry-after"] == "5"
    assert answer.body.decode() == (
        "En este momento hay mucho que dibujar. Inténtelo de nuevo en 5 segundos.\n"
    )
