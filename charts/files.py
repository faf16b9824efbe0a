"""A finished SVG as a file that stands alone: SVG with its fonts, PDF, and PNG made from that."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import asdict, dataclass
from functools import cache
from typing import Literal
from xml.etree import ElementTree

from charts import png, text
from charts.typesetting import typeset

Format = Literal["svg", "png", "pdf"]
_POINTS_PER_INCH = 72
_ROOT_SIZE = re.compile(r'width="[^"]*" height="[^"]*" viewBox="0 0 (\S+) ([^"]+)"')


def render(finished: str, form: Format, scale: float = 1.0) -> bytes:
    """A finished SVG as a file that stands alone; the same input gives the same bytes.

    svg: the fonts are inside. png: `scale` pixels per unit, 72 × scale dots per inch, words in
    iTXt chunks. pdf: one unit is a point; vector, tagged (PDF/UA-1), fonts embedded.
    """
    if form == "svg":
        return _with_fonts(finished).encode()
    words = words_of(finished)
    document = _page(finished, words)
    if form == "pdf":
        return document
    width, height = (round(side * scale) for side in (words.width, words.height))
    picture = png.packed(png.pixels(document, width, height))
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


def _page(finished: str, words: Words) -> bytes:
    """The figure as a PDF page of its own size."""
    # Print figures state millimetres, which renderers turn into pixels of 1/96 inch.
    plain = _ROOT_SIZE.sub(r'width="\1" height="\2" viewBox="0 0 \1 \2"', finished, count=1)
    about = json.dumps(asdict(words), ensure_ascii=False)
    return typeset("figure.typ", {"svg": plain, "words": about})


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
    """What a finished SVG says about itself; `width` and `height` in its units."""

    title: str
    source: str
    stamp: str
    programme: str
    alt: str
    language: str
    width: float
    height: float


def words_of(finished: str) -> Words:
    """The words that `svg.compose` wrote into the root of the file."""
    root = ElementTree.fromstring(finished)
    title = root.findtext("{http://www.w3.org/2000/svg}title") or ""
    width, height = map(float, root.get("viewBox", "").split()[2:])
    return Words(
        title=title,
        source=root.get("data-source", ""),
        stamp=root.get("data-stamp", ""),
        programme=root.get("data-programme", ""),
        alt=root.get("aria-label", ""),
        language=root.get("lang", ""),
        width=width,
        height=height,
    )
