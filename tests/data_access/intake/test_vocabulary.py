"""Coded values as forms and registers write them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from data_access.intake.fields import BY_NAME
from data_access.intake.findings import ByRule, Problem
from data_access.intake.missing import is_missing
from data_access.intake.vocabulary import match_code, match_codes
from tests.data_access.intake.conftest import Importer

Query = Callable[[str], list[tuple[Any, ...]]]


def plain(outcome: object) -> object:
    """A code; the reason of a problem; a value read by a rule in a list of its own."""
    if isinstance(outcome, ByRule):
        return [outcome.value]
    return outcome.reason if isinstance(outcome, Problem) else outcome


@pytest.mark.parametrize(
    ("field", "written", "expected"),
    [
        ("size", "Pequeñas", ["pequena"]),
        ("size", "Micro (1 a 10 trabajadores)", ["micro"]),
        ("size", "EMPRESA GRANDE", "not_mipyme"),
        ("size", "Grande (más de 250)", "not_mipyme"),
        ("size", "MYPE", "ambiguous_code"),
        ("size", "Tramo (1)", "unknown_code"),
        ("owner_gender", "MUJERES", ["mujer"]),
        ("rural", "Zona urbana", ["no"]),
        ("currency", "Pesos mexicanos", ["MXN"]),
        ("currency", "S/", ["PEN"]),
        ("currency", "US$", ["USD"]),
        ("currency", "pesos", "unknown_code"),
        # The letter of ISIC revision 4 before its own digits or words, never one of revision 3.
        ("sector", "G4711", ["G"]),
        ("sector", "g471111", ["G"]),
        ("sector", "C10.7.1", ["C"]),
        ("sector", "G - Comercio al por mayor", ["G"]),
        ("sector", "D1511", "unknown_code"),
        ("sector", "K7010", "unknown_code"),
        ("sector", "K - Actividades inmobiliarias", "unknown_code"),
        ("sector", "4711", "unknown_code"),
    ],
)
def test_code(field: str, written: str, expected: object) -> None:
    assert plain(match_code(BY_NAME[field], written)) == expected


@pytest.mark.parametrize(
    ("country", "written", "expected"),
    [
        ("MX", "$", ["MXN"]),
        ("CO", "Pesos", ["COP"]),
        ("EC", "$", ["USD"]),
        ("EC", "pesos", "unknown_code"),
        ("BO", "Bs.", ["BOB"]),
        ("PE", "$", "unknown_code"),
    ],
)
def test_currency_by_country(country: str, written: str, expected: object) -> None:
    assert plain(match_code(BY_NAME["currency"], written, country)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Facebook y WhatsApp", frozenset({"facebook", "whatsapp"})),
        ("Facebook, Instagram e WhatsApp + TikTok", frozenset({"facebook", "instagram"})),
        ("Ninguna de las anteriores", frozenset()),
        ("Facebook; Otra", "unknown_item"),
    ],
)
def test_platforms(written: str, expected: object) -> None:
    found = plain(match_codes(BY_NAME["initial_platforms"], written))
    assert found == expected or (
        isinstance(found, frozenset) and isinstance(expected, frozenset) and expected < found
    )


@pytest.mark.parametrize(
    "written",
    ["No especificado", "NO RESPONDE", "S. D.", "Sin información", "ZONAS NO DELIMITADAS", "N.A."],
)
def test_missing(written: str) -> None:
    assert is_missing(written)


def test_what_was_read_by_a_rule_is_printed_once(run: Importer, query: Query) -> None:
    done = run(
        "external_id;enrolled_on;sector;currency;initial_sales\n"
        "1;2021-03-01;G4711;$;$ -\n2;2021-03-01;C1071;$;100 MXN\n3;2021-03-01;C;USD;US$ 5\n"
    )
    assert done.counts == (3, 3, 0, 0, 0)
    assert done.out.count("“G4711” was read as G") == 1
    assert "C1071" not in done.out
    assert "“$” was read as MXN, as the country is MX" in done.out
    assert "“$ -” was read as 0" in done.out
    assert query("SELECT currency, CAST(sales AS FLOAT) FROM assessment ORDER BY mipyme") == [
        ("MXN", 0),
        ("MXN", 100),
        ("USD", 5),
    ]


def test_an_amount_in_another_currency_than_the_row_s(run: Importer) -> None:
    mapping = (
        '[columns]\nexternal_id = "id"\nenrolled_on = "alta"\ninitial_sales = "ventas"\n'
        '[defaults]\ncurrency = "MXN"\n'
    )
    done = run("id;alta;ventas\n1;2021-03-01;US$ 100\n2;2021-03-01;$ 100\n", mapping=mapping)
    assert done.counts == (2, 1, 0, 0, 1)
    assert "another currency than MXN" in done.rejected


def test_one_and_two_do_not_say_rural(run: Importer) -> None:
    assert run("external_id;enrolled_on;rural\n1;2021-03-01;1\n2;2021-03-01;2\n").counts[4] == 2
    assert run("external_id;enrolled_on;rural\n1;2021-03-01;1\n2;2021-03-01;0\n").counts[1] == 2


def test_a_mapping_may_say_that_a_size_is_outside(run: Importer) -> None:
    mapping = (
        '[columns]\nexternal_id = "id"\nenrolled_on = "alta"\nsize = "personal"\n'
        '[values.size]\n"251 y más" = "grande"\n"0 a 10" = "micro"\n"No aplica" = "organizacion"\n'
    )
    content = (
        "id;alta;personal\n1;2021-03-01;251 y más\n2;2021-03-01;0 a 10\n3;2021-03-01;No aplica\n"
    )
    done = run(content, mapping=mapping)
    assert done.counts == (3, 2, 0, 0, 1)
    assert "outside the programme" in done.rejected
