"""A file tried without loading it: the loader's own answer, and nothing written or told."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from data_access.intake.trial import MAX_BYTES, try_file
from data_access.records import Trial
from tests.data_access.intake.conftest import Importer
from tests.data_access.intake.test_workbooks import GOOD

Query = Callable[[str], list[tuple[Any, ...]]]
HEAD = (
    "external_id;name;country;enrolled_on;started_on;rural;initial_platforms;initial_sales;currency"
)
FILE = f"""{HEAD}
1;Uno;MX;15/03/2021;20/03/2021;si;facebook, instagram;1500,50;MXN
2;=CMD();MX;15/03/2021;31/02/2021;no;ninguna;;
3;-2+3;MX;16/03/2021;;;ninguna;;
4;Cuatro;MX;16/03/2021;01/02/2021;;;;
"""


def tried(content: str | bytes, *, compare: bool = True, university: str = "uam-a") -> Trial:
    data = content.encode() if isinstance(content, str) else content
    today = datetime.now(UTC).date()
    return try_file(data, university=university, compare=compare, language="en", today=today)


def counts(trial: Trial) -> tuple[int, ...]:
    assert not trial.refused
    return trial.read, trial.new, trial.updated, trial.unchanged, trial.rejected


def test_it_says_what_the_loader_does(run: Importer, query: Query, tmp_path: Path) -> None:
    everything = "SELECT (SELECT revision FROM dataset), (SELECT count(*) FROM submission)"
    before, files = query(everything), sorted(tmp_path.iterdir())
    first = tried(FILE)
    assert counts(first) == (4, 2, 0, 0, 2)
    assert query(everything) == before
    assert sorted(tmp_path.iterdir()) == files
    assert [(line, column, value) for line, column, value, *_ in first.findings] == [
        (3, "started_on", "31/02/2021"),
        (5, "started_on", "01/02/2021"),
    ]
    assert any("Delimiter: ;" in note for note in first.notes)
    assert any("day/month/year" in note for note in first.notes)
    rejected = list(csv.reader(io.StringIO(first.rejections.decode("utf-8-sig"))))
    assert rejected[1][6] == "'=CMD()"
    assert b"<f>" not in first.accepted
    # What comes back is loaded as it stands, and is then what the first file says.
    assert counts(tried(first.accepted)) == (2, 2, 0, 0, 0)
    assert run(FILE).counts == (4, 2, 0, 0, 2)
    assert counts(tried(first.accepted)) == (2, 0, 0, 2, 0)
    assert counts(tried(FILE.replace("Uno", "Una"))) == (4, 0, 1, 1, 2)
    # Whoever may not know what is loaded learns nothing: not the rows, not that a file was.
    assert counts(tried(FILE, compare=False)) == (4, 2, 0, 0, 2)
    assert "already loaded" in tried(FILE, university="uv").refused
    assert not tried(FILE, university="uv", compare=False).refused


@pytest.mark.usefixtures("run")
def test_what_cannot_be_read_is_a_sentence() -> None:
    assert counts(tried(GOOD)) == (1, 1, 0, 0, 0)
    assert "empty" in tried(b"").refused
    assert "damaged" in tried(GOOD[: len(GOOD) // 2]).refused
    assert "no university" in tried(FILE, university="nadie").refused
    assert "at most 5 MB" in tried(b"x" * (MAX_BYTES + 1)).refused
    assert "web page" in tried("<!doctype html><table>").refused
    assert "MiPyme number" in tried("a;b\n1;2\n").refused


READ = """external_id;name;country;subdivision;municipality;enrolled_on;owner_gender;rural;sector
1;Uno;MX;MX-CMX;Azcapozalco;2021-03-15;F;x;C
2;Dos;MX;MX-CMX;Azcapotzalco;04/05/2021;mujer;no;Panadería
"""


@pytest.mark.usefixtures("run")
def test_it_says_what_was_read_as_something_else_and_what_a_sheet_can_do() -> None:
    found = tried(READ)
    assert any("“F” was read as Woman" in note for note in found.notes)
    assert any("“x” was read as Yes" in note for note in found.notes)
    assert not any("“mujer” was read" in note for note in found.notes)
    assert any("Did you mean “Azcapotzalco”?" in note for note in found.notes)
    (sector,) = [row for row in found.findings if row[2] == "Panadería"]
    assert "C = Manufacturing" in str(sector[4])
    for told in (*found.notes, *(str(row[3]) + str(row[4]) for row in found.findings)):
        assert "Declare" not in told
        assert "--mapping" not in told


@pytest.mark.usefixtures("run")
def test_a_mapping_is_tried_beside_its_table() -> None:
    table = b"RUC;NOMBRE;FECHA\n1;Uno;04/05/2021\n"
    mapping = (
        b'[file]\ndate_format = "dd/mm/yyyy"\n[columns]\nexternal_id = "RUC"\nname = "NOMBRE"\n'
    )
    mapping += b'enrolled_on = "FECHA"\n[defaults]\ncountry = "MX"\n'
    asked: dict[str, Any] = {"university": "uam-a", "compare": True, "language": "en"}
    asked["today"] = datetime.now(UTC).date()
    without = try_file(table, **asked)
    assert "ask the programme's administration for a mapping" in without.refused
    assert counts(try_file(table, mapping=("x.toml", mapping), **asked)) == (1, 1, 0, 0, 0)
    broken = try_file(table, mapping=("x.toml", b"[file"), **asked)
    assert "x.toml is not valid TOML" in broken.refused
    assert "100 kB" in try_file(table, mapping=("x.toml", b"#" * 200_000), **asked).refused
