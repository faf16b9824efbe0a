"""What the MiPymes are: by size, by sector, by stage, and whom they reach."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from sqlalchemy import Connection, select

from data_access import definitions, freshness, progress, published, rollups
from data_access.codes import INCLUSION, SIZES
from data_access.errors import Protected, ProtectedError
from data_access.measures import SUPPORT_MEASURES
from data_access.scope import Scope


def supported_by_size(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """Supported MiPymes by size: columns ``size`` (code, '' where not reported), ``supported``
    (int). Every size of `scope` has a row, in the order of `codes.SIZES`; '' only where there are
    any."""
    counts = _supported_by(connection, "size", scope)
    sizes = [size for size in SIZES if not scope.sizes or size in scope.sizes]
    return _frame("size", sizes, counts)


def supported_by_sector(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """Supported MiPymes by section of ISIC: columns ``sector`` (code, '' where not reported),
    ``supported`` (int). A row for each that counts any, or that `scope` names: most first, ''
    last."""
    counts = _supported_by(connection, "sector", scope)
    sectors = {sector for sector in (*counts, *scope.sectors) if sector}
    ranked = sorted(sectors, key=lambda sector: (-counts.get(sector, 0), sector))
    return _frame("sector", ranked, counts)


def inclusion(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """Whom the programme reaches by the end of `scope` (its start plays no part), in protected
    numbers (`definitions.PROTECTED`).

    Columns ``group`` (key of `codes.INCLUSION`), ``value`` (its code), ``supported`` (int, all
    MiPymes), ``reported`` (Int64, those of them whose group is known; missing where protected),
    ``mipymes`` (Int64, those of that value; missing where protected or nothing is reported),
    ``protected`` (bool: `mipymes` is). A row for each value, in the order of the codes.
    """
    scope = scope.without("start")
    if published.is_public(connection):
        return _published_inclusion(connection, scope)
    rows: list[tuple[object, ...]] = []
    for column, codes in INCLUSION.items():
        counts = _supported_by(connection, column, scope)
        total, known = sum(counts.values()), sum(counts.get(code, 0) for code in codes)
        reported = definitions.protected(known) if known else 0
        for code in codes:
            told = definitions.protected(counts.get(code, 0))
            rows.append((column, code, total, reported, told, told is None and known > 0))
    return _inclusion_frame(rows)


def _published_inclusion(connection: Connection, scope: Scope) -> pd.DataFrame:
    freshness.require_last_day(connection, scope)
    told = next(iter(published.numbers(connection, scope=scope).values()), {})
    total = progress.supported(connection, scope=scope)
    if total and not set(INCLUSION) <= set(told):
        raise ProtectedError(Protected.CROSS)
    return _inclusion_frame(
        (column, code, total, told.get(column, 0), number, number is None and total > 0)
        for column, codes in INCLUSION.items()
        for code in codes
        for number in [told.get(f"{column}:{code}")]
    )


def _inclusion_frame(rows: Iterable[tuple[object, ...]]) -> pd.DataFrame:
    names = ["group", "value", "supported", "reported", "mipymes", "protected"]
    frame = pd.DataFrame(list(rows), columns=names)
    return frame.astype({"reported": "Int64", "mipymes": "Int64"})


def _supported_by(connection: Connection, column: str, scope: Scope) -> dict[str, int]:
    """Code → supported MiPymes, where there are any."""
    daily = rollups.source(connection, scope, by=[column], measures=SUPPORT_MEASURES)
    count = definitions.supported(daily)
    query = (
        select(daily.c[column], count.label("supported"))
        .where(*scope.members(daily), *scope.days(daily))
        .group_by(daily.c[column])
        .having(count != 0)
        .order_by(daily.c[column])
    )
    return {code: int(supported) for code, supported in connection.execute(query)}


def _frame(column: str, known: list[str], counts: dict[str, int]) -> pd.DataFrame:
    """The counts of what is known in its order, then of what was not reported, if there is any."""
    codes = [*known, *([""] if "" in counts else [])]
    supported = pd.array([counts.get(code, 0) for code in codes], dtype="int64")
    return pd.DataFrame({column: pd.Series(codes, dtype="object"), "supported": supported})


def by_stage(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """MiPymes by the stage they are in at the end of `scope` (its start plays no part: a stage
    is a state): columns ``stage`` (key of `definitions.STAGES`), ``mipymes`` (int)."""
    scope = scope.without("start")
    daily = rollups.source(connection, scope)
    stages = definitions.in_stage(daily)
    query = select(*(count.label(stage) for stage, count in stages.items())).where(
        *scope.members(daily), *scope.days(daily)
    )
    row = connection.execute(query).one()._mapping
    return pd.DataFrame({"stage": list(stages), "mipymes": [int(row[stage]) for stage in stages]})
