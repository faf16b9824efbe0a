"""A ZIP file that leaves while it is written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

_EARLIEST = 1980
"""The first year that a ZIP file can name."""
_PACKED = (".png", ".xlsx")
"""What does not get smaller."""


class _Sink(io.RawIOBase):
    """What has been written since it was last looked at. `zipfile` may go back in it, to put the
    size of a file in front of it: not every program reads a ZIP file that names sizes after."""

    def __init__(self) -> None:
        self._left = 0
        self._buffer = io.BytesIO()

    def seekable(self) -> bool:
        """True: back to what has not been taken."""
        return True

    def tell(self) -> int:
        """The place in the whole file."""
        return self._left + self._buffer.tell()

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place in the whole file."""
        return self._left + self._buffer.seek(place - self._left, whence)

    def write(self, content: Any) -> int:
        """Take some bytes."""
        return self._buffer.write(content)

    def taken(self) -> bytes:
        """What has come since the last time."""
        found = self._buffer.getvalue()
        self._left += len(found)
        self._buffer = io.BytesIO()
        return found


def zipped(files: Iterator[tuple[str, bytes]], day: date) -> Iterator[bytes]:
    """A ZIP file of names and contents, piece by piece; all of them dated `day`, so that the same
    files give the same bytes."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, content in files:
            moment = (max(day.year, _EARLIEST), day.month, day.day, 0, 0, 0)
            entry = zipfile.ZipInfo(name, moment)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            packed = name.endswith(_PACKED)
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
            yield sink.taken()
    yield sink.taken()
