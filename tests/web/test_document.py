"""The document says its language and title before any script has run."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Route

from tests.web.asgi import get
from web.document import Document

STREAMLIT = (files("streamlit") / "static" / "index.html").read_bytes()


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A database that is away: the document is whole without it."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/nada.db")


@pytest.fixture
def app() -> Document:
    """The middleware around Streamlit's own document, whatever the address."""

    async def document(_: object) -> Response:
        return Response(STREAMLIT, media_type="text/html", headers={"etag": '"x"'})

    async def data(_: object) -> Response:
        return Response(b'<html lang="en">', media_type="text/plain")

    routes = [Route("/texto", data), Route("/{path:path}", document)]
    return Document(Starlette(routes=routes, middleware=[Middleware(GZipMiddleware)]))


@pytest.mark.parametrize(
    ("query", "language", "words"),
    [
        ("", "es", "ocho universidades"),
        ("pais=CL&idioma=es", "es", "ocho universidades"),
        ("idioma=en", "en", "eight universities"),
        ("idioma=klingon", "es", "ocho universidades"),
        ("idioma=%22%3E%3Cscript%3E", "es", "ocho universidades"),
    ],
)
def test_language_title_and_description(
    app: Document, query: str, language: str, words: str
) -> None:
    answer = get(app, "/paises", query=query, accept="text/html,*/*", accept_encoding="gzip, br")
    page = brotli.decompress(answer.body).decode()
    assert f'<html lang="{language}">' in page
    assert "<title>MiPyme contra el COVID en Latinoamérica</title>" in page
    assert words in page
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert "etag" not in answer.headers


def test_what_is_not_a_document_passes_untouched(app: Document) -> None:
    assert get(app, "/texto", accept="text/html").body == b'<html lang="en">'
    assert get(app, "/paises", accept="application/json").body == STREAMLIT
