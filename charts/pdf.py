"""One order for the objects of a PDF, so that the same figure is the same file.

svg2pdf (inside vl-convert) keeps fonts in a hash map: with two or more fonts its objects come in
a different order each time. Fonts keep their names and numbers, so the pages themselves are equal;
here the objects are walked from the catalogue in a fixed order, renumbered and written again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

_OFFSET = re.compile(rb"(\d{10}) \d{5} n")
_REFERENCE = re.compile(rb"(\d+) 0 R\b")
_FONTS = re.compile(rb"(/Font <<\n)(.*?)(\n\s*>>)", re.S)
_BREAK = b"stream\n"


def canonical(document: bytes, information: Mapping[str, str], language: str) -> bytes:
    """The document with its objects in a fixed order, its information and its language."""
    objects = _objects(document)
    root = int(re.search(rb"/Root (\d+) 0 R", document)[1])  # type: ignore[index]
    order: list[int] = []
    _walk(root, objects, order)
    numbers = {old: new for new, old in enumerate(order, start=1)}
    bodies = [_renumbered(objects[old], numbers) for old in order]
    bodies[0] = bodies[0].replace(b"<<", f"<<\n  /Lang ({language})".encode(), 1)
    bodies.append(_information(information))
    return _written(bodies)


def _objects(document: bytes) -> dict[int, bytes]:
    """Number → body, cut by the cross-reference table: a stream may hold any bytes."""
    table = document.rindex(b"\nxref")
    offsets = sorted(int(found) for found in _OFFSET.findall(document[table:]))
    bounds = [*offsets, table]
    found: dict[int, bytes] = {}
    for start, end in pairwise(bounds):
        head, body = document[start:end].split(b" 0 obj\n", 1)
        body = body[: body.rindex(b"endobj")].rstrip(b"\n")
        found[int(head)] = _FONTS.sub(_sorted_fonts, body) if _BREAK not in body else body
    return found


def _sorted_fonts(match: re.Match[bytes]) -> bytes:
    return match[1] + b"\n".join(sorted(match[2].split(b"\n"))) + match[3]


def _head(body: bytes) -> tuple[bytes, bytes]:
    """The dictionary of an object and its stream, which holds no references."""
    at = body.find(_BREAK)
    return (body, b"") if at < 0 else (body[:at], body[at:])


def _walk(number: int, objects: dict[int, bytes], order: list[int]) -> None:
    if number in order or number not in objects:
        return
    order.append(number)
    for reference in _REFERENCE.findall(_head(objects[number])[0]):
        _walk(int(reference), objects, order)


def _renumbered(body: bytes, numbers: dict[int, int]) -> bytes:
    head, stream = _head(body)
    return _REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found[1])], head) + stream


def _information(values: Mapping[str, str]) -> bytes:
    entries = (
        f"  /{name} <FEFF{value.encode('utf-16-be').hex().upper()}>"
        for name, value in values.items()
    )
    return "\n".join(["<<", *entries, ">>"]).encode()


def _written(bodies: list[bytes]) -> bytes:
    parts = [b"%PDF-1.7\n%\x80\x80\x80\x80\n"]
    offsets = []
    for number, body in enumerate(bodies, start=1):
        offsets.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = sum(map(len, parts))
    count = len(bodies)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (count + 1))
    parts += [b"%010d 00000 n \n" % offset for offset in offsets]
    parts.append(
        b"trailer\n<<\n  /Size %d\n  /Root 1 0 R\n  /Info %d 0 R\n>>\n" % (count + 1, count)
    )
    parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
    return b"".join(parts)
