"""Are we going to reach 2,000, and what stands in the way?"""

import streamlit as st

from pages.common import data, mipymes, news, notices
from pages.common.card import figure_card, pairs
from pages.common.headline import beneath, headline
from pages.common.view import current

view = current()
growth = data.figure("avance", view.context)

headline(growth, view)
if growth.frame.empty:
    notices.nothing(view.context, view.edition)
    if data.figure("etapas", view.context).frame["mipymes"].any():
        figure_card("etapas")
else:
    figure_card("avance")
    beneath(growth, view)
    mipymes.link(view)
    pairs("universidades", "paises", "ritmo", "etapas")
    left, right = st.columns(2)
    with left:
        figure_card("generacion", half=True)
    with right:
        news.draw(view)
