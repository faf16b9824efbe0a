"""What Streamlit's theme cannot say: how a page is spaced, and which of its two drawings a
figure shows. The only style sheet of the pages."""

from __future__ import annotations

import streamlit as st

_SHEET = """<style>
.stMainBlockContainer { padding-top: 4.5rem; padding-bottom: 3rem; max-width: 75rem }
.rotulo { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center }
.rotulo h1 { font-size: .9rem; font-weight: 600; padding: 0; margin: 0 }
.demostracion { font-size: .85rem; padding: 0 .5rem; border: 1px solid currentColor;
  border-radius: 3px }
.figura { margin: 0 }
.stButtonGroup { padding-top: .5rem }
.figura svg { width: 100%; height: auto; display: block }
.figura .angosto { display: none }
.stHtml dl.cifras { display: grid; grid-template-columns: repeat(4, 1fr);
  gap: .75rem 1.5rem; margin: 0; padding: 0 }
.cifras div { border-top: 2px solid currentColor; padding-top: .35rem }
.cifras dt { font-size: .875rem }
.cifras dd { font-size: 1.9rem; font-weight: 700; line-height: 1.2; margin: 0;
  padding: 0 }
@media (max-width: 640px) {
  .stMainBlockContainer { padding-top: 3.5rem }
  .figura .ancho { display: none }
  .figura .angosto { display: block }
  .stHtml dl.cifras { grid-template-columns: repeat(2, 1fr); gap: .5rem 1rem }
  .cifras dd { font-size: 1.4rem }
  .stMainBlockContainer h2 { font-size: 1.3rem }
}
@media print {
  .stSidebar, .stAppHeader, .stButtonGroup { display: none }
}
</style>"""


_DARK_SHEET = """<style>
@media print {
  html, body, .stApp { background: #fff !important }
  .stMain { filter: invert(1) hue-rotate(180deg) }
}
</style>"""
"""Paper is white: a dark page is printed as its negative, hues kept."""


def apply(*, dark: bool) -> None:
    """Put the style sheet into the page."""
    st.html(_SHEET + (_DARK_SHEET if dark else ""))
