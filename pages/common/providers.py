"""With whose accounts one can sign in: the section ``auth`` of Streamlit's secrets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

ONLY = "default"
"""What Streamlit calls a provider that stands in the section itself."""


def labels() -> dict[str, str]:
    """Provider → what its button says; empty where no sign-in is configured."""
    return {
        name: str(section.get("label") or name.replace("-", " ").title())
        for name, section in _sections().items()
    }


def audience(provider: str) -> str:
    """The id that a provider knows us by: its tokens are made for it; '' for an unknown one."""
    return str(_sections().get(provider, {}).get("client_id", ""))


def _sections() -> dict[str, Mapping[str, Any]]:
    try:
        settings = st.secrets.get("auth", {})
    except FileNotFoundError:
        return {}
    if "client_id" in settings:
        return {ONLY: settings}
    return {
        name: section
        for name, section in settings.items()
        if isinstance(section, Mapping) and "client_id" in section
    }
