"""The main script: what surrounds every page. Language, filters, menu, notices, footer."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from charts.edition import Edition
from pages.common import address, data, exports, filters, language, notices, protected, style
from pages.common.sign_in import signing
from pages.common.view import View, is_dark, show
from texts import PROGRAMME

ICON = Path(__file__).parent.parent / "charts" / "assets" / "icon.png"

st.set_page_config(page_title=PROGRAMME, page_icon=str(ICON), layout="wide")
edition = Edition(language=address.language())
_ = edition._
page = st.navigation(
    [
        st.Page("resumen.py", title=_("Summary"), url_path="resumen", default=True),
        st.Page("mapa.py", title=_("Map"), url_path="mapa"),
        st.Page("paises.py", title=_("Countries"), url_path="paises"),
        st.Page("universidades.py", title=_("Universities"), url_path="universidades"),
        st.Page("resultados.py", title=_("Results"), url_path="resultados"),
        st.Page("estudiantes.py", title=_("Students"), url_path="estudiantes"),
        st.Page("simulador.py", title=_("Simulator"), url_path="simulador"),
        st.Page("reportes.py", title=_("Reports"), url_path="reportes"),
        st.Page("archivo.py", title=_("Check a file"), url_path="archivo"),
        st.Page("mipymes.py", title=_("MiPymes"), url_path="mipymes"),
        st.Page("prensa.py", title=_("Press"), url_path="prensa"),
        st.Page("metodologia.py", title=_("Methodology"), url_path="metodologia"),
    ],
    position="top",
)

style.apply(edition, dark=is_dark())
seen = protected.look()
names = data.names()
address.take(names, page.url_path)
scope, dropped = address.give(names, page.url_path)
context = data.context(scope)
edition = language.edition_of(context)
with st.sidebar:
    filters.draw(names, data.present(), context, edition)
view = View(context, edition)
show(view)
notices.heading(context, edition)
notices.kept(seen, edition)
notices.left_out(dropped, edition)
signing(context, edition)
protected.run(page, context)
notices.freshness(context, edition)
exports.draw(view)
