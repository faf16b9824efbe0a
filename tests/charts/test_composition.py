"""``sectores`` and ``tamano``: what the MiPymes are, and what was not reported apart."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from charts import text
from charts.attributes import SECTOR
from charts.caption import TITLE_LIMIT
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.sizes import SIZES
from charts.tokens import LIGHT
from charts.vega import labels_of
from data_access.codes import SECTORS
from data_access.records import FigureData
from data_access.scope import Scope
from tests.charts import drawn
from tests.charts.samples import context, sectores, tamano

SINCE = context(Scope(start=date(2021, 8, 1)))

S_TITLES = {
    "many": (sectores(), "3 de cada 10 MiPymes con sector reportado son de comercio y reparación"),
    "all reported": (sectores({"I": 5, "C": 5 - 2}), "El 62,5\u202f% de las MiPymes apoyadas"),
    "one sector": (sectores({"A": 9}), "Todas las MiPymes apoyadas son de agricultura y pesca"),
    "one MiPyme": (sectores({"P": 1}), "La única MiPyme apoyada es de enseñanza"),
    "tie": (sectores({"A": 4, "C": 4}), "2 sectores van a la cabeza con 4 MiPymes cada uno"),
    "none reported": (sectores({"": 7}), "Ninguna MiPyme apoyada tiene su sector reportado"),
    "zeros": (sectores({"A": 0, "": 0}), "Todavía no hay MiPymes apoyadas"),
    "nothing": (sectores({}), "No hay datos para esta selección"),
    "every": (sectores(dict.fromkeys(SECTORS, 3) | {"I": 90}), "6 de cada 10 MiPymes apoyadas"),
    "period": (
        sectores({"G": 40, "C": 3, "A": -2}, about=SINCE),
        "Comercio y reparación es el sector que más suma desde el 1 de agosto de 2021: 40 MiPymes",
    ),
}
T_TITLES = {
    "five": (tamano(), "8 de cada 10 MiPymes con tamaño reportado son micro"),
    "small": (tamano({"micro": 2, "pequena": 8}), "8 de cada 10 MiPymes apoyadas son pequeñas"),
    "all": (
        tamano({"micro": 0, "organizacion": 4}),
        "Todas las MiPymes apoyadas son organizaciones",
    ),
    "one": (tamano({"micro": 0, "mediana": 1}), "La única MiPyme apoyada es mediana"),
    "tie": (tamano({"micro": 1, "mediana": 1}), "2 tamaños van a la cabeza con 1 MiPyme cada uno"),
    "none reported": (
        tamano({"micro": 0, "": 7}),
        "Ninguna MiPyme apoyada tiene su tamaño reportado",
    ),
    "period": (
        tamano({"micro": 1, "": 3}, about=SINCE),
        "Las microempresas son las que más suman desde el 1 de agosto de 2021: 1 MiPyme",
    ),
}
CASES = [("sectores", *case) for case in S_TITLES.values()]
CASES += [("tamano", *case) for case in T_TITLES.values()]
IDS = [f"s {name}" for name in S_TITLES] + [f"t {name}" for name in T_TITLES]


def bars(slug: str, data: FigureData, height: float = 500) -> list[dict[str, Any]]:
    """The rows of data that the plot draws as bars."""
    plot = CATALOGUE[slug].plot(data, Edition(), LIGHT, 850, height, SIZES["ancho"])
    return list(plot["layer"][0]["data"]["values"])


@pytest.mark.parametrize(("slug", "data", "title"), CASES, ids=IDS)
def test_the_title_is_the_finding(slug: str, data: FigureData, title: str) -> None:
    caption = CATALOGUE[slug].caption(data, Edition())
    assert caption.title.startswith(title)
    assert caption.title in caption.alt
    english = CATALOGUE[slug].caption(data, Edition("en")).title
    assert english != title
    assert max(len(caption.title), len(english)) <= TITLE_LIMIT


@pytest.mark.parametrize(("slug", "data", "title"), CASES, ids=IDS)
@pytest.mark.parametrize("size", SIZES)
def test_it_can_be_drawn_in_every_size(slug: str, data: FigureData, title: str, size: str) -> None:
    svg = drawn.finished(slug, data, size=size)
    assert min(drawn.font_sizes(svg)) >= SIZES[size].smallest


@pytest.mark.parametrize(("slug", "data", "title"), CASES, ids=IDS)
def test_picture_table_and_data_hold_the_same_sum(slug: str, data: FigureData, title: str) -> None:
    values = list(data.frame["supported"])
    assert [row["value"] for row in bars(slug, data, 800)] == values
    assert list(CATALOGUE[slug].table(data, Edition())["MiPymes apoyadas"]) == values
    for height in (60, 150, 300):
        rows = bars(slug, data, height)
        assert sum(row["value"] for row in rows) == sum(values)
        if "" in list(data.frame.iloc[:, 0]):
            assert rows[-1]["name"] == "Sin reportar", "and is not folded into the others"
    for width in (320.0, 800.0):
        plot = CATALOGUE[slug].plot(data, Edition(), LIGHT, width, 300, SIZES["angosto"])
        for label in labels_of(plot):
            assert -0.5 <= label.left <= label.right <= width + 1, label.text


def test_what_was_not_reported_stands_apart_and_has_no_share() -> None:
    rows = bars("tamano", tamano())
    names = ["Micro", "Pequeña", "Mediana", "Organización", "Sin reportar"]
    assert [row["name"] for row in rows] == names, "in their natural order"
    tops = [row["y"] for row in rows]
    steps = [round(after - before, 3) for before, after in pairwise(tops)]
    assert steps[0] == steps[1] == steps[2] < steps[3]
    table = CATALOGUE["tamano"].table(tamano(), Edition())
    assert list(table.columns) == ["Tamaño", "MiPymes apoyadas", "Porcentaje de lo reportado"]
    assert table["Porcentaje de lo reportado"].iloc[:4].sum() == pytest.approx(100, abs=0.2)
    assert table["Porcentaje de lo reportado"].isna().sum() == 1
    note = CATALOGUE["tamano"].caption(tamano(), Edition()).note
    assert "Los porcentajes son de las MiPymes con tamaño reportado." in note
    note = CATALOGUE["tamano"].caption(T_TITLES["small"][0], Edition()).note
    assert "porcentajes" not in note


def test_a_change_has_no_shares() -> None:
    data = S_TITLES["period"][0]
    assert "%" not in drawn.words(drawn.finished("sectores", data))
    assert CATALOGUE["sectores"].table(data, Edition())["Porcentaje de lo reportado"].isna().all()


def test_the_names_of_all_sectors_fit_on_a_phone_and_the_table_has_the_same() -> None:
    data = sectores(dict.fromkeys(SECTORS, 3) | {"I": 90, "": 12})
    words = drawn.texts(drawn.finished("sectores", data, size="angosto"))
    assert not [line for line in words if line.endswith(text.ELLIPSIS)]
    for name in SECTOR.names.values():
        assert Edition()._(name) in words
    found = CATALOGUE["sectores"].table(data, Edition())["Sector (CIIU)"]
    assert "Comercio y reparación" in list(found)
    tooltips = drawn.tooltips(drawn.finished("sectores", data))
    assert any(line.startswith("Agricultura y pesca: 3 (") for line in tooltips)
    note = CATALOGUE["sectores"].caption(data, Edition()).note
    assert "Donde no caben todos, los últimos de la tabla forman una sola barra." in note
