"""What does each number mean, where does it come from, what is it not?"""

import streamlit as st

from data_access.definitions import GLOSSARY, OURS
from pages.common.view import current

_ = current().edition._

st.header(_("What each number means"))
st.write(_("The figures are computed with these definitions; all but the sourced are our own."))
for definition in GLOSSARY:
    st.subheader(_(definition.term))
    st.write(_(definition.meaning))
    if definition.source != OURS:
        st.caption(_("Source: {source}").format(source=_(definition.source)))
