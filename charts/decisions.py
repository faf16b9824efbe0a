"""What needs a decision: a few lines, by rule from the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from charts import outlook
from charts.board_tables import Measured, measured
from charts.edition import Edition
from charts.progress import lead_words
from charts.weeks import said
from data_access.pace import pace
from data_access.records import Board, Forecast, Goal

MOST = 3
"""More lines than this and none is read."""
_NAMED = 3
_UNLIKELY = 0.5
"""A goal less likely than this to be reached in time is one to decide about."""


@dataclass(frozen=True)
class Decision:
    """What it is about, and the facts."""

    subject: str
    facts: str


def decisions(board: Board, edition: Edition) -> list[Decision]:
    """At most `MOST` lines, the weightiest first; none where the data ask for nothing."""
    if board.context.as_of is None:
        return []
    parts = measured(board.universities, edition)
    if len(parts) == 1:
        parts = []  # What is said of the scope is said of its only university.
    found = [
        _goal(board, edition),
        _reports(board, edition),
        _behind(parts, edition) or _behind(measured(board.places, edition), edition),
        _stalled(parts, board, edition),
    ]
    return [line for line in found if line][:MOST]


def _goal(board: Board, edition: Edition) -> Decision | None:
    """The goal of the scope itself, missed or unlikely to be reached in time."""
    growth, as_of = board.growth, board.context.as_of
    goal = growth.progress.goal
    if as_of is None or goal is None or board.context.scope.start is not None:
        return None
    missing = goal.target - growth.progress.supported
    if missing <= 0:
        return None
    _ = edition._
    facts = {"due": edition.date_words(goal.due_on), "goal": edition.number(goal.target)}
    if goal.due_on <= as_of:
        text = _("The goal of {goal} was due on {due}; {missing} are missing.")
        return Decision(_("Goal"), text.format(missing=edition.number(missing), **facts))
    ahead = growth.forecast
    if isinstance(ahead, Forecast) and ahead.chance < _UNLIKELY:
        text = _("Between {low} and {high} are expected by {due}, for a goal of {goal}.")
        low, high = (edition.number(count) for count in ahead.count)
        expected = text.format(low=low, high=high, **facts)
        return Decision(_("Goal"), f"{expected} {_paces(board, goal, edition)}".strip())
    speed = pace(board.weeks, growth.progress, as_of=as_of)
    slow = speed.recent is not None and speed.needed is not None and speed.recent < speed.needed
    if not isinstance(ahead, Forecast) and slow:
        return Decision(_("Pace"), _paces(board, goal, edition))
    return None


def _paces(board: Board, goal: Goal, edition: Edition) -> str:
    progress = board.growth.progress
    speed = pace(board.weeks, progress, as_of=board.context.as_of)
    if speed.recent is None or speed.needed is None:
        return ""
    text = edition._("{needed} {each} are needed; in the last six weeks it was {recent}.")
    if speed.recent >= speed.needed:
        text = edition._(
            "{needed} {each} are needed and it was {recent} in the last six weeks; the forecast "
            "weighs the newest of them most."
        )
    return text.format(
        needed=said(speed.needed, speed.recent, edition),
        recent=said(speed.recent, speed.needed, edition),
        each=edition._("a week") if progress.terms is None else edition._("a week of classes"),
    )


def _reports(board: Board, edition: Edition) -> Decision | None:
    """The universities whose reports are missing, with what is known of them."""
    if board.silent.empty:
        return None
    alike: dict[str, list[str]] = {}
    for row in board.silent.to_dict("records"):
        alike.setdefault(_known_of(row["code"], row["data_until"], board, edition), []).append(
            row["short"]
        )
    names = [f"{edition.listed(group)} ({words})" for words, group in alike.items()]
    text = edition.ngettext(
        "The latest report is missing: {names}.",
        "The latest reports are missing: {names}.",
        len(board.silent),
    )
    return Decision(edition._("Reports"), text.format(names=edition.listed(names)))


def _known_of(code: str, until: date | None, board: Board, edition: Edition) -> str:
    """How far the data of a university reach, and until when it may report, if it still may."""
    words = edition._("it has not reported yet")
    if until is not None:
        words = edition._("data until {day}").format(day=edition.date_short(until))
    reports = board.reports
    due = reports.loc[(reports["university"] == code) & (reports["state"] == "en_plazo"), "due_on"]
    if due.empty:
        return words
    open_until = edition._("it may report until {day}").format(day=edition.date_short(due.iloc[0]))
    return f"{words}; {open_until}"


def _behind(parts: list[Measured], edition: Edition) -> Decision | None:
    """Those that will hardly reach their own goal in time, the farthest behind first."""
    found = [one for one in parts if _unlikely(one)]
    if not found:
        return None
    _ = edition._
    found.sort(key=lambda one: (one.seen.lead or 0, one.name))
    names = [_with_lead(one, edition) for one in found[:_NAMED]]
    if len(found) > _NAMED:
        rest = len(found) - _NAMED
        more = edition.ngettext("{count} more", "{count} more", rest)
        names.append(more.format(count=edition.number(rest)))
    text = _("Unlikely to be reached in time: {names}.")
    return Decision(_("Own goals"), text.format(names=edition.listed(names)))


def _unlikely(one: Measured) -> bool:
    if one.seen.state == "overdue":
        return True
    ahead = one.part.growth.forecast
    if isinstance(ahead, Forecast):
        return ahead.chance < outlook.UNLIKELY
    return one.seen.state == "behind"


def _with_lead(one: Measured, edition: Edition) -> str:
    lead = lead_words(one.seen, edition)
    return f"{one.name} ({lead})" if lead else one.name


def _stalled(parts: list[Measured], board: Board, edition: Edition) -> Decision | None:
    """Those that report, and report nothing new."""
    late = set(board.silent["code"])
    names = [
        one.name
        for one in parts
        if one.speed.recent is not None
        and one.speed.recent <= 0
        and one.seen.state != "reached"
        and one.part.code not in late
    ]
    if not names:
        return None
    text = edition._("No net growth in six weeks: {names}.")
    return Decision(edition._("Pace"), text.format(names=edition.listed(names)))
