"""``ritmo``: MiPymes added per week, against the pace needed. Values, words and table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import pandas as pd

from charts import caption as words
from charts.caption import Caption, shortest
from charts.edition import Edition
from charts.ranking import extent
from data_access.pace import RECENT_WEEKS, monday, pace
from data_access.records import FigureData
from texts import mark

QUESTION = mark("Is the pace fast enough?")
_OFF_SCALE = 3.0
"""A needed pace this many times the highest week is said, and not drawn: it would flatten what
was done."""
State = Literal["no_goal", "reached", "overdue", "running"]


@dataclass(frozen=True)
class Week:
    """One bar."""

    monday: date
    added: int
    complete: bool
    recent: bool
    """One of the weeks whose mean is the pace."""

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)


@dataclass(frozen=True)
class Rhythm:
    """The bars, the two paces (per week; None where they cannot be said) and the goal's state."""

    weeks: tuple[Week, ...]
    recent: float | None
    needed: float | None
    classes: bool
    """Whether `needed` is per week of classes, not of the calendar."""
    state: State

    @property
    def added(self) -> int:
        """The sum of all weeks."""
        return sum(week.added for week in self.weeks)


def rhythm(data: FigureData) -> Rhythm:
    """The weeks of a frame of `ritmo`. Over a period with a start there is no goal: what the
    count lacked when the period began is not among the data."""
    frame, as_of = data.frame, data.context.as_of
    found = pace(frame, data.progress, as_of=as_of)
    latest = frame.index[frame["complete"]][-RECENT_WEEKS:] if found.recent is not None else ()
    state = _state(data)
    rows = zip(frame.index, frame["week"], frame["added"], frame["complete"], strict=True)
    return Rhythm(
        weeks=tuple(
            Week(start.date(), int(added), bool(complete), index in latest)
            for index, start, added, complete in rows
        ),
        recent=found.recent,
        needed=found.needed if state == "running" else None,
        classes=data.progress.terms is not None,
        state=state,
    )


def _state(data: FigureData) -> State:
    goal, as_of = data.progress.goal, data.context.as_of
    if goal is None or goal.target == 0 or data.context.scope.start is not None or as_of is None:
        return "no_goal"
    if data.progress.supported >= goal.target:
        return "reached"
    return "running" if as_of < goal.due_on else "overdue"


def caption(data: FigureData, edition: Edition) -> Caption:
    """Finding, measure and note of `ritmo`."""
    _ = edition._
    seen = rhythm(data)
    note = [_("Added: those that started less those that dropped out, Monday to Sunday.")]
    incomplete = sum(not week.complete for week in seen.weeks)
    if incomplete:
        note.append(
            edition.ngettext(
                "The outlined week is incomplete.", "The outlined weeks are incomplete.", incomplete
            )
        )
    if (data.frame["awaited"] > 0).any():
        note.append(
            _("Weeks that a university has not reported count in the pace as its own last six.")
        )
    as_of = data.context.as_of
    if seen.weeks and as_of and seen.weeks[-1].sunday < monday(as_of):
        note.append(
            _("There are no reports after {day}.").format(
                day=edition.date_words(seen.weeks[-1].sunday)
            )
        )
    brief = ""
    if seen.needed is not None:
        brief = (
            _(
                "Needed: what is missing to the goal, divided by the weeks of classes left; those "
                "with breaks count in part."
            )
            if seen.classes
            else _("Needed: what is missing to the goal, divided by the weeks left.")
        )
        note.append(brief)
    return words.caption(
        data.context,
        edition,
        title=title(seen, data, edition),
        measure=_("Supported MiPymes added per week"),
        n=seen.added if seen.weeks else None,
        note=" ".join(note),
        brief=brief,
        kind=_("Column chart of the supported MiPymes added per week"),
        extent=extent([week.added for week in seen.weeks if week.complete], edition),
    )


def title(seen: Rhythm, data: FigureData, edition: Edition) -> str:
    """The finding, by rule: the pace, and what the goal asks for."""
    _ = edition._
    if not seen.weeks:
        if data.context.as_of is None:
            return _("There is no data yet")
        return _("No MiPyme is supported yet")
    finding = _few(seen, edition) if seen.recent is None else _pace(seen, edition)
    per_week = seen.recent is not None and seen.recent != 0
    tail = {
        "no_goal": "",
        "reached": _("the goal is reached"),
        "overdue": _("the term of the goal is over"),
        "running": _running(data, edition, per_week=per_week),
    }[seen.state].format(needed=said(seen.needed, seen.recent, edition))
    return shortest(f"{finding}; {tail}" if tail else finding, finding)


def _running(data: FigureData, edition: Edition, *, per_week: bool) -> str:
    """What the goal asks for, and that it is more because of the breaks."""
    _ = edition._
    if data.progress.terms is None:
        return _("{needed} are needed") if per_week else _("{needed} a week are needed")
    if per_week:
        return _("with the breaks ahead {needed} are needed")
    return _("with the breaks ahead {needed} a week are needed")


def _pace(seen: Rhythm, edition: Edition) -> str:
    recent = seen.recent or 0
    if recent == 0:
        return edition._("The number of supported MiPymes has not grown in six weeks")
    one = 1 if abs(recent) == 1 else 2
    if recent < 0:
        message = edition.ngettext(
            "{count} MiPyme is lost per week", "{count} MiPymes are lost per week", one
        )
    else:
        message = edition.ngettext(
            "{count} MiPyme is added per week", "{count} MiPymes are added per week", one
        )
    return message.format(count=said(abs(recent), seen.needed, edition))


def _few(seen: Rhythm, edition: Edition) -> str:
    """Fewer than six complete weeks have no mean, but a sum."""
    weeks, count = len(seen.weeks), seen.added
    period = edition.ngettext("in {weeks} week", "in {weeks} weeks", weeks)
    if count == 0:
        message = edition._("The number of supported MiPymes has not grown {period}")
    elif count < 0:
        message = edition.ngettext(
            "{count} MiPyme was lost {period}", "{count} MiPymes were lost {period}", -count
        )
    else:
        message = edition.ngettext(
            "{count} MiPyme was added {period}", "{count} MiPymes were added {period}", count
        )
    return message.format(
        count=edition.number(abs(count)), period=period.format(weeks=edition.number(weeks))
    )


def said(value: float | None, other: float | None, edition: Edition) -> str:
    """A pace in whole MiPymes; with a decimal where it is small, or would read as the `other`."""
    if value is not None and 0 < value < 0.05:
        return f"<\u00a0{edition.number(0.1, 1)}"
    whole = value is None or abs(value - round(value)) < 0.05
    near = value is not None and other is not None and round(value) == round(other)
    small = value is not None and abs(value) < 10
    return edition.number(value, 1 if (small or near) and not whole else 0)


def extremes(seen: Rhythm) -> tuple[float, float]:
    """The lowest and highest value drawn."""
    values = [0.0, seen.recent or 0, *(week.added for week in seen.weeks)]
    high = max(values)
    if seen.needed is not None and (high == 0 or seen.needed <= high * _OFF_SCALE):
        high = max(high, seen.needed)
    return min(values), max(high, min(values) + 1)


@dataclass(frozen=True)
class Line:
    """A pace that is drawn as a line, and what is said beside it."""

    value: float
    number: str
    words: str
    needed: bool


def lines(seen: Rhythm, edition: Edition) -> list[Line]:
    """The mean of the last weeks and the pace needed, those of them that are known."""
    found = []
    if seen.recent is not None:
        number = said(seen.recent, seen.needed, edition)
        found.append(Line(seen.recent, number, edition._("per week in the last six"), False))
    if seen.needed is not None:
        number = said(seen.needed, seen.recent, edition)
        off_scale = seen.needed > extremes(seen)[1]
        words = _needed_words(edition, classes=seen.classes, off_scale=off_scale)
        found.append(Line(seen.needed, number, words, True))
    return found


def _needed_words(edition: Edition, *, classes: bool, off_scale: bool) -> str:
    _ = edition._
    if off_scale:
        return (
            _("per week of classes needed, off this scale")
            if classes
            else _("per week needed, off this scale")
        )
    return _("per week of classes needed") if classes else _("per week needed")


def week_words(week: Week, edition: Edition) -> str:
    """``Del 25 oct 2021 al 31 oct 2021: 100``, for hover."""
    message = edition._("{start} to {end}: {count}")
    if not week.complete:
        message = edition._("{start} to {end}: {count}, incomplete week")
    return message.format(
        start=edition.date_short(week.monday),
        end=edition.date_short(week.sunday),
        count=edition.number(week.added),
    )


def table(data: FigureData, edition: Edition) -> pd.DataFrame:
    """One row per week, as drawn."""
    _ = edition._
    weeks = rhythm(data).weeks
    yes_no = {True: _("yes"), False: _("no")}
    frame = pd.DataFrame(
        {
            _("Monday"): [week.monday for week in weeks],
            _("Sunday"): [week.sunday for week in weeks],
            _("MiPymes added, net"): pd.array([week.added for week in weeks], dtype="Int64"),
            _("Complete week"): [yes_no[week.complete] for week in weeks],
        }
    )
    if (data.frame["awaited"] > 0).any():
        frame[_("Not reported yet, expected")] = data.frame["awaited"].round(1).to_numpy()
    return frame
