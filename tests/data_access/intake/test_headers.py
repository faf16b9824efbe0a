"""Columns that would be lost: renamed, repeated, unknown, without a name; and what one column tells
of another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.data_access.intake.conftest import Importer

Query = Callable[[str], list[tuple[Any, ...]]]
KEY = "Número de la MiPyme,Fecha de inscripción"


@pytest.mark.parametrize(
    ("header", "label"),
    [
        ("Fecha inicio", "Fecha de inicio"),
        ("Estado", "Estado, departamento, región o provincia"),
        ("Departamento / Región", "Estado, departamento, región o provincia"),
        ("Tamaño de empresa", "Tamaño"),
        ("Nombres", "Nombre"),
        ("Enrolld on 2", None),
    ],
)
def test_a_column_that_looks_like_the_templates_is_asked_about(
    run: Importer, query: Query, header: str, label: str | None
) -> None:
    done = run(f"{KEY},{header}\n1,2021-03-01,x\n")
    if label is None:
        assert (done.code, f"are not read: {header}" in done.out) == (0, True)
        return
    assert done.code == 2
    assert f"“{header}”: did you mean “{label}”?" in done.err
    assert query("SELECT count(*) FROM mipyme") == [(0,)]


def test_a_column_like_one_that_is_there_too_is_told_and_not_read(
    run: Importer, query: Query
) -> None:
    done = run(f"{KEY},Nombre,Nombres,Fecha nac.,Nombre\n1,2021-03-01,A,B,C,D\n")
    assert done.counts == (1, 1, 0, 0, 0)
    assert "These columns are not the template's and are not read: Nombres · Fecha nac." in done.out
    assert "“Nombre” and “Nombre (2)” for one thing; only the first is read" in done.out
    assert query("SELECT name FROM mipyme") == [("A",)]


def test_two_names_of_one_column_are_told_and_the_first_is_read(
    run: Importer, query: Query
) -> None:
    done = run(f"{KEY},Nombre,name\n1,2021-03-01,A,B\n")
    assert "“Nombre” and “name” for one thing" in done.out
    assert query("SELECT name FROM mipyme") == [("A",)]


def test_values_below_no_header_are_told(run: Importer) -> None:
    assert "not read: 1" in run(f"{KEY},,Nombre\n1,2021-03-01,micro,A\n").out
    assert "not read" not in run(f"{KEY},,Nombre\n2,2021-03-01,,A\n", name="otro.csv").out


def test_rows_above_the_header_are_told(run: Importer) -> None:
    table = f"Reporte,,\n7,2021-03-01,A\n{KEY},Nombre\n8,2021-03-01,B\n"
    done = run(table)
    assert "Lines above the header look like rows and are not read: 2" in done.out
    assert done.counts == (1, 1, 0, 0, 0)


ORDERS = "external_id,enrolled_on,started_on,initial_sales,final_sales,currency,lat,lon\n"


def test_the_order_of_dates_is_taken_from_the_other_columns_and_told(
    run: Importer, query: Query
) -> None:
    done = run(ORDERS + "1,25/03/2021,05/04/2021,,,,,\n2,01/04/2021,06/04/2021,,,,,\n")
    assert done.counts == (2, 2, 0, 0, 0)
    told = "Started on: day/month/year, as in the other columns; values read so: 2"
    assert told in done.out
    days = query("SELECT CAST(started_on AS VARCHAR(10)) FROM mipyme ORDER BY external_id")
    assert days == [("2021-04-05",), ("2021-04-06",)]


@pytest.mark.parametrize(
    "rows",
    [
        "1,25/03/2021,05/04/21,,,,,\n",  # where its year stands is not known either
        "1,25/03/2021,05/04/2021,,,,,\n2,03/25/2021,,,,,,\n",
        "1,2021-03-01,05/04/2021,,,,,\n",
    ],
)
def test_nothing_is_taken_from_columns_that_do_not_tell(run: Importer, rows: str) -> None:
    done = run(ORDERS + rows)
    assert done.rejected.count("05/04/2") >= 1
    assert "as in the other columns" not in done.out


@pytest.mark.parametrize(
    ("rows", "sales"),
    [
        ('1,2021-03-01,,12.500,"1.250,75",CLP,,\n', 12_500),
        ("1,2021-03-01,,12.500,1250.75,CLP,,\n", None),  # 12.5 pesos? no one writes that
        ("1,2021-03-01,,12.500,,CLP,-33.45,-70.66\n", None),  # points come from maps
    ],
)
def test_the_sign_of_decimals_is_taken_from_the_other_columns_where_it_makes_sense(
    run: Importer, query: Query, rows: str, sales: int | None
) -> None:
    done = run(ORDERS + rows)
    found = query("SELECT CAST(sales AS INTEGER) FROM assessment WHERE moment = 'inicial'")
    assert found == ([] if sales is None else [(sales,)])
    assert done.counts[4] == (1 if sales is None else 0)
