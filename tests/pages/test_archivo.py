"""Revisar archivo: who is told what is loaded, and the page before any file."""

from __future__ import annotations

import pytest

from data_access.access import EVERYTHING, PUBLIC, Access
from pages.common.trial import may_compare
from tests.pages.conftest import Visit
from tests.pages.reading import words


@pytest.mark.parametrize(
    ("reader", "may"),
    [
        (PUBLIC, False),
        (Access("direccion"), False),
        (EVERYTHING, True),
        (Access("coordinacion", ("uv",)), True),
        (Access("coordinacion", ("ug",)), False),
        (Access("coordinacion", (), ("CL",)), False),
        (Access("coordinacion", ("uv",), ("CL",)), False),
    ],
)
def test_only_who_sees_all_its_rows_learns_what_is_loaded(reader: Access, may: bool) -> None:
    assert may_compare(reader, "uv") is may


def test_the_page_before_any_file(visit: Visit, full: str) -> None:
    app = visit(full, page="archivo")
    assert not app.exception
    assert "No se carga nada" in words(app)
    assert app.selectbox(key="archivo-universidad-").value is None
    filtered = visit(full, page="archivo", universidad="uv")
    assert filtered.selectbox(key="archivo-universidad-uv").value == "uv"
