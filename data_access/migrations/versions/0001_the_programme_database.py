"""The programme database"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "cohort",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("binational", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_cohort_dates")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_cohort")),
    )
    op.create_table(
        "country",
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("division", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "division IN ('state', 'department', 'region', 'province')",
            name=op.f("ck_country_division"),
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_country")),
    )
    op.create_table(
        "dataset",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_dataset_single_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dataset")),
    )
    op.create_table(
        "reporting_period",
        sa.Column("code", sa.String(length=7), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "ends_on >= starts_on AND due_on >= ends_on", name=op.f("ck_reporting_period_dates")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_reporting_period")),
    )
    op.create_table(
        "rollup",
        sa.Column("university", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=20), nullable=False),
        sa.Column("cohort", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("enrolled", sa.Integer(), nullable=False),
        sa.Column("diagnosed", sa.Integer(), nullable=False),
        sa.Column("started", sa.Integer(), nullable=False),
        sa.Column("concluded", sa.Integer(), nullable=False),
        sa.Column("dropped_enrolled", sa.Integer(), nullable=False),
        sa.Column("dropped_diagnosed", sa.Integer(), nullable=False),
        sa.Column("dropped_started", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("university", "country", "cohort", "day", name=op.f("pk_rollup")),
    )
    op.create_table(
        "rollup_sector",
        sa.Column("university", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=20), nullable=False),
        sa.Column("cohort", sa.String(length=20), nullable=False),
        sa.Column("sector", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("enrolled", sa.Integer(), nullable=False),
        sa.Column("diagnosed", sa.Integer(), nullable=False),
        sa.Column("started", sa.Integer(), nullable=False),
        sa.Column("concluded", sa.Integer(), nullable=False),
        sa.Column("dropped_enrolled", sa.Integer(), nullable=False),
        sa.Column("dropped_diagnosed", sa.Integer(), nullable=False),
        sa.Column("dropped_started", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "university", "country", "cohort", "sector", "day", name=op.f("pk_rollup_sector")
        ),
    )
    with op.batch_alter_table("rollup_sector", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rollup_sector_sector_day"), ["sector", "day"], unique=False
        )

    op.create_table(
        "rollup_size",
        sa.Column("university", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=20), nullable=False),
        sa.Column("cohort", sa.String(length=20), nullable=False),
        sa.Column("size", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("enrolled", sa.Integer(), nullable=False),
        sa.Column("diagnosed", sa.Integer(), nullable=False),
        sa.Column("started", sa.Integer(), nullable=False),
        sa.Column("concluded", sa.Integer(), nullable=False),
        sa.Column("dropped_enrolled", sa.Integer(), nullable=False),
        sa.Column("dropped_diagnosed", sa.Integer(), nullable=False),
        sa.Column("dropped_started", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "university", "country", "cohort", "size", "day", name=op.f("pk_rollup_size")
        ),
    )
    with op.batch_alter_table("rollup_size", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rollup_size_size_day"), ["size", "day"], unique=False)

    op.create_table(
        "rollup_subdivision",
        sa.Column("university", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=20), nullable=False),
        sa.Column("cohort", sa.String(length=20), nullable=False),
        sa.Column("subdivision", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("enrolled", sa.Integer(), nullable=False),
        sa.Column("diagnosed", sa.Integer(), nullable=False),
        sa.Column("started", sa.Integer(), nullable=False),
        sa.Column("concluded", sa.Integer(), nullable=False),
        sa.Column("dropped_enrolled", sa.Integer(), nullable=False),
        sa.Column("dropped_diagnosed", sa.Integer(), nullable=False),
        sa.Column("dropped_started", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "university",
            "country",
            "cohort",
            "subdivision",
            "day",
            name=op.f("pk_rollup_subdivision"),
        ),
    )
    with op.batch_alter_table("rollup_subdivision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rollup_subdivision_subdivision_day"),
            ["subdivision", "day"],
            unique=False,
        )

    op.create_table(
        "subdivision",
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("official_name", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["country"], ["country.code"], name=op.f("fk_subdivision_country")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_subdivision")),
        sa.UniqueConstraint("country", "code", name=op.f("uq_subdivision_country_code")),
    )
    op.create_table(
        "university",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("short", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("subdivision", sa.String(length=6), nullable=True),
        sa.Column("city", sa.String(length=80), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.CheckConstraint("kind IN ('publica', 'privada')", name=op.f("ck_university_kind")),
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name=op.f("ck_university_lat")),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name=op.f("ck_university_lon")),
        sa.ForeignKeyConstraint(["country"], ["country.code"], name=op.f("fk_university_country")),
        sa.ForeignKeyConstraint(
            ["subdivision"], ["subdivision.code"], name=op.f("fk_university_subdivision")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_university")),
    )
    op.create_table(
        "app_user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=14), nullable=False),
        sa.Column("university", sa.String(length=20), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "role IN ('direccion', 'coordinacion', 'administracion')", name=op.f("ck_app_user_role")
        ),
        sa.ForeignKeyConstraint(["country"], ["country.code"], name=op.f("fk_app_user_country")),
        sa.ForeignKeyConstraint(
            ["university"], ["university.code"], name=op.f("fk_app_user_university")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_app_user")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_app_user_issuer_subject")),
    )
    op.create_table(
        "goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("university", sa.String(length=20), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("cohort", sa.String(length=12), nullable=True),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "(CASE WHEN university IS NULL THEN 0 ELSE 1 END) + (CASE WHEN country IS NULL THEN 0 ELSE 1 END) + (CASE WHEN cohort IS NULL THEN 0 ELSE 1 END) <= 1",
            name=op.f("ck_goal_one_subject"),
        ),
        sa.CheckConstraint("due_on >= starts_on", name=op.f("ck_goal_dates")),
        sa.CheckConstraint("target >= 0", name=op.f("ck_goal_target")),
        sa.ForeignKeyConstraint(["cohort"], ["cohort.code"], name=op.f("fk_goal_cohort")),
        sa.ForeignKeyConstraint(["country"], ["country.code"], name=op.f("fk_goal_country")),
        sa.ForeignKeyConstraint(
            ["university"], ["university.code"], name=op.f("fk_goal_university")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    op.create_table(
        "student",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("university", sa.String(length=20), nullable=False),
        sa.Column("external_id", sa.String(length=60), nullable=False),
        sa.Column("field", sa.String(length=80), nullable=True),
        sa.Column("cohort", sa.String(length=12), nullable=True),
        sa.ForeignKeyConstraint(["cohort"], ["cohort.code"], name=op.f("fk_student_cohort")),
        sa.ForeignKeyConstraint(
            ["university"], ["university.code"], name=op.f("fk_student_university")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_student")),
        sa.UniqueConstraint(
            "university", "external_id", name=op.f("uq_student_university_external_id")
        ),
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("university", sa.String(length=20), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=True),
        sa.Column("state", sa.String(length=14), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data_until", sa.Date(), nullable=True),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("rows_loaded", sa.Integer(), nullable=False),
        sa.Column("rows_updated", sa.Integer(), nullable=False),
        sa.Column("rows_unchanged", sa.Integer(), nullable=False),
        sa.Column("rows_rejected", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('completo', 'parcial', 'sin_actividad')", name=op.f("ck_submission_state")
        ),
        sa.CheckConstraint(
            "rows_read = rows_loaded + rows_updated + rows_unchanged + rows_rejected",
            name=op.f("ck_submission_rows"),
        ),
        sa.ForeignKeyConstraint(
            ["period"], ["reporting_period.code"], name=op.f("fk_submission_period")
        ),
        sa.ForeignKeyConstraint(
            ["university"], ["university.code"], name=op.f("fk_submission_university")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_submission_university_period"), ["university", "period"], unique=False
        )

    op.create_table(
        "mipyme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("university", sa.String(length=20), nullable=False),
        sa.Column("external_id", sa.String(length=120), nullable=False),
        sa.Column("submission", sa.Integer(), nullable=True),
        sa.Column("cohort", sa.String(length=12), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("size", sa.String(length=12), nullable=True),
        sa.Column("sector", sa.String(length=1), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("subdivision", sa.String(length=6), nullable=True),
        sa.Column("municipality", sa.String(length=120), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("owner_gender", sa.String(length=10), nullable=True),
        sa.Column("rural", sa.Boolean(), nullable=True),
        sa.Column("channel", sa.String(length=12), nullable=True),
        sa.Column("enrolled_on", sa.Date(), nullable=False),
        sa.Column("diagnosed_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("concluded_on", sa.Date(), nullable=True),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "channel IN ('presencial', 'remota', 'mixta')", name=op.f("ck_mipyme_channel")
        ),
        sa.CheckConstraint(
            "owner_gender IN ('mujer', 'hombre', 'otro')", name=op.f("ck_mipyme_owner_gender")
        ),
        sa.CheckConstraint(
            "sector IN ('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U')",
            name=op.f("ck_mipyme_sector"),
        ),
        sa.CheckConstraint(
            "size IN ('micro', 'pequena', 'mediana', 'organizacion')", name=op.f("ck_mipyme_size")
        ),
        sa.CheckConstraint("(lat IS NULL) = (lon IS NULL)", name=op.f("ck_mipyme_point")),
        sa.CheckConstraint(
            "concluded_on IS NULL OR (started_on IS NOT NULL AND concluded_on >= started_on)",
            name=op.f("ck_mipyme_concluded_after_started"),
        ),
        sa.CheckConstraint(
            "diagnosed_on >= enrolled_on", name=op.f("ck_mipyme_diagnosed_after_enrolled")
        ),
        sa.CheckConstraint(
            "dropped_on >= diagnosed_on", name=op.f("ck_mipyme_dropped_after_diagnosed")
        ),
        sa.CheckConstraint(
            "dropped_on >= enrolled_on", name=op.f("ck_mipyme_dropped_after_enrolled")
        ),
        sa.CheckConstraint(
            "dropped_on >= started_on", name=op.f("ck_mipyme_dropped_after_started")
        ),
        sa.CheckConstraint(
            "dropped_on IS NULL OR concluded_on IS NULL",
            name=op.f("ck_mipyme_dropped_or_concluded"),
        ),
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name=op.f("ck_mipyme_lat")),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name=op.f("ck_mipyme_lon")),
        sa.CheckConstraint(
            "started_on >= diagnosed_on", name=op.f("ck_mipyme_started_after_diagnosed")
        ),
        sa.CheckConstraint(
            "started_on >= enrolled_on", name=op.f("ck_mipyme_started_after_enrolled")
        ),
        sa.ForeignKeyConstraint(["cohort"], ["cohort.code"], name=op.f("fk_mipyme_cohort")),
        sa.ForeignKeyConstraint(
            ["country", "subdivision"],
            ["subdivision.country", "subdivision.code"],
            name=op.f("fk_mipyme_country_subdivision"),
        ),
        sa.ForeignKeyConstraint(["country"], ["country.code"], name=op.f("fk_mipyme_country")),
        sa.ForeignKeyConstraint(
            ["submission"], ["submission.id"], name=op.f("fk_mipyme_submission")
        ),
        sa.ForeignKeyConstraint(
            ["university"], ["university.code"], name=op.f("fk_mipyme_university")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mipyme")),
        sa.UniqueConstraint(
            "university", "external_id", name=op.f("uq_mipyme_university_external_id")
        ),
    )
    with op.batch_alter_table("mipyme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mipyme_sector_size"), ["sector", "size"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_mipyme_subdivision_started_on"),
            ["subdivision", "started_on"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_mipyme_submission"), ["submission"], unique=False)

    op.create_table(
        "rejected_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("column", sa.String(length=200), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("suggestion", sa.Text(), nullable=True),
        sa.Column("row", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission"],
            ["submission.id"],
            name=op.f("fk_rejected_row_submission"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rejected_row")),
    )
    with op.batch_alter_table("rejected_row", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rejected_row_submission"), ["submission"], unique=False
        )

    op.create_table(
        "assessment",
        sa.Column("mipyme", sa.Integer(), nullable=False),
        sa.Column("moment", sa.String(length=8), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("digital_visibility", sa.Float(), nullable=True),
        sa.Column("technological_competence", sa.Float(), nullable=True),
        sa.Column("commercial_network", sa.Float(), nullable=True),
        sa.Column("sales", sa.Numeric(precision=16, scale=2), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.CheckConstraint("moment IN ('inicial', 'final')", name=op.f("ck_assessment_moment")),
        sa.CheckConstraint(
            "commercial_network BETWEEN 0 AND 100", name=op.f("ck_assessment_commercial_network")
        ),
        sa.CheckConstraint(
            "digital_visibility BETWEEN 0 AND 100", name=op.f("ck_assessment_digital_visibility")
        ),
        sa.CheckConstraint(
            "sales IS NULL OR (sales >= 0 AND currency IS NOT NULL)",
            name=op.f("ck_assessment_sales"),
        ),
        sa.CheckConstraint(
            "technological_competence BETWEEN 0 AND 100",
            name=op.f("ck_assessment_technological_competence"),
        ),
        sa.ForeignKeyConstraint(
            ["mipyme"], ["mipyme.id"], name=op.f("fk_assessment_mipyme"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mipyme", "moment", name=op.f("pk_assessment")),
    )
    op.create_table(
        "assignment",
        sa.Column("student", sa.Integer(), nullable=False),
        sa.Column("mipyme", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Float(), nullable=True),
        sa.CheckConstraint("hours >= 0", name=op.f("ck_assignment_hours")),
        sa.ForeignKeyConstraint(
            ["mipyme"], ["mipyme.id"], name=op.f("fk_assignment_mipyme"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["student"], ["student.id"], name=op.f("fk_assignment_student"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("student", "mipyme", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_mipyme"), ["mipyme"], unique=False)

    op.create_table(
        "platform_presence",
        sa.Column("mipyme", sa.Integer(), nullable=False),
        sa.Column("moment", sa.String(length=8), nullable=False),
        sa.Column("platform", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "moment IN ('inicial', 'final')", name=op.f("ck_platform_presence_moment")
        ),
        sa.CheckConstraint(
            "platform IN ('sitio_web', 'facebook', 'instagram', 'whatsapp', 'google', 'tienda', 'tiktok')",
            name=op.f("ck_platform_presence_platform"),
        ),
        sa.ForeignKeyConstraint(
            ["mipyme"], ["mipyme.id"], name=op.f("fk_platform_presence_mipyme"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mipyme", "moment", "platform", name=op.f("pk_platform_presence")),
    )


def downgrade() -> None:
    op.drop_table("platform_presence")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assignment_mipyme"))

    op.drop_table("assignment")
    op.drop_table("assessment")
    with op.batch_alter_table("rejected_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rejected_row_submission"))

    op.drop_table("rejected_row")
    with op.batch_alter_table("mipyme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mipyme_submission"))
        batch_op.drop_index(batch_op.f("ix_mipyme_subdivision_started_on"))
        batch_op.drop_index(batch_op.f("ix_mipyme_sector_size"))

    op.drop_table("mipyme")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_university_period"))

    op.drop_table("submission")
    op.drop_table("student")
    op.drop_table("goal")
    op.drop_table("app_user")
    op.drop_table("university")
    op.drop_table("subdivision")
    with op.batch_alter_table("rollup_subdivision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rollup_subdivision_subdivision_day"))

    op.drop_table("rollup_subdivision")
    with op.batch_alter_table("rollup_size", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rollup_size_size_day"))

    op.drop_table("rollup_size")
    with op.batch_alter_table("rollup_sector", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rollup_sector_sector_day"))

    op.drop_table("rollup_sector")
    op.drop_table("rollup")
    op.drop_table("reporting_period")
    op.drop_table("dataset")
    op.drop_table("country")
    op.drop_table("cohort")
