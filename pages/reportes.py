"""Who has reported, how fresh and complete is the data, whom do I call today?"""

import streamlit as st

from pages.common import calls, completeness, probable, rejections, since, suspicious
from pages.common.card import figure_card
from pages.common.view import current

view = current()
_ = view.edition._

st.header(_("Reports"), anchor=False)
figure_card("reportes")
left, right = st.columns(2)
with left:
    calls.today(view)
with right:
    completeness.fresh(view)
rejections.draw(view)
completeness.filled(view)
suspicious.draw(view)
probable.draw(view)
since.draw(view)
