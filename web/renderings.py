"""Finished files, each made once: whoever asks for one under way waits for it, those lately made
are kept, and no more are made at once than the machine has cores."""

from __future__ import annotations

import asyncio
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor

from web.answers import BusyError, File


class Renderings:
    """A cache of `File` bounded in bytes, with `workers` threads that fill it.

    What takes longer than `seconds` answers `BusyError` and goes on: the next try finds it made. So
    does a request that would wait behind `waiting` others.
    """

    def __init__(
        self,
        *,
        kept_bytes: int = 64_000_000,
        workers: int = min(max(os.cpu_count() or 2, 2), 4),
        waiting: int = 64,
        seconds: float = 15,
    ) -> None:
        self._kept_bytes = kept_bytes
        self._waiting = waiting
        self._seconds = seconds
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="figura")
        self._lock = threading.Lock()
        self._under_way: dict[Hashable, Future[File]] = {}
        self._kept: OrderedDict[Hashable, File] = OrderedDict()
        self._bytes = 0

    async def get(self, key: Hashable, make: Callable[[], File]) -> File:
        """The file of `key`, made by `make` in a thread where it is not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            future = self._under_way.get(key)
            if future is None:
                if len(self._under_way) >= self._waiting:
                    raise BusyError
                future = self._pool.submit(self._made, key, make)
                self._under_way[key] = future
        # Shielded: a reader who goes away, or whose time is over, does not end it for the others.
        waited = asyncio.shield(asyncio.wrap_future(future))
        try:
            return await asyncio.wait_for(waited, self._seconds)
        except TimeoutError:
            raise BusyError from None

    def forget(self) -> None:
        """Keep nothing of what was made so far."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def _made(self, key: Hashable, make: Callable[[], File]) -> File:
        try:
            file = make()
            with self._lock:
                self._keep(key, file)
            return file
        finally:
            with self._lock:
                del self._under_way[key]

    def _keep(self, key: Hashable, file: File) -> None:
        if len(file.content) > self._kept_bytes:
            return
        self._kept[key] = file
        self._bytes += len(file.content)
        while self._bytes > self._kept_bytes:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest.content)


RENDERINGS = Renderings()
"""The process's one cache of files."""
