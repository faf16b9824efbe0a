"""What the intake's tests share: running ``import`` on a file that the test has just written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from data_access.__main__ import main
from data_access.engine import open_writer


@dataclass
class Run:
    """What a command said and did. `counts` are read, loaded, updated, unchanged, rejected."""

    code: int
    out: str
    err: str
    rejected: str

    @property
    def counts(self) -> tuple[int, ...]:
        names = ("Read", "Loaded", "Updated", "Unchanged", "Rejected")
        lines = dict(line.split(": ", 1) for line in self.out.splitlines() if ": " in line)
        return tuple(int(lines[name]) for name in names)


Importer = Callable[..., Run]


@pytest.fixture
def run(
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Importer:
    """``import`` of a file's content (text is written as UTF-8), on both kinds of database."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.chdir(tmp_path)

    def importing(
        content: str | bytes,
        *options: str,
        university: str = "uam-a",
        mapping: str | None = None,
        name: str = "reporte.csv",
        language: str = "en",
    ) -> Run:
        data = content.encode() if isinstance(content, str) else content
        (tmp_path / name).write_bytes(data)
        arguments = [name, "--university", university, "--language", language, *options]
        if mapping is not None:
            (tmp_path / "m.toml").write_text(mapping, encoding="utf-8")
            arguments += ["--mapping", "m.toml"]
        rejected = tmp_path / f"{name}.rechazadas.csv"
        rejected.unlink(missing_ok=True)
        code = main(["import", *arguments])
        printed = capsys.readouterr()
        shown = rejected.read_text(encoding="utf-8") if rejected.exists() else ""
        return Run(code, printed.out, printed.err, shown)

    return importing


@pytest.fixture
def query(database_url: str) -> Callable[[str], list[tuple[Any, ...]]]:
    """The rows that a query finds in the working database."""

    def rows(sql: str) -> list[tuple[Any, ...]]:
        engine = open_writer(database_url)
        try:
            with engine.connect() as connection:
                return [tuple(row) for row in connection.execute(text(sql))]
        finally:
            engine.dispose()

    return rows
