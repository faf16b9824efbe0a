"""The board report as a PDF of two pages: words from `board`, drawings from the catalogue, set by
typst. Vector, tagged, fonts inside; the same data give the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from charts import press
from charts.board import Words, words
from charts.caption import SOURCE
from charts.catalogue import CATALOGUE, Figure
from charts.curve import curve
from charts.edition import Edition
from charts.sizes import MILLIMETRE, Size
from charts.tokens import LIGHT
from charts.typesetting import typeset
from data_access.records import Board, FigureData
from data_access.scope import one_or_none

PAPERS = {"carta": (612.0, 792.0), "a4": (210 * MILLIMETRE, 297 * MILLIMETRE)}
"""Width and height in points, by the value of ``papel=``."""
MARGIN = 42.0
_GUTTER = 22.0
_ROW = 15.0
"""A row of a table: where there are fewer of them, the drawings are higher."""
_FULL = 8
"""Rows with which the drawings have the height below."""
_CURVE, _SMALL = 195.0, 180.0
_TALLER = 90.0
"""Points that a drawing gains at the most."""
_SHARES = (1.0, 0.8, 0.6)
"""How much of their height drawings keep until everything is on two pages."""
PAGES = 2
_COUNT = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count (\d+)")
_LAST_WORDS = 10
"""So many characters at the end of a paragraph stay on one line."""


def figures_of(board: Board) -> list[str]:
    """Slugs of the figures on the second page, beside each other; the first that exists of those
    that suit a place."""
    country = one_or_none(board.context.scope.countries)
    places = (
        ("mapa-estados" if country else "mapa-paises", "etapas"),
        ("antes-despues", "ritmo"),
    )
    return [next(slug for slug in suited if slug in CATALOGUE) for suited in places]


def report(
    board: Board,
    figures: Mapping[str, FigureData],
    edition: Edition,
    *,
    paper: str = "carta",
) -> bytes:
    """The report of a board as PDF; `figures` holds the data of `figures_of`, by slug."""
    said = words(board, edition)
    content = _words(said, edition)
    for share in _SHARES:
        content |= _drawings(board, said, figures, edition, PAPERS[paper], share)
        document = typeset("report.typ", {"report": json.dumps(content, ensure_ascii=False)})
        if _pages(document) <= PAGES:
            break
    return document


def _drawings(
    board: Board,
    said: Words,
    figures: Mapping[str, FigureData],
    edition: Edition,
    paper: tuple[float, float],
    share: float,
) -> dict[str, Any]:
    """The paper and the drawings on it, as high as the rows of the tables leave room."""
    width, height = paper
    inner, spare = width - 2 * MARGIN, height - PAPERS["carta"][1]
    first = share * _height(_CURVE, len(said.places.rows), spare)
    second = share * _height(_SMALL, len(said.universities.rows), spare)
    return {
        "page": {"width": width, "height": height, "margin": MARGIN},
        "curve": _curve(board, edition, inner, first),
        "figures": [
            _drawing(CATALOGUE[slug], figures[slug], edition, (inner - _GUTTER) / 2, second)
            for slug in figures_of(board)
            if _shows_something(figures[slug])
        ],
    }


def _words(said: Words, edition: Edition) -> dict[str, Any]:
    _ = edition._
    content = asdict(said)
    content["verdict"] = {name: _glued(text) for name, text in content["verdict"].items()}
    content["numbers"] = list(said.numbers.items())
    content["decisions"] = [(one.subject, _glued(one.facts)) for one in said.decisions]
    return content | {
        "language": edition.language,
        "description": str(said.verdict),
        "footer": _glued(f"{said.source} {said.stamp}. {said.licence}"),
        "colours": asdict(LIGHT),
        "decide": _("What needs a decision"),
        "nothing": said.nothing_to_decide,
        "unchanged": _("No intervention started or was dropped."),
        "defined": _("What the words mean"),
        "pages": [_("Page {number} of {count}").format(number=n, count=PAGES) for n in (1, 2)],
    }


def _height(full: float, rows: int, spare: float) -> float:
    """The height of a drawing above or below a table of so many rows."""
    return full + min((_FULL - rows) * _ROW + spare * 0.6, _TALLER)


def _shows_something(data: FigureData) -> bool:
    """Whether any number of a figure's data is other than zero."""
    return bool(data.frame.select_dtypes("number").fillna(0).to_numpy().any())


def _curve(board: Board, edition: Edition, width: float, height: float) -> dict[str, str] | None:
    if board.growth.frame.empty:
        return None
    drawn = _drawing(CATALOGUE["avance"], board.growth, edition, width, height)
    with_goal = curve(board.growth).target is not None
    question = CATALOGUE["avance"].question
    title = edition._(question) if with_goal else edition._("How support grew")
    return drawn | {"title": title}


def _drawing(
    figure: Figure, data: FigureData, edition: Edition, width: float, height: float
) -> dict[str, str]:
    caption = figure.caption(data, edition)
    size = Size("informe", width, None, 1, 0, 11, 8, 8.5, 8, 8, True)
    return {
        "title": _glued(caption.title),
        "subtitle": caption.subtitle,
        # What a figure rests on beside the reports, which the foot of the page names.
        "note": f"{caption.note} {caption.source.removeprefix(edition._(SOURCE)).strip()}".strip(),
        "alt": caption.alt,
        "svg": press.plot_svg(figure, data, edition, size=size, height=height),
    }


def _glued(paragraph: str) -> str:
    """The paragraph with no-break spaces before its last words: no line of one short word."""
    head, last = paragraph, ""
    while " " in head and len(last) < _LAST_WORDS:
        head, _, word = head.rpartition(" ")
        last = f"{word}\u00a0{last}" if last else word
    return f"{head} {last}" if last else head


def _pages(document: bytes) -> int:
    found = _COUNT.search(document)
    return int(found[1]) if found else 0
