"""The HTML document every visit starts with, in the reader's language.

Streamlit's says ``<html lang="en">`` and ``<title>Streamlit</title>`` whatever the page is;
screen readers and search engines read both before any script has run.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from texts import DEFAULT_LANGUAGE, LANGUAGES, PROGRAMME, translations

LANG = b'<html lang="en">'
TITLE = b"<title>Streamlit</title>"
NOSCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)


class Document:
    """ASGI middleware that writes language, title and description into Streamlit's document."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _asks_for_document(scope):
            await self.app(scope, receive, send)
            return
        # Streamlit compresses some of its answers; this one has to be read.
        readable = [pair for pair in scope["headers"] if pair[0].lower() != b"accept-encoding"]
        plain = {**scope, "headers": readable}
        start: Message | None = None
        body = bytearray()

        async def rewrite(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                if "text/html" in Headers(raw=message["headers"]).get("content-type", ""):
                    start = message
                    return
            elif start is not None:
                body.extend(message.get("body", b""))
                if message.get("more_body"):
                    return
                page = localised(bytes(body), language_of(scope))
                headers = MutableHeaders(raw=list(start["headers"]))
                headers["content-length"] = str(len(page))
                if "etag" in headers:
                    del headers["etag"]
                await send({**start, "headers": headers.raw})
                await send({"type": "http.response.body", "body": page})
                return
            await send(message)

        await self.app(plain, receive, rewrite)


def _asks_for_document(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return "text/html" in Headers(scope=scope).get("accept", "")


def language_of(scope: Scope) -> str:
    """The language a request asks for (``idioma=``), or the default."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("idioma", [""])[-1]
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def localised(page: bytes, language: str) -> bytes:
    """Streamlit's document with our language, title and description."""
    _ = translations(language).gettext
    title = escape(PROGRAMME)
    description = escape(
        _(
            "Progress toward 2,000 supported MiPymes: eight universities of seven Latin American "
            "countries, by country, university and week."
        )
    )
    without_script = escape(_("This page needs JavaScript to show the figures."))
    head = f'<title>{title}</title><meta name="description" content="{description}">'
    page = NOSCRIPT.sub(f"<noscript>{title}. {without_script}</noscript>".encode(), page, count=1)
    return page.replace(LANG, f'<html lang="{language}">'.encode(), 1).replace(
        TITLE, head.encode(), 1
    )
