"""How the routes for files answer: with the file, with “not modified”, or in words."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import wraps

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from charts.edition import Edition
from data_access.errors import DatabaseError
from web.address import language_of

log = logging.getLogger(__name__)

RETRY_SECONDS = 5
Endpoint = Callable[[Request], Awaitable[Response]]

_SHARED = {
    # Whoever keeps a copy asks before using it: a report that is loaded now is seen at once.
    "Cache-Control": "no-cache",
    # Figures are made to stand on other people's pages.
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; font-src data:",
}


class RefusedError(Exception):
    """A request that is answered in words: the status, and the words for its sender."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


class BusyError(Exception):
    """Too much is under way, or it takes too long: worth another try in a few seconds."""


@dataclass(frozen=True)
class File:
    """A finished file."""

    content: bytes
    media_type: str
    name: str
    attached: bool = False
    """Whether a browser saves it instead of showing it."""
    tag: str = field(init=False)
    """A strong ETag: the hash of the content, so that the same numbers stay “not modified” after
    a load that did not touch them."""

    def __post_init__(self) -> None:
        tag = hashlib.sha256(self.content).hexdigest()[:32]
        object.__setattr__(self, "tag", f'"{tag}"')


def answer(request: Request, file: File) -> Response:
    """The file; 304 where the reader has it; only the head where only that is asked for."""
    kind = "attachment" if file.attached else "inline"
    head = _SHARED | {
        "ETag": file.tag,
        "Content-Disposition": f'{kind}; filename="{file.name}"',
    }
    if _has(request.headers.get("if-none-match", ""), file.tag):
        return Response(status_code=304, headers=head)
    if request.method == "HEAD":
        length = {"Content-Length": str(len(file.content))}
        return Response(media_type=file.media_type, headers=head | length)
    return Response(file.content, media_type=file.media_type, headers=head)


def _has(said: str, tag: str) -> bool:
    known = [entry.strip().removeprefix("W/") for entry in said.split(",")]
    return tag in known or "*" in known


def in_words(endpoint: Endpoint) -> Endpoint:
    """The endpoint, whose faults are sentences in the reader's language."""

    @wraps(endpoint)
    async def spoken(request: Request) -> Response:
        _ = Edition(language_of(request.scope))._
        try:
            return await endpoint(request)
        except RefusedError as refused:
            return _said(refused.status, refused.words)
        except BusyError:
            text = _("There is a lot to draw at the moment. Try again in {seconds} seconds.")
            return _said(503, text.format(seconds=RETRY_SECONDS))
        except DatabaseError as error:
            reason, reference = _(error.reason.value), error.reference
            status = 503
        except Exception as error:
            status, reference = 500, secrets.token_hex(4)
            reason = _("Something failed while making this file. The fault has been noted.")
            log.error("file failed ref=%s", reference, exc_info=error)
        return _said(status, f"{reason} {_('Reference: {reference}').format(reference=reference)}")

    return spoken


def _said(status: int, words: str) -> Response:
    head = {**_SHARED, "Cache-Control": "no-store"}
    if status == 503:
        head["Retry-After"] = str(RETRY_SECONDS)
    return PlainTextResponse(f"{words}\n", status_code=status, headers=head)
