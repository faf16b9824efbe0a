"""Signing in and out, and what those are told who may not see what they came for."""

from __future__ import annotations

import streamlit as st

from charts.edition import Edition
from data_access.access import Access
from data_access.codes import ROLES
from data_access.records import Context
from pages.common import access, access_log, providers


def signing(about: Context, edition: Edition) -> None:
    """In the sidebar, as whom the reader is here and the way in or out; on the page, what one who
    has no role needs to know. Nothing where no sign-in is configured."""
    if not providers.labels():
        return
    with st.sidebar:
        _way(about, edition)
    _no_role(about, edition)


def _way(about: Context, edition: Edition) -> None:
    _, reader = edition._, access.current(about)
    if not access.signed_in():
        buttons(edition, key="sidebar")
        return
    st.caption(_as(reader, about, edition))
    if access.session_over():
        buttons(edition, key="sidebar")
    st.button(_("Sign out"), on_click=st.logout, icon=":material/logout:")


def buttons(edition: Edition, *, key: str) -> None:
    """A button for each provider; the names of several say whose accounts they are for."""
    _, labels = edition._, providers.labels()
    for name, label in labels.items():
        words = _("Sign in") if len(labels) == 1 else _("Sign in: {name}").format(name=label)
        st.button(
            words,
            on_click=st.login,
            args=(None if name == providers.ONLY else name,),
            key=f"{key} {name}",
            icon=":material/login:",
        )


def _no_role(about: Context, edition: Edition) -> None:
    """To one who has signed in and is not in the table: so, and what to send to whom."""
    who = access.who()
    if who is None or about.freshness.invented or access.session_over():
        return
    if access.current(about).role != "publico":
        return
    _ = edition._
    st.info(
        _(
            "You have signed in, but this account has no role in the programme, so you see what "
            "everybody sees. Send these two lines to the programme's administration:"
        ),
        icon=":material/person_alert:",
    )
    st.code(f"--issuer {who.issuer}\n--subject {who.subject}", language=None)


def rows_closed(about: Context, edition: Edition) -> None:
    """Why this reader sees no rows, and the way to them."""
    _, reader = edition._, access.current(about)
    if reader.exact:
        text = _("Your role sees every figure and every sum, but not the MiPymes themselves.")
        st.info(text, icon=":material/lock:")
        return
    if access.signed_in() and not access.session_over():
        return  # `signing` has said why
    configured = bool(providers.labels())
    text = (
        _(
            "These are the data of real businesses: only those who coordinate the programme see "
            "them, after signing in. All figures and sums are open to everybody."
        )
        if configured
        else _(
            "These are the data of real businesses: only those who coordinate the programme see "
            "them, after signing in, which is not set up here. All figures and sums are open to "
            "everybody."
        )
    )
    st.info(text, icon=":material/lock:")
    if configured and not access.signed_in():
        buttons(edition, key="page")


def where_the_log_is(reader: Access, about: Context, edition: Edition) -> None:
    """To the administration: where it is written who looked at rows."""
    if about.freshness.invented or reader.role != "administracion":
        return
    _, path = edition._, access_log.place()
    text = _("Who looks at rows or downloads them is written to {place}.")
    st.caption(text.format(place=f"`{path}`" if path else _("the log of the server")))


def _as(reader: Access, about: Context, edition: Edition) -> str:
    _ = edition._
    if access.session_over():
        return _("Your session of eight hours has ended: sign in again.")
    role = ROLES.get(reader.role)
    if role is None or about.freshness.invented:
        return _("Signed in")
    own = [about.names.get(code, code) for code in (*reader.universities, *reader.countries)]
    return " · ".join([_(role), *own])
