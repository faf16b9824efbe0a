"""What the reader is told when a page fails: a sentence and a reference, never a traceback.
The log has the rest, under the same reference."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from charts.edition import Edition
from data_access.errors import DatabaseError, ProtectedError, Reason
from pages.common import address

log = logging.getLogger(__name__)


def explain(error: Exception) -> bool:
    """Streamlit's ``on_script_error``: True, because nothing else needs to be shown."""
    _ = Edition(language=address.language())._
    if isinstance(error, ProtectedError):
        st.info(_(error.why.value), icon=":material/lock:")
        return True
    if isinstance(error, DatabaseError):
        reference = error.reference
        st.error(_(error.reason.value), icon=":material/cloud_off:")
    else:
        reference = secrets.token_hex(4)
        log.error("page failed ref=%s", reference, exc_info=error)
        st.error(_("Something failed on this page. The fault has been noted."))
    st.caption(_("Reference: {reference}").format(reference=reference))
    if not (isinstance(error, DatabaseError) and error.reason is Reason.BAD_URL):
        st.button(_("Try again"))
    return True
