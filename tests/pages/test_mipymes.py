"""The rows behind a number: as many as it says, only where they may be seen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import update

from data_access import mipymes, progress, rollups, schema
from data_access.access import EVERYTHING
from data_access.engine import Reader, writing
from data_access.scope import Scope
from tests.data_access.invented import LAST, fill, invented
from tests.pages.conftest import Visit
from tests.pages.reading import listed, words


@pytest.fixture
def demonstration(full: str) -> str:
    """The 400 MiPymes, marked as invented."""
    with writing(full) as connection:
        connection.execute(update(schema.dataset).values(invented=True))
        rollups.refresh(connection)
    return full


def test_there_are_as_many_rows_as_the_number_says(
    visit: Visit, demonstration: str, open_reader: Callable[[str], Reader]
) -> None:
    scope = Scope(countries=("CL",), end=LAST)
    with open_reader(demonstration).connect() as connection:
        supported = progress.supported(connection, scope=scope)
        enrolled = mipymes.count(EVERYTHING, connection, scope=scope)
    app = visit(demonstration, "mipymes", pais="CL")
    assert not app.exception
    assert f"{supported} filas · Chile" in words(app)
    assert len(listed(app, "MiPymes")) == min(supported, 50)
    every = visit(demonstration, "mipymes", pais="CL", filas="todas")
    assert f"{enrolled} filas · Chile" in words(every)
    assert enrolled > supported


def test_rows_have_names_for_codes_and_words_for_gaps(visit: Visit, demonstration: str) -> None:
    app = visit(demonstration, "mipymes", idioma="en", filas="todas")
    heads = re.findall(r'data-mark="sort \d+">([^<]*)', words(app))
    assert heads[:4] == ["Number", "Name", "University", "Municipality"]
    assert "6 of 14 columns are shown" in words(app)
    text = " ".join(cell for row in listed(app, "MiPymes").values() for cell in row)
    for word in ("UAM-A", "Concluded", "n/a", "2021"):
        assert word in text
    for code in ("uam-a", "MX-CMX", "None", "nan", "NaT"):
        assert code not in text


def test_what_says_the_same_of_every_row_is_left_out(visit: Visit, demonstration: str) -> None:
    app = visit(demonstration, "mipymes", pais="CL", universidad="uv", desde="2021-06-01")
    heads = re.findall(r'<th scope="col"[^>]*><[^>]*>([^<]*)', words(app))
    assert "País" not in heads
    assert "Universidad" not in heads
    assert "Suma a la cuenta" in heads
    assert "suman 1" in words(app)


def test_every_page_with_a_number_leads_to_its_rows(
    visit: Visit, demonstration: str, open_reader: Callable[[str], Reader]
) -> None:
    with open_reader(demonstration).connect() as connection:
        supported = progress.supported(connection, scope=Scope(countries=("MX",), end=LAST))
    for page in ("resumen", "paises"):
        app = visit(demonstration, page, pais="MX")
        (link,) = app.get("page_link")
        assert link.proto.label == f"Ver las {supported} filas"
        assert link.proto.query_string == "pais=MX"


def test_words_are_found_as_they_are_shown_and_the_order_stands_in_the_link(
    visit: Visit, demonstration: str, open_reader: Callable[[str], Reader]
) -> None:
    known = Scope(sizes=("micro",), end=LAST)
    with open_reader(demonstration).connect() as connection:
        micro = mipymes.count(EVERYTHING, connection, scope=known, counted_only=True)
    app = visit(demonstration, "mipymes", orden="-name")
    app.text_input(key="buscar-mipymes").set_value("MICRO").run()
    assert f"{micro} filas · todo el programa" in words(app)
    assert 'aria-sort="descending"' in words(app)
    app.text_input(key="buscar-mipymes").set_value("concluida").run()
    assert "buscar" not in app.query_params, "it may be the name of a business"
    app.text_input(key="buscar-mipymes").set_value("xyz").run()
    assert "Se buscan palabras en todas las columnas" in app.info[0].value


def test_a_scope_without_rows_says_so(visit: Visit, demonstration: str) -> None:
    app = visit(demonstration, "mipymes", pais="UY")
    assert "Ninguna MiPyme apoyada coincide" in app.info[0].value


def test_a_country_with_one_row(visit: Visit, sqlite_url: str) -> None:
    one = next(row for row in invented() if row["started_on"] and not row["dropped_on"])
    fill(sqlite_url, [one])
    with writing(sqlite_url) as connection:
        connection.execute(update(schema.dataset).values(invented=True))
    app = visit(sqlite_url, "mipymes")
    assert "1 fila · todo el programa" in words(app)
    assert list(listed(app, "MiPymes")) == [one["external_id"]]
    (link,) = visit(sqlite_url, "resumen").get("page_link")
    assert link.proto.label == "Ver la fila (1)"
