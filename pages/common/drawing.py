"""Our own SVG on a page, as it is: a component without Markdown's parser in between, which would
take several times as long in the reader's browser."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.components.v2 import component

# An unchanged drawing is left alone: no flicker when something else on the page changes.
_JS = """
export default function ({ data, parentElement }) {
  const figure = parentElement.querySelector('figure');
  if (figure.drawn === data.html) return;
  figure.innerHTML = data.html;
  figure.drawn = data.html;
}
"""


@st.cache_resource
def _figure() -> Any:
    html = '<figure class="figura"></figure>'
    return component("figura", html=html, js=_JS, isolate_styles=False)


def draw(html: str, *, key: str) -> None:
    """Show `html`, which must be our own: nothing in it is escaped."""
    _figure()(data={"html": html}, key=key)
