"""Every figure, finished: previews, files in each size, the code that puts one on another page, and
the press kit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.sizes import PRESS_SIZES, SIZES
from data_access.scope import Scope
from pages.common import address, clipboard, data
from pages.common.card import USES
from pages.common.view import View

ADDRESS = "{address}"
"""Where gallery.js puts that of the numbers."""


def draw(view: View) -> None:
    """The gallery of the reader's scope. What has nothing to show is named below it."""
    about, edition = view.context, view.edition
    figures, empty = _figures(view.scope, edition, data.state())
    frozen = replace(view.scope, end=about.as_of)
    _component()(
        data={
            "figures": figures,
            "sizes": _sizes(edition),
            "base": address.base(),
            "query": address.query(view.scope),
            "frozen": address.query(frozen),
            "words": _words(view),
        },
        key="galeria",
    )
    if empty:
        text = edition._("Nothing to show for this selection, or a single bar: {questions}")
        st.caption(text.format(questions=" ".join(empty)))


@st.cache_resource
def _component() -> Any:
    here = Path(__file__).parent
    js = "".join((here / name).read_text(encoding="utf-8") for name in ("kit.js", "gallery.js"))
    html = '<div class="galeria"></div>'
    return component("galeria", html=html, js=clipboard.script() + js, isolate_styles=False)


@st.cache_data(max_entries=200, show_spinner=False)
def _figures(
    scope: Scope, edition: Edition, state: data.State
) -> tuple[list[dict[str, str]], list[str]]:
    """What the gallery says of each figure; and the questions that nothing answers."""
    about, found, empty = data.context(scope), [], []
    for slug, figure in CATALOGUE.items():
        shown = data.figure(slug, about)
        question = edition._(figure.question)
        if not figure.worth_printing(shown, edition):
            empty.append(question)
            continue
        caption = figure.caption(shown, edition)
        said = {"slug": slug, "question": question, "title": caption.title, "alt": caption.alt}
        lasting = edition._(
            "{question} {figure}. It always shows the latest data; its numbers: {address}"
        )
        said["live"] = lasting.format(question=question, figure=caption.lasting, address=ADDRESS)
        found.append(said)
    return found, empty


def _sizes(edition: Edition) -> list[dict[str, Any]]:
    found = []
    for name in PRESS_SIZES:
        size = SIZES[name]
        width, height = size.width * size.scale, (size.height or 0) * size.scale
        found.append(
            {
                "name": name,
                "use": edition._(USES[name]),
                "pixels": f"{width:.0f} × {height:.0f}" if height else "150 mm",
                "width": size.width if height else None,
                "height": size.height,
            }
        )
    return found


def _words(view: View) -> dict[str, str]:
    _, edition = view.edition._, view.edition
    day = edition.date_words(view.context.as_of) if view.context.as_of else edition.missing
    return {
        "size": _("Size"),
        "figure": _("Figure"),
        "data": _("Data"),
        "copy_link": _("Copy link"),
        "copied": _("Copied"),
        "embed": _("Embed"),
        "live": _("Live: it always shows the latest data."),
        "fixed": _(
            "Fixed: it shows {day} for good. Only a correction of earlier reports changes it."
        ).format(day=day),
        "copy_code": _("Copy code"),
        "kit": _("Download all (ZIP)"),
        "kit_note": _(
            "Every figure in five sizes, the data, alt texts and definitions. Install the fonts in "
            "it before you open an SVG in a drawing program."
        ),
        "making": _("{done} of {total} files"),
        "made": _("The kit is ready."),
        "stop": _("Stop"),
        "failed": _("The kit could not be made. Try again in a moment."),
    }
