"""``universidades`` and ``paises``: bars from the largest to what nobody reported."""

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
from tests.charts import drawn, samples
from tests.charts.samples import UNIVERSITIES, context, many_universities, paises, universidades

SINCE = context(Scope(start=date(2021, 8, 1)))


def with_values(*values: int | None, **more: Any) -> FigureData:
    """The universities with other values."""
    rows = [(*row[:4], value) for row, value in zip(UNIVERSITIES, values, strict=False)]
    return universidades(rows, **more)


U_TITLES = {
    "eight": (universidades(), "La UAM-A atiende 7 de cada 10 MiPymes apoyadas"),
    "one": (
        with_values(130),
        "La Universidad Autónoma Metropolitana, Unidad Azcapotzalco (UAM-A) atiende 130 MiPymes",
    ),
    "one of one": (
        with_values(1),
        "La Universidad Autónoma Metropolitana, Unidad Azcapotzalco (UAM-A) atiende 1 MiPyme",
    ),
    "all": (with_values(40, 0, 0), "La UAM-A atiende todas las MiPymes apoyadas"),
    "half": (with_values(50, 30, 20), "La UAM-A atiende la mitad de las MiPymes apoyadas"),
    "odd share": (
        with_values(434, 283, 283),
        "La UAM-A atiende el 43,4\u202f% de las MiPymes apoyadas",
    ),
    "masculine": (with_values(0, 0, 8, 2), "El TdeA atiende 8 de cada 10 MiPymes apoyadas"),
    "tie": (with_values(0, 30, 30), "El TdeA y la UV atienden 30 MiPymes cada una"),
    "zeros": (with_values(0, 0, 0), "Todavía no hay MiPymes apoyadas"),
    "unreported": (with_values(None, None), "Ninguna universidad ha reportado todavía"),
    "nothing": (universidades([]), "No hay datos para esta selección"),
    "change": (
        with_values(40, 12, -7, about=SINCE),
        "La UAM-A suma 40 MiPymes apoyadas desde el 1 de agosto de 2021",
    ),
    "twenty": (
        universidades(many_universities(20)),
        "La UN0 atiende el 84,7\u202f% de las MiPymes apoyadas",
    ),
    "gaps": (
        with_values(5, None, 3, None),
        "La UAM-A atiende el 62,5\u202f% de las MiPymes apoyadas",
    ),
}
P_TITLES = {
    "eight": (paises(), "7 de cada 10 MiPymes apoyadas están en México"),
    "one": (paises([("MX", "México", 1050, True)]), "1050 MiPymes apoyadas están en México"),
    "single": (paises([("CL", "Chile", 1, True)]), "1 MiPyme apoyada está en Chile"),
    "all": (
        paises([("CL", "Chile", 9, True), ("PE", "Perú", 0, True)]),
        "Todas las MiPymes apoyadas están en Chile",
    ),
    "tie": (
        paises([("CL", "Chile", 9, True), ("PE", "Perú", 9, True)]),
        "Chile y Perú tienen 9 MiPymes apoyadas cada uno",
    ),
    "zeros": (paises([("CL", "Chile", 0, True)]), "Todavía no hay MiPymes apoyadas"),
    "nothing": (paises([]), "No hay datos para esta selección"),
}
CASES = [("universidades", *case) for case in U_TITLES.values()]
CASES += [("paises", *case) for case in P_TITLES.values()]
IDS = [f"u {name}" for name in U_TITLES] + [f"p {name}" for name in P_TITLES]


def bars(slug: str, data: FigureData, size: str = "ancho", height: float = 500) -> list[Any]:
    """The rows of data that the plot draws as bars."""
    plot = CATALOGUE[slug].plot(data, Edition(), LIGHT, 850, height, SIZES[size])
    rows: list[Any] = plot["layer"][0]["data"]["values"]
    return rows


@pytest.mark.parametrize(("slug", "data", "title"), CASES, ids=IDS)
def test_the_title_is_the_finding(slug: str, data: FigureData, title: str) -> None:
    assert CATALOGUE[slug].caption(data, Edition()).title == title
    english = CATALOGUE[slug].caption(data, Edition("en")).title
    assert max(len(title), len(english)) <= TITLE_LIMIT


@pytest.mark.parametrize(("slug", "data", "title"), CASES, ids=IDS)
@pytest.mark.parametrize("size", SIZES)
def test_it_can_be_drawn_in_every_size(slug: str, data: FigureData, title: str, size: str) -> None:
    svg = drawn.finished(slug, data, size=size)
    assert min(drawn.font_sizes(svg)) >= SIZES[size].smallest


def test_bars_are_sorted_and_only_the_leader_has_the_accent() -> None:
    rows = bars("universidades", universidades())
    assert [row["value"] for row in rows] == [1050, 130, 80, 70, 60, 55, 35, 32]
    assert [row["fill"] for row in rows] == [LIGHT.accent] + [LIGHT.neutral] * 7


@pytest.mark.parametrize("count", [0, 1, 8, 20])
def test_picture_table_and_data_hold_the_same_sum(count: int) -> None:
    data = universidades(many_universities(count))
    total = int(data.frame["supported"].sum())
    table = CATALOGUE["universidades"].table(data, Edition())
    assert table["MiPymes apoyadas"].sum() == total
    for height in (150, 300, 800):
        assert sum(row["value"] for row in bars("universidades", data, height=height)) == total


def test_rows_that_do_not_fit_become_one() -> None:
    words = drawn.words(drawn.finished("universidades", U_TITLES["twenty"][0], size="redes"))
    assert "Otras 7 universidades" in words


def test_missing_is_said_and_is_not_a_bar() -> None:
    data = with_values(5, None, 0)
    rows = bars("universidades", data)
    assert {row["name"]: row["value"] for row in rows} == {"UAM-A": 5, "TdeA": 0}
    words = drawn.texts(drawn.finished("universidades", data))
    assert "s. d." in words
    assert "no ha reportado" in words
    table = CATALOGUE["universidades"].table(data, Edition())
    assert table["MiPymes apoyadas"].isna().sum() == 1


def test_late_reports_are_marked_in_words() -> None:
    data = universidades(until={"ug": date(2021, 8, 31)})
    for size in ("ancho", "angosto", "redes"):
        assert "datos hasta el 31 ago 2021" in drawn.words(
            drawn.finished("universidades", data, size=size)
        )


def test_goals_are_said_and_drawn() -> None:
    data = universidades(goals={"uam-a": 1400, "uv": 100, "una": 0})
    words = drawn.texts(drawn.finished("universidades", data))
    assert "75,0\u202f% de su meta de 1400" in words
    assert "130,0\u202f% de su meta de 100" in words
    assert sum("de su meta" in line for line in words) == 2
    plot = CATALOGUE["universidades"].plot(data, Edition(), LIGHT, 850, 400, SIZES["ancho"])
    ticks = [row["value"] for row in plot["layer"][3]["data"]["values"]]
    assert ticks == [1400, 100]


def test_over_a_period_with_a_start_goals_are_left_out() -> None:
    data = universidades(goals={"uam-a": 1400}, about=SINCE)
    assert "meta" not in drawn.words(drawn.finished("universidades", data))


def test_a_country_without_a_university_is_explained() -> None:
    for size in ("ancho", "angosto"):
        words = drawn.words(drawn.finished("paises", paises(), size=size))
        assert "sin universidad participante" in words
        assert "Un país sin universidad" in words


def test_countries_say_their_part_and_speak_the_language() -> None:
    words = drawn.words(drawn.finished("paises", paises()))
    assert "69,2\u202f% del total" in words
    words = drawn.words(drawn.finished("paises", paises(), Edition("es", "MX")))
    assert "69.2\u202f% del total" in words
    words = drawn.words(drawn.finished("paises", paises(), Edition("en")))
    assert "69.2% of the total" in words
    assert "Mexico" in words


def test_bars_have_tooltips_in_words() -> None:
    found = drawn.tooltips(drawn.finished("universidades", universidades()))
    assert found[1] == "Universidad de Valparaíso, Chile: 130"
    assert len(found) == 8


@pytest.mark.parametrize("width", [320.0, 800.0])
def test_labels_stay_inside_the_plot(width: float) -> None:
    data = universidades(goals={"uam-a": 2000, "unf": 40}, until={"uv": date(2021, 7, 31)})
    for slug, shown in (("universidades", data), ("paises", paises(goals={"MX": 1400}))):
        plot = CATALOGUE[slug].plot(shown, Edition(), LIGHT, width, 400, SIZES["angosto"])
        for label in labels_of(plot):
            assert label.left >= -0.5, label.text
            assert label.right <= width + 1, label.text


def test_samples_are_the_programme() -> None:
    assert sum(row[4] or 0 for row in UNIVERSITIES) == samples.TOTAL


def test_the_table_of_countries_has_goals_progress_and_universities() -> None:
    table = CATALOGUE["paises"].table(paises(goals={"MX": 1400, "CO": 0}), Edition())
    assert list(table.columns) == [
        "País",
        "MiPymes apoyadas",
        "Meta",
        "Avance, %",
        "Con universidad participante",
    ]
    assert list(table.iloc[0]) == ["México", 1046, 1400, 74.7, "sí"]
    assert table["Meta"].notna().sum() == 1
    assert table.iloc[-1]["Con universidad participante"] == "no"


def test_countries_over_a_period_with_a_start() -> None:
    rows = [("CL", "Chile", 9, True), ("PE", "Perú", -2, True)]
    caption = CATALOGUE["paises"].caption(paises(rows, about=SINCE), Edition())
    assert caption.title == "Chile suma 9 MiPymes apoyadas desde el 1 de agosto de 2021"
    assert caption.subtitle.startswith("Cambio en el número de MiPymes apoyadas por país · ")
    assert "\u22122" in drawn.texts(drawn.finished("paises", paises(rows, about=SINCE)))
    rows[1] = ("PE", "Perú", 9, True)
    caption = CATALOGUE["paises"].caption(paises(rows, about=SINCE), Edition())
    assert caption.title.startswith("Chile y Perú son quienes más suman desde el 1 de agosto")


def test_many_countries_fold_too() -> None:
    rows = [(f"X{index}", f"País {index}", 30 - index, True) for index in range(25)]
    words = drawn.words(drawn.finished("paises", paises(rows), size="redes"))
    assert "Otros 1" in words
