"""The address of this view, to copy."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from charts.edition import Edition
from data_access.scope import Scope


def address(scope: Scope) -> str:
    """The address of the current page with `scope`, and with nothing else in it."""
    parts = urlsplit(st.context.url or "")
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(scope.to_query()), ""))


def draw(scope: Scope, edition: Edition) -> None:
    """A button that shows the address with Streamlit's own copy button."""
    with st.popover(edition._("Copy link"), icon=":material/link:"):
        st.code(address(scope), language=None, wrap_lines=True)
