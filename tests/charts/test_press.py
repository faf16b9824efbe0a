"""The files a newspaper takes home."""

from __future__ import annotations

import io
import re
import zlib
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import pypdfium2
import pytest
from PIL import Image, ImageColor, PngImagePlugin
from pypdfium2 import raw

from charts import files, press
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.sizes import SIZES
from charts.tokens import DARK, LIGHT
from data_access.records import FigureData
from tests.charts import drawn, samples

PIXELS = {
    "web": (1700, 1200),
    "redes": (1200, 628),
    "cuadrado": (2160, 2160),
    "vertical": (1080, 1350),
}
INVENTED = samples.context(invented=True)
DATA = {slug: sample(about=INVENTED) for slug, sample in samples.SAMPLES.items()}


def finished(slug: str, size: str, data: FigureData | None = None) -> str:
    """A press figure with all it says."""
    return press.finished_svg(
        CATALOGUE[slug],
        data or DATA[slug],
        Edition(),
        size=size,
        address="https://ejemplo.org/",
    )


def picture(content: bytes) -> PngImagePlugin.PngImageFile:
    """A PNG, read completely."""
    found = Image.open(io.BytesIO(content))
    assert isinstance(found, PngImagePlugin.PngImageFile)
    found.load()
    return found


@pytest.mark.parametrize("slug", CATALOGUE)
@pytest.mark.parametrize("size", PIXELS)
def test_png_has_the_promised_pixels(slug: str, size: str) -> None:
    content = press.render(finished(slug, size), "png", SIZES[size].scale)
    assert picture(content).size == PIXELS[size]


def test_print_is_150_millimetres_at_300_dots_per_inch() -> None:
    content = press.render(finished("avance", "impreso"), "png", SIZES["impreso"].scale)
    found = picture(content)
    assert found.width == 1772
    assert found.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    svg = press.render(finished("avance", "impreso"), "svg").decode()
    assert 'width="150mm"' in svg
    with pypdfium2.PdfDocument(press.render(finished("avance", "impreso"), "pdf")) as pdf:
        assert pdf[0].get_width() / 72 * 25.4 == pytest.approx(150, abs=0.01)


def test_png_carries_its_words_and_is_white() -> None:
    found = picture(press.render(finished("avance", "web"), "png", 2))
    assert found.text["Title"].startswith("Van 1512 de 2000 MiPymes apoyadas, 75,6\u202f%")
    assert found.text["Source"].startswith("Fuente: ")
    assert found.text["Creation Time"] == "Datos hasta 2021-10-31"
    assert found.text["Description"].startswith("Gráfico de línea")
    assert found.convert("RGB").getpixel((3, 3)) == (255, 255, 255)


@pytest.mark.parametrize("slug", CATALOGUE)
def test_pdf_has_its_fonts_inside_and_speaks(slug: str) -> None:
    svg = finished(slug, "impreso")
    with pypdfium2.PdfDocument(press.render(svg, "pdf")) as pdf:
        assert pdf.is_tagged()
        assert pdf.get_metadata_value("Title") == files.words_of(svg).title
        page = pdf[0]
        fonts = [found.get_font() for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])]
        assert {font.get_base_name().split("+")[-1] for font in fonts} == {
            "LibreFranklin-Regular",
            "LibreFranklin-SemiBold",
            "LibreFranklin-Bold",
        }
        assert all(font.is_embedded for font in fonts)
        assert "datos de demostración" in page.get_textpage().get_text_bounded()


def test_a_sign_that_our_font_lacks_is_drawn_all_the_same() -> None:
    svg = finished("avance", "web").replace("Fuente: ", "Fuente: Ω ")
    with pypdfium2.PdfDocument(press.render(svg, "pdf")) as pdf:
        assert "Ω" in pdf[0].get_textpage().get_text_bounded()


def test_areas_keep_their_exact_colours_in_a_png() -> None:
    found = picture(press.render(finished("universidades", "web"), "png", 2)).convert("RGB")
    counted = {colour for _, colour in sorted(found.getcolors(1 << 24))[-24:]}
    for name in ("background", "accent", "neutral"):
        assert ImageColor.getrgb(getattr(LIGHT, name)) in counted, name


def test_a_file_brings_its_fonts_and_a_page_provides_them() -> None:
    svg = finished("avance", "web")
    assert "@font-face" not in svg
    alone = press.render(svg, "svg").decode()
    assert alone.count("@font-face") == 3
    ElementTree.fromstring(alone)


@pytest.mark.parametrize("slug", CATALOGUE)
def test_the_same_input_gives_the_same_bytes(slug: str) -> None:
    for form in ("svg", "png", "pdf"):
        first = press.render(finished(slug, "web"), form)
        for _ in range(4):
            assert press.render(finished(slug, "web"), form) == first


@pytest.mark.parametrize("slug", CATALOGUE)
@pytest.mark.parametrize("size", SIZES)
def test_invented_data_say_so_in_every_picture(slug: str, size: str) -> None:
    assert "datos de demostración" in drawn.texts(finished(slug, size))
    real = drawn.finished(slug, samples.SAMPLES[slug](), size=size)
    assert "demostración" not in real


@pytest.mark.parametrize("slug", CATALOGUE)
def test_an_inline_figure_speaks_to_a_screen_reader(slug: str) -> None:
    root = ElementTree.fromstring(drawn.finished(slug, DATA[slug]))
    alt = CATALOGUE[slug].caption(DATA[slug], Edition()).alt
    assert (root.get("role"), root.get("aria-label"), root.get("lang")) == ("img", alt, "es")
    inner = [node for node in root.iter() if node is not root]
    assert not [node for node in inner if node.get("role") or node.get("aria-label")]


def test_ids_do_not_clash_on_a_page() -> None:
    page = [
        drawn.finished(slug, DATA[slug], size=size, tokens=tokens)
        for slug in CATALOGUE
        for size in ("ancho", "angosto")
        for tokens in (press.LIGHT, DARK)
    ]
    ids = [found for svg in page for found in re.findall(r'\bid="([^"]+)"', svg)]
    assert len(ids) == len(set(ids))
    for svg in page:
        known = set(re.findall(r'\bid="([^"]+)"', svg))
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= known


def test_threads_get_their_own_figure() -> None:
    def one(count: int) -> tuple[int, str]:
        data = samples.avance(samples.growth(count), goal=None)
        return count, drawn.finished("avance", data, size="angosto")

    counts = [1000 + 37 * index for index in range(48)]
    with ThreadPoolExecutor(16) as pool:
        for count, svg in pool.map(one, counts):
            assert f"Van {count} MiPymes apoyadas" in drawn.words(svg)
            assert str(count) in drawn.texts(svg)


def test_no_address_but_the_namespace() -> None:
    for slug in CATALOGUE:
        svg = drawn.finished(slug, DATA[slug])
        assert set(re.findall(r"https?://[^\"' <]+", svg)) == {"http://www.w3.org/2000/svg"}


def test_fonts_have_every_glyph() -> None:
    from charts import text

    for weight in text.WEIGHTS:
        missing = text.width("\U0010ffff", 10, weight)
        for character in "\u202f\u2212…–«»¿¡·%áéíóúüñÁÉÍÓÚÜÑ“”’≈"[:-1]:
            assert text.width(character, 10, weight) != missing, character


def test_png_chunks_are_whole() -> None:
    content = press.render(finished("paises", "redes"), "png")
    at = 8
    while at < len(content):
        length = int.from_bytes(content[at : at + 4])
        body = content[at + 4 : at + 8 + length]
        assert zlib.crc32(body) == int.from_bytes(content[at + 8 + length : at + 12 + length])
        at += 12 + length


def test_warming_up_can_be_repeated() -> None:
    press.warm()
    press.warm()
