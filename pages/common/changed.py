"""What changed between both measurements, beside the figures: further platforms, the scores by
university and country, and what has closed."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from charts.edition import Edition
from charts.outcomes import FEWEST
from charts.table import Table, as_html
from data_access.codes import SCORES
from pages.common import data
from pages.common.protected import or_words
from pages.common.view import View


@or_words
def further_platforms(view: View) -> None:
    """How many MiPymes gained a second and a third platform."""
    edition = view.edition
    frame = data.platform_steps(view.context)
    frame = frame[frame["n"] >= FEWEST].dropna()
    messages = {
        2: edition._(
            "On two platforms or more: {before} at first, {after} at the end; {gained} of {n} "
            "MiPymes gained a second one."
        ),
        3: edition._(
            "On three or more: {before} at first, {after} at the end; {gained} gained a third one."
        ),
    }
    for row in frame.itertuples():
        said = messages[row.at_least].format(
            before=edition.percent(row.before / row.n),
            after=edition.percent(row.after / row.n),
            gained=edition.number(row.gained),
            n=edition.number(row.n),
        )
        st.write(said)


def compared(view: View) -> None:
    """The change of each score by university and by country, with its base."""
    _ = view.edition._
    st.subheader(_("By university and country"), anchor=False)
    st.caption(
        _(
            "Change of the mean score in points. With fewer than {count} pairs nothing is shown; "
            "with few, one MiPyme changes much: compare with care."
        ).format(count=view.edition.number(FEWEST))
    )
    _by("university", _("University"), view)
    _by("country", _("Country"), view)


@or_words
def _by(by: Literal["university", "country"], head: str, view: View) -> None:
    frame = data.outcomes_by(view.context, by)
    names = {
        code: view.edition.country_name(code, view.context)
        if by == "country"
        else view.context.names.get(code, code)
        for code in frame["code"]
    }
    if len(frame) > 1:
        st.html(_table(head, frame, names, view.edition))


def _table(head: str, frame: pd.DataFrame, names: dict[str, str], edition: Edition) -> str:
    _ = edition._
    heads = [head, _("Supported"), _("Measured twice"), *(_(name) for name in SCORES.values())]
    rows = []
    for row in frame.sort_values("supported", ascending=False).to_dict("records"):
        changes = [_change(row, score, edition) for score in SCORES]
        numbers = [edition.number(row["supported"]), _counted(row["n"], edition), *changes]
        rows.append((names[row["code"]], *numbers))
    numeric = (False, *[True] * (len(heads) - 1))
    return as_html(Table("", tuple(heads), numeric, tuple(rows)))


def _counted(number: int | None, edition: Edition) -> str:
    return edition._("protected") if pd.isna(number) else edition.number(number)


def _change(row: dict, score: str, edition: Edition) -> str:  # type: ignore[type-arg]
    if row["n"] == 0:
        return edition._("no measurements")
    if row[f"{score}_n"] < FEWEST:
        return edition._("protected")
    change = row[f"{score}_final"] - row[f"{score}_initial"]
    return f"+{edition.number(change, 1)}" if change > 0 else edition.number(change, 1)


@or_words
def closed(view: View) -> None:
    """How many of the supported MiPymes have closed, and what must not be read out of it."""
    edition = view.edition
    _ = edition._
    count, supported = data.closed(view.context)
    if supported < FEWEST:
        return
    st.subheader(_("Still open"), anchor=False)
    said = edition.ngettext(
        "{count} of {all} MiPymes whose intervention started is reported as closed ({share}).",
        "{count} of {all} MiPymes whose intervention started are reported as closed ({share}).",
        count,
    )
    if 0 < count < FEWEST:
        said = _("Fewer than {count} of {all} MiPymes whose intervention started are closed.")
        count = FEWEST
    st.write(
        said.format(
            count=edition.number(count),
            all=edition.number(supported),
            share=edition.percent(count / supported),
        )
    )
    st.caption(
        _(
            "The programme's release says that at least 20 % of the region's micro-enterprises "
            "have closed. The two must not be compared: those that apply are open when they do, "
            "the period is another, and a closure that nobody reported is not known."
        )
    )
