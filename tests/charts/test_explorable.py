"""The explorable form says what the finished one says."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.explorable import marked, plotly_config
from charts.sizes import SIZES
from charts.text import FAMILY
from charts.tokens import DARK, LIGHT, Tokens
from data_access.records import FigureData
from tests.charts import drawn, samples

RANKINGS = {
    "universidades": samples.universidades(
        [*samples.UNIVERSITIES[:7], (*samples.UNIVERSITIES[7][:4], None)],
        goals={"uam-a": 1400, "una": 60},
        until={"ug": date(2021, 8, 31)},
    ),
    "paises": samples.paises(),
    "etapas": samples.etapas(),
    "generacion": samples.generacion(),
    "sectores": samples.sectores(),
    "tamano": samples.tamano(),
    "inclusion": samples.inclusion(),
}


def explored(slug: str, data: FigureData, tokens: Tokens = LIGHT) -> dict[str, Any]:
    """The explorable form as plain values."""
    figure = CATALOGUE[slug].explorable(data, Edition(), tokens)
    found: dict[str, Any] = json.loads(figure.to_json())
    return found


@pytest.mark.parametrize("slug", RANKINGS)
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_bars_have_the_same_numbers_labels_and_colours(slug: str, tokens: Tokens) -> None:
    data = RANKINGS[slug]
    bars, labels = explored(slug, data, tokens)["data"][:2]
    plot = CATALOGUE[slug].plot(data, Edition(), tokens, 850, 500, SIZES["ancho"])
    rows = plot["layer"][0]["data"]["values"]
    drawn_bars = {row["name"]: (row["value"], row["fill"], row["tooltip"]) for row in rows}
    columns = zip(bars["y"], bars["x"], bars["marker"]["color"], bars["customdata"], strict=True)
    found = {name: rest for name, *rest in columns if rest[0] is not None}
    assert {name: tuple(rest) for name, rest in found.items()} == drawn_bars
    words = drawn.texts(drawn.finished(slug, data, tokens=tokens))
    for name, label in zip(labels["y"], labels["text"], strict=True):
        assert name in words
        value, _, said = label.strip().removeprefix("<b>").partition("</b>")
        assert value in words
        for part in filter(None, said.strip().split(" · ")):
            assert any(part in line for line in words), part


def test_the_curve_has_the_same_numbers_labels_and_colours() -> None:
    data = samples.avance()
    figure = explored("avance", data)
    line, path = figure["data"]
    assert line["y"][0] == 0
    assert line["y"][1:-1] == list(data.frame["supported"])
    assert line["y"][-1] == 1512
    assert (line["line"]["color"], path["line"]["color"]) == (LIGHT.accent, LIGHT.goal)
    assert path["x"] == ["2021-03-01", "2021-12-31"]
    assert path["y"] == [0, 2000]
    plot = CATALOGUE["avance"].plot(data, Edition(), LIGHT, 850, 400, SIZES["ancho"])
    strokes = {layer["mark"].get("stroke") for layer in plot["layer"]}
    assert {LIGHT.accent, LIGHT.goal} <= strokes
    words = drawn.words(drawn.finished("avance", data))
    for note in figure["layout"]["annotations"]:
        for part in note["text"].removeprefix("<b>").removesuffix("</b>").split("<br>"):
            assert part in words
    assert line["customdata"][-1] == "1512 MiPymes apoyadas"


@pytest.mark.parametrize(
    "data", [samples.avance(samples.empty_growth()), samples.avance(goal=None)]
)
def test_the_curve_without_data_or_goal(data: FigureData) -> None:
    assert len(explored("avance", data)["data"]) <= 2


def test_nothing_loaded_is_an_empty_figure() -> None:
    nothing = samples.avance(samples.empty_growth(), None, samples.context(until=None))
    assert explored("avance", nothing)["data"] == []
    assert explored("paises", samples.paises([]))["data"][0].get("x", []) == []


def test_it_is_small_and_has_our_template() -> None:
    figure = CATALOGUE["paises"].explorable(samples.paises(), Edition("es", "MX"), DARK)
    assert len(figure.to_json()) < 4000
    layout = json.loads(figure.to_json())["layout"]
    assert layout["separators"] == ".\u202f"
    assert layout["font"]["family"] == FAMILY
    assert layout["paper_bgcolor"] == DARK.background
    assert "title" not in layout


def test_the_mode_bar_speaks_spanish_and_sends_nothing_away() -> None:
    config = plotly_config(Edition(), "avance")
    assert config["locale"] == "es"
    assert config["locales"]["es"]["dictionary"]["Zoom in"] == "Acercar"
    assert config["locales"]["es"]["format"]["days"][0] == "domingo"
    assert config["locales"]["es"]["format"]["shortMonths"][8] == "sep"
    assert config["displaylogo"] is False
    assert config["showSendToCloud"] is False
    assert config["plotlyServerURL"] == ""
    assert config["toImageButtonOptions"]["filename"] == "avance"
    assert "locales" not in plotly_config(Edition("en"))


@pytest.mark.parametrize("slug", CATALOGUE)
def test_invented_data_are_marked_inside_the_image(slug: str) -> None:
    for invented in (True, False):
        data = samples.SAMPLES[slug](about=samples.context(invented=invented))
        figure = CATALOGUE[slug]
        drawing = figure.explorable(data, Edition(), LIGHT)
        shown = marked(drawing, figure.caption(data, Edition()), LIGHT)
        texts = [annotation.text for annotation in shown.layout.annotations]
        assert ("<b>datos de demostración</b>" in texts) is invented
