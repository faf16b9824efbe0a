"""Codes that a spreadsheet has robbed of their leading zero, told from the keys of a mapping."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data_access.intake.findings import ByRule, Message, Problem
from data_access.intake.folding import fold
from data_access.intake.mapping import Translation
from texts import mark


class Codes:
    """The translation of a column's values (``[values.<field>]``) that does not take ``111`` for
    ``11…`` where it may be ``0111``."""

    def __init__(self, pairs: Mapping[str, str]) -> None:
        self._translation = Translation(dict(pairs))
        self._whole = {fold(key): code for key, code in pairs.items() if not key.endswith("*")}
        self._with_zero = any(key.startswith("0") and key.rstrip("*").isdecimal() for key in pairs)
        self._width = 0
        self._keeps_zeros = False

    def learn(self, values: Iterable[str]) -> None:
        """Look at a column: how long its codes are, and whether some still begin with 0."""
        codes = {value for value in values if value.isdecimal()} if self._with_zero else set()
        self._width = max(map(len, codes), default=0)
        self._keeps_zeros = any(code.startswith("0") for code in codes)

    def find(self, value: str) -> str | Problem | ByRule | None:
        """Our value for theirs; None where the mapping has none."""
        code = self._translation.find(value)
        if not self._with_zero or not value.isdecimal() or value in self._whole:
            return code
        if code is None:
            padded = [key for key in self._whole if key.isdecimal() and int(key) == int(value)]
            if len(padded) == 1:
                text = mark("“{sample}” was read as “{read}”, which has lost its zero")
                return ByRule(
                    self._whole[padded[0]], Message(text, {"sample": value, "read": padded[0]})
                )
        other = self._translation.find(f"0{value}")
        if other is None or other == code or value.startswith("0"):
            return code
        if code is None or len(value) < self._width:
            return Problem("digits_lost")
        if self._keeps_zeros:
            return code
        text = mark("“{sample}” was read as {code}; if it has lost a zero, it is {other}")
        return ByRule(code, Message(text, {"sample": value, "code": code, "other": other}))
