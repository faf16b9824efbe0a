"""The leaf page: whole in one answer, without a script, true to its address."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import brotli
import pytest
from starlette.applications import Starlette

from data_access import snapshot
from tests.web.asgi import Answer, get

SCOPES = {"whole": "", "country": "pais=CL", "university": "universidad=uv", "nothing": "pais=BR"}


def text_of(page: str) -> str:
    """What a reader sees of it, its spaces made plain."""
    body = re.sub(r"<(style|title)>.*?</\1>", "", page, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def page_of(files: Starlette, query: str = "", **headers: str) -> str:
    """The page, as it is read."""
    found = get(files, "/ficha", query=query, **headers)
    assert found.status == 200
    return found.body.decode()


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("scope", SCOPES)
def test_it_needs_nothing_but_itself(
    files: Starlette, full: str, scope: str, language: str
) -> None:
    query = "&".join(filter(None, (SCOPES[scope], f"idioma={language}")))
    page = page_of(files, query)
    assert len(page.encode()) < 100_000
    assert "<script" not in page
    assert not re.search(r"\ssrc=|@import|\son\w+=", page)
    assert all(address.startswith("data:") for address in re.findall(r"url\(([^)]*)\)", page))
    assert re.findall(r'<link rel="(?!canonical|icon)', page) == []
    assert '<link rel="icon" href="data:' in page
    assert f'<html lang="{language}">' in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    said = {"es": "Qué necesita una decisión", "en": "What needs a decision"}
    assert said[language] in text_of(page)


def test_the_numbers_are_those_of_the_address(files: Starlette, full: str) -> None:
    whole, country = text_of(page_of(files)), text_of(page_of(files, "pais=CL"))
    counted = re.compile(r"(?:Van|En Chile van) (\d+) ")
    assert int(counted.search(whole)[1]) > int(counted.search(country)[1]) > 0  # type: ignore[index]
    assert "Cómo va cada país" in whole
    assert "Dónde están las MiPymes Región" in country
    assert "MiPyme contra el COVID en Latinoamérica" in country
    assert "CC BY 4.0" in country


def test_a_pasted_link_previews_it(files: Starlette, full: str) -> None:
    page = page_of(files, "pais=CL", host="mipymes.example.org")
    assert 'property="og:url" content="http://mipymes.example.org/ficha?pais=CL"' in page
    assert 'content="http://mipymes.example.org/figuras/avance.png?pais=CL&amp;formato=' in page
    assert "<title>En Chile van " in page


def test_it_travels_compressed_and_is_not_sent_twice(files: Starlette, full: str) -> None:
    plain = get(files, "/ficha")
    small = get(files, "/ficha", accept_encoding="gzip, br")
    assert small.headers["content-encoding"] == "br"
    assert brotli.decompress(small.body) == plain.body
    assert small.headers["etag"] != plain.headers["etag"]
    assert {plain.headers["vary"], small.headers["vary"]} == {"Accept-Encoding"}
    again = get(files, "/ficha", accept_encoding="br", if_none_match=small.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_it_may_stand_in_a_frame_and_links_leave_the_frame(files: Starlette, full: str) -> None:
    found = get(files, "/ficha", query="pais=MX&idioma=en")
    assert "x-frame-options" not in found.headers
    assert "frame-ancestors" not in found.headers["content-security-policy"]
    links = re.findall(r'<a href="([^"]*)" target="_top">', found.body.decode())
    assert len(links) >= 5
    answers: dict[str, Answer] = {}
    for link in map(unescape, links):
        address = urlsplit(urljoin("http://x/ficha", link))
        assert parse_qs(address.query)["pais"] == ["MX"]
        if address.path != "/":
            answers[address.path] = get(files, address.path, query=address.query)
    assert set(answers) >= {"/informe.pdf", "/ficha", "/datos/avance.xlsx"}
    assert {found.status for found in answers.values()} == {200}
    assert b'<html lang="es">' in answers["/ficha"].body


def test_what_does_not_exist_is_left_out_and_said(files: Starlette, full: str) -> None:
    nonsense = "pais=%3Cscript%3Ealert(1)%3C/script%3E&idioma=fr&edicion=ZZ&utm_source=x"
    page = page_of(files, nonsense)
    assert "<script" not in page
    assert "no se usaron: pais=<script>alert(1)</script>, idioma=fr, edicion=ZZ." in text_of(page)
    plain = text_of(page_of(files))
    assert re.search(r"Van \d+ ", plain)[0] in text_of(page)  # type: ignore[index]
    assert "no se usaron" not in plain


def test_before_the_first_report_it_says_so(files: Starlette, empty: str) -> None:
    said = text_of(page_of(files))
    assert "Todavía no se ha cargado nada." in said
    assert "Antes del primer reporte no hay nada que decidir." in said


def test_while_its_database_is_away_it_is_the_last_one_and_says_so(
    files: Starlette, full: str
) -> None:
    before = page_of(files, "pais=CL")
    pointer = snapshot.pointer(Path(full.removeprefix("sqlite:///")))
    pointer.rename(pointer.with_suffix(".away"))
    now = get(files, "/ficha", query="pais=CL", accept_encoding="br")
    assert now.headers["age"]
    page = brotli.decompress(now.body).decode()
    said = re.search(r'<main><p class="aviso">(.*?)</p>', page)
    assert said is not None
    assert "No hay una base de datos publicada" in said[1]
    assert "Lo que se muestra se leyó hace menos de un minuto. Referencia: " in said[1]
    assert page.replace(said[0], "<main>", 1) == before
    pointer.with_suffix(".away").rename(pointer)
    assert page_of(files, "pais=CL") == before


def test_without_its_database_it_is_a_page_with_a_sentence(files: Starlette, full: str) -> None:
    snapshot.pointer(Path(full.removeprefix("sqlite:///"))).unlink()
    found = get(files, "/ficha", query="idioma=en")
    assert found.status == 503
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert found.headers["retry-after"]
    page = found.body.decode()
    assert '<html lang="en">' in page
    assert "Reference:" in text_of(page)
