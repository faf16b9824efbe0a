"""The answer before any figure: the verdict in a sentence, and the numbers it rests on."""

from __future__ import annotations

import streamlit as st

from charts import answer
from charts.verdict import verdict
from data_access.pace import pace
from data_access.records import FigureData
from pages.common import data
from pages.common.view import View


def headline(growth: FigureData, view: View) -> None:
    """The verdict on `growth` (the data of ``avance``) and at most four numbers."""
    weeks = data.figure("ritmo", view.context).frame
    speed = pace(weeks, growth.progress, as_of=view.context.as_of)
    said = verdict(growth, list(data.unreported(view.context)["short"]), view.edition)
    st.html(answer.headline(said, growth, speed, view.edition))
