"""The press kit: everything in it, as the single files are, and room for others beside it."""

from __future__ import annotations

import io
import zipfile

import pytest
from starlette.applications import Starlette

from charts.catalogue import CATALOGUE
from charts.sizes import PRESS_SIZES
from data_access.definitions import GLOSSARY
from tests.web.asgi import Answer, get, get_at_once
from texts import translations
from web import kit

KIT = "/prensa/paquete.zip"
FEW = {slug: CATALOGUE[slug] for slug in ("avance", "etapas")}
ONE_BAR = {slug: CATALOGUE[slug] for slug in ("avance", "paises")}


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of two figures: the others take the same way and more time."""
    monkeypatch.setattr(kit, "CATALOGUE", FEW)


def opened(answer: Answer) -> dict[str, bytes]:
    """The files of a kit, each read and checked."""
    assert answer.status == 200
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_holds_what_the_single_addresses_give(files: Starlette, invented_numbers: str) -> None:
    answer = get(files, KIT, query="pais=CL&edicion=MX")
    found = opened(answer)
    assert list(found) == [
        "LEEME.txt",
        "fuentes/libre-franklin-400.ttf",
        "fuentes/libre-franklin-600.ttf",
        "fuentes/libre-franklin-700.ttf",
        "fuentes/OFL.txt",
        *(
            name
            for slug in FEW
            for name in (
                f"alt/{slug}.txt",
                f"datos/{slug}.csv",
                f"datos/{slug}.xlsx",
                *(
                    f"figuras/{slug}/{size}.{form}"
                    for size in PRESS_SIZES
                    for form in ("png", "svg", "pdf")
                ),
            )
        ),
    ]
    assert answer.headers["x-total-files"] == str(len(found))
    assert answer.headers["content-disposition"] == (
        'attachment; filename="mipymes_paquete_chile_2021-10-31_prensa.zip"'
    )
    for name in ("figuras/etapas/redes.png", "figuras/avance/impreso.pdf", "datos/etapas.csv"):
        folder, slug, *size = name.replace(".", "/").split("/")[:-1]
        form = name.rpartition(".")[2]
        query = "pais=CL&edicion=MX" + (f"&formato={size[0]}" if size else "")
        assert found[name] == get(files, f"/{folder}/{slug}.{form}", query=query).body
    for slug in FEW:
        assert "(datos de demostración), Chile" in found[f"alt/{slug}.txt"].decode()


def test_the_same_data_give_the_same_bytes(files: Starlette, full: str) -> None:
    first, second = (get(files, KIT) for _ in range(2))
    assert first.body == second.body


def test_it_explains_itself(
    files: Starlette, invented_numbers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = opened(get(files, KIT, query="pais=CL", host="ejemplo.org"))["LEEME.txt"].decode()
    _ = translations("es").gettext
    flat = " ".join(text.split())
    assert "Datos de demostración: todo es inventado." in flat
    assert "Chile · hasta el 31 de octubre de 2021" in flat
    assert "http://ejemplo.org/?pais=CL" in flat
    assert "n = " in flat
    for definition in GLOSSARY:
        assert " ".join(_(definition.meaning).split()) in flat
    assert "CC BY 4.0" in flat
    assert "En un texto: MiPyme contra el COVID en Latinoamérica (hasta el 31 " in flat
    assert "En Chile van " in flat
    assert "[datos de demostración]" in flat
    assert "No hay un contacto de prensa configurado." in flat
    assert "{" not in flat
    assert max(len(line) for line in text.splitlines()) <= 100
    monkeypatch.setenv("PRESS_CONTACT", "Oficina de Prensa, prensa@example.org")
    english = opened(get(files, KIT, query="idioma=en"))["LEEME.txt"].decode()
    assert "Oficina de Prensa, prensa@example.org" in english
    assert "HOW TO CITE" in english


def test_figures_without_data_are_left_out_and_named(files: Starlette, full: str) -> None:
    found = opened(get(files, KIT, query="pais=UY"))
    assert list(found) == ["LEEME.txt"]
    text = found["LEEME.txt"].decode()
    assert "Sin figura, porque no hay nada que mostrar en esta selección o es una sola" in text
    assert " barra: avance, etapas." in " ".join(text.split())


def test_a_single_bar_is_no_figure_to_print(
    files: Starlette, full: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kit, "CATALOGUE", ONE_BAR)
    found = opened(get(files, KIT, query="pais=CL"))
    assert not [name for name in found if "paises" in name]
    assert "o es una sola barra: paises." in " ".join(found["LEEME.txt"].decode().split())
    assert "instálelas primero" in found["LEEME.txt"].decode()
    assert get(files, "/figuras/paises.png", query="pais=CL").status == 200


def test_two_at_once_and_the_others_are_told_to_come_back(files: Starlette, full: str) -> None:
    found = get_at_once(files, [KIT] * (kit.AT_ONCE + 2))
    assert sorted(answer.status for answer in found) == [200] * kit.AT_ONCE + [503, 503]
    turned_away = next(answer for answer in found if answer.status == 503)
    assert "Inténtelo de nuevo" in turned_away.body.decode()
    assert get(files, KIT, method="HEAD").status == 200
    assert get(files, KIT).status == 200


def test_what_is_wrong_is_named_and_takes_no_place(files: Starlette, full: str) -> None:
    for _ in range(kit.AT_ONCE + 1):
        assert get(files, KIT, query="pais=XX").status == 400
        assert get(files, KIT, query="formato=web").status == 400
    assert get(files, KIT, method="HEAD").status == 200
