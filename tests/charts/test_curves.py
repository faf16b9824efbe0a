"""``curvas-paises`` and ``curvas-universidades``: small multiples, each on its own scale."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from charts import country_curves, text
from charts.caption import TITLE_LIMIT
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.panels import MOST, grid
from charts.sizes import SIZES
from charts.tokens import DARK, LIGHT, Tokens
from charts.university_curves import panels_of
from charts.vega import labels_of
from data_access.records import FigureData
from data_access.scope import Scope
from tests.charts import drawn
from tests.charts.samples import (
    AS_OF,
    MONDAY,
    context,
    curvas_paises,
    curvas_universidades,
    steady,
)

SINCE = context(Scope(start=date(2021, 8, 2)))
FLAT = (MONDAY - timedelta(weeks=8), [5] * 9)
LATER = (MONDAY - timedelta(weeks=8), [5] * 7 + [6, 9])
ALIKE = {"uv": steady(40, 10), "ug": steady(40, 10)}

P_TITLES = {
    "goals": (curvas_paises(), "Chile va al ritmo de su ruta a la meta o mejor; México, por deb"),
    "behind": (
        curvas_paises(goals={"MX": 1350, "CL": 180}),
        "México y Chile van por debajo de su ruta a la meta",
    ),
    "reached": (
        curvas_paises({"CL": steady(130, 9)}, {"CL": 120}),
        "Chile va al ritmo de su ruta a la meta o mejor",
    ),
    "many goals": (
        curvas_paises(goals=dict.fromkeys(("MX", "CO", "CL", "EC", "BO", "PY", "PE", "GT"), 70)),
        "5 de los 8 países con meta propia van al ritmo de su ruta o mejor",
    ),
    "no goals": (
        curvas_paises({"MX": LATER, "CL": FLAT, "PE": FLAT}, {}),
        "México suma 4 MiPymes apoyadas desde el 4 de octubre de 2021",
    ),
    "goal of zero": (
        curvas_paises({"MX": LATER}, {"MX": 0}),
        "México suma 4 MiPymes apoyadas desde el 4 de octubre de 2021",
    ),
    "tie": (
        curvas_paises({"MX": LATER, "CL": LATER}, {}),
        "México y Chile son quienes más suman desde el 4 de octubre de 2021: 4",
    ),
    "still": (
        curvas_paises({"CL": FLAT}, {}),
        "El número de MiPymes apoyadas no cambió desde el 4 de octubre de 2021",
    ),
    "period": (
        curvas_paises({"MX": steady(1, 3), "CL": steady(7, 3)}, {}, about=SINCE),
        "Chile suma 7 MiPymes apoyadas desde el 2 de agosto de 2021",
    ),
    "loss": (
        curvas_paises({"MX": (MONDAY, [-3])}, {}, about=SINCE),
        "3 MiPymes apoyadas menos desde el 2 de agosto de 2021",
    ),
    "not begun": (curvas_paises({"CL": (MONDAY, [])}, {}), "Todavía no hay MiPymes apoyadas"),
    "one": (
        curvas_paises({"CL": (MONDAY, [1])}, {}),
        "Chile suma 1 MiPyme apoyada desde el 4 de octubre de 2021",
    ),
    "nothing": (curvas_paises({}, {}), "No hay datos para esta selección"),
    "twelve": (
        curvas_paises({f"P{n}": steady(90 - 5 * n, 20) for n in range(12)}, {}),
        "P0 suma 18 MiPymes apoyadas desde el 4 de octubre de 2021",
    ),
}
U_TITLES = {
    "all": (
        curvas_universidades(),
        "Tras 13 semanas, la UAM-A llevaba 401 MiPymes, más que ninguna otra",
    ),
    "young": (
        curvas_universidades({"uv": steady(90, 30), "ug": steady(80, 20), "una": steady(9, 1)}),
        "Tras 20 semanas, la UG llevaba 80 MiPymes, más que ninguna otra",
    ),
    "one": (
        curvas_universidades({"tdea": steady(90, 30)}),
        "Tras 30 semanas, el Tecnológico de Antioquia (TdeA) llevaba 90 MiPymes",
    ),
    "first": (
        curvas_universidades({"tdea": (MONDAY, [1])}),
        "Tras 1 semana, el Tecnológico de Antioquia (TdeA) llevaba 1 MiPyme",
    ),
    "tie": (
        curvas_universidades(ALIKE),
        "Tras 10 semanas, la UV y la UG llevaban 40 MiPymes cada una",
    ),
    "unreported": (
        curvas_universidades({"uv": (MONDAY, [])}, until={"uv": None}),
        "Ninguna universidad ha reportado todavía",
    ),
    "not begun": (curvas_universidades({"uv": (MONDAY, [])}), "Todavía no hay MiPymes apoyadas"),
    "nothing": (curvas_universidades({}), "No hay datos para esta selección"),
}
CASES = [("curvas-paises", *case) for case in P_TITLES.values()]
CASES += [("curvas-universidades", *case) for case in U_TITLES.values()]
IDS = [f"p {name}" for name in P_TITLES] + [f"u {name}" for name in U_TITLES]


def plot(slug: str, data: FigureData, width: float = 850, tokens: Tokens = LIGHT) -> dict[str, Any]:
    """The finished form as plain values."""
    return CATALOGUE[slug].plot(data, Edition(), tokens, width, 500, SIZES["ancho"])


@pytest.mark.parametrize(("slug", "data", "title"), CASES, ids=IDS)
def test_the_title_is_the_finding(slug: str, data: FigureData, title: str) -> None:
    caption = CATALOGUE[slug].caption(data, Edition())
    assert caption.title.startswith(title)
    assert caption.title in caption.alt
    english = CATALOGUE[slug].caption(data, Edition("en")).title
    assert english != caption.title
    assert max(len(caption.title), len(english)) <= TITLE_LIMIT


@pytest.mark.parametrize(("slug", "data", "title"), CASES, ids=IDS)
@pytest.mark.parametrize("size", SIZES)
def test_every_word_stays_inside_in_every_size(
    slug: str, data: FigureData, title: str, size: str
) -> None:
    canvas = SIZES[size]
    svg = drawn.finished(slug, data, size=size)
    assert min(drawn.font_sizes(svg)) >= canvas.smallest
    inner = canvas.width - 2 * canvas.margin
    height = CATALOGUE[slug].height(data, canvas, inner)
    for label in labels_of(CATALOGUE[slug].plot(data, Edition(), LIGHT, inner, height, canvas)):
        assert -0.5 <= label.left <= label.right <= inner + 1, label.text
        assert label.y <= height + 1, label.text


@pytest.mark.parametrize(("slug", "data", "title"), CASES, ids=IDS)
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_both_forms_and_the_table_have_the_same_values(
    slug: str, data: FigureData, title: str, tokens: Tokens
) -> None:
    frame = data.frame.dropna(subset="week")
    expected = [list(rows["supported"]) for _code, rows in frame.groupby("code", sort=False)]
    table = CATALOGUE[slug].table(data, Edition())
    assert list(table["MiPymes apoyadas"]) == list(frame["supported"])
    shown = [values for values in expected if values][:MOST]
    figure = json.loads(CATALOGUE[slug].explorable(data, Edition(), tokens).to_json())
    lines = [trace for trace in figure["data"] if "customdata" in trace and trace["y"]]
    assert [line["y"] for line in lines] == [[0, *values] for values in shown]
    layers = plot(slug, data, tokens=tokens)["layer"]
    found = defaultdict(list)
    for row in layers[5]["data"]["values"] if layers else []:
        found[row["key"]].append(row)
    assert len(found) == len(shown)
    for rows, values, line in zip(found.values(), shown, lines, strict=True):
        most = max(values, key=abs)
        top = rows[1 + values.index(most)]
        for row, value in zip(rows[1:], values, strict=True):
            drawn_as = most * (row["zero"] - row["y"]) / (top["zero"] - top["y"])
            assert drawn_as == pytest.approx(value, abs=0.01 * abs(most) + 0.01)
        assert {row["stroke"] for row in rows} == {line["line"]["color"]}


@pytest.mark.parametrize("slug", ["curvas-paises", "curvas-universidades"])
def test_names_and_last_values_are_whole_and_readable_on_a_phone(slug: str) -> None:
    data = {"curvas-paises": curvas_paises}.get(slug, curvas_universidades)()
    words = drawn.texts(drawn.finished(slug, data, size="angosto"))
    assert not [line for line in words if line.endswith(text.ELLIPSIS)]
    column = "name" if slug == "curvas-paises" else "short"
    for _code, rows in data.frame.groupby("code"):
        assert rows[column].iloc[-1] in words
        assert str(rows["supported"].iloc[-1]) in words
    narrow, wide = (
        grid(panels_of(curvas_universidades(), Edition())[0], SIZES[size].width, None, SIZES[size])
        for size in ("angosto", "ancho")
    )
    assert (narrow.columns, wide.columns) == (2, 4)


def test_own_scales_are_said_where_there_is_more_than_one() -> None:
    several = CATALOGUE["curvas-paises"].caption(curvas_paises(), Edition())
    assert "cada país en su propia escala" in several.subtitle
    alone = CATALOGUE["curvas-paises"].caption(P_TITLES["one"][0], Edition())
    assert "escala" not in alone.subtitle
    several = CATALOGUE["curvas-universidades"].caption(curvas_universidades(), Edition())
    assert "cada universidad en su escala, las demás en gris fino" in several.subtitle


def test_goals_paths_and_how_far_from_them_are_said_and_drawn() -> None:
    words = drawn.texts(drawn.finished("curvas-paises", curvas_paises()))
    assert "Meta: 1350" in words
    assert sum(line == "sin meta propia" for line in words) == 6
    states = [line for line in words if "de la ruta" in line or line == "meta cumplida"]
    assert states == ["34 por debajo de la ruta", "meta cumplida"]
    paths = plot("curvas-paises", curvas_paises())["layer"][3]["data"]["values"]
    assert len(paths) == 4, "two ends each"
    planned = CATALOGUE["curvas-paises"].table(curvas_paises(), Edition())["Ruta a la meta"]
    assert planned.notna().sum() == 34 + 28
    without = drawn.words(drawn.finished("curvas-paises", curvas_paises(goals={})))
    assert "eta propia" not in without
    assert "Ruta" not in CATALOGUE["curvas-paises"].caption(curvas_paises(goals={}), Edition()).note


def test_the_title_speaks_of_what_has_the_accent() -> None:
    ends = plot("curvas-paises", curvas_paises())["layer"][6]["data"]["values"]
    accent = [row["tooltip"].split(":")[0] for row in ends if row["stroke"] == LIGHT.accent]
    assert accent == ["Chile"]
    ends = plot("curvas-universidades", U_TITLES["young"][0])["layer"][6]["data"]["values"]
    assert [row["stroke"] == LIGHT.accent for row in ends] == [False, True, False]


def test_more_than_nine_are_counted_and_the_table_has_them_all() -> None:
    data = P_TITLES["twelve"][0]
    caption = CATALOGUE["curvas-paises"].caption(data, Edition())
    assert "Se muestran los 9 países con más MiPymes, de 12." in caption.note
    words = drawn.texts(drawn.finished("curvas-paises", data))
    assert ("P8" in words, "P9" in words) == (True, False)
    assert CATALOGUE["curvas-paises"].table(data, Edition())["País"].nunique() == 12


def test_a_university_is_compared_at_the_same_age_and_as_far_as_it_reported() -> None:
    data = curvas_universidades(until={"ug": date(2021, 8, 31), "una": None})
    words = drawn.texts(drawn.finished("curvas-universidades", data))
    assert "datos hasta el 31 ago 2021" in words
    starts = {row[0].date() for row in data.frame[["since"]].itertuples(index=False)}
    assert {f"desde el {Edition().date_short(day)}" for day in starts} >= {
        line for line in words if line.startswith("desde el")
    }
    table = CATALOGUE["curvas-universidades"].table(curvas_universidades(), Edition())
    assert set(table.groupby("Siglas")["Semanas desde su inicio"].min()) == {1}
    assert table["Semana del"].max() == AS_OF - timedelta(days=6)


def test_who_never_reported_has_a_panel_that_says_so() -> None:
    data = curvas_universidades(
        {"uv": steady(90, 30), "una": (MONDAY, []), "unf": (MONDAY, [])}, until={"unf": None}
    )
    words = drawn.texts(drawn.finished("curvas-universidades", data))
    for said in ("UNA", "0", "UNF", "s. d.", "no ha reportado"):
        assert said in words, said
    note = CATALOGUE["curvas-universidades"].caption(data, Edition()).note
    assert "no es un cero" in note
    assert plot("curvas-universidades", data)["layer"][1]["data"]["values"] == [], "no other lines"


def test_lines_to_compare_with_stay_inside_their_panel() -> None:
    layers = plot("curvas-universidades", curvas_universidades())["layer"]
    own = defaultdict(list)
    for row in layers[5]["data"]["values"]:
        own[row["key"]].append(row["y"])
    others = layers[1]["data"]["values"]
    assert len({row["key"] for row in others}) == 7 * 6
    for row in others:
        highest = min(own[row["key"].split()[0]])
        assert row["y"] >= highest - 0.1


@pytest.mark.parametrize("slug", ["curvas-paises", "curvas-universidades"])
def test_they_speak_english(slug: str) -> None:
    data = {"curvas-paises": curvas_paises}.get(slug, curvas_universidades)()
    words = drawn.words(drawn.finished(slug, data, Edition("en")))
    for spanish in ("apoyada", "semana", "Nota", "eta", "desde"):
        assert spanish not in words.replace("Universidad", "").replace("Metropolitana", ""), spanish


def test_a_country_of_which_nothing_was_reported_has_no_count_and_is_not_behind() -> None:
    data = curvas_paises({"CL": steady(130, 9), "PE": (MONDAY, [])}, {"CL": 120, "PE": 60})
    silent = data.frame["code"] == "PE"
    counts = data.frame["supported"].astype("Int64").mask(silent)
    data = replace(data, frame=data.frame.assign(supported=counts))
    edition = Edition()
    panels, _axis = country_curves.panels_of(data, edition)
    assert [panel.value_label for panel in panels] == ["130", "s. d."]
    assert panels[1].detail == "sin reportes"
    assert "Perú" not in CATALOGUE["curvas-paises"].caption(data, edition).title
