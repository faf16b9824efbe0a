"""``inclusion``: whom the programme reaches. Words, rows and table.

All numbers come protected (`definitions.PROTECTED`); shares are of the protected numbers, so that
they do not give away more than those.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

import pandas as pd

from charts import caption as words
from charts.bar_figure import bar_figure
from charts.bar_rows import Bar
from charts.caption import Caption
from charts.edition import Edition
from charts.ranking import fraction, leaders, optional
from data_access.codes import INCLUSION
from data_access.definitions import LEAST, STEP
from data_access.records import FigureData
from texts import mark

QUESTION = mark("Whom does the programme reach?")
_NAMES = {
    "owner_gender": mark("Owner's gender"),
    "rural": mark("Area"),
    "channel": mark("How students attend it"),
}
_TITLES = {
    "owner_gender": {
        "mujer": mark("In {part} supported MiPymes with data the owner is a woman"),
    },
    "rural": {
        "rural": mark("{part} supported MiPymes with data are in a rural area"),
        "urbana": mark("{part} supported MiPymes with data are in an urban area"),
    },
    "channel": {
        "presencial": mark("{part} supported MiPymes with data are attended in person"),
        "remota": mark("{part} supported MiPymes with data are attended remotely"),
        "mixta": mark("{part} supported MiPymes with data are attended both ways"),
    },
}
"""What can be said of a group, in the order in which it is news."""


@dataclass(frozen=True)
class Value:
    """One row of the frame."""

    code: str
    count: int | None
    """None where it is protected or nothing is reported."""
    share: float | None
    """Of those reported, in whole hundredths; None likewise."""
    protected: bool


@dataclass(frozen=True)
class Group:
    """The values of one attribute."""

    key: str
    reported: int | None
    """None where it is protected."""
    supported: int
    values: tuple[Value, ...]


def groups(data: FigureData) -> list[Group]:
    """The groups of the frame."""
    found = []
    rows = data.frame.to_dict("records")
    for key, same in groupby(rows, key=lambda row: row["group"]):
        members = list(same)
        supported = int(members[0]["supported"])
        reported = _at_most(supported, optional(members[0]["reported"]))
        values = []
        for row in members:
            count = _at_most(supported, optional(row["mipymes"]))
            share = round(count / reported, 2) if count is not None and reported else None
            values.append(Value(row["value"], count, share, bool(row["protected"])))
        found.append(Group(key, reported, supported, tuple(values)))
    return found


def _at_most(supported: int, rounded: int | None) -> int | None:
    """A number that rounding made larger than the exact one that it is a part of is that one."""
    return None if rounded is None else min(rounded, supported)


def said(found: list[Group]) -> tuple[str, str] | None:
    """Group and value that the title speaks of: the first that has one."""
    for group in found:
        known = {value.code: value.count for value in group.values if value.count is not None}
        named = [code for code in _TITLES[group.key] if code in known]
        if group.key == "channel" and named:
            top = leaders([known[code] for code in named])
            named = [named[index] for index in top]
        if named:
            return group.key, named[0]
    return None


def caption(data: FigureData, edition: Edition) -> Caption:
    """Finding, measure and note of `inclusion`; a state, so a start plays no part."""
    _ = edition._
    found = groups(data)
    note = [
        _(words.SUPPORTED),
        _("Percentages are of those with data; what is not reported is not counted."),
        _(
            "To protect people, numbers are rounded to multiples of {step} and those under "
            "{least} are not shown."
        ).format(step=STEP, least=LEAST),
    ]
    state = replace(data.context, scope=data.context.scope.without("start"))
    return words.caption(
        state,
        edition,
        title=title(found, edition),
        measure=_("Share of the supported MiPymes with data"),
        n=max((group.supported for group in found), default=None),
        note=" ".join(note),
        kind=_("Bar chart of the owner's gender, the area and the channel of attention"),
        extent=_extent(found, edition),
    )


def _extent(found: list[Group], edition: Edition) -> str:
    """The largest value of each group."""
    tops = []
    for group in found:
        known = [value for value in group.values if value.share is not None]
        if known:
            top = max(known, key=lambda value: value.count or 0)
            name = edition._(INCLUSION[group.key][top.code]).lower()
            tops.append(f"{name} {edition.percent(top.share, whole=True)}")
    return (
        edition._("the largest of each group: {values}").format(values=edition.listed(tops))
        if tops
        else ""
    )


def title(found: list[Group], edition: Edition) -> str:
    """The finding, by rule: in how many the owner is a woman, else where they are, else how they
    are attended."""
    _ = edition._
    if not any(group.supported for group in found):
        return _("No MiPyme is supported yet")
    spoken = said(found)
    if spoken is None:
        if any(group.reported != 0 for group in found):
            return _("There are too few MiPymes to show these data")
        return _("Nobody has reported these data yet")
    key, code = spoken
    group = next(group for group in found if group.key == key)
    share = next(value.share for value in group.values if value.code == code) or 0
    hundredths = round(share * 100)
    part = fraction(hundredths, [hundredths, 100 - hundredths], edition, whole=True)
    full = _(_TITLES[key][code]).format(part=part)
    return full[:1].upper() + full[1:]


def rows_as_bars(data: FigureData, edition: Edition) -> list[Bar]:
    """The values with their words, a heading over each group: what both forms draw."""
    found = groups(data)
    spoken = said(found)
    return [
        _bar(group, value, edition, highlighted=(group.key, value.code) == spoken)
        for group in found
        for value in group.values
    ]


def _bar(group: Group, value: Value, edition: Edition, *, highlighted: bool) -> Bar:
    _, number = edition._, edition.number
    name = _(INCLUSION[group.key][value.code])
    heading = None
    if value is group.values[0]:
        heading = (_(_NAMES[group.key]), _with_data(group, edition))
    label, extra = edition.missing, ""
    if value.protected:
        label = _("protected")
    elif value.share is not None:
        label = edition.percent(value.share, whole=True)
        extra = edition.ngettext("{count} MiPyme", "{count} MiPymes", value.count or 0).format(
            count=number(value.count)
        )
    return Bar(
        name=name,
        details=("",),
        value=None if value.share is None else round(value.share * 100),
        value_label=label,
        extra=extra,
        highlighted=highlighted,
        tooltip=f"{name}: {label} ({extra})" if extra else f"{name}: {label}",
        heading=heading,
        protected=value.protected,
    )


def _with_data(group: Group, edition: Edition) -> str:
    """``con dato: 1360 de 1512``."""
    if group.reported == 0:
        return edition._("nothing reported")
    if group.reported is None:
        return edition._("number with data: protected")
    if group.reported == group.supported:
        return edition._("with data: all or nearly all")
    return edition._("with data: {reported} of {supported}").format(
        reported=edition.number(group.reported), supported=edition.number(group.supported)
    )


def table(data: FigureData, edition: Edition) -> pd.DataFrame:
    """One row per value, as drawn: protected numbers stay missing and are said to be so."""
    _ = edition._
    rows = [(group, value) for group in groups(data) for value in group.values]
    shares = [None if value.share is None else round(value.share * 100) for _group, value in rows]
    return pd.DataFrame(
        {
            _("Group"): [_(_NAMES[group.key]) for group, _value in rows],
            _("Value"): [_(INCLUSION[group.key][value.code]) for group, value in rows],
            _("MiPymes (rounded)"): pd.array([v.count for _g, v in rows], dtype="Int64"),
            _("With data (rounded)"): pd.array([g.reported for g, _v in rows], dtype="Int64"),
            _("Supported MiPymes"): pd.array([g.supported for g, _v in rows], dtype="Int64"),
            _("Share of those with data, %"): pd.array(shares, dtype="Int64"),
            _("Remark"): [_("protected") if v.protected else None for _g, v in rows],
        }
    )


FIGURE = bar_figure(
    "inclusion",
    QUESTION,
    caption=caption,
    rows=rows_as_bars,
    table=table,
    beside_from=0,
    percent=True,
)
