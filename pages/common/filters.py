"""The scope filters: drawn once, in the sidebar, and bound to the URL.

The widgets' keys are the public parameter names, so that the browser's address is the scope.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from charts.edition import Edition
from data_access.codes import SECTORS, SIZES
from data_access.records import Context
from data_access.scope import LIST_PARAMETERS, Dropped, Scope, one_or_none
from data_access.vocabulary import Names

_NOTED = "values of the link that were left out"
BOUND = "query-params"


def draw(names: Names, about: Context, edition: Edition) -> tuple[Scope, list[Dropped]]:
    """Draw the filters; returns the scope they say, and what the link asked for in vain."""
    _ = edition._
    asked = {key: st.query_params.get_all(key) for key in st.query_params}
    places = {code: edition.country_name(code, about) for code in names.countries}
    countries = _choice("pais", _("Country"), places, edition)
    division = edition.division(about, one_or_none(countries)).capitalize()
    _choice("estado", division, _subdivisions(names, countries, asked), edition)
    _choice("universidad", _("University"), names.universities, edition)
    _choice("generacion", _("Cohort"), names.cohorts, edition)
    _choice("sector", _("Sector"), {code: _(name) for code, name in SECTORS.items()}, edition)
    _choice("tamano", _("Size"), {code: _(name) for code, name in SIZES.items()}, edition)
    for key, label in (("desde", _("From")), ("hasta", _("To"))):
        st.date_input(label, value=None, key=key, bind=BOUND, format="DD/MM/YYYY")
    scope, contradictory = Scope.from_query(_said(), names.vocabulary)
    return scope, contradictory + _unknown(asked, names, scope)


def clear() -> None:
    """Empty every filter (a widget's callback: it runs before the widgets are drawn)."""
    for parameter in LIST_PARAMETERS:
        st.session_state[parameter] = []
    st.session_state["desde"] = st.session_state["hasta"] = None


def _choice(key: str, label: str, options: Mapping[str, str], edition: Edition) -> list[str]:
    """A filter of codes shown by name; empty means all."""
    return st.multiselect(
        label,
        list(options),
        key=key,
        bind=BOUND,
        format_func=options.__getitem__,
        placeholder=edition._("All"),
    )


def _subdivisions(
    names: Names, countries: Sequence[str], asked: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Those of the chosen countries, and any the link or the reader has chosen: one that does
    not fit the countries must stay to be seen, or the result would silently be another."""
    kept = {*asked.get("estado", ()), *st.session_state.get("estado", ())}
    return {
        code: name
        for code, name in names.subdivisions.items()
        if not countries or code[:2] in countries or code in kept
    }


def _said() -> dict[str, list[str]]:
    """The scope as the widgets say it, in the form of a URL's parameters."""
    said = {parameter: list(st.session_state[parameter]) for parameter in LIST_PARAMETERS}
    for parameter in ("desde", "hasta"):
        day = st.session_state[parameter]
        said[parameter] = [day.isoformat()] if day else []
    return said


def _unknown(asked: Mapping[str, Sequence[str]], names: Names, scope: Scope) -> list[Dropped]:
    """What the link asked for and does not exist. Streamlit takes it out of the address at
    once, so it is remembered until the reader changes the filters."""
    _, dropped = Scope.from_query(asked, names.vocabulary)
    if dropped:
        st.session_state[_NOTED] = (scope, dropped)
    noted_scope, noted = st.session_state.get(_NOTED, (None, []))
    return list(noted) if noted_scope == scope else []
