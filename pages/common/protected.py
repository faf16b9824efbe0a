"""Where a page has something to show that is not published: why, in words, in its place."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data_access.errors import ProtectedError
from data_access.records import Context
from data_access.scope import Scope
from pages.common import access, data
from pages.common.view import current

WITHOUT_NUMBERS = ("reportes", "metodologia")
"""Pages that have something to say where even the count of the scope is protected."""

_SAID = "why something is protected, as said on this page"

P = ParamSpec("P")
R = TypeVar("R")


def look() -> data.Seen:
    """Before a page: which revision of the data it is of, and whether this reader gets every number
    as it is or what is published."""
    seen = data.look()
    data.see(access.current(data.context(Scope())))
    return seen


def or_words(draw: Callable[P, R]) -> Callable[P, R | None]:
    """A part of a page that says so where what it shows is protected."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> R | None:
        try:
            return draw(*args, **kwargs)
        except ProtectedError as error:
            say(error.why.value)
            return None

    return drawn


def say(why: str) -> None:
    """Why something is not told to everybody; once on a page, whatever it holds back."""
    said = st.session_state.setdefault(_SAID, set())
    if why not in said:
        said.add(why)
        st.info(current().edition._(why), icon=":material/lock:")


def run(page: StreamlitPage, about: Context) -> None:
    """The page, or why nothing of the scope is told."""
    st.session_state[_SAID] = set()
    why = data.figure("avance", about).protected
    if why and page.url_path not in WITHOUT_NUMBERS:
        say(why)
    else:
        page.run()
