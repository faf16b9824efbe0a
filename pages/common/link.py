"""The address of this view, on the clipboard with one press."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from charts.edition import Edition
from data_access.scope import Scope
from pages.common import address

_CSS = """
button {
  font: inherit; width: 100%; padding: .4rem .75rem; cursor: pointer;
  color: var(--st-text-color); background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius);
}
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color) }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px }
"""

# The address bar is read at the press: it is the reader's own, whatever proxy is in between.
# Without leave to use the clipboard the address is shown, to be copied by hand.
_JS = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector('button');
  button.textContent = data.label;
  button.onclick = async () => {
    const query = new URLSearchParams(data.query);
    for (const [name, value] of new URLSearchParams(location.search))
      if (!data.ours.includes(name)) query.append(name, value);
    const search = query.size ? '?' + query : '';
    const link = location.origin + location.pathname + search;
    try {
      await navigator.clipboard.writeText(link);
      button.textContent = data.done;
    } catch {
      window.prompt(data.label, link);
    }
    setTimeout(() => { button.textContent = data.label; }, 2000);
  };
}
"""


@st.cache_resource
def _button() -> Any:
    return component(
        "copiar_enlace", html='<button type="button" aria-live="polite"></button>', css=_CSS, js=_JS
    )


def draw(scope: Scope, edition: Edition) -> None:
    """A button that copies the address of the current page for `scope` and this reader."""
    _ = edition._
    words = {"label": _("Copy link"), "done": _("Link copied"), "query": address.query(scope)}
    words["ours"] = sorted(address.PARAMETERS)
    _button()(data=words, key="copiar-enlace")
