"""The command line's own words: usage, help and faults, in the reader's language."""

from __future__ import annotations

import pytest

from data_access.__main__ import main


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Falta: command"),
        (["import"], "Falta: ARCHIVO, --university"),
        (["imprt"], "no se conoce 'imprt'. Hay: 'init', 'check'"),
        (["import", "r.csv", "--university"], "--university necesita un valor."),
        (["check", "ahora"], "No se conoce: ahora"),
        (["backtest", "--seed", "x"], "--seed: 'x' no corresponde aquí."),
        (["check", "--language", "en", "now"], "Not known: now"),
    ],
)
def test_a_command_written_wrong_is_told_in_words(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    printed = capsys.readouterr().err
    assert ended.value.code == 2
    assert sentence in printed
    assert printed.startswith("Usage: " if "en" in arguments else "Uso: ")
    assert printed.count("\n") >= 2


def test_help_is_in_spanish(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["import", "--help"]):
        with pytest.raises(SystemExit):
            main(arguments)
    printed = capsys.readouterr().out
    assert "carga el reporte de una universidad" in printed
    assert "ARCHIVO" in printed
    assert not {"usage:", "show this help message", "positional"} & set(printed.split())
