"""The answer before any figure: the verdict in a sentence, and the numbers it rests on."""

from __future__ import annotations

from charts import answer
from charts.verdict import verdict
from data_access.pace import pace
from data_access.records import FigureData, Pace
from pages.common import clipboard, data
from pages.common.view import View


def headline(growth: FigureData, view: View) -> None:
    """The verdict on `growth` (the data of ``avance``) and at most four numbers."""
    said = verdict(growth, view.edition)
    html = answer.headline(said, growth, _pace(growth, view), view.edition)
    clipboard.draw(html, key="veredicto")


def beneath(growth: FigureData, view: View) -> None:
    """What phones show of it below the curve."""
    said = verdict(growth, view.edition)
    html = answer.beneath(said, growth, _pace(growth, view), view.edition)
    clipboard.draw(html, key="debajo")


def _pace(growth: FigureData, view: View) -> Pace:
    weeks = data.figure("ritmo", view.context).frame
    return pace(weeks, growth.progress, as_of=view.context.as_of)
