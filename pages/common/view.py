"""What the reader looks at: the scope, the edition and the colours of this run.

The frame sets it once; pages and cards take it from here.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from charts.edition import Edition
from charts.tokens import DARK, LIGHT, Tokens
from data_access.records import Context
from data_access.scope import Scope

_KEY = "view"


@dataclass(frozen=True)
class View:
    """One reader's view of the programme."""

    context: Context
    edition: Edition

    @property
    def scope(self) -> Scope:
        """Which MiPymes, in which period."""
        return self.context.scope

    @property
    def tokens(self) -> Tokens:
        """The colours of the reader's light or dark theme."""
        return DARK if is_dark() else LIGHT


def is_dark() -> bool:
    """Whether the reader's browser shows the dark theme."""
    return st.context.theme.type == "dark"


def show(view: View) -> None:
    """Make `view` the one of this run."""
    st.session_state[_KEY] = view


def current() -> View:
    """The view of this run."""
    view: View = st.session_state[_KEY]
    return view
