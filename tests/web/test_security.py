"""The headers of every answer: nothing of other hosts, framed only where that is meant."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Route

from tests.web.asgi import Answer, get
from tests.web.conftest import ROUTES
from web.health import health
from web.security import SecureHeaders

ALWAYS = ("content-security-policy", "permissions-policy", "referrer-policy")
METRICS = Route("/_stcore/metrics", lambda _: HTMLResponse("sessions"))
PAGE = Route("/mapa", lambda _: HTMLResponse("<!doctype html>"))
SERVER = Starlette(
    routes=[*ROUTES, Route("/salud", health), METRICS, PAGE], middleware=[Middleware(SecureHeaders)]
)


def directives(answer: Answer) -> dict[str, str]:
    """The content security policy by directive."""
    parts = (
        part.split(maxsplit=1) for part in answer.headers["content-security-policy"].split(";")
    )
    return dict(parts)


@pytest.mark.parametrize(
    ("path", "framed"),
    [
        ("/mapa", False),
        ("/nothing-here", False),
        ("/datos/avance.csv", False),
        ("/informe.pdf", False),
        ("/figuras/avance.svg", True),
        ("/figuras/no-such.svg", True),
        ("/ficha", True),
    ],
)
def test_every_answer_is_guarded_and_only_embeds_are_framed(
    full: str, path: str, framed: bool
) -> None:
    answer = get(SERVER, path)
    assert all(answer.headers[name] for name in ALWAYS)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "http" not in answer.headers["content-security-policy"]
    assert "'unsafe-eval'" not in answer.headers["content-security-policy"]
    assert directives(answer).get("frame-ancestors") == (None if framed else "'self'")
    assert ("x-frame-options" in answer.headers) is not framed


def test_a_route_keeps_its_stricter_policy(full: str) -> None:
    assert directives(get(SERVER, "/figuras/avance.svg"))["default-src"] == "'none'"
    assert directives(get(SERVER, "/mapa"))["default-src"] == "'self'"


def test_only_encrypted_lines_are_promised_to_stay_so(empty: str) -> None:
    name = "strict-transport-security"
    assert name not in get(SERVER, "/mapa").headers
    assert "max-age" in get(SERVER, "/mapa", x_forwarded_proto="https").headers[name]


def test_what_streamlit_counts_is_nobodys_business(empty: str) -> None:
    assert get(SERVER, "/_stcore/metrics").status == 404


def test_health_gives_nothing_away(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "postgresql://tablero:clave-secreta@127.0.0.1:1/programa"
    monkeypatch.setenv("DATABASE_URL", address)
    answer = get(SERVER, "/salud")
    assert answer.status == 503
    for word in (b"clave", b"tablero", b"127.0.0.1", b"programa", b"psycopg", b"/"):
        assert word not in answer.body
