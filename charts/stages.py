"""``etapas``: how far along the MiPymes are. Words, rows and table."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from charts import caption as words
from charts.bar_figure import bar_figure
from charts.bar_rows import Bar
from charts.caption import Caption
from charts.edition import Edition
from charts.ranking import extent, fraction, shares
from data_access.definitions import STAGES
from data_access.records import FigureData
from texts import mark

QUESTION = mark("How far along are the MiPymes?")
SUPPORTED = ("intervencion", "concluida")
"""The stages that count as supported."""
_ONLY = {
    "inscrita": mark("The only enrolled MiPyme has no diagnosis yet"),
    "diagnosticada": mark("The only enrolled MiPyme has its diagnosis"),
    "intervencion": mark("The only enrolled MiPyme is in intervention"),
    "concluida": mark("The only enrolled MiPyme has concluded"),
    "abandono": mark("The only enrolled MiPyme dropped out"),
}
"""What is said of a single one, by its stage."""


def stages(data: FigureData) -> dict[str, int]:
    """MiPymes by stage, in the order a MiPyme goes through them."""
    counts = dict(zip(data.frame["stage"], data.frame["mipymes"], strict=True))
    return {stage: int(counts[stage]) for stage in STAGES if stage in counts}


def caption(data: FigureData, edition: Edition) -> Caption:
    """Finding, measure and note of `etapas`; a stage is a state, so a start plays no part."""
    _ = edition._
    counts = stages(data)
    note = [
        _("Each MiPyme is in one stage: the last it reached."),
        _("Supported: in intervention or concluded."),
    ]
    if data.context.scope.start is not None:
        note.append(_("Stages are those of the last day of the period."))
    state = replace(data.context, scope=data.context.scope.without("start"))
    return words.caption(
        state,
        edition,
        title=titles(counts, edition),
        measure=_("Enrolled MiPymes by stage, number and share of all"),
        n=sum(counts.values()),
        note=" ".join(note),
        kind=_("Bar chart of the enrolled MiPymes by stage"),
        extent=extent(list(counts.values()), edition),
    )


def titles(counts: dict[str, int], edition: Edition) -> list[str]:
    """The finding, by rule, fullest first: which part of the enrolled counts as supported."""
    _ = edition._
    total = sum(counts.values())
    supported = sum(counts.get(stage, 0) for stage in SUPPORTED)
    if total == 0:
        return [_("There is no data for this selection")]
    if total == 1:
        only = next(stage for stage, count in counts.items() if count)
        return [_(_ONLY[only])]
    if supported == 0:
        none = _("None of the {count} enrolled MiPymes is in intervention or has concluded")
        return [none.format(count=edition.number(total))]
    part = fraction(supported, [supported, total - supported], edition)
    full = _("{part} enrolled MiPymes are in intervention or have concluded").format(part=part)
    brief = _("{part} enrolled MiPymes count as supported").format(part=part)
    return [title[:1].upper() + title[1:] for title in (full, brief)]


def rows_as_bars(data: FigureData, edition: Edition) -> list[Bar]:
    """The stages with their words: what both forms draw."""
    _ = edition._
    counts = stages(data)
    total = sum(counts.values())
    rows = []
    for stage, count in counts.items():
        name, value = _(STAGES[stage].term), edition.number(count)
        share = edition.percent(count / total) if total else ""
        detail = _("counts as supported") if stage in SUPPORTED else ""
        said = f"{name}: {value} ({share})" if share else f"{name}: {value}"
        rows.append(
            Bar(
                name=name,
                details=(detail,),
                note=detail,
                value=count,
                value_label=value,
                extra=share,
                highlighted=stage in SUPPORTED,
                tooltip=f"{said}, {detail}" if detail else said,
            )
        )
    return rows


def table(data: FigureData, edition: Edition) -> pd.DataFrame:
    """One row per stage, as drawn."""
    _ = edition._
    counts = stages(data)
    total = sum(counts.values())
    yes_no = {True: _("yes"), False: _("no")}
    return pd.DataFrame(
        {
            _("Stage"): [_(STAGES[stage].term) for stage in counts],
            _("MiPymes"): pd.array(list(counts.values()), dtype="Int64"),
            _("Share of all, %"): shares([(count, total) for count in counts.values()]),
            _("Counts as supported"): [yes_no[stage in SUPPORTED] for stage in counts],
        }
    )


FIGURE = bar_figure(
    "etapas",
    QUESTION,
    caption=caption,
    rows=rows_as_bars,
    table=table,
    folded=mark("Other {count} stages"),
)
