"""What the MiPymes are: by size, and by the stage they have reached."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection, select

from data_access import definitions, rollups
from data_access.codes import SIZES
from data_access.scope import Scope


def supported_by_size(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """Supported MiPymes by size: columns ``size`` (code, '' where not reported), ``supported``
    (int). Every size has a row, in the order of `codes.SIZES`; '' only where there are any."""
    daily = rollups.source(scope, by=["size"])
    query = (
        select(daily.c.size, definitions.supported(daily).label("supported"))
        .where(*scope.members(daily), *scope.days(daily))
        .group_by(daily.c.size)
        .order_by(daily.c.size)
    )
    counts = {row.size: int(row.supported) for row in connection.execute(query)}
    sizes = [*SIZES, *([""] if "" in counts and not scope.sizes else [])]
    if scope.sizes:
        sizes = [size for size in sizes if size in scope.sizes]
    return pd.DataFrame({"size": sizes, "supported": [counts.get(size, 0) for size in sizes]})


def by_stage(connection: Connection, *, scope: Scope) -> pd.DataFrame:
    """MiPymes by the stage they are in at the end of `scope` (its start plays no part: a stage
    is a state): columns ``stage`` (key of `definitions.STAGES`), ``mipymes`` (int)."""
    scope = scope.without("start")
    daily = rollups.source(scope)
    stages = definitions.in_stage(daily)
    query = select(*(count.label(stage) for stage, count in stages.items())).where(
        *scope.members(daily), *scope.days(daily)
    )
    row = connection.execute(query).one()._mapping
    return pd.DataFrame({"stage": list(stages), "mipymes": [int(row[stage]) for stage in stages]})
