"""How things stand on a slide: a thin layer over python-pptx in the project's font and colours.

Everything stays editable: titles are titles, tables tables, charts native charts with their numbers
inside. The same content gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from charts import text
from charts.office import undated
from charts.table import Table
from charts.tokens import LIGHT

Place = tuple[float, float, float, float]
"""x, y, width, height in inches."""
WIDTH, HEIGHT = 13.333, 7.5
"""Inches: the wide format of projectors."""
MARGIN = 0.6
INNER = WIDTH - 2 * MARGIN
TOP, BOTTOM = 1.55, 6.75
"""Between the title and the foot."""
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""Office's table style without fill and lines."""
_BLANK_TITLE = 5
"""The layout with a title and nothing else in python-pptx' own template."""


class Deck:
    """A presentation under way; `foot` and `mark` stand on every slide."""

    def __init__(self, *, title: str, language: str, foot: str, mark: str) -> None:
        self._language, self._foot, self._mark = language, foot, mark
        self._deck = pptx.Presentation()
        self._deck.slide_width, self._deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
        self._deck.core_properties.title = title
        self._deck.core_properties.author = title.split(".")[0]
        self._deck.core_properties.language = language
        self._layout = self._deck.slide_layouts[_BLANK_TITLE]
        for holder in (*self._deck.slide_master.placeholders, *self._layout.placeholders):
            if holder.placeholder_format.type == PP_PLACEHOLDER.TITLE:
                _place(holder, MARGIN, 0.5, INNER, 0.9)

    def slide(self, title: str, *, eyebrow: str = "", notes: str = "", size: float = 28) -> Any:
        """A new slide with its title, the foot and the mark of invented data."""
        slide = self._deck.slides.add_slide(self._layout)
        holder = slide.shapes.title
        _place(holder, MARGIN, 0.55, INNER, 0.95)
        holder.text_frame.word_wrap = True
        _write(holder.text_frame, [[(title, True)]], size, LIGHT.ink)
        self.words(slide, [[(eyebrow, True)]], (MARGIN, 0.25, INNER - 2.6, 0.35), 14, LIGHT.accent)
        foot, number = [[(self._foot, False)]], [[(str(len(self._deck.slides)), False)]]
        self.words(slide, foot, (MARGIN, 6.95, INNER - 0.6, 0.35), 10, LIGHT.ink_soft)
        place = (WIDTH - MARGIN - 0.5, 6.95, 0.5, 0.35)
        self.words(slide, number, place, 10, LIGHT.ink_soft, right=True)
        if self._mark:
            place = (WIDTH - MARGIN - 2.5, 0.25, 2.5, 0.32)
            box = self.words(slide, [[(self._mark, True)]], place, 12, LIGHT.warning, centred=True)
            box.line.color.rgb = colour_of(LIGHT.warning)
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
        return slide

    def words(
        self,
        slide: Any,
        paragraphs: Sequence[Sequence[tuple[str, bool]]],
        place: Place,
        size: float,
        colour: str = LIGHT.ink,
        *,
        right: bool = False,
        centred: bool = False,
        gap: float = 0,
    ) -> Any:
        """A box of text at x, y, width, height in inches; each run is (words, bold)."""
        box = slide.shapes.add_textbox(*(Inches(side) for side in place))
        _write(box.text_frame, paragraphs, size, colour, right=right, centred=centred, gap=gap)
        return box

    def table(
        self, slide: Any, table: Table, place: tuple[float, float, float], size: float
    ) -> None:
        """A native table at x, y and as wide as said, numbers to the right."""
        x, y, width = place
        rows, columns = len(table.rows) + 1, len(table.heads)
        row = size * 1.9 / 72
        frame = slide.shapes.add_table(
            rows, columns, Inches(x), Inches(y), Inches(width), Inches(row * rows)
        )
        describe(frame, table.title)
        grid = frame.table
        properties = frame._element.graphic.graphicData.tbl.tblPr
        properties.set("bandRow", "0")
        properties[0].text = _PLAIN
        for index, share in enumerate(_shares(table, size)):
            grid.columns[index].width = Inches(width * share)
        last = len(table.rows)
        for at, words in enumerate((table.heads, *table.rows)):
            bold = at == 0 or (table.summed and at == last)
            for column, said in enumerate(words):
                cell = grid.cell(at, column)
                cell.fill.background()
                cell.margin_top = cell.margin_bottom = Inches(0.03)
                _write(
                    cell.text_frame,
                    [[(said, bold or column == 0)]],
                    size,
                    LIGHT.ink if at else LIGHT.ink_soft,
                    right=table.numeric[column],
                )
                _underline(cell, LIGHT.ink if at == 0 else LIGHT.rule)

    def file(self) -> bytes:
        """The presentation, without a clock's time in it."""
        written = io.BytesIO()
        for slide in self._deck.slides:
            for run in slide._element.iter(
                "{http://schemas.openxmlformats.org/drawingml/2006/main}rPr"
            ):
                run.set("lang", {"es": "es-419", "en": "en-US"}[self._language])
        self._deck.save(written)
        return undated(written.getvalue())


def _place(shape: Any, x: float, y: float, width: float, height: float) -> None:
    shape.left, shape.top = Inches(x), Inches(y)
    shape.width, shape.height = Inches(width), Inches(height)


def _write(
    frame: Any,
    paragraphs: Sequence[Sequence[tuple[str, bool]]],
    size: float,
    colour: str,
    *,
    right: bool = False,
    centred: bool = False,
    gap: float = 0,
) -> None:
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if centred else MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for index, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.alignment = (
            PP_ALIGN.RIGHT if right else PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT
        )
        paragraph.space_after = Pt(gap)
        for words, bold in runs:
            run = paragraph.add_run()
            run.text = words
            run.font.size, run.font.bold, run.font.name = Pt(size), bold, text.FAMILY
            run.font.color.rgb = colour_of(colour)


def colour_of(value: str) -> Any:
    """A token as python-pptx takes it."""
    return RGBColor.from_string(value.removeprefix("#").upper())


def describe(frame: Any, alt: str) -> None:
    """The alternative text of a table or chart."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)


def _underline(cell: Any, colour: str) -> None:
    """A hairline below a cell."""
    value = colour.removeprefix("#").upper()
    line = (
        f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{value}"/></a:solidFill>'
        "</a:lnB>"
    )
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(line))


def _shares(table: Table, size: float) -> list[float]:
    """How much of the width each column takes, by its widest words."""
    columns = zip(table.heads, *table.rows, strict=True)
    widths = [text.widest(list(cells), size, text.BOLD) + 3 * size for cells in columns]
    return [width / sum(widths) for width in widths]
