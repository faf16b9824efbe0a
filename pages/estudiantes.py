"""Who accompanies the MiPymes, with which load, and in which teams?"""

import streamlit as st

from pages.common import notices, students
from pages.common.card import figure_card
from pages.common.view import current

view = current()
_ = view.edition._

st.header(_("Who accompanies the MiPymes?"), anchor=False)
figure_card("estudiantes")
if students.reported(view):
    students.warnings(view)
    left, right = st.columns(2)
    with left:
        students.teams(view)
    with right:
        figure_card("generacion", half=True)
        students.binational(view)
    students.fields(view)
elif view.context.freshness.data_until is None:
    notices.nothing(view.context, view.edition)
