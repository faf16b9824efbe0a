"""Figures and their numbers over HTTP: what is right, what is refused, and in which words."""

from __future__ import annotations

import io
import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest
from PIL import Image
from starlette.applications import Starlette

from charts import sheets
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.sizes import PRESS_SIZES
from data_access import figures, snapshot
from data_access.address import reader
from data_access.engine import Reader
from data_access.scope import Scope
from tests.charts import drawn
from tests.data_access.invented import fill, invented
from tests.web.asgi import get
from web import figures as routes

MAGIC = {"png": b"\x89PNG\r\n", "pdf": b"%PDF-1.7", "svg": b"<svg "}
SVG_TITLE = "{http://www.w3.org/2000/svg}title"


def title(svg: bytes) -> str:
    """The finding of a finished figure."""
    return ElementTree.fromstring(svg).findtext(SVG_TITLE) or ""


@pytest.mark.parametrize("slug", CATALOGUE)
def test_the_figure_the_file_and_the_page_say_the_same(
    files: Starlette, full: str, open_reader: Callable[[str], Reader], slug: str
) -> None:
    """Real data: with both filters most figures are protected, and say so everywhere."""
    for query, scope in (
        ("", Scope()),
        ("pais=MX&pais=CL&hasta=2021-08-31", Scope(countries=("MX", "CL"))),
    ):
        if query:
            scope = Scope.from_query(
                {"pais": ["MX", "CL"], "hasta": ["2021-08-31"]}, _vocabulary(full, open_reader)
            )[0]
        with reader().connect() as connection:
            about = figures.context(connection, scope)
            data = figures.figure_data(connection, slug, about=about)
        caption = CATALOGUE[slug].caption(data, Edition())
        table = CATALOGUE[slug].table(data, Edition())
        picture = get(files, f"/figuras/{slug}.svg", query=query)
        assert title(picture.body) == caption.title
        assert f'aria-label="{caption.alt}"' in picture.body.decode()
        assert caption.loaded in drawn.words(picture.body.decode())
        said = json.loads(get(files, f"/datos/{slug}.json", query=query).body)
        assert (said["titulo"], said["subtitulo"]) == (caption.title, caption.subtitle)
        rows = [
            [str(v) if hasattr(v, "isoformat") else v for v in row] for row in sheets.rows(table)
        ]
        assert [list(row.values()) for row in said["filas"]] == rows
        csv = pd.read_csv(
            io.BytesIO(get(files, f"/datos/{slug}.csv", query=query).body), comment="#"
        )
        assert csv.shape == table.shape
        book = openpyxl.load_workbook(
            io.BytesIO(get(files, f"/datos/{slug}.xlsx", query=query).body)
        )
        assert book.worksheets[0].max_row == len(table) + 1


def _vocabulary(address: str, open_reader: Callable[[str], Reader]):  # type: ignore[no-untyped-def]
    from data_access.vocabulary import names

    with open_reader(address).connect() as connection:
        return names(connection).vocabulary


@pytest.mark.parametrize("form", MAGIC)
@pytest.mark.parametrize("size", PRESS_SIZES)
def test_every_form_and_size_is_what_it_says(
    files: Starlette, full: str, form: str, size: str
) -> None:
    answer = get(files, f"/figuras/paises.{form}", query=f"pais=CL&formato={size}")
    assert answer.status == 200
    assert answer.headers["content-type"] == routes.FORMS[form]  # type: ignore[index]
    assert answer.body.startswith(MAGIC[form])
    assert answer.headers["content-disposition"] == (
        f'inline; filename="mipymes_paises_chile_2021-10-31_{size}.{form}"'
    )
    if (form, size) == ("png", "redes"):
        assert Image.open(io.BytesIO(answer.body)).size == (1200, 628)


def test_who_has_the_file_is_not_sent_it_again(files: Starlette, full: str) -> None:
    first = get(files, "/figuras/avance.png", query="formato=redes")
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"
    assert first.headers["access-control-allow-origin"] == "*"
    for said in (tag, f'"otra", W/{tag}', "*"):
        again = get(files, "/figuras/avance.png", query="formato=redes", if_none_match=said)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    other = get(files, "/figuras/avance.png", query="formato=web", if_none_match=tag)
    assert other.status == 200
    head = get(files, "/figuras/avance.png", query="formato=redes", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(first.body))
    # A load that changes nothing of the figure leaves the reader's copy good.
    fill(full, [], reports=[])
    assert get(files, "/figuras/avance.png", query="formato=redes").headers["etag"] == tag
    fill(full, [row | {"external_id": "nueva"} for row in invented(3)[2:]], reports=[])
    assert get(files, "/figuras/avance.png", query="formato=redes").headers["etag"] != tag


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/figuras/avances.png", 404, "No existe «avances.png». Existen estas figuras: avance, "),
        ("/figuras/avance.gif", 404, "cada una como png, svg, pdf."),
        ("/figuras/avance", 404, "No existe «avance»"),
        ("/figuras/../etc/passwd", 404, "No existe «../etc/passwd»"),
        ("/datos/avance.png", 404, "cada una como csv, xlsx, json."),
        ("/figuras/avance.png?formato=grande", 400, "«formato»: grande. Existen: web, redes, "),
        ("/figuras/avance.png?formato=web&formato=redes", 400, "«formato»: redes, web"),
        ("/figuras/avance.png?pais=XX&pais=YY&pais=CL", 400, "existe: pais=XX&pais=YY. Existen: "),
        ("/figuras/avance.png?pais=XX&sector=9", 400, "existe: sector=9. Existen: A, B, C, "),
        ("/figuras/avance.png?tamano=grande", 400, "Existen: micro, pequena, mediana, organiz"),
        ("/figuras/avance.png?universidad=xx", 400, ", ug, "),
        ("/figuras/avance.png?generacion=x", 400, "Existen: 2021-1, 2021-2."),
        ("/figuras/avance.png?estado=xx", 400, "estado=xx. Son claves de la ISO 3166-2, como MX"),
        ("/figuras/avance.png?pais=cl", 400, "pais=cl. Existen: "),
        ("/figuras/avance.png?hasta=2021-02-30", 400, "no es un día: hasta=2021-02-30."),
        (
            "/datos/avance.csv?desde=2021-09-01&hasta=2021-03-01",
            400,
            "termina antes de empezar: desde=2021-09-01 es posterior a hasta=2021-03-01.",
        ),
        (
            "/datos/avance.csv?desde=2021-02-01&desde=2021-03-01",
            400,
            "«desde» aparece más de una vez, con días distintos.",
        ),
        ("/datos/avance.csv?edicion=ZZ", 400, "«edicion»: ZZ. Existen: "),
        ("/datos/avance.csv?idioma=pt", 400, "«idioma»: pt. Existen: es, en."),
        ("/datos/avance.csv?formato=web", 400, "No existe el parámetro «formato»"),
        ("/datos/avance.csv?pias=CL&idioma=en", 400, "There is no parameter “pias”. There are: "),
        (f"/datos/avance.csv?{'pais=CL&' * 500}", 400, "demasiados parámetros"),
    ],
)
def test_what_is_wrong_is_named(
    files: Starlette, full: str, path: str, status: int, said: str
) -> None:
    path, _, query = path.partition("?")
    answer = get(files, path, query=query)
    assert answer.status == status
    assert said in answer.body.decode()
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


def test_an_empty_parameter_says_nothing(files: Starlette, full: str) -> None:
    plain = get(files, "/figuras/etapas.svg")
    assert get(files, "/figuras/etapas.svg", query="pais=&desde=&formato=").body == plain.body


@pytest.mark.parametrize("slug", CATALOGUE)
def test_where_there_is_nothing_the_figure_says_so(files: Starlette, full: str, slug: str) -> None:
    for query in ("pais=UY", "hasta=1990-01-01"):
        picture = get(files, f"/figuras/{slug}.svg", query=query)
        assert picture.status == 200, picture.body
        assert title(picture.body)
        assert "{" not in drawn.words(picture.body.decode())
        assert get(files, f"/datos/{slug}.csv", query=query).status == 200


@pytest.mark.parametrize("slug", CATALOGUE)
def test_before_the_first_load_there_are_figures_too(
    files: Starlette, empty: str, slug: str
) -> None:
    picture = get(files, f"/figuras/{slug}.svg")
    assert picture.status == 200
    assert "Sin datos cargados" in drawn.words(picture.body.decode())


def test_a_reader_gets_their_language_and_decimal_sign(files: Starlette, full: str) -> None:
    def signs_of(query: str) -> str:
        said = drawn.words(get(files, "/figuras/etapas.svg", query=query).body.decode())
        return "".join(sorted(set(re.findall(r"\d([.,])\d\u202f?%", said))))

    queries = ("", "idioma=en", "edicion=MX", "pais=MX", "pais=MX&edicion=CL")
    signs = {query: signs_of(query) for query in queries}
    assert signs == {
        "": ",",
        "idioma=en": ".",
        "edicion=MX": ".",
        "pais=MX": ".",
        "pais=MX&edicion=CL": ",",
    }
    english = get(files, "/figuras/etapas.svg", query="idioma=en").body.decode()
    assert 'lang="en"' in english


def test_while_its_database_is_away_what_is_kept_is_served_and_the_rest_a_sentence(
    files: Starlette, full: str
) -> None:
    kept = ("/figuras/avance.svg", "/datos/avance.csv")
    before = {path: get(files, path) for path in kept}
    pointer = snapshot.pointer(Path(full.removeprefix("sqlite:///")))
    away = pointer.with_suffix(".away")
    pointer.rename(away)
    for path, found in before.items():
        assert "age" not in found.headers
        now = get(files, path)
        assert (now.status, now.body) == (200, found.body)
        assert int(now.headers["age"]) >= 0
    answer = get(files, "/figuras/avance.svg", query="pais=PE")
    assert answer.status == 503
    assert "No hay una base de datos publicada" in answer.body.decode()
    assert "Referencia: " in answer.body.decode()
    assert int(answer.headers["retry-after"]) > 0
    away.rename(pointer)
    assert get(files, "/figuras/avance.svg", query="pais=PE").status == 200
    assert "age" not in get(files, "/figuras/avance.svg").headers


def test_a_fault_of_ours_is_a_sentence_too(
    files: Starlette, full: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise sqlite3.NotSupportedError("secreto")

    monkeypatch.setattr(routes, "drawn", broken)
    answer = get(files, "/figuras/avance.svg", query="pais=BO")
    assert answer.status == 500
    assert "Algo falló al hacer este archivo" in answer.body.decode()
    assert "secreto" not in answer.body.decode()
    reference = answer.body.decode().split("Referencia: ")[1].strip()
    assert reference in caplog.text


def test_invented_data_carry_their_mark_into_every_file(
    files: Starlette, invented_numbers: str
) -> None:
    for path in ("/figuras/paises.svg", "/datos/paises.csv", "/datos/paises.json"):
        assert "datos de demostración" in get(files, path).body.decode("utf-8-sig")
    picture = Image.open(io.BytesIO(get(files, "/figuras/paises.png").body))
    assert "datos de demostración" in picture.text["Description"]  # type: ignore[attr-defined]


def test_head_and_words_of_a_file_are_ascii_and_safe(files: Starlette, full: str) -> None:
    answer = get(files, "/figuras/paises.svg", query="pais=MX&estado=MX-CMX")
    assert (
        'filename="mipymes_paises_mexico_ciudad-de-mexico_'
        in (answer.headers["content-disposition"])
    )
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
