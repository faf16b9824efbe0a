"""Figures side by side."""

from __future__ import annotations

import streamlit as st

from charts.catalogue import CATALOGUE
from pages.common.card import figure_card


def pairs(*slugs: str) -> None:
    """The figures two in a row."""
    known = [slug for slug in slugs if slug in CATALOGUE]
    for start in range(0, len(known), 2):
        for column, slug in zip(st.columns(2), known[start : start + 2], strict=False):
            with column:
                figure_card(slug, half=True)
