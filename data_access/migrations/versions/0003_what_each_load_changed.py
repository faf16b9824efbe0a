"""What each load changed, day by day. Of what was loaded before it is not known and stays so."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column(
        "submission",
        sa.Column("logged", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "load_change",
        sa.Column("submission", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("cohort", sa.String(length=12), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("started", sa.Integer(), nullable=False),
        sa.Column("dropped_started", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission"],
            ["submission.id"],
            name=op.f("fk_load_change_submission"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "submission", "country", "cohort", "day", name=op.f("pk_load_change")
        ),
        sqlite_with_rowid=False,
    )
    _let_read("load_change", like="submission")


def downgrade() -> None:
    op.drop_table("load_change")
    with op.batch_alter_table("submission") as batch:
        batch.drop_column("logged")


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
