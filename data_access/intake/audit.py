"""Looking for faults in a programme database (command ``check``)."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Connection,
    func,
    not_,
    select,
    text,
)
from sqlalchemy.sql.elements import Grouping

from data_access import load_changes, rollups, schema, snapshot
from data_access.engine import check_schema, open_writer, parse_url
from data_access.errors import DatabaseError, Reason, translated
from data_access.intake.fields import STAGE_DATES
from data_access.intake.findings import Message
from texts import mark

STALE_DAYS = 45
"""Days after which it is said that no report has come in."""


@dataclass(frozen=True)
class Finding:
    """A fact about the database; a fault makes the command fail."""

    message: Message
    fault: bool = True


def audit(address: str, *, today: date) -> list[Finding]:
    """Every fault found, and what is worth knowing. Raises `DatabaseError` where the database
    cannot even be opened."""
    url = parse_url(address)
    path = Path(str(url.database)) if url.get_backend_name() == "sqlite" else None
    if path is not None and not path.exists():
        raise DatabaseError(Reason.MISSING)
    with translated():
        engine = open_writer(address)
        try:
            with engine.connect() as connection:
                check_schema(connection)
                found = [*_rules(connection), *_orphans(connection), *_future(connection, today)]
                found += [*_summaries(connection), *_kept(connection)]
                found += _freshness(connection, today)
                connection.rollback()  # the summaries were recounted only to be compared
        finally:
            engine.dispose()
    if path is not None:
        found += _published(path)
    if not any(finding.fault for finding in found):
        found.append(Finding(Message(mark("No faults were found.")), fault=False))
    return found


def _rules(connection: Connection) -> Iterator[Finding]:
    """Rows that break a check of the schema: codes, dates, sums, ranges."""
    for table in schema.metadata.sorted_tables:
        for rule in table.constraints:
            if isinstance(rule, CheckConstraint):
                broken = select(func.count()).select_from(table).where(not_(Grouping(rule.sqltext)))
                count = connection.scalar(broken)
                if count:
                    values = {"table": table.name, "rule": rule.name, "count": count}
                    yield Finding(Message(mark("{table}: rows against “{rule}”: {count}"), values))


def _orphans(connection: Connection) -> Iterator[Finding]:
    """Rows that name what does not exist. PostgreSQL never lets them in; on SQLite a
    connection may have switched its checks off."""
    if connection.dialect.name == "sqlite":
        lost = connection.execute(text("PRAGMA foreign_key_check")).all()
        if lost:
            values = {"table": lost[0][0], "other": lost[0][2], "count": len(lost)}
            yield Finding(
                Message(mark("{table}: rows that point to nothing in {other}: {count}"), values)
            )


def _future(connection: Connection, today: date) -> Iterator[Finding]:
    for name in STAGE_DATES:
        column = schema.mipyme.c[name]
        count = connection.scalar(select(func.count()).where(column > today))
        if count:
            values = {"column": name, "count": count}
            yield Finding(Message(mark("mipyme: dates in the future in {column}: {count}"), values))


def _summaries(connection: Connection) -> Iterator[Finding]:
    """Whether the summaries are what a fresh count gives."""
    before = {table.name: _content(connection, table) for table in schema.SUMMARIES}
    rollups.refresh(connection)
    for table in schema.SUMMARIES:
        if before[table.name] != _content(connection, table):
            values = {"table": table.name}
            yield Finding(Message(mark("{table}: it does not equal the count of the rows"), values))


def _kept(connection: Connection) -> Iterator[Finding]:
    """Whether what the loads changed adds up to the counts."""
    for university in load_changes.unbalanced(connection):
        text_ = mark(
            "load_change: what the loads of {university} changed is not what it counts now"
        )
        yield Finding(Message(text_, {"university": university}))


def _content(connection: Connection, table: Any) -> str:
    digest = hashlib.sha256()
    for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
        digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


def _freshness(connection: Connection, today: date) -> Iterator[Finding]:
    c = schema.submission.c
    count, until, loaded = connection.execute(
        select(func.count(), func.max(c.data_until), func.max(c.loaded_at))
    ).one()
    mipymes = connection.scalar(select(func.count()).select_from(schema.mipyme))
    text_ = mark("{mipymes} MiPymes from {count} reports; data until {until}")
    values = {"mipymes": mipymes, "count": count, "until": until.isoformat() if until else "–"}
    yield Finding(Message(text_, values), fault=False)
    if loaded is not None and (today - loaded.date()).days > STALE_DAYS:
        text_ = mark("The last report was loaded {days} days ago")
        yield Finding(Message(text_, {"days": (today - loaded.date()).days}), fault=False)


def _published(path: Path) -> Iterator[Finding]:
    """Whether the snapshot that readers see is intact and holds what the working file holds."""
    try:
        manifest = snapshot.read_manifest(path)
        snapshot.verify(path.with_name(manifest.file), manifest)
    except DatabaseError as error:
        yield Finding(Message(error.reason.value))
        return
    working, published = _digests(path), _digests(path.with_name(manifest.file))
    for name in sorted(working | published):
        if working.get(name) != published.get(name):
            text_ = mark("{table}: the published snapshot differs from the working file")
            yield Finding(Message(text_, {"table": name}))


def _digests(path: Path) -> dict[str, str]:
    """A digest of every table's rows."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        found = {}
        for table in schema.metadata.sorted_tables:
            digest = hashlib.sha256()
            query = select(table).order_by(*table.primary_key)
            for row in connection.execute(str(query)):
                digest.update(repr(row).encode())
            found[table.name] = digest.hexdigest()
        return found
    finally:
        connection.close()
