"""``/plantilla.xlsx``: the spreadsheet that universities fill in."""

from __future__ import annotations

from functools import cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from data_access.intake.template import template_bytes
from web.address import language_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_made = cache(template_bytes)


async def template(request: Request) -> Response:
    """The template in the language asked for."""
    content = await run_in_threadpool(_made, language_of(request.scope))
    head = {"Content-Disposition": 'attachment; filename="plantilla.xlsx"'}
    return Response(content, media_type=XLSX, headers=head)
