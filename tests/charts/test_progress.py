"""``avance``: the curve against the path to its goal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pandas as pd
import pytest

from charts.caption import TITLE_LIMIT
from charts.catalogue import CATALOGUE
from charts.curve import curve
from charts.edition import Edition
from charts.sizes import SIZES
from charts.tokens import LIGHT
from charts.vega import labels_of
from data_access.records import FigureData, Goal
from data_access.scope import Scope
from tests.charts import drawn, samples
from tests.charts.samples import avance, context, growth

FIGURE = CATALOGUE["avance"]
LATE = context(until=date(2022, 2, 28))
GOAL = samples.GOAL
ONE_DAY = growth(1).tail(1)


def change(total: int) -> FigureData:
    """Data over a period with a start."""
    frame = growth(abs(total), first=date(2021, 8, 2))
    if total < 0:
        frame[["added", "supported"]] *= -1
    return avance(frame, about=context(Scope(start=date(2021, 8, 1))))


CASES = {
    "behind": (
        avance(),
        "Van 1512 de 2000 MiPymes apoyadas, 75,6\u202f% de la meta y 88 por debajo de la ruta",
    ),
    "ahead": (
        avance(growth(1790)),
        "Van 1790 de 2000 MiPymes apoyadas, 89,5\u202f% de la meta y 190 por encima de la ruta",
    ),
    "level": (
        avance(growth(1600)),
        "Van 1600 de 2000 MiPymes apoyadas, 80,0\u202f% de la meta, en la ruta a la meta",
    ),
    "reached": (
        avance(growth(2035)),
        "Meta cumplida: 2035 MiPymes apoyadas de 2000",
    ),
    "overdue": (
        avance(growth(last=date(2022, 2, 20)), about=LATE),
        "Venció el plazo: 1512 de 2000 MiPymes apoyadas, faltaron 488",
    ),
    "no goal": (avance(goal=None), "Van 1512 MiPymes apoyadas"),
    "goal of zero": (avance(goal=replace(GOAL, target=0)), "Van 1512 MiPymes apoyadas"),
    "one": (
        avance(ONE_DAY.assign(added=1), goal=None),
        "Va 1 MiPyme apoyada",
    ),
    "zero": (avance(samples.empty_growth()), "Todavía no hay MiPymes apoyadas"),
    "nothing": (
        avance(samples.empty_growth(), about=context(until=None)),
        "Todavía no hay datos",
    ),
    "change": (change(320), "320 MiPymes apoyadas más desde el 1 de agosto de 2021"),
    "loss": (change(-12), "12 MiPymes apoyadas menos desde el 1 de agosto de 2021"),
    "millions": (
        avance(growth(1234567), replace(GOAL, target=2000000)),
        "Van 1\u202f234\u202f567 de 2\u202f000\u202f000 MiPymes apoyadas, "
        "365\u202f433 por debajo de la ruta",
    ),
}


EARLY = {
    "ahead": avance(growth(150, last=date(2021, 3, 18)), about=context(until=date(2021, 3, 20))),
    "behind": avance(growth(15, last=date(2021, 3, 28)), about=context(until=date(2021, 3, 31))),
    "near the end": avance(
        growth(1960, last=date(2021, 12, 20)), about=context(until=date(2021, 12, 20))
    ),
}


@pytest.mark.parametrize("data", [*EARLY.values(), *(data for data, _ in CASES.values())])
@pytest.mark.parametrize("size", ["ancho", "angosto"])
def test_labels_stay_inside_and_clear_of_each_other(data: FigureData, size: str) -> None:
    width, height = (850.0, 350.0) if size == "ancho" else (360.0, 260.0)
    labels = labels_of(FIGURE.plot(data, Edition(), LIGHT, width, height, SIZES[size]))
    for label in labels:
        assert label.left >= -1, label.text
        assert label.right <= width + 1, label.text
        assert 0 <= label.top + 1 < label.y <= height, label.text
    for one, other in combinations([label for label in labels if label.weight > 400], 2):
        apart = one.right <= other.left or other.right <= one.left
        assert apart or one.y <= other.top + 1 or other.y <= one.top + 1, (one.text, other.text)


@pytest.mark.parametrize("size", ["ancho", "angosto"])
@pytest.mark.parametrize("case", EARLY)
def test_the_path_does_not_cross_the_number(case: str, size: str) -> None:
    width, height = (850.0, 350.0) if size == "ancho" else (360.0, 260.0)
    plot = FIGURE.plot(EARLY[case], Edition(), LIGHT, width, height, SIZES[size])
    pad, inner_width, inner_height = plot["padding"], plot["width"], plot["height"]
    seen = curve(EARLY[case])
    for label in labels_of(plot):
        if label.weight == 400 or label.text.startswith("Meta"):
            continue
        for x in (label.left, label.right):
            day = date(2021, 3, 1) + timedelta(days=round((x - pad["left"]) / inner_width * 305))
            path = pad["top"] + inner_height * (1 - (seen.expected(day) or 0) / 2000)
            assert path <= label.top + 1 or path >= label.y - 1, label.text


@pytest.mark.parametrize("case", CASES)
def test_the_title_is_the_finding(case: str) -> None:
    data, title = CASES[case]
    assert FIGURE.caption(data, Edition()).title == title
    assert len(title) <= TITLE_LIMIT
    assert len(FIGURE.caption(data, Edition("en")).title) <= TITLE_LIMIT


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("size", SIZES)
def test_it_can_be_drawn_in_every_size(case: str, size: str) -> None:
    svg = drawn.finished("avance", CASES[case][0], size=size)
    assert min(drawn.font_sizes(svg)) >= SIZES[size].smallest


def test_the_labels_are_in_the_picture() -> None:
    found = drawn.texts(drawn.finished("avance", avance()))
    for text in ("1512", "88 por debajo", "Meta: 2000 · 31 dic 2021", "mar", "2021", "dic", "0"):
        assert any(line.startswith(text) for line in found), text


def test_english_has_the_point_and_english_months() -> None:
    words = drawn.words(drawn.finished("avance", avance(), Edition("en")))
    assert "75.6% of the goal" in words
    assert "Goal: 2000 · 31 Dec 2021" in words
    assert "Jun" in words


def test_without_a_goal_no_goal_is_drawn() -> None:
    for data in (CASES["no goal"][0], CASES["goal of zero"][0], CASES["change"][0]):
        svg = drawn.finished("avance", data)
        assert "Meta" not in drawn.words(svg)
        assert "stroke-dasharray" not in svg


def test_the_curve_keeps_pauses_flat() -> None:
    frame = pd.DataFrame(
        {
            "day": pd.to_datetime(["2021-03-10", "2021-06-10"]),
            "added": [5, 2],
            "supported": [5, 7],
        }
    )
    plot = FIGURE.plot(avance(frame), Edition(), LIGHT, 800, 300, SIZES["ancho"])
    rows = next(
        layer["data"]["values"] for layer in plot["layer"] if layer["mark"]["type"] == "area"
    )
    days = [datetime.fromtimestamp(row["day"] / 1000, UTC).date().isoformat() for row in rows]
    assert list(zip(days, [row["supported"] for row in rows], strict=True)) == [
        ("2021-03-01", 0),
        ("2021-03-09", 0),
        ("2021-03-10", 5),
        ("2021-06-09", 5),
        ("2021-06-10", 7),
        ("2021-10-31", 7),
    ]


def test_picture_table_and_data_hold_the_same_numbers() -> None:
    data = avance()
    table = FIGURE.table(data, Edition())
    assert list(table.columns) == ["Día", "Cambio neto", "MiPymes apoyadas", "Ruta a la meta"]
    assert table["Cambio neto"].sum() == data.frame["added"].sum() == 1512
    assert table["MiPymes apoyadas"].iloc[-1] == data.progress.supported == curve(data).value


def test_the_path_is_a_straight_line_and_flat_after_its_end() -> None:
    seen = curve(avance(goal=Goal(306, date(2021, 3, 1), date(2022, 1, 1))))
    assert seen.expected(date(2021, 2, 1)) == 0
    assert seen.expected(date(2021, 3, 2)) == 1
    assert seen.expected(date(2022, 1, 1)) == seen.expected(date(2023, 1, 1)) == 306


def test_a_goal_without_a_start_begins_with_the_data() -> None:
    seen = curve(avance(goal=replace(GOAL, starts_on=None)))
    assert seen.starts == data_start() == seen.first


def data_start() -> date:
    """The first day of the sample curve."""
    return growth()["day"].iloc[0].date()
