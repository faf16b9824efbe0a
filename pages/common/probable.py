"""What is probable once the late reports have come, beside what is reported."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.edition import Edition
from data_access.records import Probable
from pages.common import data, table
from pages.common.protected import or_words
from pages.common.rows import Frame
from pages.common.view import View


@or_words
def draw(view: View) -> None:
    """The section: the sentence, the table by university, how good it has been."""
    _ = view.edition._
    st.subheader(_("Reported and probable"), anchor=False)
    found = data.probable(view.context)
    if found is None:
        st.write(
            _(
                "Nothing is said about late reports here: there is too little history of how late "
                "they come, or what is reported has been as good a guess."
            )
        )
        return
    st.write(sentence(found, view.edition))
    table.show(_table(found, view))


def sentence(found: Probable, edition: Edition) -> str:
    """``Reportadas hasta el 31 de octubre: 1512. Según cómo se completaron los reportes …``, and of
    whom that says nothing although their reports end before."""
    low, high = found.range
    message = edition._(
        "Reported up to {day}: {reported}. As earlier reports were completed later, they will "
        "probably be between {low} and {high}."
    )
    if low == high:
        message = edition._(
            "Reported up to {day}: {reported}. As earlier reports were completed later, they will "
            "probably be {low}."
        )
    said = message.format(
        day=edition.date_words(found.day),
        reported=edition.number(found.reported),
        low=edition.number(low),
        high=edition.number(high),
    )
    ends_before = found.frame["data_until"] < pd.Timestamp(found.day)
    untold = list(found.frame.loc[found.frame["low"].isna() & ends_before, "short"])
    if untold:
        message = edition._("How many {names} still have to report cannot be said, so none count.")
        said = f"{said} {message.format(names=edition.listed(untold))}"
    return said


def _table(found: Probable, view: View) -> table.Table:
    edition = view.edition
    _ = edition._
    heads = {
        "short": _("University"),
        "data_until": _("Data until"),
        "reported": _("Supported as reported"),
        "low": _("Probable, from"),
        "high": _("Probable, to"),
    }
    frame = found.frame.set_index("code")
    frame["data_until"] = [edition.date_short(day.date()) for day in frame["data_until"]]
    frame = frame.astype({"low": "Int64", "high": "Int64"})[list(heads)].rename(columns=heads)
    note = _(
        "An estimate from each university's own delays; a range that should hold eight of ten "
        "outcomes. On {count} past weeks its middle was {error} MiPymes away from what the count "
        "became, what was reported {reported_error}; the range held {inside} of them. Ranges do "
        "not add up. “–”: no estimate that would have been better than what is reported."
    ).format(
        count=edition.number(found.weeks),
        error=edition.number(found.error, 1),
        reported_error=edition.number(found.reported_error, 1),
        inside=edition.percent(found.inside),
    )
    return table.Table(
        "probable",
        _("Reported and probable by university"),
        Frame(frame),
        note=note,
        sums=[heads["reported"]],
        gaps={heads["low"]: "–", heads["high"]: "–"},
    )
