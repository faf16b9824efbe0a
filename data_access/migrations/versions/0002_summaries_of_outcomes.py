"""Summaries by municipality, inclusion and outcome, of the students' load, and of what a MiPyme is
found by; “on no platform” can be said.

The summaries are left empty: `administration.initialise` counts them.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

PLATFORMS = ("sitio_web", "facebook", "instagram", "whatsapp", "google", "tienda", "tiktok")
SCORES = ("digital_visibility", "technological_competence", "commercial_network")
STAGES = (
    "enrolled", "diagnosed", "started", "concluded",
    "dropped_enrolled", "dropped_diagnosed", "dropped_started",
)  # fmt: skip
CLOSED = "closed"
SUPPORT = ("started", "dropped_started")
PAIRS = (
    "scored",
    *(f"{score}_{what}" for score in SCORES for what in ("n", "initial", "final")),
    *(f"sales_{band:02}" for band in range(21)),
    "platforms_n",
    *(f"{platform}_{when}" for platform in PLATFORMS for when in ("before", "after")),
    *(f"{step}_{what}" for step in ("second", "third") for what in ("before", "after", "gained")),
)
ROLLUPS = {
    "rollup": ((), (*STAGES, CLOSED)),
    "rollup_size": (("size",), (*STAGES, CLOSED)),
    "rollup_subdivision": (("subdivision",), (*STAGES, CLOSED)),
    "rollup_sector": (("sector",), (*STAGES, CLOSED)),
    "rollup_inclusion": (("owner_gender", "rural", "channel"), SUPPORT),
    "rollup_municipality": (("subdivision", "municipality"), SUPPORT),
    "outcome": ((), PAIRS),
    "outcome_size": (("size",), PAIRS),
    "outcome_subdivision": (("subdivision",), PAIRS),
    "outcome_sector": (("sector",), PAIRS),
}


def upgrade() -> None:
    readers = {name: _readers(name) for name in ("rollup", "mipyme", "student")}
    for name in ("rollup", "rollup_size", "rollup_subdivision", "rollup_sector"):
        op.drop_table(name)
    for name, (extra, measures) in ROLLUPS.items():
        keys = (*extra, "country", "university", "cohort")
        op.create_table(
            name,
            *(sa.Column(key, sa.String(length=120), nullable=False) for key in keys),
            sa.Column("day", sa.Date(), nullable=False),
            *(sa.Column(measure, sa.Integer(), nullable=False) for measure in measures),
            sa.PrimaryKeyConstraint(*keys, "day", name=op.f(f"pk_{name}")),
            sqlite_with_rowid=False,
        )
        _let_read(name, readers["rollup"])
    op.create_table(
        "student_load",
        sa.Column("university", sa.String(length=20), nullable=False),
        sa.Column("cohort", sa.String(length=12), nullable=False),
        sa.Column("students", sa.BigInteger(), nullable=False),
        sa.Column("assigned", sa.BigInteger(), nullable=False),
        sa.Column("timed", sa.BigInteger(), nullable=False),
        sa.Column("hours", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("university", "cohort", name=op.f("pk_student_load")),
    )
    _let_read("student_load", readers["student"])
    op.create_table(
        "mipyme_text",
        sa.Column("mipyme", sa.Integer(), nullable=False),
        sa.Column("university", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mipyme"], ["mipyme.id"], name=op.f("fk_mipyme_text_mipyme"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mipyme", name=op.f("pk_mipyme_text")),
        sqlite_with_rowid=False,
    )
    _let_read("mipyme_text", readers["mipyme"])
    _allow_platforms((*PLATFORMS, "ninguna"))


def downgrade() -> None:
    op.execute("DELETE FROM platform_presence WHERE platform = 'ninguna'")
    _allow_platforms(PLATFORMS)
    op.drop_table("mipyme_text")
    op.drop_table("student_load")
    for name in ROLLUPS:
        op.drop_table(name)
    for name in ("rollup", "rollup_size", "rollup_subdivision", "rollup_sector"):
        extra, _ = ROLLUPS[name]
        keys = ("university", "country", "cohort", *extra)
        op.create_table(
            name,
            *(sa.Column(key, sa.String(length=20), nullable=False) for key in keys),
            sa.Column("day", sa.Date(), nullable=False),
            *(sa.Column(measure, sa.Integer(), nullable=False) for measure in STAGES),
            sa.PrimaryKeyConstraint(*keys, "day", name=op.f(f"pk_{name}")),
        )
        for dimension in extra:
            op.create_index(op.f(f"ix_{name}_{dimension}_day"), name, [dimension, "day"])


def _allow_platforms(codes: Sequence[str]) -> None:
    """Put a new rule in the place of the one that says which platforms there are."""
    others = sa.MetaData()
    sa.Table("mipyme", others, sa.Column("id", sa.Integer(), primary_key=True))
    table = sa.Table(
        "platform_presence",
        others,
        sa.Column("mipyme", sa.Integer(), nullable=False),
        sa.Column("moment", sa.String(length=8), nullable=False),
        sa.Column("platform", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "moment IN ('inicial', 'final')", name=op.f("ck_platform_presence_moment")
        ),
        sa.CheckConstraint("TRUE", name=op.f("ck_platform_presence_platform")),
        sa.ForeignKeyConstraint(
            ["mipyme"], ["mipyme.id"], name=op.f("fk_platform_presence_mipyme"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mipyme", "moment", "platform", name=op.f("pk_platform_presence")),
    )
    allowed = ", ".join(f"'{code}'" for code in codes)
    with op.batch_alter_table("platform_presence", copy_from=table) as batch:
        batch.drop_constraint(op.f("ck_platform_presence_platform"), type_="check")
        batch.create_check_constraint(
            op.f("ck_platform_presence_platform"), f"platform IN ({allowed})"
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
