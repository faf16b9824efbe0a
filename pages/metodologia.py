"""What does each number mean, where does it come from, what is it not?"""

import streamlit as st

from data_access.definitions import GLOSSARY
from pages.common.view import current

_ = current().edition._

st.header(_("What each number means"))
st.write(_("These are the definitions that the figures are computed with, not a description."))
for definition in GLOSSARY:
    st.subheader(_(definition.term))
    st.write(_(definition.meaning))
    st.caption(_("Source: {source}").format(source=_(definition.source)))
