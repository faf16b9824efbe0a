"""The reader's language and edition (decimal sign, word for the geographic level); in the
address, but not part of the scope."""

from __future__ import annotations

import streamlit as st

from charts.edition import Edition
from data_access.records import Context
from data_access.scope import one_or_none
from pages.common import address
from texts import DEFAULT_LANGUAGE, LANGUAGES

_LABELS = {"es": "Español", "en": "English"}


def draw(about: Context, edition: Edition) -> None:
    """Draw the pickers of language and edition."""
    _ = edition._
    names = {code: edition.country_name(code, about) for code in about.divisions}
    if st.session_state["idioma"] is None:
        st.session_state["idioma"] = DEFAULT_LANGUAGE
    st.segmented_control(
        _("Language"), LANGUAGES, required=True, key="idioma", format_func=_LABELS.__getitem__
    )
    st.selectbox(
        _("Format of the country"),
        sorted(names, key=names.__getitem__),
        index=None,
        key="edicion",
        format_func=names.__getitem__,
        placeholder=_("By the chosen country"),
        help=_("Decimal sign and the word for states, departments, regions or provinces."),
    )


def edition_of(about: Context) -> Edition:
    """The edition the reader chose; by default that of the one country in the filters."""
    country = st.session_state["edicion"] or one_or_none(about.scope.countries)
    return Edition(language=address.language(), country=country)
