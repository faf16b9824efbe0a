"""The address of this view, to copy."""

from __future__ import annotations

import streamlit as st

from charts.edition import Edition
from data_access.scope import Scope
from pages.common import address


def draw(scope: Scope, edition: Edition) -> None:
    """A button that shows the address with Streamlit's own copy button."""
    with st.popover(edition._("Copy link"), icon=":material/link:"):
        st.code(address.of(scope), language=None, wrap_lines=True)
