"""What this process last saw of the data, for as long as the database does not answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from data_access import freshness
from data_access.engine import Reader
from data_access.errors import DatabaseError


@dataclass(frozen=True)
class Seen:
    """A state of the data, and when it was last looked at."""

    revision: int
    at: datetime
    fault: DatabaseError | None = None
    """Why it cannot be looked at now; None while the database answers."""

    @property
    def age(self) -> timedelta:
        """How long ago that was."""
        return datetime.now(UTC) - self.at


_last: dict[Reader, Seen] = {}


def look(source: Reader) -> Seen:
    """The state of the data now. While the database is away or unfit, the one last seen and the
    fault, so that what is kept of it can be shown; `DatabaseError` where none has been seen."""
    try:
        with source.connect() as connection:
            found = Seen(freshness.revision(connection), datetime.now(UTC))
    except DatabaseError as fault:
        if source not in _last:
            raise
        return replace(_last[source], fault=fault)
    _last[source] = found
    return found
