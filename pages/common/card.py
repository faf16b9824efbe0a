"""The one way a figure reaches a page: the finished form with its tools, then on request the
explorable form and the table. How figures are shown changes here and nowhere else."""

from __future__ import annotations

from typing import Any

import streamlit as st

from charts import press
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.explorable import marked, plotly_config
from charts.tokens import DARK, LIGHT
from data_access.scope import Scope
from pages.common import address, data, mipymes, protected, table
from pages.common.own import own
from pages.common.rows import Frame
from pages.common.table import Table
from pages.common.view import View, current, is_dark
from texts import mark

WIDE, NARROW = press.SCREEN_SIZES
"""Each drawing has a class of its own name; `style` shows the one that fits the window."""

AT_ONCE = 12
"""Rows of its table that a card shows at once."""
OF_ALL = ("etapas",)
"""Figures that count all that have enrolled, supported or not."""

USES = {
    "web": mark("Article"),
    "redes": mark("Social networks"),
    "cuadrado": mark("Square"),
    "vertical": mark("Vertical"),
    "impreso": mark("Print"),
}
"""Size of a press figure → what it is for."""


def figure_card(slug: str, *, half: bool = False) -> None:
    """The figure `slug` of the reader's scope, with what can be done with it; why it is not told
    where it is protected.

    `half` is for a figure that shares its row: it shows the narrow drawing in every window.
    """
    why = data.figure(slug, current().context).protected
    if why:
        protected.say(why)
    else:
        _card(slug, half=half)


@st.fragment
def _card(slug: str, *, half: bool) -> None:
    view = current()
    if half:
        drawing = _finished(slug, NARROW)
    else:
        drawing = "".join(
            f'<div class="{size}">{_finished(slug, size)}</div>' for size in (WIDE, NARROW)
        )
    shown = own("card")(
        data={
            "drawing": drawing,
            "slug": slug,
            "base": address.base(),
            "query": address.query(view.scope),
            "words": _words(view.edition),
        },
        key=f"figura-{slug}",
        on_forma_change=_rerun,
    )
    if shown.forma == "explorar":
        _explorable(slug, view)
    elif shown.forma == "datos":
        _numbers(slug, view)


def pairs(*slugs: str) -> None:
    """The figures two in a row; those that are protected take no place, once it is said why."""
    about = current().context
    reasons = {slug: data.figure(slug, about).protected for slug in slugs}
    for why in filter(None, reasons.values()):
        protected.say(why)
    shown = [slug for slug in slugs if not reasons[slug]]
    for start in range(0, len(shown), 2):
        for column, slug in zip(st.columns(2), shown[start : start + 2], strict=False):
            with column:
                figure_card(slug, half=True)


def _rerun() -> None:
    """The card runs anew when another form is chosen; nothing else has to happen."""


def _words(edition: Edition) -> dict[str, Any]:
    _ = edition._
    return {
        "explorar": _("Explore"),
        "datos": _("Data"),
        "copiar": _("Copy link"),
        "copiado": _("Copied"),
        "descargar": _("Download"),
        "sizes": {size: _(name) for size, name in USES.items()},
    }


def _explorable(slug: str, view: View) -> None:
    figure, shown = CATALOGUE[slug], data.figure(slug, view.context)
    caption = figure.caption(shown, view.edition)
    st.plotly_chart(
        marked(figure.explorable(shown, view.edition, view.tokens), caption, view.tokens),
        theme=None,
        config=plotly_config(view.edition, slug),
        key=f"explorar-{slug}",
        alt=caption.alt,
    )


def _numbers(slug: str, view: View) -> None:
    """The table of the figure; its files are in the menu of the card."""
    figure, shown = CATALOGUE[slug], data.figure(slug, view.context)
    frame = figure.table(shown, view.edition)
    caption = figure.caption(shown, view.edition)
    table.show(Table(slug, caption.title, Frame(frame), at_once=AT_ONCE, alone=False))
    mipymes.link(view, every=slug in OF_ALL)


def _finished(slug: str, size: str) -> str:
    """The finished form of `slug` as SVG, in the reader's colours."""
    view = current()
    return _drawn(slug, size, view.scope, view.edition, is_dark(), data.state())


@st.cache_data(max_entries=2000, show_spinner=False, hash_funcs={Scope: repr, Edition: repr})
def _drawn(
    slug: str, size: str, scope: Scope, edition: Edition, dark: bool, state: data.State
) -> str:
    about = data.context(scope)
    return press.finished_svg(
        CATALOGUE[slug],
        data.figure(slug, about),
        edition,
        size=size,
        tokens=DARK if dark else LIGHT,
    )
