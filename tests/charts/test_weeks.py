"""``ritmo``: a column per week, the mean of the last six and the pace needed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from charts.caption import TITLE_LIMIT
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.sizes import SIZES
from charts.tokens import DARK, LIGHT, Tokens
from charts.vega import labels_of
from data_access.records import FigureData
from data_access.scope import Scope
from tests.charts import drawn, samples
from tests.charts.samples import GOAL, context, ritmo

FIGURE = CATALOGUE["ritmo"]
WEDNESDAY = context(until=date(2021, 11, 3))
SINCE = context(Scope(start=date(2021, 9, 1)))
MANY = ritmo([10 + week * 7 % 23 for week in range(120)], replace(GOAL, target=3000))

CASES = {
    "enough": (
        ritmo([50] * 30 + [96] * 6, supported=1512),
        "Se suman 96 MiPymes por semana; hacen falta 56",
    ),
    "too slow": (ritmo(supported=1512), "Se suman 47 MiPymes por semana; hacen falta 56"),
    "almost": (
        ritmo([56] * 5 + [57], supported=1512),
        "Se suman 56,2 MiPymes por semana; hacen falta 56",
    ),
    "slow": (ritmo([0, 1, 0, 0, 1, 0], None), "Se suman 0,3 MiPymes por semana"),
    "one": (ritmo([1] * 6, None), "Se suma 1 MiPyme por semana"),
    "no goal": (ritmo(goal=None), "Se suman 47 MiPymes por semana"),
    "goal of zero": (ritmo(goal=replace(GOAL, target=0)), "Se suman 47 MiPymes por semana"),
    "reached": (
        ritmo(supported=2035),
        "Se suman 47 MiPymes por semana; la meta está cumplida",
    ),
    "overdue": (
        ritmo(supported=1900, about=context(until=date(2022, 2, 27))),
        "Se suman 47 MiPymes por semana; el plazo de la meta venció",
    ),
    "losing": (ritmo([30, -4, -8, -3, -6, -2, -5], None), "Se pierden 4,7 MiPymes por semana"),
    "standing": (
        ritmo([90, 0, 0, 0, 0, 0, 0], supported=1512),
        "En seis semanas no creció el número de MiPymes apoyadas; hacen falta 56 por semana",
    ),
    "single week": (
        ritmo([12], supported=1512),
        "Se sumaron 12 MiPymes en 1 semana; hacen falta 56 por semana",
    ),
    "one in three weeks": (ritmo([0, 1, 0], None), "Se sumó 1 MiPyme en 3 semanas"),
    "few and losing": (
        ritmo([-1, -2], None, SINCE),
        "Desde el 1 de septiembre de 2021: se perdieron 3 MiPymes en 2 semanas",
    ),
    "few and standing": (
        ritmo([0, 0], None, SINCE),
        "Desde el 1 de septiembre de 2021: el número de MiPymes apoyadas no creció en 2 semanas",
    ),
    "a period with a start": (
        ritmo(about=SINCE),
        "Desde el 1 de septiembre de 2021: se suman 47 MiPymes por semana",
    ),
    "running": (
        ritmo([50] * 6 + [3], None, WEDNESDAY),
        "Se suman 50 MiPymes por semana",
    ),
    "many": (MANY, "Se suman 21 MiPymes por semana; hacen falta 56"),
    "zero": (ritmo([]), "Todavía no hay MiPymes apoyadas"),
    "nothing": (ritmo([], about=context(until=None)), "Todavía no hay datos"),
    "last day": (
        ritmo(supported=1512, about=context(until=date(2021, 12, 30))),
        "Se suman 46 MiPymes por semana; hacen falta 3416",
    ),
}


def plot(data: FigureData, tokens: Tokens = LIGHT, width: float = 850) -> dict[str, Any]:
    """The finished plot."""
    return FIGURE.plot(data, Edition(), tokens, width, 400, SIZES["ancho"])


def columns(data: FigureData, tokens: Tokens = LIGHT) -> list[dict[str, Any]]:
    """The rows of data that the plot draws as columns."""
    layers = plot(data, tokens)["layer"]
    found = [layer["data"]["values"] for layer in layers if layer["mark"]["type"] == "rect"]
    return list(found[0]) if found else []


def explored(data: FigureData, tokens: Tokens = LIGHT) -> dict[str, Any]:
    """The explorable form as plain values."""
    found: dict[str, Any] = json.loads(FIGURE.explorable(data, Edition(), tokens).to_json())
    return found


@pytest.mark.parametrize(("data", "title"), CASES.values(), ids=CASES)
def test_the_title_is_the_finding(data: FigureData, title: str) -> None:
    caption = FIGURE.caption(data, Edition())
    assert caption.title == title
    assert title in caption.alt
    english = FIGURE.caption(data, Edition("en")).title
    assert english != title
    assert max(len(title), len(english)) <= TITLE_LIMIT


@pytest.mark.parametrize(("data", "title"), CASES.values(), ids=CASES)
@pytest.mark.parametrize("size", SIZES)
def test_it_can_be_drawn_in_every_size(data: FigureData, title: str, size: str) -> None:
    svg = drawn.finished("ritmo", data, size=size)
    assert min(drawn.font_sizes(svg)) >= SIZES[size].smallest


@pytest.mark.parametrize(("data", "title"), CASES.values(), ids=CASES)
@pytest.mark.parametrize("width", [320.0, 850.0])
def test_labels_stay_inside_the_plot_and_apart(data: FigureData, title: str, width: float) -> None:
    labels = labels_of(plot(data, width=width))
    for label in labels:
        assert label.top >= -plot(data)["padding"]["top"] - 1, label.text
    beside = sorted((one for one in labels if one.weight != 400), key=lambda label: label.y)
    for upper, lower in pairwise(beside):
        assert upper.y <= lower.top + 1, (upper.text, lower.text)
    edges = [(label.left, label.right) for label in labels]
    assert all(left >= -1 and right <= width + 1 for left, right in edges)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("data", "title"), CASES.values(), ids=CASES)
def test_picture_explorable_table_and_data_are_equal(
    data: FigureData, title: str, tokens: Tokens
) -> None:
    added = list(data.frame["added"])
    rows = columns(data, tokens)
    assert [row["value"] for row in rows] == added
    table = FIGURE.table(data, Edition())
    assert list(table["MiPymes sumadas, neto"]) == added
    whole = ["sí" if complete else "no" for complete in data.frame["complete"]]
    assert list(table["Semana completa"]) == whole
    figure = explored(data, tokens)
    if not added:
        assert figure["data"] == []
        return
    bars = figure["data"][0]
    assert bars["y"] == added
    assert bars["customdata"] == [row["tooltip"] for row in rows]
    assert bars["marker"]["color"] == [row["fill"] for row in rows]
    words = drawn.words(drawn.finished("ritmo", data, tokens=tokens))
    for note in figure["layout"].get("annotations", []):
        number, _, said = note["text"].removeprefix("<b>").partition("</b><br>")
        assert number in words
        assert said.replace("<br>", " ") in words


def test_the_mean_has_the_accent_and_its_weeks_too() -> None:
    fills = [row["fill"] for row in columns(CASES["enough"][0])]
    assert fills == [LIGHT.neutral] * 30 + [LIGHT.accent] * 6
    labels = {label.text: label.fill for label in labels_of(plot(CASES["enough"][0]))}
    assert (labels["96"], labels["56"]) == (LIGHT.accent, LIGHT.goal)


def test_an_incomplete_week_is_outlined_said_and_not_in_the_mean() -> None:
    data = CASES["running"][0]
    last = columns(data)[-1]
    assert (last["fill"], last["outline"]) == (LIGHT.background, LIGHT.accent)
    assert last["stroke"] > 0
    assert last["tooltip"] == "Del 1 nov 2021 al 7 nov 2021: 3, semana incompleta"
    assert "La semana en contorno está incompleta." in FIGURE.caption(data, Edition()).note


def test_a_pace_off_the_scale_is_said_and_does_not_flatten_the_columns() -> None:
    data = CASES["last day"][0]
    labels = [label.text for label in labels_of(plot(data))]
    assert "3416" in labels
    assert "escala" in " ".join(labels)
    assert not [shape for shape in explored(data)["layout"]["shapes"] if shape["y0"] > 100]


def test_weeks_without_reports_are_said_and_not_drawn() -> None:
    data = ritmo([5] * 8, None, last=date(2021, 9, 26))
    assert len(columns(data)) == 8
    assert (
        "No hay reportes posteriores al 26 de septiembre de 2021."
        in FIGURE.caption(data, Edition()).note
    )


def test_it_speaks_english() -> None:
    words = drawn.words(drawn.finished("ritmo", samples.ritmo(), Edition("en")))
    assert "47 MiPymes are added per week" in words
    for spanish in ("semana", "hacen", "falta", "Nota", "Del "):
        assert spanish not in words
