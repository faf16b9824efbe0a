"""The shared programme database: every table, key, check and index (SQLAlchemy 2 Core).

Rules live in the database itself, so that no writer can break them. `SCHEMA_VERSION` is the
newest Alembic revision; the app refuses a database of any other (see `engine`).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Numeric,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    or_,
)

from data_access import codes
from data_access.measures import (
    ATTENTION_MEASURES,
    INCLUSION_MEASURES,
    OUTCOME_MEASURES,
    ROLLUP_MEASURES,
    STAGE_MEASURES,
    STUDENT_MEASURES,
    SUPPORT_MEASURES,
)

SCHEMA_VERSION = "0007"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _one_of(column: str, values: dict[str, str]) -> CheckConstraint:
    allowed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({allowed})", name=column)


def _within(column: str, low: float, high: float) -> CheckConstraint:
    return CheckConstraint(f"{column} BETWEEN {low} AND {high}", name=column)


# ── What the database is ──────────────────────────────────────────────────────────────────

dataset = Table(
    "dataset",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("invented", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("id = 1", name="single_row"),
)
"""One row: whether the data are invented, and a counter every writer raises."""

# ── Where and who ─────────────────────────────────────────────────────────────────────────

country = Table(
    "country",
    metadata,
    Column("code", String(2), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("division", String(12), nullable=False),
    CheckConstraint("division IN ('state', 'department', 'region', 'province')", name="division"),
)

subdivision = Table(
    "subdivision",
    metadata,
    Column("code", String(6), primary_key=True),
    Column("country", ForeignKey("country.code"), nullable=False),
    Column("name", String(80), nullable=False),
    Column("official_name", String(80), nullable=False),
    UniqueConstraint("country", "code"),
)

university = Table(
    "university",
    metadata,
    Column("code", String(20), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("short", String(20), nullable=False),
    Column("country", ForeignKey("country.code"), nullable=False),
    Column("subdivision", ForeignKey("subdivision.code")),
    Column("city", String(80), nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("kind", String(10), nullable=False),
    Column("joined_on", Date),
    _one_of("kind", codes.UNIVERSITY_KINDS),
    _within("lat", -90, 90),
    _within("lon", -180, 180),
)

cohort = Table(
    "cohort",
    metadata,
    Column("code", String(12), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("binational", Boolean, nullable=False),
    Column("starts_on", Date),
    Column("ends_on", Date),
    CheckConstraint("ends_on >= starts_on", name="dates"),
)

goal = Table(
    "goal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("university", ForeignKey("university.code")),
    Column("country", ForeignKey("country.code")),
    Column("cohort", ForeignKey("cohort.code")),
    Column("target", Integer, nullable=False),
    Column("starts_on", Date),
    Column("due_on", Date, nullable=False),
    CheckConstraint("target >= 0", name="target"),
    CheckConstraint("due_on >= starts_on", name="dates"),
    CheckConstraint(
        "(CASE WHEN university IS NULL THEN 0 ELSE 1 END)"
        " + (CASE WHEN country IS NULL THEN 0 ELSE 1 END)"
        " + (CASE WHEN cohort IS NULL THEN 0 ELSE 1 END) <= 1",
        name="one_subject",
    ),
)
"""Goals in supported MiPymes; all three subjects empty: the whole programme."""

# ── The MiPymes ───────────────────────────────────────────────────────────────────────────

mipyme = Table(
    "mipyme",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("university", ForeignKey("university.code"), nullable=False),
    Column("external_id", String(120), nullable=False),
    Column("submission", ForeignKey("submission.id")),
    Column("cohort", ForeignKey("cohort.code")),
    Column("name", String(200)),
    Column("size", String(12)),
    Column("sector", String(1)),
    Column("country", ForeignKey("country.code"), nullable=False),
    Column("subdivision", String(6)),
    Column("municipality", String(120)),
    Column("lat", Float),
    Column("lon", Float),
    Column("owner_gender", String(10)),
    Column("rural", Boolean),
    Column("channel", String(12)),
    Column("enrolled_on", Date, nullable=False),
    Column("diagnosed_on", Date),
    Column("started_on", Date),
    Column("concluded_on", Date),
    Column("dropped_on", Date),
    Column("closed_on", Date),
    UniqueConstraint("university", "external_id"),
    ForeignKeyConstraint(["country", "subdivision"], ["subdivision.country", "subdivision.code"]),
    _one_of("size", codes.SIZES),
    _one_of("sector", codes.SECTORS),
    _one_of("owner_gender", codes.GENDERS),
    _one_of("channel", codes.CHANNELS),
    _within("lat", -90, 90),
    _within("lon", -180, 180),
    CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="point"),
    CheckConstraint("diagnosed_on >= enrolled_on", name="diagnosed_after_enrolled"),
    CheckConstraint("started_on >= enrolled_on", name="started_after_enrolled"),
    CheckConstraint("started_on >= diagnosed_on", name="started_after_diagnosed"),
    CheckConstraint(
        "concluded_on IS NULL OR (started_on IS NOT NULL AND concluded_on >= started_on)",
        name="concluded_after_started",
    ),
    CheckConstraint("dropped_on IS NULL OR concluded_on IS NULL", name="dropped_or_concluded"),
    CheckConstraint("dropped_on >= enrolled_on", name="dropped_after_enrolled"),
    CheckConstraint("dropped_on >= diagnosed_on", name="dropped_after_diagnosed"),
    CheckConstraint("dropped_on >= started_on", name="dropped_after_started"),
    Index(None, "subdivision", "started_on"),
    Index(None, "sector", "size"),
    Index(None, "submission"),
)
"""One business or organisation per university and its own number for it (`external_id`)."""

facts = Table(
    "mipyme_fact",
    MetaData(),
    *(
        Column(column.name, column.type)
        for column in mipyme.c
        if column.name not in ("external_id", "submission", "name", "lat", "lon")
    ),
)
"""A view: what is counted of the MiPymes, without what says which ones they are. Whoever reads it
needs no right to the rows themselves, which on PostgreSQL show only to those `rights` lets in."""

assessment = Table(
    "assessment",
    metadata,
    Column("mipyme", ForeignKey("mipyme.id", ondelete="CASCADE"), primary_key=True),
    Column("moment", String(8), primary_key=True),
    Column("assessed_on", Date),
    Column("digital_visibility", Float),
    Column("technological_competence", Float),
    Column("commercial_network", Float),
    Column("sales", Numeric(16, 2)),
    Column("currency", String(3)),
    _one_of("moment", codes.MOMENTS),
    _within("digital_visibility", 0, 100),
    _within("technological_competence", 0, 100),
    _within("commercial_network", 0, 100),
    CheckConstraint("sales IS NULL OR (sales >= 0 AND currency IS NOT NULL)", name="sales"),
)
"""Outcome scores (0-100) and monthly sales in local currency, initial and final."""

platform_presence = Table(
    "platform_presence",
    metadata,
    Column("mipyme", ForeignKey("mipyme.id", ondelete="CASCADE"), primary_key=True),
    Column("moment", String(8), primary_key=True),
    Column("platform", String(12), primary_key=True),
    _one_of("moment", codes.MOMENTS),
    _one_of("platform", {**codes.PLATFORMS, codes.NOWHERE: ""}),
)
"""On which platforms a MiPyme is; `codes.NOWHERE` where it is on none. Without a row it is not
known."""

# ── The students ──────────────────────────────────────────────────────────────────────────

student = Table(
    "student",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("university", ForeignKey("university.code"), nullable=False),
    Column("external_id", String(60), nullable=False),
    Column("field", String(80)),
    Column("cohort", ForeignKey("cohort.code")),
    UniqueConstraint("university", "external_id"),
)
"""A student, without a name: the number the university knows it by, and its field of study."""

assignment = Table(
    "assignment",
    metadata,
    Column("student", ForeignKey("student.id", ondelete="CASCADE"), primary_key=True),
    Column("mipyme", ForeignKey("mipyme.id", ondelete="CASCADE"), primary_key=True),
    Column("hours", Float),
    CheckConstraint("hours >= 0", name="hours"),
    Index(None, "mipyme"),
)

# ── The reports ───────────────────────────────────────────────────────────────────────────

reporting_period = Table(
    "reporting_period",
    metadata,
    Column("code", String(7), primary_key=True),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    CheckConstraint("ends_on >= starts_on AND due_on >= ends_on", name="dates"),
)

submission = Table(
    "submission",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("university", ForeignKey("university.code"), nullable=False),
    Column("period", ForeignKey("reporting_period.code")),
    Column("state", String(14), nullable=False),
    Column("file_name", String(200), nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("loaded_at", DateTime(timezone=True), nullable=False),
    Column("data_until", Date),
    Column("rows_read", Integer, nullable=False),
    Column("rows_loaded", Integer, nullable=False),
    Column("rows_updated", Integer, nullable=False),
    Column("rows_unchanged", Integer, nullable=False),
    Column("rows_rejected", Integer, nullable=False),
    Column("logged", Boolean, nullable=False, server_default=false()),
    _one_of("state", codes.SUBMISSION_STATES),
    CheckConstraint(
        "rows_read = rows_loaded + rows_updated + rows_unchanged + rows_rejected", name="rows"
    ),
    Index(None, "university", "period"),
)
"""One loaded file. `data_until`: the day up to which its data reach. `logged`: whether
`load_change` has what it changed; false for what was loaded before that was kept."""

load_change = Table(
    "load_change",
    metadata,
    Column("submission", ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True),
    Column("country", String(2), primary_key=True),
    Column("cohort", String(12), primary_key=True),
    Column("day", Date, primary_key=True),
    *(Column(measure, Integer, nullable=False) for measure in SUPPORT_MEASURES),
    sqlite_with_rowid=False,
)
"""By how much a load changed the counts of its university (table `rollup`); the cohort is '' where
a MiPyme has none. It cannot be counted anew: see `load_changes`."""

WITH_CONTENT = or_(submission.c.rows_read == 0, submission.c.rows_read > submission.c.rows_rejected)
"""A file of which nothing could be loaded says nothing about how far the data reach."""

rejected_row = Table(
    "rejected_row",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("submission", ForeignKey("submission.id", ondelete="CASCADE"), nullable=False),
    Column("line", Integer, nullable=False),
    Column("column", String(200)),
    Column("value", Text),
    Column("reason", String(40), nullable=False),
    Column("message", Text, nullable=False),
    Column("suggestion", Text),
    Column("row", Text, nullable=False),
    Index(None, "submission"),
)
"""A finding per line and column that kept a row out; `row` is the original row as JSON."""

app_user = Table(
    "app_user",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("issuer", String(200), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("role", String(14), nullable=False),
    Column("university", ForeignKey("university.code")),
    Column("country", ForeignKey("country.code")),
    Column("active", Boolean, nullable=False),
    UniqueConstraint("issuer", "subject"),
    _one_of("role", codes.ROLES),
)

# ── Summaries, refreshed by every writer in its transaction (see rollups.py) ──────────────

ROLLUP_DIMENSIONS = ("country", "university", "cohort")
"""What every rollup knows. The cohort is '' where a MiPyme has none."""


def _rollup(name: str, *extra: str, measures: tuple[str, ...] = ROLLUP_MEASURES) -> Table:
    """Daily sums of `measures` by `extra` and `ROLLUP_DIMENSIONS`, stored in this order; an empty
    dimension is ''."""
    dimensions = [
        Column(dimension, String(120), primary_key=True)
        for dimension in (*extra, *ROLLUP_DIMENSIONS)
    ]
    day = Column("day", Date, primary_key=True)
    sums = [Column(measure, Integer, nullable=False) for measure in measures]
    return Table(name, metadata, *dimensions, day, *sums, sqlite_with_rowid=False)


ROLLUPS = (
    _rollup("rollup"),
    _rollup("rollup_size", "size"),
    _rollup("rollup_subdivision", "subdivision"),
    _rollup("rollup_sector", "sector"),
    _rollup("rollup_inclusion", "owner_gender", "rural", "channel", measures=INCLUSION_MEASURES),
    _rollup("rollup_municipality", "subdivision", "municipality", measures=SUPPORT_MEASURES),
    _rollup("rollup_attention", "team", "measured", measures=ATTENTION_MEASURES),
)
"""From the narrowest to the widest: a question takes the first that knows what it needs. The last
three know some measures only. `team` and `measured`: see `attention`."""

OUTCOMES = (
    _rollup("outcome", measures=OUTCOME_MEASURES),
    _rollup("outcome_size", "size", measures=OUTCOME_MEASURES),
    _rollup("outcome_subdivision", "subdivision", measures=OUTCOME_MEASURES),
    _rollup("outcome_sector", "sector", measures=OUTCOME_MEASURES),
)
"""Likewise, of those with an initial and a final measurement."""

student_load = Table(
    "student_load",
    metadata,
    Column("university", String(20), primary_key=True),
    Column("cohort", String(12), primary_key=True),
    Column("field", String(80), primary_key=True),
    *(Column(measure, BigInteger, nullable=False) for measure in STUDENT_MEASURES),
)
"""What the students of a university do, wherever the MiPymes are; cohort and field of study are
'' where they are not known."""

mipyme_text = Table(
    "mipyme_text",
    metadata,
    Column("mipyme", ForeignKey("mipyme.id", ondelete="CASCADE"), primary_key=True),
    Column("university", String(20), nullable=False),
    Column("text", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""By what a MiPyme is found: number, name and municipality, in lower case and without accents."""

# ── What everybody may read (see published.py) ────────────────────────────────────────────


def _published(name: str, *keys: Column, values: tuple[Column, ...]) -> Table:
    """Numbers of one thing at a time: `axis` says of what (key of `published.AXES`), `code` of
    which; `country` is that of a subdivision, else ''."""
    place = [Column(key, String(120), primary_key=True) for key in ("axis", "country", "code")]
    return Table(name, metadata, *place, *keys, *values, sqlite_with_rowid=False)


published_day = _published(
    "published_day",
    Column("day", Date, primary_key=True),
    values=tuple(Column(measure, Integer, nullable=False) for measure in STAGE_MEASURES),
)
"""Counts of coverage, exact."""

published_number = _published(
    "published_number",
    Column("measure", String(60), primary_key=True),
    values=(Column("value", Float),),
)
"""What is said of owners, outcomes and students on the last day, protected; NULL: not told."""

published_municipality = Table(
    "published_municipality",
    metadata,
    Column("country", String(2), primary_key=True),
    Column("subdivision", String(6), primary_key=True),
    Column("municipality", String(120), primary_key=True),
    Column("supported", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Supported MiPymes on the last day, exact; `codes.OTHERS` are those with few, together."""

PUBLISHED = (published_day, published_number, published_municipality)
SUMMARIES = (*ROLLUPS, *OUTCOMES, student_load, mipyme_text, *PUBLISHED)
"""What follows from the other tables; all but `PUBLISHED` know the university, by which they are
refreshed."""

PUBLIC = (
    dataset,
    country,
    subdivision,
    university,
    cohort,
    goal,
    reporting_period,
    submission,
    *PUBLISHED,
)
"""All that a connection of the public reaches; of a submission not the name of the file."""
