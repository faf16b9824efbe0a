"""``sectores`` and ``tamano``: what the supported MiPymes are. Words, rows and table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pandas as pd

from charts import caption as words
from charts import period
from charts.attributes import SECTOR, SIZE, Attribute
from charts.bar_figure import bar_figure
from charts.bar_rows import Bar
from charts.caption import Caption
from charts.edition import Edition
from charts.figure import Figure
from charts.ranking import (
    counted,
    extent,
    fraction,
    leaders,
    shares,
    title_without_leader,
    with_period,
)
from data_access.records import FigureData
from texts import mark

_MANY = 8
"""Up to so many rows fit into every size of a figure."""


@dataclass(frozen=True)
class Counts:
    """Supported MiPymes by code, in the order of the frame, and those of which nothing was
    reported (None where there are none)."""

    known: dict[str, int]
    unreported: int | None

    @property
    def values(self) -> list[int]:
        """The counts of what is known."""
        return list(self.known.values())

    @property
    def every(self) -> list[int]:
        """All counts."""
        return self.values if self.unreported is None else [*self.values, self.unreported]


def counts(what: Attribute, data: FigureData) -> Counts:
    """The frame's counts by `what`."""
    found = dict(zip(data.frame[what.column], map(int, data.frame["supported"]), strict=True))
    unreported = found.pop("", None)
    return Counts(found, unreported)


def caption(what: Attribute, data: FigureData, edition: Edition) -> Caption:
    """Finding, measure and note."""
    _ = edition._
    seen = counts(what, data)
    change = data.context.scope.start is not None
    note = [_(words.SUPPORTED), _(what.note)]
    if len(seen.known) > _MANY:
        note.append(_("Where not all of them fit, the last ones of the table are one bar."))
    if seen.unreported is not None and not change:
        note.append(_(what.shares))
    return words.caption(
        data.context,
        edition,
        title=titles(what, data, edition),
        measure=_(what.change if change else what.measure),
        n=sum(seen.every) if seen.every else None,
        note=" ".join(note),
        kind=_(what.kind),
        extent=extent(seen.values, edition),
    )


def titles(what: Attribute, data: FigureData, edition: Edition) -> list[str]:
    """The finding, by rule, fullest first: what most of them are, or how many there are where the
    selection is of one kind only."""
    _ = edition._
    seen = counts(what, data)
    top = leaders(seen.values)
    if not top and (seen.unreported or 0) > 0:
        return [_(what.nothing_reported)]
    nothing = title_without_leader(seen.values, "", data.context, edition)
    if nothing:
        return nothing
    code, count = list(seen.known.items())[top[0]]
    many = edition.ngettext("{count} MiPyme", "{count} MiPymes", count)
    facts = {"count": many.format(count=edition.number(count)), "number": edition.number(len(top))}
    when = period.since(data.context, edition)
    if len(getattr(data.context.scope, what.field)) == 1:
        return counted(count, when, edition)
    if len(top) > 1:
        return [_(what.tie).format(**facts)]
    facts |= {"name": _(what.said[code]).lower()}
    if when:
        return with_period(_(what.most_added), when, facts)
    if count == sum(seen.every) == 1:
        return [_(what.one).format(name=_(what.names[code]).lower())]
    message = what.part_of_reported if seen.unreported else what.part
    return with_period(_(message), (), {"part": fraction(count, seen.values, edition), **facts})


def rows_as_bars(what: Attribute, data: FigureData, edition: Edition) -> list[Bar]:
    """The rows with their words, what was not reported apart: what both forms draw."""
    _ = edition._
    seen = counts(what, data)
    total, top = sum(seen.values), leaders(seen.values)
    shared = data.context.scope.start is None and total > 0 and len(seen.known) > 1
    found = []
    for index, (code, count) in enumerate(seen.known.items()):
        value = edition.number(count)
        share = edition.percent(count / total) if shared else ""
        said = f"{_(what.names[code])}: {value}"
        found.append(
            Bar(
                name=_(what.names[code]),
                details=("",),
                value=count,
                value_label=value,
                extra=share,
                highlighted=index in top,
                tooltip=f"{said} ({share})" if share else said,
            )
        )
    if seen.unreported is not None:
        name, value = _("Not reported"), edition.number(seen.unreported)
        rest = Bar(name, ("",), seen.unreported, value, tooltip=f"{name}: {value}", apart=True)
        found.append(rest)
    return found


def table(what: Attribute, data: FigureData, edition: Edition) -> pd.DataFrame:
    """One row per value, as drawn; what was not reported has no share, a change has none."""
    _ = edition._
    seen = counts(what, data)
    names = [_(what.names[code]) for code in seen.known]
    names += [_("Not reported")] * (len(seen.every) - len(names))
    total = sum(seen.values) if data.context.scope.start is None else 0
    shared: list[int | None] = [*seen.values, *[None] * (len(names) - len(seen.values))]
    return pd.DataFrame(
        {
            _(what.heads): names,
            _("Supported MiPymes"): pd.array(seen.every, dtype="Int64"),
            _("Share of those reported, %"): shares([(count, total) for count in shared]),
        }
    )


def _figure(slug: str, question: str, what: Attribute, folded: str) -> Figure:
    return bar_figure(
        slug,
        question,
        caption=partial(caption, what),
        rows=partial(rows_as_bars, what),
        table=partial(table, what),
        folded=folded,
        beside_from=0,
        compares=True,
    )


SECTORES = _figure(
    "sectores", mark("What do the MiPymes work in?"), SECTOR, mark("Other {count} sectors")
)
TAMANO = _figure("tamano", mark("How large are the MiPymes?"), SIZE, mark("Other {count} sizes"))
