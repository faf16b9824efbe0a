"""The scope filters: drawn once, in the sidebar, keyed by the parameters of the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from charts.edition import Edition
from data_access.codes import SECTORS, SIZES
from data_access.records import Context
from data_access.scope import one_or_none
from data_access.vocabulary import Names


def draw(names: Names, about: Context, edition: Edition) -> None:
    """Draw the filters; what they say is in the session under their parameters."""
    _ = edition._
    places = {code: edition.country_name(code, about) for code in names.countries}
    countries = _choice("pais", _("Country"), places, edition)
    division = edition.division(about, one_or_none(countries)).capitalize()
    _choice("estado", division, _subdivisions(names, countries), edition)
    _choice("universidad", _("University"), names.universities, edition)
    _choice("generacion", _("Cohort"), names.cohorts, edition)
    _choice("sector", _("Sector"), {code: _(name) for code, name in SECTORS.items()}, edition)
    _choice("tamano", _("Size"), {code: _(name) for code, name in SIZES.items()}, edition)
    for key, label in (("desde", _("From")), ("hasta", _("To"))):
        st.date_input(label, key=key, value=None, format="DD/MM/YYYY")


def _choice(key: str, label: str, options: Mapping[str, str], edition: Edition) -> list[str]:
    """A filter of codes shown by name; empty means all."""
    return st.multiselect(
        label,
        list(options),
        key=key,
        format_func=options.__getitem__,
        placeholder=edition._("All"),
    )


def _subdivisions(names: Names, countries: Sequence[str]) -> dict[str, str]:
    """Those of the chosen countries, and any that is chosen: one that does not fit the countries
    must stay to be seen, or the result would silently be another."""
    chosen = st.session_state["estado"]
    return {
        code: name
        for code, name in names.subdivisions.items()
        if not countries or code[:2] in countries or code in chosen
    }
