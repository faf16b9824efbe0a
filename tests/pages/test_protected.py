"""What a reader who has not signed in sees of real data: numbers or words, never a fault."""

from __future__ import annotations

import pytest

from tests.pages.conftest import Visit
from tests.pages.reading import words

PAGES = (
    "resumen", "mapa", "paises", "universidades", "resultados", "simulador", "reportes", "mipymes",
    "estudiantes", "prensa", "metodologia",
)  # fmt: skip
ONE_FILTER = ({}, {"pais": "CL"}, {"universidad": "uv"}, {"sector": "A"}, {"hasta": "2021-06-30"})


@pytest.fixture(autouse=True)
def every_number() -> None:
    """Not here: readers get what is theirs."""


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_one_thing_opens(visit: Visit, full: str, page: str) -> None:
    for query in ONE_FILTER:
        app = visit(full, page, **query)
        assert not app.exception, query
        assert not app.error, (query, [error.value for error in app.error])


def test_where_filters_meet_the_page_says_why_and_what_to_do(visit: Visit, full: str) -> None:
    for page in ("resumen", "paises", "mapa", "resultados"):
        app = visit(full, page, pais="CL", sector="A")
        assert not app.exception
        assert "Dato protegido" in words(app), page
        assert "Elija menos filtros" in words(app), page
        assert "<svg" not in words(app), "nothing is drawn of what is not told"


def test_a_part_that_is_protected_says_so_and_the_rest_of_the_page_stays(
    visit: Visit, full: str
) -> None:
    app = visit(full, "resumen", pais="CL")
    assert "Dato protegido" in words(app)
    assert not app.exception
