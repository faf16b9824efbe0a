"""PNG files: a PDF page in pixels, small, and with its words inside (title, source, alt text)."""

from __future__ import annotations

import io
import struct
import threading
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

_HEADER_END = 8 + 25
"""Signature and IHDR; what we add comes right after."""
_METRES_PER_INCH = 0.0254
_COLOURS = 256
_FLAT = 24
"""So many of the most frequent colours stay exactly as they are: areas. The others are edges."""
_EVERY = 4
"""One pixel in so many, across and down, is looked at to find them."""
_pdfium = threading.Lock()
"""PDFium may be used by one thread at a time."""


def pixels(document: bytes, width: int, height: int) -> Image:
    """The first page of a PDF in exactly so many pixels, on white."""
    import pypdfium2
    from PIL import Image
    from pypdfium2 import raw

    with _pdfium, pypdfium2.PdfDocument(document) as opened:
        bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGR)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        page = opened[0]
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_REVERSE_BYTE_ORDER)
        content = bytes(bitmap.buffer)
        bitmap.close()  # here, and not whenever it is collected, for the same reason
    return Image.frombuffer("RGB", (width, height), content, "raw", "RGB", bitmap.stride, 1)


def packed(picture: Image) -> bytes:
    """A PNG with a palette, a third of the bytes of one without: a link preview is read on phones.
    Figures have few colours and many softened edges, and only those lose a shade."""
    from PIL import Image

    small = picture.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    flat = _flat_colours(picture)
    swatch = Image.new("RGB", (len(flat), 1))
    swatch.putdata(flat)
    entries = swatch.quantize(palette=small, dither=Image.Dither.NONE).tobytes()
    palette = small.getpalette() or []
    for entry, colour in zip(entries, flat, strict=True):
        palette[3 * entry : 3 * entry + 3] = colour
    small.putpalette(palette)
    kept = io.BytesIO()
    small.save(kept, "PNG", compress_level=3)
    return kept.getvalue()


def _flat_colours(picture: Image) -> list[tuple[int, ...]]:
    """The most frequent colours, the most frequent one last, from a sample of the pixels."""
    width, height = (max(side // _EVERY, 1) for side in picture.size)
    sample = picture.resize((width, height), 0)  # the nearest pixel, none mixed
    counted: list[Any] = sorted(sample.getcolors(width * height) or [])
    return [colour for _, colour in counted[-_FLAT:]]


def described(picture: bytes, words: Mapping[str, str], dots_per_inch: float) -> bytes:
    """The picture with one iTXt chunk (UTF-8) per keyword and its density in pHYs."""
    density = round(dots_per_inch / _METRES_PER_INCH)
    added = _chunk(b"pHYs", struct.pack(">IIB", density, density, 1))
    for keyword, value in words.items():
        text = keyword.encode("latin-1") + b"\0\0\0\0\0" + value.encode("utf-8")
        added += _chunk(b"iTXt", text)
    return picture[:_HEADER_END] + added + picture[_HEADER_END:]


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
