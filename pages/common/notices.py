"""What a reader is told when there is nothing to show, or something to know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from charts import answer
from charts.caption import freshness_words
from charts.edition import Edition
from data_access.records import Context
from data_access.scope import Dropped
from pages.common import data
from pages.common.address import LOST


def heading(context: Context, edition: Edition) -> None:
    """Whose page this is, and whether its data are invented or old."""
    st.html(answer.sign(context, edition, today=datetime.now(tz=UTC).date()))


def kept(seen: data.Seen, edition: Edition) -> None:
    """While the database does not answer: so, that what follows is what was last read of it, how
    long ago that was, and the way to try again."""
    if seen.fault is None:
        return
    _, fault = edition._, seen.fault
    words = answer.kept(_(fault.reason.value), fault.reference, seen.age, edition)
    st.warning(words, icon=":material/cloud_off:")
    st.button(_("Try again"), key="look again")


def left_out(dropped: Sequence[Dropped], edition: Edition) -> None:
    """What the link asked for and does not exist."""
    if not dropped:
        return
    text = answer.left_out(dropped, edition, "`{}`")
    if {entry.parameter for entry in dropped} == {LOST}:
        text = edition._("This page does not exist, so here is the summary: {values}.")
        text = text.format(values=f"`{LOST}={dropped[0].value[:40]}`")
    st.warning(text, icon=":material/filter_alt_off:")


def nothing(context: Context, edition: Edition) -> None:
    """No MiPyme in this scope: is it the scope, or has nothing been loaded?"""
    _ = edition._
    silent = [context.names.get(code, code) for code in context.scope.universities]
    if context.freshness.data_until is None and silent:
        text = _("There are no reports of {names} yet. The first one will show here.")
        text = text.format(names=edition.listed(silent))
    elif context.freshness.data_until is None:
        text = _("Nothing has been loaded yet. The first report will show here.")
    elif context.scope.to_query():
        text = _("No supported MiPymes match these filters.")
    else:
        text = _("No intervention has started yet, so no MiPyme counts as supported.")
    st.info(text, icon=":material/search_off:")


def freshness(context: Context, edition: Edition) -> None:
    """Two dates: how far the data reach, and when they were loaded. Says so where the reader
    asks for days that no report has reached."""
    _ = edition._
    facts = context.freshness
    if facts.data_until is None or facts.loaded_at is None:
        return
    until = edition.date_words(facts.data_until)
    if context.scope.end is not None and context.scope.end > facts.data_until:
        text = _("The data reach until {until}; nothing is known of the days after it.")
        st.info(text.format(until=until), icon=":material/event_busy:")
    st.caption(freshness_words(context, edition))
