"""Publishing a SQLite database: the loader works on its own file and publishes copies of it.

Beside the working file ``programa.db`` lie ``programa.snapshot.json``, the pointer that is
replaced in one step, and the snapshot it names. A snapshot is never modified, so readers need
no locks, never see half a load, and its name (its hash) tells whether it is intact.
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from data_access.errors import DatabaseError, Reason

KEPT = 2
"""Snapshots kept: the current one, and the one before for readers that are still opening it."""


@dataclass(frozen=True)
class Manifest:
    """What the pointer file says: which snapshot is current, and its fingerprint."""

    file: str
    sha256: str
    size: int
    schema_version: str


def pointer(database: Path) -> Path:
    """Where the pointer of a working file lies."""
    return database.with_name(f"{database.stem}.snapshot.json")


def publish(database: Path) -> Manifest:
    """Copy the committed state of the working file beside it and point to the copy; only one
    at a time (see `engine.alone`).

    Raises `DatabaseError` where the copy does not pass SQLite's own integrity check.
    """
    part = database.with_name(f"{database.stem}.snapshot.db.part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(database)) as source:
            source.execute("VACUUM INTO ?", (str(part),))
        schema_version = _checked(part)
        _sync(part)
        sha256 = digest(part)
        target = database.with_name(f"{database.stem}.snapshot-{sha256[:16]}.db")
        part.chmod(0o444)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    manifest = Manifest(target.name, sha256, target.stat().st_size, schema_version)
    pointer_part = pointer(database).with_suffix(".json.part")
    pointer_part.write_text(json.dumps(asdict(manifest)), encoding="utf-8")
    _sync(pointer_part)
    os.replace(pointer_part, pointer(database))
    _sync(database.parent)
    _remove_old(database, keep=target)
    return manifest


def read_manifest(database: Path) -> Manifest:
    """The current pointer; `DatabaseError` where there is none or it cannot be read."""
    try:
        manifest = Manifest(**json.loads(pointer(database).read_text(encoding="utf-8")))
        database.with_name(manifest.file)
    except FileNotFoundError:
        raise DatabaseError(Reason.MISSING) from None
    except (ValueError, TypeError):
        raise DatabaseError(Reason.DAMAGED) from None
    return manifest


def stamp(database: Path, manifest: Manifest) -> tuple[int, int, int]:
    """What changes when someone touches the published file."""
    facts = database.with_name(manifest.file).stat()
    return facts.st_ino, facts.st_mtime_ns, facts.st_size


def verify(database: Path, manifest: Manifest) -> None:
    """Raise `DatabaseError` unless the file is, to the bit, the one that was published."""
    path = database.with_name(manifest.file)
    try:
        intact = path.stat().st_size == manifest.size and digest(path) == manifest.sha256
    except FileNotFoundError:
        raise DatabaseError(Reason.MISSING) from None
    if not intact:
        raise DatabaseError(Reason.DAMAGED)


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _checked(path: Path) -> str:
    """Raise unless SQLite finds the file sound; returns the schema version inside it."""
    with closing(sqlite3.connect(path)) as copy:
        if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise DatabaseError(Reason.DAMAGED)
        return str(copy.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_old(database: Path, *, keep: Path) -> None:
    snapshots = database.parent.glob(f"{glob.escape(database.stem)}.snapshot-*.db")
    newest_first = sorted(snapshots, key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for snapshot in [path for path in newest_first if path != keep][KEPT - 1 :]:
        snapshot.unlink(missing_ok=True)
