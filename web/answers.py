"""How the routes for files answer: with the file, with “not modified”, or in words."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from charts.edition import Edition
from data_access.errors import DatabaseError, ProtectedError
from data_access.seen import Seen
from texts import Translate
from web.address import language_of

log = logging.getLogger(__name__)

RETRY_SECONDS = 5
Endpoint = Callable[[Request], Awaitable[Response]]
Writer = Callable[[str, str], tuple[str, str]]
"""Words and their language → content and media type."""

_SHARED = {
    # Whoever keeps a copy asks before using it: a report that is loaded now is seen at once.
    "Cache-Control": "no-cache",
    # Figures are made to stand on other people's pages.
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; font-src data:; "
    "img-src data:",
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


def answer(request: Request, file: File, seen: Seen | None = None) -> Response:
    """The file; 304 where the reader has it; only the head where only that is asked for. ``Age``
    says how many seconds ago the data were `seen` while their database does not answer."""
    kind = "attachment" if file.attached else "inline"
    head = _SHARED | {
        "ETag": file.tag,
        "Content-Disposition": f'{kind}; filename="{file.name}"',
    }
    if seen and seen.fault:
        head["Age"] = str(int(seen.age.total_seconds()))
    if _has(request.headers.get("if-none-match", ""), file.tag):
        return Response(status_code=304, headers=head)
    if request.method == "HEAD":
        length = {"Content-Length": str(len(file.content))}
        return Response(media_type=file.media_type, headers=head | length)
    return Response(file.content, media_type=file.media_type, headers=head)


def _has(said: str, tag: str) -> bool:
    known = [entry.strip().removeprefix("W/") for entry in said.split(",")]
    return tag in known or "*" in known


def plain(words: str, language: str) -> tuple[str, str]:
    """Words as a text file."""
    return f"{words}\n", "text/plain; charset=utf-8"


def in_words(endpoint: Endpoint, *, write: Writer = plain) -> Endpoint:
    """The endpoint, whose faults are sentences in the reader's language, put by `write`."""

    @wraps(endpoint)
    async def spoken(request: Request) -> Response:
        language = language_of(request.scope)
        _ = Edition(language)._
        try:
            return await endpoint(request)
        except RefusedError as refused:
            status, said = refused.status, refused.words
        except ProtectedError as error:
            status, said = 403, _(error.why.value)
        except BusyError:
            text = _("There is a lot to draw at the moment. Try again in {seconds} seconds.")
            status, said = 503, text.format(seconds=RETRY_SECONDS)
        except DatabaseError as error:
            status, said = 503, _referred(_(error.reason.value), error.reference, _)
        except Exception as error:
            reference = secrets.token_hex(4)
            reason = _("Something failed while making this file. The fault has been noted.")
            status, said = 500, _referred(reason, reference, _)
            log.error("file failed ref=%s", reference, exc_info=error)
        return _said(status, *write(said, language))

    return spoken


def _referred(reason: str, reference: str, _: Translate) -> str:
    message = _("Reference: {reference}")
    return f"{reason} {message.format(reference=reference)}"


def _said(status: int, content: str, media_type: str) -> Response:
    head = {**_SHARED, "Cache-Control": "no-store"}
    if status == 503:
        head["Retry-After"] = str(RETRY_SECONDS)
    return Response(content, status_code=status, media_type=media_type, headers=head)
