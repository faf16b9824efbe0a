"""Choices of one page that its address carries beside the filters, so that a link, a reload and
the Back button bring them back. They are the page's own: other pages' addresses drop them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from charts.edition import Edition

NONE = "ninguna"
"""Stands for none of several."""


@dataclass(frozen=True)
class Kept:
    """A parameter of an address and the element of the page that it is kept in step with."""

    parameter: str
    key: str
    """Of the element."""
    words: Mapping[str, Any]
    """What the address says → the value of the element, of one that holds several each of them."""
    usual: Any
    """The value that need not be written; a list where there are several."""

    def take(self, edition: Edition) -> None:
        """Before the element is drawn: where the address is not the one last written, set the
        element by it. What does not exist is left out with a note."""
        said = st.query_params.get_all(self.parameter)
        if self.key in st.session_state and said == st.session_state.get(self._last, said):
            return
        several = isinstance(self.usual, list)
        known = {**self.words, NONE: None} if several else self.words
        strange = [f"`{self.parameter}={value[:40]}`" for value in said if value not in known]
        if strange:
            text = edition._("The address asks for what does not exist here: {values}.")
            st.info(text.format(values=", ".join(strange)), icon=":material/filter_alt_off:")
        values = [known[value] for value in said if value in known]
        if several:
            values = [value for value in values if value is not None] if values else self.usual
        st.session_state[self.key] = values if several else (values or [self.usual])[-1]

    def give(self, value: Any) -> None:
        """Then: write to the address what the element says."""
        several = isinstance(self.usual, list)
        chosen = list(value) if several else [value]
        usual = sorted(chosen) == sorted(self.usual) if several else value == self.usual
        named = [word for word, meant in self.words.items() if meant in chosen]
        wanted = [] if usual else named or [NONE]
        if wanted != st.query_params.get_all(self.parameter):
            st.query_params[self.parameter] = wanted
        st.session_state[self._last] = wanted

    @property
    def _last(self) -> str:
        return f"{self.parameter} as last written"
