"""Signing in: its settings, what they must be before anything is served, and the way back to the
page that a reader signs in from."""

from __future__ import annotations

from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENVIRONMENT = "AUTH__"
"""``AUTH__GOOGLE__CLIENT_ID`` is ``client_id`` of ``[auth.google]`` in ``secrets.toml``."""

LONG_ENOUGH = 32
"""Bytes of a secret that signs who a reader is."""

_LEAVING, _RETURNING = "/auth/login", "/oauth2callback"
_COOKIE = "volver"
_MINUTES = 10
_LONGEST = 2000


def from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """The section ``auth`` of the secrets as environment variables say it; {} where none does."""
    settings: dict[str, Any] = {}
    for name, value in environment.items():
        if name.startswith(ENVIRONMENT):
            *sections, key = name.removeprefix(ENVIRONMENT).lower().split("__")
            section = settings
            for part in sections:
                section = section.setdefault(part, {})
            section[key] = value
    return {"auth": settings} if settings else {}


def faults(settings: Mapping[str, Any]) -> list[str]:
    """What is wrong with the section ``auth``, a sentence each with what to do. Streamlit itself
    would take a secret of three letters, and speak of what is missing at the first click."""
    found = []
    if len(str(settings.get("cookie_secret", "")).encode()) < LONG_ENOUGH:
        found.append(
            f"cookie_secret has to have {LONG_ENOUGH} bytes or more. Make one: "
            "python -c 'import secrets; print(secrets.token_hex(32))'"
        )
    back = urlsplit(str(settings.get("redirect_uri", "")))
    at_home = back.hostname in ("localhost", "127.0.0.1")
    if not back.netloc or not back.path.endswith(_RETURNING):
        found.append(f"redirect_uri has to be the address of this app with {_RETURNING} behind it.")
    elif back.scheme != "https" and not at_home:
        found.append("redirect_uri has to begin with https://")
    if "expose_tokens" in settings:
        found.append("expose_tokens gives tokens to the pages, which need none: leave it out.")
    sections = {name: one for name, one in settings.items() if isinstance(one, Mapping)}
    providers = {"auth": settings} if "client_id" in settings else sections
    if not providers:
        found.append("No provider is named: add a section like [auth.google].")
    for name, section in providers.items():
        wanted = ("client_id", "client_secret", "server_metadata_url")
        missing = [key for key in wanted if not section.get(key)]
        if missing:
            found.append(f"{name} lacks {', '.join(missing)}.")
        if "_" in name:
            found.append(f"{name}: the name of a provider has no underscore.")
    return found


class BackAfterSignIn:
    """ASGI middleware that leads a reader who has signed in to the page they left: Streamlit leads
    everybody to the first one. The address waits in a cookie meanwhile."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        root = scope.get("root_path", "")
        path = str(scope.get("path", "")).removeprefix(root)
        if scope["type"] != "http" or path not in (_LEAVING, _RETURNING):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def led(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(raw=list(message["headers"]))
                if path == _LEAVING:
                    page = _left(headers)
                    answer.append("set-cookie", _cookie(root, quote(page, safe=""), _MINUTES * 60))
                elif _COOKIE in headers.get("cookie", ""):
                    answer.append("set-cookie", _cookie(root, "", 0))
                    page = _kept(headers)
                    if page and "location" in answer:
                        answer["location"] = page
                message = {**message, "headers": answer.raw}
            await send(message)

        await self.app(scope, receive, led)


def _left(headers: Headers) -> str:
    """The page that a browser comes from, where it is one of ours."""
    try:
        came = urlsplit(headers.get("referer", ""))
    except ValueError:
        return ""
    if came.netloc != headers.get("host"):
        return ""
    return _ours(f"{came.path}?{came.query}" if came.query else came.path)


def _kept(headers: Headers) -> str:
    """The page in the cookie."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(_COOKIE)
    except CookieError:
        return ""
    return _ours(unquote(found.value)) if found else ""


def _ours(page: str) -> str:
    """`page` where it is a path on this server and nothing else; else ''."""
    clean = page.isprintable() and "\\" not in page and len(page) <= _LONGEST
    return page if clean and page.startswith("/") and not page.startswith("//") else ""


def _cookie(root: str, value: str, seconds: int) -> str:
    return f"{_COOKIE}={value}; Path={root}{_RETURNING}; Max-Age={seconds}; HttpOnly; SameSite=Lax"
