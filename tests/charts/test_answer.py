"""What heads a page, what may be quoted, and what is said about goals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from charts import answer, universities
from charts.edition import Edition
from charts.verdict import Verdict, verdict
from data_access.scope import Scope
from tests.charts import samples

ES, EN = Edition(), Edition("en")


def test_old_data_are_said_to_be_old() -> None:
    """Six weeks without a report are normal between monthly reports; three months are not."""
    about = samples.context()
    assert "advertencia" not in answer.sign(about, ES, today=date(2021, 12, 12))
    assert "Estos datos tienen 13 semanas: llegan al 31 de octubre de 2021." in answer.sign(
        about, ES, today=date(2022, 1, 31)
    )


def test_invented_data_are_not_called_old() -> None:
    said = answer.sign(samples.context(invented=True), ES, today=date(2026, 1, 1))
    assert "Datos de demostración: todo es inventado." in said
    assert "semanas" not in said


def test_a_quotation_names_programme_scope_day_and_invention() -> None:
    about = samples.context(Scope(countries=("MX",)), invented=True)
    growth = replace(samples.avance(), context=about)
    standing = verdict(growth, ES).standing
    assert standing.startswith("En México van 1512 de")
    quote = answer.said(Verdict(standing, ""), about, ES)
    assert quote == (
        "MiPyme contra el COVID en Latinoamérica (hasta el 31 de octubre de 2021): "
        f"{standing} Datos de demostración: todo es inventado."
    )


def test_goals_are_added_up_and_not_forced() -> None:
    """Invented goals of 600 each beside the programme's 2,000."""
    data = samples.SAMPLES["universidades"]()
    goals = replace(data, frame=data.frame.assign(goal=600))
    note = universities.caption(goals, EN).note
    assert "These goals add up to 4800; the programme's is 2000." in note
    country = replace(goals, context=samples.context(Scope(countries=("MX",))))
    assert "add up" not in universities.caption(country, EN).note
