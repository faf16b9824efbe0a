"""Where are the MiPymes, and where are the universities?"""

import streamlit as st

from data_access.scope import one_or_none
from pages.common import data, interactive, mipymes, notices, places, trail
from pages.common.card import figure_card
from pages.common.view import current

view = current()
_ = view.edition._
country = one_or_none(view.scope.countries)

trail.show()
st.header(_("Where are the MiPymes, and where are the universities?"), anchor=False)
if data.figure("avance", view.context).progress.supported == 0:
    notices.nothing(view.context, view.edition)
else:
    mipymes.link(view)
    interactive.show()
    if country:
        places.where(view)
    else:
        places.countries(view)
        figure_card("mapa-estados")
