"""The simulator: fields that start with the pace, a scenario in the link, words where there is
nothing to simulate."""

from __future__ import annotations

from html import unescape

import pytest

from charts.edition import Edition
from tests.data_access.invented import fill
from tests.pages.conftest import Visit
from tests.pages.test_pages import words


@pytest.fixture
def full(sqlite_url: str) -> str:
    """A database of 400 MiPymes."""
    fill(sqlite_url)
    return sqlite_url


def test_a_link_opens_its_scenario(visit: Visit, full: str) -> None:
    link = {"capacidad": ["uam-a:5000.5", "uv:x", "nadie:3"], "pausas": "no"}
    app = visit(full, page="simulador", **link)
    assert not app.exception
    assert app.number_input(key="capacidad-uam-a").value == 5000.5
    assert app.toggle(key="pausas").value is False
    total = sum(field.value for field in app.number_input)
    said = unescape(words(app))
    assert f"Con {Edition().number(total, 1)} MiPymes por semana" in said
    assert "Escenario al" in said


def test_more_capacity_is_seen_at_once(visit: Visit, full: str) -> None:
    app = visit(full, page="simulador")
    before = unescape(words(app))
    app.number_input(key="capacidad-uam-a").set_value(9000.0).run()
    assert unescape(words(app)) != before
    assert "a tiempo" in unescape(words(app))


@pytest.mark.parametrize("query", [{"pais": ["MX", "CL"]}, {"desde": "2021-05-01"}])
def test_without_a_goal_it_says_so(visit: Visit, full: str, query: dict[str, str]) -> None:
    app = visit(full, page="simulador", **query)
    assert "Un escenario necesita una selección con meta propia" in words(app)


def test_an_empty_database_has_words(visit: Visit, sqlite_url: str) -> None:
    app = visit(sqlite_url, page="simulador")
    assert not app.exception
    assert words(app)
