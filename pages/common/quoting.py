"""What a journalist copies: the sentence, and the reference for it."""

from __future__ import annotations

from html import escape

from charts import answer, citation
from charts.verdict import Verdict, verdict
from data_access.records import FigureData
from pages.common import address, clipboard
from pages.common.view import View


def sentence(growth: FigureData, view: View) -> None:
    """The verdict on `growth` (the data of ``avance``), to be quoted as it stands."""
    _ = view.edition._
    quote = answer.said(_verdict(growth, view), view.context, view.edition)
    _copied(_("The sentence to quote"), quote, _("Copy sentence"), view, key="cita")


def reference(growth: FigureData, view: View) -> None:
    """How to cite these figures in full."""
    _ = view.edition._
    link = f"{address.origin()}{address.base()}/{address.query(view.scope)}"
    said = _verdict(growth, view).standing
    words = citation.in_full(said, view.context, view.edition, address=link)
    _copied(_("How to cite"), words, _("Copy reference"), view, key="referencia")


def _verdict(growth: FigureData, view: View) -> Verdict:
    return verdict(growth, view.edition)


def _copied(title: str, words: str, label: str, view: View, *, key: str) -> None:
    button = answer.copy_button(label, words, view.edition)
    html = f"<h3>{escape(title)}</h3><p>{escape(words)}</p>{button}"
    clipboard.draw(f'<section class="citable">{html}</section>', key=key)
