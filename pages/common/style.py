"""What Streamlit's theme cannot say: how a page is spaced and printed. What the first answer
looks like, here and in the document of a first visit, is in charts/assets/page.css."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from charts.edition import Edition
from charts.tokens import DARK, LIGHT

_OWN = (
    Path(__file__).parents[2] / "charts" / "assets" / "page.css",
    Path(__file__).with_name("card.css"),
    Path(__file__).with_name("filters.css"),
    Path(__file__).with_name("grid.css"),
    Path(__file__).with_name("gallery.css"),
)

_SHEET = """
/* Streamlit's own grey has a contrast of 4.49. */
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p {
  color: var(--suave); opacity: 1 }
.stMainBlockContainer { padding-top: 4.5rem; padding-bottom: 3rem; max-width: 75rem }
.stHtml .noticias h3 { font-size: 1.25rem; line-height: 1.2; font-weight: 600; padding: 0;
  margin: 1rem 0 .5rem }
.noticias h3 + small { display: block; font-size: .875rem; margin-bottom: .5rem; opacity: .8 }
.llamadas { margin: 0; padding: 0; list-style: none }
.llamadas li { padding: .6rem 0; border-bottom: 1px solid rgb(128 128 128 / .35) }
.llamadas p { margin: .35rem 0 0 }
.llamadas a { color: inherit; display: inline-block; min-height: 24px; margin-left: .5rem }
.stHtml .frases .tabla :is(td, th) { white-space: normal; overflow-wrap: break-word }
.stHtml ul.clases { display: flex; flex-wrap: wrap; gap: .1rem 1rem; margin: 0; padding: 0;
  list-style: none; font-size: .875rem }
.stHtml .clases li { display: flex; align-items: center; gap: .4rem; margin: 0; padding: 0;
  font: inherit }
.clases span { width: 1.2rem; height: .8rem; border: 1px solid; flex: none }
.clases .circulo { width: .8rem; border-radius: 50%; border-color: transparent }
.clases .aro { border-width: 2px }
.clases .linea { height: 3px; border: 0 }
/* One finger scrolls the page up and down, over a map too. */
.stDeckGlJsonChart * { touch-action: pan-y !important }
@media (max-width: 640px) {
  .stMainBlockContainer { padding-top: 3.5rem }
}
@media print {
  .stSidebar, .stAppHeader { display: none }
}
"""

_MORE = """
.rc-overflow-item-rest p { visibility: hidden; font-size: 0 }
.rc-overflow-item-rest p::after { visibility: visible; font-size: .875rem; content: "%s" }
"""
"""The rest of the menu where it does not fit into a line; Streamlit says “2 more” to everybody."""

_UPLOAD = """
[data-testid="stFileUploaderDropzoneInstructions"] { visibility: hidden; width: 0 }
[data-testid="stFileUploaderDropzone"] button p { font-size: 0 }
[data-testid="stFileUploaderDropzone"] button p::after { font-size: 1rem; content: "%s" }
"""
"""What the button says; Streamlit says “Upload” and its own limit to everybody."""

_DARK_SHEET = """
@media print {
  html, body, .stApp { background: #fff !important }
  .stMain { filter: invert(1) hue-rotate(180deg) }
}
"""
"""Paper is white: a dark page is printed as its negative, hues kept."""


def apply(edition: Edition, *, dark: bool) -> None:
    """Put the style sheet into the page."""
    more = _MORE % edition._("More")
    upload = _UPLOAD % edition._("Choose a file or drop it here")
    tokens = DARK if dark else LIGHT
    ground = f":root {{ --fondo: {tokens.background}; --suave: {tokens.ink_soft} }}"
    st.html(f"<style>{ground}{_page()}{_SHEET}{more}{upload}{_DARK_SHEET if dark else ''}</style>")


@cache
def _page() -> str:
    return "".join(file.read_text(encoding="utf-8") for file in _OWN)
