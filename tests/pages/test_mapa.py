"""What Mapa says without a browser: everywhere, a country, a state, and what is not there."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote_plus

import pytest
from sqlalchemy import update

from charts.municipalities import FEWEST
from data_access import municipalities, rollups, schema
from data_access.engine import Reader, writing
from data_access.scope import Scope
from tests.data_access.invented import LAST, fill, invented
from tests.pages.conftest import Visit
from tests.pages.reading import listed, words


def test_everywhere_the_finished_maps_come_first(visit: Visit, full: str) -> None:
    app = visit(full, "mapa")
    assert not app.exception
    assert app.header[0].value == "¿Dónde están las MiPymes y dónde las universidades?"
    text = words(app)
    assert "MiPymes apoyadas están en México" in text
    assert text.count('role="img"') == 4  # both maps for wide and for narrow windows
    assert "Límites: Natural Earth" in text
    assert 'href="?pais=MX"' in text
    assert not app.get("deck_gl_json_chart"), "three megabytes that nobody asked for"


def test_a_country_leads_to_its_states(visit: Visit, full: str) -> None:
    app = visit(full, "mapa", pais="MX")
    assert not app.exception
    text = words(app)
    assert 'href="?pais=MX&amp;estado=MX-CMX"' in text
    assert "MiPymes apoyadas de México están en " in text
    assert "GeoNames" not in text


def test_a_state_shows_its_municipalities(
    visit: Visit, full: str, open_reader: Callable[[str], Reader]
) -> None:
    app = visit(full, "mapa", pais="MX", estado="MX-CMX")
    assert not app.exception
    assert "están en Ciudad de México" in words(app)
    rows = listed(app, "Municipios")
    with open_reader(full).connect() as connection:
        scope = Scope(("MX",), ("MX-CMX",), end=LAST)
        expected = municipalities.supported(connection, scope=scope)
    total = rows.pop(next((name for name in rows if name.startswith("Total")), ""), None)
    shown = [int(cells[0]) for cells in rows.values()]
    assert sum(shown) == expected["supported"].sum() == int(total[0] if total else shown[0])
    assert all(count >= FEWEST for count in shown[:-1])
    assert "GeoNames.org, CC BY 4.0" in words(app)


@pytest.mark.parametrize(
    "query",
    [
        {"pais": "CL", "estado": "MX-CMX"},
        {"pais": "UY"},
        {"sector": "U", "hasta": "2021-01-01"},
    ],
    ids=["a state of another country", "a country without MiPymes", "nothing matches"],
)
def test_what_is_not_there_is_said(visit: Visit, full: str, query: dict[str, str]) -> None:
    app = visit(full, "mapa", **query)
    assert not app.exception
    assert "Ninguna MiPyme apoyada coincide con estos filtros" in words(app)


def test_a_state_that_does_not_exist_is_left_out(visit: Visit, full: str) -> None:
    app = visit(full, "mapa", estado="MX-ZZZ")
    assert not app.exception
    assert "estado=MX-ZZZ" in words(app)
    assert "MiPymes apoyadas están en México" in words(app)


def test_one_mipyme_without_a_state(visit: Visit, sqlite_url: str) -> None:
    row = next(row for row in invented(200) if row["started_on"] and not row["dropped_on"])
    fill(sqlite_url, [{**row, "subdivision": None, "municipality": None}])
    app = visit(sqlite_url, "mapa", pais=str(row["country"]))
    assert not app.exception
    text = words(app)
    assert "El mapa no incluye 1 MiPyme sin dato de " in text


def test_a_municipality_leads_to_its_rows_only_for_whoever_may_see_them(
    visit: Visit, full: str
) -> None:
    closed = words(visit(full, "mapa", pais="MX", estado="MX-CMX"))
    assert "/mipymes?" not in closed
    with writing(full) as connection:
        connection.execute(update(schema.dataset).values(invented=True))
        rollups.refresh(connection)
    app = visit(full, "mapa", pais="MX", estado="MX-CMX")
    rows = listed(app, "Municipios")
    town = next(name for name in rows if f"municipio={quote_plus(name)}" in words(app))
    shown = visit(full, "mipymes", pais="MX", estado="MX-CMX", municipio=town)
    assert f"{rows[town][0]} fila" in words(shown)
    assert f"Solo el municipio {town}." in words(shown)
    part = visit(full, "mipymes", pais="MX", estado="MX-CMX", municipio=town[:-1])
    assert f"Ninguna fila del municipio «{town[:-1]}»" in part.info[0].value


def test_an_empty_database_says_so(visit: Visit, sqlite_url: str) -> None:
    app = visit(sqlite_url, "mapa")
    assert not app.exception
    assert "El primero se verá aquí" in app.info[0].value


def test_the_interactive_map_waits_for_the_browsers_answer(visit: Visit, full: str) -> None:
    app = visit(full, "mapa", pais="MX")
    app.toggle(key="mapa-interactivo").set_value(True).run()
    assert not app.exception
    assert 'role="img"' in words(app)
    assert not app.get("deck_gl_json_chart")
