"""The one way a figure reaches a page: finished form, then on request the explorable form and
the table. How figures are shown changes here and nowhere else."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from charts import press
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.explorable import marked, plotly_config
from charts.tokens import DARK, LIGHT
from data_access.scope import Scope
from pages.common import data, drawing
from pages.common.view import current, is_dark

WIDE, NARROW = "ancho", "angosto"
"""Each drawing has a class of its own name; `style` shows the one that fits the window."""


@st.fragment
def figure_card(slug: str, *, half: bool = False) -> None:
    """The figure `slug` of the reader's scope, with what can be done with it.

    `half` is for a figure that shares its row: it shows the narrow drawing in every window.
    """
    view = current()
    if half:
        drawings = _finished(slug, NARROW)
    else:
        drawings = "".join(
            f'<div class="{size}">{_finished(slug, size)}</div>' for size in (WIDE, NARROW)
        )
    drawing.draw(drawings, key=f"figura-{slug}")
    _ = view.edition._
    forms = {"explorar": _("Explore"), "datos": _("Data")}
    chosen = st.segmented_control(
        _("Other forms of this figure"),
        list(forms),
        format_func=forms.__getitem__,
        key=f"forma-{slug}",
        label_visibility="collapsed",
    )
    if chosen is None:
        return
    figure, shown = CATALOGUE[slug], data.figure(slug, view.context)
    if chosen == "explorar":
        caption = figure.caption(shown, view.edition)
        st.plotly_chart(
            marked(figure.explorable(shown, view.edition, view.tokens), caption, view.tokens),
            theme=None,
            config=plotly_config(view.edition, slug),
            key=f"explorar-{slug}",
            alt=caption.alt,
        )
    else:
        st.dataframe(_as_read(figure.table(shown, view.edition)), hide_index=True, width="stretch")


def _as_read(table: pd.DataFrame) -> Styler:
    """The table with its numbers and gaps written as the figure writes them."""
    edition = current().edition
    return table.style.format(
        na_rep=edition.missing,
        precision=1,
        decimal="." if edition.point else ",",
        thousands=None,
    )


def _finished(slug: str, size: str) -> str:
    """The finished form of `slug` as SVG, in the reader's colours."""
    view = current()
    revision = view.context.freshness.revision
    return _drawn(slug, size, view.scope, view.edition, is_dark(), revision)


@st.cache_data(max_entries=2000, show_spinner=False)
def _drawn(slug: str, size: str, scope: Scope, edition: Edition, dark: bool, revision: int) -> str:
    about = data.context(scope)
    return press.finished_svg(
        CATALOGUE[slug],
        data.figure(slug, about),
        edition,
        size=size,
        tokens=DARK if dark else LIGHT,
    )
