"""What changed lately and who has not reported: the news beside the figures, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from html import escape

import streamlit as st

from charts import board_tables
from charts.edition import Edition
from charts.table import as_html
from data_access.errors import ProtectedError
from pages.common import data, probable
from pages.common.view import View

_WEEK = timedelta(weeks=1)
_FOUR_WEEKS = timedelta(days=27)
"""From the first of their days to the last."""


def draw(view: View) -> None:
    """What changed, then who has not reported: one element, because every element costs time."""
    st.html(f'<div class="noticias">{_changes(view)}{_unreported(view)}</div>')


def _changes(view: View) -> str:
    """Per university, what the last four weeks added and lost."""
    as_of, edition = view.context.as_of, view.edition
    if as_of is None:
        return ""
    _ = edition._
    heading = _said("h3", _("What changed in the last four weeks"))
    start = as_of - _FOUR_WEEKS
    period = _("From {start} to {end}").format(
        start=edition.date_words(start), end=edition.date_words(as_of)
    )
    try:
        frame = data.lately(view.context)
    except ProtectedError as error:
        return f"{heading}{_said('p', _(error.why.value))}"
    reported = data.figure("ritmo", view.context).frame["week"]
    if frame.empty and len(reported) and reported.iloc[-1].date() + _WEEK <= start:
        said = _said("p", _("Nobody has reported on these weeks yet."))
    elif frame.empty:
        said = _said("p", _("No intervention started or was dropped."))
    else:
        counted = _("By the dates of the events; what became known since a day is in Reports.")
        table = as_html(replace(board_tables.changes(frame, edition), title=""))
        said = f"{table}{_said('small', counted)}"
    return f"{heading}{_said('small', period)}{said}"


def _unreported(view: View) -> str:
    """The universities whose data do not reach the day shown, and since when."""
    as_of, edition = data.programme_day(view.context), view.edition
    listed = data.figure("universidades", view.context)
    based_here = (data.seats(view.context) if listed.protected else listed.frame)["country"]
    if view.scope.countries:
        based_here = based_here[based_here.isin(view.scope.countries)]
    if as_of is None or based_here.empty:
        return ""
    _ = edition._
    silent = data.unreported(view.context)
    heading, rows = _said("h3", _("Whose latest report is missing")), ""
    if len(silent):
        text = edition.ngettext(
            "The data of this university do not reach {day}:",
            "The data of these universities do not reach {day}:",
            len(silent),
        )
        lines = [_silence(row, as_of, edition) for row in silent.itertuples()]
        rows = f"<ul>{''.join(_said('li', line) for line in lines)}</ul>"
    elif len(based_here) == 1:
        text = _("The data of the university reach {day}.")
    else:
        text = _("The data of every university reach {day}.")
    said = _said("p", text.format(day=edition.date_words(as_of)))
    # Of the whole programme only: it looks back at every past week, too long for each new filter.
    whole = len(silent) and not view.scope.dimensions()
    expected = data.probable(view.context) if whole else None
    estimate = _said("p", probable.sentence(expected, edition)) if expected else ""
    return f"{heading}{said}{rows}{estimate}"


def _said(tag: str, words: str) -> str:
    return f"<{tag}>{escape(words)}</{tag}>"


def _silence(row, as_of: date, edition: Edition) -> str:  # type: ignore[no-untyped-def]
    """``UG: sus datos llegan al 30 de septiembre de 2021, hace 4 semanas``."""
    if row.data_until is None:
        return edition._("{name}: it has not reported yet").format(name=row.short)
    return edition._("{name}: its data reach {day}, {ago}").format(
        name=row.short,
        day=edition.date_words(row.data_until),
        ago=edition.ago((as_of - row.data_until).days),
    )
