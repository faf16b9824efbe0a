"""What changed, university by university: in the last weeks of the data, or since a day on which
somebody looked at them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pandas as pd
from sqlalchemy import Connection, func, select

from data_access import freshness, load_changes, rollups, schema
from data_access.records import Since
from data_access.scope import Scope

LATELY = timedelta(weeks=4)


def lately(connection: Connection, *, scope: Scope, as_of: date | None) -> pd.DataFrame:
    """What the `LATELY` days up to `as_of` brought: a row for each university where a MiPyme of
    `scope` started its intervention or dropped out of it (the scope's own period plays no part).

    Columns ``code``, ``short``, ``started``, ``dropped``, ``net`` (their difference), all int;
    the largest net first.
    """
    columns = ["code", "short", "started", "dropped", "net"]
    if as_of is None:
        return pd.DataFrame(columns=columns)
    daily, c = rollups.source(connection, scope, by=["university"]), schema.university.c
    started, dropped = func.sum(daily.c.started), func.sum(daily.c.dropped_started)
    query = (
        select(c.code, c.short, started.label("started"), dropped.label("dropped"))
        .join_from(daily, schema.university, c.code == daily.c.university)
        .where(*scope.members(daily), daily.c.day > as_of - LATELY, daily.c.day <= as_of)
        .group_by(c.code, c.short)
        .having(started + dropped > 0)
    )
    frame = pd.DataFrame(connection.execute(query).all(), columns=columns[:-1])
    frame = frame.astype({"started": "int64", "dropped": "int64"})
    frame["net"] = frame["started"] - frame["dropped"]
    ordered = frame.sort_values(["net", "code"], ascending=[False, True])
    return ordered[columns].reset_index(drop=True)


def since(connection: Connection, *, scope: Scope, day: date) -> Since | None:
    """What changed in `scope` since `day`. None where it is not known: the scope names more than
    `load_changes.KNOWN`, or there were loads after `day` whose changes were not kept."""
    known = load_changes.known_since(connection)
    evening = datetime.combine(day + timedelta(1), datetime.min.time(), tzinfo=UTC)
    if not load_changes.KNOWN.issuperset(scope.dimensions()) or (known and known >= evening):
        return None
    loads = load_changes.loads(connection)
    before = loads[loads["loaded_at"] < evening]
    cells = _cells(connection, scope, evening)
    concerned = freshness.concerned(connection, scope)
    counts: dict[str, int | None] = {}
    for when, told in (("now", loads), ("then", before)):
        measures = [f"started_{when}", f"dropped_{when}"]
        attending = set(cells.loc[cells[measures].any(axis=1), "university"])
        end = _last(scope, told, concerned if when == "now" else attending)
        cells.loc[~(cells["day"] <= end), measures] = 0
        total = cells[measures].sum()
        counts[when] = None if pd.isna(end) else int(total.iloc[0] - total.iloc[1])
    until = before.groupby("university")["data_until"].max().to_dict()
    reached = pd.to_datetime(cells["university"].map(until))
    frame = _by_kind(cells, fresh=~(cells["day"] <= reached))
    u = schema.university.c
    names = dict(connection.execute(select(u.code, u.short).order_by(u.code)).all())
    frame.insert(1, "short", frame["code"].map(names))
    return Since(day, counts["then"], counts["now"], frame)


def _last(scope: Scope, loads: pd.DataFrame, concerned: set[str]) -> pd.Timestamp:
    """The last day that counts (see `freshness.freshness`); NaT where nothing was reported."""
    if scope.universities:
        loads = loads[loads["university"].isin(scope.universities)]
    elif scope.dimensions() and concerned:
        loads = loads[loads["university"].isin(concerned)]
    reached = loads["data_until"]
    end = pd.NaT if scope.end is None else pd.Timestamp(scope.end)
    return reached.max() if pd.isna(end) or reached.empty else min(end, reached.max())


def _cells(connection: Connection, scope: Scope, evening: datetime) -> pd.DataFrame:
    """Columns ``university``, ``day`` (datetime64), ``started_now``, ``dropped_now``,
    ``started_then``, ``dropped_then``: the counts of each day as the data have them now, and had
    them on that `evening`."""
    daily = rollups.source(connection, scope, by=["university"])
    keys = [daily.c.university, daily.c.day]
    query = (
        select(*keys, func.sum(daily.c.started), func.sum(daily.c.dropped_started))
        .where(*scope.members(daily), *scope.without("end").days(daily))
        .group_by(*keys)
        .order_by(*keys)
    )
    by, names = ["university", "day"], ["started", "dropped"]
    now = pd.DataFrame(connection.execute(query).all(), columns=[*by, *names])
    now["day"] = pd.to_datetime(now["day"])
    log = load_changes.log(connection, scope=scope)
    later = log[log["loaded_at"] >= evening]
    if scope.start is not None:
        later = later[later["day"] >= pd.Timestamp(scope.start)]
    both = pd.concat(
        [now.assign(when="now"), later.assign(when="changed")[[*by, *names, "when"]]],
        ignore_index=True,
    )
    cells = both.pivot_table(index=by, columns="when", values=names, aggfunc="sum", fill_value=0)
    found = pd.DataFrame(index=cells.index)
    for name in names:
        present = cells.get((name, "now"), 0)
        found[f"{name}_now"] = present
        found[f"{name}_then"] = present - cells.get((name, "changed"), 0)
    return found.reset_index()


def _by_kind(cells: pd.DataFrame, *, fresh: pd.Series) -> pd.DataFrame:
    """The changes of the cells by university; `fresh`: of days that had not been reported."""
    started = cells["started_now"] - cells["started_then"]
    dropped = cells["dropped_now"] - cells["dropped_then"]
    revised = (started - dropped).where(~fresh, 0)
    kinds = pd.DataFrame(
        {
            "code": cells["university"],
            "added": started.where(fresh, 0),
            "dropped": dropped.where(fresh, 0),
            "up": revised.clip(lower=0),
            "down": (-revised).clip(lower=0),
        }
    )
    frame = kinds.groupby("code", as_index=False).sum()
    frame["net"] = frame["added"] - frame["dropped"] + frame["up"] - frame["down"]
    counts = ["added", "dropped", "up", "down", "net"]
    frame = frame[(frame[counts] != 0).any(axis=1)].astype(dict.fromkeys(counts, "int64"))
    return frame.sort_values(["net", "code"], ascending=[False, True]).reset_index(drop=True)
