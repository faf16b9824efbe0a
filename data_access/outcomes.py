"""What changed between the initial and the final measurement. Only MiPymes with both are compared,
and only those that stayed; with a start, those measured again since then. A change is not an
effect."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd
from sqlalchemy import Connection, FromClause, func, select

from data_access import definitions, freshness, published, rollups, schema
from data_access.codes import PLATFORMS, SCORES
from data_access.errors import Protected, ProtectedError
from data_access.measures import BANDS, HELD, OUTCOME_MEASURES, STEPS, median
from data_access.scope import Scope

By = Literal["all", "country", "subdivision", "university"]

_KEYS: dict[By, tuple[str, ...]] = {
    "all": (),
    "country": ("country",),
    "subdivision": ("country", "subdivision"),
    "university": ("university",),
}
Sums = dict[str, Any]


def change(connection: Connection, *, scope: Scope, by: By = "country") -> pd.DataFrame:
    """The scores before and after: one row for all, or for each country, subdivision or university
    that has MiPymes in `scope`, by code.

    Columns ``code`` ('' for all, and where no subdivision is given), ``country`` (the place's, or
    that of the university's seat; missing for all), ``supported`` (int), ``n`` (Int64, those of
    them with a score at both moments; missing where protected), and of each of `codes.SCORES`
    ``<score>_n``, ``<score>_initial`` and ``<score>_final`` (mean, from 0 to 100; missing where its
    n is 0).
    """
    frame, sums = _groups(connection, scope, by)
    frame["n"] = pd.array([row["scored"] for row in sums], dtype="Int64")
    for score in SCORES:
        number = frame[f"{score}_n"] = _column(sums, f"{score}_n")
        for when in ("initial", "final"):
            points = _column(sums, f"{score}_{when}") / 100
            frame[f"{score}_{when}"] = (points / number).where(number > 0)
    return frame


def sales(connection: Connection, *, scope: Scope, by: By = "country") -> pd.DataFrame:
    """How the sales changed: ``code``, ``country`` and ``supported`` as in `change`; ``n`` (int,
    those with sales in one currency at both moments), ``rose``, ``held`` (the same amount) and
    ``fell`` of them (int), ``median`` (change in percent, good to the width of its band in
    `measures.BANDS`: five points between -30 and 30; 100 is that or more; missing where n is 0)."""
    frame, sums = _groups(connection, scope, by)
    if published.is_public(connection):
        parts = {"n": "sales", "rose": "rose", "held": "held", "fell": "fell"}
        for name, measure in parts.items():
            frame[name] = pd.array([row.get(measure) for row in sums], dtype="Int64")
        frame["n"] = frame["n"].fillna(0).astype("int64")
        frame["median"] = pd.Series([row.get("median") for row in sums], dtype="float64")
        return frame
    bands = pd.DataFrame({band: _column(sums, f"sales_{band:02}") for band in range(len(BANDS))})
    frame["n"] = bands.sum(axis=1).astype("int64")
    frame["rose"] = bands.loc[:, HELD + 1 :].sum(axis=1).astype("int64")
    frame["held"] = bands[HELD]
    frame["fell"] = bands.loc[:, : HELD - 1].sum(axis=1).astype("int64")
    medians = [median(row) for row in bands.to_numpy().tolist()]
    frame["median"] = pd.Series(medians, dtype="float64")
    return frame


def overall(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """`change` for all MiPymes of `scope`: one row, or none."""
    return change(connection, scope=scope, by="all")


def sales_by_country(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """`sales` for all of them (code '') and for each country."""
    parts = [sales(connection, scope=scope, by=by) for by in ("all", "country")]
    return pd.concat(parts, ignore_index=True)


def closed(connection: Connection, *, scope: Scope) -> tuple[int, int]:
    """How many of the MiPymes of `scope` whose intervention has started by its end are reported
    as closed by then, and how many there are; those that dropped out are among them."""
    scope = scope.without("start")
    if published.is_public(connection):
        freshness.require_last_day(connection, scope)
        told = next(iter(published.numbers(connection, scope=scope).values()), {})
        count = told.get("closed")
        if count is None:
            raise ProtectedError(Protected.FEW)
        return int(count), _started(connection, scope)
    daily = rollups.source(connection, scope, measures=("started", "closed"))
    query = select(func.sum(daily.c.closed), func.sum(daily.c.started)).where(
        *scope.members(daily), *scope.days(daily)
    )
    row = connection.execute(query).one()
    return int(row[0] or 0), int(row[1] or 0)


def _started(connection: Connection, scope: Scope) -> int:
    daily = rollups.source(connection, scope)
    query = select(func.sum(daily.c.started)).where(*scope.members(daily), *scope.days(daily))
    return int(connection.scalar(query) or 0)


def platforms(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """On which platforms they are: columns ``platform`` (key of `codes.PLATFORMS`), ``n`` (MiPymes
    whose platforms are known at both moments), ``before`` and ``after`` (how many of them are on
    it), all int. A row for each platform, in the order of the codes."""
    sums = _all(connection, scope)
    rows = [
        (name, sums["platforms_n"], sums[f"{name}_before"], sums[f"{name}_after"])
        for name in PLATFORMS
    ]
    frame = pd.DataFrame(rows, columns=["platform", "n", "before", "after"])
    return frame.astype(dict.fromkeys(["n", "before", "after"], "Int64"))


def platform_steps(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """On how many platforms they are: columns ``at_least`` (2, 3), ``n`` as in `platforms`,
    ``before`` and ``after`` (how many of them are on so many), ``gained`` (were not, and are)."""
    sums = _all(connection, scope)
    names = ("before", "after", "gained")
    rows = [
        (number, sums["platforms_n"], *(sums[f"{step}_{name}"] for name in names))
        for step, number in STEPS.items()
    ]
    frame = pd.DataFrame(rows, columns=["at_least", "n", *names])
    return frame.astype(dict.fromkeys(["n", *names], "Int64"))


def _all(connection: Connection, scope: Scope) -> Sums:
    """What all of `scope` add up to."""
    nothing: Sums = dict.fromkeys(OUTCOME_MEASURES, 0)
    return next(iter(_sums(connection, scope, "all").values()), nothing)


def _groups(connection: Connection, scope: Scope, by: By) -> tuple[pd.DataFrame, list[Sums]]:
    """Columns ``code``, ``country``, ``supported`` of `change`, and the sums of each row."""
    daily = rollups.source(connection, scope, by=_KEYS[by])
    query = _grouped(daily, scope, by).add_columns(definitions.supported(daily))
    rows = [(tuple(key), int(count)) for *key, count in connection.execute(query)]
    seat = schema.university.c
    seats = {row.code: row.country for row in connection.execute(select(seat.code, seat.country))}
    frame = pd.DataFrame(
        [
            (
                key[-1] if key else "",
                seats[key[0]] if by == "university" else key[0] if key else None,
                count,
            )
            for key, count in rows
        ],
        columns=["code", "country", "supported"],
    ).astype({"supported": "int64"})
    sums = _sums(connection, scope, by)
    nothing = dict.fromkeys(OUTCOME_MEASURES, 0)
    return frame, [sums.get(key, nothing) for key, _ in rows]


def _sums(connection: Connection, scope: Scope, by: By) -> dict[tuple[str, ...], Sums]:
    """Key of a group → `OUTCOME_MEASURES` → sum."""
    if published.is_public(connection):
        return _told(connection, scope, by)
    daily = rollups.outcomes(connection, scope, by=_KEYS[by])
    query = _grouped(daily, scope, by).add_columns(
        *(func.sum(daily.c[name]) for name in OUTCOME_MEASURES)
    )
    depth = len(_KEYS[by])
    return {
        tuple(row[:depth]): {
            name: int(value or 0) for name, value in zip(OUTCOME_MEASURES, row[depth:], strict=True)
        }
        for row in connection.execute(query)
    }


def _told(connection: Connection, scope: Scope, by: By) -> dict[tuple[str, ...], Sums]:
    """`_sums` of what is published: counts that are protected are None; those that say of how many
    a score or the platforms are known are 0, which figures take for too few."""
    freshness.require_last_day(connection, scope)
    found: dict[tuple[str, ...], Sums] = {}
    for (country, code), told in published.numbers(connection, scope=scope, by=_KEYS[by]).items():
        sums: Sums = dict(told)
        for score in SCORES:
            number = sums[f"{score}_n"] = told[f"{score}_n"] or 0
            for when in ("initial", "final"):
                name = f"{score}_{when}"
                sums[name] = round((told[name] or 0) * number * 100)
        sums["platforms_n"] = told["platforms_n"] or 0
        key = (country, code) if by == "subdivision" else (code,) if by != "all" else ()
        found[key] = sums
    return found


def _grouped(daily: FromClause, scope: Scope, by: By):  # type: ignore[no-untyped-def]
    """A query of the keys of `by`, to which what is added up is to be added."""
    keys = [daily.c[name] for name in _KEYS[by]]
    query = select(*keys).where(*scope.members(daily), *scope.days(daily))
    return query.group_by(*keys).order_by(*keys) if keys else query


def _column(sums: list[Sums], name: str) -> pd.Series:
    return pd.Series([row[name] for row in sums], dtype="int64")
