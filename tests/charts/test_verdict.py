"""The verdict reads right in every case: aloud, in Spanish and in English."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from charts.edition import Edition
from charts.verdict import verdict
from data_access.records import (
    Context,
    FigureData,
    Forecast,
    Freshness,
    Goal,
    Progress,
    Silence,
)
from data_access.scope import Scope
from tests.charts.samples import context, forecast

SPANISH = Edition()
DUE = date(2021, 12, 31)
UNTIL = date(2021, 10, 31)


def growth(
    supported: int,
    target: int | None = 2000,
    *,
    until: date | None = UNTIL,
    forecast: Forecast | Silence | None = None,
    late: tuple[str, ...] = (),
    **scope: object,
) -> FigureData:
    """The data of ``avance`` that a verdict looks at."""
    goal = None if target is None else Goal(target, None, DUE)
    return FigureData(
        frame=pd.DataFrame({"day": [], "added": [], "supported": []}),
        progress=Progress(supported, goal, goal),
        context=Context(
            Scope(**scope),  # type: ignore[arg-type]
            Freshness(until, None, invented=False, revision=1, late=late),
            names={"MX": "México", "GT": "Guatemala"},
            divisions={},
        ),
        forecast=forecast,
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            growth(
                1512,
                forecast=forecast((date(2021, 12, 4), date(2021, 12, 19)), 0.97),
                late=("UG", "UNF"),
            ),
            "Van 1512 de 2000 MiPymes apoyadas (75,6 %). Es muy probable llegar a tiempo. Al ritmo "
            "de las últimas semanas y con las pausas académicas, la meta se alcanza entre el 4 y "
            "el 19 de diciembre de 2021. En 97 de cada 100 simulaciones eso es a tiempo, hasta el "
            "31 de diciembre de 2021. Aún no incluye los últimos reportes de UG y UNF.",
        ),
        (
            growth(
                1512,
                forecast=forecast((date(2021, 11, 28), date(2022, 2, 3)), 0.47),
                late=("UNF",),
            ),
            "Van 1512 de 2000 MiPymes apoyadas (75,6 %). Llegar a tiempo es tan probable como no. "
            "Al ritmo de las últimas semanas y con las pausas académicas, la meta se "
            "alcanza entre el 28 de noviembre de 2021 y el 3 de febrero de 2022. En 47 de cada 100 "
            "simulaciones eso es a tiempo, hasta el 31 de diciembre de 2021. Aún no incluye el "
            "último reporte de UNF.",
        ),
        (
            growth(12, forecast=Silence.TOO_LITTLE),
            "Van 12 de 2000 MiPymes apoyadas (0,6 %). Hay muy pocas semanas de datos para decir si "
            "se alcanzará la meta.",
        ),
        (
            growth(2013),
            "La meta se cumplió: 2013 de 2000 MiPymes apoyadas (100,7 %).",
        ),
        (
            growth(1834, until=date(2022, 1, 31)),
            "La meta vencía el 31 de diciembre de 2021 y no se alcanzó: 1834 de 2000 MiPymes "
            "apoyadas (91,7 %).",
        ),
        (
            growth(312, None, countries=("MX",), sizes=("micro",)),
            "En México, de tamaño micro, van 312 MiPymes apoyadas; esta selección no tiene meta "
            "propia.",
        ),
        (
            growth(1, None, countries=("GT",)),
            "En Guatemala va 1 MiPyme apoyada; esta selección no tiene meta propia.",
        ),
        (
            growth(5, 0),
            "Van 5 MiPymes apoyadas; la meta es 0, así que no hay porcentaje.",
        ),
        (growth(0, until=None), "Todavía no se ha cargado nada."),
        (
            growth(120, start=date(2021, 9, 1)),
            "Del 1 de septiembre de 2021 al 31 de octubre de 2021 se sumaron 120 MiPymes apoyadas.",
        ),
    ],
)
def test_a_verdict_in_spanish(data: FigureData, said: str) -> None:
    assert str(verdict(data, SPANISH)).replace("\u202f", " ") == said


def test_a_loss_since_a_day_is_said_as_one() -> None:
    data = growth(-3, start=date(2021, 9, 1))
    text = verdict(data, SPANISH).standing
    assert text == (
        "Hay 3 MiPymes apoyadas menos que el 1 de septiembre de 2021: abandonaron más de las que "
        "comenzaron."
    )


def test_mexico_and_english_write_the_point() -> None:
    mexico = replace(SPANISH, country="MX")
    assert "(75.6\u202f%)" in verdict(growth(1512), mexico).standing
    late = growth(
        1512, forecast=forecast((date(2021, 12, 4), date(2021, 12, 19)), 0.97), late=("UNF",)
    )
    assert str(verdict(late, Edition(language="en"))) == (
        "1512 of 2000 MiPymes are supported (75.6%). It is very likely to be reached in time. At "
        "the pace of the last weeks and with the academic breaks, the goal is reached between 4 "
        "and 19 December 2021. In 97 of 100 simulations that is in time, by 31 December 2021. The "
        "latest report of UNF is not in it yet."
    )


@pytest.mark.parametrize(
    ("scope", "spanish", "english"),
    [
        ({"countries": ("CO",)}, "En Colombia van 137 de", "In Colombia, 137 of"),
        (
            {"universities": ("ug",)},
            "En la Universidad de Guayaquil (UG) van 137 de",
            "At Universidad de Guayaquil (UG), 137 of",
        ),
        (
            {"universities": ("tdea", "ug")},
            "En el TdeA y la UG van 137 de",
            "At TdeA and UG, 137 of",
        ),
        (
            {"sectors": ("C",), "sizes": ("micro",)},
            "De industria manufacturera y tamaño micro van 137 de",
            "For manufacturing and size micro, 137 of",
        ),
        (
            {"countries": ("MX",), "sizes": ("micro",)},
            "En México, de tamaño micro, van 137 de",
            "In Mexico, for size micro, 137 of",
        ),
    ],
)
def test_the_verdict_says_whom_it_speaks_of(
    scope: dict[str, tuple[str, ...]], spanish: str, english: str
) -> None:
    data = replace(growth(137, 180), context=context(Scope(**scope)))  # type: ignore[arg-type]
    assert verdict(data, SPANISH).standing.startswith(spanish)
    assert verdict(data, Edition("en")).standing.startswith(english)
