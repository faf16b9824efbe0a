"""Bulk inserts: what each database's driver is fastest at, inside SQLAlchemy's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from psycopg import sql
from sqlalchemy import Connection, Table, func, insert, select

from sample_data.draws import listed


def bulk_insert(connection: Connection, table: Table, columns: Mapping[str, Any]) -> None:
    """Insert columns (arrays or lists of equal length) as rows of `table`.

    Values go to the driver as they are: dates as ISO text, booleans as 0 and 1.
    """
    names = [column.name for column in table.columns if column.name in columns]
    rows: Any = zip(*(listed(columns[name]) for name in names), strict=True)
    if connection.dialect.name == "postgresql":
        _copy(connection, table, names, rows)
    else:
        statement = str(insert(table).compile(connection.engine, column_keys=names))
        connection.connection.cursor().executemany(statement, rows)


def _copy(connection: Connection, table: Table, names: Sequence[str], rows: Any) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def move_counter(connection: Connection, table: Table) -> None:
    """Let the numbers that PostgreSQL gives out itself begin after those inserted here."""
    if connection.dialect.name == "postgresql":
        counter = func.pg_get_serial_sequence(table.name, "id")
        last = select(func.max(table.c.id)).scalar_subquery()
        connection.execute(select(func.setval(counter, func.coalesce(last, 1))))
