"""``universidades``: what each university contributes. Words, rows and table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from charts import caption as words
from charts import period
from charts.bar_figure import bar_figure
from charts.bar_rows import Bar
from charts.caption import Caption
from charts.edition import Edition
from charts.naming import subject
from charts.ranking import (
    beside_goal,
    extent,
    fraction,
    goal_brief,
    goals_together,
    leaders,
    most_added,
    optional,
    share_of_goal,
    shares,
    title_without_leader,
)
from data_access.records import FigureData
from texts import mark

QUESTION = mark("What does each university contribute?")


@dataclass(frozen=True)
class University:
    """One row of the frame."""

    name: str
    short: str
    country: str
    supported: int | None
    goal: int | None
    data_until: date | None


def universities(data: FigureData) -> list[University]:
    """The rows, largest first, those that never reported last; a goal of zero is no goal.

    Over a period with a start values are changes, which are not compared with goals.
    """
    change = data.context.scope.start is not None
    rows = [
        University(
            name=row["name"],
            short=row["short"] or row["name"],
            country=row["country"],
            supported=optional(row["supported"]),
            goal=None if change else optional(row["goal"]) or None,
            data_until=None
            if pd.isna(row["data_until"])
            else pd.Timestamp(row["data_until"]).date(),
        )
        for row in data.frame.to_dict("records")
    ]
    return sorted(rows, key=lambda row: (row.supported is None, -(row.supported or 0), row.short))


def is_late(row: University, data: FigureData) -> bool:
    """True where the university has reported, but not up to the day shown."""
    as_of = data.context.as_of
    return row.data_until is not None and as_of is not None and row.data_until < as_of


def caption(data: FigureData, edition: Edition) -> Caption:
    """Finding, measure and note of `universidades`."""
    _ = edition._
    rows = universities(data)
    known = [row.supported for row in rows if row.supported is not None]
    note = [_(words.SUPPORTED)]
    if any(row.goal is not None for row in rows):
        note.append(_("The mark across a bar is the university's own goal."))
        note += filter(None, [goals_together([row.goal for row in rows], data, edition)])
    if len(known) < len(rows):
        note.append(_("n/a: the university has not reported; it is not a zero."))
    change = data.context.scope.start is not None
    return words.caption(
        data.context,
        edition,
        title=titles(rows, data, edition),
        measure=_("Change in the number of supported MiPymes by university")
        if change
        else _("Number of supported MiPymes by university"),
        n=sum(known) if known else None,
        note=" ".join(note),
        kind=_("Bar chart of the supported MiPymes by university"),
        extent=extent(known, edition),
    )


def titles(rows: list[University], data: FigureData, edition: Edition) -> list[str]:
    """The finding, by rule, fullest first: who leads, and with which part of the whole; what a
    single one has, and how far that is from its goal."""
    _ = edition._
    values = [row.supported for row in rows]
    nothing = title_without_leader(
        values, _("No university has reported yet"), data.context, edition
    )
    if nothing:
        return nothing
    top = leaders(values)
    count = values[top[0]] or 0
    names = [
        subject(rows[index].name, rows[index].short, edition, first=not position)
        for position, index in enumerate(top)
    ]
    several = _("{universities} universities lead with {count} each").format(
        universities=edition.number(len(top)), count=edition.number(count)
    )
    when = period.since(data.context, edition)
    if when:
        return most_added(names, count, when, several, edition)
    facts = {"name": names[0], "names": edition.listed(names), "count": edition.number(count)}
    attends = edition.ngettext(
        "{name} attends {count} MiPyme", "{name} attends {count} MiPymes", count
    )
    single = attends.format(**facts)
    if len(top) > 1:
        both = edition.ngettext(
            "{names} attend {count} MiPyme each", "{names} attend {count} MiPymes each", count
        )
        return [both.format(**facts), several]
    if len(rows) == 1:
        only = rows[0]
        full = subject(only.name, f"{only.name} ({only.short})", edition, first=True)
        known = [attends.format(name=full, count=facts["count"]), single]
        return beside_goal(known, count, only.goal, edition)
    facts["part"] = fraction(count, values, edition)
    return [_("{name} attends {part} supported MiPymes").format(**facts), single]


def rows_as_bars(data: FigureData, edition: Edition) -> list[Bar]:
    """The rows with their words: what both forms draw."""
    rows = universities(data)
    top = leaders([row.supported for row in rows])
    return [_bar(row, data, edition, index in top) for index, row in enumerate(rows)]


def _bar(row: University, data: FigureData, edition: Edition, highlighted: bool) -> Bar:
    country = edition.country_name(row.country, data.context)
    value = edition.number(row.supported)
    extra = brief = flag = ""
    if row.supported is None:
        extra = edition._("has not reported")
    elif row.goal:
        extra = share_of_goal(row.supported, row.goal, edition)
        brief = goal_brief(row.supported, row.goal, edition)
    if is_late(row, data) and row.data_until is not None:
        flag = edition._("data until {day}").format(day=edition.date_short(row.data_until))
    tooltip = ". ".join(part for part in (f"{row.name}, {country}: {value}", extra, flag) if part)
    return Bar(
        name=row.short,
        details=(f"{row.name}, {country}", row.name, country),
        value=row.supported,
        value_label=value,
        extra=extra,
        brief=brief,
        flag=flag,
        goal=row.goal if row.supported is not None else None,
        highlighted=highlighted,
        tooltip=tooltip,
    )


def table(data: FigureData, edition: Edition) -> pd.DataFrame:
    """One row per university, as drawn; missing stays missing."""
    _ = edition._
    rows = universities(data)
    goals = pd.array([row.goal for row in rows], dtype="Int64")
    return pd.DataFrame(
        {
            _("University"): [row.name for row in rows],
            _("Short name"): [row.short for row in rows],
            _("Country"): [edition.country_name(row.country, data.context) for row in rows],
            _("Supported MiPymes"): pd.array([row.supported for row in rows], dtype="Int64"),
            _("Goal"): goals,
            _("Progress, %"): shares([(row.supported, row.goal) for row in rows]),
            _("Data until"): [row.data_until for row in rows],
        }
    )


FIGURE = bar_figure(
    "universidades",
    QUESTION,
    caption=caption,
    rows=rows_as_bars,
    table=table,
    folded=mark("Other {count} universities"),
    compares=True,
)
