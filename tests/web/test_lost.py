"""What a browser is told that asks for a page which does not exist."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tests.web.asgi import get
from web.lost import KnownPages


async def _found(_: object) -> PlainTextResponse:
    return PlainTextResponse("found")


APP = KnownPages(
    Starlette(routes=[Route("/{path:path}", _found)]),
    home="resumen",
    pages={"resumen", "paises"},
    routes={"figuras", "_stcore"},
)


@pytest.mark.parametrize(
    "path", ["/", "/paises", "/paises/", "/figuras/avance.svg", "/_stcore/health"]
)
def test_what_exists_is_opened(path: str) -> None:
    assert get(APP, path, accept="text/html,*/*").body == b"found"


@pytest.mark.parametrize(
    ("path", "query", "leads_to"),
    [
        ("/noexiste", "", "/?pagina=noexiste"),
        ("/noexiste", "pais=CL&idioma=en", "/?pais=CL&idioma=en&pagina=noexiste"),
        ("/paises/x", "", "/?pagina=paises%2Fx"),
        ("/otra página&x=1", "", "/?pagina=otra+p%C3%A1gina%26x%3D1"),
        ("//evil.example", "", "/?pagina=evil.example"),
        ("/resumen", "", "/"),
        ("/resumen", "pais=CL", "/?pais=CL"),
    ],
)
def test_what_does_not_leads_to_the_summary(path: str, query: str, leads_to: str) -> None:
    answer = get(APP, path, query=query, accept="text/html")
    assert answer.status == 302
    assert answer.headers["location"] == leads_to


def test_only_documents_are_sent_elsewhere() -> None:
    assert get(APP, "/noexiste", accept="*/*").body == b"found"
