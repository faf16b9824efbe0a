"""The board report: two pages that say what the data say, whatever there is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from charts import report
from charts.board import words
from charts.edition import Edition
from data_access.records import Board
from tests.charts import boards, samples

BOARDS: dict[str, Callable[[], Board]] = {
    "whole": boards.board,
    "without goals": lambda: boards.board(goal=None, goals=False, late=()),
    "one MiPyme": boards.one_mipyme,
    "nothing": boards.nothing_loaded,
}


def made(told: Board, edition: Edition | None = None, paper: str = "carta") -> bytes:
    """The report as PDF."""
    return report.report(told, boards.figures(told), edition or Edition(), paper=paper)


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes], list[str]]:
    """A function that gives the text of each page, its spaces made plain."""
    program = shutil.which("pdftotext")
    if program is None:
        reason = "pdftotext is not installed (Debian: apt-get install poppler-utils)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)

    def pages(document: bytes) -> list[str]:
        file = tmp_path / "informe.pdf"
        file.write_bytes(document)
        done = subprocess.run(
            [program, "-layout", str(file), "-"], capture_output=True, text=True, check=True
        )
        return [" ".join(page.split()) for page in done.stdout.split("\f")[:-1]]

    return pages


@pytest.mark.parametrize("paper", report.PAPERS)
@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", BOARDS)
def test_two_pages_with_everything_that_is_to_be_said(
    read: Callable[[bytes], list[str]], name: str, language: str, paper: str
) -> None:
    told, edition = BOARDS[name](), Edition(language)
    document = made(told, edition, paper)
    said = words(told, edition)
    pages = read(document)
    assert len(pages) == 2
    assert len(document) < 1_000_000
    first, second = pages
    assert " ".join(str(said.verdict).split()) in first.replace("\u00a0", " ")
    for decision in said.decisions:
        assert decision.subject in first
    if not said.decisions:
        assert said.nothing_to_decide in first
    for value in said.numbers.values():
        assert " ".join(value.split()) in first
    for table, page in ((said.places, first), (said.universities, second), (said.changes, second)):
        for row in table.rows:
            assert " ".join(" ".join(row).split()) in page
    for page in pages:
        assert said.scope in page
        assert said.title in page
        assert "CC BY 4.0" in page
        assert bool(said.invented) == (told.context.freshness.invented)
        assert page.count(said.invented or "datos de demostración") == 2 * bool(said.invented)
    for term, _ in said.definitions:
        assert term in second


def test_it_is_tagged_in_its_language_with_its_fonts_and_descriptions() -> None:
    told = boards.board()
    document = made(told)
    assert b"/Lang(es)" in document
    assert b"/Marked true" in document
    assert b"pdfuaid:part" in document
    assert b"/ViewerPreferences" in document
    fonts = set(re.findall(rb"/BaseFont/[A-Z]{6}\+([\w-]+)", document))
    assert fonts == {b"LibreFranklin-Regular", b"LibreFranklin-SemiBold", b"LibreFranklin-Bold"}
    assert document.count(b"/FontFile2") == 3
    # The curve and two figures, each with its description.
    assert len(re.findall(rb"/S/Figure\b[^>]*/Alt|/Alt[^>]*/S/Figure\b", document)) == 3
    assert b"/Subtype/Image" not in document  # nothing in it is made of pixels


def test_the_same_data_are_the_same_file() -> None:
    assert made(boards.board()) == made(boards.board())


def test_an_empty_figure_is_left_out() -> None:
    told = boards.nothing_loaded()
    assert not any(report._shows_something(data) for data in boards.figures(told).values())
    assert report._shows_something(samples.ritmo())
