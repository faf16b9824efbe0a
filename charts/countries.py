"""``paises``: where the supported MiPymes are. Words, rows and table."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts import caption as words
from charts import period
from charts.bar_figure import bar_figure
from charts.bar_rows import Bar
from charts.caption import Caption
from charts.edition import Edition
from charts.ranking import (
    beside_goal,
    counted,
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

QUESTION = mark("How is each country doing?")
_NARROW = 420
"""Below this width, in figure units, names stand above their bars."""


@dataclass(frozen=True)
class Country:
    """One row of the frame."""

    code: str
    name: str
    supported: int | None
    goal: int | None
    has_university: bool


def countries(data: FigureData, edition: Edition) -> list[Country]:
    """The rows, largest first; a goal of zero, or over a period with a start, is no goal."""
    change = data.context.scope.start is not None
    rows = [
        Country(
            code=row["code"],
            name=row["name"]
            if edition.language == "es"
            else edition.country_name(row["code"], data.context),
            supported=optional(row["supported"]),
            goal=None if change else optional(row["goal"]) or None,
            has_university=bool(row["has_university"]),
        )
        for row in data.frame.to_dict("records")
    ]
    return sorted(rows, key=lambda row: (row.supported is None, -(row.supported or 0), row.name))


def caption(data: FigureData, edition: Edition) -> Caption:
    """Finding, measure and note of `paises`."""
    _ = edition._
    rows = countries(data, edition)
    known = [row.supported for row in rows if row.supported is not None]
    note = [_(words.SUPPORTED), _("It counts in the country where it is.")]
    if any(row.goal is not None for row in rows):
        note.append(_("The mark across a bar is the country's own goal."))
        note += filter(None, [goals_together([row.goal for row in rows], data, edition)])
    if any(not row.has_university for row in rows):
        note.append(_("A country without a participating university is attended from another one."))
    change = data.context.scope.start is not None
    return words.caption(
        data.context,
        edition,
        title=titles(rows, data, edition),
        measure=_("Change in the number of supported MiPymes by country")
        if change
        else _("Number of supported MiPymes by country"),
        n=sum(known) if known else None,
        note=" ".join(note),
        kind=_("Bar chart of the supported MiPymes by country"),
        extent=extent(known, edition),
    )


def titles(rows: list[Country], data: FigureData, edition: Edition) -> list[str]:
    """The finding, by rule, fullest first: where most of the MiPymes are; what a single country
    has, and how far that is from its goal."""
    _ = edition._
    values = [row.supported for row in rows]
    nothing = title_without_leader(
        values, _("No country has been reported on yet"), data.context, edition
    )
    if nothing:
        return nothing
    top = leaders(values)
    count = values[top[0]] or 0
    names = [rows[index].name for index in top]
    several = several_lead(len(top), count, edition)
    when = period.since(data.context, edition)
    if when:
        return most_added(names, count, when, several, edition)
    facts = {"country": names[0], "count": edition.number(count), "names": edition.listed(names)}
    if len(top) > 1:
        both = edition.ngettext(
            "{names} have {count} supported MiPyme each",
            "{names} have {count} supported MiPymes each",
            count,
        )
        return [both.format(**facts), several]
    single = edition.ngettext(
        "{count} supported MiPyme is in {country}",
        "{count} supported MiPymes are in {country}",
        count,
    ).format(**facts)
    if len(rows) == 1:
        if data.context.scope.subdivisions:
            return counted(count, (), edition)
        if len(data.context.scope.countries) == 1:
            single = edition.ngettext(
                "{country} has {count} supported MiPyme",
                "{country} has {count} supported MiPymes",
                count,
            ).format(**facts)
        return beside_goal([single], count, rows[0].goal, edition)
    part = fraction(count, values, edition)
    full = _("{part} supported MiPymes are in {country}").format(part=part, **facts)
    return [full[:1].upper() + full[1:], single]


def several_lead(number: int, count: int, edition: Edition) -> str:
    """``3 países van a la cabeza con 9 cada uno``, where their names do not fit."""
    message = edition._("{countries} countries lead with {count} each")
    return message.format(countries=edition.number(number), count=edition.number(count))


def rows_as_bars(data: FigureData, edition: Edition) -> list[Bar]:
    """The rows with their words: what both forms draw."""
    rows = countries(data, edition)
    top = leaders([row.supported for row in rows])
    total = sum(row.supported or 0 for row in rows)
    goals = any(row.goal is not None for row in rows)
    return [
        _bar(row, edition, index in top, None if goals or len(rows) < 2 else total)
        for index, row in enumerate(rows)
    ]


def _bar(row: Country, edition: Edition, highlighted: bool, total: int | None) -> Bar:
    value = edition.number(row.supported)
    extra = brief = ""
    if row.supported is None:
        extra = edition._("nothing reported")
    elif row.goal:
        extra = share_of_goal(row.supported, row.goal, edition)
        brief = goal_brief(row.supported, row.goal, edition)
    elif total and row.supported > 0:
        extra = edition._("{share} of the total").format(
            share=edition.percent(row.supported / total)
        )
        brief = edition.percent(row.supported / total)
    detail = "" if row.has_university else edition._("without a participating university")
    tooltip = ". ".join(part for part in (f"{row.name}: {value}", extra, detail) if part)
    return Bar(
        name=row.name,
        details=(detail,),
        note=detail,
        value=row.supported,
        value_label=value,
        extra=extra,
        brief=brief,
        goal=row.goal if row.supported is not None else None,
        highlighted=highlighted,
        tooltip=tooltip,
    )


def table(data: FigureData, edition: Edition) -> pd.DataFrame:
    """One row per country, as drawn; missing stays missing."""
    _ = edition._
    rows = countries(data, edition)
    yes_no = {True: _("yes"), False: _("no")}
    return pd.DataFrame(
        {
            _("Country"): [row.name for row in rows],
            _("Supported MiPymes"): pd.array([row.supported for row in rows], dtype="Int64"),
            _("Goal"): pd.array([row.goal for row in rows], dtype="Int64"),
            _("Progress, %"): shares([(row.supported, row.goal) for row in rows]),
            _("With a participating university"): [yes_no[row.has_university] for row in rows],
        }
    )


FIGURE = bar_figure(
    "paises",
    QUESTION,
    caption=caption,
    rows=rows_as_bars,
    table=table,
    folded=mark("Other {count} countries"),
    beside_from=_NARROW,
    compares=True,
)
