"""The numbers of MiPymes: what is none, and when two ways of writing are one number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from data_access.intake.findings import ByRule, Message, Problem
from data_access.intake.folding import fold
from texts import mark

_SCIENTIFIC = re.compile(r"[-+]?\d(?:[.,]\d+)?[eE]\+?\d{1,3}")
_WITH_DECIMAL = re.compile(r"(\d+)\.0")
_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")
_RUNS = re.compile(r"\d+|[^\W\d_]+")
_PLACEHOLDERS = re.compile(
    r"|0+|x+|s ?n|(?:sin|no tiene|falta)(?: (?:folio|numero|codigo|clave|id|asignar|registro))?"
    r"|pendiente|en tramite|por asignar|no asignado|ninguno|ninguna|desconocido|temporal|tbd|nuevo"
)


def parse_key(value: str) -> str | Problem | ByRule:
    """The number of a MiPyme as text."""
    if _SCIENTIFIC.fullmatch(value):
        return Problem("digits_lost")
    if match := _WITH_DECIMAL.fullmatch(value):
        if not match[1].strip("0"):
            return Problem("placeholder_key")
        text = mark("numbers of a spreadsheet such as “{sample}” are read as {read}")
        return ByRule(match[1], Message(text, {"sample": value, "read": match[1]}))
    if _PLACEHOLDERS.fullmatch(fold(value)):
        return Problem("placeholder_key")
    return value


def forms(key: str) -> tuple[tuple[str, ...], str | None]:
    """What is compared of a key: its runs of letters and of digits without case, separators and
    leading zeros, the same for ``UAM-001`` and ``uam 1``; and, for a key of digits only, its
    digits as if nothing separated them."""
    runs = _RUNS.findall(fold(_THOUSANDS.sub("", key)))
    digits = "".join(runs)
    plain = tuple([run.lstrip("0") or "0" for run in runs])
    return plain, digits.lstrip("0") if digits.isdecimal() else None


def alike(keys: Iterable[str]) -> list[set[str]]:
    """Groups of different keys that look like the same number.

    ``900123456-7`` is also like ``9001234567``, but ``1-11`` is not like ``11-1``: without its
    separators a key is compared only with keys that have none.
    """
    by_plain: dict[tuple[str, ...], set[str]] = defaultdict(set)
    separated: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        plain, digits = forms(key)
        by_plain[plain].add(key)
        if digits is not None and len(plain) > 1:
            separated[digits].add(key)
    groups = [found for found in by_plain.values() if len(found) > 1]
    for digits, found in separated.items():
        if (digits,) in by_plain:
            groups.append(found | by_plain[digits,])
    return groups
