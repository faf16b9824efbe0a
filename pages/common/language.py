"""The reader's language and edition (decimal sign, word for the geographic level); in the URL,
but not part of the scope."""

from __future__ import annotations

import streamlit as st

from charts.edition import Edition
from data_access.records import Context
from data_access.scope import one_or_none
from texts import DEFAULT_LANGUAGE, LANGUAGES

_LABELS = {"es": "Español", "en": "English"}


def chosen() -> str:
    """The language of this run, known before its widget is drawn."""
    asked = st.session_state.get("idioma") or st.query_params.get("idioma")
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def draw(about: Context, edition: Edition) -> Edition:
    """Draw the pickers; returns the edition they say: by default that of the one country
    chosen in the filters."""
    _ = edition._
    st.segmented_control(
        _("Language"),
        LANGUAGES,
        default=DEFAULT_LANGUAGE,
        required=True,
        key="idioma",
        bind="query-params",
        format_func=_LABELS.__getitem__,
    )
    country = st.selectbox(
        _("Edition"),
        sorted(about.divisions),
        index=None,
        key="edicion",
        bind="query-params",
        format_func=lambda code: edition.country_name(code, about),
        placeholder=_("By the chosen country"),
        help=_("Decimal sign and the word for states, departments, regions or provinces."),
    )
    return Edition(language=edition.language, country=country or one_or_none(about.scope.countries))
