"""Resultados: what changed, on what base, and what may not be concluded."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any

from sqlalchemy import delete, insert, select

from data_access import rollups, schema
from data_access.engine import writing
from tests.data_access.invented import LAST, fill, report
from tests.pages.conftest import Visit
from tests.pages.test_pages import words


def _measured(address: str, count: int) -> None:
    """`count` supported MiPymes of UV: from 20 to 30 points, sales doubled, one closed."""
    started = date(2021, 5, 3)
    rows: list[dict[str, Any]] = [
        {
            "university": "uv",
            "external_id": str(number),
            "country": "CL",
            "enrolled_on": started,
            "started_on": started,
            "concluded_on": LAST,
            "closed_on": LAST if not number else None,
        }
        for number in range(count)
    ]
    fill(address, rows, reports=[report("uv")])
    with writing(address) as connection:
        for table in (schema.assessment, schema.platform_presence):
            connection.execute(delete(table))  # those that come with every invented MiPyme
        for code in connection.scalars(select(schema.mipyme.c.id)).all():
            for moment, points, sales in (("inicial", 20.0, 100), ("final", 30.0, 200)):
                values = {
                    "mipyme": code,
                    "moment": moment,
                    "assessed_on": LAST if moment == "final" else started,
                    "digital_visibility": points,
                    "technological_competence": points,
                    "commercial_network": points,
                    "sales": sales,
                    "currency": "CLP",
                }
                connection.execute(insert(schema.assessment).values(values))
        rollups.refresh(connection)


def _said(visit: Visit, address: str, **query: str) -> str:
    app = visit(address, page="resultados", **query)
    assert not app.exception
    return unescape(words(app))


def test_what_changed_and_on_what_base(visit: Visit, sqlite_url: str) -> None:
    _measured(sqlite_url, 6)
    said = _said(visit, sqlite_url)
    assert "Visibilidad digital: de 20 a 30 puntos en promedio en 6 MiPymes" in said
    assert "Las ventas subieron en 6 de 6 MiPymes con datos" in said
    assert "no por qué" in said
    assert "Menos de 5 de 6 MiPymes con intervención iniciada están cerradas." in said
    assert "Las dos cifras no se pueden comparar" in said


def test_only_baselines(visit: Visit, sqlite_url: str) -> None:
    _measured(sqlite_url, 30)
    with writing(sqlite_url) as connection:
        final = schema.assessment.c.moment == "final"
        connection.execute(delete(schema.assessment).where(final))
        rollups.refresh(connection)
    said = _said(visit, sqlite_url)
    assert said.count("Hay muy pocas mediciones para comparar") >= 3


def test_too_few_pairs(visit: Visit, sqlite_url: str) -> None:
    _measured(sqlite_url, 4)
    said = _said(visit, sqlite_url)
    assert "de 20 a 30" not in said
    assert "cerradas" not in said


def test_an_empty_database_has_words(visit: Visit, sqlite_url: str) -> None:
    assert "Aún no se ha cargado ningún reporte" in _said(visit, sqlite_url)
