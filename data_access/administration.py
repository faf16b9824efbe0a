"""Creating, upgrading and checking a programme database (commands ``init`` and ``check``)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, insert, select

from data_access import publication, reference, rollups, schema
from data_access.engine import alone, parse_url
from data_access.errors import DatabaseError, Reason, translated

MIGRATIONS = Path(__file__).parent / "migrations"


def initialise(address: str, *, invented: bool = False) -> None:
    """Create the database or bring its schema up to date, seed the reference lists, publish.

    `invented` is written only when the database is created. Raises `DatabaseError`.
    """
    url = parse_url(address)
    if url.get_backend_name() == "sqlite":
        with translated(files=True):
            Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    with alone(address) as connection:
        if migrate(connection):
            rollups.refresh(connection)
        else:
            publication.fill(connection)  # by the rules of this version
        if connection.scalar(select(schema.dataset.c.id)) is None:
            facts = {"id": 1, "invented": invented, "revision": 1}
            row = {**facts, "changed_at": datetime.now(UTC)}
            connection.execute(insert(schema.dataset).values(row))
        reference.seed(connection)


def migrate(connection: Connection, revision: str = "head") -> bool:
    """Bring the schema to `revision`; ``base`` takes everything away. Returns whether there was
    an older one, whose summaries are then to be counted anew."""
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current > schema.SCHEMA_VERSION:
        raise DatabaseError(Reason.SCHEMA_NEW)
    config = alembic_config()
    config.attributes["connection"] = connection
    (command.downgrade if revision == "base" else command.upgrade)(config, revision)
    return current is not None and current < schema.SCHEMA_VERSION


def alembic_config() -> Config:
    """Alembic's configuration, without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
