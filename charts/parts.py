"""The parts of a scope side by side, as a table: countries, their subdivisions, universities."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from charts.edition import Edition
from charts.listing import SMALL_MARK
from charts.ranking import shares
from data_access.pace import pace
from data_access.records import Part
from data_access.scope import one_or_none

FEW = 20
"""Of fewer MiPymes one more or less moves a percentage by more than five points."""
_WEEK = pd.Timedelta(days=7)


def table(parts: Sequence[Part], edition: Edition, *, head: str) -> pd.DataFrame:
    """One row per part under its code, in the order given; `head` names what they are.

    Columns in the reader's words: name, supported (missing where nothing was ever reported), share
    of the sum in %, goal, progress in %, pace, needed pace, the curve as a tuple, data until. Those
    that speak of goals are left out where no part has one, and over a period with a start; the
    last one where the data of all parts reach the same day.
    """
    _ = edition._
    counts = [supported(part) for part in parts]
    whole = sum(count for count in counts if count is not None)
    paces = [
        pace(part.weeks, part.growth.progress, as_of=part.growth.context.as_of) for part in parts
    ]
    change = any(part.growth.context.scope.start for part in parts)
    targets = [part.growth.progress.goal for part in parts]
    columns: dict[str, object] = {
        head: [name(part, edition) for part in parts],
        _("Added in the period") if change else _("Supported MiPymes"): pd.array(
            counts, dtype="Int64"
        ),
        _("Share of the total, %"): shares([(count, whole) for count in counts]),
    }
    with_goals = not change and any(targets)
    if with_goals:
        numbers = [goal.target if goal else None for goal in targets]
        columns[_("Goal")] = pd.array(numbers, dtype="Int64")
        columns[_("Progress, %")] = shares(list(zip(counts, numbers, strict=True)))
    columns[_("Per week (last six weeks)")] = _tenths([one.recent for one in paces])
    if with_goals:
        columns[_("Needed per week of classes")] = _tenths([one.needed for one in paces])
    columns[_("Growth")] = [curve(part) for part in parts]
    until = [part.growth.context.as_of for part in parts]
    if len(set(until)) > 1:
        columns[_("Data until")] = until
    return pd.DataFrame(columns, index=[part.code for part in parts])


def _tenths(values: Sequence[float | None]) -> object:
    """A column of paces to one decimal: there is no more in them."""
    return pd.array([None if value is None else round(value, 1) for value in values], "Float64")


def supported(part: Part) -> int | None:
    """The count of the part; None where nobody who attends it has ever reported."""
    if part.growth.context.freshness.data_until is None:
        return None
    return part.growth.progress.supported


def name(part: Part, edition: Edition) -> str:
    """The name of the part, in English too where it is a country; of a subdivision with its
    country where more than one is shown. Without a name it is that of what was not stated."""
    context = part.growth.context
    if part.code in context.divisions:
        return edition.country_name(part.code, context)
    if not part.name:
        return edition._("not stated")
    country = part.code.partition("-")[0]
    if country in context.divisions and one_or_none(context.scope.countries) is None:
        return f"{part.name} ({edition.country_name(country, context)})"
    return part.name


def curve(part: Part) -> tuple[int, ...]:
    """The count at the end of each week from the first change to the last day with data."""
    frame, until = part.growth.frame, part.growth.context.as_of
    if frame.empty or until is None:
        return ()
    first, last = frame["day"].iloc[0], pd.Timestamp(until)
    days = pd.date_range(last, first - _WEEK, freq="-7D")[::-1]
    counts = frame.set_index("day")["supported"].reindex(days, method="ffill").fillna(0)
    return tuple(int(count) for count in counts)


def few(parts: Sequence[Part]) -> list[str]:
    """Codes of the parts whose percentages and paces rest on few MiPymes."""
    return [part.code for part in parts if 0 < (supported(part) or 0) < FEW]


def note(parts: Sequence[Part], edition: Edition) -> str:
    """What the mark of `few` means; empty where nothing is marked."""
    if not few(parts):
        return ""
    return edition._(
        "{mark} Fewer than {few} MiPymes: one more or less changes its percentages and its pace a "
        "lot, so its place in an order says little."
    ).format(mark=SMALL_MARK, few=edition.number(FEW))


def gaps(edition: Edition) -> dict[str, str]:
    """What a gap means in the columns that speak of goals."""
    _ = edition._
    return {_("Goal"): _("no goal"), _("Progress, %"): "–", _("Needed per week of classes"): "–"}
