"""What the address of a request says, before anything is asked of the database."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.types import Scope

from texts import spoken


def query_of(scope: Scope) -> dict[str, list[str]]:
    """The parameters of a request, each with its values."""
    return parse_qs(scope.get("query_string", b"").decode("latin-1"))


def language_of(scope: Scope) -> str:
    """The language a request asks for (``idioma=``), or the default."""
    return spoken(query_of(scope).get("idioma", [""])[-1])
