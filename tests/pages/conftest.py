"""Pages run without a browser, on a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data_access.access import EVERYTHING
from pages.common import data, protected
from tests.data_access.invented import fill

FRAME = Path(__file__).parents[2] / "pages" / "frame.py"
Visit = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def every_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are looked at by someone who gets every number; what the public gets is the subject of
    `test_protected`."""

    def look() -> data.Seen:
        seen = data.look()
        data.see(EVERYTHING)
        return seen

    monkeypatch.setattr(protected, "look", look)


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """A function that opens a page on the database at `address`; `user` is what Streamlit knows of
    who has signed in; further arguments are the parameters of its URL."""

    def opened(
        address: str,
        page: str = "resumen",
        *,
        user: Mapping[str, Any] | None = None,
        secrets: Mapping[str, Any] | None = None,
        **query: str | list[str],
    ) -> AppTest:
        monkeypatch.setenv("DATABASE_URL", address)
        st.cache_data.clear()
        app = AppTest.from_file(str(FRAME), default_timeout=30)
        app.secrets.update(secrets or {})
        app.user = {**(user or {})}
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        if page != "resumen":
            app.switch_page(f"{page}.py")
            for name, value in query.items():  # the first page keeps none of another's own
                app.query_params[name] = value
            app.run()
        return app

    yield opened
    st.cache_data.clear()


@pytest.fixture
def full(sqlite_url: str) -> str:
    """A database of 400 MiPymes."""
    fill(sqlite_url)
    return sqlite_url
