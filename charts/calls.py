"""Whom to call today, in words: what is missing, what it would change, and a polite message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from charts import rejections
from charts.edition import Edition
from charts.naming import greeting
from texts import PROGRAMME, mark

_REASONS = {
    "overdue": mark("Its report for {period} is missing; the last day was {due}."),
    "due": mark("Its report for {period} is missing; it can still come in time, until {due}."),
    "partial": mark("Its report for {period} was loaded in part."),
}
_ASKS = {
    "overdue": mark(
        "The dashboard of the programme has no report of yours for {period} yet; the last day to "
        "send it was {due}. Could you send it to us?"
    ),
    "due": mark(
        "The dashboard of the programme has no report of yours for {period} yet. Could you send "
        "it to us by {due}?"
    ),
    "partial": mark(
        "We loaded your report for {period}, but some of its rows could not be loaded. "
        "Could you mend them and send the file again?"
    ),
}


@dataclass(frozen=True)
class Call:
    """One call: the university, why, and what can be sent to it."""

    university: str
    short: str
    why: str
    message: str


def calls(
    pending: pd.DataFrame,
    edition: Edition,
    *,
    template: str,
    check: str,
    rejected: Mapping[str, pd.DataFrame],
) -> list[Call]:
    """The rows of `pending.pending` in words, in their order. `template` is the address of the
    spreadsheet to fill in, `check` of the page that tries a file; `rejected`: university → what
    kept rows out of its report, where that may be told."""
    told = {code: rejections.told(frame, edition) for code, frame in rejected.items()}
    return [
        _call(row, edition, template, check, told.get(row["university"], ""))
        for row in pending.to_dict("records")
    ]


def _call(row: dict[Any, Any], edition: Edition, template: str, check: str, told: str) -> Call:
    _ = edition._
    reason = str(row["reason"])
    facts = {
        "period": edition.listed([period_words(code, edition) for code in row["periods"]]),
        "due": edition.date_words(row["due_on"]),
    }
    why = [_(_REASONS[reason]).format(**facts)]
    ask = [_(_ASKS[reason]).format(**facts)]
    if row["rejected"]:
        rejected = edition.ngettext(
            "{count} row was rejected.", "{count} rows were rejected.", row["rejected"]
        ).format(count=edition.number(row["rejected"]))
        why.append(rejected)
    if reason != "partial":
        known = None if pd.isna(row["data_until"]) else row["data_until"]
        said = _("Its data reach {day}.") if known else _("It has not reported yet.")
        why.append(said.format(day=edition.date_words(known) if known else ""))
    expected = 0 if pd.isna(row["expected"]) else round(row["expected"])
    if expected > 0:
        effect = edition.ngettext(
            "At its pace of six weeks it would add about {count} MiPyme to the total.",
            "At its pace of six weeks it would add about {count} MiPymes to the total.",
            expected,
        )
        why.append(effect.format(count=edition.number(expected)))
    message = "\n\n".join(
        [
            greeting(row["name"], edition),
            " ".join(ask),
            *([told] if told else []),
            _("Before sending it, you can try the file at {address}: nothing is loaded.").format(
                address=f"{check}?universidad={row['university']}"
            ),
            _("The template is at {address}.").format(address=template),
            _("Thank you very much. {programme}").format(programme=PROGRAMME),
        ]
    )
    return Call(row["name"], row["short"], " ".join(why), message)


def period_words(code: str, edition: Edition) -> str:
    """``octubre de 2021`` for ``2021-10``; any other code as it is."""
    year, _, month = code.partition("-")
    if year.isdigit() and month.isdigit() and 1 <= int(month) <= 12:
        return edition.month_words(date(int(year), int(month), 1))
    return code
