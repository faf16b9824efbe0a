"""A table as HTML: numbers and gaps written as the figures write them, the first column as names
that may lead on, the last row as the sum. A canvas could be neither read aloud nor printed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any

import pandas as pd
from pandas.api.types import is_bool_dtype, is_float_dtype, is_numeric_dtype

from charts.edition import Edition
from charts.sparkline import sparkline

SMALL_MARK = "*"


@dataclass(frozen=True)
class Order:
    """By which column a table is sorted."""

    column: str
    descending: bool = False


@dataclass(frozen=True)
class Listing:
    """A table as it is read. The index of `frame` holds the codes of its rows, its columns the
    words; a cell is text, number, day, yes or no, or a tuple: a series drawn as a sparkline."""

    frame: pd.DataFrame
    title: str
    links: Mapping[str, str] = field(default_factory=dict)
    """Code of a row → address its name leads to."""
    totals: Mapping[str, Any] = field(default_factory=dict)
    """Column → what stands below it in the last row, its name among them; without any there is
    no such row."""
    small: Collection[str] = ()
    """Codes of the rows that rest on few MiPymes; their names are marked."""
    gaps: Mapping[str, str] = field(default_factory=dict)
    """Column → what a gap in it means, where that is not “nobody reported it”."""
    sortable: Collection[str] | None = None
    """The columns it can be sorted by; None for all."""
    dense: bool = False
    """One line a row, however wide that makes it: for records rather than comparisons."""


def as_html(listing: Listing, edition: Edition, order: Order | None = None) -> str:
    """The table. Buttons and links say in ``data-do`` and ``data-value`` what they are for:
    ``sort`` with the number of a column, ``choose`` with the code of a row; ``data-mark`` is what
    a control is known by in whatever order the rows stand."""
    frame = listing.frame
    kinds = [_kind(frame[name]) for name in frame.columns]
    heads = "".join(
        _head(index, str(name), kinds[index], order)
        if listing.sortable is None or name in listing.sortable
        else f'<th scope="col" class="{kinds[index]}"><span>{escape(str(name))}</span></th>'
        for index, name in enumerate(frame.columns)
    )
    columns = [_cells(frame[name], listing.gaps.get(str(name)), edition) for name in frame.columns]
    body = "".join(
        _row(str(code), cells, kinds, listing)
        for code, *cells in zip(frame.index, *columns, strict=True)
    )
    title = escape(listing.title)
    return (
        f'<div class="corrible" role="region" aria-label="{title}" tabindex="0">'
        f'<table class="{"densa" if listing.dense else ""}">'
        f"<caption>{title}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{body}</tbody>{_foot(listing, kinds, edition)}</table></div>"
    )


def _cells(column: pd.Series, gap: str | None, edition: Edition) -> list[str]:
    """The cells of a column as HTML, `gap` or “s. d.” where one is missing; fractions all with
    one decimal, so that their digits stand below each other."""
    decimals = 1 if is_float_dtype(column.dtype) else 0
    return [_cell(value, decimals, gap or edition.missing, edition) for value in column]


def _cell(value: Any, decimals: int, gap: str, edition: Edition) -> str:
    if isinstance(value, tuple):
        return sparkline(value)
    if isinstance(value, str):
        return escape(value)
    if pd.isna(value):
        return f'<span class="hueco">{escape(gap)}</span>'
    if isinstance(value, date):
        return f'<span class="dia">{edition.date_short(value)}</span>'
    if is_bool_dtype(type(value)):
        return edition._("yes") if value else edition._("no")
    return edition.number(float(value), decimals)


def _kind(column: pd.Series) -> str:
    """The class of a column: numbers stand to the right."""
    number = is_numeric_dtype(column.dtype) and not is_bool_dtype(column.dtype)
    return "numero" if number else ""


def _head(index: int, name: str, kind: str, order: Order | None) -> str:
    direction, arrow = "none", ""
    if order is not None and order.column == name:
        direction, arrow = ("descending", "↓") if order.descending else ("ascending", "↑")
    return (
        f'<th scope="col" class="{kind}" aria-sort="{direction}">'
        f'<button type="button" data-do="sort" data-value="{index}" '
        f'data-mark="sort {index}">{escape(name)}'
        f'<span aria-hidden="true">{arrow}</span></button></th>'
    )


def _row(code: str, cells: list[str], kinds: list[str], listing: Listing) -> str:
    name, link = cells[0], listing.links.get(code)
    chosen = f' data-do="choose" data-value="{escape(code)}"' if link is not None else ""
    if link is not None:
        name = f'<a href="{escape(link)}"{chosen}>{name}</a>'
    if code in listing.small:
        name += f"<sup>{SMALL_MARK}</sup>"
    rest = "".join(
        f'<td class="{kind}">{cell}</td>' for cell, kind in zip(cells[1:], kinds[1:], strict=True)
    )
    return f'<tr{chosen}><th scope="row">{name}</th>{rest}</tr>'


def _foot(listing: Listing, kinds: list[str], edition: Edition) -> str:
    if not listing.totals:
        return ""
    name, *totals = (
        _cells(pd.Series([listing.totals.get(str(name), "")]), None, edition)[0]
        for name in listing.frame.columns
    )
    cells = "".join(
        f'<td class="{kind}">{total}</td>' for total, kind in zip(totals, kinds[1:], strict=True)
    )
    return f'<tfoot><tr><th scope="row">{name}</th>{cells}</tr></tfoot>'


def pager(page: int, last: int, edition: Edition) -> str:
    """Buttons to the pages before and after `page` (0 to `last`), marked ``page``; empty where
    there is only one."""
    if last == 0:
        return ""
    _, number = edition._, edition.number
    said = _("Page {page} of {pages}").format(page=number(page + 1), pages=number(last + 1))
    buttons = [
        f'<button type="button" data-do="page" data-value="{page + step}" data-mark="page {step}"'
        f"{'' if 0 <= page + step <= last else ' disabled'}>{escape(name)}</button>"
        for step, name in ((-1, _("Previous")), (1, _("Next")))
    ]
    return f'<div class="paginas">{buttons[0]}<span>{escape(said)}</span>{buttons[1]}</div>'
