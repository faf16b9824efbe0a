"""``/datos/<slug>.<csv,xlsx,json>``: exactly the numbers in the figure of a scope, as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from charts import sheets
from charts.caption import file_name
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from data_access.records import FigureData
from web.address import language_of, origin_of
from web.answers import File, answer, in_words
from web.asked import Asked, asked, of_catalogue
from web.figures import numbers
from web.renderings import RENDERINGS
from web.seals import seal_address

Format = Literal["csv", "xlsx", "json"]
FORMS: Mapping[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
_WRITERS: dict[Format, Callable[..., bytes]] = {
    "csv": sheets.as_csv,
    "xlsx": sheets.as_xlsx,
    "json": sheets.as_json,
}


@in_words
async def dataset(request: Request) -> Response:
    """The table of the figure in the path, for the scope and edition asked for."""
    language = language_of(request.scope)
    slug, form = of_catalogue(request.path_params["file"], FORMS, language)
    wanted = await run_in_threadpool(asked, request.url.query, language)
    origin = origin_of(request.scope)
    key = (slug, form, wanted, origin)
    file = await RENDERINGS.get(key, lambda: table(slug, form, wanted, origin))
    return answer(request, file, wanted.seen)


def table(slug: str, form: Format, wanted: Asked, origin: str) -> File:
    """The figure's numbers as a file."""
    data = numbers(slug, wanted)
    address = seal_address(slug, data, wanted, origin)
    return written(slug, form, data, wanted.edition, address)


def written(slug: str, form: Format, data: FigureData, edition: Edition, address: str) -> File:
    """The table of `data` as a file; its numbers can be checked at `address`."""
    figure, about = CATALOGUE[slug], data.context
    content = _WRITERS[form](
        figure.table(data, edition), figure.caption(data, edition), edition, address=address
    )
    name = file_name(slug, about.scope, about, "datos", form)
    return File(content, FORMS[form], name, attached=form != "json")
