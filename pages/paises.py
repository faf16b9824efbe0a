"""How is each country doing, down to its states, departments, regions and provinces?"""

import streamlit as st

from data_access.scope import one_or_none
from pages.common import data, mipymes, notices, places, trail
from pages.common.card import pairs
from pages.common.headline import beneath, headline
from pages.common.view import current

view = current()
_ = view.edition._
country = one_or_none(view.scope.countries)
growth = data.figure("avance", view.context)

trail.show()
if country:
    headline(growth, view)
    beneath(growth, view)
    mipymes.link(view)
else:
    st.header(_("How is each country doing?"), anchor=False)
    st.write(_("Choose a country to see its universities and where its MiPymes are."))
if growth.frame.empty:
    notices.nothing(view.context, view.edition)
elif country:
    places.where(view)
    places.universities(view, _("Universities that attend them"))
    pairs("avance", "mapa-estados", "ritmo", "etapas", "sectores", "tamano")
else:
    places.countries(view)
    pairs("paises", "curvas-paises")
