"""Asking an ASGI application for a page, without a server."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from starlette.types import ASGIApp, Message

T = TypeVar("T")


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


def get(app: ASGIApp, path: str, *, query: str = "", method: str = "GET", **headers: str) -> Answer:
    """GET `path`; header names with _ for -."""
    return run(_ask(app, path, query, method, headers))


def get_at_once(app: ASGIApp, addresses: Sequence[str]) -> list[Answer]:
    """GET many addresses at the same time, as one server would."""

    async def every() -> list[Answer]:
        parts = [address.partition("?") for address in addresses]
        return await asyncio.gather(
            *(_ask(app, path, query, "GET", {}) for path, _, query in parts)
        )

    return run(every())


def run(work: Coroutine[Any, Any, T]) -> T:
    """`asyncio.run` in a thread of its own: the browser tests keep a running loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def _ask(
    app: ASGIApp, path: str, query: str, method: str, headers: Mapping[str, str]
) -> Answer:
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [
            (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
        ],
    }
    sent: list[Message] = []

    asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> Message:
        for message in asked:
            return message
        return await asyncio.Future()  # the reader stays until everything has come

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    head = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], head, b"".join(m.get("body", b"") for m in sent[1:]))
