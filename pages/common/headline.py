"""The answer before any figure: the verdict in a sentence, and the numbers it rests on."""

from __future__ import annotations

from html import escape

import streamlit as st

from charts.verdict import verdict
from data_access.pace import pace
from data_access.records import FigureData
from pages.common import data
from pages.common.view import View


def headline(growth: FigureData, view: View) -> None:
    """The verdict on `growth` (the data of ``avance``) and at most four numbers."""
    speed = pace(growth.frame, growth.progress, as_of=view.context.as_of)
    answer = verdict(growth, speed, data.late_universities(view.context), view.edition)
    st.header(answer.standing, anchor=False)
    st.write(answer.outlook)
    if growth.frame.empty:
        return
    _, number = view.edition._, view.edition.number
    progress, since_a_day = growth.progress, view.scope.start is not None
    counted = _("Added in the period") if since_a_day else _("Supported MiPymes")
    facts = {counted: number(progress.supported)}
    # A goal is for the whole count, not for what a period with a start added to it.
    with_goal = progress.goal is not None and not since_a_day
    if with_goal:
        facts[_("Of the goal")] = view.edition.percent(progress.share)
    facts[_("Per week (last six weeks)")] = number(speed.recent)
    if with_goal:
        facts[_("Needed per week")] = number(speed.needed)
    cells = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in facts.items()
    )
    st.html(f'<dl class="cifras">{cells}</dl>')
