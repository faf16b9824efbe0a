"""Whom to call today: one block a university, with a message to copy or to open."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

import streamlit as st

from charts import answer
from charts.calls import Call, calls
from pages.common import address, clipboard, data, rejections
from pages.common.protected import or_words
from pages.common.view import View
from texts import PROGRAMME


@or_words
def today(view: View) -> None:
    """The calls of the reader's scope, the most urgent first; or that there are none."""
    _ = view.edition._
    st.subheader(_("Whom to call today"), anchor=False)
    if data.figure("reportes", view.context).frame.empty:
        st.write(_("There are no reporting periods yet: reports loaded with a period make them."))
        return
    home = f"{address.origin()}{address.base()}"
    found = calls(
        data.pending(view.context),
        view.edition,
        template=f"{home}/plantilla.xlsx",
        check=f"{home}/archivo",
        rejected=rejections.rejected(view),
    )
    if not found:
        st.write(_("Nobody: no report is owed, and no row of one was rejected."))
        return
    blocks = "".join(_block(call, view) for call in found)
    clipboard.draw(f'<ol class="llamadas">{blocks}</ol>', key="llamadas")


def _block(call: Call, view: View) -> str:
    _ = view.edition._
    button = answer.copy_button(_("Copy message"), call.message, view.edition)
    links = {
        _("E-mail"): f"mailto:?subject={quote(PROGRAMME)}&body={quote(call.message)}",
        "WhatsApp": f"https://wa.me/?text={quote(call.message)}",
    }
    anchors = " ".join(
        f'<a href="{escape(target)}" target="_blank" rel="noreferrer">{escape(name)}</a>'
        for name, target in links.items()
    )
    return (
        f"<li><strong>{escape(call.short)}</strong> {escape(call.university)}"
        f"<p>{escape(call.why)}</p><p>{button} {anchors}</p></li>"
    )
