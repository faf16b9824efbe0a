"""Reportes: who has reported, whom to call, how fresh and complete the data are."""

from __future__ import annotations

from datetime import date
from html import unescape

from sqlalchemy import insert

from data_access import schema
from data_access.engine import writing
from tests.data_access.invented import fill, invented, report
from tests.pages.conftest import Visit
from tests.pages.test_pages import words

OCTOBER = {
    "code": "2021-10",
    "starts_on": date(2021, 10, 1),
    "ends_on": date(2021, 10, 31),
    "due_on": date(2021, 11, 10),
}


def _filled(address: str, *reports: dict[str, object]) -> None:
    with writing(address) as connection:
        connection.execute(insert(schema.reporting_period).values(OCTOBER))
    fill(address, invented(40), reports=reports)


def _said(visit: Visit, address: str, **query: str) -> str:
    app = visit(address, page="reportes", **query)
    assert not app.exception
    return unescape(words(app))


def test_everything_on_one_page(visit: Visit, sqlite_url: str) -> None:
    partial = report("upb", state="parcial", rows_rejected=1, rows_read=2)
    _filled(sqlite_url, report("uam-a"), partial)
    said = _said(visit, sqlite_url)
    for heading in ("A quién llamar hoy", "Qué tan recientes son los datos", "Qué dejan vacío"):
        assert heading in said
    assert "Todavía no ha reportado." in said
    assert "Se rechazó 1 fila." in said
    assert "31 oct 2021" in said


def test_one_university_that_owes_nothing(visit: Visit, sqlite_url: str) -> None:
    _filled(sqlite_url, report("uam-a"))
    assert "A nadie: todos los reportes llegaron" in _said(visit, sqlite_url, universidad="uam-a")


def test_an_empty_database_and_one_without_a_calendar_have_words(
    visit: Visit, sqlite_url: str
) -> None:
    assert "Todavía no hay periodos de reporte" in _said(visit, sqlite_url)
    fill(sqlite_url, invented(5), reports=[report("uam-a")])
    said = _said(visit, sqlite_url)
    assert said.count("Todavía no hay periodos de reporte") >= 2
    assert "A nadie" not in said
