"""A small SVG writer: puts header, plot and footer together and makes the result self-describing
(title, alt text, source and dates travel inside the file)."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from charts import text
from charts.caption import Caption
from charts.layout import Box, Layout, Line
from charts.sizes import MILLIMETRE, Size
from charts.tokens import Tokens
from charts.vega import Label

_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def compose(
    layout: Layout,
    plot: str,
    caption: Caption,
    tokens: Tokens,
    size: Size,
    *,
    labels: list[Label],
    language: str,
) -> str:
    """The finished figure around `plot`, the marks as SVG. It has no ids, so that several figures
    share a page."""
    described = {
        "lang": language,
        "role": "img",
        "aria-label": caption.alt,
        "data-source": caption.source,
        "data-stamp": caption.stamp,
        "data-programme": caption.programme,
        "font-family": f"{text.FAMILY}, Arial, sans-serif",
    }
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {_dimensions(layout, size)} ',
            f'viewBox="0 0 {_n(layout.width)} {_n(layout.height)}" ',
            " ".join(f"{name}={quoteattr(value)}" for name, value in described.items()),
            f"><title>{escape(caption.title)}</title>",
            _rect(Box(0, 0, layout.width, layout.height), tokens.background),
            _rect(layout.accent, tokens.accent),
            _outline(layout.mark, tokens.warning) if layout.mark else "",
            *(_text(line, tokens) for line in layout.header),
            f'<g transform="translate({_n(layout.plot.x)},{_n(layout.plot.y)})">',
            plot,
            *_labels(labels, tokens, size),
            "</g>",
            _rect(layout.rule, tokens.rule),
            *(_text(line, tokens) for line in layout.footer),
            "</svg>",
        ]
    )


def bare(
    plot: str, labels: list[Label], tokens: Tokens, size: Size, width: float, height: float
) -> str:
    """A plot with its labels and nothing around it, for a page that says the rest itself."""
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(width)}" height="{_n(height)}" ',
            f'viewBox="0 0 {_n(width)} {_n(height)}" font-family="{text.FAMILY}">',
            plot,
            *_labels(labels, tokens, size),
            "</svg>",
        ]
    )


def _dimensions(layout: Layout, size: Size) -> str:
    if size.millimetres:
        width, height = (f"{_n(v / MILLIMETRE)}mm" for v in (layout.width, layout.height))
    else:
        width, height = _n(layout.width), _n(layout.height)
    return f'width="{width}" height="{height}"'


def _n(value: float) -> str:
    return f"{round(value, 2):g}" if abs(value) < 1e5 else str(round(value))


def _rect(box: Box, fill: str) -> str:
    place = f'x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'
    return f'<rect {place} fill="{fill}"/>'


def _outline(box: Box, stroke: str) -> str:
    place = f'x="{_n(box.x + 0.5)}" y="{_n(box.y + 0.5)}" width="{_n(box.width - 1)}"'
    return f'<rect {place} height="{_n(box.height - 1)}" rx="2" fill="none" stroke="{stroke}"/>'


def _text(line: Line, tokens: Tokens) -> str:
    fill = getattr(tokens, line.role)
    return _write(line.text, line.x, line.y, line.size, line.weight, fill, line.anchor)


def _labels(labels: list[Label], tokens: Tokens, size: Size) -> list[str]:
    """The labels of a plot; a halo keeps lines and edges behind them from running through their
    letters. Those in the colour of the background stand on a fill and need none."""
    over = [label for label in labels if label.fill == tokens.background]
    beside = [label for label in labels if label.fill != tokens.background]
    halo = (
        f'<g stroke="{tokens.background}" stroke-width="{_n(size.text * 0.25)}" '
        'stroke-linejoin="round" paint-order="stroke">'
    )
    return [halo, *map(_label, beside), "</g>", *map(_label, over)]


def _label(label: Label) -> str:
    anchor = _ANCHORS[label.align]
    return _write(label.text, label.x, label.y, label.size, label.weight, label.fill, anchor)


def _write(words: str, x: float, y: float, size: float, weight: int, fill: str, anchor: str) -> str:
    aligned = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text x="{_n(x)}" y="{_n(y)}"{aligned} font-size="{_n(size)}" '
        f'font-weight="{weight}" fill="{fill}">{escape(words)}</text>'
    )
