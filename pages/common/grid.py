"""Our own HTML on a page (tables, cards, steps), and what the reader presses in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component


@st.cache_resource
def _listing() -> Any:
    js = Path(__file__).with_name("grid.js").read_text(encoding="utf-8")
    return component("listado", html='<div class="listado"></div>', js=js, isolate_styles=False)


def draw(html: str, *, key: str, **pressed: Callable[[str], None]) -> dict[str, str]:
    """Show `html`, which must be our own: nothing in it is escaped. Where the reader presses what
    it marks ``data-do="sort"``, `sort` is called with its ``data-value`` before the page runs
    again; and so on. Returns what was pressed, with its value."""

    def called(name: str) -> Callable[[], None]:
        return lambda: _call(pressed[name], st.session_state[key].get(name))

    callbacks = {f"on_{name}_change": called(name) for name in pressed}
    result = _listing()(data={"html": html}, key=key, **callbacks)
    return {name: getattr(result, name) for name in pressed if getattr(result, name) is not None}


def _call(function: Callable[[str], None], value: str | None) -> None:
    if value is not None:
        function(value)
