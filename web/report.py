"""The board report of a scope: ``/informe.pdf``, two pages in the paper size asked for, and
``/informe.pptx``, the same to be edited."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from charts import report
from charts.caption import file_name
from data_access import figures
from data_access.board import board
from web.address import language_of
from web.answers import File, answer, in_words
from web.asked import Asked, asked
from web.renderings import RENDERINGS

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SIZES = ("papel", tuple(report.PAPERS))


@in_words
async def board_report(request: Request) -> Response:
    """The report for the scope, edition and ``papel`` asked for."""
    language = language_of(request.scope)
    wanted = await run_in_threadpool(asked, request.url.query, language, sizes=SIZES)
    file = await RENDERINGS.get(("informe.pdf", wanted), lambda: as_pdf(wanted))
    return answer(request, file, wanted.seen)


def as_pdf(wanted: Asked) -> File:
    """The report as a file."""
    with wanted.source.connect() as connection:
        told = board(connection, scope=wanted.scope)
        data = {
            slug: figures.figure_data(connection, slug, about=told.context)
            for slug in report.figures_of(told)
        }
    content = report.report(told, data, wanted.edition, paper=wanted.size)
    name = file_name("informe", wanted.scope, told.context, wanted.size, "pdf")
    return File(content, "application/pdf", name)


@in_words
async def board_slides(request: Request) -> Response:
    """The presentation for the scope and edition asked for."""
    wanted = await run_in_threadpool(asked, request.url.query, language_of(request.scope))
    file = await RENDERINGS.get(("informe.pptx", wanted), lambda: as_pptx(wanted))
    return answer(request, file, wanted.seen)


def as_pptx(wanted: Asked) -> File:
    """The presentation as a file."""
    from charts import slides  # Only those who ask for one wait for what it brings.

    with wanted.source.connect() as connection:
        told = board(connection, scope=wanted.scope)
    name = file_name("informe", wanted.scope, told.context, "diapositivas", "pptx")
    return File(slides.slides(told, wanted.edition), PPTX, name, attached=True)
