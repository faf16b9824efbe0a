"""Where the reader is: from the whole programme down to a country, a subdivision or a university,
each step a way back."""

from __future__ import annotations

from html import escape

import streamlit as st

from data_access.scope import Scope, one_or_none
from pages.common import address, grid
from pages.common.view import View, current


@st.fragment
def show() -> None:
    """The steps of the current scope; nothing where it names no single place or university."""
    view = current()
    steps = _steps(view)
    if len(steps) < 2:
        return
    *ways, (here, _scope) = steps
    links = "".join(
        f'<li><a href="{escape(address.query(scope) or "?")}" data-do="choose" '
        f'data-value="{number}">{escape(name)}</a></li>'
        for number, (name, scope) in enumerate(ways)
    )
    label = escape(view.edition._("Where you are"))
    html = (
        f'<nav class="ruta" aria-label="{label}"><ol>{links}'
        f'<li aria-current="page">{escape(here)}</li></ol></nav>'
    )
    pressed = grid.draw(html, key="ruta", choose=lambda number: address.go(steps[int(number)][1]))
    if pressed:
        st.rerun()


def _steps(view: View) -> list[tuple[str, Scope]]:
    """Name and scope of each step, the whole programme first; every step keeps the filters that
    are no place and no university."""
    scope, edition, names = view.scope, view.edition, view.context.names
    bare = scope.without("countries", "subdivisions", "universities")
    steps = [(edition._("Whole programme"), bare)]
    country = one_or_none(scope.countries)
    subdivision = one_or_none(scope.subdivisions)
    university = one_or_none(scope.universities)
    if country:
        steps.append(
            (
                edition.country_name(country, view.context),
                scope.without("subdivisions", "universities"),
            )
        )
    if subdivision:
        steps.append((names.get(subdivision, subdivision), scope.without("universities")))
    if university:
        steps.append((names.get(university, university), scope))
    return steps
