"""The first answer: the verdict and the numbers it rests on, as the HTML that pages and the
document of a first visit both show, so that one can take over from the other without a jump."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

from charts import weeks
from charts.caption import period_words
from charts.edition import Edition
from charts.verdict import Verdict
from data_access.records import Context, FigureData, Pace
from data_access.scope import Dropped
from texts import PROGRAMME

OLD_AFTER = timedelta(days=45)
"""Reports are monthly: data older than a month and a fortnight of grace miss one."""

_HOURS_FROM = 120
"""Minutes from which they are told in hours."""


def sign(context: Context, edition: Edition, *, today: date) -> str:
    """HTML of what heads every page: whose it is, and what the reader must know before believing
    it: that the data are invented, or that they are old (`today` serves nothing else)."""
    until, warning = context.freshness.data_until, ""
    if context.freshness.invented:
        warning = edition._("Demonstration data: everything is invented.")
    elif until and today - until > OLD_AFTER:
        weeks = (today - until).days // 7
        warning = edition.ngettext(
            "These data are {count} week old: they reach {day}.",
            "These data are {count} weeks old: they reach {day}.",
            weeks,
        ).format(count=edition.number(weeks), day=edition.date_words(until))
    said = f'<strong class="advertencia">{escape(warning)}</strong>' if warning else ""
    return f'<div class="rotulo"><h1>{PROGRAMME}</h1>{said}</div>'


def kept(fault: str, reference: str, age: timedelta, edition: Edition) -> str:
    """Why the database does not answer, how old what is shown is, and what finds it in the log."""
    minutes = int(age / timedelta(minutes=1))
    count, said = (
        minutes,
        edition.ngettext(
            "What is shown was read {count} minute ago.",
            "What is shown was read {count} minutes ago.",
            minutes,
        ),
    )
    if minutes >= _HOURS_FROM:
        count, said = (
            minutes // 60,
            edition.ngettext(
                "What is shown was read {count} hour ago.",
                "What is shown was read {count} hours ago.",
                minutes // 60,
            ),
        )
    if not minutes:
        said = edition._("What is shown was read less than a minute ago.")
    found = edition._("Reference: {reference}").format(reference=reference)
    return f"{fault} {said.format(count=edition.number(count))} {found}"


def left_out(dropped: Sequence[Dropped], edition: Edition, value: str = "{}") -> str:
    """What a link asked for and does not exist, each written as `value` says."""
    _ = edition._
    values = ", ".join(value.format(f"{one.parameter}={one.value[:40]}") for one in dropped)
    if {one.parameter for one in dropped} == {"desde", "hasta"}:
        text = _("The period ends before it starts, so both dates were left out: {values}.")
    else:
        text = _("The link asked for values that do not exist; they were left out: {values}.")
    return text.format(values=values)


def headline(
    answer: Verdict, growth: FigureData, pace: Pace, edition: Edition, *, scripts: bool = True
) -> str:
    """HTML of the verdict on `growth`, the data of ``avance``, and of its numbers; with what works
    by `scripts` only. Where there is a curve to follow, phones show `beneath` it all but the first
    sentences, so that the curve is on the first screen; the sheet hides what is out of place."""
    kind = "veredicto" if growth.frame.empty else "veredicto con-curva"
    details = _details(answer, growth, pace, edition, scripts=scripts)
    return f'<div class="{kind}"><h2>{escape(answer.standing)}</h2>{details}</div>'


def beneath(
    answer: Verdict, growth: FigureData, pace: Pace, edition: Edition, *, scripts: bool = True
) -> str:
    """HTML of what `headline` says after its first sentences, for below the curve on phones."""
    details = _details(answer, growth, pace, edition, scripts=scripts)
    return f'<div class="debajo">{details}</div>'


def _details(
    answer: Verdict, growth: FigureData, pace: Pace, edition: Edition, *, scripts: bool
) -> str:
    figures = _cells(growth, pace, edition)
    quote = said(answer, growth.context, edition)
    button = copy_button(edition._("Copy sentence"), quote, edition) if figures and scripts else ""
    return f"<p>{escape(answer.outlook)} {button}</p>{figures}"


def _cells(growth: FigureData, pace: Pace, edition: Edition) -> str:
    """HTML of the numbers; empty where there are none."""
    pairs = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in numbers(growth, pace, edition).items()
    )
    return f'<dl class="cifras">{pairs}</dl>' if pairs else ""


def copy_button(label: str, text: str, edition: Edition) -> str:
    """HTML of a button that copies `text`; ``assets/copy.js`` makes it work."""
    done = escape(edition._("Copied"))
    return (
        f'<button type="button" class="copiar" aria-live="polite" data-done="{done}" '
        f'data-text="{escape(text)}">{escape(label)}</button>'
    )


def said(answer: Verdict, context: Context, edition: Edition) -> str:
    """The verdict as it may be quoted: with its programme and its date, and with the
    warning that it is invented as long as it is."""
    period = period_words(context.scope, context, edition)
    words = [f"{PROGRAMME} ({period}):" if period else f"{PROGRAMME}:", str(answer)]
    if context.freshness.invented:
        words.append(edition._("Demonstration data: everything is invented."))
    return " ".join(words)


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
    facts[_("Per week (last six weeks)")] = weeks.said(pace.recent, pace.needed, edition)
    if with_goal:
        facts[_("Needed per week of classes")] = weeks.said(pace.needed, pace.recent, edition)
    return facts
