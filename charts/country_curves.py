"""``curvas-paises``: how each country got where it is, beside its own goal. Words and table."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from charts import axes, panels, period
from charts import caption as words
from charts.caption import Caption
from charts.countries import several_lead
from charts.curve import Curve
from charts.edition import Edition
from charts.panel_figure import panel_figure
from charts.panel_words import Panel
from charts.panels import Axis
from charts.progress import PATH_BRIEF, PATH_NOTE, lead_words
from charts.ranking import counted, extent, leaders, most_added, optional, with_period
from data_access.records import FigureData
from texts import mark

QUESTION = mark("Is each country on its way?")
_LATELY = 4
"""Weeks over which growth is news."""
_MET = ("reached", "ahead", "level")
_MISSED = ("behind", "overdue")


@dataclass(frozen=True)
class Country:
    """A country with its curve, week by week."""

    name: str
    curve: Curve
    mondays: tuple[date, ...]
    value: int | None
    """None where nothing was ever reported."""


def countries(data: FigureData, edition: Edition) -> list[Country]:
    """The countries of the frame, in its order; a goal of zero is no goal."""
    found = []
    for code, same in groupby(data.frame.to_dict("records"), key=itemgetter("code")):
        rows = list(same)
        name = rows[0]["name"]
        if edition.language != "es":
            name = edition.country_name(code, data.context)
        mondays = tuple(row["week"].date() for row in rows if not pd.isna(row["week"]))
        value = optional(rows[-1]["supported"])
        found.append(Country(name, _curve(rows, mondays, data), mondays, value))
    return found


def _curve(rows: list[dict[Hashable, Any]], mondays: tuple[date, ...], data: FigureData) -> Curve:
    """The curve of the rows of one country: a point at the end of each week."""
    first, as_of = rows[0], data.context.as_of
    sundays = [monday + timedelta(days=6) for monday in mondays]
    days = tuple(min(day, as_of or day) for day in sundays)
    since, starts, due = (
        None if pd.isna(first[name]) else first[name].date()
        for name in ("since", "goal_from", "goal_until")
    )
    target = optional(first["goal"]) or None
    return Curve(
        days=days,
        added=(),
        supported=tuple(int(row["supported"]) for row in rows) if days else (),
        first=since,
        last=as_of or (days[-1] if days else None),
        target=target,
        starts=(starts or since) if target else None,
        due=due if target else None,
        change=data.context.scope.start is not None,
    )


def since_when(data: FigureData) -> date | None:
    """The day from which growth is news: a Monday, or the start of the period."""
    if data.context.scope.start is not None:
        return data.context.scope.start
    last = data.frame["week"].max()
    return None if pd.isna(last) else last.date() - timedelta(weeks=_LATELY - 1)


def grown(row: Country, since: date) -> int:
    """Supported MiPymes added since a day that is a Monday or the first one counted."""
    before = [
        count
        for monday, count in zip(row.mondays, row.curve.supported, strict=True)
        if monday < since and not row.curve.change
    ]
    return row.curve.value - (before[-1] if before else 0)


def caption(data: FigureData, edition: Edition) -> Caption:
    """Finding, measure and note of `curvas-paises`."""
    _ = edition._
    rows = countries(data, edition)
    drawn = [row for row in rows if row.curve.days]
    note = [_(words.SUPPORTED)]
    if any(row.curve.target for row in drawn):
        note.append(_(PATH_NOTE))
    if len(rows) > panels.MOST:
        note.append(
            _("The {shown} countries with the most MiPymes of {count} are shown.").format(
                shown=panels.MOST, count=len(rows)
            )
        )
    change = data.context.scope.start is not None
    measure = [
        _("Change in the number of supported MiPymes")
        if change
        else _("Number of supported MiPymes, cumulative")
    ]
    measure += [_("each country on its own scale")] if len(rows) > 1 else []
    known = [row.value for row in rows if row.value is not None]
    return words.caption(
        data.context,
        edition,
        title=titles(rows, data, edition),
        measure=" · ".join(measure),
        n=sum(known) if known else None,
        note=" ".join(note),
        brief=_(PATH_BRIEF) if any(row.curve.target for row in drawn) else "",
        kind=_("Line charts of the supported MiPymes of each country, cumulative"),
        extent=extent(known, edition),
    )


def titles(rows: list[Country], data: FigureData, edition: Edition) -> list[str]:
    """The finding, by rule, fullest first: who keeps up with its own goal; without goals, who
    grows most, or by how much the only one shown."""
    _ = edition._
    if not rows:
        return [_("There is no data for this selection")]
    if not any(row.curve.days for row in rows):
        return [_("No MiPyme is supported yet")]
    known = [row for row in rows if row.value is not None]
    met = [row.name for row in known if row.curve.state in _MET]
    missed = [row.name for row in known if row.curve.state in _MISSED]
    if met or missed:
        return _beside_goals(met, missed, edition)
    since = since_when(data)
    assert since is not None
    values: list[int | None] = [grown(row, since) for row in rows]
    top, when = leaders(values), period.since(data.context, edition, since)
    if len(rows) == 1 and (not top or data.context.scope.subdivisions):
        return counted(values[0] or 0, when, edition)
    if not top:
        return with_period(_("No country has added supported MiPymes {period}"), when, {})
    names, count = [rows[index].name for index in top], values[top[0]] or 0
    return most_added(names, count, when, several_lead(len(top), count, edition), edition)


def _beside_goals(met: list[str], missed: list[str], edition: Edition) -> list[str]:
    facts = {
        "met": edition.listed(met),
        "missed": edition.listed(missed),
        "number": edition.number(len(met)),
        "count": edition.number(len(met) + len(missed)),
    }
    ngettext, _ = edition.ngettext, edition._
    keeps = ngettext("{met} is on its path or ahead", "{met} are on their paths or ahead", len(met))
    if not missed:
        every = _("The {count} countries with a goal are on their paths or ahead")
        return [keeps.format(**facts), *([every.format(**facts)] if len(met) > 1 else [])]
    if not met:
        named = ngettext("{missed} is behind plan", "{missed} are behind plan", len(missed))
        none = _("None of the {count} countries with a goal is on its path")
        return [named.format(**facts), *([none.format(**facts)] if len(missed) > 1 else [])]
    some = ngettext(
        "{number} of the {count} countries with a goal is on its path or ahead",
        "{number} of the {count} countries with a goal are on their paths or ahead",
        len(met),
    )
    named = _("{keeps}; {missed} behind").format(keeps=keeps, missed=facts["missed"])
    return [named.format(**facts), some.format(**facts)]


def panels_of(data: FigureData, edition: Edition) -> tuple[list[Panel], Axis]:
    """The countries with their words and the axis of time: what both forms draw."""
    rows = countries(data, edition)
    since = since_when(data)
    states = {row.curve.state for row in rows}
    spoken: tuple[str, ...] = _MET if states & set(_MET) else _MISSED
    goals = bool(states & {*_MET, *_MISSED})
    top = leaders([grown(row, since) if since else None for row in rows])
    found = [
        _panel(row, edition, row.curve.state in spoken if goals else index in top, goals)
        for index, row in enumerate(rows[: panels.MOST])
    ]
    return found, _axis(rows, edition)


def _panel(row: Country, edition: Edition, highlighted: bool, goals: bool) -> Panel:
    _, curve, number = edition._, row.curve, edition.number
    points = list(zip(curve.days, curve.supported, strict=True))
    eve = _eve(curve)
    points = [(eve, 0), *points] if eve else []
    path: list[tuple[float, float]] = []
    aside = detail = ""
    if curve.target and curve.starts and curve.due:
        days = sorted({curve.starts, curve.due})
        path = [(day.toordinal(), curve.expected(day) or 0) for day in days]
        aside = _("Goal: {goal}").format(goal=number(curve.target))
        detail = lead_words(curve, edition)
        detail = {"reached": _("goal reached"), "level": _("on the path")}.get(curve.state, detail)
    elif goals:
        detail = _("without a goal of its own")
    if row.value is None:
        detail = _("nothing reported")
    value = number(row.value)
    tooltip = ". ".join(part for part in (f"{row.name}: {value}", aside, detail) if part)
    return Panel(
        name=row.name,
        line=[(day.toordinal(), count) for day, count in points],
        words=tuple(f"{edition.date_short(day)}: {number(count)}" for day, count in points),
        value_label=value,
        tooltip=tooltip,
        aside=aside,
        detail=detail,
        detail_role="behind"
        if curve.state in _MISSED
        else "reached"
        if curve.state in ("reached", "ahead")
        else "ink_soft",
        path=path,
        below=curve.state in ("behind", "overdue", "level"),
        highlighted=highlighted,
        missing=row.value is None,
    )


def _eve(curve: Curve) -> date | None:
    """Where the curve leaves zero: a curve of one day rises too. None where nothing is counted."""
    return curve.first and curve.first - timedelta(days=1)


def _axis(rows: list[Country], edition: Edition) -> Axis:
    """From the first day of anything to the last, goals included."""
    curves = [row.curve for row in rows]
    days = [day for c in curves for day in (_eve(c), c.last, c.starts, c.due) if day is not None]
    first, last = min(days, default=date.min), max(days, default=date.max)

    def ticks(width: float, size: float) -> list[tuple[float, list[str]]]:
        marks = axes.day_ticks(first, last, width, size, edition)
        return [(day.toordinal(), lines) for day, lines in marks]

    return Axis(first.toordinal(), last.toordinal(), ticks)


def table(data: FigureData, edition: Edition) -> pd.DataFrame:
    """One row per country and week: its Monday, the supported at its end, planned where it has
    a goal of its own."""
    _ = edition._
    rows = [
        (row.name, monday, count, row.curve.expected(day))
        for row in countries(data, edition)
        for monday, day, count in zip(row.mondays, row.curve.days, row.curve.supported, strict=True)
    ]
    planned = [None if path is None else round(path) for *_rest, path in rows]
    columns: dict[str, object] = {
        _("Country"): [row[0] for row in rows],
        _("Week of"): [row[1] for row in rows],
        _("Supported MiPymes"): pd.array([row[2] for row in rows], dtype="Int64"),
    }
    if any(path is not None for path in planned):
        columns[_("Goal path")] = pd.array(planned, dtype="Int64")
    return pd.DataFrame(columns)


FIGURE = panel_figure("curvas-paises", QUESTION, caption=caption, panels=panels_of, table=table)
