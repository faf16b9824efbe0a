"""How fresh and how complete the reports are, by university."""

from __future__ import annotations

import streamlit as st

from charts.edition import Edition
from charts.table import Table, as_html
from pages.common import data
from pages.common.protected import or_words
from pages.common.view import View
from texts import mark

_STATES = {
    "overdue": mark("overdue"),
    "due": mark("soon due"),
    "partial": mark("up to date, in part"),
}
_FIELDS = {
    "cohort": mark("Cohort"),
    "subdivision": mark("Place"),
    "sector": mark("Sector"),
    "size": mark("Size"),
    "owner_gender": mark("Gender"),
    "rural": mark("Area"),
    "channel": mark("Way of attending"),
}
_SCORES = {"initial": mark("Initial scores"), "final": mark("Final scores")}
_OF = {"initial": "started", "final": "concluded"}
"""Of whom a score can be expected."""


@or_words
def fresh(view: View) -> None:
    """Two dates for each university: how far its data reach, and when they were loaded."""
    _ = view.edition._
    st.subheader(_("How fresh the data are"), anchor=False)
    shown = data.figure("reportes", view.context).frame[["university", "short"]].drop_duplicates()
    if shown.empty:
        st.write(_("There are no reporting periods yet"))
        return
    known = data.reported(view.context).set_index("university")
    owed = data.pending(view.context).set_index("university")["reason"].to_dict()
    rows = []
    for code, short in shown.itertuples(index=False):
        said = [
            view.edition.date_short(day) if day is not None else view.edition.missing
            for day in (known.loc[code] if code in known.index else (None, None))
        ]
        rows.append([short, *said, _(_STATES[owed[code]]) if code in owed else _("up to date")])
    heads = [_("University"), _("Data until"), _("Loaded on"), _("State")]
    st.html(_table(heads, rows))


@or_words
def filled(view: View) -> None:
    """Which part of the enrolled MiPymes has each field: what the reports leave empty."""
    edition = view.edition
    _ = edition._
    frame = data.completeness(view.context)
    if frame.empty:
        return
    st.subheader(_("How complete the reports are"), anchor=False)
    st.caption(
        _(
            "Part of the enrolled MiPymes for which each field was reported; initial scores: of "
            "those that started, final scores: of those that concluded."
        )
    )
    names = [*_FIELDS.values(), *_SCORES.values()]
    heads = [_("University"), _("MiPymes"), *(_(name) for name in names)]
    rows = [_filled(row, edition) for row in frame.to_dict("records")]
    if len(rows) > 1:
        total = frame.drop(columns=["university", "short"]).sum().to_dict()
        rows.append(_filled({"short": _("All of them"), **total}, edition))
    st.html(_table(heads, rows, summed=len(rows) > 1))


def _filled(row: dict, edition: Edition) -> list[str]:  # type: ignore[type-arg]
    shares = [edition.percent(row[field] / row["mipymes"]) for field in _FIELDS]
    scores = [
        edition.percent(row[field] / row[whole] if row[whole] else None)
        for field, whole in _OF.items()
    ]
    return [row["short"], edition.number(row["mipymes"]), *shares, *scores]


def _table(heads: list[str], rows: list[list[str]], *, summed: bool = False) -> str:
    numeric = (False, *[True] * (len(heads) - 1))
    return as_html(Table("", tuple(heads), numeric, tuple(map(tuple, rows)), summed=summed))
