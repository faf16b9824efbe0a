"""Which MiPymes are behind a number?"""

import streamlit as st

from pages.common import access, mipymes, sign_in, trail
from pages.common.view import current

view = current()
_ = view.edition._

trail.show()
st.header(_("The MiPymes behind the numbers"), anchor=False)
reader = access.current(view.context)
if reader.rows:
    st.write(_("One row per MiPyme of the filters; search, sort, choose columns, download."))
    mipymes.show(view)
    sign_in.where_the_log_is(reader, view.context, view.edition)
else:
    sign_in.rows_closed(view.context, view.edition)
