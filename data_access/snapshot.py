"""Publishing a SQLite database: the loader works on its own file and publishes copies of it.

Beside the working file ``programa.db`` lie ``programa.snapshot.json``, the pointer that is
replaced in one step, and the two files it names: the snapshot, and the one of the public, which
holds nothing but the tables that everybody may read. A snapshot is never modified, so readers need
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

from data_access import schema
from data_access.errors import DatabaseError, Reason

KEPT = 2
"""Snapshots kept: the current one, and the one before for readers that are still opening it."""


@dataclass(frozen=True)
class Manifest:
    """What the pointer file says: which snapshot is current, and its fingerprint; the same of the
    public's (empty where an older version published it)."""

    file: str
    sha256: str
    size: int
    schema_version: str
    public_file: str = ""
    public_sha256: str = ""
    public_size: int = 0

    @property
    def public(self) -> Manifest:
        """The file of the public; `DatabaseError` where an older version published none."""
        if not self.public_file:
            raise DatabaseError(Reason.SCHEMA_OLD)
        return Manifest(self.public_file, self.public_sha256, self.public_size, self.schema_version)


def pointer(database: Path) -> Path:
    """Where the pointer of a working file lies."""
    return database.with_name(f"{database.stem}.snapshot.json")


def publish(database: Path) -> Manifest:
    """Copy the committed state of the working file beside it, and what everybody may read of it
    into a file of its own; point to both. Only one at a time (see `engine.alone`).

    Raises `DatabaseError` where a copy does not pass SQLite's own integrity check.
    """
    part = database.with_name(f"{database.stem}.snapshot.db.part")
    public_part = database.with_name(f"{database.stem}.public.db.part")
    parts = (part, public_part)
    for file in parts:
        file.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(database)) as source:
            source.execute("VACUUM INTO ?", (str(part),))
        _copy_public(part, public_part)
        schema_version = _checked(part)
        _checked(public_part)
        target, sha256 = _placed(part, database, "snapshot")
        public, public_sha256 = _placed(public_part, database, "public")
    finally:
        for file in parts:
            file.unlink(missing_ok=True)
    manifest = Manifest(
        file=target.name,
        sha256=sha256,
        size=target.stat().st_size,
        schema_version=schema_version,
        public_file=public.name,
        public_sha256=public_sha256,
        public_size=public.stat().st_size,
    )
    pointer_part = pointer(database).with_suffix(".json.part")
    pointer_part.write_text(json.dumps(asdict(manifest)), encoding="utf-8")
    _sync(pointer_part)
    os.replace(pointer_part, pointer(database))
    _sync(database.parent)
    _remove_old(database, "snapshot", keep=target)
    _remove_old(database, "public", keep=public)
    return manifest


def _copy_public(snapshot: Path, public: Path) -> None:
    """A new file with nothing of `snapshot` but the tables of `schema.PUBLIC`, and those
    without the names of files."""
    with closing(
        sqlite3.connect(public.absolute().as_uri(), uri=True, isolation_level=None)
    ) as copy:
        copy.execute("ATTACH DATABASE ? AS whole", (snapshot.absolute().as_uri() + "?mode=ro",))
        copy.execute("BEGIN")
        for name in ("alembic_version", *(table.name for table in schema.PUBLIC)):
            of_table = "SELECT sql FROM whole.sqlite_master WHERE type = 'table' AND name = ?"
            made = copy.execute(of_table, (name,)).fetchone()
            if made is None:  # of an older version, which is not served
                continue
            copy.execute(made[0])
            rows = f'INSERT INTO main."{name}" SELECT * FROM whole."{name}"'  # noqa: S608 our names
            copy.execute(rows)
        copy.execute("UPDATE submission SET file_name = '', file_sha256 = ''")
        copy.execute("COMMIT")
        copy.execute("DETACH DATABASE whole")
        copy.execute("VACUUM")  # what was overwritten is gone


def _placed(part: Path, database: Path, kind: str) -> tuple[Path, str]:
    """The finished copy under its own name, and its hash."""
    _sync(part)
    sha256 = digest(part)
    target = database.with_name(f"{database.stem}.{kind}-{sha256[:16]}.db")
    part.chmod(0o444)
    os.replace(part, target)
    return target, sha256


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


def published_revision(database: Path) -> int | None:
    """The revision of the data that readers have; None where they have none."""
    try:
        return revision(database.with_name(read_manifest(database).file))
    except (DatabaseError, sqlite3.Error):
        return None


def revision(path: Path) -> int:
    """The revision of the data in a file."""
    with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)) as file:
        return int(file.execute("SELECT revision FROM dataset").fetchone()[0])


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


def _remove_old(database: Path, kind: str, *, keep: Path) -> None:
    snapshots = database.parent.glob(f"{glob.escape(database.stem)}.{kind}-*.db")
    newest_first = sorted(snapshots, key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for snapshot in [path for path in newest_first if path != keep][KEPT - 1 :]:
        snapshot.unlink(missing_ok=True)
