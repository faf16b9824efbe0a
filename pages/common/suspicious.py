"""Faults found in what is loaded: counts for everybody, the rows for those who may see them."""

from __future__ import annotations

import streamlit as st

from charts import faults as words
from charts.table import as_html
from pages.common import access, access_log, data, table
from pages.common.access_log import Action
from pages.common.protected import or_words
from pages.common.rows import Frame
from pages.common.table import Table
from pages.common.view import View

MOST = 1000
"""Rows of one kind that are shown: whoever has more corrects these first."""


@or_words
def draw(view: View) -> None:
    """The section: what was found, where, what to do; then the rows of one kind."""
    edition = view.edition
    _ = edition._
    st.subheader(_("What may be wrong in the data"), anchor=False)
    found = data.faults_found(view.context)
    seen = words.table(found, view.context, edition)
    if not seen.rows:
        kinds = edition.listed([_within(words.name(kind, edition)) for kind in found])
        told = _("Looked for: {kinds}.").format(kinds=kinds)
        st.write(_("None of the faults that are looked for was found.") + " " + told)
        return
    st.caption(
        _(
            "The loader lets these rows in, because they are possible; they are hardly true. They "
            "count in all figures until the university corrects them. Points are only compared "
            "with the rectangle around their place, so not every wrong one is found."
        )
    )
    st.html(f'<div class="frases">{as_html(seen)}</div>')
    kinds = [kind for kind, counts in found.items() if counts]
    if kinds and access.current(view.context).rows:
        _rows(view, kinds)


def _rows(view: View, kinds: list[str]) -> None:
    """The MiPymes of the kind that the reader chooses."""
    edition = view.edition
    kind = st.selectbox(
        edition._("See the rows of"),
        kinds,
        index=None,
        format_func=lambda kind: words.name(kind, edition),
        placeholder=edition._("Choose what was found"),
        key="fallas",
    )
    if kind is None:
        return
    who = access.who()
    allowed = access.of(who, view.context)
    frame = data.faulty(allowed, view.context, kind, MOST)
    if frame.empty:
        st.write(edition._("None of them is among the rows that you may see."))
        return

    def handed_out(action: Action, rows: int) -> str:
        scope = view.scope
        return access_log.note(action, who, allowed, page="reportes", scope=scope, rows=rows)

    shown = Frame(words.rows(frame, kind, view.context, edition))
    title = words.name(kind, edition)
    table.show(Table(f"fallas-{kind}", title, shown, handed_out=handed_out, dense=True))


def _within(name: str) -> str:
    """A name of a fault inside a sentence; none begins with a name of its own."""
    return name[:1].lower() + name[1:]
