"""The rows behind a number: where they are shown, and the way to them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from charts import mipymes
from charts.listing import Order
from data_access.access import Access
from data_access.identity import Identity
from pages.common import access, access_log, address, data, notices, table
from pages.common.access_log import Action
from pages.common.address import Way
from pages.common.table import Table
from pages.common.view import View

PAGE = "mipymes"
MUNICIPALITY = "municipio"
"""The parameter of this page that names the one municipality whose rows are shown."""


_FIRST = 6
"""Columns that fit on a page of usual width."""
_WEIGHT = (
    *("counts", "name", "stage", "started_on", "university", "municipality", "size"),
    *("subdivision", "sector", "country", "concluded_on", "enrolled_on", "diagnosed_on"),
)


@dataclass(frozen=True)
class Mipymes:
    """The MiPymes of a view, from the database, a page at a time."""

    view: View
    counted_only: bool
    municipality: str
    """Only its rows; '' for all."""
    who: Identity | None
    """Whose they are to be; asked anew each time, also when a file of them is made."""

    @property
    def access(self) -> Access:
        """What this reader may see of them now."""
        return access.of(self.who, self.view.context)

    @property
    def columns(self) -> list[str]:
        """Heads, in order."""
        return list(self._heads.values())

    @property
    def sortable(self) -> list[str]:
        """Heads of what the database sorts by."""
        return [head for column, head in self._heads.items() if column not in ("stage", "counts")]

    @property
    def weight(self) -> list[str]:
        """The columns that matter most, the first one first."""
        columns = [name for name in _WEIGHT if not (self.municipality and name == "municipality")]
        return [self._heads[name] for name in columns if name in self._heads]

    @property
    def orders(self) -> dict[str, Order]:
        """What an address may say of their order: a column, with a minus from the last one."""
        heads = {name: head for name, head in self._heads.items() if head in self.sortable}
        rising = {name: Order(head) for name, head in heads.items()}
        return rising | {f"-{name}": Order(head, True) for name, head in heads.items()}

    @property
    def _heads(self) -> dict[str, str]:
        return mipymes.heads(self.view.context, self.view.edition)

    @property
    def _more(self) -> dict[str, str]:
        return {MUNICIPALITY: self.municipality} if self.municipality else {}

    def count(self, words: str) -> int:
        """How many of them have `words` in their columns."""
        about = self.view.context
        return data.mipyme_count(
            self.access,
            about,
            self._searched(words),
            municipality=self.municipality,
            counted_only=self.counted_only,
        )

    def _searched(self, words: str) -> data.Search:
        return data.search(words, mipymes.names(self.view.context, self.view.edition))

    def take(self, words: str, order: Order | None, start: int, number: int) -> pd.DataFrame:
        """`number` of those from the one at `start`."""
        codes = {head: column for column, head in self._heads.items()}
        frame = data.mipymes(
            self.access,
            self.view.context,
            self._searched(words),
            municipality=self.municipality,
            counted_only=self.counted_only,
            order=codes[order.column] if order else "external_id",
            descending=order.descending if order else False,
            start=start,
            number=number,
        )
        return mipymes.table(frame, self.view.context, self.view.edition)

    def handed_out(self, action: Action, rows: int) -> str:
        """Write down that rows were shown or taken along; the reference of that line."""
        scope = self.view.scope
        return access_log.note(
            action, self.who, self.access, page=PAGE, scope=scope, rows=rows, more=self._more
        )


def show(view: View) -> None:
    """The rows of the scope: those that its number counts, or all that have enrolled."""
    _ = view.edition._
    choices = {address.COUNTED: _("Those that count"), address.EVERY: _("All that have enrolled")}
    if st.session_state.get("filas") not in choices:
        st.session_state["filas"] = address.COUNTED
    with st.container(horizontal=True):
        chosen = st.segmented_control(
            _("Which rows"),
            list(choices),
            required=True,
            key="filas",
            format_func=choices.__getitem__,
            label_visibility="collapsed",
        )
        town = _municipality(view)
    counted_only = chosen == address.COUNTED
    rows = Mipymes(view, counted_only, town, access.who())
    if rows.count("") == 0 and town:
        said = _("No row of the municipality “{name}” matches these filters.")
        st.info(said.format(name=town), icon=":material/search_off:")
        return
    if rows.count("") == 0:
        notices.nothing(view.context, view.edition)
        return
    note = [*whose(rows.access, view)]
    if town:
        note.insert(0, _("Only the municipality {name}.").format(name=town))
    if view.scope.start is not None:
        note.append(
            _(
                "Of a period: those that began to count in it add 1, those that counted before and "
                "dropped out in it add −1; together they are its number."
            )
        )
    table.show(
        Table(
            slug=PAGE,
            title=_("MiPymes: {place}").format(place=town) if town else _("MiPymes"),
            rows=rows,
            note=" ".join(note),
            dense=True,
            hint=_("Words are looked for in every column, days as 2021-05-31 or 2021-05."),
            first=_FIRST,
            weight=rows.weight,
            orders=rows.orders,
            handed_out=rows.handed_out,
        )
    )


def _municipality(view: View) -> str:
    """The one that the address names, with a way to the rows of all; '' where it names none."""
    said = st.query_params.get_all(MUNICIPALITY)
    town = said[-1].strip() if said else ""
    if town:
        _ = view.edition._
        st.button(
            _("Municipality: {name}").format(name=town),
            icon=":material/close:",
            help=_("Show the rows of all municipalities"),
            on_click=lambda: st.query_params.pop(MUNICIPALITY, None),
        )
    return town


def of_municipality(view: View, name: str) -> Way | None:
    """The way to the rows of a municipality of the scope, where this reader may see rows."""
    if not name or not access.current(view.context).rows:
        return None
    pairs = [pair for pair in address.parameters(view.scope) if pair[0] != "filas"]
    return Way(PAGE, (*pairs, (MUNICIPALITY, name)))


def whose(access: Access, view: View) -> list[str]:
    """What a coordinator is told: of whom these rows are, whatever the filters say."""
    own = [*access.universities, *access.countries]
    names = view.edition.listed([view.context.names.get(code, code) for code in own])
    return [view.edition._("Only the rows of {names}.").format(names=names)] if own else []


def link(view: View, *, every: bool = False) -> None:
    """A way from the numbers of the scope to the rows they count, or to `every` row of it, where
    this reader may see them."""
    growth, edition = data.figure("avance", view.context), view.edition
    reader = access.current(view.context)
    if growth.frame.empty or not reader.rows:
        return
    query = [pair for pair in address.parameters(view.scope) if pair[0] != "filas"]
    count = growth.progress.supported
    if whose(reader, view):
        count = data.mipyme_count(reader, view.context, counted_only=not every)
        if count == 0:
            return
    # What a period adds is a difference, and `every` is not that count.
    if every or view.scope.start is not None:
        label = edition._("See the rows")
    else:
        label = edition.ngettext("See the {count} row", "See the {count} rows", count)
    st.page_link(
        "mipymes.py",
        label=label.format(count=edition.number(count)),
        icon=":material/table_rows:",
        query_params=query + ([("filas", address.EVERY)] if every else []),
    )
