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
from pages.common.table import Table
from pages.common.view import View

PAGE = "mipymes"


@dataclass(frozen=True)
class Mipymes:
    """The MiPymes of a view, from the database, a page at a time."""

    view: View
    counted_only: bool
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
    def _heads(self) -> dict[str, str]:
        return mipymes.heads(self.view.context, self.view.edition)

    def count(self, words: str) -> int:
        """How many of them have `words` in their number, name or municipality."""
        about = self.view.context
        return data.mipyme_count(self.access, about, words, counted_only=self.counted_only)

    def take(self, words: str, order: Order | None, start: int, number: int) -> pd.DataFrame:
        """`number` of those from the one at `start`."""
        codes = {head: column for column, head in self._heads.items()}
        frame = data.mipymes(
            self.access,
            self.view.context,
            words,
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
        return access_log.note(action, self.who, self.access, page=PAGE, scope=scope, rows=rows)


def show(view: View) -> None:
    """The rows of the scope: those that its number counts, or all that have enrolled."""
    _ = view.edition._
    choices = {address.COUNTED: _("Those that count"), address.EVERY: _("All that have enrolled")}
    if st.session_state.get("filas") not in choices:
        st.session_state["filas"] = address.COUNTED
    chosen = st.segmented_control(
        _("Which rows"),
        list(choices),
        required=True,
        key="filas",
        format_func=choices.__getitem__,
        label_visibility="collapsed",
    )
    counted_only = chosen == address.COUNTED
    rows = Mipymes(view, counted_only, access.who())
    if rows.count("") == 0:
        notices.nothing(view.context, view.edition)
        return
    note = [*whose(rows.access, view)]
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
            title=_("MiPymes"),
            rows=rows,
            note=" ".join(note),
            dense=True,
            handed_out=rows.handed_out,
        )
    )


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
        count = data.mipyme_count(reader, view.context, "", counted_only=not every)
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
