"""Rows of MiPymes only for those who may see them: sums read a view without names and numbers, and
on PostgreSQL the rows themselves show only to whom the transaction says is asking (`rights`)."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

VIEW = """
CREATE VIEW mipyme_fact AS
SELECT id, university, cohort, size, sector, country, subdivision, municipality, owner_gender, rural,
    channel, enrolled_on, diagnosed_on, started_on, concluded_on, dropped_on, closed_on
FROM mipyme
"""
OWN = """
CREATE POLICY own_rows ON mipyme FOR SELECT USING (
    CASE current_setting('app.role', true)
        WHEN 'administracion' THEN true
        WHEN 'sumas' THEN true
        WHEN 'coordinacion' THEN
            concat(current_setting('app.universities', true), current_setting('app.countries', true)) <> ''
            AND (coalesce(current_setting('app.universities', true), '') = ''
                 OR university = ANY (string_to_array(current_setting('app.universities', true), ',')))
            AND (coalesce(current_setting('app.countries', true), '') = ''
                 OR country = ANY (string_to_array(current_setting('app.countries', true), ',')))
        ELSE false
    END
)
"""
OWN_TEXT = """
CREATE POLICY own_rows ON mipyme_text FOR SELECT USING (
    current_setting('app.role', true) = 'administracion'
    OR EXISTS (SELECT FROM mipyme WHERE mipyme.id = mipyme_text.mipyme)
)
"""
GUARDED = ("mipyme", "mipyme_text", "rejected_row")
"""Rejected rows have no policy: nobody but their owner reads them."""


def upgrade() -> None:
    op.execute(VIEW)
    if op.get_bind().dialect.name != "postgresql":
        return
    _let_read("mipyme_fact", like="mipyme")
    op.execute(OWN)
    op.execute(OWN_TEXT)
    for table in GUARDED:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")


def downgrade() -> None:
    op.execute("DROP VIEW mipyme_fact")
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in GUARDED:
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    op.execute("DROP POLICY own_rows ON mipyme")
    op.execute("DROP POLICY own_rows ON mipyme_text")


def _let_read(table: str, *, like: str) -> None:
    """Let the accounts of PostgreSQL that may read one table read another too."""
    connection = op.get_bind()
    query = sa.text(
        "SELECT DISTINCT grantee FROM information_schema.role_table_grants"
        " WHERE table_schema = current_schema() AND table_name = :table"
        " AND privilege_type = 'SELECT' AND grantee <> current_user ORDER BY grantee"
    )
    quote = connection.dialect.identifier_preparer.quote_identifier
    for reader in connection.scalars(query, {"table": like}).all():
        name = reader if reader == "PUBLIC" else quote(reader)
        op.execute(f"GRANT SELECT ON {quote(table)} TO {name}")
