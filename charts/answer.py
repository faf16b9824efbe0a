"""The first answer: the verdict and the numbers it rests on, as the HTML that pages and the
document of a first visit both show, so that one can take over from the other without a jump."""

from __future__ import annotations

from html import escape

from charts.edition import Edition
from charts.verdict import Verdict
from data_access.records import Context, FigureData, Pace
from texts import PROGRAMME


def sign(context: Context, edition: Edition) -> str:
    """HTML of what heads every page: whose it is; and, as long as the data are invented, that
    they are."""
    invented = ""
    if context.freshness.invented:
        words = escape(edition._("Demonstration data: everything is invented."))
        invented = f'<strong class="demostracion">{words}</strong>'
    return f'<div class="rotulo"><h1>{PROGRAMME}</h1>{invented}</div>'


def headline(answer: Verdict, growth: FigureData, pace: Pace, edition: Edition) -> str:
    """HTML of the verdict on `growth`, the data of ``avance``, and of its numbers."""
    cells = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in numbers(growth, pace, edition).items()
    )
    figures = f'<dl class="cifras">{cells}</dl>' if cells else ""
    outlook = f"<p>{escape(answer.outlook)}</p>" if answer.outlook else ""
    return f'<div class="veredicto"><h2>{escape(answer.standing)}</h2>{outlook}{figures}</div>'


def numbers(growth: FigureData, pace: Pace, edition: Edition) -> dict[str, str]:
    """At most four numbers with their names, as read; none where nothing is supported."""
    if growth.frame.empty:
        return {}
    _, number = edition._, edition.number
    progress, since_a_day = growth.progress, growth.context.scope.start is not None
    counted = _("Added in the period") if since_a_day else _("Supported MiPymes")
    facts = {counted: number(progress.supported)}
    # A goal is for the whole count, not for what a period with a start added to it.
    with_goal = progress.goal is not None and not since_a_day
    if with_goal:
        facts[_("Of the goal")] = edition.percent(progress.share)
    facts[_("Per week (last six weeks)")] = number(pace.recent)
    if with_goal:
        facts[_("Needed per week")] = number(pace.needed)
    return facts
