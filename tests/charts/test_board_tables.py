"""Tables of the report: what each row says, missing apart from zero."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from charts import board_tables
from charts.edition import Edition
from data_access.scope import Scope
from tests.charts import boards, samples

ES, EN = Edition(), Edition("en")


def test_countries_with_and_without_a_goal() -> None:
    table = board_tables.places(boards.board(), ES)
    assert table.heads == ("País", "Apoyadas", "Meta", "Avance, %", "Por semana", "Estado")
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["México"] == ("1046", "1350", "77,5", "0,0", "34 por debajo de la ruta")
    assert rows["Chile"] == ("130", "120", "108,3", "0,0", "meta cumplida")
    assert rows["Bolivia"] == ("60", "–", "–", "0,0", "sin meta propia")
    assert table.bars[0] == (1046 / 1350, 0.8)
    assert table.bars[3] is None
    assert board_tables.places(boards.board(), EN).rows[0][0] == "Mexico"


def test_places_without_goals_are_compared_with_the_largest() -> None:
    table = board_tables.places(boards.board(goals=False), ES)
    assert table.heads == ("País", "Apoyadas", "Por semana")
    assert table.bars[1] == (135 / 1046, None)


def test_the_subdivisions_of_a_country_have_its_word_and_the_rest_is_one_row() -> None:
    about = samples.context(Scope(countries=("MX",)))
    told = replace(
        boards.board(about),
        places=(boards.part("MX-CMX", "Ciudad de México", 700, about),),
        elsewhere=346,
    )
    table = board_tables.places(told, Edition(country="MX"))
    assert table.title == "Dónde están las MiPymes"
    assert table.heads[0] == "Estado"
    assert [row[:2] for row in table.rows] == [
        ("Ciudad de México", "700"),
        ("Otros y sin dato", "346"),
    ]


def test_universities_with_their_report_and_what_goals_add_up_to() -> None:
    table = board_tables.universities(boards.board(), ES)
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["UAM-A"] == (
        *("México", "1050", "1380", "76,1", "35,0", "37,9", "reportó", "31 oct 2021"),
    )
    assert rows["UNF"][-2:] == ("en plazo", "30 sep 2021")
    assert rows["Todas"][:3] == ("", "1512", "1775")
    assert table.note == "Reporte: el de octubre de 2021, con plazo hasta el 10 nov 2021."


def test_one_that_never_reported_is_not_zero() -> None:
    told = boards.board()
    never = boards.part("unf", "UNF", 0, told.context, target=50, until=None, country="PE")
    table = board_tables.universities(replace(told, universities=(never,)), ES)
    row = dict(zip(table.heads, table.rows[0], strict=True))
    assert (row["Apoyadas"], row["Datos hasta"]) == ("s. d.", "s. d.")
    assert board_tables.state_words(board_tables.measured([never], ES)[0], ES) == "no ha reportado"


def test_an_old_state_says_how_old() -> None:
    told = boards.board()
    old = boards.part("PE", "Perú", 32, told.context, target=60, until=date(2021, 9, 30))
    table = board_tables.places(replace(told, places=(old,)), ES)
    assert table.rows[0][-1].endswith("por debajo de la ruta · datos hasta el 30 sep 2021")


def test_changes_are_signed_and_summed() -> None:
    table = board_tables.changes(boards.board().lately, ES)
    assert table.rows[0] == ("UAM-A", "+282", "−10", "+272")
    assert table.rows[-1] == ("Todas", "+319", "−18", "+301")
    assert board_tables.changes(boards.one_mipyme().lately, ES).rows == ()
