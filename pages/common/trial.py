"""A file tried without loading it: what would be accepted, what not, and both to take along."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from charts.table import Table, as_html
from data_access.access import Access
from data_access.records import Trial
from data_access.scope import one_or_none
from pages.common import access, address, data
from pages.common.view import View

_TRIED = "file as last tried"


def draw(view: View) -> None:
    """The university, the file, and what would happen."""
    _ = view.edition._
    universities = data.names().universities
    codes, filtered = list(universities), one_or_none(view.scope.universities)
    code = st.selectbox(
        _("Report of"),
        codes,
        index=None if filtered is None else codes.index(filtered),
        format_func=universities.__getitem__,
        placeholder=_("Choose a university"),
        key=f"archivo-universidad-{filtered or ''}",
    )
    limit = _("CSV or XLSX, at most {limit} MB.").format(limit=data.LARGEST_FILE // 1_000_000)
    st.link_button(_("Template"), f"{address.base()}/plantilla.xlsx", icon=":material/download:")
    file = st.file_uploader(
        _("Your file: {limit}").format(limit=limit),
        type=["csv", "xlsx", "txt", "tsv"],
        key="archivo",
        disabled=code is None,
        help=_("Choose the university first.") if code is None else None,
    )
    with st.expander(_("I have a mapping file")):
        mapping = st.file_uploader(
            _("Mapping (.toml) of the administration, for a table that is not our template"),
            type=["toml"],
            key="correspondencia",
        )
    if file is None or code is None:
        st.session_state.pop(_TRIED, None)
        return
    compare = may_compare(access.current(view.context), code)
    declared = (mapping.name, mapping.getvalue()) if mapping else ("", b"")
    asked = (
        file.file_id,
        mapping.file_id if mapping else "",
        code,
        compare,
        view.edition.language,
        view.context.freshness.revision,
    )
    if st.session_state.get(_TRIED, (None,))[0] != asked:
        with st.spinner(_("Reading the file…")):
            found = data.tried(
                file.getvalue(),
                code,
                compare=compare,
                language=view.edition.language,
                mapping=declared,
            )
        st.session_state[_TRIED] = (asked, found)
    _show(st.session_state[_TRIED][1], view, compare=compare)


def may_compare(allowed: Access, code: str) -> bool:
    """Whether a reader may know which MiPymes of a university are loaded: only who sees all of its
    rows. To anybody else a file could be a question about them."""
    return allowed.whole(code)


def _show(found: Trial, view: View, *, compare: bool) -> None:
    edition = view.edition
    _, number = edition._, edition.number
    if found.refused:
        st.error(_("This file would not be loaded."), icon=":material/block:")
        st.html(f"<p>{escape(found.refused)}</p>")
        return
    accepted = found.read - found.rejected
    st.subheader(
        _("Of {read} rows, {accepted} would be accepted and {rejected} rejected").format(
            read=number(found.read), accepted=number(accepted), rejected=number(found.rejected)
        ),
        anchor=False,
    )
    if compare:
        said = _("Beside what is loaded: {new} new, {updated} updated, {unchanged} unchanged.")
        counts = {"new": found.new, "updated": found.updated, "unchanged": found.unchanged}
        st.write(said.format(**{name: number(count) for name, count in counts.items()}))
    else:
        st.info(
            _(
                "Only the form of the file was checked, beside no data: which MiPymes are loaded "
                "is known to those who coordinate the university, after signing in."
            ),
            icon=":material/lock:",
        )
    for column, (label, content, name) in zip(
        st.columns(2),
        (
            (_("Accepted rows, as our template"), found.accepted, "aceptadas.xlsx"),
            (_("Rejected rows, with their reasons"), found.rejections, "rechazadas.csv"),
        ),
        strict=True,
    ):
        count = accepted if name.startswith("a") else found.rejected
        column.download_button(
            label, partial(bytes, content), file_name=name, on_click="ignore", disabled=not count
        )
    if found.findings:
        _findings(found, view)
    st.subheader(_("How the file was read"), anchor=False)
    # Not as Markdown: a header of the file must not become a link or a picture of this page.
    st.html(f"<ul>{''.join(f'<li>{escape(note)}</li>' for note in found.notes)}</ul>")


def _findings(found: Trial, view: View) -> None:
    """The findings as a table, the first of them where there are many."""
    _, number = view.edition._, view.edition.number
    st.subheader(_("What was found"), anchor=False)
    heads = (_("Line"), _("Column"), _("Value"), _("Reason"), _("Suggestion"))
    rows = tuple(
        (number(line), column or _("the whole line"), value or "–", reason, suggestion or "–")
        for line, column, value, reason, suggestion in found.findings
    )
    listed = as_html(Table("", heads, (False,) * len(heads), rows))
    st.html(f'<div class="frases">{listed}</div>')
    note = _("A row with a finding is not loaded; all its findings are told.")
    if found.found > len(rows):
        shown = _("The first {count} are here, all are in the file of rejected rows.")
        note += " " + shown.format(count=number(len(rows)))
    st.caption(note)
