"""What the address of a request says, before anything is asked of the database."""

from __future__ import annotations

import os
import re
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers
from starlette.types import Scope

from charts.edition import Edition
from data_access.scope import Scope as Chosen
from data_access.scope import one_or_none
from texts import DEFAULT_LANGUAGE, spoken

_HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")


def query_of(scope: Scope) -> dict[str, list[str]]:
    """The parameters of a request, each with its values."""
    return parse_qs(scope.get("query_string", b"").decode("latin-1"))


def language_of(scope: Scope) -> str:
    """The language a request asks for (``idioma=``), or the default."""
    return spoken(query_of(scope).get("idioma", [""])[-1])


def query_for(scope: Chosen, edition: Edition, **others: str) -> str:
    """``?pais=MX&idioma=en``: a scope and its reader's edition, what is usual left out; or ''."""
    pairs = [*scope.to_query()]
    for name, value, usual in (
        ("idioma", edition.language, DEFAULT_LANGUAGE),
        ("edicion", edition.country, one_or_none(scope.countries)),
    ):
        if value and value != usual:
            pairs.append((name, value))
    query = urlencode([*pairs, *others.items()])
    return f"?{query}" if query else ""


def origin_of(scope: Scope) -> str:
    """``https://mipymes.example.org``: what every absolute address of this site starts with.

    `PUBLIC_URL` where it is set; else what the reader's browser asked for, as the proxy in front
    of the app passed it on. Empty where that is no plausible host.
    """
    configured = os.environ.get("PUBLIC_URL", "").rstrip("/")
    if configured:
        return configured
    headers = Headers(scope=scope)
    host = headers.get("x-forwarded-host", headers.get("host", "")).split(",")[0].strip()
    passed = headers.get("x-forwarded-proto", "").split(",")[0].strip()
    scheme = passed if passed in ("http", "https") else scope.get("scheme", "http")
    return f"{scheme}://{host}{scope.get('root_path', '')}" if _HOST.fullmatch(host) else ""
