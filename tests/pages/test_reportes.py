"""Reportes: who has reported, whom to call, how fresh and complete the data are, what
changed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

from sqlalchemy import insert, update

from data_access import rollups, schema
from data_access.engine import writing
from sample_data.__main__ import Order, carry_out
from tests.data_access.invented import fill, invented, report
from tests.data_access.test_faults import faulty
from tests.pages.conftest import Visit
from tests.pages.reading import listed, words

OCTOBER = {
    "code": "2021-10",
    "starts_on": date(2021, 10, 1),
    "ends_on": date(2021, 10, 31),
    "due_on": date(2021, 11, 10),
}


def _history(address: str) -> None:
    """Two reports, each with what it changed: one of September, and one of October that corrects
    September."""
    fill(address, invented(0), reports=[])
    days = {date(2021, 9, 1 + number): 1 for number in range(20)}
    loads = (
        (date(2021, 10, 3), date(2021, 9, 30), days),
        (date(2021, 11, 3), date(2021, 10, 31), {date(2021, 9, 2): -1, date(2021, 10, 5): 1}),
    )
    with writing(address) as connection:
        for number, day in enumerate([*list(days)[:1], *list(days)[2:], date(2021, 10, 5)]):
            row = {"university": "uv", "external_id": str(number), "country": "CL"}
            row |= {"enrolled_on": day, "started_on": day}
            connection.execute(insert(schema.mipyme).values(row))
        for number, (came, until, changed) in enumerate(loads, start=1):
            moment = datetime(came.year, came.month, came.day, 15, tzinfo=UTC)
            facts = report("uv", until=until, loaded_at=moment, logged=True, id=number)
            connection.execute(insert(schema.submission).values(facts))
            rows = [
                {"submission": number, "country": "CL", "cohort": "", "day": day}
                | {"started": count, "dropped_started": 0}
                for day, count in changed.items()
            ]
            connection.execute(insert(schema.load_change), rows)
        rollups.refresh(connection)


def test_what_changed_since_a_day_of_the_address(visit: Visit, sqlite_url: str) -> None:
    _history(sqlite_url)
    app = visit(sqlite_url, page="reportes")
    said = words(app)
    assert "6 de octubre de 2021 se conocían 20 MiPymes apoyadas; ahora se conocen 20: 0." in said
    assert "Nuevas y abandonos: en días que la universidad aún no había reportado." in said
    title = "Lo que se supo desde el 6 de octubre de 2021"
    assert listed(app, title) == {"UV": ["1", "0", "0", "1", "0"]}


def test_the_day_stays_in_the_address(visit: Visit, sqlite_url: str) -> None:
    _history(sqlite_url)
    app = visit(sqlite_url, page="reportes", cambios="2021-08-31", universidad="uv")
    assert "Al cierre del 31 de agosto de 2021 no había ningún reporte; ahora son 20." in words(app)
    assert app.query_params["cambios"] == "2021-08-31"
    app.date_input(key="cambios").set_value(date(2021, 11, 3)).run()
    assert "Nada ha cambiado desde el cierre del 3 de noviembre de 2021: 20." in words(app)
    assert app.query_params["cambios"] == "2021-11-03"
    said = _said(visit, sqlite_url, cambios="ayer", tamano="micro")
    assert "«ayer» no es una fecha" in said
    assert "no para una selección por estado, sector o tamaño" in said


def test_changes_that_were_not_kept_are_not_known(visit: Visit, sqlite_url: str) -> None:
    fill(sqlite_url)
    said = _said(visit, sqlite_url)
    assert "No se guardó qué cambiaron las cargas hasta el 2 de noviembre de 2021" in said


def test_what_is_probable_stands_beside_what_is_reported(visit: Visit, tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/programa.db"
    carry_out(Order(), address)
    app = visit(address, page="reportes")
    said = unescape(words(app))
    sentence = (
        r"Reportadas hasta el 31 de octubre de 2021: 1512\. Según cómo se completaron después los "
        r"reportes anteriores, probablemente serán entre (\d+) y (\d+)\. Cuántas les falta "
        r"reportar a UG y UNF no puede decirse, así que no cuentan\."
    )
    found = re.search(sentence, said)
    assert found is not None
    assert 1512 < int(found[1]) < int(found[2]) < 1650
    listed_rows = listed(app, "Lo reportado y lo probable, por universidad")
    assert listed_rows["UG"][:2] == ["30 sep 2021", "52"]
    assert listed_rows["Total de 8 filas"][1] == "1512"
    assert "Los rangos no se suman." in said
    summary = unescape(words(visit(address)))
    assert found[0] in summary
    assert "Aquí no se estima lo que falta por llegar" in _said(visit, address, tamano="micro")


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
    for heading in ("A quién llamar hoy", "Qué tan recientes son los datos", "Qué tan completos"):
        assert heading in said
    assert "Todavía no ha reportado." in said
    assert "Se rechazó 1 fila." in said
    assert "31 oct 2021" in said


def test_one_university_that_owes_nothing(visit: Visit, sqlite_url: str) -> None:
    _filled(sqlite_url, report("uam-a"))
    assert "A nadie: no se debe ningún reporte" in _said(visit, sqlite_url, universidad="uam-a")


def test_an_empty_database_and_one_without_a_calendar_have_words(
    visit: Visit, sqlite_url: str
) -> None:
    assert "Todavía no hay periodos de reporte" in _said(visit, sqlite_url)
    fill(sqlite_url, invented(5), reports=[report("uam-a")])
    said = _said(visit, sqlite_url)
    assert said.count("Todavía no hay periodos de reporte") >= 2
    assert "A nadie" not in said


def test_faults_are_told_and_their_rows_shown(visit: Visit, sqlite_url: str) -> None:
    faulty(sqlite_url)
    app = visit(sqlite_url, page="reportes")
    assert not app.exception
    said = unescape(words(app))
    assert "Qué puede estar mal en los datos" in said
    assert "Cerró antes de inscribirse" in said
    assert "Latitud y longitud pueden estar intercambiadas" in said
    assert all(box.key != "fallas" for box in app.selectbox), "real rows are not everybody's"
    with writing(sqlite_url) as connection:
        connection.execute(update(schema.dataset).values(invented=True))
    app = visit(sqlite_url, page="reportes")
    app.selectbox(key="fallas").select("duplicate").run()
    assert not app.exception
    said = unescape(words(app))
    assert "Panadería LA ÑUSTA" in said
    assert "También en" in said


def test_how_complete_the_measurements_are(visit: Visit, full: str) -> None:
    said = _said(visit, full)
    assert "Puntajes finales" in said
    assert "Ninguna" not in said or "No se encontró ninguna" in said


def test_rejected_rows_are_listed_and_the_message_has_their_lines(
    visit: Visit, tmp_path: Path
) -> None:
    address = f"sqlite:///{tmp_path / 'programa.db'}"
    carry_out(Order(), address)
    app = visit(address, page="reportes")
    assert not app.exception
    text = unescape(words(app))
    rows = listed(app, "Filas rechazadas de UNA, octubre de 2021")
    assert rows["37"] == ["País", "Mexcio", "“Mexcio” no está en la lista de países.", "México"]
    assert "- Línea 37, País: el valor no está en la lista de países." in text
    assert "/archivo?universidad=una" in text
