"""Signing in is set up safely or not at all, and leads back to the page it was asked for on."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tests.web.asgi import get
from web.security import SecureHeaders
from web.sign_in import BackAfterSignIn, faults, from_environment

GOOD: dict[str, Any] = {
    "redirect_uri": "https://mipymes.example.org/oauth2callback",
    "cookie_secret": "0123456789abcdef" * 2,
    "google": {
        "client_id": "tablero",
        "client_secret": "x",
        "server_metadata_url": "https://accounts.google.com/.well-known/openid-configuration",
    },
}


def test_what_is_right_is_let_be() -> None:
    assert faults(GOOD) == []
    at_home = {**GOOD, "redirect_uri": "http://localhost:8501/oauth2callback"}
    assert faults(at_home) == []
    single = {**GOOD, **GOOD["google"]}
    del single["google"]
    assert faults(single) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"cookie_secret": "abc"}, "32 bytes"),
        ({"cookie_secret": "0" * 31}, "32 bytes"),
        ({"cookie_secret": ""}, "32 bytes"),
        ({"redirect_uri": ""}, "redirect_uri"),
        ({"redirect_uri": "https://mipymes.example.org/"}, "/oauth2callback"),
        ({"redirect_uri": "http://mipymes.example.org/oauth2callback"}, "https://"),
        ({"expose_tokens": "id"}, "expose_tokens"),
        ({"google": {"client_id": "tablero"}}, "google lacks client_secret, server_metadata_url"),
        ({"uam_a": GOOD["google"]}, "underscore"),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, Any], said: str) -> None:
    (found,) = faults({**GOOD, **change})
    assert said in found
    assert len(faults({})) == 3


def test_the_environment_says_the_same_as_a_file() -> None:
    said = {
        "AUTH__REDIRECT_URI": GOOD["redirect_uri"],
        "AUTH__COOKIE_SECRET": GOOD["cookie_secret"],
        **{f"AUTH__GOOGLE__{name.upper()}": value for name, value in GOOD["google"].items()},
        "AUTH__GOOGLE__CLIENT_KWARGS__PROMPT": "login",
        "AUTHOR": "nobody",
    }
    google = {**GOOD["google"], "client_kwargs": {"prompt": "login"}}
    assert from_environment(said) == {"auth": {**GOOD, "google": google}}
    assert from_environment({"PATH": "/bin"}) == {}


# ── The way back ──────────────────────────────────────────────────────────────────────────


def _sent(_: object) -> Response:
    answer = RedirectResponse("/", status_code=302)
    answer.set_cookie("_streamlit_user", "ana")
    return answer


APP = Starlette(
    routes=[Route("/auth/login", _sent), Route("/oauth2callback", _sent), Route("/mapa", _sent)],
    middleware=[Middleware(SecureHeaders), Middleware(BackAfterSignIn)],
)
HOST = "mipymes.example.org"


def returned(referer: str, path: str = "/oauth2callback") -> str:
    """Where a reader is led who signs in coming from `referer`."""
    left = get(APP, "/auth/login", host=HOST, referer=referer)
    cookie = left.headers["set-cookie"]
    assert cookie.startswith("volver=")
    assert "HttpOnly; SameSite=Lax" in cookie
    return get(APP, path, host=HOST, cookie=f"a=b; {cookie.split(';')[0]}").headers["location"]


def test_signing_in_leads_back_to_the_page_left() -> None:
    page = "/mipymes?pais=MX&desde=2021-03-01"
    assert returned(f"https://{HOST}{page}") == page
    assert returned(f"https://{HOST}{page}", path="/mapa") == "/"
    assert get(APP, "/oauth2callback", host=HOST).headers["location"] == "/"


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "https://evil.example/mipymes",
        f"https://{HOST}//evil.example/",
        f"https://{HOST}/\\evil.example",
        f"https://{HOST}.evil.example/mipymes",
        "https://[evil",
        f"https://{HOST}/{'a' * 3000}",
    ],
)
def test_nobody_is_led_elsewhere(referer: str) -> None:
    assert returned(referer) == "/"


@pytest.mark.parametrize(
    "value", ["https%3A%2F%2Fevil.example", "%2F%2Fevil", "%2F%0d%0aa", "\x00"]
)
def test_a_cookie_of_others_leads_nowhere(value: str) -> None:
    answer = get(APP, "/oauth2callback", host=HOST, cookie=f"volver={value}")
    assert answer.headers["location"] == "/"


def test_over_tls_every_cookie_is_for_tls_only() -> None:
    page = f"https://{HOST}/mipymes"
    answer = get(APP, "/auth/login", host=HOST, referer=page, x_forwarded_proto="https")
    assert answer.headers["set-cookie"].endswith("; Secure")
