"""Summaries by team, measurements and field of study; inclusion also of those that enrolled.

The summaries are left empty: `administration.initialise` counts them.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

INCLUSION = ("owner_gender", "rural", "channel")
ATTENTION = ("team", "measured")
LOAD = ("students", "assigned", "timed", "hours")


def upgrade() -> None:
    readers = {name: _readers(name) for name in ("rollup", "rollup_inclusion", "student_load")}
    op.drop_table("rollup_inclusion")
    op.drop_table("student_load")
    _rollup("rollup_inclusion", INCLUSION, ("enrolled", "started", "dropped_started"))
    _let_read("rollup_inclusion", readers["rollup_inclusion"])
    _rollup("rollup_attention", ATTENTION, ("enrolled", "concluded", "started", "dropped_started"))
    _let_read("rollup_attention", readers["rollup"])
    _student_load(sa.Column("field", sa.String(length=80), nullable=False))
    _let_read("student_load", readers["student_load"])


def downgrade() -> None:
    for name in ("rollup_attention", "rollup_inclusion", "student_load"):
        op.drop_table(name)
    _rollup("rollup_inclusion", INCLUSION, ("started", "dropped_started"))
    _student_load()


def _rollup(name: str, extra: Sequence[str], measures: Sequence[str]) -> None:
    keys = (*extra, "country", "university", "cohort")
    op.create_table(
        name,
        *(sa.Column(key, sa.String(length=120), nullable=False) for key in keys),
        sa.Column("day", sa.Date(), nullable=False),
        *(sa.Column(measure, sa.Integer(), nullable=False) for measure in measures),
        sa.PrimaryKeyConstraint(*keys, "day", name=op.f(f"pk_{name}")),
        sqlite_with_rowid=False,
    )


def _student_load(*extra: sa.Column) -> None:
    keys = ["university", "cohort", *(column.name for column in extra)]
    op.create_table(
        "student_load",
        sa.Column("university", sa.String(length=20), nullable=False),
        sa.Column("cohort", sa.String(length=12), nullable=False),
        *extra,
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in LOAD),
        sa.PrimaryKeyConstraint(*keys, name=op.f("pk_student_load")),
    )


def _readers(table: str) -> list[str]:
    """The accounts of PostgreSQL that may read a table without owning it."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return []
    query = sa.text(
        "SELECT DISTINCT grantee FROM information_schema.role_table_grants"
        " WHERE table_schema = current_schema() AND table_name = :table"
        " AND privilege_type = 'SELECT' AND grantee <> current_user ORDER BY grantee"
    )
    return list(connection.scalars(query, {"table": table}))


def _let_read(table: str, readers: Sequence[str]) -> None:
    """Let those who read what the summary comes from read the summary too."""
    quote = op.get_bind().dialect.identifier_preparer.quote_identifier
    for reader in readers:
        name = reader if reader == "PUBLIC" else quote(reader)
        op.execute(f"GRANT SELECT ON {quote(table)} TO {name}")
