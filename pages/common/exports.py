"""What can be handed out of the view: the board report and the leaf page, at the foot of a page."""

from __future__ import annotations

import streamlit as st

from pages.common import address
from pages.common.view import View


def draw(view: View) -> None:
    """Links to them for the reader's scope and edition."""
    _ = view.edition._
    query = address.query(view.scope)
    paper = f"{query}&papel=a4" if query else "?papel=a4"
    links = {
        _("Board report (PDF, letter)"): f"./informe.pdf{query}",
        "A4": f"./informe.pdf{paper}",
        _("slides (PowerPoint)"): f"./informe.pptx{query}",
        _("Page for print and slow connections"): f"./ficha{query}",
    }
    st.markdown(" · ".join(f"[{name}]({target})" for name, target in links.items()))
