"""``/f/<seal>``: whether the numbers of a printed figure still hold, as a page without scripts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from charts import checked, leaf
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.seal import Seal, read
from web import answers
from web.address import language_of, query_for
from web.answers import File, RefusedError
from web.asked import Asked, asked
from web.figures import numbers
from web.renderings import RENDERINGS
from web.seals import filters

HTML = "text/html; charset=utf-8"


async def _check(request: Request) -> Response:
    language = language_of(request.scope)
    wanted = await run_in_threadpool(asked, request.url.query, language)
    if wanted.seen and wanted.seen.fault:
        raise wanted.seen.fault  # whether numbers still hold is known by the data of now
    seal = read(request.path_params["seal"], filters(wanted.scope))
    if seal is None or seal.slug not in CATALOGUE:
        text = Edition(language)._(
            "No figure has this address. Copy it once more from the foot of the figure, with all "
            "that stands after the question mark."
        )
        raise RefusedError(404, text)
    today = datetime.now(tz=UTC).date()
    key = (seal, wanted, today)
    return answers.answer(request, await RENDERINGS.get(key, lambda: drawn(seal, wanted, today)))


check = answers.in_words(
    _check, write=lambda words, language: (leaf.apology(words, language), HTML)
)
"""The page on the figure whose seal is in the path."""


def drawn(seal: Seal, wanted: Asked, today: date) -> File:
    """The page as a file."""
    edition, _ = wanted.edition, wanted.edition._
    until = replace(wanted, scope=wanted.scope.until(seal.as_of))
    frozen, live = (query_for(scope, edition) for scope in (until.scope, wanted.scope))
    page = checked.page(
        seal,
        CATALOGUE[seal.slug],
        numbers(seal.slug, until),
        numbers(seal.slug, wanted),
        edition,
        today=today,
        links={
            _("These numbers as a table (CSV)"): f"../datos/{seal.slug}.csv{frozen}",
            _("This figure with the data of today"): f"../figuras/{seal.slug}.png{live}",
            _("The dashboard with these filters"): f"../{live}",
        },
    )
    return File(page.encode(), HTML, f"{seal.slug}.html")
