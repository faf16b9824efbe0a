"""What would the loader accept of my file, and what not?"""

import streamlit as st

from pages.common import trial
from pages.common.view import current

view = current()
_ = view.edition._

st.header(_("Check your file"), anchor=False)
st.write(
    _(
        "Leave a report here before you send it: you see what would be loaded and what would not, "
        "and why. Nothing is loaded, and nothing of the file is kept."
    )
)
trial.draw(view)
