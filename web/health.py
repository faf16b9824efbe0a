"""``/salud``: whether the app is alive and its database answers."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from data_access.address import reader
from data_access.errors import DatabaseError
from data_access.freshness import freshness


async def health(_: Request) -> JSONResponse:
    """200 and the state of the data, or 503 and the kind of fault."""
    return await run_in_threadpool(_look)


def _look() -> JSONResponse:
    state: dict[str, Any]
    try:
        with reader().connect() as connection:
            facts = freshness(connection)
    except DatabaseError as error:
        status = 503
        state = {"estado": "error", "motivo": error.reason.name, "referencia": error.reference}
    else:
        status = 200
        state = {
            "estado": "ok",
            "datos_hasta": facts.data_until.isoformat() if facts.data_until else None,
            "revision": facts.revision,
            "datos_de_demostracion": facts.invented,
        }
    return JSONResponse(state, status_code=status, headers={"Cache-Control": "no-store"})
