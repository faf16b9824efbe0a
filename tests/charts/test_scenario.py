"""A scenario in words, and in the place of the forecast."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.scenario import sentence
from data_access.records import Goal
from data_access.scenario import scenario
from tests.charts import drawn, samples

ES = Edition()
GOAL = Goal(2000, date(2021, 3, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    ("capacity", "said"),
    [
        (
            100,
            "Con 100 MiPymes por semana la meta de 2000 se alcanza el 3 de diciembre de 2021, a "
            "tiempo: el plazo vence el 31 de diciembre de 2021. El 31 de diciembre de 2021 habría "
            "2408 MiPymes apoyadas.",
        ),
        (
            50,
            "Con 50 MiPymes por semana la meta de 2000 se alcanza el 6 de enero de 2022, después "
            "del plazo (31 de diciembre de 2021). El 31 de diciembre de 2021 habría 1960 MiPymes "
            "apoyadas. Alcanzaría justo con 54,5 por semana.",
        ),
        (
            1,
            "Con 1 MiPyme por semana la meta de 2000 no se alcanza en un año. El 31 de diciembre "
            "de 2021 habría 1520 MiPymes apoyadas. Alcanzaría justo con 54,5 por semana.",
        ),
    ],
)
def test_the_sentence(capacity: int, said: str) -> None:
    found = scenario(1512, GOAL, capacity, as_of=date(2021, 10, 31), breaks=False)
    assert sentence(found, GOAL, capacity, ES) == said


def test_the_drawing_calls_it_a_scenario() -> None:
    found = scenario(1512, GOAL, 50, as_of=date(2021, 10, 31), breaks=False)
    data = replace(samples.avance(), forecast=found.path)
    words = drawn.words(drawn.finished("avance", data))
    assert "Escenario al" in words
    assert "capacidades supuestas por quien lee" in words
    assert "Pronóstico" not in words
    assert "en el escenario hay 1960" in CATALOGUE["avance"].caption(data, ES).alt
