"""A page that does not exist leads to the summary, which says so. Streamlit itself would answer
with a dialog in English."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import unquote, urlencode

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

PARAMETER = "pagina"
"""Under which the summary is told what was asked for."""


class KnownPages:
    """ASGI middleware that lets a browser open only the pages named, and the addresses that
    begin with the name of a route. `home` is the name of the page at the root, which Streamlit
    knows under no other address."""

    def __init__(
        self, app: ASGIApp, *, home: str, pages: Collection[str], routes: Collection[str]
    ) -> None:
        self.app = app
        self.home = home
        self.pages, self.routes = frozenset(pages) - {home}, frozenset(routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        page = _page(scope)
        if page is None or page in self.pages or page.split("/")[0] in self.routes:
            await self.app(scope, receive, send)
            return
        asked = scope.get("query_string", b"").decode("latin-1")
        note = "" if page == self.home else urlencode({PARAMETER: page})
        query = "&".join(part for part in (asked, note) if part)
        address = f"{scope.get('root_path', '')}/{f'?{query}' if query else ''}"
        answer = RedirectResponse(address, status_code=302)
        await answer(scope, receive, send)


def _page(scope: Scope) -> str | None:
    """The path of a page that a browser asks for; None for the summary and all that is no page."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return None
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return None
    path = str(scope["path"]).removeprefix(scope.get("root_path", ""))
    return unquote(path).strip("/") or None
