"""What a journalist finds on Prensa."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from charts.catalogue import CATALOGUE
from charts.sizes import PRESS_SIZES
from tests.data_access.invented import fill
from tests.pages.conftest import Visit
from tests.pages.reading import words


@pytest.fixture
def full(sqlite_url: str) -> str:
    """A database of 400 MiPymes."""
    fill(sqlite_url)
    return sqlite_url


def gallery(app: AppTest) -> dict[str, Any]:
    """What the gallery was given to show."""
    drawn = (json.loads(element.proto.json) for element in app.get("bidi_component"))
    return next(data for data in drawn if "figures" in data)


def test_every_figure_of_the_scope_is_there_in_every_size(visit: Visit, full: str) -> None:
    app = visit(full, "prensa", pais="CL", edicion="MX")
    assert not app.exception
    shown = gallery(app)
    slugs = [figure["slug"] for figure in shown["figures"]]
    empty = len(CATALOGUE) - len(slugs)
    assert slugs == [slug for slug in CATALOGUE if slug in slugs]
    assert empty == sum("Sin nada que mostrar" in caption.value for caption in app.caption) * empty
    assert {"avance", "universidades", "etapas"} <= set(slugs)
    # Of one country, these have a single bar.
    assert not {"paises"} & set(slugs)
    live = next(figure["live"] for figure in shown["figures"] if figure["slug"] == "avance")
    assert live == (
        "¿Vamos a llegar a la meta? Número acumulado de MiPymes apoyadas, Chile. Muestra siempre "
        "los últimos datos; sus números: {address}"
    )
    assert [size["name"] for size in shown["sizes"]] == list(PRESS_SIZES)
    assert shown["sizes"][0]["pixels"] == "1700 × 1200"
    assert shown["query"] == "?pais=CL&edicion=MX"
    assert shown["frozen"] == "?pais=CL&hasta=2021-10-31&edicion=MX"
    for figure in shown["figures"]:
        assert figure["question"].startswith("¿")
        assert "Chile" in figure["alt"]


def test_the_sentence_and_the_reference_can_be_copied(visit: Visit, full: str) -> None:
    text = words(visit(full, "prensa", pais="CL"))
    programme = "MiPyme contra el COVID en Latinoamérica"
    assert f"{programme} (hasta el 31 de octubre de 2021): En Chile van " in text
    assert f"{programme} (2021). «En Chile van " in text
    assert (
        "Reportes de las universidades participantes en el programa. Datos hasta el 31 de" in text
    )
    assert text.count("data-text=") == 2


def test_without_data_it_says_so(visit: Visit, sqlite_url: str) -> None:
    app = visit(sqlite_url, "prensa")
    assert not app.exception
    assert "El primero se verá aquí" in app.info[0].value


def test_a_scope_without_mipymes_names_what_is_missing(visit: Visit, full: str) -> None:
    app = visit(full, "prensa", pais="UY")
    assert not app.exception
    assert any("¿Vamos a llegar a la meta?" in caption.value for caption in app.caption)
