"""What changed since a day that the reader chooses, by university. The day is in the address
(``cambios=2021-09-30``), so that a link opens the same comparison."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from charts.edition import Edition
from data_access.records import Since
from pages.common import data, table
from pages.common.protected import or_words
from pages.common.rows import Frame
from pages.common.view import View

_PARAMETER = "cambios"
_USUAL = timedelta(weeks=4)
"""How far before the last load the comparison begins where the reader says nothing."""


@or_words
def draw(view: View) -> None:
    """The section: the day, the sentence, the table."""
    edition = view.edition
    _ = edition._
    st.subheader(_("What changed"), anchor=False)
    loaded = data.loaded_on(view.context)
    if loaded is None:
        st.write(_("Nothing has been loaded yet."))
        return
    day = _day(loaded, edition)
    if day is None:
        return
    found = data.since(view.context, day)
    if found is None:
        st.write(_unknown(view))
        return
    st.write(_sentence(found, edition))
    if len(found.frame):
        table.show(_table(found, view))


def _day(loaded: date, edition: Edition) -> date | None:
    """The day the reader asks for: at first the one of the address, else the usual one."""
    usual = loaded - _USUAL
    if _PARAMETER not in st.session_state:
        said = st.query_params.get(_PARAMETER)
        try:
            asked = date.fromisoformat(said) if said else usual
        except ValueError:
            asked = usual
            note = edition._("“{value}” is not a date; the usual one is shown.")
            st.info(note.format(value=said))
        st.session_state[_PARAMETER] = asked
    day: date | None = st.date_input(
        edition._("Since the evening of"),
        key=_PARAMETER,
        min_value=date(2020, 1, 1),
        max_value=max(loaded, st.session_state[_PARAMETER] or loaded),
        format="YYYY-MM-DD",
        width=240,
        help=edition._("The day of your last report: what was loaded after it is told here."),
    )
    st.query_params[_PARAMETER] = [] if day in (None, usual) else [day.isoformat()]
    return day


def _unknown(view: View) -> str:
    """Why there is nothing to be told."""
    edition = view.edition
    _ = edition._
    if view.scope.subdivisions or view.scope.sectors or view.scope.sizes:
        return _(
            "Changes are kept by university, country and cohort: not for a selection by state, "
            "sector or size."
        )
    known = data.known_since(view.context)
    assert known is not None
    return _(
        "What the loads up to {day} changed was not kept, so it is not known. Choose a later day."
    ).format(day=edition.date_words(known))


def _sentence(found: Since, edition: Edition) -> str:
    _ = edition._
    day = edition.date_words(found.day)
    if found.now is None:
        return _("Nothing has been reported yet.")
    if found.then is None:
        return _("On the evening of {day} nothing had been reported; now they are {now}.").format(
            day=day, now=edition.number(found.now)
        )
    if found.frame.empty:
        return _("Nothing has changed since the evening of {day}: {now}.").format(
            day=day, now=edition.number(found.now)
        )
    net = found.now - found.then
    return _("{then} were known on the evening of {day}, {now} are now: {net}.").format(
        then=edition.number(found.then),
        day=day,
        now=edition.number(found.now),
        net=f"+{edition.number(net)}" if net > 0 else edition.number(net),
    )


def _table(found: Since, view: View) -> table.Table:
    _ = view.edition._
    heads = {
        "short": _("University"),
        "added": _("New"),
        "dropped": _("Left"),
        "up": _("Corrected up"),
        "down": _("Corrected down"),
        "net": _("Difference"),
    }
    frame: pd.DataFrame = found.frame.set_index("code")[list(heads)].rename(columns=heads)
    counted = list(heads.values())[1:]
    title = _("What came to be known since {day}").format(day=view.edition.date_words(found.day))
    note = _(
        "New and dropped out: on days that the university had not reported yet. Corrected: more or "
        "fewer MiPymes on days that it had reported. Difference = new − dropped out + corrected "
        "up − corrected down."
    )
    return table.Table("cambios", title, Frame(frame), note=note, sums=counted)
