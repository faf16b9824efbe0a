"""What a reader assumes in the simulator: a capacity per university, and whether breaks count.
It is in the address (``capacidad=unf:1.5``, ``pausas=no``), so that a link opens the scenario."""

from __future__ import annotations

import re
from dataclasses import dataclass

import streamlit as st

from charts import press
from charts.catalogue import CATALOGUE
from data_access.errors import Protected, ProtectedError
from data_access.records import FigureData
from pages.common import clipboard, data
from pages.common.view import View

_CAPACITY, _BREAKS = "capacidad", "pausas"
_NUMBER = re.compile(r"\d{1,5}(\.\d{1,2})?")
_MOST = 10_000.0
"""MiPymes per week and university."""
_COLUMNS = 4


@dataclass(frozen=True)
class Assumed:
    """What the reader assumes."""

    capacity: float
    """MiPymes per full working week, of all universities."""
    breaks: bool


def draw(view: View) -> Assumed:
    """A field for each university of the scope, at first with its own pace, and the switch."""
    _ = view.edition._
    shown = data.figure("universidades", view.context)
    if shown.protected:
        raise ProtectedError(Protected(shown.protected))
    universities = shown.frame.sort_values("short")
    paces = data.paces(view.context)
    usual = {code: round(max(paces.get(code) or 0.0, 0.0), 1) for code in universities["code"]}
    if f"{_BREAKS}-{view.scope}" not in st.session_state:
        _take(usual)
        st.session_state[f"{_BREAKS}-{view.scope}"] = True
    columns = st.columns(_COLUMNS)
    capacities = {
        row.code: columns[number % _COLUMNS].number_input(
            row.short, 0.0, _MOST, step=0.5, format="%g", key=f"{_CAPACITY}-{row.code}"
        )
        for number, row in enumerate(universities.itertuples())
    }
    breaks = st.toggle(
        _("Count the academic breaks"),
        key=_BREAKS,
        help=_(
            "Fewer interventions begin between terms, in Holy Week and at the turn of the year."
        ),
    )
    changed = [f"{code}:{value:g}" for code, value in capacities.items() if value != usual[code]]
    st.query_params[_CAPACITY] = changed
    st.query_params[_BREAKS] = [] if breaks else ["no"]
    return Assumed(sum(capacities.values()), breaks)


def _take(usual: dict[str, float]) -> None:
    """Set the fields by the address, and by the usual pace where it says nothing."""
    asked = dict(usual)
    for said in st.query_params.get_all(_CAPACITY):
        code, _, value = said.partition(":")
        if code in usual and _NUMBER.fullmatch(value):
            asked[code] = min(float(value), _MOST)
    for code, value in asked.items():
        st.session_state[f"{_CAPACITY}-{code}"] = value
    st.session_state[_BREAKS] = st.query_params.get(_BREAKS) != "no"


def picture(growth: FigureData, view: View) -> None:
    """The curve with the scenario in the forecast's place. It is the reader's own, so it is no
    figure of the catalogue."""
    drawings = "".join(
        f'<div class="{size}">{finished}</div>'
        for size in press.SCREEN_SIZES
        for finished in [
            press.finished_svg(
                CATALOGUE["avance"], growth, view.edition, size=size, tokens=view.tokens
            )
        ]
    )
    clipboard.draw(f'<figure class="figura">{drawings}</figure>', key="escenario")
