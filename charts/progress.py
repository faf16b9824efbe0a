"""``avance``: supported MiPymes, cumulative, against the path to the goal. Words and table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from charts import caption as words
from charts import outlook, period
from charts.caption import Caption
from charts.curve import Curve, curve
from charts.edition import Edition
from charts.ranking import counted
from data_access.records import FigureData
from texts import mark

QUESTION = mark("Are we going to reach the goal?")
PATH_NOTE = mark(
    "Goal path: a straight line from zero to the goal on its due date; it is not a forecast."
)
PATH_BRIEF = mark("The path to the goal is a straight line, not a forecast.")
_SCENARIO_BRIEF = mark("A scenario is what a reader assumed, not a forecast.")
_FORECAST_NOTE = mark("Forecast: the range in which eight of ten simulations end.")
_SCENARIO_NOTE = mark("Scenario: what follows from capacities that a reader assumed.")


def caption(data: FigureData, edition: Edition) -> Caption:
    """Finding, measure and note of `avance`."""
    _ = edition._
    seen = curve(data)
    note = [_(words.SUPPORTED)]
    if seen.target is not None and seen.last is not None:
        note.append(_(PATH_NOTE))
        if seen.forecast is not None:
            note.append(_(_SCENARIO_NOTE if seen.forecast.assumed else _FORECAST_NOTE))
    elif seen.change:
        note.append(_("Change: those that started less those that dropped out."))
    elif data.progress.goal is not None:
        note.append(_("The goal is 0, so there is no percentage."))
    elif data.progress.programme_goal is not None:
        note.append(_("This selection has no goal of its own."))
    brief = PATH_BRIEF if seen.target is not None and seen.last is not None else ""
    if brief and seen.forecast is not None and seen.forecast.assumed:
        brief = _SCENARIO_BRIEF
    kind = _("Line chart of the supported MiPymes, cumulative")
    if seen.target is not None:
        kind = _(
            "Line chart of the supported MiPymes, cumulative, against the goal of {goal}"
        ).format(goal=edition.number(seen.target))
    return words.caption(
        data.context,
        edition,
        title=titles(seen, period.since(data.context, edition), edition),
        measure=_("Change in the number of supported MiPymes")
        if seen.change
        else _("Number of supported MiPymes, cumulative"),
        n=seen.value if seen.last is not None else None,
        note=" ".join(note),
        brief=_(brief) if brief else "",
        kind=kind,
        extent=_extent(seen, edition),
    )


def _extent(seen: Curve, edition: Edition) -> str:
    if not seen.days or seen.first is None or seen.last is None:
        return ""
    text = edition._("the curve goes from 0 on {start} to {value} on {end}").format(
        start=edition.date_words(seen.first),
        value=edition.number(seen.value),
        end=edition.date_words(seen.last),
    )
    return f"{text}; {outlook.extent(seen.forecast, edition)}" if seen.forecast else text


def titles(seen: Curve, when: Sequence[str], edition: Edition) -> list[str]:
    """The finding, by rule, fullest first; one form for each state of the curve. All of them say
    whether it is behind. `when`: `period.since`."""
    _ = edition._
    if seen.state == "empty" and when and seen.last is not None:
        return counted(0, when, edition)
    if seen.state == "empty":
        return [_("There is no data yet") if seen.last is None else _("No MiPyme is supported yet")]
    if seen.state == "change":
        return counted(seen.value, when, edition)
    supported = edition.number(seen.value)
    if seen.target is None:
        return counted(seen.value, (), edition)
    facts = {
        "supported": supported,
        "goal": edition.number(seen.target),
        "share": edition.percent(seen.share),
        "lead": edition.number(abs(seen.lead or 0)),
        "count": edition.number(abs(seen.lead or 0)),
        "missing": edition.number(seen.target - seen.value),
    }
    if seen.state == "reached":
        reached = edition.ngettext(
            "Goal reached: {supported} MiPyme supported of the {goal} planned",
            "Goal reached: {supported} MiPymes supported of the {goal} planned",
            seen.value,
        )
        return [reached.format(**facts), _("Goal reached: {supported} of {goal}").format(**facts)]
    brief = edition.ngettext(
        "{supported} of {goal} MiPyme supported",
        "{supported} of {goal} MiPymes supported",
        seen.target,
    )
    plain = edition.ngettext(
        "{supported} of {goal} MiPyme supported, {share} of the goal",
        "{supported} of {goal} MiPymes supported, {share} of the goal",
        seen.target,
    )
    if seen.state == "overdue":
        late = _("The term is over: {supported} of {goal} MiPymes supported, {missing} missing")
        short = _("Term over: {supported} of {goal} MiPymes supported")
        return [late.format(**facts), short.format(**facts)]
    clause = {
        "behind": _("and {lead} below the path"),
        "ahead": _("and {lead} above the path"),
        "level": _("on the path to the goal"),
    }[seen.state]
    alone = {
        "behind": _("{count} below the path"),
        "ahead": _("{count} above the path"),
        "level": _("on the path to the goal"),
    }[seen.state]
    full = f"{plain}, {clause}" if seen.state == "level" else f"{plain} {clause}"
    bare = _("{supported} of {goal} MiPymes")
    return [text.format(**facts) for text in (full, f"{brief}, {alone}", f"{bare}, {alone}")]


def lead_words(seen: Curve, edition: Edition) -> str:
    """``155 menos de lo previsto``; empty where there is nothing to compare with."""
    if seen.lead is None or seen.state not in ("behind", "ahead", "overdue"):
        return ""
    if seen.state == "overdue":
        message = edition._("{count} short of the goal")
    elif seen.lead < 0:
        message = edition._("{count} below the path")
    else:
        message = edition._("{count} above the path")
    return message.format(count=edition.number(abs(seen.lead)))


def goal_words(seen: Curve, edition: Edition) -> str:
    """``Meta: 2000 · 31 dic 2021``; empty without a goal."""
    if seen.target is None or seen.due is None:
        return ""
    return edition._("Goal: {goal} · {day}").format(
        goal=edition.number(seen.target), day=edition.date_short(seen.due)
    )


def table(data: FigureData, edition: Edition) -> pd.DataFrame:
    """One row per day with a change: day, net change, supported, planned where there is a goal;
    then the forecast, where there is one: its days and both ends of its range."""
    _ = edition._
    seen = curve(data)
    columns: dict[str, list[object]] = {
        _("Day"): list(seen.days),
        _("Net change"): list(seen.added),
        _("Supported MiPymes"): list(seen.supported),
    }
    if seen.target is not None:
        columns[_("Goal path")] = [round(seen.expected(day) or 0) for day in seen.days]
    known = pd.DataFrame(columns)
    if seen.forecast is None:
        return known
    ahead = seen.forecast.frame.iloc[1:]
    days = [stamp.date() for stamp in ahead["day"]]
    coming = {
        _("Day"): days,
        _("Goal path"): [round(seen.expected(day) or 0) for day in days],
        _("Forecast, from"): list(ahead["low"]),
        _("Forecast, to"): list(ahead["high"]),
    }
    whole = pd.concat([known, pd.DataFrame(coming)], ignore_index=True)
    numbers = [column for column in whole.columns if column != _("Day")]
    return whole.astype(dict.fromkeys(numbers, "Int64"))
