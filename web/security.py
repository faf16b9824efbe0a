"""What every answer tells a browser to refuse: scripts, pictures and connections of others, being
framed by a stranger's page, guessing at types."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = {
    "default-src": "'self'",
    # Streamlit's document has scripts in itself, pydeck and Vega compile WebAssembly, Plotly and
    # MapLibre start workers from blobs. Nobody needs `eval`.
    "script-src": "'self' 'wasm-unsafe-eval' 'unsafe-inline' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "frame-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
"""The Content-Security-Policy of the pages: nothing from any other host."""

HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""What an answer says unless its route says otherwise."""

FRAMED = ("/ficha", "/figuras/")
"""Paths that are made to stand on other people's pages."""

CLOSED = ("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent")
"""Streamlit's own paths that tell strangers how the server is."""

SECURE_ONLY = "max-age=31536000"


class SecureHeaders:
    """ASGI middleware that completes the headers of every answer, and closes `CLOSED`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = str(scope["path"]).removeprefix(scope.get("root_path", ""))

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                _complete(headers, path, encrypted=_is_encrypted(scope))
                message = {**message, "headers": headers.raw}
            await send(message)

        app = PlainTextResponse("", 404) if path.startswith(CLOSED) else self.app
        await app(scope, receive, complete)


def _complete(headers: MutableHeaders, path: str, *, encrypted: bool) -> None:
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if not path.startswith(FRAMED):
        policy = headers["Content-Security-Policy"]
        headers["Content-Security-Policy"] = f"{policy}; frame-ancestors 'self'"
        headers["X-Frame-Options"] = "SAMEORIGIN"
    if encrypted:
        headers["Strict-Transport-Security"] = SECURE_ONLY
        # Streamlit leaves it out of the cookies that say who a reader is.
        for index, (key, said) in enumerate(headers.raw):
            if key == b"set-cookie" and b"; secure" not in said.lower():
                headers.raw[index] = (key, said + b"; Secure")


def _is_encrypted(scope: Scope) -> bool:
    """Whether the reader's browser speaks HTTPS, to us or to the proxy in front of us."""
    passed = Headers(scope=scope).get("x-forwarded-proto", "").split(",")[0].strip()
    return "https" in (passed, scope.get("scheme"))
