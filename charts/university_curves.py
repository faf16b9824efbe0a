"""``curvas-universidades``: the universities from the start of each. Words, panels and table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import itemgetter

import pandas as pd

from charts import axes, panels, text
from charts import caption as words
from charts.caption import Caption
from charts.edition import Edition
from charts.naming import subject
from charts.panel_figure import panel_figure
from charts.panel_words import Panel
from charts.panels import Axis
from charts.ranking import extent, leaders, optional
from data_access.records import FigureData
from texts import mark

QUESTION = mark("How did each university grow from its own start?")
_TELLING = 4
"""A university with fewer weeks than this is too young to be compared."""


@dataclass(frozen=True)
class University:
    """A university with its weeks, from that of its first intervention."""

    name: str
    short: str
    since: date | None
    data_until: date | None
    mondays: tuple[date, ...]
    supported: tuple[int, ...]
    """At the end of each week."""
    value: int | None
    """None where it never reported."""


def universities(data: FigureData) -> list[University]:
    """The universities of the frame, in its order."""
    found = []
    for _code, same in groupby(data.frame.to_dict("records"), key=itemgetter("code")):
        rows = list(same)
        first, weeks = rows[0], [row for row in rows if not pd.isna(row["week"])]
        until = first["data_until"]
        found.append(
            University(
                name=first["name"],
                short=first["short"] or first["name"],
                since=first["since"].date() if weeks else None,
                data_until=None if pd.isna(until) else pd.Timestamp(until).date(),
                mondays=tuple(row["week"].date() for row in weeks),
                supported=tuple(int(row["supported"]) for row in weeks),
                value=optional(rows[-1]["supported"]),
            )
        )
    return found


def compared_at(rows: list[University]) -> int | None:
    """The week up to which all but the youngest have come; None with fewer than two of them."""
    ages = [age for row in rows if (age := len(row.supported)) >= _TELLING]
    return min(ages) if len(ages) > 1 else None


def leading(rows: list[University]) -> list[int]:
    """Positions of those with the most in the week in which they are compared."""
    week = compared_at(rows) or 1
    return leaders(
        [row.supported[week - 1] if len(row.supported) >= week else None for row in rows]
    )


def caption(data: FigureData, edition: Edition) -> Caption:
    """Finding, measure and note of `curvas-universidades`; where each began is its own, so the
    start of a period plays no part."""
    _ = edition._
    rows = universities(data)
    measure = [
        _("Number of supported MiPymes, cumulative"),
        _("weeks since the first intervention"),
    ]
    if len(rows) > 1:
        measure.append(_("each university on its own scale, the others in thin grey"))
    note = [_(words.SUPPORTED)]
    if len(rows) > panels.MOST:
        note.append(
            _("The {shown} universities with the most MiPymes of {count} are shown.").format(
                shown=panels.MOST, count=len(rows)
            )
        )
    if any(row.value is None for row in rows):
        note.append(_("n/a: the university has not reported; it is not a zero."))
    known = [row.value for row in rows if row.value is not None]
    state = replace(data.context, scope=data.context.scope.without("start"))
    return words.caption(
        state,
        edition,
        title=titles(rows, edition),
        measure=" · ".join(measure),
        n=sum(known) if known else None,
        note=" ".join(note),
        kind=_("Line charts of the supported MiPymes of each university since its start"),
        extent=extent(known, edition),
    )


def titles(rows: list[University], edition: Edition) -> list[str]:
    """The finding, by rule, fullest first: who had the most at the same age."""
    _ = edition._
    if not rows:
        return [_("There is no data for this selection")]
    if all(row.value is None for row in rows):
        return [_("No university has reported yet")]
    top = leading(rows)
    if not top:
        return [_("No MiPyme is supported yet")]
    week = compared_at(rows)
    row = rows[top[0]]
    weeks = len(row.supported) if week is None else week
    count = row.supported[weeks - 1]
    names = [subject(rows[index].name, rows[index].short, edition, first=False) for index in top]
    facts = {"name": names[0], "names": edition.listed(names), "count": edition.number(count)}
    facts["weeks"] = edition.ngettext("{weeks} week", "{weeks} weeks", weeks).format(
        weeks=edition.number(weeks)
    )
    single = edition.ngettext(
        "{weeks} after its start, {name} had {count} MiPyme",
        "{weeks} after its start, {name} had {count} MiPymes",
        count,
    )
    if week is None:
        full = subject(row.name, f"{row.name} ({row.short})", edition, first=False)
        return [single.format(**facts | {"name": name}) for name in (full, names[0])]
    if len(top) > 1:
        several = edition.ngettext(
            "{weeks} after their start, {names} had {count} MiPyme each",
            "{weeks} after their start, {names} had {count} MiPymes each",
            count,
        )
        return [several.format(**facts), _("Several universities grow alike")]
    most = edition.ngettext(
        "{weeks} after its start, {name} had {count} MiPyme, more than any other",
        "{weeks} after its start, {name} had {count} MiPymes, more than any other",
        count,
    )
    return [most.format(**facts), single.format(**facts)]


def panels_of(data: FigureData, edition: Edition) -> tuple[list[Panel], Axis]:
    """The universities with their words and the axis of weeks: what both forms draw."""
    rows = universities(data)
    top = leading(rows)
    as_of = data.context.as_of
    lines = [_line(row) for row in rows]
    found = [
        _panel(
            row,
            lines[index],
            [_thin(line) for other, line in enumerate(lines) if other != index and line],
            as_of,
            edition,
            highlighted=index in top,
        )
        for index, row in enumerate(rows[: panels.MOST])
    ]
    return found, _axis(rows, edition)


def _thin(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Every second point and the last: enough for a line to compare with, at half the cost."""
    return [*line[:-1:2], line[-1]]


def _line(row: University) -> list[tuple[float, float]]:
    return list(enumerate((0, *row.supported))) if row.supported else []


def _panel(
    row: University,
    line: list[tuple[float, float]],
    others: list[list[tuple[float, float]]],
    as_of: date | None,
    edition: Edition,
    *,
    highlighted: bool,
) -> Panel:
    _, value = edition._, edition.number(row.value)
    late = row.data_until is not None and as_of is not None and row.data_until < as_of
    detail = ""
    if row.value is None:
        detail = _("has not reported")
    elif late and row.data_until is not None:
        detail = _("data until {day}").format(day=edition.date_short(row.data_until))
    elif row.since is not None:
        detail = _("since {day}").format(day=edition.date_short(row.since))
    message = _("week {week}: {count}")
    said = [message.format(week=week, count=edition.number(count)) for week, count in line]
    tooltip = ". ".join(part for part in (f"{row.name}: {value}", detail) if part)
    return Panel(
        name=row.short,
        line=line,
        words=tuple(said),
        value_label=value,
        tooltip=tooltip,
        detail=detail,
        detail_role="behind" if late else "ink_soft",
        others=others if line else (),
        highlighted=highlighted,
        missing=row.value is None,
    )


def _axis(rows: list[University], edition: Edition) -> Axis:
    """Weeks since the start, up to the longest."""
    last = max([len(row.supported) for row in rows], default=0) or 1

    def ticks(width: float, size: float) -> list[tuple[float, list[str]]]:
        most = max(int(width / (text.width(edition.number(last), size) * 3)), 1)
        marks = axes.round_ticks(0, last, most)
        found = [[edition.number(tick)] for tick in marks]
        # Under the second, where there is one: it stands clear of the edge.
        found[:2][-1].append(edition._("weeks"))
        return list(zip(marks, found, strict=True))

    return Axis(0, last, ticks)


def table(data: FigureData, edition: Edition) -> pd.DataFrame:
    """One row per university and week: how old it was, and the supported at its end."""
    _ = edition._
    rows = [
        (row.name, row.short, week, monday, count)
        for row in universities(data)
        for week, (monday, count) in enumerate(zip(row.mondays, row.supported, strict=True), 1)
    ]
    return pd.DataFrame(
        {
            _("University"): [row[0] for row in rows],
            _("Short name"): [row[1] for row in rows],
            _("Weeks since its start"): pd.array([row[2] for row in rows], dtype="Int64"),
            _("Week of"): [row[3] for row in rows],
            _("Supported MiPymes"): pd.array([row[4] for row in rows], dtype="Int64"),
        }
    )


FIGURE = panel_figure(
    "curvas-universidades", QUESTION, caption=caption, panels=panels_of, table=table
)
