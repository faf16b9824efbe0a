"""The one way a table reaches a page: sorted, searched, in the columns the reader wants, and taken
along as a file exactly as it stands there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from html import escape

import pandas as pd
import streamlit as st
from pandas.api.types import is_numeric_dtype

from charts import caption as words
from charts import sheets
from charts.caption import Caption
from charts.edition import Edition
from charts.listing import SMALL_MARK, Listing, Order, as_html, pager
from data_access.scope import Scope
from pages.common import address, grid
from pages.common.access_log import Action
from pages.common.address import Way
from pages.common.kept import Kept
from pages.common.rows import Rows
from pages.common.view import View, current

SEARCHED_FROM = 10
"""A table of fewer rows is seen at a glance; nobody needs to search it."""
PAGE = 50
"""Rows that are shown at once."""
_FILES = (("CSV", "csv", sheets.as_csv), ("Excel", "xlsx", sheets.as_xlsx))
LONGEST_FILE = 50_000
"""Rows of a file; what has more is for the database's own tools."""

Narrow = Callable[[str], Scope | None]
"""Code of a row → the scope that choosing it leads to; None where it leads nowhere."""
Opens = Callable[[str], Way | None]
"""Code of a row → the page that choosing it opens; None where it leads nowhere."""

HandedOut = Callable[[Action, int], str]
"""What happens to how many rows → the reference under which that is known."""


@dataclass(frozen=True)
class Table:
    """What a table shows."""

    slug: str
    """Its name in files and in the session."""
    title: str
    rows: Rows
    note: str = ""
    sums: Collection[str] = ()
    """The columns that may be added up."""
    small: Collection[str] = ()
    """Codes of the rows that rest on few MiPymes; `note` says what their mark means."""
    gaps: Mapping[str, str] = field(default_factory=dict)
    """Column → what a gap in it means, where that is not “nobody reported it”."""
    hint: str = ""
    """What can be searched for, where that is not plain."""
    first: int | None = None
    """How many columns are shown at first, by their `weight`; None for all."""
    weight: Sequence[str] = ()
    """The columns that matter most, the first one first."""
    orders: Mapping[str, Order] | None = None
    """What the address may say of the order; with it, order and search stand in the address."""
    narrow: Narrow | None = None
    opens: Opens | None = None
    """The page that choosing a row opens, for a table without `narrow`."""
    at_once: int = PAGE
    dense: bool = False
    """One line a row, however wide that makes it."""
    alone: bool = True
    """False inside the card of a figure, which has the name and the files itself."""
    handed_out: HandedOut | None = None
    """Is told of rows that are shown or taken along, where someone has to answer for that."""


@dataclass(frozen=True)
class Wanted:
    """What the reader asked of a table: words to be found in its rows, columns, and an order."""

    words: str
    columns: list[str]
    order: Order | None
    filed: list[str]
    """The columns of a file: those shown, or all where the reader has chosen none."""


@st.fragment
def show(table: Table) -> None:
    """The table of this view, with what can be done with it."""
    view = current()
    wanted = _tools(table, view)
    count = table.rows.count(wanted.words)
    if count == 0:
        said = " ".join(filter(None, (view.edition._("No row has these words."), table.hint)))
        st.info(said, icon=":material/search_off:")
        return
    last = (count - 1) // table.at_once
    page = min(st.session_state.get(_key(table, "pagina"), 0), last)
    frame = _taken(table, wanted, page * table.at_once, table.at_once)
    if table.handed_out is not None:
        table.handed_out("ver", len(frame))
    listing = Listing(
        frame=frame,
        title=table.title,
        links=_links(table, frame),
        totals=_totals(table, wanted, count, view.edition),
        small=table.small,
        gaps=table.gaps,
        sortable=table.rows.sortable,
        dense=table.dense,
    )
    pressed = grid.draw(
        as_html(listing, view.edition, wanted.order) + pager(page, last, view.edition),
        key=_key(table, "tabla"),
        sort=partial(_sort, table, frame, wanted.order),
        page=partial(_turn, table),
        choose=partial(_choose, table),
    )
    said = _caption(table, wanted, count, view)
    lines = [" · ".join(filter(None, (said.invented_mark, said.subtitle)))]
    if _notes(table, wanted, count, view.edition):
        lines.append(said.note)
    st.caption("  \n".join(lines))
    if "choose" in pressed:
        way = table.opens(pressed["choose"]) if table.opens else None
        if way is not None:
            way.open()
        st.rerun()


def _tools(table: Table, view: View) -> Wanted:
    """Search, columns and files; returns what the reader wants to see."""
    edition, every = view.edition, table.rows.columns
    _ = edition._
    found = ""
    ordering = Kept("orden", _key(table, "orden"), table.orders or {}, None)
    if table.orders is not None:
        ordering.take(edition)
    order: Order | None = st.session_state.get(ordering.key)
    first = _first(table, every)
    with st.container(horizontal=True, vertical_alignment="center"):
        if table.alone:
            st.html(f'<h3 class="nombre">{escape(table.title)}</h3>', width="stretch")
        if table.rows.count("") >= SEARCHED_FROM:
            found = st.text_input(
                _("Search in “{title}”").format(title=table.title),
                key=_key(table, "buscar"),  # not in the address: it may be a business
                on_change=_turn,
                args=(table,),
                placeholder=_("Search words, or 2021-05-31") if table.hint else _("Search"),
                label_visibility="collapsed",
                width=280 if table.hint else 220,
            )
        with st.popover(_("Columns")):
            kept = st.pills(
                _("Columns of the table"),
                every[1:],
                selection_mode="multi",
                default=first[1:],
                key=_key(table, f"columnas-{every}"),
            )
        chosen = [every[0], *(name for name in every[1:] if name in kept)]
        wanted = Wanted(found.strip(), chosen, order, every if chosen == first else chosen)
        for label, extension, writer in _FILES if table.alone else ():
            st.download_button(
                label,
                partial(_file, table, wanted, view, writer),
                file_name=words.file_name(table.slug, view.scope, view.context, "tabla", extension),
                on_click="ignore",
                key=_key(table, extension),
            )
    if table.orders is not None:
        ordering.give(order)
    return wanted


def _first(table: Table, every: list[str]) -> list[str]:
    """The columns that are shown until the reader chooses others."""
    if table.first is None or table.first >= len(every):
        return every
    known = [name for name in table.weight if name in every]
    most = {every[0], *known[: table.first - 1]}
    return [name for name in every if name in most]


def _file(
    table: Table,
    wanted: Wanted,
    view: View,
    writer: Callable[[pd.DataFrame, Caption, Edition], bytes],
) -> bytes:
    """All rows as they stand on the page: found, sorted, in the columns that the reader chose, or
    in all of them."""
    wanted = replace(wanted, columns=wanted.filed)
    frame = _taken(table, wanted, 0, LONGEST_FILE)
    drawn = [name for name in frame if frame[name].map(lambda cell: isinstance(cell, tuple)).any()]
    said = _caption(table, wanted, table.rows.count(wanted.words), view)
    said = replace(
        said, note=" ".join(filter(None, (said.note, empty_words(table, frame, view.edition))))
    )
    frame = marked(table, frame)
    if table.handed_out is not None and (reference := table.handed_out("descargar", len(frame))):
        told = view.edition._("Reference: {reference}").format(reference=reference)
        said = replace(said, note=f"{said.note} {told}".strip())
    return writer(frame.drop(columns=drawn), said, view.edition)


def empty_words(table: Table, frame: pd.DataFrame, edition: Edition) -> str:
    """What an empty cell of a column means in a file, where the page says something of its own:
    a number must stay a number, so the words cannot stand in the cell."""
    said = edition._("An empty cell under “{column}”: {meaning}.")
    found = [
        said.format(column=column, meaning=meaning)
        for column, meaning in table.gaps.items()
        if column in frame and frame[column].isna().any() and meaning != "–"
    ]
    return " ".join(found)


def marked(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """The names of those that rest on few, with the mark that the note speaks of."""
    names = [
        f"{name}{SMALL_MARK}" if str(code) in table.small else name
        for code, name in zip(frame.index, frame.iloc[:, 0], strict=True)
    ]
    return frame.assign(**{str(frame.columns[0]): names}) if table.small else frame


def _caption(table: Table, wanted: Wanted, count: int, view: View) -> Caption:
    """What is said around the table, on the page and in a file."""
    edition = view.edition
    _ = edition._
    counted = edition.ngettext("{count} row", "{count} rows", count)
    return words.caption(
        view.context,
        edition,
        title=table.title,
        measure=counted.format(count=edition.number(count)),
        n=None,
        note=_notes(table, wanted, count, edition),
        kind=_("Table"),
        extent="",
    )


def _notes(table: Table, wanted: Wanted, count: int, edition: Edition) -> str:
    _ = edition._
    note = [table.note]
    if wanted.words:
        note.append(_("Only rows with “{words}”.").format(words=wanted.words))
    every = table.rows.columns
    if len(wanted.columns) < len(every) and wanted.filed == every:
        shown = _(
            "{shown} of {all} columns are shown, the others stand under “Columns” and in files."
        )
        said = {"shown": edition.number(len(wanted.columns)), "all": edition.number(len(every))}
        note.append(shown.format(**said))
    if count > LONGEST_FILE:
        most = edition.number(LONGEST_FILE)
        note.append(_("A file holds the first {count} rows.").format(count=most))
    return " ".join(filter(None, note))


def _taken(table: Table, wanted: Wanted, start: int, number: int) -> pd.DataFrame:
    return table.rows.take(wanted.words, wanted.order, start, number)[wanted.columns]


def _totals(table: Table, wanted: Wanted, count: int, edition: Edition) -> dict[str, object]:
    """The last row: the sums of all rows found; none below a single one."""
    if not table.sums or count < 2:
        return {}
    frame = _taken(table, wanted, 0, count)
    name = edition._("Total of {count} rows").format(count=edition.number(count))
    sums = {column: frame[column].sum(min_count=1) for column in table.sums if column in frame}
    return {wanted.columns[0]: name, **sums}


def _links(table: Table, frame: pd.DataFrame) -> dict[str, str]:
    if table.opens is not None:
        ways = {str(code): table.opens(str(code)) for code in frame.index}
        return {code: way.path for code, way in ways.items() if way is not None}
    if table.narrow is None:
        return {}
    scopes = {str(code): table.narrow(str(code)) for code in frame.index}
    return {code: address.query(scope) for code, scope in scopes.items() if scope is not None}


def _sort(table: Table, frame: pd.DataFrame, order: Order | None, pressed: str) -> None:
    """By another column: numbers from the largest, text from A; pressed again, turned round."""
    column = str(frame.columns[int(pressed)])
    if order is not None and order.column == column:
        order = Order(column, not order.descending)
    else:
        order = Order(column, is_numeric_dtype(frame[column].dtype))
    st.session_state[_key(table, "orden")] = order
    _turn(table)


def _turn(table: Table, pressed: str = "0") -> None:
    st.session_state[_key(table, "pagina")] = int(pressed)


def _choose(table: Table, pressed: str) -> None:
    scope = table.narrow(pressed) if table.narrow else None
    if scope is not None:
        address.go(scope)


def _key(table: Table, part: str) -> str:
    return f"{part}-{table.slug}"
