"""Whether the nowcast would have been better than what was reported: it stands at every past week,
says what the count of that day will be, and is compared with what it became. Only where it was
better is it shown."""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.random import Generator
from sqlalchemy import Connection

from data_access import load_changes, progress, schema
from data_access.engine import Reader
from data_access.nowcast import ALL, nowcast
from data_access.records import Probable
from data_access.rhythm import Term
from data_access.scope import Scope

WEEK = timedelta(weeks=1)
SETTLED = 5 * WEEK
"""After so long the count of a day is taken for the truth: another month's reports have come."""
MOST = 26
"""Weeks that are looked back on."""
LEAST = 8
"""Past weeks without which nothing is shown."""
HELD = 0.6
"""The share of past weeks that the range must have held at least to be shown."""
PATHS = 200
"""Enough for a range of the past; there are many of them."""


def trials(log: pd.DataFrame, loads: pd.DataFrame, terms: Sequence[Term]) -> pd.DataFrame:
    """The nowcasts of the past weeks: columns of `nowcast.nowcast`, and ``truth``, what is
    reported of that day now."""
    columns = ["code", "reported", "low", "mid", "high", "truth"]
    if loads.empty:
        return pd.DataFrame(columns=columns)
    last = loads["loaded_at"].max() - SETTLED
    first = max(loads["loaded_at"].min(), last - (MOST - 1) * WEEK)
    parts: list[pd.DataFrame] = []
    seen = 0
    for moment in pd.date_range(last, first, freq="-7D"):
        known = loads[loads["loaded_at"] <= moment]
        if parts and len(known) == seen:  # a week in which nothing came
            parts.append(parts[-1])
            continue
        seen = len(known)
        told = log[log["loaded_at"] <= moment]
        day = known["data_until"].max()
        if told.empty:
            continue
        found = nowcast(told, known, day=day.date(), terms=terms, paths=PATHS)
        became = log[log["day"] <= day]
        truth = (became["started"] - became["dropped"]).groupby(became["university"]).sum()
        found["truth"] = found["code"].map(truth.to_dict()).where(found["code"] != ALL, truth.sum())
        parts.append(found)
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def scores(tried: pd.DataFrame) -> pd.DataFrame:
    """By ``code``: ``count`` (past weeks with a nowcast), ``inside`` (share of truths within the
    range), ``error`` (mean distance of its middle to the truth), ``reported_error`` (likewise, of
    what was reported)."""
    told = tried.dropna(subset=["mid"]).astype({"truth": "float64"})
    measured = told.assign(
        count=1,
        inside=told["truth"].between(told["low"], told["high"]),
        error=(told["truth"] - told["mid"]).abs(),
        reported_error=(told["truth"] - told["reported"]).abs(),
    )
    how = {"count": "sum", "inside": "mean", "error": "mean", "reported_error": "mean"}
    return measured.groupby("code").agg(how)


def probable(connection: Connection, *, scope: Scope, day: date | None) -> Probable | None:
    """The nowcast of the count of `scope` on `day`. None where there is none to be shown: changes
    of the past were not kept, the scope has a first day or names more than
    `load_changes.KNOWN`, there is too little history, or it would not have been better."""
    unknown = scope.start is not None or not load_changes.KNOWN.issuperset(scope.dimensions())
    if day is None or unknown or load_changes.known_since(connection) is not None:
        return None
    log, loads = load_changes.log(connection, scope=scope), load_changes.loads(connection)
    if log.empty:
        return None
    terms = progress.terms(connection, scope=scope)
    judged = scores(trials(log, loads, terms))
    better = (judged["error"] < judged["reported_error"]) & (judged["inside"] >= HELD)
    proven = judged[better & (judged["count"] >= LEAST)]
    if ALL not in proven.index:
        return None
    found = nowcast(log, loads, day=day, terms=terms)
    ranges = ["low", "mid", "high"]
    found.loc[~found["code"].isin(proven.index), ranges] = np.nan
    every, each = found[found["code"] == ALL].iloc[0].to_dict(), found[found["code"] != ALL]
    if np.isnan(every["low"]):
        return None
    past = proven.loc[ALL].to_dict()
    u = schema.university.c
    query = schema.university.select().with_only_columns(u.code, u.short).order_by(u.code)
    shorts = dict(connection.execute(query).all())
    until = loads.groupby("university")["data_until"].max().to_dict()
    frame = each.assign(short=each["code"].map(shorts), data_until=each["code"].map(until))
    return Probable(
        day=day,
        reported=int(every["reported"]),
        range=(int(every["low"]), int(every["high"])),
        frame=frame[["code", "short", "data_until", "reported", *ranges]].reset_index(drop=True),
        weeks=int(past["count"]),
        inside=float(past["inside"]),
        error=float(past["error"]),
        reported_error=float(past["reported_error"]),
    )


def reshuffled(
    log: pd.DataFrame, loads: pd.DataFrame, rng: Generator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The same reports with each university's delays in another order."""
    loads = loads.copy()
    delay = loads["loaded_at"] - loads["data_until"].dt.tz_localize("UTC")
    mixed = delay.groupby(loads["university"]).transform(lambda own: rng.permutation(own))
    loads["loaded_at"] = loads["data_until"].dt.tz_localize("UTC") + mixed
    loads = loads.sort_values(["loaded_at", "submission"]).reset_index(drop=True)
    moments = loads.set_index("submission")["loaded_at"]
    return log.assign(loaded_at=log["submission"].map(moments)), loads


def _histories(
    log: pd.DataFrame, loads: pd.DataFrame, count: int, seed: int
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """The history itself, then `count` reshuffled ones."""
    yield log, loads
    rng = np.random.Generator(np.random.PCG64(seed))
    for _ in range(count):
        yield reshuffled(log, loads, rng)


def run(address: str, *, count: int, seed: int) -> list[pd.DataFrame]:
    """The trials of the database at `address` and of `count` histories like it; empty where
    changes of the past were not kept."""
    with closing(Reader(address)) as reader, reader.connect() as connection:
        if load_changes.known_since(connection) is not None:
            return []
        log, loads = load_changes.log(connection, scope=Scope()), load_changes.loads(connection)
        terms = progress.terms(connection, scope=Scope())
    tried = [trials(*one, terms) for one in _histories(log, loads, count, seed)]
    return [one for one in tried if one["mid"].notna().any()]


def report(tried: Sequence[pd.DataFrame], words: gettext.NullTranslations) -> list[str]:
    """The scores as lines of a table: of the database, and of the reshuffled histories."""
    _ = words.gettext
    if not tried:
        return [_("There are too few kept changes to judge the nowcast by.")]
    heads = (_("In 80 % range"), _("Error of the nowcast"), _("Error of what is reported"))
    lines = ["", _("Nowcast of all universities together"), f"{'':>22}"]
    lines[-1] += "".join(f"{head:>32}" for head in heads)
    rows = [(_("the database"), tried[:1]), (_("reshuffled"), tried[1:])]
    for name, some in rows:
        if some:
            found = scores(pd.concat(some, ignore_index=True)).loc[ALL]
            cells = [f"{100 * found['inside']:.0f} %", f"{found['error']:.1f}"]
            cells.append(f"{found['reported_error']:.1f}")
            lines.append(f"{name:>22}" + "".join(f"{cell:>32}" for cell in cells))
    count = int(sum((one["code"] == ALL).sum() for one in tried))
    lines.append(_("{count} nowcasts").format(count=count))
    return lines
