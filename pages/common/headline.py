"""The answer before any figure: the verdict in a sentence, and the numbers it rests on."""

from __future__ import annotations

import streamlit as st

from charts.verdict import verdict
from data_access.pace import pace
from data_access.records import FigureData
from pages.common import data
from pages.common.view import View


def headline(growth: FigureData, view: View) -> None:
    """The verdict on `growth` (the data of ``avance``) and at most four numbers."""
    _ = view.edition._
    number = view.edition.number
    speed = pace(growth.frame, growth.progress, as_of=view.context.as_of)
    late = data.late_universities(view.context)
    st.header(verdict(growth, speed, late, view.edition), anchor=False)
    if growth.frame.empty:
        return
    progress = growth.progress
    facts = [(_("Supported MiPymes"), number(progress.supported))]
    if progress.goal is not None:
        facts.append((_("Of the goal"), view.edition.percent(progress.share)))
    facts.append((_("Per week, last six weeks"), number(speed.recent, decimals=1)))
    if progress.goal is not None:
        facts.append((_("Per week, needed"), number(speed.needed, decimals=1)))
    for column, (label, value) in zip(st.columns(len(facts)), facts, strict=True):
        column.metric(label, value)
