"""The first answer in the document itself: the verdict, its numbers and the curve of the scope in
the address, seen before any script has run. Streamlit draws the same and takes over; where scripts
or WebSockets are blocked it stays, and says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from html import escape
from pathlib import Path

from charts import answer, press
from charts.catalogue import CATALOGUE
from charts.tokens import sheet
from data_access.errors import DatabaseError, ProtectedError
from data_access.pace import pace
from web.standing import Standing, standing

FIGURE = "avance"
_PAGE = Path(__file__).parents[1] / "charts" / "assets" / "page.css"
_COPY = Path(__file__).parents[1] / "charts" / "assets" / "copy.js"
_HERE = Path(__file__).parent

_FONTS = "".join(
    f'<link rel="preload" as="font" type="font/woff2" crossorigin '
    f'href="/letras/libre-franklin-{weight}.woff2">'
    for weight in (400, 700)
)


@dataclass(frozen=True)
class Written:
    """What goes into the document: into its head, and at the beginning of its body."""

    head: str
    body: str


def written(query: Mapping[str, Sequence[str]]) -> Written | None:
    """The first answer for the parameters of an address; None while the database is away or
    has nothing to show or to tell everybody (the page then says why)."""
    try:
        return _written(standing(query), datetime.now(tz=UTC).date())
    except (DatabaseError, ProtectedError):
        return None


@lru_cache(maxsize=256)
def _written(found: Standing, today: date) -> Written | None:
    about, growth, edition = found.about, found.growth, found.edition
    if growth.frame.empty:
        return None
    speed = pace(found.weeks, growth.progress, as_of=about.as_of)
    stays = escape(
        edition._(
            "The interactive page has not opened: this is the answer without it. Filters and the "
            "other figures need JavaScript and WebSockets."
        )
    )
    return Written(
        head=f"<style>{_sheet()}</style>{_FONTS}",
        body=(
            '<div id="primera"><main>'
            f"{answer.sign(about, edition, today=today)}"
            f"{answer.headline(found.verdict, growth, speed, edition)}"
            f"{press.screen_figure(CATALOGUE[FIGURE], growth, edition)}"
            f"{answer.beneath(found.verdict, growth, speed, edition)}"
            f'<p class="queda">{stays}</p>'
            f"</main></div><script>{_script()}</script>"
        ),
    )


@cache
def _sheet() -> str:
    place = (_HERE / "first_answer.css").read_text(encoding="utf-8")
    page = _PAGE.read_text(encoding="utf-8")
    faces = "".join(
        f'@font-face{{font-family:"Libre Franklin";font-weight:{weight};font-display:swap;'
        f'src:url("/letras/libre-franklin-{weight}.woff2")}}'
        for weight in (400, 600, 700)
    )
    return f"{faces}{page}{place}{sheet('#primera')}"


@cache
def _script() -> str:
    copy = _COPY.read_text(encoding="utf-8")
    return f"{{{copy}copies(document)}}{(_HERE / 'first_answer.js').read_text(encoding='utf-8')}"
