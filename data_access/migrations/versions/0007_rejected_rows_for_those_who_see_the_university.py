"""Rejected rows for those who see every row of their university: they can be mended by whoever is
told which they are. What country a rejected row belongs to is not known, so whoever sees one
country of a university only is not told."""

from collections.abc import Sequence

from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

OWN = """
CREATE POLICY own_rows ON rejected_row FOR SELECT USING (
    CASE current_setting('app.role', true)
        WHEN 'administracion' THEN true
        WHEN 'coordinacion' THEN
            coalesce(current_setting('app.countries', true), '') = ''
            AND EXISTS (
                SELECT FROM submission
                WHERE submission.id = rejected_row.submission AND submission.university
                    = ANY (string_to_array(current_setting('app.universities', true), ','))
            )
        ELSE false
    END
)
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(OWN)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP POLICY own_rows ON rejected_row")
