"""Rows of a report that could not be loaded, as read and as they are told to whoever sent them."""

from __future__ import annotations

import pandas as pd

from charts.edition import Edition

TOLD = 12
"""Lines that a message lists: a longer one is not read."""


def table(frame: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """The frame of `rejections.rejections` in the reader's words."""
    _ = edition._
    return pd.DataFrame(
        {
            _("Line"): pd.array(list(frame["line"]), dtype="Int64"),
            _("Column"): frame["column"].fillna(_("the whole line")),
            _("Value"): frame["value"].replace("", None),
            _("Reason"): frame["message"],
            _("Suggestion"): frame["suggestion"],
        }
    )


def told(frame: pd.DataFrame, edition: Edition) -> str:
    """The lines and what is wrong with each, without the values: these can say who it is, and a
    message goes through other hands."""
    _ = edition._
    said = []
    for row in frame.head(TOLD).to_dict("records"):
        reason = str(row["message"])
        if not pd.isna(row["value"]) and row["value"]:
            reason = reason.replace(f"“{row['value']}”", _("the value"))
            reason = reason.replace(f"«{row['value']}»", _("the value"))
        whole = pd.isna(row["column"]) or not row["column"]
        place = _("Line {line}: {reason}") if whole else _("Line {line}, {column}: {reason}")
        said.append(
            place.format(line=edition.number(row["line"]), column=row["column"], reason=reason)
        )
    rest = len(frame) - TOLD
    if rest > 0:
        more = edition.ngettext("… and {count} more.", "… and {count} more.", rest)
        said.append(more.format(count=edition.number(rest)))
    return "\n".join(f"- {line}" if index < TOLD else line for index, line in enumerate(said))
