"""What does each of the eight universities contribute, and where?"""

import streamlit as st

from data_access.scope import one_or_none
from pages.common import data, mipymes, notices, places, trail, universities
from pages.common.card import pairs
from pages.common.headline import beneath, headline
from pages.common.view import current

view = current()
_ = view.edition._
university = one_or_none(view.scope.universities)
growth = data.figure("avance", view.context)

trail.show()
if university:
    universities.profile(view, university)
    headline(growth, view)
    beneath(growth, view)
    mipymes.link(view)
else:
    st.header(_("What does each university contribute?"), anchor=False)
    st.write(_("Choose a university to see what it contributes and where."))
    universities.show()
if growth.frame.empty:
    notices.nothing(view.context, view.edition)
elif university:
    places.where(view)
    pairs("avance", "paises", "ritmo", "etapas", "sectores", "tamano")
else:
    places.universities(view, _("The universities side by side"))
    pairs("universidades", "curvas-universidades")
