"""What stands for “not reported” in a cell, and what spreadsheets wrap around a value."""

from __future__ import annotations

import math
import re

from data_access.intake.folding import fold
from data_access.intake.table import Cell

_SIGNS = frozenset(["", "-", "--", "---", "–", "—", "n/a", "n/d", "s/d", "s/i"])
_WORDS = frozenset(
    [
        "na",
        "n a",
        "nd",
        "n d",
        "sd",
        "s d",
        "s i",
        "null",
        "none",
        "nan",
        "nulo",
        "sin dato",
        "sin datos",
        "sin informacion",
        "sin especificar",
        "no disponible",
        "no aplica",
        "no especifica",
        "no especificado",
        "no especificada",
        "no informa",
        "no informado",
        "no reporta",
        "no responde",
        "no contesta",
        "no sabe",
        "no sabe no responde",
        "ns nr",
        "ns nc",
        "prefiero no decir",
        "prefiero no decirlo",
        "prefiero no responder",
        "prefiero no contestar",
        "zona no delimitada",
        "zonas no delimitadas",
        "dato no disponible",
        "por definir",
    ]
)
"""Folded, so that case, accents and points do not matter."""

_AS_TEXT = re.compile(r'="(.*)"')


def is_missing(cell: Cell) -> bool:
    """Whether a cell says that nothing was reported."""
    if isinstance(cell, float) and math.isnan(cell):
        return True
    if not isinstance(cell, str):
        return False
    return cell.strip().casefold() in _SIGNS or fold(cell) in _WORDS


def tidy(cell: Cell) -> Cell:
    """A cell without spaces around it (also unbreakable ones) or Excel's ``="…"``."""
    if not isinstance(cell, str):
        if isinstance(cell, float) and abs(cell) >= 1e15:
            return f"{cell:.9E}"
        return cell
    stripped = cell.strip().strip("\u200b\ufeff").strip()
    match = _AS_TEXT.fullmatch(stripped)
    return match[1] if match else stripped
