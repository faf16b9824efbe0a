"""The board report over HTTP."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette

from tests.web.asgi import get

SIDES = {"carta": (612, 792), "a4": (595, 842)}


@pytest.mark.parametrize("paper", SIDES)
def test_two_pages_in_the_paper_asked_for(files: Starlette, full: str, paper: str) -> None:
    found = get(files, "/informe.pdf", query=f"pais=MX&papel={paper}")
    assert (found.status, found.headers["content-type"]) == (200, "application/pdf")
    assert len(found.body) < 1_000_000
    sides = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", found.body)
    assert [(round(float(w)), round(float(h))) for w, h in sides] == [SIDES[paper]] * 2
    name = f"mipymes_informe_mexico_2021-10-31_{paper}.pdf"
    assert found.headers["content-disposition"] == f'inline; filename="{name}"'
    tag = found.headers["etag"]
    assert (
        get(files, "/informe.pdf", query=f"pais=MX&papel={paper}", if_none_match=tag).status == 304
    )


def test_a_programme_before_its_first_report_has_one_too(files: Starlette, empty: str) -> None:
    found = get(files, "/informe.pdf", query="idioma=en")
    assert found.status == 200
    assert b"/Lang(en)" in found.body


def test_what_it_does_not_know_it_refuses_in_words(files: Starlette, full: str) -> None:
    found = get(files, "/informe.pdf", query="papel=oficio")
    assert found.status == 400
    assert "carta, a4" in found.body.decode()
    refused = get(files, "/informe.pdf", query="formato=web").body.decode()
    assert "«formato»" in refused
    assert "papel" in refused


def test_the_same_as_slides(files: Starlette, full: str) -> None:
    found = get(files, "/informe.pptx", query="pais=MX&idioma=en")
    assert found.status == 200
    assert found.body.startswith(b"PK")
    name = "mipymes_informe_mexico_2021-10-31_diapositivas.pptx"
    assert found.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert get(files, "/informe.pptx", query="papel=a4").status == 400
