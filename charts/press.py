"""The finished form: a figure with its words, as SVG. No browser, no clock."""

from __future__ import annotations

from datetime import date

from charts import marks, svg, text, vega
from charts.caption import stamp_line
from charts.catalogue import CATALOGUE, Figure
from charts.edition import Edition
from charts.files import Format, render
from charts.layout import lay_out
from charts.sizes import PRESS_SIZES, SCREEN_SIZES, SIZES, Size
from charts.tokens import BY_SHEET, LIGHT, Tokens
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
    "plot_svg",
    "render",
    "screen_figure",
    "warm",
]

_ANY_DAY = date(2021, 1, 1)


def warm() -> None:
    """Lay out a text in each language, so that the first reader does not wait for the fonts and
    the words to be loaded."""
    for language in LANGUAGES:
        edition = Edition(language)
        words = edition._("Country") + edition.date_words(_ANY_DAY)
        for weight in text.WEIGHTS:
            text.width(words, 12, weight)


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
    stamp = stamp_line(caption, alone=size in PRESS_SIZES, address=_breakable(address))
    inner = canvas.width - 2 * canvas.margin
    natural = figure.height(data, canvas, inner) if canvas.height is None else 0.0
    layout = lay_out(caption, stamp, canvas, natural)
    plot = figure.plot(data, edition, tokens, inner, layout.plot.height, canvas)
    return svg.compose(
        layout,
        marks.body(plot),
        caption,
        tokens,
        canvas,
        labels=vega.labels_of(plot),
        language=edition.language,
    )


def screen_figure(figure: Figure, data: FigureData, edition: Edition) -> str:
    """HTML of the figure as it stands on a page: wide and narrow, of which `page.css` shows the one
    that fits, in the colours of `tokens.sheet`."""
    drawings = "".join(
        f'<div class="{size}">'
        f"{finished_svg(figure, data, edition, size=size, tokens=BY_SHEET)}</div>"
        for size in SCREEN_SIZES
    )
    return f'<figure class="figura">{drawings}</figure>'


def _breakable(address: str | None) -> str:
    """The address, which may go on in the next line after the signs that part it."""
    may_break = (address or "").replace("?", f"?{text.MAY_BREAK}")
    return may_break.replace("&", f"&{text.MAY_BREAK}")


def plot_svg(
    figure: Figure, data: FigureData, edition: Edition, *, size: Size, height: float | None = None
) -> str:
    """The plot alone, for a page that says the words around it itself."""
    height = figure.height(data, size, size.width) if height is None else height
    plot = figure.plot(data, edition, LIGHT, size.width, height, size)
    return svg.bare(marks.body(plot), vega.labels_of(plot), LIGHT, size, size.width, height)
