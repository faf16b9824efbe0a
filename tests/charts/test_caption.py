"""The words around a figure."""

from __future__ import annotations

from datetime import date

import pytest

from charts.caption import TITLE_LIMIT, file_name, scope_words, shortest, stamp_line
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from data_access.scope import Scope
from tests.charts import samples

FULL = Scope(countries=("MX",), universities=("uam-a",), sizes=("micro",), end=date(2021, 10, 31))


@pytest.mark.parametrize(
    ("scope", "spanish"),
    [
        (Scope(), "todo el programa · hasta el 31 de octubre de 2021"),
        (FULL, "México · UAM-A · micro · hasta el 31 de octubre de 2021"),
        (
            Scope(countries=("CL", "CO"), start=date(2021, 3, 1)),
            "Chile y Colombia · del 1 de marzo de 2021 al 31 de octubre de 2021",
        ),
        (
            Scope(countries=("BO", "CL", "CO", "MX", "PE"), end=date(2030, 1, 1)),
            "5 países · hasta el 31 de octubre de 2021",
        ),
    ],
)
def test_scope_in_words(scope: Scope, spanish: str) -> None:
    assert scope_words(scope, samples.context(scope), Edition()) == spanish


def test_scope_in_english_and_without_data() -> None:
    assert scope_words(FULL, samples.context(FULL), Edition("en")).startswith("Mexico · UAM-A · ")
    assert scope_words(Scope(), samples.context(until=None), Edition()) == "todo el programa"


def test_file_names_say_the_scope() -> None:
    scope = Scope(countries=("CO",))
    about = samples.context(scope)
    assert (
        file_name("avance", scope, about, "web", "png")
        == "mipymes_avance_colombia_2021-10-31_web.png"
    )
    scope = Scope(countries=("MX",), sectors=("C",), start=date(2021, 3, 1))
    assert (
        file_name("paises", scope, about, "impreso", "pdf")
        == "mipymes_paises_mexico_sector-c_2021-03-01_2021-10-31_impreso.pdf"
    )
    scope = Scope(subdivisions=("MX-CMX",))
    assert "_ciudad-de-mexico_" in file_name("avance", scope, about, "web", "svg")


def test_stamp_has_dates_address_and_licence() -> None:
    found = CATALOGUE["avance"].caption(samples.avance(), Edition())
    assert stamp_line(found, alone=True, address="https://ejemplo.org/") == (
        "Datos hasta 2021-10-31 · cargados el 2021-11-02 · https://ejemplo.org/ · CC BY 4.0"
    )
    assert stamp_line(found, alone=False) == "Datos hasta 2021-10-31 · CC BY 4.0"


def test_titles_keep_to_the_limit() -> None:
    assert shortest("a" * 91, "corto") == "corto"
    assert len(shortest("palabra " * 20)) <= TITLE_LIMIT


def test_alt_text_is_two_sentences_with_kind_finding_and_range() -> None:
    alt = CATALOGUE["paises"].caption(samples.paises(), Edition()).alt
    assert alt == (
        "Gráfico de barras de las MiPymes apoyadas por país, todo el programa, hasta el 31 de "
        "octubre de 2021. 7 de cada 10 MiPymes apoyadas están en México; "
        "los valores van de 4 a 1046."
    )


@pytest.mark.parametrize("slug", CATALOGUE)
def test_invented_data_say_so(slug: str) -> None:
    about = samples.context(invented=True)
    found = CATALOGUE[slug].caption(samples.SAMPLES[slug](about=about), Edition())
    assert found.invented_mark == "datos de demostración"
    assert "(datos de demostración)" in found.alt
