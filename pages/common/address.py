"""The address bar is the state of every page: codes in the URL, choices in the session.

Streamlit's own ``bind="query-params"`` writes the labels that a reader sees (``pais=México``);
the public addresses hold codes, whatever the language, so the two are kept in step here. This
also makes the browser's Back button restore the filters of the view it returns to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

from data_access.scope import DATE_PARAMETERS, LIST_PARAMETERS, Dropped, Scope
from data_access.vocabulary import Names
from texts import DEFAULT_LANGUAGE, LANGUAGES, spoken

READER_PARAMETERS = ("idioma", "edicion", "filas")
"""The reader's own; they are not part of the scope. `filas` is of the page of the rows."""

COUNTED, EVERY = "cuentan", "todas"
"""Which rows: those that the number of the scope counts, or all of it."""

_DEFAULTS = (DEFAULT_LANGUAGE, COUNTED)
"""What need not be written."""

LOST = "pagina"
"""Names a page that was asked for and does not exist (`web.lost`)."""

PARAMETERS = frozenset({*LIST_PARAMETERS, *DATE_PARAMETERS, *READER_PARAMETERS, LOST})
"""What the frame keeps in step; whatever else an address carries is its page's own."""

OWN = {
    "mapa": frozenset({"mapa", "medida", "capas"}),
    "mipymes": frozenset({"municipio", "orden"}),
    "reportes": frozenset({"cambios"}),
}
"""Page → parameters of its own, which no other page's address keeps."""

_WRITTEN = "address as last written"
_CHOSEN = "chosen since the address was last taken"
_LEFT_OUT = "left out of the address"

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Way:
    """Another page, and the parameters it is opened with."""

    page: str
    parameters: tuple[tuple[str, str], ...]

    @property
    def path(self) -> str:
        """Its address on this server."""
        return f"{base()}/{self.page}?{urlencode(self.parameters)}"

    def open(self) -> None:
        """Go there; nothing after this is run."""
        st.switch_page(f"{self.page}.py", query_params=list(self.parameters))


def take(names: Names, page: str) -> None:
    """Before anything is drawn: where the address is not the one last written (first visit,
    Back, edited by hand), set the filters by it. A change of page empties the address, which
    is no wish of the reader's. Nor is the address that comes with a choice: of several quick ones
    the browser sends the later before it has been told the address of the earlier."""
    asked = _ours(_current())
    if st.session_state.pop(_CHOSEN, False):
        return
    written_page, written = st.session_state.get(_WRITTEN, (None, None))
    if asked == written or (not asked and written is not None and page != written_page):
        return
    scope, dropped = Scope.from_query(asked, names.vocabulary)
    go(scope)
    allowed = {"idioma": LANGUAGES, "edicion": tuple(names.countries), "filas": (COUNTED, EVERY)}
    for parameter, values in allowed.items():
        said = asked.get(parameter, [""])[-1]
        st.session_state[parameter] = said if said in values else None
        if said and said not in values:
            dropped.append(Dropped(parameter, said))
    dropped += [Dropped(LOST, page) for page in asked.get(LOST, [])]
    st.session_state[_LEFT_OUT] = (scope, dropped)


def give(names: Names, page: str) -> tuple[Scope, list[Dropped]]:
    """Then: write what the filters say to the address. Returns the scope, and
    what the address or the filters asked for in vain, until the reader changes them."""
    scope, contradictory = Scope.from_query(_said(), names.vocabulary)
    wanted: dict[str, list[str]] = {}
    for parameter, value in [*scope.to_query(), *_reader()]:
        wanted.setdefault(parameter, []).append(value)
    st.session_state[_WRITTEN] = (page, wanted)
    foreign = frozenset().union(*(own for owner, own in OWN.items() if owner != page))
    others = {
        name: values
        for name, values in _current().items()
        if name not in PARAMETERS and name not in foreign
    }
    if {**wanted, **others} != _current():
        st.query_params.from_dict({**wanted, **others})
    at_scope, dropped = st.session_state[_LEFT_OUT]
    return scope, [*contradictory, *(dropped if at_scope == scope else ())]


def go(scope: Scope) -> None:
    """Set every filter to `scope`; in a callback, which runs before the page."""
    for parameter, field in {**LIST_PARAMETERS, **DATE_PARAMETERS}.items():
        value = getattr(scope, field)
        st.session_state[parameter] = list(value) if isinstance(value, tuple) else value


def choose(said: Mapping[str, Any]) -> None:
    """Set every filter, language and edition to what a browser sent; a callback. What does not
    exist is left to `give`."""
    st.session_state[_CHOSEN] = True
    for parameter in LIST_PARAMETERS:
        st.session_state[parameter] = [str(code) for code in said.get(parameter) or ()]
    for parameter in DATE_PARAMETERS:
        st.session_state[parameter] = _day(str(said.get(parameter)))
    st.session_state["idioma"] = spoken(said.get("idioma"))
    st.session_state["edicion"] = str(said.get("edicion") or "") or None


def language() -> str:
    """The language of this run; known even before the address has been taken."""
    return spoken(st.session_state.get("idioma") or st.query_params.get("idioma"))


def query(scope: Scope) -> str:
    """The query of the address for `scope` and this reader, with its question mark; or ''."""
    pairs = parameters(scope)
    return f"?{urlencode(pairs)}" if pairs else ""


def written(scope: Scope, more: Mapping[str, str] | None = None) -> str:
    """The parameters of `scope` alone, and a page's own, as they stand in an address."""
    return urlencode([*scope.to_query(), *(more or {}).items()])


def parameters(scope: Scope) -> list[tuple[str, str]]:
    """The parameters of the address for `scope` and this reader."""
    return [*scope.to_query(), *_reader()]


def origin() -> str:
    """``https://host`` as the reader's browser knows it; empty where it has not said."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def base() -> str:
    """What every path of this server starts with: empty, or ``/`` and ``server.baseUrlPath``."""
    path = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{path}" if path else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _current() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _ours(query: Query) -> dict[str, list[str]]:
    return {name: list(values) for name, values in query.items() if name in PARAMETERS}


def _said() -> dict[str, list[str]]:
    """The scope as the filters say it, in the form of a URL's parameters."""
    said = {parameter: list(st.session_state[parameter]) for parameter in LIST_PARAMETERS}
    for parameter in DATE_PARAMETERS:
        day: date | None = st.session_state[parameter]
        said[parameter] = [day.isoformat()] if day else []
    return said


def _reader() -> list[tuple[str, str]]:
    """The reader's parameters where they are not the default ones."""
    said = [(name, st.session_state.get(name)) for name in READER_PARAMETERS]
    return [(name, value) for name, value in said if value and value not in _DEFAULTS]
