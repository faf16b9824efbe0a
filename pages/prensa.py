"""Give me a finished figure, now."""

import streamlit as st

from pages.common import data, gallery, notices, quoting
from pages.common.view import current

view = current()
_ = view.edition._

st.header(_("Figures ready to print"), anchor=False)
if view.context.as_of is None:
    notices.nothing(view.context, view.edition)
else:
    st.write(
        _(
            "With title, source and date inside; free to publish with credit (CC BY 4.0). The "
            "address at the foot of each says whether its numbers still hold."
        )
    )
    quoting.sentence(data.figure("avance", view.context), view)
    gallery.draw(view)
    quoting.reference(data.figure("avance", view.context), view)
