"""The finished form: a figure with its words, as SVG. No browser, no clock."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from charts import bars, svg, vega
from charts.bar_rows import Bar
from charts.caption import stamp_line
from charts.catalogue import CATALOGUE, Figure
from charts.edition import Edition
from charts.files import Format, render, renderer
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
    "Format",
    "Size",
    "finished_svg",
    "render",
    "warm",
]

VEGA_LITE = "6.4"
_ANY_DAY = date(2021, 1, 1)


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
        renderer().vegalite_to_svg(plot, vl_version=VEGA_LITE)


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
    drawn = renderer().vegalite_to_svg(plot, vl_version=VEGA_LITE)
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
