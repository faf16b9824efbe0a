"""The finished form: a figure with its words, as SVG, PNG and PDF. No browser, no clock."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from functools import cache
from typing import Any, Literal

from charts import bars, pdf, png, svg, text, vega
from charts.bar_rows import Bar
from charts.caption import stamp_line
from charts.catalogue import CATALOGUE, Figure
from charts.edition import Edition
from charts.layout import lay_out
from charts.sizes import PRESS_SIZES, SCREEN_SIZES, SIZES, Size
from charts.tokens import LIGHT, Tokens
from data_access.records import FigureData
from texts import LANGUAGES

__all__ = [
    "CATALOGUE",
    "PRESS_SIZES",
    "SCREEN_SIZES",
    "SIZES",
    "Size",
    "finished_svg",
    "render",
    "warm",
]

Format = Literal["svg", "png", "pdf"]
VEGA_LITE = "6.4"
_POINTS_PER_INCH = 72
_ANY_DAY = date(2021, 1, 1)
_ROOT_SIZE = re.compile(r'width="[^"]*" height="[^"]*" viewBox="0 0 (\S+) ([^"]+)"')


@cache
def _renderer() -> Any:
    """vl_convert with the project's font; imported late, because it brings a JavaScript engine."""
    import vl_convert

    vl_convert.register_font_directory(str(text.FONTS))
    return vl_convert


def warm() -> None:
    """Draw something in each language, so that the first reader does not wait half a second for
    the renderer, the fonts and the words to be loaded."""
    size = SIZES["ancho"]
    for language in LANGUAGES:
        edition = Edition(language)
        edition.date_words(_ANY_DAY)
        drawn = [
            Bar(name=edition._("Country"), details=("",), value=count, value_label=str(count))
            for count in range(2)
        ]
        plot = bars.plot(drawn, lambda rest: rest[0], LIGHT, size.width, 200, size)
        layers: list[dict[str, Any]] = [
            {"mark": kind, "encoding": {}} for kind in ("area", "line", "point")
        ]
        plot["layer"] += [layer | {"data": {"values": [{}]}} for layer in layers]
        _renderer().vegalite_to_svg(plot, vl_version=VEGA_LITE)


def finished_svg(
    figure: Figure,
    data: FigureData,
    edition: Edition,
    *,
    size: str = "web",
    tokens: Tokens = LIGHT,
    address: str | None = None,
) -> str:
    """The figure with everything a newspaper prints around it, as one SVG for a page.

    The text is in the font family of `text.FAMILY`, which the page provides; `render` makes a
    file that stands alone.
    """
    canvas = SIZES[size]
    caption = figure.caption(data, edition)
    stamp = stamp_line(caption, alone=size in PRESS_SIZES, address=address)
    inner = canvas.width - 2 * canvas.margin
    natural = figure.height(data, canvas, inner) if canvas.height is None else 0.0
    layout = lay_out(caption, stamp, canvas, natural)
    plot = figure.plot(data, edition, tokens, inner, layout.plot.height, canvas)
    drawn = _renderer().vegalite_to_svg(plot, vl_version=VEGA_LITE)
    # The digest keeps ids apart where one page shows the same figure twice.
    digest = hashlib.sha256(f"{stamp}{caption}{tokens}{plot}".encode()).hexdigest()[:6]
    key = f"{figure.slug}-{size}-{digest}"
    return svg.compose(
        layout,
        drawn,
        caption,
        tokens,
        canvas,
        labels=vega.labels_of(plot),
        key=key,
        language=edition.language,
    )


def render(finished: str, form: Format, scale: float = 1.0) -> bytes:
    """A finished SVG as a file that stands alone; the same input gives the same bytes.

    svg: the fonts are inside. png: `scale` pixels per unit, 72 × scale dots per inch, words in
    iTXt chunks. pdf: one unit is a point; vector, fonts embedded, title and language set.
    """
    if form == "svg":
        return _with_fonts(finished).encode()
    words = svg.words(finished)
    # Print figures state millimetres, which renderers turn into pixels of 1/96 inch.
    plain = _ROOT_SIZE.sub(r'width="\1" height="\2" viewBox="0 0 \1 \2"', finished, count=1)
    if form == "png":
        width, height = (round(float(side) * scale) for side in _sides(plain))
        exact = _ROOT_SIZE.sub(
            rf'width="{width}" height="{height}" viewBox="0 0 \1 \2" preserveAspectRatio="none"',
            plain,
            count=1,
        )
        picture = _renderer().svg_to_png(exact)
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
    return pdf.canonical(_renderer().svg_to_pdf(plain), information, words.language)


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
