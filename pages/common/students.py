"""What Estudiantes says beside its figure: heavy loads, teams of two countries, fields of study."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from charts import students
from charts import teams as words
from charts.table import as_html
from data_access.definitions import LEAST
from pages.common import data, table
from pages.common.protected import or_words
from pages.common.rows import Frame
from pages.common.table import Table
from pages.common.view import View


def reported(view: View) -> bool:
    """Whether any student of the view is reported."""
    return any(row.students for row in _universities(view))


def _universities(view: View) -> list[students.University]:
    return students.universities(data.figure("estudiantes", view.context))


@or_words
def warnings(view: View) -> None:
    """Whose students carry far more than the others, and which MiPymes have no student."""
    _ = view.edition._
    st.subheader(_("Where hands are missing"), anchor=False)
    said = words.warnings(_universities(view), view.edition)
    if said:
        st.markdown("\n".join(f"- {sentence}" for sentence in said))
    else:
        st.write(
            _(
                "No university's students carry far more than those of the others, and where "
                "students are reported every supported MiPyme has one."
            )
        )
    st.caption(
        _(
            "Heavy: one and a half times the median of the other universities or more. Large "
            "teams or short interventions can be the reason; ask before you conclude."
        )
    )


@or_words
def teams(view: View) -> None:
    """How many MiPymes are accompanied from two countries, and from which."""
    _ = view.edition._
    frame = data.teams(view.context)
    st.subheader(_("Teams of two countries"), anchor=False)
    st.write(words.mixed(frame, view.edition))
    pairs = words.pairs(frame, view.context, view.edition)
    if pairs.rows:
        st.html(as_html(pairs))


@or_words
def binational(view: View) -> None:
    """The binational start: how many of its MiPymes have students of both countries."""
    codes = tuple(data.figure("generacion", view.context).frame.query("binational")["code"])
    if codes:
        scope = replace(view.scope, cohorts=codes)
        said = words.binational(data.teams(replace(view.context, scope=scope)), view.edition)
        if said:
            st.write(said)


@or_words
def fields(view: View) -> None:
    """The students by what they study."""
    _ = view.edition._
    frame = students.fields(data.student_fields(view.context), view.edition)
    note = _("Fields with fewer than {count} students are one row: few can be recognised.")
    note = note.format(count=LEAST)
    if not frame.empty:
        table.show(Table("campos", _("Students by field of study"), Frame(frame), note=note))
