"""A title holds without the line below it: it names what it speaks of, or says that it is a
selection, and its period where an end or a start was asked for."""

from __future__ import annotations

from datetime import date

import pytest

from charts.caption import TITLE_LIMIT
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.heading import headed
from data_access.scope import Scope
from tests.charts import samples

JUNE, SEPTEMBER = date(2021, 6, 1), date(2021, 9, 30)
TITLES = ["Van 12 MiPymes apoyadas, la mitad de lo previsto; faltan 12", "Van 12 MiPymes apoyadas"]

HEADED = {
    "nothing asked for": (Scope(), TITLES[0]),
    "a country": (
        Scope(countries=("CL",)),
        "Chile: van 12 MiPymes apoyadas, la mitad de lo previsto; faltan 12",
    ),
    "the full name of a university": (
        Scope(universities=("ug",)),
        "Universidad de Guayaquil (UG): van 12 MiPymes apoyadas, "
        "la mitad de lo previsto; faltan 12",
    ),
    "a size is no subject": (
        Scope(sizes=("micro",)),
        "Microempresas: van 12 MiPymes apoyadas, la mitad de lo previsto; faltan 12",
    ),
    "no capital in the middle": (
        Scope(countries=("BO",), sectors=("G",), sizes=("organizacion",)),
        "Bolivia · comercio y reparación · organizaciones: van 12 MiPymes apoyadas",
    ),
    "names with an “and” are no list": (
        Scope(sectors=("C", "G", "I")),
        "3 sectores elegidos: van 12 MiPymes apoyadas, la mitad de lo previsto; faltan 12",
    ),
    "more than are named": (
        Scope(countries=("BO", "CL", "CO", "MX")),
        "4 países elegidos: van 12 MiPymes apoyadas, la mitad de lo previsto; faltan 12",
    ),
    "no room for the names": (
        Scope(subdivisions=("MX-CMX",), cohorts=("2021-1",), sectors=("R",), sizes=("micro",)),
        "En esta selección, van 12 MiPymes apoyadas, la mitad de lo previsto; faltan 12",
    ),
    "a day before the last": (
        Scope(end=SEPTEMBER),
        "Al 30 de septiembre de 2021: van 12 MiPymes apoyadas, la mitad de lo previsto; faltan 12",
    ),
    "the last day": (Scope(end=samples.AS_OF), TITLES[0]),
    "a day after the last": (Scope(end=date(2030, 1, 1)), TITLES[0]),
    "a period": (
        Scope(start=JUNE, end=SEPTEMBER),
        "Del 1 jun al 30 sep 2021: van 12 MiPymes apoyadas, la mitad de lo previsto; faltan 12",
    ),
}


@pytest.mark.parametrize(("scope", "title"), HEADED.values(), ids=HEADED)
def test_what_stands_before_a_title(scope: Scope, title: str) -> None:
    assert headed(TITLES, samples.context(scope), Edition()) == title


@pytest.mark.parametrize(
    ("scope", "title", "whole"),
    [
        # What the title says itself is not said twice.
        (Scope(countries=("CL", "MX")), "México y Chile van bien", "México y Chile van bien"),
        (Scope(cohorts=("2021-1",)), "Meta cumplida", "Generación 2021-1: meta cumplida"),
        (Scope(countries=("CL",)), "Crece en la UV", "Chile: Crece en la UV"),
        (Scope(universities=("uv",)), "La UV crece", "La UV crece"),
        # “Ciudad de México” does not name the country.
        (Scope(countries=("MX",)), "Ciudad de México crece", "México: Ciudad de México crece"),
        # A colon of its own.
        (Scope(countries=("CL",)), "Octubre de 2021: 3 de 4", "Chile, octubre de 2021: 3 de 4"),
        # A month is a period; a name keeps its capital.
        (Scope(end=SEPTEMBER), "Todas reportaron septiembre de 2021", ""),
        (Scope(countries=("MX",)), "La UAM-A crece", "México: la UAM-A crece"),
    ],
)
def test_a_title_and_its_heading(scope: Scope, title: str, whole: str) -> None:
    assert headed([title], samples.context(scope), Edition()) == (whole or title)


@pytest.mark.parametrize(
    ("scope", "title"),
    [
        (
            Scope(start=JUNE, end=SEPTEMBER),
            "1512 MiPymes apoyadas más entre el 1 de junio y el 30 de septiembre de 2021",
        ),
        (
            Scope(start=date(2021, 9, 1), end=SEPTEMBER),
            "1512 MiPymes apoyadas más entre el 1 y el 30 de septiembre de 2021",
        ),
        (Scope(start=JUNE), "1512 MiPymes apoyadas más desde el 1 de junio de 2021"),
        (
            Scope(start=JUNE, end=samples.AS_OF),
            "1512 MiPymes apoyadas más desde el 1 de junio de 2021",
        ),
    ],
)
def test_an_end_before_the_last_data_is_in_the_title(scope: Scope, title: str) -> None:
    data = samples.avance(about=samples.context(scope))
    assert CATALOGUE["avance"].caption(data, Edition()).title == title


def test_english_has_the_same_rules() -> None:
    english = Edition("en")
    about = samples.context(Scope(sizes=("micro",), start=JUNE, end=SEPTEMBER))
    title = CATALOGUE["avance"].caption(samples.avance(about=about), english).title
    assert title == (
        "Micro-enterprises: 1512 more MiPymes supported between 1 June and 30 September 2021"
    )
    assert len(title) <= TITLE_LIMIT
