"""``inclusion``: whom the programme reaches, in protected numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from charts.caption import TITLE_LIMIT
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.sheets import as_csv
from charts.sizes import SIZES
from charts.tokens import LIGHT
from charts.vega import labels_of
from data_access.records import FigureData
from data_access.scope import Scope
from tests.charts import drawn
from tests.charts.samples import INCLUSION, context, inclusion

FIGURE = CATALOGUE["inclusion"]
NOTHING = {group: dict.fromkeys(values) for group, values in INCLUSION.items()}
SMALL: dict[str, dict[str, int | None]] = {
    "owner_gender": {"mujer": None, "hombre": 10, "otro": None},
    "rural": {"urbana": 10, "rural": None},
    "channel": {"presencial": None, "remota": None, "mixta": None},
}
REPORTED = {"owner_gender": 15, "rural": 10, "channel": None}
TITLES = {
    "all": (inclusion(), "En el 54\u202f% de las MiPymes apoyadas con dato, la titular es mujer"),
    "half": (
        inclusion({**INCLUSION, "owner_gender": {"mujer": 20, "hombre": 20, "otro": None}}),
        "En la mitad de las MiPymes apoyadas con dato, la titular es mujer",
    ),
    "small": (
        inclusion(SMALL, supported=17, reported=REPORTED),
        "Todas las MiPymes apoyadas con dato están en zona urbana",
    ),
    "channel": (
        inclusion({**NOTHING, "channel": {"presencial": None, "remota": 35, "mixta": 15}}),
        "7 de cada 10 MiPymes apoyadas con dato se atienden de forma remota",
    ),
    "too few": (
        inclusion(NOTHING, supported=3, reported=dict.fromkeys(INCLUSION)),
        "Son muy pocas MiPymes para mostrar estos datos",
    ),
    "unreported": (
        inclusion(NOTHING, reported=dict.fromkeys(INCLUSION, 0)),
        "Nadie ha reportado todavía estos datos",
    ),
    "nothing": (
        inclusion(NOTHING, supported=0, reported=dict.fromkeys(INCLUSION, 0)),
        "Todavía no hay MiPymes apoyadas",
    ),
}
CASES = pytest.mark.parametrize(("data", "title"), TITLES.values(), ids=list(TITLES))


def bars(data: FigureData) -> list[dict[str, Any]]:
    """The rows of data that the plot draws as bars."""
    plot = FIGURE.plot(data, Edition(), LIGHT, 850, 400, SIZES["ancho"])
    return list(plot["layer"][0]["data"]["values"])


@CASES
def test_the_title_is_the_finding(data: FigureData, title: str) -> None:
    caption = FIGURE.caption(data, Edition())
    assert caption.title == title
    assert title in caption.alt
    english = FIGURE.caption(data, Edition("en")).title
    assert english != title
    assert max(len(title), len(english)) <= TITLE_LIMIT


@CASES
@pytest.mark.parametrize("size", SIZES)
def test_every_word_stays_inside_in_every_size(data: FigureData, title: str, size: str) -> None:
    canvas = SIZES[size]
    svg = drawn.finished("inclusion", data, size=size)
    assert min(drawn.font_sizes(svg)) >= canvas.smallest
    for name in ("Género de quien es titular", "Zona", "Canal de atención", "Mujer", "Mixta"):
        assert name in drawn.texts(svg)
    width = canvas.width - 2 * canvas.margin
    height = FIGURE.height(data, canvas, width)
    for label in labels_of(FIGURE.plot(data, Edition(), LIGHT, width, height, canvas)):
        assert -0.5 <= label.left <= label.right <= width + 1, label.text
        assert 0 <= label.top <= label.y <= height, label.text


def test_shares_are_of_those_with_data_and_both_are_said() -> None:
    shares = {row["name"]: row["value"] for row in bars(inclusion())}
    assert (shares["Mujer"], shares["Hombre"], shares["Otro"]) == (54, 44, 1)
    assert (shares["Urbana"], shares["Rural"], shares["Remota"]) == (80, 20, 79)
    words = drawn.texts(drawn.finished("inclusion", inclusion()))
    assert "con dato: 1360 de 1512" in words
    assert "740 MiPymes" in words
    assert [row["name"] for row in bars(inclusion()) if row["fill"] == LIGHT.accent] == ["Mujer"]
    caption = FIGURE.caption(inclusion(), Edition())
    assert "lo más frecuente de cada grupo: mujer 54\u202f%, urbana 80" in caption.alt
    assert "n = 1512" in caption.subtitle


def test_a_rounded_number_is_never_more_than_the_exact_one() -> None:
    counts: dict[str, dict[str, int | None]] = {
        "owner_gender": {"mujer": 10, "hombre": None, "otro": None},
        "rural": {"urbana": 5, "rural": None},
        "channel": {"presencial": None, "remota": 5, "mixta": None},
    }
    reported = {"owner_gender": 10, "rural": 5, "channel": 10}
    data = inclusion(counts, supported=8, reported=reported)
    words = drawn.texts(drawn.finished("inclusion", data))
    assert words.count("con dato: todas o casi todas") == 2
    assert "con dato: 5 de 8" in words
    assert "8 MiPymes" in words
    assert not [line for line in words if "10" in line.split()]
    table = FIGURE.table(data, Edition())
    assert list(table["Con dato (redondeado)"]) == [8, 8, 8, 5, 5, 8, 8, 8]
    assert list(table["MiPymes (redondeadas)"].dropna()) == [8, 5, 5]
    assert list(table["Porcentaje de las que tienen dato"].dropna()) == [100, 100, 62]


def test_percentages_of_rounded_numbers_are_whole() -> None:
    data = inclusion({**INCLUSION, "channel": {"presencial": 205, "remota": 1255, "mixta": None}})
    table = FIGURE.table(data, Edition())
    assert list(table["Porcentaje de las que tienen dato"].dropna()) == [54, 44, 1, 80, 20, 14, 86]
    assert b"14.0" not in as_csv(table, FIGURE.caption(data, Edition()), Edition())


def test_what_is_protected_is_said_and_nowhere_a_zero_or_a_bar() -> None:
    data = TITLES["small"][0]
    assert [row["name"] for row in bars(data)] == ["Hombre", "Urbana"]
    svg = drawn.finished("inclusion", data)
    assert drawn.texts(svg).count("dato protegido") == 6
    assert "número con dato: protegido" in drawn.texts(svg)
    table = FIGURE.table(data, Edition())
    hidden = table["MiPymes (redondeadas)"].isna()
    assert set(table.loc[hidden, "Observación"]) == {"dato protegido"}
    assert table.loc[~hidden, "Observación"].isna().all()
    assert table["Porcentaje de las que tienen dato"].isna().sum() == 6
    explored = FIGURE.explorable(data, Edition(), LIGHT)
    assert [label for label in explored.data[1].text if "protegido" in label] == [
        " <b>dato protegido</b>"
    ] * 6
    assert set(explored.data[1].textfont.color) == {LIGHT.protected, LIGHT.ink}
    assert (
        "múltiplos de 5 y las menores de 5 no se muestran" in FIGURE.caption(data, Edition()).note
    )


def test_what_nobody_reported_is_missing_and_not_protected() -> None:
    svg = drawn.finished("inclusion", TITLES["unreported"][0])
    assert drawn.texts(svg).count("s. d.") == 8
    assert drawn.texts(svg).count("sin reportes") == 3
    assert "protegido" not in svg.split("Nota:")[0].split("</title>", 1)[1]


def test_groups_have_their_headings_in_the_explorable_form() -> None:
    explored = FIGURE.explorable(inclusion(), Edition(), LIGHT)
    words = [note.text for note in explored.layout.annotations]
    assert [line.split("</b>")[0] for line in words] == [
        "<b>Género de quien es titular",
        "<b>Zona",
        "<b>Canal de atención",
    ]
    assert list(explored.layout.xaxis.ticktext) == ["0\u202f%", "50\u202f%", "100\u202f%"]
    assert len(explored.layout.yaxis.categoryarray) == 8 + 3


def test_it_is_a_state_whatever_the_start_of_the_period() -> None:
    since = context(Scope(start=date(2021, 8, 1)))
    caption = FIGURE.caption(inclusion(about=since), Edition())
    assert "hasta el 31 de octubre de 2021" in caption.subtitle
    assert "agosto" not in caption.subtitle


def test_it_speaks_english() -> None:
    words = drawn.words(drawn.finished("inclusion", TITLES["small"][0], Edition("en")))
    for spanish in ("apoyada", "dato", "Nota", "Mujer", "Zona", "protegido"):
        assert spanish not in words
