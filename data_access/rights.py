"""Row-level security of PostgreSQL: whose rows of MiPymes a transaction may see. It holds whatever
a query forgets; the queries narrow by themselves as well, on SQLite only they do.

The policies are in the migrations: without a word of who asks, there is no row.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, func, literal, select

from data_access.access import PUBLIC, Access


def restrict(access: Access, connection: Connection) -> None:
    """Until the end of its transaction, let `connection` see the rows of this reader and no others.
    Until then and not longer: the next reader gets the connection as if nobody had had it."""
    _say(connection, access.role, ",".join(access.universities), ",".join(access.countries))


@contextmanager
def sums(connection: Connection) -> Iterator[None]:
    """Let `connection` see every row, to count what `schema.facts` does not have: nothing that says
    which MiPyme it is may leave this block."""
    _say(connection, "sumas", "", "")
    yield
    restrict(PUBLIC, connection)


def _say(connection: Connection, role: str, universities: str, countries: str) -> None:
    if connection.dialect.name != "postgresql":
        return
    said = {"app.role": role, "app.universities": universities, "app.countries": countries}
    columns = [func.set_config(name, value, literal(True)) for name, value in said.items()]
    connection.execute(select(*columns))
