"""Estudiantes: who accompanies the MiPymes, whose load is heavy, teams of two countries."""

from __future__ import annotations

from html import unescape

from charts.catalogue import CATALOGUE
from charts.edition import Edition
from tests.charts.samples import estudiantes
from tests.data_access.test_students import filled
from tests.pages.conftest import Visit
from tests.pages.reading import listed, words


def _said(visit: Visit, address: str, **query: str) -> str:
    app = visit(address, page="estudiantes", **query)
    assert not app.exception
    return unescape(words(app))


def test_loads_teams_and_fields(visit: Visit, sqlite_url: str) -> None:
    filled(sqlite_url)
    app = visit(sqlite_url, page="estudiantes")
    assert not app.exception
    said = unescape(words(app))
    assert "UG: 3,0 MiPymes por estudiante, 2,0 veces la mediana de las demás" in said
    assert "UAM-A: 8 de 20 MiPymes apoyadas no tienen estudiante en los reportes." in said
    assert "10 de 80 MiPymes apoyadas (12,5\u202f%) están acompañadas" in said
    assert "Chile y México" in said
    rows = listed(app, "Estudiantes por campo de estudio")
    assert rows["Economía"][0] == "19"
    assert "Historia" in " ".join(rows)


def test_few_students_are_not_told_apart(visit: Visit, sqlite_url: str) -> None:
    filled(sqlite_url)
    said = _said(visit, sqlite_url, universidad="una")
    assert "Otros campos, con pocos estudiantes cada uno" in said
    assert "Economía" not in said


def test_without_students_there_are_words(visit: Visit, full: str, sqlite_url: str) -> None:
    said = _said(visit, full)
    assert "Nadie ha reportado estudiantes todavía" in said
    assert "Dónde faltan manos" not in said


def test_the_title_by_rule() -> None:
    def title(**said) -> str:  # type: ignore[no-untyped-def]
        return CATALOGUE["estudiantes"].caption(estudiantes(**said), Edition()).title

    assert title() == "512 estudiantes acompañan a las MiPymes, cada uno 5,0 en promedio"
    heavy = title(times={"una": 1.8})
    assert heavy == "UNA: 9,0 MiPymes por estudiante, 1,8 veces la mediana de las demás"
    assert title(counts={"una": None}) == "Nadie ha reportado estudiantes todavía"
    assert title(counts={"una": 1}) == "1 estudiante acompaña 5,0 MiPymes"
    assert title(counts={}) == "No hay datos para esta selección"
