"""What Países and Universidades say: all of them, one of them, nothing, one university alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from data_access import countries, progress, universities
from data_access.engine import Reader
from data_access.scope import Scope
from tests.data_access.invented import LAST, fill, invented
from tests.pages.conftest import Visit
from tests.pages.reading import listed, standing, words

END = Scope(end=LAST)


def test_the_countries_are_compared_and_add_up(
    visit: Visit, full: str, open_reader: Callable[[str], Reader]
) -> None:
    app = visit(full, "paises")
    assert not app.exception
    rows = listed(app, "Los países, lado a lado")
    with open_reader(full).connect() as connection:
        expected = countries.supported(connection, scope=END)
        whole = progress.supported(connection, scope=END)
    named = dict(zip(expected["name"], expected["supported"], strict=True))
    named.pop("Perú")  # its only university has never reported: missing, not zero
    assert rows.pop("Perú")[0] == "s. d."
    assert {name.rstrip("*"): int(cells[0]) for name, cells in rows.items() if cells[1]} == named
    assert rows[f"Total de {len(expected)} filas"][0] == str(whole)
    assert 'href="?pais=MX"' in words(app)
    assert "Argentina" in words(app)  # without a participating university


def test_a_country_has_a_profile_with_its_own_word(
    visit: Visit, full: str, open_reader: Callable[[str], Reader]
) -> None:
    app = visit(full, "paises", pais="CL")
    assert not app.exception
    scope = Scope(countries=("CL",), end=LAST)
    with open_reader(full).connect() as connection:
        count = progress.supported(connection, scope=scope)
        places = countries.supported_by_subdivision(connection, scope=scope)
    assert f"{count} MiPymes apoyadas" in standing(app)
    rows = listed(app, "Regiones de Chile")
    assert rows[f"Total de {len(places)} filas"][0] == str(count)
    assert 'href="?pais=CL&amp;estado=CL-VS"' in words(app)
    assert listed(app, "Universidades que las atienden")
    assert 'aria-label="Dónde está"' in words(app)


def test_a_subdivision_keeps_the_way_back(visit: Visit, full: str) -> None:
    app = visit(full, "paises", pais="MX", estado="MX-CMX", sector="A")
    assert not app.exception
    text = words(app)
    assert 'aria-current="page">Ciudad de México' in text
    assert 'href="?pais=MX&amp;sector=A"' in text
    assert 'href="?sector=A"' in text


def test_the_universities_are_cards_and_a_table(
    visit: Visit, full: str, open_reader: Callable[[str], Reader]
) -> None:
    app = visit(full, "universidades")
    assert not app.exception
    text = words(app)
    assert text.count('<li data-do="choose"') == 8
    assert "Sin meta propia" in text
    assert "Todavía no ha reportado" in text
    rows = listed(app, "Las universidades, lado a lado")
    with open_reader(full).connect() as connection:
        expected = universities.supported(connection, scope=END)
    for row in expected.dropna(subset="supported").itertuples():
        assert rows[row.short][0] == str(row.supported)
    assert rows["UNF"][0] == "s. d."  # never reported: missing, not zero


def test_a_university_has_a_profile(visit: Visit, full: str) -> None:
    app = visit(full, "universidades", universidad="uv")
    assert not app.exception
    text = words(app)
    assert "Universidad de Valparaíso · Valparaíso, Chile · pública" in text
    assert "esta selección no tiene meta propia" in text
    rows = listed(app, "Estados / departamentos / regiones / provincias")
    assert {"Ciudad de México (México)*", "sin dato*"} <= set(rows)


@pytest.mark.parametrize("page", ["paises", "universidades"])
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({}, "El primero se verá aquí"),
        ({"pais": "MX"}, "El primero se verá aquí"),
        ({"universidad": "unf"}, "Todavía no hay reportes de UNF"),
    ],
)
def test_an_empty_database_says_so(
    visit: Visit, sqlite_url: str, page: str, query: dict[str, str], said: str
) -> None:
    app = visit(sqlite_url, page, **query)
    assert not app.exception
    assert said in app.info[0].value
    assert "<table>" not in words(app)


@pytest.mark.parametrize("page", ["paises", "universidades"])
def test_a_scope_that_matches_nothing_says_so(visit: Visit, full: str, page: str) -> None:
    app = visit(full, page, pais="UY")
    assert not app.exception
    assert "Ninguna MiPyme apoyada coincide" in app.info[0].value
    app = visit(full, page, universidad="unf")
    assert not app.exception
    assert "Todavía no hay reportes de UNF" in app.info[0].value


@pytest.mark.parametrize("page", ["paises", "universidades"])
def test_one_mipyme_alone_is_shown_and_called_few(visit: Visit, sqlite_url: str, page: str) -> None:
    one = next(row for row in invented() if row["started_on"] and not row["dropped_on"])
    fill(sqlite_url, [one])
    for query in ({}, {"pais": one["country"]}, {"universidad": one["university"]}):
        app = visit(sqlite_url, page, **query)
        assert not app.exception
        assert "Menos de 20 MiPymes" in words(app)


@pytest.mark.parametrize("page", ["paises", "universidades"])
def test_english_has_no_spanish_left(visit: Visit, full: str, page: str) -> None:
    app = visit(full, page, idioma="en", pais="CO")
    text = words(app)
    for spanish in ("apoyada", "Datos hasta", "meta", "filas", "Fuente", "semana"):
        assert spanish not in text
    assert "Departments of Colombia" in text or page == "universidades"
