"""What needs a decision: by rule, at most three lines, and nothing where there is nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from charts.board import words
from charts.decisions import decisions
from charts.edition import Edition
from data_access.records import Board, Goal, Silence
from data_access.scope import Scope
from tests.charts import boards, samples

ES = Edition()


def said(told: Board) -> dict[str, str]:
    """Subject → facts."""
    return {one.subject: one.facts for one in decisions(told, ES)}


def on_course() -> Board:
    """A board whose goal is reached and whose universities report and grow."""
    told = boards.board(late=(), goals=False)
    return replace(told, growth=samples.avance(goal=Goal(1500, None, samples.GOAL.due_on)))


def test_the_goal_then_the_reports_then_the_own_goals() -> None:
    assert said(boards.board()) == {
        "Meta": "Al 31 de diciembre de 2021 se esperan entre 1855 y 2066, para una meta de 2000. "
        "Hacen falta 56 por semana; en las últimas seis semanas fueron 47.",
        "Reportes": "Faltan los últimos reportes: UG y UNF (datos hasta el 30 sep 2021; plazo "
        "hasta el 10 nov 2021).",
        "Metas propias": "Es poco probable que la cumplan a tiempo: UAM-A (54 por debajo de la "
        "ruta), UNA (21 por debajo de la ruta), TdeA (8 por debajo de la ruta) y 1 más.",
    }


def test_nothing_to_decide_is_said() -> None:
    assert said(on_course()) == {}
    assert words(on_course(), ES).nothing_to_decide == "Nada en estos datos pide una decisión."
    empty = boards.nothing_loaded()
    assert said(empty) == {}
    text = "Antes del primer reporte no hay nada que decidir."
    assert words(empty, ES).nothing_to_decide == text


def test_a_goal_missed_is_said_with_what_is_missing() -> None:
    told = boards.board(goal=Goal(2000, None, date(2021, 9, 30)), late=(), goals=False)
    assert said(told)["Meta"] == "La meta de 2000 venció el 30 de septiembre de 2021; faltan 488."


def test_a_pace_too_low_is_said_where_nothing_can_be_forecast() -> None:
    told = boards.board(late=(), goals=False)
    told = replace(told, growth=replace(told.growth, forecast=Silence.TOO_LITTLE))
    assert said(told) == {
        "Ritmo": "Hacen falta 56 por semana; en las últimas seis semanas fueron 47."
    }


def test_a_pace_that_suffices_beside_a_forecast_that_does_not_says_why() -> None:
    told = replace(boards.board(late=()), weeks=samples.ritmo([93] * 8).frame)
    assert said(told)["Meta"].endswith("fueron 93; en el pronóstico pesan más las más recientes.")


def test_countries_where_universities_have_no_goals() -> None:
    told = boards.board(late=())
    without = replace(told, universities=boards.board(late=(), goals=False).universities)
    assert said(without)["Metas propias"].startswith(
        "Es poco probable que la cumplan a tiempo: México (34 por debajo de la ruta), Perú (16"
    )


def test_a_university_that_reports_nothing_new() -> None:
    still = boards.part("uv", "UV", 130, samples.context(), week=0, country="CL")
    told = on_course()
    told = replace(told, universities=(still, *told.universities[2:]))
    assert said(told) == {"Ritmo": "Sin crecimiento neto en seis semanas: UV."}


def test_one_that_never_reported_is_named_as_that() -> None:
    told = on_course()
    silent = pd.DataFrame([("unf", "UNF", None)], columns=told.silent.columns, dtype="object")
    told = replace(told, silent=silent, reports=told.reports.head(0))
    assert said(told)["Reportes"] == ("Falta el último reporte: UNF (todavía no ha reportado).")


def test_a_period_with_a_start_has_no_goal_to_decide_about() -> None:
    about = samples.context(Scope(start=date(2021, 7, 1)))
    told = replace(boards.board(about, late=(), goals=False), growth=samples.avance(about=about))
    assert said(told) == {}
