"""Which MiPymes are behind a number?"""

import streamlit as st

from pages.common import access, mipymes, notices, trail
from pages.common.view import current

view = current()
_ = view.edition._

trail.show()
st.header(_("The MiPymes behind the numbers"), anchor=False)
if access.current(view.context).rows:
    st.write(_("One row per MiPyme of the filters; search, sort, choose columns, download."))
    mipymes.show(view)
else:
    notices.rows_closed(view.edition)
