"""The rows of a report that could not be loaded, for those who can have them mended."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection, or_, select

from data_access.access import Access
from data_access.rights import restrict
from data_access.schema import WITH_CONTENT, rejected_row, submission

COLUMNS = ("line", "column", "value", "message", "suggestion")


def rejections(
    access: Access, connection: Connection, *, university: str, period: str, limit: int
) -> pd.DataFrame:
    """What kept rows out of the last report of `university` for `period` (or of a file that names
    none), by line and column: columns `COLUMNS` as they are stored, ``column`` missing where the
    whole line is meant. Empty for who does not see every row of the university."""
    found = pd.DataFrame(columns=list(COLUMNS), dtype="object")
    if not access.whole(university):
        return found
    s, r = submission.c, rejected_row.c
    last = (
        select(s.id)
        .where(s.university == university, or_(s.period == period, s.period.is_(None)))
        .where(WITH_CONTENT)
        .order_by(s.loaded_at.desc(), s.id.desc())
        .limit(1)
    )
    restrict(access, connection)
    query = (
        select(*(r[name] for name in COLUMNS))
        .where(r.submission == last.scalar_subquery())
        .order_by(r.line, r.column, r.id)
        .limit(limit)
    )
    rows = connection.execute(query).all()
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="object") if rows else found
