"""What the universities still owe: whom to call today, about what, and what it would change."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import Connection

from data_access import freshness, pace, progress, reports, schema
from data_access.scope import Scope

OWED = ("no_reporto", "en_plazo")
"""States of `definitions.REPORT_STATES` in which a report is still to come."""
_COLUMNS = ["university", "short", "name", "reason", "periods", "due_on", "rejected"]
_COLUMNS += ["data_until", "expected"]


def pending(connection: Connection, *, scope: Scope, as_of: date | None) -> pd.DataFrame:
    """One row per university behind `scope` that owes something on `as_of`, the largest change
    first.

    Columns ``university``, ``short``, ``name``; ``reason``: ``overdue`` (a report whose last day
    has passed), ``due`` (one that can still come in time) or ``partial`` (the last one, in which
    rows were rejected); ``periods`` (list of codes), ``due_on`` (date, of the last of them),
    ``rejected`` (int), ``data_until`` (date; missing where one never reported) and ``expected``:
    the supported MiPymes that the missing weeks would bring at the university's own pace
    (`pace.pace`), missing where it cannot be said. Reports hold everything up to their day, so an
    old gap that a later report has closed is owed no more.
    """
    if as_of is None:
        return pd.DataFrame(columns=_COLUMNS)
    frame = reports.by_period(connection, scope=scope.without("start").until(as_of))
    until = freshness.by_university(connection).set_index("university")["data_until"].to_dict()
    c = schema.university.c
    rows = []
    names = dict(
        connection.execute(schema.university.select().with_only_columns(c.code, c.name)).all()
    )
    for code, reported in frame.groupby("university", sort=True):
        owed = _owed(reported)
        if owed is None:
            continue
        reason, periods, due_on, rejected = owed
        known = until.get(code)
        expected = None
        if reason != "partial" and known is not None and known < as_of:
            weeks = (as_of - known).days / 7
            speed = _pace(connection, str(code), known)
            expected = None if speed is None else speed * weeks
        short = reported["short"].iloc[0]
        rows.append((code, short, names[code], reason, periods, due_on, rejected, known, expected))
    found = pd.DataFrame(rows, columns=_COLUMNS)
    order = {"overdue": 0, "due": 1, "partial": 2}
    found["_order"] = found["reason"].map(order)
    found = found.sort_values(
        ["_order", "expected", "university"], ascending=[True, False, True], na_position="last"
    )
    return found[_COLUMNS].reset_index(drop=True)


def _owed(reported: pd.DataFrame) -> tuple[str, list[str], date, int] | None:
    """Reason, periods, last day and rejected rows of one university's reports, or None."""
    expected = reported[reported["state"] != "no_aplica"]
    arrived = expected[~expected["state"].isin(OWED)]
    after = expected if arrived.empty else expected.loc[arrived.index[-1] :].iloc[1:]
    if len(after):
        overdue = (after["state"] == "no_reporto").any()
        reason = "overdue" if overdue else "due"
        return reason, list(after["period"]), after["due_on"].iloc[-1], 0
    if len(arrived) and arrived["rejected"].iloc[-1] > 0:
        last = arrived.iloc[-1]
        return "partial", [last["period"]], last["due_on"], int(last["rejected"])
    return None


def _pace(connection: Connection, university: str, until: date) -> float | None:
    scope = Scope(universities=(university,), end=until)
    weeks = progress.by_week(connection, scope=scope)
    return pace.pace(weeks, progress.progress(connection, scope=scope), as_of=until).recent
