"""Whom to call, in words."""

from __future__ import annotations

from datetime import date

import pandas as pd

from charts.calls import calls
from charts.edition import Edition

ROW = {
    "university": "ug",
    "short": "UG",
    "name": "Universidad de Guayaquil",
    "reason": "due",
    "periods": ["2021-09", "2021-10"],
    "due_on": date(2021, 11, 10),
    "rejected": 0,
    "data_until": date(2021, 8, 31),
    "expected": 12.6,
}


def _call(**facts: object):  # type: ignore[no-untyped-def]
    rejected = facts.pop("rejections", {})
    [call] = calls(
        pd.DataFrame([{**ROW, **facts}]),
        Edition(),
        template="http://tablero/plantilla.xlsx",
        check="http://tablero/archivo",
        rejected=rejected,  # type: ignore[arg-type]
    )
    return call


def test_a_missing_report_in_words() -> None:
    call = _call()
    assert call.why == (
        "Falta su reporte de septiembre de 2021 y octubre de 2021; todavía está a tiempo, hasta el "
        "10 de noviembre de 2021. Sus datos llegan al 31 de agosto de 2021. A su ritmo de seis "
        "semanas sumaría alrededor de 13 MiPymes al total."
    )
    assert call.message.startswith("Estimado equipo de la Universidad de Guayaquil:")
    assert "http://tablero/plantilla.xlsx" in call.message


def test_nothing_is_promised_that_cannot_be_said() -> None:
    call = _call(expected=None, data_until=None, reason="overdue")
    assert "Todavía no ha reportado." in call.why
    assert "sumaría" not in call.why
    assert "fecha límite era el 10 de noviembre" in call.message


def test_a_partial_report_asks_for_its_rows() -> None:
    call = _call(reason="partial", periods=["2021-10"], rejected=1, expected=None)
    assert call.why == ("Su reporte de octubre de 2021 se cargó solo en parte. Se rechazó 1 fila.")
    assert "¿Podrían corregirlas y enviar el archivo de nuevo?" in call.message


def test_the_message_has_lines_and_reasons_but_no_values() -> None:
    frame = pd.DataFrame(
        [(37, "País", "Mexcio", "“Mexcio” no está en la lista de países.", "México")]
        + [(40 + line, None, "", "Faltan columnas.", None) for line in range(13)],
        columns=["line", "column", "value", "message", "suggestion"],
    )
    call = _call(reason="partial", rejected=14, expected=None, rejections={"ug": frame})
    assert "- Línea 37, País: el valor no está en la lista de países." in call.message
    assert "- Línea 40: Faltan columnas." in call.message
    assert "… y 2 más." in call.message
    assert "Mexcio" not in call.message
    assert "http://tablero/archivo?universidad=ug" in call.message
