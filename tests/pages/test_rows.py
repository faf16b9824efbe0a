"""Rows at hand: found whatever the accents, sorted with what is missing last, taken in parts."""

from __future__ import annotations

import pandas as pd

from charts.edition import Edition
from charts.listing import Order
from pages.common.rows import Frame
from pages.common.table import Table, empty_words, marked

ROWS = Frame(
    pd.DataFrame(
        {
            "Lugar": ["Querétaro", "Áncash", "Ñuble", "Apurímac"],
            "MiPymes": pd.array([5, None, 12, 0], dtype="Int64"),
            "Curva": [(0, 5), (), (0, 12), (0, 0)],
        },
        index=["MX-QUE", "PE-ANC", "CL-NB", "PE-APU"],
    )
)


def taken(
    words: str = "", order: Order | None = None, start: int = 0, number: int = 9
) -> list[str]:
    """The codes of the rows taken."""
    return list(ROWS.take(words, order, start, number).index)


def test_text_is_sorted_as_it_is_read() -> None:
    assert taken(order=Order("Lugar")) == ["PE-ANC", "PE-APU", "CL-NB", "MX-QUE"]
    assert taken(order=Order("Lugar", descending=True))[0] == "MX-QUE"


def test_what_is_missing_comes_last_in_both_directions() -> None:
    for column in ("MiPymes", "Curva"):
        assert taken(order=Order(column))[-1] == "PE-ANC"
        assert taken(order=Order(column, descending=True)) == [
            *("CL-NB", "MX-QUE", "PE-APU", "PE-ANC")
        ]


def test_words_are_found_whatever_case_and_accents() -> None:
    assert taken("NUBLE") == ["CL-NB"]
    assert taken("ancash") == ["PE-ANC"]
    assert ROWS.count("zz") == 0
    assert ROWS.count("") == 4


def test_rows_come_in_parts_and_an_unknown_order_is_none() -> None:
    assert taken(start=1, number=2) == ["PE-ANC", "CL-NB"]
    assert taken(order=Order("Otra")) == ["MX-QUE", "PE-ANC", "CL-NB", "PE-APU"]


def test_a_file_says_what_its_empty_cells_and_marks_mean() -> None:
    places = pd.DataFrame(
        {"País": ["Chile", "Perú"], "Meta": pd.array([200, None], dtype="Int64")},
        index=["CL", "PE"],
    )
    shown = Table("paises", "Países", Frame(places), small=["PE"], gaps={"Meta": "sin meta"})
    assert empty_words(shown, places, Edition()) == "Una celda vacía en «Meta»: sin meta."
    assert list(marked(shown, places)["País"]) == ["Chile", "Perú*"]
