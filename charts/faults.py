"""Faults in loaded data in words: what was found, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts.edition import Edition
from charts.table import Table
from data_access.definitions import MOST_HOURS, SALES_TIMES, SCORE_LEAP
from data_access.records import Context
from texts import mark


@dataclass(frozen=True)
class Kind:
    """A kind of fault: its name, what to do, and what its two values are."""

    name: str
    remedy: str
    first: str
    second: str


KINDS = {
    "future": Kind(
        mark("Date after the last report"),
        mark("Look at the year and the order of day and month, and send the row again."),
        mark("Date"),
        mark("Reports until"),
    ),
    "closed": Kind(
        mark("Closed before it enrolled"),
        mark("One of the two dates is wrong: correct it in the next report."),
        mark("Closed on"),
        mark("Enrolled on"),
    ),
    "measured": Kind(
        mark("Final measurement before the initial one"),
        mark("The two may be swapped: compare both with the forms."),
        mark("Initial"),
        mark("Final"),
    ),
    "place": Kind(
        mark("Point outside its state, department, region or province"),
        mark("Latitude and longitude may be swapped, a minus may be missing, or the place wrong."),
        mark("Latitude"),
        mark("Longitude"),
    ),
    "duplicate": Kind(
        mark("The same name and municipality at two universities"),
        mark("If it is the same MiPyme, the universities agree on who reports it."),
        mark("Municipality"),
        mark("Also at"),
    ),
    "scores": Kind(
        mark("A score that changes by more than {score} points"),
        mark("Look whether both were measured on the scale from 0 to 100."),
        mark("Initial"),
        mark("Final"),
    ),
    "sales": Kind(
        mark("Sales that rise or fall to {times} times as much or as little"),
        mark("Look for a decimal sign, thousands, another currency or another period."),
        mark("Initial"),
        mark("Final"),
    ),
    "hours": Kind(
        mark("More than {hours} hours of one student with one MiPyme"),
        mark("Look whether the hours are of one MiPyme, and hours."),
        mark("Hours"),
        mark("At most expected"),
    ),
}
_LIMITS = {"score": SCORE_LEAP, "times": SALES_TIMES, "hours": MOST_HOURS}


def name(kind: str, edition: Edition) -> str:
    """What the fault is."""
    return edition._(KINDS[kind].name).format(**_LIMITS)


def table(found: Mapping[str, Mapping[str, int] | None], about: Context, edition: Edition) -> Table:
    """A row for each kind that was found, or that could not be looked for."""
    _ = edition._
    rows = []
    for kind, counts in found.items():
        if counts is None:
            said = (edition.missing, _("too many rows to look through: choose a university"))
        elif counts:
            most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            where = [f"{about.names.get(code, code)} {edition.number(n)}" for code, n in most]
            said = (edition.number(sum(counts.values())), ", ".join(where))
        else:
            continue
        rows.append((name(kind, edition), *said, _(KINDS[kind].remedy)))
    heads = (_("What was found"), _("MiPymes"), _("Where"), _("What to do"))
    return Table("", heads, (False, True, False, False), tuple(rows))


def rows(frame: pd.DataFrame, kind: str, about: Context, edition: Edition) -> pd.DataFrame:
    """The frame of `faults.rows` as read."""
    _ = edition._

    def named(column: str) -> Any:
        return frame[column].map(about.names, na_action="ignore")

    other = named("second").fillna(frame["second"]) if kind == "duplicate" else frame["second"]
    return pd.DataFrame(
        {
            _("Number"): frame["external_id"],
            _("University"): named("university"),
            _("Name"): frame["name"],
            edition.division(about).capitalize(): named("subdivision"),
            _(KINDS[kind].first): frame["first"],
            _(KINDS[kind].second): other,
        }
    )
