"""A link pasted somewhere shows the finding, the verdict and the figure of its own scope."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from charts.catalogue import CATALOGUE
from tests.web.asgi import get
from web.document import Document
from web.preview import FIGURES
from web.standing import standing

PAGE = '<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head><body></body></html>'


@pytest.fixture
def site() -> Document:
    """A server whose every page is Streamlit's document."""

    async def document(_: object) -> HTMLResponse:
        return HTMLResponse(PAGE)

    return Document(Starlette(routes=[Route("/{path:path}", document)]))


def tags(page: bytes) -> dict[str, str]:
    """What the head says: name or property → content, and the canonical address."""
    text = page.decode()
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', text)
    canonical = re.findall(r'<link (rel="canonical") href="([^"]*)">', text)
    return {name: unescape(value) for name, value in [*found, *canonical]}


def test_a_pasted_link_shows_its_scope(site: Document, files: Starlette, full: str) -> None:
    query = "pais=CL&hasta=2021-08-31&utm_source=boletin&pais=XX"
    answer = get(site, "/", query=query, host="ejemplo.org", x_forwarded_proto="https")
    said = tags(answer.body)
    assert said["og:title"].endswith(" MiPymes apoyadas")
    verdict = str(standing({"pais": ["CL"], "hasta": ["2021-08-31"]}).verdict)
    assert said["og:description"] == said["description"] == verdict
    assert (
        said["og:url"]
        == said['rel="canonical"']
        == ("https://ejemplo.org/?pais=CL&hasta=2021-08-31")
    )
    assert said["twitter:card"] == "summary_large_image"
    picture = urlsplit(said["og:image"])
    assert (picture.scheme, picture.netloc) == ("https", "ejemplo.org")
    shown = get(files, picture.path, query=picture.query)
    assert (shown.status, shown.headers["content-type"]) == (200, "image/png")
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "628")
    assert "Chile" in said["og:image:alt"]


@pytest.mark.parametrize("page", [*FIGURES, "prensa", "resumen"])
def test_every_page_shows_a_figure_that_exists(
    site: Document, files: Starlette, full: str, page: str
) -> None:
    said = tags(get(site, f"/{page}", query="edicion=MX&idioma=en", host="ejemplo.org").body)
    assert said["og:locale"] == "en_US"
    picture = urlsplit(said["og:image"])
    assert picture.query == "idioma=en&edicion=MX&formato=redes"
    assert get(files, picture.path.replace(".png", ".svg"), query=picture.query).status == 200
    if page in CATALOGUE:
        assert picture.path == f"/figuras/{page}.png"


@pytest.mark.parametrize("accept", [None, "*/*", "text/html,application/xhtml+xml"])
def test_whoever_previews_links_is_answered(site: Document, full: str, accept: str | None) -> None:
    headers = {"accept": accept} if accept else {}
    assert "og:title" in tags(get(site, "/paises", host="localhost:8501", **headers).body)


def test_the_public_address_is_configured_or_taken_from_the_request(
    site: Document, full: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def address(**headers: str) -> str:
        return tags(get(site, "/", **headers).body)["og:url"]

    assert address(host="localhost:8501") == "http://localhost:8501/"
    assert address(host="interno", x_forwarded_host="ejemplo.org", x_forwarded_proto="https") == (
        "https://ejemplo.org/"
    )
    for nonsense in ('"><script>alert(1)</script>', "a b", "http://otro", ""):
        assert address(host=nonsense) == "/"
    monkeypatch.setenv("PUBLIC_URL", "https://mipymes.example.org/")
    assert address(host="interno") == "https://mipymes.example.org/"


def test_invented_data_are_called_so_in_a_preview(site: Document, invented_numbers: str) -> None:
    said = tags(get(site, "/").body)
    assert said["og:description"].startswith("Datos de demostración. Van ")


def test_before_the_first_load_a_preview_says_so(site: Document, empty: str) -> None:
    said = tags(get(site, "/").body)
    assert said["og:title"] == "Todavía no hay datos"
    assert said["og:description"] == "Todavía no se ha cargado nada."
