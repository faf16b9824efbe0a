"""Did it help? Scores, platforms and sales, before and after."""

import streamlit as st

from pages.common import changed, data, notices
from pages.common.card import figure_card
from pages.common.view import current

view = current()
_ = view.edition._

st.header(_("What changed for the MiPymes?"), anchor=False)
st.write(
    _(
        "Initial and final measurements of the MiPymes that have both. They show what changed, not "
        "why: there is no comparison group, and those measured twice may differ from the others."
    )
)
if data.figure("avance", view.context).frame.empty:
    notices.nothing(view.context, view.edition)
else:
    figure_card("antes-despues")
    left, right = st.columns(2)
    with left:
        figure_card("plataformas", half=True)
        changed.further_platforms(view)
    with right:
        figure_card("ventas", half=True)
    changed.compared(view)
    changed.closed(view)
