"""Who this reader is. The one place that decides, at every look: the public unless the table of
users says otherwise."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from data_access.access import EVERYTHING, PUBLIC, Access
from data_access.identity import Identity, identity
from data_access.records import Context
from pages.common import data, providers


def signed_in() -> bool:
    """Whether someone has signed in, whoever it is and however long ago."""
    return bool(st.user.to_dict().get("is_logged_in"))


def who() -> Identity | None:
    """Who has signed in, if anyone has. Not known in another thread: take it along for `of`."""
    claims = st.user.to_dict()
    if not signed_in():
        return None
    return identity(claims, providers.audience(str(claims.get("provider"))))


def session_over() -> bool:
    """Whether someone had signed in whose session does not last any more."""
    someone = who()
    return signed_in() and (someone is None or not someone.holds(datetime.now(UTC)))


def of(who: Identity | None, about: Context) -> Access:
    """What a reader may see now: everything that is invented; of real data what the table says of
    them while their session lasts, else what the public sees."""
    if about.freshness.invented:
        return EVERYTHING
    if who is None or not who.holds(datetime.now(UTC)):
        return PUBLIC
    return data.access_of(who, about) or PUBLIC


def current(about: Context) -> Access:
    """What this reader may see now."""
    return of(who(), about)
