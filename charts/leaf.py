"""The leaf: the first answer and the tables behind it as one HTML page that needs nothing else.

No script and no second request; fonts inside. Light or dark as the reader prefers, white on paper.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote

from charts import answer, press
from charts.board import Words, words
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.table import Table, as_html
from charts.tokens import sheet
from data_access.pace import pace
from data_access.records import Board

_ASSETS = Path(__file__).parent / "assets"
_FIGURE = "avance"


def page(
    board: Board,
    edition: Edition,
    *,
    today: date,
    left_out: str = "",
    links: Mapping[str, str],
    described: str = "",
) -> str:
    """The page on a board. `left_out` is what its address asked for in vain; `links` are addresses
    by the words that a reader follows; `described` is HTML for the head."""
    said = words(board, edition)
    growth = board.growth
    speed = pace(board.weeks, growth.progress, as_of=board.context.as_of)
    drawn = "" if growth.frame.empty else press.screen_figure(CATALOGUE[_FIGURE], growth, edition)
    note = f'<p class="aviso">{escape(left_out)}</p>' if left_out else ""
    return document(
        f"{said.verdict.standing} · {said.programme}",
        edition.language,
        described,
        answer.sign(board.context, edition, today=today)
        + note
        + f'<p class="alcance">{escape(said.scope)}</p>'
        + answer.headline(said.verdict, growth, speed, edition, scripts=False)
        + drawn
        + answer.beneath(said.verdict, growth, speed, edition, scripts=False)
        + _decisions(said, edition)
        + "".join(_section(table) for table in (said.places, said.universities, said.changes))
        + _foot(said, links, edition),
    )


def noted(page: str, said: str) -> str:
    """A finished page that begins with what the reader must know of it now."""
    return page.replace("<main>", f'<main><p class="aviso">{escape(said)}</p>', 1)


def apology(sentence: str, language: str) -> str:
    """The page where there is no answer: why, in a sentence."""
    body = f'<p class="alcance"></p><div class="veredicto"><h2>{escape(sentence)}</h2></div>'
    return document(sentence, language, "", body)


def _decisions(said: Words, edition: Edition) -> str:
    lines = "".join(
        f"<dt>{escape(one.subject)}</dt><dd>{escape(one.facts)}</dd>" for one in said.decisions
    )
    body = f"<dl>{lines}</dl>" if lines else f"<p>{escape(said.nothing_to_decide)}</p>"
    head = escape(edition._("What needs a decision"))
    return f'<section class="decisiones"><h3>{head}</h3>{body}</section>'


def _section(table: Table) -> str:
    if not table.rows:
        return ""
    note = f'<p class="nota">{escape(table.note)}</p>' if table.note else ""
    return f"<section>{as_html(table)}{note}</section>"


def _foot(said: Words, links: Mapping[str, str], edition: Edition) -> str:
    meanings = "".join(
        f"<dt>{escape(term)}</dt><dd>{escape(meaning)}</dd>" for term, meaning in said.definitions
    )
    licence = said.licence.replace(" ", "\u00a0")
    defined = escape(edition._("What the words mean"))
    return (
        f"<details><summary>{defined}</summary><dl>{meanings}</dl></details>"
        f"{ways(links)}"
        f'<footer class="nota">{escape(said.source)} {escape(said.stamp)}. {licence}</footer>'
    )


def ways(links: Mapping[str, str]) -> str:
    """HTML of where a reader may go on: addresses by their words."""
    items = "".join(
        f'<li><a href="{escape(address)}" target="_top">{escape(name)}</a></li>'
        for name, address in links.items()
    )
    return f'<nav><ul class="vias">{items}</ul></nav>'


def document(title: str, language: str, described: str, body: str) -> str:
    """A whole page in the leaf's clothes; `described` is HTML for its head."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(title)}</title>{described}{_icon()}<style>{_sheet()}</style></head>"
        f'<body class="ficha"><main>{body}</main></body></html>'
    )


@cache
def _icon() -> str:
    drawing = (_ASSETS / "icon.svg").read_text(encoding="utf-8")
    return f'<link rel="icon" href="data:image/svg+xml,{quote(drawing)}">'


@cache
def _sheet() -> str:
    """Everything that the page looks like; the semibold is set in bold, which saves a font."""
    faces = "".join(
        f'@font-face{{font-family:"Libre Franklin";font-weight:{weights};'
        f"src:url(data:font/woff2;base64,{_font(weight)})}}"
        for weight, weights in ((400, "400"), (700, "600 700"))
    )
    own = (_ASSETS / name for name in ("page.css", "leaf.css"))
    return "".join([faces, sheet(":root"), *(file.read_text(encoding="utf-8") for file in own)])


def _font(weight: int) -> str:
    file = _ASSETS / "fonts" / f"libre-franklin-{weight}-corta.woff2"
    return base64.b64encode(file.read_bytes()).decode()
