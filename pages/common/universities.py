"""The universities of the scope as cards; choosing one narrows the scope to it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from charts import university_cards
from charts.university_cards import About
from data_access.scope import Scope
from pages.common import address, data, grid
from pages.common.protected import or_words
from pages.common.view import View, current


@st.fragment
@or_words
def show() -> None:
    """A card for each university that takes part in the scope."""
    view = current()
    found = data.parts(view.context, "universities")
    html = university_cards.as_html(
        found,
        _about(view),
        {part.code: address.query(_chosen(view, part.code)) for part in found},
        view.edition,
        day=data.programme_day(view.context),
    )
    pressed = grid.draw(html, key="fichas", choose=lambda code: address.go(_chosen(view, code)))
    if pressed:
        st.rerun()


def profile(view: View, code: str) -> None:
    """Whose profile this is: name, place, kind and students of the university."""
    about = _about(view).get(code)
    if about is not None:
        st.write(university_cards.profile(about, view.edition))


def _chosen(view: View, code: str) -> Scope:
    return replace(view.scope, universities=(code,))


def _about(view: View) -> dict[str, About]:
    """What is known of each university beside its count."""
    rows = data.overview(view.context).to_dict("records")
    return {row["code"]: university_cards.about(row, view.context, view.edition) for row in rows}
