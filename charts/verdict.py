"""The verdict: whether the goal will be reached, in sentences composed by rule from the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from charts.edition import Edition
from charts.naming import within
from charts.outlook import answer, prospect
from data_access.records import Context, FigureData


@dataclass(frozen=True)
class Verdict:
    """The answer in sentences: where the scope stands, and what follows from it."""

    standing: str
    """How far it has come, and whether it will be in time."""
    outlook: str
    """When the goal will be reached, and what is not known yet; may be empty."""

    def __str__(self) -> str:
        return f"{self.standing} {self.outlook}".strip()


def verdict(growth: FigureData, edition: Edition) -> Verdict:
    """The verdict on `growth`, the data of ``avance`` with its forecast."""
    as_of = growth.context.as_of
    if as_of is None:
        return Verdict(_unreported(growth.context, edition), "")
    said, outlook = [_standing(growth, as_of, edition)], []
    progress, scope = growth.progress, growth.context.scope
    goal = progress.goal
    if scope.start is None and goal and goal.due_on >= as_of and (progress.share or 1) < 1:
        said.append(answer(growth.forecast, edition))
        outlook.append(prospect(growth.forecast, goal, edition))
    late = growth.context.freshness.late
    if late:
        text = edition.ngettext(
            "The latest report of {names} is not in it yet.",
            "The latest reports of {names} are not in it yet.",
            len(late),
        )
        outlook.append(text.format(names=edition.listed(list(late))))
    standing = within(" ".join(filter(None, said)), growth.context, edition)
    return Verdict(standing, " ".join(filter(None, outlook)))


def _unreported(context: Context, edition: Edition) -> str:
    """Nobody at all, or only those asked for, have not reported."""
    names = [context.names.get(code, code) for code in context.scope.universities]
    if not names:
        return edition._("Nothing has been loaded yet.")
    return edition._("There are no reports of {names} yet.").format(names=edition.listed(names))


def _standing(growth: FigureData, as_of: date, edition: Edition) -> str:
    """The count, beside its goal where it has one."""
    progress, scope = growth.progress, growth.context.scope
    goal = progress.goal
    words = {"count": edition.number(abs(progress.supported))}
    if scope.start is not None and progress.supported < 0:
        text = edition.ngettext(
            "There is {count} supported MiPyme fewer than on {day}: more dropped out than started.",
            "There are {count} supported MiPymes fewer than on {day}: more dropped out than "
            "started.",
            -progress.supported,
        )
        words["day"] = edition.date_words(scope.start)
    elif scope.start is not None:
        text = edition.ngettext(
            "{count} supported MiPyme was added from {day} to {end}.",
            "{count} supported MiPymes were added from {day} to {end}.",
            progress.supported,
        )
        words |= {"day": edition.date_words(scope.start), "end": edition.date_words(as_of)}
    elif goal is None:
        text = edition.ngettext(
            "There is {count} supported MiPyme; these filters have no goal of their own.",
            "There are {count} supported MiPymes; these filters have no goal of their own.",
            progress.supported,
        )
    elif progress.share is None:
        text = edition.ngettext(
            "There is {count} supported MiPyme; the goal is 0, so there is no percentage.",
            "There are {count} supported MiPymes; the goal is 0, so there is no percentage.",
            progress.supported,
        )
    else:
        words["goal"] = edition.number(goal.target)
        words["share"] = edition.percent(progress.share)
        words["due"] = edition.date_words(goal.due_on)
        if progress.share >= 1:
            text = edition._("The goal is reached: {count} of {goal} supported MiPymes ({share}).")
        elif goal.due_on < as_of:
            text = edition._(
                "The goal was due on {due} and was not reached: {count} of {goal} supported "
                "MiPymes ({share})."
            )
        else:
            text = edition._("{count} of {goal} MiPymes are supported ({share}).")
    return text.format(**words)
