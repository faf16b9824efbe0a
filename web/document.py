"""The HTML document every visit starts with: in the reader's language, with the first answer.

Streamlit's says ``<html lang="en">`` and ``<title>Streamlit</title>`` whatever the page is, and
shows nothing before its scripts have run.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data_access.errors import DatabaseError, ProtectedError
from texts import PROGRAMME, translations
from web.address import language_of, origin_of, query_of
from web.chunks import preloads
from web.compression import QUALITY
from web.first_answer import written
from web.preview import preview

HINDRANCES = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
LANG = b'<html lang="en">'
TITLE = b"<title>Streamlit</title>"
STYLESHEET = re.compile(rb'<link (rel="stylesheet" crossorigin)')
UNUSED_FONT = re.compile(rb'<link\s+rel="preload"\s+href="./static/media/SourceSans[^>]*>')
NOSCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)


class Document:
    """ASGI middleware that writes language, title and description into Streamlit's document."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _asks_for_document(scope):
            await self.app(scope, receive, send)
            return
        # The answer has to be read here, so it must come whole: neither compressed nor as “not
        # modified”, which would be true of Streamlit's part only.
        readable = [pair for pair in scope["headers"] if pair[0].lower() not in HINDRANCES]
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
                page = await run_in_threadpool(finished, bytes(body), scope)
                headers = MutableHeaders(raw=list(start["headers"]))
                for name in ("etag", "last-modified"):
                    if name in headers:
                        del headers[name]
                if "br" in Headers(scope=scope).get("accept-encoding", ""):
                    page = await run_in_threadpool(brotli.compress, page, quality=QUALITY)
                    headers["content-encoding"] = "br"
                    headers.add_vary_header("Accept-Encoding")
                headers["content-length"] = str(len(page))
                await send({**start, "headers": headers.raw})
                await send({"type": "http.response.body", "body": page})
                return
            await send(message)

        await self.app(plain, receive, rewrite)


def _asks_for_document(scope: Scope) -> bool:
    """Whether a browser opens a page, or one of those who preview links, which accept anything."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    accepted = Headers(scope=scope).get("accept", "*/*")
    last = scope["path"].rpartition("/")[2]
    return "text/html" in accepted or (accepted == "*/*" and "." not in last)


def finished(page: bytes, scope: Scope) -> bytes:
    """Streamlit's document with our language, title, description, preview and first answer."""
    page = localised(page, language_of(scope), previewed(scope))
    at_home = scope["path"].rstrip("/") == scope.get("root_path", "")
    answer = written(query_of(scope)) if at_home else None
    if answer is None:
        return page
    # The answer does not wait for a style sheet that it does not use.
    page = STYLESHEET.sub(b"<link media=print onload=\"this.media='all'\" \\1", page)
    page = page.replace(b"</head>", f"{answer.head}{preloads()}</head>".encode(), 1)
    return page.replace(b"<body>", f"<body>{answer.body}".encode(), 1)


def previewed(scope: Scope) -> str:
    """HTML that describes the page to those who do not open it."""
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    try:
        return preview(path, query_of(scope)).tags(origin_of(scope), quote(path))
    except (DatabaseError, ProtectedError):
        return general(language_of(scope))


def general(language: str) -> str:
    """HTML of a description that is always true."""
    words = translations(language).gettext(
        "Progress toward 2,000 supported MiPymes: eight universities of seven Latin American "
        "countries, by country, university and week."
    )
    return f'<meta name="description" content="{escape(words)}">'


def localised(page: bytes, language: str, described: str) -> bytes:
    """Streamlit's document with our language, title and description."""
    _ = translations(language).gettext
    title = escape(PROGRAMME)
    without_script = escape(_("This page needs JavaScript to show the figures."))
    head = f"<title>{title}</title>{described}"
    page = UNUSED_FONT.sub(b"", page, count=1)  # the pages have a font of their own
    page = NOSCRIPT.sub(f"<noscript>{title}. {without_script}</noscript>".encode(), page, count=1)
    return page.replace(LANG, f'<html lang="{language}">'.encode(), 1).replace(
        TITLE, head.encode(), 1
    )
