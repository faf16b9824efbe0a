"""``generacion``: the binational start against its goal. Words, rows and table."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts import caption as words
from charts import period
from charts.bar_figure import bar_figure
from charts.bar_rows import Bar
from charts.caption import Caption
from charts.edition import Edition
from charts.ranking import extent, leaders, optional, share_of_goal, shares, with_period
from data_access.records import FigureData
from texts import mark

QUESTION = mark("Does the binational start keep its promise?")


@dataclass(frozen=True)
class Cohort:
    """One row of the frame."""

    name: str
    binational: bool
    enrolled: int
    supported: int
    goal: int | None


def cohorts(data: FigureData) -> list[Cohort]:
    """The rows in their order; a goal of zero, or over a period with a start, is no goal."""
    change = data.context.scope.start is not None
    return [
        Cohort(
            name=row["name"],
            binational=bool(row["binational"]),
            enrolled=int(row["enrolled"]),
            supported=int(row["supported"]),
            goal=None if change else optional(row["goal"]) or None,
        )
        for row in data.frame.to_dict("records")
    ]


def caption(data: FigureData, edition: Edition) -> Caption:
    """Finding, measure and note of `generacion`."""
    _ = edition._
    rows = cohorts(data)
    scope = data.context.scope
    known = [row.supported for row in rows]
    note = [_(words.SUPPORTED)]
    if any(row.goal is not None for row in rows):
        note.append(_("The mark across a bar is the cohort's own goal."))
    elif rows and scope.start is None and set(scope.dimensions()) - {"cohort"}:
        note.append(_("A goal is for a whole cohort; this selection is a part of it."))
    return words.caption(
        data.context,
        edition,
        title=titles(rows, data, edition),
        measure=_("Number of supported MiPymes by cohort")
        if scope.start is None
        else _("Change in the number of supported MiPymes by cohort"),
        n=sum(known) if rows else None,
        note=" ".join(note),
        kind=_("Bar chart of the supported MiPymes by cohort"),
        extent=extent(known, edition),
    )


def titles(rows: list[Cohort], data: FigureData, edition: Edition) -> list[str]:
    """The finding, by rule, fullest first: how many there are, of how many."""
    _ = edition._
    if not rows:
        return [_("No cohort is registered as a binational start")]
    scope = data.context.scope
    first, where = rows[0], _where(rows, edition)
    count = sum(row.supported for row in rows)
    facts = {"count": edition.number(abs(count)), "where": where}
    if not any(row.enrolled for row in rows):
        return [_("There are no MiPymes yet in {where}").format(**facts)]
    if scope.start is not None:
        message = edition.ngettext(
            "{count} more MiPyme supported in {where} {period}",
            "{count} more MiPymes supported in {where} {period}",
            count,
        )
        if count < 0:
            message = edition.ngettext(
                "{count} fewer MiPyme supported in {where} {period}",
                "{count} fewer MiPymes supported in {where} {period}",
                -count,
            )
        return with_period(message, period.since(data.context, edition), facts)
    plain = edition.ngettext(
        "{count} MiPyme is supported in {where}", "{count} MiPymes are supported in {where}", count
    ).format(**facts)
    if len(rows) > 1 or not first.goal:
        return [plain]
    facts["goal"] = edition.number(first.goal)
    message = _("{count} of {goal} MiPymes are supported in {where}")
    if count >= first.goal:
        message = _("Goal reached in {where}: {count} supported MiPymes of {goal}")
    return [message.format(**facts)]


def _where(rows: list[Cohort], edition: Edition) -> str:
    """The cohorts inside a sentence."""
    if len(rows) > 1:
        return edition._("{count} cohorts").format(count=edition.number(len(rows)))
    if rows[0].binational:
        return edition._("the binational start")
    return edition._("“{name}”").format(name=rows[0].name)


def rows_as_bars(data: FigureData, edition: Edition) -> list[Bar]:
    """The cohorts with their words: what both forms draw."""
    rows = cohorts(data)
    top = leaders([row.supported for row in rows])
    return [_bar(row, edition, index in top) for index, row in enumerate(rows)]


def _bar(row: Cohort, edition: Edition, highlighted: bool) -> Bar:
    value = edition.number(row.supported)
    extra = share_of_goal(row.supported, row.goal, edition) if row.goal else ""
    detail = edition._("{count} enrolled").format(count=edition.number(row.enrolled))
    return Bar(
        name=row.name,
        details=(detail,),
        note=detail,
        value=row.supported,
        value_label=value,
        extra=extra,
        goal=row.goal,
        highlighted=highlighted,
        tooltip=". ".join(part for part in (f"{row.name}: {value}", extra, detail) if part),
    )


def table(data: FigureData, edition: Edition) -> pd.DataFrame:
    """One row per cohort, as drawn."""
    _ = edition._
    rows = cohorts(data)
    return pd.DataFrame(
        {
            _("Cohort"): [row.name for row in rows],
            _("Enrolled MiPymes"): pd.array([row.enrolled for row in rows], dtype="Int64"),
            _("Supported MiPymes"): pd.array([row.supported for row in rows], dtype="Int64"),
            _("Goal"): pd.array([row.goal for row in rows], dtype="Int64"),
            _("Progress, %"): shares([(row.supported, row.goal) for row in rows]),
        }
    )


FIGURE = bar_figure(
    "generacion",
    QUESTION,
    caption=caption,
    rows=rows_as_bars,
    table=table,
    folded=mark("Other {count} cohorts"),
)
