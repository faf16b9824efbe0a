"""Pages run without a browser, on a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.data_access.invented import fill

FRAME = Path(__file__).parents[2] / "pages" / "frame.py"
Visit = Callable[..., AppTest]


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """A function that opens a page on the database at `address`; further arguments are the
    parameters of its URL."""

    def opened(address: str, page: str = "resumen", **query: str | list[str]) -> AppTest:
        monkeypatch.setenv("DATABASE_URL", address)
        st.cache_data.clear()
        app = AppTest.from_file(str(FRAME), default_timeout=30)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        if page != "resumen":
            app.switch_page(f"{page}.py").run()
        return app

    yield opened
    st.cache_data.clear()


@pytest.fixture
def full(sqlite_url: str) -> str:
    """A database of 400 MiPymes."""
    fill(sqlite_url)
    return sqlite_url
