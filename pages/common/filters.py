"""The scope filters: drawn once, in the sidebar, keyed by the parameters of the address."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import streamlit as st

from charts.edition import Edition
from data_access.codes import SECTORS, SIZES
from data_access.records import Context
from data_access.scope import one_or_none
from data_access.vocabulary import Names


def draw(names: Names, present: Collection[str], about: Context, edition: Edition) -> None:
    """Draw the filters; what they say is in the session under their parameters. Places without
    anything to show are not offered, but stay where the address names them."""
    _ = edition._
    offered = {*present, *st.session_state["pais"], *st.session_state["estado"]}
    countries = {
        code: edition.country_name(code, about) for code in names.countries if code in offered
    }
    every = _("All")
    every_feminine = edition.pgettext("feminine", "All")
    chosen = _choice("pais", _("Country"), countries, every)
    subdivisions = {
        code: name
        for code, name in names.subdivisions.items()
        if code in offered and (_fits(code, chosen) or code in st.session_state["estado"])
    }
    division = edition.division(about, one_or_none(chosen)).capitalize()
    _choice("estado", division, subdivisions, every)
    _choice("universidad", _("University"), names.universities, every_feminine)
    _choice("generacion", _("Cohort"), names.cohorts, every_feminine)
    _choice("sector", _("Sector"), {code: _(name) for code, name in SECTORS.items()}, every)
    _choice("tamano", _("Size"), {code: _(name) for code, name in SIZES.items()}, every)
    for key, label in (("desde", _("From")), ("hasta", _("To"))):
        st.date_input(label, key=key, value=None, format="DD/MM/YYYY")


def _choice(key: str, label: str, options: Mapping[str, str], every: str) -> list[str]:
    """A filter of codes shown by name; empty means all."""
    return st.multiselect(
        label,
        list(options),
        key=key,
        format_func=options.__getitem__,
        placeholder=every,
        select_all=False,
    )


def _fits(subdivision: str, countries: Collection[str]) -> bool:
    return not countries or subdivision.split("-")[0] in countries
