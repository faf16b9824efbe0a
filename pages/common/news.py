"""What changed lately and who has not reported: the news beside the figures, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from html import escape

import streamlit as st

from charts import board_tables
from charts.edition import Edition
from charts.table import as_html
from pages.common import data
from pages.common.view import View

_WEEK = timedelta(weeks=1)
_FOUR_WEEKS = timedelta(days=27)
"""From the first of their days to the last."""


def changes(view: View) -> None:
    """Per university, what the last four weeks added and lost."""
    as_of, edition = view.context.as_of, view.edition
    if as_of is None:
        return
    _ = edition._
    st.subheader(_("What changed in the last four weeks"), anchor=False)
    start = as_of - _FOUR_WEEKS
    period = _("From {start} to {end}").format(
        start=edition.date_words(start), end=edition.date_words(as_of)
    )
    st.caption(period)
    frame = data.lately(view.context)
    reported = data.figure("ritmo", view.context).frame["week"]
    if frame.empty and len(reported) and reported.iloc[-1].date() + _WEEK <= start:
        st.write(_("Nobody has reported on these weeks yet."))
    elif frame.empty:
        st.write(_("No intervention started or was dropped."))
    else:
        st.html(as_html(replace(board_tables.changes(frame, edition), title="")))


def unreported(view: View) -> None:
    """The universities whose data do not reach the day shown, and since when."""
    as_of, edition = data.programme_day(view.context), view.edition
    based_here = data.figure("universidades", view.context).frame["country"]
    if view.scope.countries:
        based_here = based_here[based_here.isin(view.scope.countries)]
    if as_of is None or based_here.empty:
        return
    _ = edition._
    st.subheader(_("Who has not reported"), anchor=False)
    silent = data.unreported(view.context)
    day = edition.date_words(as_of)
    if len(silent):
        lines = [_silence(row, as_of, edition) for row in silent.itertuples()]
        st.write(_("These universities have not reported up to {day}:").format(day=day))
        st.html(f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>")
    elif len(based_here) == 1:
        st.write(_("The university has reported up to {day}.").format(day=day))
    else:
        st.write(_("Every university has reported up to {day}.").format(day=day))


def _silence(row, as_of: date, edition: Edition) -> str:  # type: ignore[no-untyped-def]
    """``UG: sus datos llegan al 30 de septiembre de 2021, hace 4 semanas``."""
    if row.data_until is None:
        return edition._("{name}: it has not reported yet").format(name=row.short)
    return edition._("{name}: its data reach {day}, {ago}").format(
        name=row.short,
        day=edition.date_words(row.data_until),
        ago=edition.ago((as_of - row.data_until).days),
    )
