"""The verdict reads right in every case: aloud, in Spanish and in English."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from charts.edition import Edition
from charts.verdict import verdict
from data_access.records import Context, FigureData, Freshness, Goal, Pace, Progress
from data_access.scope import Scope

SPANISH = Edition()
DUE = date(2021, 12, 31)
UNTIL = date(2021, 10, 31)


def growth(
    supported: int, target: int | None = 2000, *, until: date | None = UNTIL, **scope: object
) -> FigureData:
    """The data of ``avance`` that a verdict looks at."""
    goal = None if target is None else Goal(target, None, DUE)
    return FigureData(
        frame=pd.DataFrame({"day": [], "added": [], "supported": []}),
        progress=Progress(supported, goal, goal),
        context=Context(
            Scope(**scope),  # type: ignore[arg-type]
            Freshness(until, None, invented=False, revision=1),
            names={},
            divisions={},
        ),
    )


@pytest.mark.parametrize(
    ("data", "pace", "late", "said"),
    [
        (
            growth(1512),
            Pace(96.2, 56.0),
            2,
            "Van 1512 de 2000 MiPymes apoyadas (75,6 %). Al ritmo de las últimas seis semanas, 96 "
            "por semana, la meta se alcanza a tiempo: hacen falta 56 por semana hasta el 31 de "
            "diciembre de 2021. Faltan los últimos reportes de 2 universidades.",
        ),
        (
            growth(1512),
            Pace(40.0, 56.0),
            1,
            "Van 1512 de 2000 MiPymes apoyadas (75,6 %). Al ritmo de las últimas seis semanas, 40 "
            "por semana, la meta no se alcanza a tiempo: hacen falta 56 por semana hasta el 31 de "
            "diciembre de 2021. Falta el último reporte de 1 universidad.",
        ),
        (
            growth(12),
            Pace(None, 200.0),
            0,
            "Van 12 de 2000 MiPymes apoyadas (0,6 %). Hay muy pocas semanas de datos para decir si "
            "se alcanzará la meta.",
        ),
        (
            growth(2013),
            Pace(90, 0),
            0,
            "La meta se cumplió: 2013 de 2000 MiPymes apoyadas (100,7 %).",
        ),
        (
            growth(1834, until=date(2022, 1, 31)),
            Pace(20, None),
            0,
            "La meta vencía el 31 de diciembre de 2021 y no se alcanzó: 1834 de 2000 MiPymes "
            "apoyadas (91,7 %).",
        ),
        (
            growth(312, None, countries=("MX",), sizes=("micro",)),
            Pace(5, None),
            0,
            "Van 312 MiPymes apoyadas; esta selección no tiene meta propia.",
        ),
        (
            growth(1, None, countries=("GT",)),
            Pace(None, None),
            0,
            "Va 1 MiPyme apoyada; esta selección no tiene meta propia.",
        ),
        (
            growth(5, 0),
            Pace(1, 0),
            0,
            "Van 5 MiPymes apoyadas; la meta es 0, así que no hay porcentaje.",
        ),
        (growth(0, until=None), Pace(None, None), 0, "Todavía no se ha cargado nada."),
        (
            growth(120, start=date(2021, 9, 1)),
            Pace(20, 50),
            0,
            "Se sumaron 120 MiPymes apoyadas desde el 1 de septiembre de 2021.",
        ),
    ],
)
def test_a_verdict_in_spanish(data: FigureData, pace: Pace, late: int, said: str) -> None:
    assert str(verdict(data, pace, late, SPANISH)).replace("\u202f", " ") == said


def test_two_different_paces_never_read_as_the_same_number() -> None:
    assert "55,6 por semana" in verdict(growth(1512), Pace(55.6, 56.4), 0, SPANISH).outlook
    assert "56,4 por semana" in verdict(growth(1512), Pace(55.6, 56.4), 0, SPANISH).outlook


def test_a_loss_since_a_day_is_said_as_one() -> None:
    data = growth(-3, start=date(2021, 9, 1))
    text = verdict(data, Pace(0, 0), 0, SPANISH).standing
    assert text == (
        "Hay 3 MiPymes apoyadas menos que el 1 de septiembre de 2021: abandonaron más de las que "
        "comenzaron."
    )


def test_mexico_and_english_write_the_point() -> None:
    mexico = replace(SPANISH, country="MX")
    assert "(75.6\u202f%)" in verdict(growth(1512), Pace(1, 2), 0, mexico).standing
    english = verdict(growth(1512), Pace(96, 56), 1, Edition(language="en"))
    assert str(english) == (
        "1512 of 2000 MiPymes are supported (75.6%). At the pace of the last six weeks, 96 a week, "
        "the goal is reached in time: 56 a week are needed until 31 December 2021. The latest "
        "report of 1 university is missing."
    )
