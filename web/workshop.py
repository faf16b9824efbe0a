"""Child processes that turn finished SVG into PNG and PDF.

The renderer holds Python's interpreter lock while it draws, 100 ms a picture: in the server's own
process every other reader would wait. A child takes 30 MB, starts with the first picture, ends with
the server, and can be stopped when it hangs. ``python -m web.workshop`` is the child: it reads
orders from its standard input and writes the files to its standard output.
"""

from __future__ import annotations

import atexit
import json
import os
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from charts.files import Format, render

_LENGTH = struct.Struct(">I")
_ROOT = Path(__file__).parents[1]


class Worker:
    """One child, started when it is first needed and again after it has gone."""

    def __init__(self, *, patient: bool = False) -> None:
        self._patient = patient
        self._process: subprocess.Popen[bytes] | None = None

    def render(self, finished: str, form: Format, scale: float, *, seconds: float) -> bytes:
        """`files.render`, elsewhere. `TimeoutError` when it takes longer than `seconds`,
        `ChildProcessError` where it fails; the child has then said why on standard error."""
        process = self._running()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            return _exchange(process, json.dumps([finished, form, scale]).encode())
        except (EOFError, OSError):
            self.close()
            raise (TimeoutError if late.is_set() else ChildProcessError)(form) from None
        finally:
            timer.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            command = [sys.executable, "-m", __name__, *(["--patient"] if self._patient else [])]
            # In a session of its own, an interrupt from the keyboard is the server's alone.
            self._process = subprocess.Popen(
                command,
                cwd=_ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,
            )
        return self._process

    def close(self) -> None:
        """End the child."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                pipe and pipe.close()
        process.wait()


class Workshop:
    """As many workers as are used at the same time; `patient` ones leave the processor to all
    others."""

    def __init__(self, *, patient: bool = False) -> None:
        self._patient = patient
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        self._closed = False

    def render(
        self, finished: str, form: Format, scale: float = 1.0, *, seconds: float = 30
    ) -> bytes:
        """A finished SVG as a file; the bytes that `files.render` gives."""
        if form == "svg":
            return render(finished, form)
        with self._worker() as worker:
            return worker.render(finished, form, scale, seconds=seconds)

    @contextmanager
    def _worker(self) -> Iterator[Worker]:
        try:
            worker = self._idle.get_nowait()
        except queue.Empty:
            worker = Worker(patient=self._patient)
        try:
            yield worker
        finally:
            self._idle.put(worker)
            if self._closed:
                self.close()

    def close(self) -> None:
        """End every child, those at work as soon as they are done."""
        self._closed = True
        with suppress(queue.Empty):
            while True:
                self._idle.get_nowait().close()


WORKSHOP = Workshop()
"""The process's workers for single figures."""
atexit.register(WORKSHOP.close)


def _exchange(process: subprocess.Popen[bytes], order: bytes) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    _send(process.stdin, order)
    return _receive(process.stdout)


def _send(stream: IO[bytes], content: bytes) -> None:
    stream.write(_LENGTH.pack(len(content)) + content)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content


def work() -> None:
    """Take orders until there are no more."""
    if "--patient" in sys.argv and hasattr(os, "nice"):
        os.nice(10)
    with suppress(EOFError, BrokenPipeError):
        while True:
            finished, form, scale = json.loads(_receive(sys.stdin.buffer))
            _send(sys.stdout.buffer, render(finished, form, scale))


if __name__ == "__main__":
    work()
