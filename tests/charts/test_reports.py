"""The grid of reports: what it says, and that no state is told by colour alone."""

from __future__ import annotations

import pytest

from charts import reports, reports_plot
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.tokens import DARK, LIGHT, Tokens
from data_access.definitions import REPORT_STATES
from tests.charts import drawn, samples

ES, EN = Edition(), Edition("en")


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (None, "Octubre de 2021: 2 de 4 reportes; faltan TdeA y UG"),
        (
            {"UAM-A": "reporto reporto", "UV": "tarde parcial"},
            "Las 2 universidades ya reportaron septiembre de 2021",
        ),
        (
            {"UV": "reporto", "UG": "en_plazo"},
            "Agosto de 2021: 1 de 2 reportes; UG aún está en plazo",
        ),
        ({"UV": "reporto"}, "La universidad ya reportó agosto de 2021"),
        ({"UV": "no_reporto", "UG": "en_plazo"}, "Nadie ha reportado agosto de 2021 todavía"),
        ({"UV": "no_aplica"}, "Ninguna universidad tenía que reportar agosto de 2021"),
        ({}, "Todavía no hay periodos de reporte"),
        (
            {"A": "reporto", **dict.fromkeys("BCDE", "no_reporto")},
            "Agosto de 2021: 1 de 5 reportes",
        ),
    ],
)
def test_the_title_says_who_is_missing(said: dict[str, str] | None, title: str) -> None:
    assert reports.caption(samples.reportes(said), ES).title == title


def test_a_cell_in_words() -> None:
    cells = {
        (cell.university, cell.period): reports.cell_words(cell, ES)
        for row in reports.grid(samples.reportes()).cells
        for cell in row
    }
    assert cells["TdeA", "2021-09"] == (
        "TdeA, septiembre de 2021: reportó, recibido tarde, el 20 de octubre de 2021"
    )
    assert cells["UG", "2021-10"] == (
        "UG, octubre de 2021: en plazo, fecha límite: 10 de noviembre de 2021"
    )
    assert cells["UG", "2021-09"].endswith("3 filas rechazadas")


def test_a_gap_that_a_later_report_closed_has_a_sign_of_its_own() -> None:
    data = samples.reportes(
        {"TdeA": "reporto no_reporto tarde", "UG": "reporto reporto no_reporto"}
    )
    cells = {(c.university, c.period): c for row in reports.grid(data).cells for c in row}
    assert cells["TdeA", "2021-09"].look == reports.COVERED
    assert cells["UG", "2021-10"].look == "no_reporto"
    said = reports.cell_words(cells["TdeA", "2021-09"], ES)
    assert said == "TdeA, septiembre de 2021: cubierto por un reporte posterior"
    words = drawn.texts(drawn.finished("reportes", data))
    assert {"→", "Cubierto por un reporte posterior"} <= set(words)
    caption = reports.caption(data, ES)
    assert "6 reportes esperados" in caption.subtitle
    assert "n = " not in caption.subtitle
    assert "un reporte posterior contiene todo" in caption.note


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_states_differ_without_colour(tokens: Tokens) -> None:
    """By their sign, or by being the one that is filled."""
    looks = reports_plot.looks(tokens)
    assert set(looks) == {*REPORT_STATES, reports.COVERED}
    assert len({look.sign for look in looks.values()}) == len(looks)


@pytest.mark.parametrize("size", ["ancho", "angosto"])
def test_signs_and_legend_are_drawn(size: str) -> None:
    words = drawn.texts(drawn.finished("reportes", samples.reportes(), size=size))
    for said in ("UAM-A", "oct", "tarde", "½", "×", "En plazo", "No aplica"):
        assert any(said in line for line in words), said


def test_the_explorable_form_has_the_same_cells() -> None:
    data = samples.reportes()
    figure = CATALOGUE["reportes"].explorable(data, ES, LIGHT)
    said = {words for trace in figure.data for words in trace.customdata}
    cells = [cell for row in reports.grid(data).cells for cell in row]
    assert said == {reports.cell_words(cell, ES) for cell in cells}
    assert len(reports.table(data, EN)) == len(cells) == 12
