"""A number in print can be checked by the address at its foot, from paper to page."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from sqlalchemy import delete, insert
from starlette.applications import Starlette

from charts.catalogue import CATALOGUE
from data_access import rollups, schema
from data_access.engine import writing
from tests.charts import drawn
from tests.data_access.invented import LAST, invented, report
from tests.web.asgi import get

HOST = "ejemplo.org"
NEXT = datetime(2021, 12, 1, 9, tzinfo=UTC)


def printed(files: Starlette, path: str, query: str = "") -> tuple[str, str]:
    """The path and query that stand at the foot of a figure."""
    words = drawn.words(get(files, path, query=query, host=HOST).body.decode())
    found = re.search(rf"{re.escape(HOST)}(/f/\S+)((?: [^ ·]+)*?) ·", words)
    assert found is not None, words
    path, _, query = (found[1] + found[2].replace(" ", "")).partition("?")
    return path, query


def said(files: Starlette, address: tuple[str, str]) -> str:
    """What the page at the address says."""
    answer = get(files, address[0], query=address[1])
    assert answer.status == 200, answer.body
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return unescape(re.sub(r"<style>.*?</style>|<svg.*?</svg>|<[^>]+>", " ", answer.body.decode()))


def load(address: str, rows: list[dict[str, Any]], until=LAST) -> None:  # type: ignore[no-untyped-def]
    """One more report: these rows, with data until that day."""
    with writing(address) as connection:
        keys = [row["external_id"] for row in rows]
        connection.execute(delete(schema.mipyme).where(schema.mipyme.c.external_id.in_(keys)))
        connection.execute(insert(schema.mipyme), rows)
        connection.execute(
            insert(schema.submission).values(report("uv", until=until, loaded_at=NEXT))
        )
        rollups.refresh(connection)


@pytest.mark.parametrize("slug", CATALOGUE)
def test_the_numbers_of_today_are_right_today(files: Starlette, full: str, slug: str) -> None:
    for query in ("", "pais=MX&pais=CL&tamano=micro&desde=2021-03-01&hasta=2021-09-30"):
        text = said(files, printed(files, f"/figuras/{slug}.svg", query))
        assert "Los números se sostienen" in text
        of = " de esta selección" if query else ""
        assert f"Ningún reporte{of} se ha cargado después del 2 de noviembre de 2021." in text


def test_of_whom_no_report_has_come_since_is_said(files: Starlette, full: str) -> None:
    text = said(files, printed(files, "/figuras/avance.svg", "universidad=ug"))
    assert "Ningún reporte de UG se ha cargado después del 2 de noviembre de 2021." in text


def test_growth_leaves_the_printed_numbers_right(files: Starlette, full: str) -> None:
    address = printed(files, "/figuras/avance.svg")
    after = LAST + timedelta(10)
    row = next(row for row in invented(20) if row["started_on"])
    new = {**row, "university": "uv", "external_id": "nueva", "dropped_on": None}
    new |= dict.fromkeys(("enrolled_on", "diagnosed_on", "started_on"), after)
    load(full, [{**new, "concluded_on": None}], after)
    text = said(files, address)
    assert "Los números se sostienen: hasta el 31 de octubre de 2021" in text
    assert "Los datos llegan ahora al 10 de noviembre de 2021" in text
    assert "Eso es crecimiento" in text


def test_a_correction_is_called_one(files: Starlette, full: str) -> None:
    address = printed(files, "/figuras/etapas.svg")
    row = next(row for row in invented(400) if row["started_on"] and not row["dropped_on"])
    load(full, [{**row, "dropped_on": row["concluded_on"] or LAST, "concluded_on": None}])
    text = said(files, address)
    assert "Los números hasta el 31 de octubre de 2021 han cambiado desde entonces." in text
    assert "corrigieron o completaron" in text
    assert "no guarda copia" in text


def test_data_files_have_the_address_too(files: Starlette, full: str) -> None:
    path, query = printed(files, "/figuras/paises.svg", "pais=CL")
    whole = f"{HOST}{path}?{query}"
    found = json.loads(get(files, "/datos/paises.json", query="pais=CL", host=HOST).body)
    assert found["comprobar"] == whole
    assert whole in get(files, "/datos/paises.csv", query="pais=CL", host=HOST).body.decode()


def test_a_wrong_copy_is_said_and_nothing_is_guessed(files: Starlette, full: str) -> None:
    path, _ = printed(files, "/figuras/paises.svg", "pais=CL")
    for wrong in ((path, ""), (path, "pais=CO"), (f"{path}x", "pais=CL"), ("/f/nada", "")):
        answer = get(files, wrong[0], query=wrong[1])
        assert answer.status == 404
        assert "Cópiela otra vez del pie de la figura" in answer.body.decode()


def test_the_page_speaks_the_language_of_the_figure(files: Starlette, full: str) -> None:
    address = printed(files, "/figuras/paises.svg", "idioma=en")
    assert address[1] == "idioma=en"
    assert "The numbers are right: up to 31 October 2021" in said(files, address)


def test_before_the_first_load_there_is_nothing_to_check(files: Starlette, empty: str) -> None:
    assert "/f/" not in drawn.words(get(files, "/figuras/avance.svg", host=HOST).body.decode())
