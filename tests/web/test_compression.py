"""Streamlit's bundles travel compressed, and arrive as they are."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import Message

from tests.web.asgi import get
from web.compression import CompressedBundles

SCRIPT = b"const respuesta = 'MiPymes';\n" * 2000


@pytest.fixture
def asked() -> list[str]:
    """The paths the application behind was asked for."""
    return []


@pytest.fixture
def app(asked: list[str]) -> CompressedBundles:
    """The middleware around a server of one script."""

    async def script(request: Request) -> Response:
        asked.append(request.url.path)
        if "falta" in request.url.path:
            return Response("no", status_code=404)
        head = {"cache-control": "public, immutable"}
        return Response(SCRIPT, media_type="text/javascript", headers=head)

    return CompressedBundles(Starlette(routes=[Route("/{path:path}", script)]))


def test_a_bundle_is_compressed_once_and_unpacks_to_itself(
    app: CompressedBundles, asked: list[str]
) -> None:
    for _ in range(3):
        answer = get(app, "/static/js/a.js", accept_encoding="gzip, br")
        assert answer.headers["content-encoding"] == "br"
        assert answer.headers["cache-control"] == "public, immutable"
        assert int(answer.headers["content-length"]) == len(answer.body) < len(SCRIPT) / 10
        assert brotli.decompress(answer.body) == SCRIPT
        assert "accept-encoding" in answer.headers["vary"].lower()
    assert asked == ["/static/js/a.js"]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/static/js/a.js", {"accept_encoding": "gzip"}),
        ("/static/js/a.js", {}),
        ("/static/media/a.woff2", {"accept_encoding": "br"}),
        ("/static/js/a.js", {"accept_encoding": "br", "range": "bytes=0-9"}),
        ("/media/a.js", {"accept_encoding": "br"}),
    ],
)
def test_everything_else_passes_untouched(
    app: CompressedBundles, path: str, headers: dict[str, str]
) -> None:
    answer = get(app, path, **headers)
    assert "content-encoding" not in answer.headers
    assert answer.body == SCRIPT


def test_an_error_is_neither_compressed_nor_kept(app: CompressedBundles, asked: list[str]) -> None:
    for _ in range(2):
        answer = get(app, "/static/falta.js", accept_encoding="br")
        assert (answer.status, answer.body) == (404, b"no")
    assert len(asked) == 2


def test_a_reader_who_leaves_does_not_spoil_the_bundle_for_the_others(tmp_path: Path) -> None:
    file = tmp_path / "a.js"
    file.write_bytes(SCRIPT)
    served = Starlette(routes=[Route("/static/a.js", lambda _: FileResponse(file))])
    app = CompressedBundles(served)

    async def leave() -> None:
        async def receive() -> Message:
            return {"type": "http.disconnect"}

        async def send(_: Message) -> None:
            return

        headers = [(b"accept-encoding", b"br")]
        scope = {"type": "http", "method": "GET", "path": "/static/a.js", "headers": headers}
        await app(scope, receive, send)

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, leave()).result()
    answer = get(app, "/static/a.js", accept_encoding="br")
    assert brotli.decompress(answer.body) == SCRIPT
