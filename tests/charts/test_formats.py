"""Numbers, shares and dates as a reader sees them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import formats
from charts.edition import Edition
from tests.charts import samples

SPANISH, MEXICO, ENGLISH = Edition(), Edition("es", "MX"), Edition("en")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (1512, 0, "1512"),
        (9999, 0, "9999"),
        (12345, 0, "12\u202f345"),
        (2000000, 0, "2\u202f000\u202f000"),
        (-3, 0, "\u22123"),
        (4.55, 1, "4,6"),
        (-0.2, 0, "0"),
    ],
)
def test_number(value: float, decimals: int, text: str) -> None:
    assert SPANISH.number(value, decimals) == text


@pytest.mark.parametrize(
    ("share", "spanish", "mexico", "english"),
    [
        (0.756, "75,6\u202f%", "75.6\u202f%", "75.6%"),
        (1.0, "100\u202f%", "100\u202f%", "100%"),
        (0.0, "0\u202f%", "0\u202f%", "0%"),
        (0.0001, "<\u00a00,1\u202f%", "<\u00a00.1\u202f%", "<\u00a00.1%"),
        (0.9999, ">\u00a099,9\u202f%", ">\u00a099.9\u202f%", ">\u00a099.9%"),
        (None, "s. d.", "s. d.", "n/a"),
    ],
)
def test_percent(share: float | None, spanish: str, mexico: str, english: str) -> None:
    found = (SPANISH.percent(share), MEXICO.percent(share), ENGLISH.percent(share))
    assert found == (spanish, mexico, english)


def test_dates_are_words() -> None:
    assert SPANISH.date_words(date(2021, 10, 31)) == "31 de octubre de 2021"
    assert ENGLISH.date_words(date(2021, 10, 31)) == "31 October 2021"
    assert SPANISH.date_short(date(2021, 9, 3)) == "3 sep 2021"


def test_lists_have_the_conjunction_before_the_last() -> None:
    assert SPANISH.listed(["México", "Chile", "Perú"]) == "México, Chile y Perú"
    assert SPANISH.listed(["Chile", "Italia"]) == "Chile e Italia"
    assert SPANISH.listed(["Chile"]) == "Chile"
    assert ENGLISH.listed(["Mexico", "Chile"]) == "Mexico and Chile"


def test_names_follow_the_edition() -> None:
    about = samples.context()
    assert SPANISH.country_name("MX", about) == "México"
    assert ENGLISH.country_name("MX", about) == "Mexico"
    assert (SPANISH.separators, MEXICO.separators) == (",\u202f", ".\u202f")
    assert ENGLISH.division(about, "CO", plural=True) == "departments"
    assert SPANISH.division(about) == "estado / departamento / región / provincia"


@given(st.integers(-(10**9), 10**9))
def test_a_number_can_be_read_back(value: int) -> None:
    text = formats.number(value)
    assert int(text.replace("\u202f", "").replace("\u2212", "-")) == value
