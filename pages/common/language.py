"""The reader's language and edition (decimal sign, word for the geographic level); in the
address, but not part of the scope."""

from __future__ import annotations

import streamlit as st

from charts.edition import Edition
from data_access.records import Context
from data_access.scope import one_or_none
from pages.common import address


def edition_of(about: Context) -> Edition:
    """The edition the reader chose; by default that of the one country in the filters."""
    country = st.session_state["edicion"] or one_or_none(about.scope.countries)
    return Edition(language=address.language(), country=country)
