"""A finished SVG as a file that stands alone: SVG with its fonts, PNG, PDF.

Nothing but the renderer is imported here, so that a process that does only this stays small.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal
from xml.etree import ElementTree

from charts import pdf, png, text

Format = Literal["svg", "png", "pdf"]
_POINTS_PER_INCH = 72
_ROOT_SIZE = re.compile(r'width="[^"]*" height="[^"]*" viewBox="0 0 (\S+) ([^"]+)"')


@cache
def renderer() -> Any:
    """vl_convert with the project's font; imported late, because it brings a JavaScript engine."""
    import vl_convert

    vl_convert.register_font_directory(str(text.FONTS))
    return vl_convert


def render(finished: str, form: Format, scale: float = 1.0) -> bytes:
    """A finished SVG as a file that stands alone; the same input gives the same bytes.

    svg: the fonts are inside. png: `scale` pixels per unit, 72 × scale dots per inch, words in
    iTXt chunks. pdf: one unit is a point; vector, fonts embedded, title and language set.
    """
    if form == "svg":
        return _with_fonts(finished).encode()
    words = words_of(finished)
    # Print figures state millimetres, which renderers turn into pixels of 1/96 inch.
    plain = _ROOT_SIZE.sub(r'width="\1" height="\2" viewBox="0 0 \1 \2"', finished, count=1)
    if form == "png":
        width, height = (round(float(side) * scale) for side in _sides(plain))
        exact = _ROOT_SIZE.sub(
            rf'width="{width}" height="{height}" viewBox="0 0 \1 \2" preserveAspectRatio="none"',
            plain,
            count=1,
        )
        picture = png.packed(renderer().svg_to_png(exact))
        return png.described(
            picture,
            {
                "Title": words.title,
                "Source": words.source,
                "Creation Time": words.stamp,
                "Description": words.alt,
                "Author": words.programme,
            },
            _POINTS_PER_INCH * scale,
        )
    information = {"Title": words.title, "Author": words.programme, "Subject": words.alt}
    return pdf.canonical(renderer().svg_to_pdf(plain), information, words.language)


def _sides(finished: str) -> tuple[str, str]:
    found = _ROOT_SIZE.search(finished)
    if found is None:
        raise ValueError("not a finished figure: its root has no size")
    return found[1], found[2]


@cache
def _font_faces() -> str:
    faces = []
    for weight in text.WEIGHTS:
        content = (text.FONTS / f"libre-franklin-{weight}.woff2").read_bytes()
        address = f"data:font/woff2;base64,{base64.b64encode(content).decode()}"
        faces.append(
            f'@font-face{{font-family:"{text.FAMILY}";font-weight:{weight};src:url({address})}}'
        )
    return f"<style>{''.join(faces)}</style>"


def _with_fonts(finished: str) -> str:
    return finished.replace("<title>", f"{_font_faces()}<title>", 1)


@dataclass(frozen=True)
class Words:
    """What a finished SVG says about itself."""

    title: str
    source: str
    stamp: str
    programme: str
    alt: str
    language: str


def words_of(finished: str) -> Words:
    """The words that `svg.compose` wrote into the root of the file."""
    root = ElementTree.fromstring(finished)
    title = root.findtext("{http://www.w3.org/2000/svg}title") or ""
    names = ("data-source", "data-stamp", "data-programme", "aria-label", "lang")
    return Words(title, *(root.get(name, "") for name in names))
