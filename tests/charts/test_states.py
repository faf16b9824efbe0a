"""``etapas`` and ``generacion``: where the MiPymes are, and the binational start."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from charts.caption import TITLE_LIMIT
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.sizes import SIZES
from charts.tokens import LIGHT
from charts.vega import labels_of
from data_access.records import FigureData
from data_access.scope import Scope
from tests.charts import drawn
from tests.charts.samples import context, etapas, generacion

SINCE = context(Scope(start=date(2021, 8, 1)))
COLOMBIA = context(Scope(countries=("CO",)))
START = ("2021-1", "Arranque binacional", True)
SECOND = ("2021-2", "Segundo semestre de 2021", False)

E_TITLES = {
    "five": (etapas(), "7 de cada 10 MiPymes inscritas están en intervención o ya concluyeron"),
    "all": (
        etapas(0, 0, 5, 0, 0),
        "Todas las MiPymes inscritas están en intervención o ya concluyeron",
    ),
    "odd": (
        etapas(657, 0, 343, 0, 0),
        "El 34,3\u202f% de las MiPymes inscritas están en intervención o ya concluyeron",
    ),
    "none yet": (
        etapas(8, 2, 0, 0, 2),
        "Ninguna de las 12 MiPymes inscritas está en intervención ni ha concluido",
    ),
    "one": (etapas(0, 0, 1, 0, 0), "La única MiPyme inscrita está en intervención"),
    "nothing": (etapas(0, 0, 0, 0, 0), "No hay datos para esta selección"),
    "period": (
        etapas(about=SINCE),
        "7 de cada 10 MiPymes inscritas están en intervención o ya concluyeron",
    ),
}
G_TITLES = {
    "start": (generacion(), "Van 143 de 200 MiPymes apoyadas en el arranque binacional"),
    "reached": (
        generacion([(*START, 240, 213, 200)]),
        "Meta cumplida en el arranque binacional: 213 MiPymes apoyadas de 200",
    ),
    "one": (generacion([(*START, 2, 1, None)]), "Va 1 MiPyme apoyada en el arranque binacional"),
    "no goal": (
        generacion([(*SECOND, 400, 300, None)]),
        "Van 300 MiPymes apoyadas en «Segundo semestre de 2021»",
    ),
    "goal of zero": (
        generacion([(*START, 240, 143, 0)]),
        "Van 143 MiPymes apoyadas en el arranque binacional",
    ),
    "several": (
        generacion([(*START, 240, 143, 200), (*SECOND, 400, 300, None)]),
        "Van 443 MiPymes apoyadas en 2 generaciones",
    ),
    "no members": (
        generacion([(*START, 0, 0, 200)]),
        "Todavía no hay MiPymes en el arranque binacional",
    ),
    "not here": (
        generacion([(*START, 0, 0, None)], about=COLOMBIA),
        "Colombia: todavía no hay MiPymes en el arranque binacional",
    ),
    "no cohort": (generacion([]), "Ninguna generación está registrada como arranque binacional"),
    "period": (
        generacion([(*START, 240, 5, 200)], about=SINCE),
        "5 MiPymes apoyadas más en el arranque binacional desde el 1 de agosto de 2021",
    ),
    "loss": (
        generacion([(*START, 240, -1, 200)], about=SINCE),
        "1 MiPyme apoyada menos en el arranque binacional desde el 1 de agosto de 2021",
    ),
}
CASES = [("etapas", *case) for case in E_TITLES.values()]
CASES += [("generacion", *case) for case in G_TITLES.values()]
IDS = [f"e {name}" for name in E_TITLES] + [f"g {name}" for name in G_TITLES]


def bars(slug: str, data: FigureData, height: float = 500) -> list[dict[str, Any]]:
    """The rows of data that the plot draws as bars."""
    plot = CATALOGUE[slug].plot(data, Edition(), LIGHT, 850, height, SIZES["ancho"])
    return list(plot["layer"][0]["data"]["values"])


@pytest.mark.parametrize(("slug", "data", "title"), CASES, ids=IDS)
def test_the_title_is_the_finding(slug: str, data: FigureData, title: str) -> None:
    caption = CATALOGUE[slug].caption(data, Edition())
    assert caption.title == title
    assert title in caption.alt
    english = CATALOGUE[slug].caption(data, Edition("en")).title
    assert english != title
    assert max(len(title), len(english)) <= TITLE_LIMIT


@pytest.mark.parametrize(("slug", "data", "title"), CASES, ids=IDS)
@pytest.mark.parametrize("size", SIZES)
def test_it_can_be_drawn_in_every_size(slug: str, data: FigureData, title: str, size: str) -> None:
    svg = drawn.finished(slug, data, size=size)
    assert min(drawn.font_sizes(svg)) >= SIZES[size].smallest


@pytest.mark.parametrize(("slug", "data", "title"), CASES, ids=IDS)
@pytest.mark.parametrize("width", [320.0, 800.0])
def test_labels_stay_inside_the_plot(slug: str, data: FigureData, title: str, width: float) -> None:
    plot = CATALOGUE[slug].plot(data, Edition(), LIGHT, width, 300, SIZES["angosto"])
    for label in labels_of(plot):
        assert label.left >= -0.5, label.text
        assert label.right <= width + 1, label.text


@pytest.mark.parametrize(("slug", "data", "title"), CASES, ids=IDS)
def test_picture_table_and_data_hold_the_same_sum(slug: str, data: FigureData, title: str) -> None:
    values = list(data.frame["mipymes" if slug == "etapas" else "supported"])
    column = "MiPymes" if slug == "etapas" else "MiPymes apoyadas"
    assert [row["value"] for row in bars(slug, data)] == values
    assert list(CATALOGUE[slug].table(data, Edition())[column]) == values
    for height in (60, 120, 300):
        assert sum(row["value"] for row in bars(slug, data, height)) == sum(values)


def test_stages_keep_their_order_and_say_which_count_as_supported() -> None:
    rows = bars("etapas", etapas())
    names = ["Inscrita", "Diagnosticada", "En intervención", "Concluida"]
    assert [row["name"] for row in rows][:4] == names
    accent = [row["fill"] == LIGHT.accent for row in rows]
    assert accent == [False, False, True, True, False]
    for size in ("ancho", "angosto", "web", "redes", "cuadrado", "impreso"):
        words = drawn.words(drawn.finished("etapas", etapas(), size=size))
        assert words.count("cuenta como apoyada") == 2, size
        assert "41,9\u202f%" in words
    table = CATALOGUE["etapas"].table(etapas(), Edition())
    assert list(table["Cuenta como apoyada"]) == ["no", "no", "sí", "sí", "no"]
    assert table["Porcentaje del total"].sum() == pytest.approx(100, abs=0.3)


def test_stages_are_a_state_whatever_the_start_of_the_period() -> None:
    caption = CATALOGUE["etapas"].caption(etapas(about=SINCE), Edition())
    assert "hasta el 31 de octubre de 2021" in caption.subtitle
    assert "agosto" not in caption.subtitle
    assert "último día del periodo" in caption.note


def test_the_goal_of_a_cohort_is_said_and_drawn() -> None:
    words = drawn.words(drawn.finished("generacion", generacion()))
    assert "71,5\u202f% de su meta de 200" in words
    assert "240 inscritas" in words
    plot = CATALOGUE["generacion"].plot(generacion(), Edition(), LIGHT, 850, 400, SIZES["ancho"])
    assert [row["value"] for row in plot["layer"][3]["data"]["values"]] == [200]


@pytest.mark.parametrize("case", ["goal of zero", "period", "not here"])
def test_where_there_is_no_goal_none_is_said(case: str) -> None:
    assert "de su meta" not in drawn.words(drawn.finished("generacion", G_TITLES[case][0]))


def test_why_a_part_of_a_cohort_has_no_goal() -> None:
    note = CATALOGUE["generacion"].caption(G_TITLES["not here"][0], Edition()).note
    assert "La meta es de toda la generación" in note


@pytest.mark.parametrize("slug", ["etapas", "generacion"])
def test_they_speak_english(slug: str) -> None:
    words = drawn.words(
        drawn.finished(slug, {"etapas": etapas}.get(slug, generacion)(), Edition("en"))
    )
    for spanish in ("apoyada", "inscrita", "Nota", "meta", "etapa"):
        assert spanish not in words
