"""The forecast as it is read: sentences, dates, and the range in both forms of ``avance``."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.outlook import answer, label, prospect
from charts.sizes import SIZES
from charts.tokens import DARK, LIGHT, Tokens
from charts.vega import labels_of
from data_access.records import FigureData, Forecast, Silence
from tests.charts import drawn, samples
from tests.charts.samples import GOAL, avance, context, forecast, growth

FIGURE = CATALOGUE["avance"]
PACE = "Al ritmo de las últimas semanas y con las pausas académicas, la meta "
DUE = date(2021, 12, 31)
FORECAST = re.compile("Pron|de\u00a0|dic\u00a0")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            forecast((date(2021, 12, 4), date(2021, 12, 19)), 0.97),
            PACE + "se alcanza entre el 4 y el 19 de diciembre de 2021. En 97 de cada 100 "
            "simulaciones eso es a tiempo, hasta el 31 de diciembre de 2021.",
        ),
        (
            forecast((date(2021, 11, 28), date(2021, 12, 1)), 1),
            PACE + "se alcanza entre el 28 de noviembre y el 1 de diciembre de 2021. En 99 de cada "
            "100 simulaciones eso es a tiempo, hasta el 31 de diciembre de 2021.",
        ),
        (
            forecast((date(2022, 1, 20), date(2022, 3, 3)), 0.02, count=(1700, 1810)),
            PACE + "se alcanza entre el 20 de enero y el 3 de marzo de 2022. Para el 31 de "
            "diciembre de 2021 se esperan entre 1700 y 1810 MiPymes apoyadas.",
        ),
        (
            forecast((date(2022, 1, 20), None), 0.02, count=(1700, 1700)),
            PACE + "se alcanza como muy pronto el 20 de enero de 2022. Para el 31 de "
            "diciembre de 2021 se esperan unas 1700 MiPymes apoyadas.",
        ),
        (
            forecast(None, 0, count=(1600, 1640)),
            PACE + "no se alcanza antes del 1 de mayo de 2022. Para el 31 de diciembre de 2021 "
            "se esperan entre 1600 y 1640 MiPymes apoyadas.",
        ),
        (
            forecast((date(2021, 12, 20), None), 0.27),
            PACE + "se alcanza como muy pronto el 20 de diciembre de 2021. En 27 de cada 100 "
            "simulaciones eso es a tiempo, hasta el 31 de diciembre de 2021.",
        ),
        (Silence.REACHED, ""),
        (Silence.NO_GOAL, ""),
        (None, ""),
        (
            Silence.ONE_DAY,
            "Todas se sumaron en un solo día, y eso no permite decir si se alcanzará la meta.",
        ),
        (
            Silence.PAUSED,
            "En dos meses no se sumó ninguna, así que no puede decirse si se alcanzará la meta.",
        ),
        (
            Silence.TOO_FAR,
            "La meta vence el 31 de diciembre de 2021: falta demasiado para decir si se alcanzará.",
        ),
        (Silence.OVERDUE, "La meta vence el 31 de diciembre de 2021, el último día con datos."),
    ],
)
def test_the_sentences(found: Forecast | Silence | None, said: str) -> None:
    assert prospect(found, GOAL, Edition()) == said


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.95, "Es muy probable llegar a tiempo."),
        (0.7, "Es probable llegar a tiempo."),
        (0.656, "Es probable llegar a tiempo."),  # 66 of 100, as it is told
        (0.654, "Llegar a tiempo es tan probable como no."),
        (0.5, "Llegar a tiempo es tan probable como no."),
        (0.32, "Es poco probable llegar a tiempo."),
        (0.09, "Es muy poco probable llegar a tiempo."),
        (0.0, "Es muy poco probable llegar a tiempo."),
    ],
)
def test_chances_in_words(chance: float, said: str) -> None:
    assert answer(forecast((date(2021, 12, 7), date(2022, 3, 3)), chance), Edition()) == said


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2021, 12, 4), date(2021, 12, 19), "between 4 and 19 December 2021"),
        (date(2021, 11, 28), date(2021, 12, 4), "between 28 November and 4 December 2021"),
        (date(2020, 12, 4), date(2021, 12, 5), "between 4 December 2020 and 5 December 2021"),
    ],
)
def test_english_dates(start: date, end: date, words: str) -> None:
    assert words in prospect(forecast((start, end), 0.97), GOAL, Edition("en"))


def with_forecast(total: int = 1512, count: tuple[int, int] = (1855, 2066)) -> FigureData:
    """Data of ``avance`` with a forecast from `total` to `count`."""
    return replace(avance(growth(total)), forecast=forecast(today=total, count=count))


CASES = {
    "straddling": with_forecast(),
    "far above": with_forecast(1512, (1900, 3500)),
    "behind": with_forecast(900, (1000, 1150)),
    "ahead": with_forecast(1790, (2050, 2240)),
    "level": with_forecast(1600, (1890, 2110)),
    "losing": with_forecast(1512, (1450, 1700)),
    "early": replace(
        avance(growth(150, last=date(2021, 5, 1)), about=context(until=date(2021, 5, 2))),
        forecast=forecast(today=150, count=(700, 2900), as_of=date(2021, 5, 2)),
    ),
    "late": replace(
        avance(growth(1960, last=date(2021, 12, 20)), about=context(until=date(2021, 12, 20))),
        forecast=forecast(today=1960, count=(1961, 1975), as_of=date(2021, 12, 20)),
    ),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("size", ["ancho", "angosto"])
def test_labels_stay_inside_and_clear_of_each_other(case: str, size: str) -> None:
    width, height = (850.0, 350.0) if size == "ancho" else (360.0, 260.0)
    plot = FIGURE.plot(CASES[case], Edition(), LIGHT, width, height, SIZES[size])
    marked = [one for one in labels_of(plot) if one.weight > 400 or FORECAST.search(one.text)]
    for one in labels_of(plot):
        assert one.left >= -1, one.text
        assert one.right <= width + 1, one.text
        assert 0 <= one.top + 1 < one.y <= height, one.text
    for one, other in combinations(marked, 2):
        apart = one.right <= other.left or other.right <= one.left
        assert apart or one.y <= other.top + 1 or other.y <= one.top + 1, (one.text, other.text)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("size", SIZES)
def test_the_forecast_is_said_in_every_size(case: str, size: str) -> None:
    svg = drawn.finished("avance", CASES[case], size=size)
    found = CASES[case].forecast
    assert isinstance(found, Forecast)
    assert label(found, Edition()) in drawn.words(svg)
    assert min(drawn.font_sizes(svg)) >= SIZES[size].smallest


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_both_forms_draw_the_same_range(tokens: Tokens) -> None:
    data = CASES["straddling"]
    found = data.forecast
    assert isinstance(found, Forecast)
    figure = json.loads(FIGURE.explorable(data, Edition(), tokens).to_json())
    low, high = figure["data"][:2]
    assert low["y"] == list(found.frame["low"])
    assert high["y"] == list(found.frame["high"])
    assert high["fill"] == "tonexty"
    assert high["customdata"][-1] == "Pronóstico: de 1855 a 2066"
    plot = FIGURE.plot(data, Edition(), tokens, 850, 400, SIZES["ancho"])
    areas = [layer for layer in plot["layer"] if layer["mark"].get("color") == tokens.range_fill]
    rows = areas[0]["data"]["values"]
    assert [row["low"] for row in rows] == low["y"]
    assert [row["supported"] for row in rows] == high["y"]
    edges = [layer for layer in plot["layer"] if layer["mark"].get("stroke") == tokens.neutral]
    assert len(edges) == 2
    assert (high["fillcolor"], high["line"]["color"]) == (tokens.range_fill, tokens.neutral)
    words = drawn.words(drawn.finished("avance", data, tokens=tokens))
    for note in figure["layout"]["annotations"]:
        for part in note["text"].removeprefix("<b>").removesuffix("</b>").split("<br>"):
            assert part in words


def test_alt_text_note_and_table_tell_the_range() -> None:
    data = CASES["straddling"]
    said = FIGURE.caption(data, Edition())
    assert said.alt.endswith("; el pronóstico al 31 de diciembre de 2021 va de 1855 a 2066.")
    assert "ocho de cada diez simulaciones" in said.note
    table = FIGURE.table(data, Edition())
    last = table.iloc[-1]
    assert (last["Día"], last["Ruta a la meta"]) == (DUE, 2000)
    assert (last["Pronóstico, desde"], last["Pronóstico, hasta"]) == (1855, 2066)
    assert table["Cambio neto"].sum() == 1512
    assert table["Pronóstico, desde"].notna().sum() == 9
    assert "Pronóstico, desde" not in FIGURE.table(samples.avance(), Edition()).columns


def test_silence_draws_nothing() -> None:
    data = replace(avance(), forecast=Silence.TOO_LITTLE)
    plain = drawn.finished("avance", avance())
    assert "Pron" not in drawn.words(plain).replace("es un pronóstico", "")
    assert drawn.texts(drawn.finished("avance", data)) == drawn.texts(plain)
