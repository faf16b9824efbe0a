"""``/figuras/<slug>.<png,svg,pdf>``: the finished press figure of a scope.

Where a scope has nothing to show the figure says so: a picture on someone's page cannot show the
text of an error, and the same address shows numbers once there are some.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from charts import press
from charts.caption import file_name
from charts.catalogue import CATALOGUE
from data_access import figures
from data_access.records import FigureData
from web.address import language_of, origin_of
from web.answers import File, answer, in_words
from web.asked import Asked, asked, of_catalogue
from web.renderings import RENDERINGS
from web.seals import seal_address

SIZES = ("formato", press.PRESS_SIZES)
FORMS: Mapping[press.Format, str] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
}


@in_words
async def figure(request: Request) -> Response:
    """The figure of the path, scope, edition and ``formato`` asked for."""
    language = language_of(request.scope)
    slug, form = of_catalogue(request.path_params["file"], FORMS, language)
    wanted = await run_in_threadpool(asked, request.url.query, language, sizes=SIZES)
    origin = origin_of(request.scope)
    key = (slug, form, wanted, origin)
    file = await RENDERINGS.get(key, lambda: drawn(slug, form, wanted, origin))
    return answer(request, file, wanted.seen)


def drawn(slug: str, form: press.Format, wanted: Asked, origin: str) -> File:
    """The figure as a file."""
    data = numbers(slug, wanted)
    size = press.SIZES[wanted.size]
    address = seal_address(slug, data, wanted, origin)
    finished = press.finished_svg(
        CATALOGUE[slug], data, wanted.edition, size=size.name, address=address
    )
    name = file_name(slug, wanted.scope, data.context, size.name, form)
    return File(press.render(finished, form, size.scale), FORMS[form], name)


def numbers(slug: str, wanted: Asked) -> FigureData:
    """What the figure is drawn from."""
    with wanted.source.connect() as connection:
        about = figures.context(connection, wanted.scope)
        return figures.figure_data(connection, slug, about=about)
