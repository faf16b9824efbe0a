"""Which MiPymes are behind a number?"""

import streamlit as st

from pages.common import access, mipymes, sign_in, trail
from pages.common.view import current

view = current()
_ = view.edition._

trail.show()
st.header(_("The MiPymes behind the numbers"), anchor=False)
if access.current(view.context).rows:
    st.write(_("One row per MiPyme of the filters; search, sort, choose columns, download."))
    mipymes.show(view)
else:
    sign_in.rows_closed(view.context, view.edition)
