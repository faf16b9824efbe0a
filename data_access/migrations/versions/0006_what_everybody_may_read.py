"""What everybody may read: counts of coverage, and protected numbers of owners and outcomes.

The tables are left empty: `administration.initialise` fills them.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

MEASURES = (
    "enrolled", "diagnosed", "started", "concluded",
    "dropped_enrolled", "dropped_diagnosed", "dropped_started",
)  # fmt: skip


def upgrade() -> None:
    _create(
        "published_day",
        [*_keys("axis", "country", "code"), sa.Column("day", sa.Date(), nullable=False)],
        [sa.Column(measure, sa.Integer(), nullable=False) for measure in MEASURES],
    )
    _create(
        "published_number",
        [
            *_keys("axis", "country", "code"),
            sa.Column("measure", sa.String(length=60), nullable=False),
        ],
        [sa.Column("value", sa.Float(), nullable=True)],
    )
    _create(
        "published_municipality",
        [
            sa.Column("country", sa.String(length=2), nullable=False),
            sa.Column("subdivision", sa.String(length=6), nullable=False),
            *_keys("municipality"),
        ],
        [sa.Column("supported", sa.Integer(), nullable=False)],
    )


def downgrade() -> None:
    for name in ("published_municipality", "published_number", "published_day"):
        op.drop_table(name)


def _keys(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.String(length=120), nullable=False) for name in names]


def _create(name: str, keys: list[sa.Column], values: list[sa.Column]) -> None:
    op.create_table(
        name,
        *keys,
        *values,
        sa.PrimaryKeyConstraint(*(key.name for key in keys), name=op.f(f"pk_{name}")),
        sqlite_with_rowid=False,
    )
    _let_read(name, like="rollup")


def _let_read(table: str, *, like: str) -> None:
    """Let the accounts of PostgreSQL that may read one table read another too."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    query = sa.text(
        "SELECT DISTINCT grantee FROM information_schema.role_table_grants"
        " WHERE table_schema = current_schema() AND table_name = :table"
        " AND privilege_type = 'SELECT' AND grantee <> current_user ORDER BY grantee"
    )
    quote = connection.dialect.identifier_preparer.quote_identifier
    for reader in connection.scalars(query, {"table": like}).all():
        name = reader if reader == "PUBLIC" else quote(reader)
        op.execute(f"GRANT SELECT ON {quote(table)} TO {name}")
