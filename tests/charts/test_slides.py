"""The board report as slides: the same words and numbers, and everything can be edited."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pptx
import pytest
from pptx.enum.chart import XL_CHART_TYPE

from charts import text
from charts.board import words
from charts.edition import Edition
from charts.slides import slides
from charts.tokens import LIGHT
from data_access.records import Board
from tests.charts import boards

BOARDS: dict[str, Callable[[], Board]] = {
    "whole": boards.board,
    "without goals": lambda: boards.board(goal=None, goals=False, late=()),
    "one MiPyme": boards.one_mipyme,
    "nothing": boards.nothing_loaded,
}


def opened(told: Board, edition: Edition | None = None) -> Any:
    """The presentation, read back."""
    return pptx.Presentation(io.BytesIO(slides(told, edition or Edition())))


def said(slide: Any) -> str:
    """Every text on a slide outside its charts."""
    frames = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            frames += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(frames)


def charts_of(deck: Any) -> list[Any]:
    """The native charts, in order."""
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", BOARDS)
def test_it_says_what_the_report_says(name: str, language: str) -> None:
    told, edition = BOARDS[name](), Edition(language)
    report, deck = words(told, edition), opened(told, edition)
    every = "\n".join(said(slide) for slide in deck.slides)
    assert report.verdict.standing == deck.slides[0].shapes.title.text_frame.text
    assert report.verdict.outlook in every
    for name_, value in report.numbers.items():
        assert name_ in every
        assert value in every
    for decision in report.decisions:
        assert decision.facts in every
    if not report.decisions:
        assert report.nothing_to_decide in every
    for row in report.universities.rows:
        assert all(cell in every for cell in row)
    for number, slide in enumerate(deck.slides, start=1):
        shown = said(slide)
        assert slide.shapes.title.text_frame.text
        assert report.scope in shown
        assert "CC BY 4.0" in shown
        assert str(number) in shown.split("\n")
        assert (report.invented in shown.split("\n")) if report.invented else "demo" not in shown


def test_charts_are_native_and_hold_the_numbers() -> None:
    curve, places, universities = charts_of(opened(boards.board()))
    assert curve.chart_type == XL_CHART_TYPE.LINE
    names = [series.name for series in curve.plots[0].series]
    assert names == ["MiPymes apoyadas", "Ruta a la meta", "Pronóstico, desde", "Pronóstico, hasta"]
    reached, planned, low, high = (tuple(series.values) for series in curve.plots[0].series)
    known = [value for value in reached if value is not None]
    assert known[-1] == 1512
    assert planned[-1] == 2000
    assert (low[-1], high[-1]) == (1855, 2066)
    # Where the forecast begins, the curve ends.
    at = len(known) - 1
    assert low[at] == high[at] == 1512
    assert low[at - 1] is None
    assert places.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert list(places.plots[0].categories)[:2] == ["México", "Colombia"]
    counts, goals = (tuple(series.values) for series in places.plots[0].series)
    assert counts[:3] == (1046, 135, 130)
    assert goals[:4] == (1350, 180, 120, None)
    assert next(iter(universities.plots[0].series[0].values)) == 1050


def test_every_chart_and_table_has_its_description_and_the_notes_too() -> None:
    deck = opened(boards.board())
    frames = [s for slide in deck.slides for s in slide.shapes if s.has_chart or s.has_table]
    assert len(frames) == 4
    for frame in frames:
        assert frame._element.nvGraphicFramePr.cNvPr.get("descr")
    notes = [
        slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide
    ]
    assert any("Gráfico de línea" in note for note in notes)
    assert any("México, 1046, 1350" in note for note in notes)


def test_font_colours_and_language_are_ours() -> None:
    content = slides(boards.board(), Edition())
    package = zipfile.ZipFile(io.BytesIO(content))
    runs = "".join(
        package.read(name).decode() for name in package.namelist() if "slides/slide" in name
    )
    assert set(re.findall(r'<a:latin typeface="([^"]+)"', runs)) == {text.FAMILY}
    assert set(re.findall(r'<a:rPr[^>]*lang="([^"]+)"', runs)) == {"es-419"}
    theme = package.read("ppt/theme/theme1.xml").decode()
    assert f'<a:latin typeface="{text.FAMILY}"' in theme
    assert LIGHT.accent.removeprefix("#").upper() in theme
    tokens = {
        value.removeprefix("#").upper() for value in vars(LIGHT).values() if isinstance(value, str)
    }
    assert set(re.findall(r'srgbClr val="([^"]+)"', runs)) <= tokens


def test_the_same_data_are_the_same_file() -> None:
    assert slides(boards.board(), Edition()) == slides(boards.board(), Edition())
