"""Header, plot and footer never meet, whatever the words."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from charts import text
from charts.caption import Caption
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.layout import Layout, lay_out
from charts.sizes import SIZES
from tests.charts import samples

LONG = "Van 1512 de 2000 MiPymes apoyadas, 75,6\u202f% de la meta y 488 menos de lo que se previó "
STAMP = "Datos hasta 2021-10-31 · Generado 2021-11-02 · https://ejemplo.org/?pais=MX · CC BY 4.0"


def caption(times: int) -> Caption:
    """A caption with everything, title, subtitle and note `times` as long."""
    found = CATALOGUE["avance"].caption(
        samples.avance(about=samples.context(invented=True)), Edition()
    )
    return replace(
        found,
        title=LONG * times,
        subtitle=f"{found.subtitle} · " * times,
        note=f"{found.note} " * times,
    )


def ordered(layout: Layout) -> list[tuple[float, float]]:
    """Upper and lower edges from top to bottom."""
    edges = [(layout.accent.y, layout.accent.y + layout.accent.height)]
    edges += [(line.top, line.bottom) for line in layout.header]
    edges.append((layout.plot.y, layout.plot.y + layout.plot.height))
    edges.append((layout.rule.y, layout.rule.y + layout.rule.height))
    rows = sorted({line.y: line for line in layout.footer}.items())
    return edges + [(line.top, line.bottom) for _, line in rows]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("times", [1, 3])
def test_nothing_overlaps(size: str, times: int) -> None:
    layout = lay_out(caption(times), STAMP, SIZES[size], 300)
    edges = ordered(layout)
    for (_, bottom), (top, _) in pairwise(edges):
        assert bottom <= top + 1
    assert edges[-1][1] <= layout.height + 0.01


@pytest.mark.parametrize("size", SIZES)
def test_no_line_leaves_the_canvas(size: str) -> None:
    layout = lay_out(caption(3), STAMP, SIZES[size], 300)
    for line in (*layout.header, *layout.footer):
        wide = text.width(line.text, line.size, line.weight)
        left = line.x - wide if line.anchor == "end" else line.x
        assert left >= SIZES[size].margin - 0.01
        assert left + wide <= SIZES[size].width - SIZES[size].margin + 0.01
        assert line.size >= SIZES[size].smallest


@pytest.mark.parametrize("size", SIZES)
def test_the_programme_does_not_meet_the_stamp(size: str) -> None:
    layout = lay_out(caption(1), STAMP, SIZES[size], 300)
    programme, stamp = layout.footer[-1], layout.footer[-2]
    wide = text.width(programme.text, programme.size, programme.weight)
    if abs(programme.y - stamp.y) < 1:
        assert stamp.x + text.width(stamp.text, stamp.size) < programme.x - wide


@pytest.mark.parametrize("size", ["web", "redes", "cuadrado", "vertical"])
def test_the_plot_keeps_its_share(size: str) -> None:
    layout = lay_out(caption(1), STAMP, SIZES[size], 0)
    assert layout.height == SIZES[size].height
    assert layout.plot.height >= 0.4 * layout.height


def test_lines_break_between_parts_and_are_balanced() -> None:
    assert text.wrap_parts("uno dos · tres cuatro", text.width("uno dos · tres", 10), 10) == [
        "uno dos",
        "tres cuatro",
    ]
    room = text.width("aaa bbb ccc ddd", 10)
    assert text.balanced("aaa bbb ccc ddd eee", room, 10) == ["aaa bbb ccc", "ddd eee"]
    assert text.cut("México y Chile", text.width("México y", 10), 10).endswith("…")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("slug", "warning"),
    [
        ("avance", "no es un pronóstico|no un pronóstico"),
        ("ventas", "sin ajustar por precios.*no es un efecto"),
        ("antes-despues", "no es un efecto"),
    ],
)
def test_what_must_be_said_is_said_in_every_size(size: str, slug: str, warning: str) -> None:
    data = {
        "avance": samples.avance(about=samples.context(invented=True)),
        "ventas": samples.ventas(),
        "antes-despues": samples.antes_despues(),
    }[slug]
    layout = lay_out(CATALOGUE[slug].caption(data, Edition()), STAMP, SIZES[size], 300)
    assert re.search(warning, " ".join(line.text for line in layout.footer))
