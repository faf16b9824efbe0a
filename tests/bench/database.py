"""Databases of invented data, made once per folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from data_access import schema, snapshot
from data_access.errors import DatabaseError
from tests.bench.served import ROOT

SIZES = {"2 k": 2_107, "100 k": 100_000, "1 M": 1_000_000}


def database(folder: Path, mipymes: int) -> str:
    """The address of a database with so many MiPymes; made anew where the schema has changed."""
    path = folder / str(mipymes) / "programa.db"
    address = f"sqlite:///{path}"
    if not _is_current(path):
        shutil.rmtree(path.parent, ignore_errors=True)
        path.parent.mkdir(parents=True)
        command = [sys.executable, "-m", "sample_data", "--mipymes", str(mipymes)]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": address}, check=True)
    return address


def ends(addresses: Iterable[str]) -> tuple[str, str]:
    """The names of the smallest and the largest of them; the same where there is but one."""
    names = list(addresses)
    return names[0], names[-1]


def _is_current(path: Path) -> bool:
    try:
        return snapshot.read_manifest(path).schema_version == schema.SCHEMA_VERSION
    except DatabaseError:
        return False
