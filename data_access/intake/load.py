"""Loading a report: everything in one transaction, or nothing."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from data_access import cities, load_changes, publication, rollups
from data_access.engine import (
    check_schema,
    open_writer,
    parse_url,
    publish_unpublished,
    writing,
)
from data_access.errors import DatabaseError, Reason, translated
from data_access.intake.convert import Vocabularies
from data_access.intake.fields import STAGE_DATES
from data_access.intake.findings import Message, Refused
from data_access.intake.folding import nearest
from data_access.intake.mapping import read_mapping
from data_access.intake.merge import Plan, State, known_states, plan_changes
from data_access.intake.places import Places
from data_access.intake.report import Report, read_report
from data_access.intake.source import opened
from data_access.intake.write import (
    Tick,
    ensure_period,
    month_bounds,
    write_plan,
    write_rejected,
)
from data_access.schema import cohort, country, subdivision, submission, university
from texts import mark

States = dict[str, tuple[int, State]]
"""External id → id and values of a MiPyme that is loaded."""

Progress = Callable[[int], Tick]
"""Called with the number of MiPymes to be written; gives what is called on the way."""


@dataclass
class Outcome:
    """What a load did. `rejected` counts rows; read = loaded + updated + unchanged + rejected.
    `loaded_before`: when the very same file was loaded, if this load changed nothing."""

    report: Report
    plan: Plan
    notes: list[Message] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)
    loaded_before: datetime | None = None

    @property
    def read(self) -> int:
        """Rows below the header that are not blank."""
        return len(self.report.lines)

    @property
    def loaded(self) -> int:
        """Rows that became new MiPymes."""
        return len(self.plan.new)

    @property
    def updated(self) -> int:
        """Rows that changed a MiPyme."""
        return len(self.plan.changed)

    @property
    def unchanged(self) -> int:
        """Rows that say what is known already."""
        return self.plan.unchanged

    @property
    def rejected(self) -> int:
        """Rows kept out, each with at least one finding."""
        return len(self.report.findings)

    @property
    def state(self) -> str:
        """The state of the submission."""
        if not self.read:
            return "sin_actividad"
        return "parcial" if self.rejected else "completo"


class _Unchanged(Exception):  # noqa: N818 - it ends a transaction that is not to be kept
    """Nothing is to be written."""


def load(
    path: Path,
    *,
    address: str,
    code: str,
    period: str | None,
    mapping_path: Path | None,
    dry_run: bool,
    words: gettext.NullTranslations,
    today: date,
    progress: Progress,
) -> Outcome:
    """Load a file as the report of university `code` and, if given, of a period (YYYY-MM).

    Raises `Refused` where the file as a whole cannot be loaded and `DatabaseError` where the
    database cannot be used; in both cases nothing was written.
    """
    if period is not None:
        _require_period(period, today)
    with _reading(address) as connection:
        known, home = vocabularies(connection, code)
    mapping = read_mapping(mapping_path) if mapping_path else None
    name = mapping_path.name if mapping_path else ""
    report = read_report(opened(path), mapping, name, known, code, home, today)
    if dry_run:
        with _reading(address) as connection:
            return planned(connection, report, known, code, home, period)
    with suppress(_Unchanged), writing(address) as connection:
        outcome = planned(connection, report, known, code, home, period)
        if outcome.loaded_before is not None:
            raise _Unchanged
        _write(connection, outcome, path.name, code, period, today, words, progress)
    if outcome.loaded_before is not None:
        publish_unpublished(address)  # the load before may have been killed after its commit
    return outcome


def planned(
    connection: Connection,
    report: Report,
    known: Vocabularies,
    code: str,
    home: str,
    period: str | None,
) -> Outcome:
    """What loading a report would do, beside what is loaded. Raises `Refused`."""
    keys = {key for key in report.values["external_id"] if key is not None}
    states = known_states(connection, university=code, keys=keys)
    outcome = compared(report, states, known, home)
    _require_own_file(connection, outcome, code)
    outcome.loaded_before = _loaded_before(connection, outcome, code, period)
    return outcome


def compared(report: Report, states: States, known: Vocabularies, home: str) -> Outcome:
    """What a report would change in the `states` of its MiPymes."""
    plan = plan_changes(report, states)
    notes = [*report.table.notes, *plan.notes]
    warnings = [*report.table.warnings, *_warnings(report, home, known)]
    return Outcome(report, plan, notes, warnings)


@contextmanager
def _reading(address: str) -> Iterator[Connection]:
    """A look at the working database; nothing is locked for longer than that."""
    url = parse_url(address)
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        raise DatabaseError(Reason.MISSING)  # opening it would make an empty file
    with translated():
        engine = open_writer(address)
        try:
            with engine.connect() as connection:
                check_schema(connection)
                yield connection
        finally:
            engine.dispose()


def vocabularies(connection: Connection, code: str) -> tuple[Vocabularies, str]:
    """What the database knows, and the country of the university. Raises `Refused`."""
    c, u = subdivision.c, university.c
    countries = connection.execute(select(country.c.code, country.c.name).order_by("code"))
    places = connection.execute(select(c.country, c.code, c.name, c.official_name))
    known = Places(
        [(row[0], row[1], row[2], row[3]) for row in places],
        {row[0]: row[1] for row in countries},
    )
    cohorts = tuple(connection.scalars(select(cohort.c.code).order_by(cohort.c.code)))
    rows = connection.execute(select(u.code, u.name, u.short, u.country).order_by(u.code)).all()
    universities = {row.code: (row.name, row.short) for row in rows}
    if code not in universities:
        raise Refused(
            mark("There is no university “{code}”. The universities are: {known}."),
            code=code,
            known=", ".join(universities),
        )
    home = next(row.country for row in rows if row.code == code)
    return Vocabularies(known, cohorts, universities), home


def _require_period(period: str, today: date) -> None:
    try:
        first, _ = month_bounds(period)
    except ValueError:
        raise Refused(
            mark("“{period}” is not a month. Write it like 2021-03."), period=period
        ) from None
    if first > today:
        raise Refused(mark("The period {period} is in the future."), period=period)


def _require_own_file(connection: Connection, outcome: Outcome, code: str) -> None:
    """Refuse a file with rows that another university has loaded."""
    c = submission.c
    query = select(c.university).where(
        c.file_sha256 == outcome.report.sha256, c.university != code, c.rows_read > 0
    )
    other = connection.scalar(query.order_by(c.id).limit(1))
    if other is not None:
        raise Refused(
            mark("This very file was already loaded for {other}, so it is not loaded for {code}."),
            other=other,
            code=code,
        )


def _loaded_before(
    connection: Connection, outcome: Outcome, code: str, period: str | None
) -> datetime | None:
    """When this very file was loaded for the period, if loading it again changes nothing."""
    if outcome.loaded or outcome.updated:
        return None
    c = submission.c
    query = select(c.loaded_at).where(
        c.university == code,
        c.file_sha256 == outcome.report.sha256,
        c.period.is_(None) if period is None else c.period == period,
        c.rows_rejected == outcome.rejected,
    )
    return connection.scalar(query.order_by(c.id.desc()).limit(1))


def _warnings(report: Report, home: str, known: Vocabularies) -> list[Message]:
    countries = set(report.values["country"]) - {None}
    if countries and home not in countries:
        text = mark("None of the rows is in {country}, the university's country. Is it its file?")
        return [Message(text, {"country": known.places.countries[home]})]
    return _misspelled(report)


def _misspelled(report: Report) -> list[Message]:
    """Municipalities that look like a listed city and are none: they are loaded as they stand,
    and would be a place of their own."""
    written = report.values.get("municipality")
    places = report.values.get("subdivision")
    if written is None or places is None:
        return []
    pairs = zip(places, written, strict=True)
    found = []
    for place, name in dict.fromkeys(pair for pair in pairs if all(pair)):
        if cities.find(place, name) is not None:
            continue
        close = nearest(name, cities.names(place), _LIKE)
        if close is not None:
            text = mark("Municipality “{name}” is not in the list. Did you mean “{close}”?")
            found.append(Message(text, {"name": name, "close": close}))
    return found[:_MOST_TOLD]


_LIKE, _MOST_TOLD = 88, 20


def _write(
    connection: Connection,
    outcome: Outcome,
    file_name: str,
    code: str,
    period: str | None,
    today: date,
    words: gettext.NullTranslations,
    progress: Progress,
) -> None:
    """Write the submission, its MiPymes, its rejected rows, and the summaries."""
    if period is not None:
        ensure_period(connection, period)
    row = {
        "university": code,
        "period": period,
        "state": outcome.state,
        "file_name": file_name[-200:],
        "file_sha256": outcome.report.sha256,
        "loaded_at": datetime.now(UTC),
        "data_until": _data_until(outcome, period, today),
        "rows_read": outcome.read,
        "rows_loaded": outcome.loaded,
        "rows_updated": outcome.updated,
        "rows_unchanged": outcome.unchanged,
        "rows_rejected": outcome.rejected,
        "logged": True,
    }
    added = connection.execute(insert(submission).values(row).returning(submission.c.id))
    submission_id = added.scalar_one()
    tick = progress(outcome.loaded + outcome.updated)
    write_plan(connection, outcome.plan, university=code, submission=submission_id, tick=tick)
    write_rejected(connection, outcome.report, submission=submission_id, words=words)
    if outcome.loaded or outcome.updated:
        before = load_changes.counts(connection, code)
        rollups.refresh(connection, universities=[code])
        load_changes.keep(connection, submission_id, before, load_changes.counts(connection, code))
    else:
        publication.fill(connection)  # the last day may have moved on


def _data_until(outcome: Outcome, period: str | None, today: date) -> date | None:
    """The day up to which the data reach: the period's end, else the last date in the rows."""
    if period is not None:
        _, last = month_bounds(period)
        if last <= today:
            return last
    report = outcome.report
    dates: list[Any] = [
        day
        for name in STAGE_DATES
        for index, day in enumerate(report.values.get(name, ()))
        if day is not None and index not in report.findings
    ]
    return max(dates, default=None)
