"""``/ficha``: the first answer and its tables as a page without scripts, in one request: for bad
mobile data, for paper, for a frame on someone else's page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from charts import answer, leaf
from charts.caption import file_name
from charts.edition import Edition
from data_access.board import board
from data_access.scope import Dropped, Scope
from data_access.seen import Seen
from texts import LANGUAGES
from web import answers
from web.address import origin_of, query_for, query_of
from web.answers import File
from web.asked import names_of
from web.compression import QUALITY
from web.preview import preview_of
from web.renderings import RENDERINGS
from web.standing import Standing, last_standing

PATH = "/ficha"
HTML = "text/html; charset=utf-8"
_LANGUAGES = {"es": "Español", "en": "English"}


async def _leaf(request: Request) -> Response:
    query = query_of(request.scope)
    found, seen = await run_in_threadpool(last_standing, query)
    described = await run_in_threadpool(preview_of, found, PATH)
    tags = described.tags(origin_of(request.scope), PATH)
    dropped = tuple(left_out(query, found))
    today = datetime.now(tz=UTC).date()
    key = ("ficha", found.source, seen.revision, described.query, dropped, tags, today)
    file = await RENDERINGS.get(key, lambda: drawn(found, dropped, tags, today))
    compressed = "br" in request.headers.get("accept-encoding", "")
    if seen.fault:
        file = await run_in_threadpool(_kept, file, seen, found.edition)
    if compressed:
        page = file
        file = await RENDERINGS.get((page.tag, "br"), lambda: _compressed(page))
    response = answers.answer(request, file, seen)
    response.headers["Vary"] = "Accept-Encoding"
    if compressed:
        response.headers["Content-Encoding"] = "br"
    return response


def _compressed(page: File) -> File:
    content = brotli.compress(page.content, quality=QUALITY)
    return File(content, page.media_type, page.name)


def _kept(page: File, seen: Seen, edition: Edition) -> File:
    """The page as it was when the data were last seen, saying so at its beginning."""
    fault = seen.fault
    assert fault is not None
    said = answer.kept(edition._(fault.reason.value), fault.reference, seen.age, edition)
    noted = leaf.noted(page.content.decode(), said)
    return File(noted.encode(), page.media_type, page.name)


leaf_page = answers.in_words(
    _leaf, write=lambda words, language: (leaf.apology(words, language), HTML)
)
"""The page for the scope asked for; what does not exist is left out and said, as on pages."""


def left_out(query: Mapping[str, Sequence[str]], found: Standing) -> list[Dropped]:
    """What a query says and does not exist."""
    names = names_of(found.source, found.about.freshness.revision)
    _, dropped = Scope.from_query(query, names.vocabulary)
    for parameter, known in (("idioma", LANGUAGES), ("edicion", names.countries)):
        dropped += [Dropped(parameter, v) for v in query.get(parameter, ())[-1:] if v not in known]
    return dropped


def drawn(found: Standing, dropped: Sequence[Dropped], tags: str, today: date) -> File:
    """The page as a file."""
    about, edition = found.about, found.edition
    with found.source.connect() as connection:
        told = board(connection, scope=about.scope)
    page = leaf.page(
        told,
        edition,
        today=today,
        left_out=answer.left_out(dropped, edition) if dropped else "",
        links=links(about.scope, edition),
        described=tags,
    ).encode()
    name = file_name("avance", about.scope, about, "ficha", "html")
    return File(page, HTML, name)


def links(scope: Scope, edition: Edition) -> dict[str, str]:
    """Where a reader goes on from here, relative to this page."""
    _, query = edition._, query_for(scope, edition)
    other = next(language for language in LANGUAGES if language != edition.language)
    papers = {"carta": _("Report for printing (letter)"), "a4": _("Report for printing (A4)")}
    reports = {
        words: f"informe.pdf{query_for(scope, edition, papel=paper)}"
        for paper, words in papers.items()
    }
    return {
        _("Interactive page"): f"./{query}",
        **reports,
        _("Report as slides (PowerPoint)"): f"informe.pptx{query}",
        _("The numbers (Excel)"): f"datos/avance.xlsx{query}",
        _LANGUAGES[other]: f"ficha{query_for(scope, replace(edition, language=other))}",
    }
