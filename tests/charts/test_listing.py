"""Tables as they are read: numbers, gaps, sums, links, order."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pandas as pd

from charts.edition import Edition
from charts.listing import Listing, Order, as_html, pager
from charts.sparkline import HEIGHT, sparkline

ES, EN = Edition(), Edition("en")
FRAME = pd.DataFrame(
    {
        "País": ["México", "Perú", "<b>Chile</b>"],
        "MiPymes": pd.array([12345, None, 0], dtype="Int64"),
        "Avance, %": pd.array([76.0, None, 5.25], dtype="Float64"),
        "Datos hasta": [date(2021, 10, 31), None, date(2021, 9, 30)],
        "Crecimiento": [(0, 5, 9), (), (1,)],
        "Rural": [True, False, None],
    },
    index=["MX", "PE", "CL"],
)


def cells(html: str, tag: str = "td") -> list[str]:
    """The text of the cells."""
    found = re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", html, re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in found]


def test_cells_are_written_as_the_figures_write_them() -> None:
    listing = Listing(FRAME, "Países", gaps={"Avance, %": "sin meta"})
    html = as_html(listing, ES)
    assert cells(html) == [
        *("12\u202f345", "76,0", "31 oct 2021", "", "sí"),
        *("s. d.", "sin meta", "s. d.", "", "no"),
        *("0", "5,3", "30 sep 2021", "", "s. d."),
    ]
    assert html.count("<svg") == 1
    assert "<b>Chile" not in html
    assert "76.0" in as_html(listing, EN)


def test_a_table_is_named_and_its_controls_say_what_they_do() -> None:
    listing = Listing(FRAME, "Países", links={"MX": "?pais=MX&x=1", "CL": "?pais=CL"})
    html = as_html(listing, ES, Order("MiPymes", descending=True))
    assert "<caption>Países</caption>" in html
    assert html.count('aria-sort="none"') == 5
    assert html.count('aria-sort="descending"') == 1
    assert '<a href="?pais=MX&amp;x=1" data-do="choose" data-value="MX">México</a>' in html
    assert html.count("<a ") == 2
    assert html.count('<tr data-do="choose"') == 2


def test_rows_of_few_are_marked_and_sums_stand_below() -> None:
    totals = {"País": "Total de 3 filas", "MiPymes": 12345}
    html = as_html(Listing(FRAME, "Países", small=["PE"], totals=totals), ES)
    assert "Perú<sup>*</sup>" in html
    assert html.count("<sup>") == 1
    foot = html[html.index("<tfoot>") :]
    assert cells(foot, "th") == ["Total de 3 filas"]
    assert cells(foot) == ["12\u202f345", "", "", "", ""]
    assert "<tfoot>" not in as_html(Listing(FRAME, "Países"), ES)


def test_pages_are_turned_only_where_there_are_any() -> None:
    assert pager(0, 0, ES) == ""
    first, middle = pager(0, 2, ES), pager(1, 2, ES)
    assert "Página 1 de 3" in first
    assert first.count("disabled") == 1
    assert middle.count("disabled") == 0
    assert 'data-value="0"' in middle
    assert 'data-value="2"' in middle


def test_a_sparkline_goes_from_zero_to_its_top() -> None:
    points = re.search('points="([^"]*)"', sparkline((0, 1, 4)))
    assert points is not None
    ys = [float(pair.split(",")[1]) for pair in points[1].split()]
    assert ys[0] == HEIGHT - 3
    assert ys[-1] == 3
    assert ys[0] > ys[1] > ys[2]
    for nothing in ((), (7,), (0, 0)):
        assert sparkline(nothing) == ""
