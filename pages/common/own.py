"""Elements of our own: a page's HTML and the script that keeps it in step with the server.

One of them is drawn in a tenth of the time that Streamlit's widgets for the same would take, which
a phone feels. Their style sheets are the page's (`style`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from pages.common import clipboard

_HERE = Path(__file__).parent


@st.cache_resource
def own(name: str) -> Any:
    """The element of `name`.html and `name`.js, which may use what is in own.js and copy.js."""
    html, shared, js = (
        (_HERE / file).read_text(encoding="utf-8")
        for file in (f"{name}.html", "own.js", f"{name}.js")
    )
    return component(name, html=html, js=clipboard.script() + shared + js, isolate_styles=False)
