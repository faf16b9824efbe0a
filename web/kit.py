"""``/prensa/paquete.zip``: every figure of a scope in every size and form, with its numbers, its
alt text and an explanation, streamed while it is made."""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from charts import press
from charts.caption import file_name
from charts.catalogue import CATALOGUE
from charts.kit import FONTS, README, readme
from charts.verdict import verdict
from data_access.errors import Protected, ProtectedError
from data_access.records import FigureData
from web.address import language_of, origin_of
from web.answers import BusyError, in_words
from web.archive import zipped
from web.asked import Asked, asked
from web.datasets import written
from web.figures import FORMS, numbers
from web.seals import seal_address

AT_ONCE = 2
"""Kits that are made at the same time; whoever asks for another is told to come back."""

TOTAL = "X-Total-Files"
"""Response header: how many files the kit will have, so that a page can show how far it is."""

ZIP = "application/zip"
_WORKERS = 2
_AHEAD = 6
"""Pictures made before the reader's line has taken those before them."""
_EPOCH = date(1980, 1, 1)
_places = threading.BoundedSemaphore(AT_ONCE)

Made = Callable[[], list[tuple[str, bytes]]]
"""A few files of the kit: names and contents."""


@in_words
async def kit(request: Request) -> Response:
    """The kit of the scope and edition asked for."""
    language = language_of(request.scope)
    wanted = await run_in_threadpool(asked, request.url.query, language)
    query = f"?{request.url.query}" if request.url.query else ""
    origin = origin_of(request.scope)
    if not _places.acquire(blocking=False):
        raise BusyError
    try:
        contents = await run_in_threadpool(Contents, wanted, origin, f"{origin}/{query}")
    except BaseException:
        _places.release()
        raise
    head = {
        "Content-Disposition": f'attachment; filename="{contents.name}"',
        "Cache-Control": "no-cache",
        TOTAL: str(contents.count),
    }
    if request.method == "HEAD":
        _places.release()
        return Response(media_type=ZIP, headers=head)
    return _Streamed(contents, head)


class Contents:
    """What will be in the kit. The database has been asked for all of it: the kit is of one state
    of the data, and faults come before the first byte."""

    def __init__(self, wanted: Asked, origin: str, address: str) -> None:
        edition = wanted.edition
        self._edition = edition
        every = {slug: numbers(slug, wanted) for slug in CATALOGUE}
        if every["avance"].protected:
            raise ProtectedError(Protected(every["avance"].protected))
        self._data = {
            slug: data
            for slug, data in every.items()
            if CATALOGUE[slug].worth_printing(data, edition)
        }
        self._captions = {
            slug: CATALOGUE[slug].caption(data, edition) for slug, data in self._data.items()
        }
        self._seals = {
            slug: seal_address(slug, data, wanted, origin) for slug, data in self._data.items()
        }
        growth = every["avance"]
        self.name = file_name("paquete", wanted.scope, growth.context, "prensa", "zip")
        loaded = growth.context.freshness.loaded_at
        self.day = loaded.date() if loaded else _EPOCH
        self._readme = readme(
            self._captions,
            [slug for slug in every if slug not in self._data],
            verdict(growth, edition),
            growth.context,
            edition,
            address=address,
            contact=os.environ.get("PRESS_CONTACT", ""),
        )

    @property
    def count(self) -> int:
        """How many files there will be."""
        each = 3 + len(press.PRESS_SIZES) * len(FORMS)
        return 1 + len(self._data) * each + (len(FONTS) if self._data else 0)

    def parts(self) -> Iterator[Made]:
        """The files in their order, a few at a time, each few still to be made."""
        yield lambda: [(README, self._readme.encode())]
        if self._data:
            yield lambda: [(f"fuentes/{path.name}", path.read_bytes()) for path in FONTS]
        for slug, data in self._data.items():
            yield lambda slug=slug, data=data: self._words(slug, data)  # type: ignore[misc]
            for size in press.PRESS_SIZES:
                yield lambda slug=slug, data=data, size=size: self._pictures(  # type: ignore[misc]
                    slug, data, size
                )

    def _words(self, slug: str, data: FigureData) -> list[tuple[str, bytes]]:
        alt = f"{self._captions[slug].alt}\n".encode()
        tables = [
            (
                f"datos/{slug}.{form}",
                written(slug, form, data, self._edition, self._seals[slug]).content,
            )
            for form in ("csv", "xlsx")
        ]
        return [(f"alt/{slug}.txt", alt), *tables]

    def _pictures(self, slug: str, data: FigureData, size: str) -> list[tuple[str, bytes]]:
        finished = press.finished_svg(
            CATALOGUE[slug], data, self._edition, size=size, address=self._seals[slug]
        )
        scale = press.SIZES[size].scale
        return [
            (f"figuras/{slug}/{size}.{form}", press.render(finished, form, scale)) for form in FORMS
        ]


class _Streamed(StreamingResponse):
    """The kit as it is made. When the reader has it, or has gone, its place is free again."""

    def __init__(self, contents: Contents, head: Mapping[str, str]) -> None:
        self._pool = ThreadPoolExecutor(_WORKERS, "paquete", initializer=_patiently)
        files = zipped(_made_ahead(contents.parts(), self._pool), contents.day)
        super().__init__(files, media_type=ZIP, headers=head)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._pool.shutdown(wait=False, cancel_futures=True)
            _places.release()


def _patiently() -> None:
    """Leave the processor to all other readers: on Linux a thread has a priority of its own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)


def _made_ahead(parts: Iterator[Made], pool: ThreadPoolExecutor) -> Iterator[tuple[str, bytes]]:
    """The files in their order, made by the threads of `pool`."""
    under_way: deque[Future[list[tuple[str, bytes]]]] = deque()
    for part in parts:
        under_way.append(pool.submit(part))
        if len(under_way) > _AHEAD:
            yield from under_way.popleft().result()
    while under_way:
        yield from under_way.popleft().result()
