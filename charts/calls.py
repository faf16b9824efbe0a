"""Whom to call today, in words: what is missing, what it would change, and a polite message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

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


def calls(pending: pd.DataFrame, template: str, edition: Edition) -> list[Call]:
    """The rows of `pending.pending` in words, in their order; `template` is the address of the
    spreadsheet to fill in."""
    return [_call(row, template, edition) for row in pending.to_dict("records")]


def _call(row: dict[Any, Any], template: str, edition: Edition) -> Call:
    _ = edition._
    reason = str(row["reason"])
    facts = {
        "period": edition.listed([_period(code, edition) for code in row["periods"]]),
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
            _("The template is at {address}.").format(address=template),
            _("Thank you very much. {programme}").format(programme=PROGRAMME),
        ]
    )
    return Call(row["name"], row["short"], " ".join(why), message)


def _period(code: str, edition: Edition) -> str:
    """``octubre de 2021`` for ``2021-10``; any other code as it is."""
    year, _, month = code.partition("-")
    if year.isdigit() and month.isdigit() and 1 <= int(month) <= 12:
        return edition.month_words(date(int(year), int(month), 1))
    return code
