"""``estudiantes``: whose students they are, where the scope leaves out some MiPymes."""

from __future__ import annotations

from datetime import date

import pytest

from charts.catalogue import CATALOGUE
from charts.edition import Edition
from data_access.scope import Scope
from tests.charts import samples

FIGURE = CATALOGUE["estudiantes"]


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (Scope(), " estudiantes acompañan a las MiPymes, cada uno "),
        (Scope(universities=("uam-a",)), " estudiantes acompañan a las MiPymes, cada uno "),
        (Scope(countries=("MX",)), " estudiantes en total en sus universidades"),
        (Scope(sectors=("C",)), " estudiantes en total en sus universidades"),
        (Scope(sizes=("micro",)), "Microempresas: 512 estudiantes en total en sus universidades"),
        (Scope(countries=("PE",)), "Perú: las universidades que las atienden tienen "),
    ],
)
def test_a_part_of_the_mipymes_does_not_have_all_their_students(scope: Scope, said: str) -> None:
    data = samples.SAMPLES["estudiantes"](about=samples.context(scope))
    title = FIGURE.caption(data, Edition()).title
    assert said in title
    assert len(title) <= 90


def test_a_period_plays_no_part_and_that_is_said() -> None:
    scope = Scope(end=date(2021, 5, 31))
    data = samples.SAMPLES["estudiantes"](about=samples.context(scope))
    assert "el periodo no cuenta aquí" in FIGURE.caption(data, Edition()).note
    plain = FIGURE.caption(samples.SAMPLES["estudiantes"](), Edition()).note
    assert "el periodo" not in plain
    assert "una MiPyme puede tener varios estudiantes" in plain
