"""The command line: what it prints, how it ends, and that nothing can leave half a load."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data_access import rollups
from data_access.__main__ import main
from data_access.engine import open_writer
from data_access.intake import load as load_module

HEADER = "external_id,enrolled_on,started_on,subdivision\n"


def database(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


@pytest.fixture
def address(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A new SQLite database, made the one that commands work on."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.chdir(tmp_path)
    return sqlite_url


def content(path: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        counts = "SELECT (SELECT count(*) FROM mipyme), (SELECT count(*) FROM submission),"
        rows = connection.execute(f"{counts} revision FROM dataset").fetchall()
    connection.close()
    return rows


def report(rows: int) -> str:
    return HEADER + "".join(f"{row},2021-03-01,2021-03-05,CDMX\n" for row in range(1, rows + 1))


def test_init_makes_a_database_and_may_be_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/nueva/programa.db")
    assert main(["init"]) == 0
    assert main(["init", "--language", "en"]) == 0
    printed = capsys.readouterr().out
    assert "La base de datos está lista: sqlite:///" in printed
    assert "The database is ready: sqlite:///" in printed
    assert main(["check"]) == 0


def test_spanish_is_what_a_coordinator_reads(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("r.csv").write_text(HEADER + "1,04/05/2021,,Jalsico\n2,2021-03-01,,\n", encoding="utf-8")
    assert main(["import", "r.csv", "--university", "uam-a", "--period", "2021-05"]) == 1
    printed = capsys.readouterr().out
    for line in (
        "Codificación: utf-8",
        "Separador: ,",
        "Encabezado: línea 1",
        "Leídas: 2",
        "Cargadas: 1",
        "Actualizadas: 0",
        "Sin cambios: 0",
        "Rechazadas: 1",
    ):
        assert line in printed
    rejected = Path("r.csv.rechazadas.csv").read_text(encoding="utf-8-sig")
    assert rejected.startswith("línea,columna,valor,motivo,sugerencia,external_id")
    assert "Puede ser 2021-05-04 o 2021-04-05" in rejected
    assert "¿Quiso decir «Jalisco (MX-JAL)»?" in rejected


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["import", "no.csv", "--university", "uam-a"], "No existe el archivo no.csv."),
        (["import", ".", "--university", "uam-a"], "es una carpeta"),
        (["import", "no.csv", "--university", "x"], "Las universidades son: americana, "),
    ],
)
def test_what_cannot_be_done_is_said(
    address: str, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main(arguments) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("over", ["r.csv", "./r.csv", "m.toml", "programa"])
def test_rejected_rows_never_overwrite_what_they_come_from(
    address: str, capsys: pytest.CaptureFixture[str], over: str
) -> None:
    text = HEADER + "1,nunca,,\n"
    mapping = '[file]\ndecimal = "."\n'
    Path("r.csv").write_text(text, encoding="utf-8")
    Path("m.toml").write_text(mapping, encoding="utf-8")
    path = str(database(address)) if over == "programa" else over
    options = ["--university", "uam-a", "--mapping", "m.toml", "--rejected", path]
    assert main(["import", "r.csv", *options]) == 2
    assert "se escribirían encima de" in capsys.readouterr().err
    assert Path("r.csv").read_text(encoding="utf-8") == text
    assert Path("m.toml").read_text(encoding="utf-8") == mapping
    assert content(database(address))[0][:2] == (0, 0)


def test_a_rejected_file_that_cannot_be_written_is_told_as_it_is(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("r.csv").write_text(HEADER + "1,nunca,,\n", encoding="utf-8")
    arguments = ["import", "r.csv", "--university", "uam-a", "--rejected", "no/hay/x.csv"]
    assert main([*arguments, "--dry-run"]) == 2
    assert "rejected_row" not in capsys.readouterr().err
    assert main(arguments) == 2
    assert "las filas están en «rejected_row»" in capsys.readouterr().err


def test_files_of_rejected_rows_are_told_apart_and_from_earlier_ones(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, good = HEADER + "1,nunca,,\n", HEADER + "1,2021-03-01,,\n"
    Path("r.csv").write_text(bad, encoding="utf-8")
    Path("r.txt").write_text(bad, encoding="utf-8")
    for name in ("r.csv", "r.txt"):
        assert main(["import", name, "--university", "uam-a"]) == 2
        assert Path(f"{name}.rechazadas.csv").exists()
    Path("r.csv").write_text(good, encoding="utf-8")
    capsys.readouterr()
    assert main(["import", "r.csv", "--university", "uam-a"]) == 0
    assert "r.csv.rechazadas.csv es de una carga anterior" in capsys.readouterr().out


def test_a_database_that_does_not_answer_is_told_without_a_click(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:p@127.0.0.1:1/x")
    assert main(["check"]) == 2
    assert "La base de datos no responde. Inténtelo más tarde." in capsys.readouterr().err


@pytest.mark.parametrize("seconds", [0.15, 0.4, 0.8])
def test_an_early_interruption_shows_no_traceback(address: str, seconds: float) -> None:
    Path("r.csv").write_text(report(20_000), encoding="utf-8")
    command = [sys.executable, "-m", "data_access", "import", "r.csv", "--university", "uam-a"]
    environment = {**os.environ, "PYTHONPATH": str(Path(rollups.__file__).parent.parent)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        time.sleep(seconds)
        child.send_signal(signal.SIGINT)
        _, printed = child.communicate(timeout=60)
    assert child.returncode == 130
    assert "Traceback" not in printed


def test_without_a_database_it_says_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/no.db")
    for arguments in (["check"], ["import", "x.csv", "--university", "uam-a"]):
        assert main(arguments) == 2
        assert "python -m data_access init" in capsys.readouterr().err
    assert not (tmp_path / "no.db").exists()


def test_a_file_too_large_is_refused_at_once(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with Path("enorme.csv").open("wb") as target:
        target.truncate(200_000_000)
    start = time.monotonic()
    assert main(["import", "enorme.csv", "--university", "uam-a"]) == 2
    assert time.monotonic() - start < 1
    assert "El archivo tiene 200 MB; se leen 100 MB como máximo." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("fault", "code", "sentence"),
    [
        (KeyboardInterrupt(), 130, "Interrumpido: no se cargó nada."),
        (MemoryError(), 2, "No hay memoria suficiente"),
        (RuntimeError("x"), 2, "Ocurrió algo imprevisto (RuntimeError); no se cargó nada."),
    ],
)
def test_a_load_cut_short_leaves_nothing(
    address: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: BaseException,
    code: int,
    sentence: str,
) -> None:
    before = content(database(address))
    Path("r.csv").write_text(report(10), encoding="utf-8")

    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(load_module.rollups, "refresh", fail)
    ended = main(["import", "r.csv", "--university", "uam-a"])
    assert (ended, sentence in capsys.readouterr().err) == (code, True)
    assert content(database(address)) == before


def test_a_full_disk_is_said_and_leaves_nothing(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """SQLite is told that its file may not grow, which is what a full disk is to it."""
    before = content(database(address))
    Path("r.csv").write_text(report(20_000), encoding="utf-8")
    real = load_module.write_plan

    def on_a_full_disk(connection, *arguments, **options):  # type: ignore[no-untyped-def]
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")
        real(connection, *arguments, **options)

    monkeypatch.setattr(load_module, "write_plan", on_a_full_disk)
    assert main(["import", "r.csv", "--university", "uam-a"]) == 2
    assert "No queda espacio en el disco." in capsys.readouterr().err
    assert content(database(address)) == before


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [1.2, 2.4])
def test_a_killed_load_leaves_nothing_or_all(address: str, seconds: float) -> None:
    Path("r.csv").write_text(report(40_000), encoding="utf-8")
    command = [sys.executable, "-m", "data_access", "import", "r.csv", "--university", "uam-a"]
    root = str(Path(rollups.__file__).parent.parent)
    environment = {**os.environ, "PYTHONPATH": root}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as child:
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
    assert content(database(address))[0][:2] in ((0, 0), (40_000, 1))
    assert main(["import", "r.csv", "--university", "uam-a"]) == 0
    assert content(database(address))[0][:2] == (40_000, 1)
    assert main(["check"]) == 0


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("UPDATE rollup SET started = started + 1", "rollup: no coincide con el conteo"),
        ("UPDATE mipyme SET size = 'grande'", "mipyme: filas que incumplen «ck_mipyme_size»: 3"),
        ("UPDATE mipyme SET cohort = '1999'", "mipyme: filas que remiten a algo que no existe"),
        ("UPDATE mipyme SET closed_on = '2999-01-01'", "mipyme: fechas futuras en closed_on: 3"),
        ("UPDATE submission SET rows_read = 9", "submission: filas que incumplen"),
        ("UPDATE mipyme SET name = 'otro'", "mipyme: la copia publicada difiere"),
    ],
)
def test_check_finds_damage(
    address: str, capsys: pytest.CaptureFixture[str], damage: str, sentence: str
) -> None:
    Path("r.csv").write_text(report(3), encoding="utf-8")
    assert main(["import", "r.csv", "--university", "uam-a"]) == 0
    assert main(["check"]) == 0
    assert "No se encontraron fallas." in capsys.readouterr().out
    connection = sqlite3.connect(database(address))
    connection.execute("PRAGMA ignore_check_constraints = on")
    connection.execute(damage)
    connection.commit()
    connection.close()
    assert main(["check"]) == 1
    assert sentence in capsys.readouterr().out


@pytest.mark.postgresql
def test_check_on_postgresql(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", postgresql_url)
    assert main(["check"]) == 0
    engine = open_writer(postgresql_url)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO rollup VALUES ('uam-a', 'MX', '', '2021-03-01', 1, 0, 0, 0, 0, 0, 0, 0)"
        )
    engine.dispose()
    assert main(["check"]) == 1
    assert "rollup: no coincide con el conteo" in capsys.readouterr().out


def test_users_are_given_a_role_listed_and_disabled(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    person = ["--issuer", "https://accounts.google.com", "--subject", "117"]
    assert main(["user", "list"]) == 0
    assert "Todavía nadie" in capsys.readouterr().out
    assert main(["user", "add", *person, "--role", "coordinacion", "--university", "uv"]) == 0
    assert main(["user", "add", *person, "--role", "direccion"]) == 0
    printed = capsys.readouterr().out
    assert "Añadido: " in printed
    assert "Cambiado: " in printed
    code = printed.split()[-1]
    assert main(["user", "list"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.split("  ")[:3] == [code, "con permiso", "Dirección"]
    assert main(["user", "disable", code]) == 0
    assert main(["user", "list"]) == 0
    assert "sin permiso" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--role", "coordinacion"], "necesita --university"),
        (["--role", "direccion", "--country", "MX"], "Solo quien coordina"),
        (["--role", "coordinacion", "--university", "uvw"], "No existe «uvw»"),
        (["--role", "coordinacion", "--country", "mx"], "Existen: AR, "),
        (["--role", "administracion", "--issuer", "ana@uv.cl"], "empieza con https://"),
    ],
)
def test_a_role_that_cannot_be_is_refused(
    address: str, wrong: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    person = ["--issuer", "https://accounts.google.com", "--subject", "117"]
    assert main(["user", "add", *person, *wrong]) == 2
    assert said in capsys.readouterr().err
    assert main(["user", "disable", "117"]) == 2
    assert "0 personas se llaman «117»" in capsys.readouterr().err
