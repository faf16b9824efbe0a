"""Our own HTML with buttons that copy a text: what `charts.answer.copy_button` writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

_COPY = Path(__file__).parents[2] / "charts" / "assets" / "copy.js"
_JS = """
export default function ({ data, parentElement }) {
  const place = parentElement.querySelector('div');
  if (place.drawn === data.html) return;
  place.innerHTML = data.html;
  place.drawn = data.html;
  copies(place);
}
"""


def script() -> str:
    """JavaScript of ``copies(root)``, which makes the buttons inside `root` work."""
    return _COPY.read_text(encoding="utf-8")


@st.cache_resource
def _place() -> Any:
    html, js = "<div></div>", script() + _JS
    return component("texto_con_copia", html=html, js=js, isolate_styles=False)


def draw(html: str, *, key: str) -> None:
    """Show `html`, which must be our own: nothing in it is escaped."""
    _place()(data={"html": html}, key=key)
