"""The universities of the scope as cards; choosing one narrows the scope to it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from charts.edition import Edition
from charts.university_cards import About, as_html
from data_access.records import FigureData
from data_access.scope import Scope
from pages.common import address, data, grid
from pages.common.view import View, current


@st.fragment
def show() -> None:
    """A card for each university that takes part in the scope."""
    view = current()
    found = data.parts(view.context, "universities")
    about = _about(data.figure("universidades", view.context), view.edition)
    html = as_html(
        found,
        about,
        {part.code: address.query(_chosen(view, part.code)) for part in found},
        view.edition,
        day=data.programme_day(view.context),
    )
    pressed = grid.draw(html, key="fichas", choose=lambda code: address.go(_chosen(view, code)))
    if pressed:
        st.rerun()


def about_one(view: View, code: str) -> None:
    """Whose profile this is: the full name of the university and its country."""
    about = _about(data.figure("universidades", view.context), view.edition).get(code)
    if about is not None:
        st.write(f"{about.name}, {about.country}")


def _chosen(view: View, code: str) -> Scope:
    return replace(view.scope, universities=(code,))


def _about(shown: FigureData, edition: Edition) -> dict[str, About]:
    """What is known of each university, from the data of ``universidades``."""
    rows = shown.frame.to_dict("records")
    return {
        row["code"]: About(
            name=row["name"],
            country=edition.country_name(row["country"], shown.context),
            students=None,
        )
        for row in rows
    }
