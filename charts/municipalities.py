"""The municipalities of a scope side by side, as a table."""

from __future__ import annotations

import pandas as pd

from charts.edition import Edition
from charts.ranking import shares
from data_access import definitions
from data_access.codes import OTHERS
from data_access.records import Context
from data_access.scope import one_or_none
from texts import mark

CITIES = mark("Cities: GeoNames.org, CC BY 4.0.")
"""The credit wherever municipalities are shown."""
FEWEST = definitions.NAMED


def named(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of `municipalities.supported` that may be shown under their name."""
    unnamed = frame["municipality"].isin(["", OTHERS])
    return frame[~unnamed & (frame["supported"] >= FEWEST)]


def table(frame: pd.DataFrame, context: Context, edition: Edition) -> pd.DataFrame:
    """The frame of `municipalities.supported` in the reader's words: municipality, subdivision and
    country (unless the scope names only one), count, share in %. Those of fewer than `FEWEST` are
    one row, the last. The index holds the names, '' where there is none."""
    _ = edition._
    together = frame["municipality"] == OTHERS
    few = together | (frame["supported"] < FEWEST)
    named = frame[~few]
    rest = int(few.sum())
    others = edition.ngettext("{count} other municipality", "{count} other municipalities", rest)
    if together.any():  # how many these are is not told
        others = _("Other municipalities")
    counts = [*named["supported"], *([int(frame.loc[few, "supported"].sum())] if rest else [])]
    last = [None] if rest else []
    columns: dict[str, object] = {
        _("Municipality"): [
            *(name or _("not stated") for name in named["municipality"]),
            *([others.format(count=edition.number(rest))] if rest else []),
        ]
    }
    if not one_or_none(context.scope.subdivisions):
        head = edition.division(context, one_or_none(context.scope.countries)).capitalize()
        names = [context.names.get(code, _("not stated")) for code in named["subdivision"]]
        columns[head] = [*names, *last]
    if not one_or_none(context.scope.countries):
        names = [edition.country_name(code, context) for code in named["country"]]
        columns[_("Country")] = [*names, *last]
    columns[_("Supported MiPymes")] = pd.array(counts, dtype="Int64")
    whole = int(frame["supported"].sum())
    columns[_("Share of the total, %")] = shares([(count, whole) for count in counts])
    return pd.DataFrame(columns, index=[*named["municipality"], *([""] if rest else [])])
