"""Columns of cells → columns of typed values, each distinct value converted once."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from data_access.intake import dates, numbers
from data_access.intake.encoding import repaired
from data_access.intake.fields import Field
from data_access.intake.findings import Message, Problem, Refused
from data_access.intake.folding import fold, nearest
from data_access.intake.mapping import JOINED, FileOptions, Translation
from data_access.intake.places import Places
from data_access.intake.table import Cell, as_text, garbled
from data_access.intake.vocabulary import match_code, match_codes
from texts import mark

MISSING = frozenset(
    [
        "",
        "na",
        "n/a",
        "n.a.",
        "n/d",
        "nd",
        "n.d.",
        "s/d",
        "sd",
        "s.d.",
        "s. d.",
        "s/i",
        "s.i.",
        "-",
        "--",
        "---",
        "–",
        "—",
        "null",
        "none",
        "nan",
        "nulo",
        "sin dato",
        "sin datos",
        "sin información",
        "sin informacion",
        "no disponible",
        "no aplica",
    ]
)
"""What stands for “not reported”."""

_ERRORS = re.compile(
    r"#(?:¡?DIV/0!|N/[AD]|¡?REF!|¡?VALUE!|¡?VALOR!|¡?NUM!|¡?NULL!|NAME\?|¿NOMBRE\?|#+)"
)
_SCIENTIFIC = re.compile(r"[-+]?\d(?:[.,]\d+)?[eE]\+?\d{1,3}")
_INVISIBLE = re.compile("[\xad\u200b-\u200f\ufeff]")
_AS_TEXT = re.compile(r'="(.*)"')

Outcome = Any
"""A typed value, None for a missing one, or a `Problem`."""


@dataclass(frozen=True)
class Vocabularies:
    """What the database knows: places, cohorts, and every university by code."""

    places: Places
    cohorts: tuple[str, ...]
    universities: Mapping[str, tuple[str, str]]
    """Code → name, short name."""


class Part(NamedTuple):
    """The cells that make one value of a field, and the country the row is in."""

    cells: tuple[Cell, ...]
    country: str = ""


class Converter:
    """Converts the columns of one file for one university on one day."""

    def __init__(
        self,
        options: FileOptions,
        vocabularies: Vocabularies,
        university: str,
        today: date,
        values: Mapping[str, dict[str, str]],
    ) -> None:
        self.options = options
        self.known = vocabularies
        self.university = university
        self.today = today
        self.translations = {name: Translation(pairs) for name, pairs in values.items()}
        self.notes: list[Message] = []

    def convert(self, field: Field, parts: Sequence[Part | None]) -> list[Outcome]:
        """The outcome for each part; None stays None."""
        parse = self._parser(field, parts)
        outcomes: dict[object, Outcome] = {}
        result: list[Outcome] = []
        for part in parts:
            if part is None:
                result.append(None)
                continue
            # 1, 1.0 and True are equal for Python, but not for a reader.
            key = (part.cells, tuple(map(type, part.cells)), part.country)
            if key not in outcomes:
                outcomes[key] = self._one(field, part, parse)
            result.append(outcomes[key])
        return result

    def known_codes(self, field: Field) -> Collection[str] | None:
        """The codes that a mapping may translate values of `field` into; None: any text."""
        if field.kind == "place":
            return self.known.places.codes
        if field.kind == "country":
            return self.known.places.countries
        if field.kind == "cohort":
            return self.known.cohorts
        return field.choices if field.kind == "code" else None

    def default(self, field: Field, value: object, country: str) -> Outcome:
        """The typed value of a default. Raises `Refused` where it does not fit its field."""
        cell: Cell = value if isinstance(value, str | int | float | date) else str(value)
        outcome = self.convert(field, [Part((cell,), country)])[0]
        if isinstance(outcome, Problem):
            raise Refused(
                mark("The mapping's default {field} = {value} cannot be used. {reason}"),
                field=field.name,
                value=as_text(cell),
                reason=outcome.message,
            )
        return outcome

    def _one(self, field: Field, part: Part, parse: Callable[[Cell, str], Outcome]) -> Outcome:
        cells = [_tidy(cell) for cell in part.cells]
        filled = [cell for cell in cells if not is_missing(cell)]
        if not filled:
            return None
        broken = next((cell for cell in filled if _ERRORS.fullmatch(as_text(cell))), None)
        if broken is not None:
            return Problem("error_cell")
        if any(garbled(cell) for cell in filled):
            better = repaired(JOINED.join(map(as_text, filled)))
            text = mark("Did you mean “{close}”?")
            return Problem("mojibake", {}, Message(text, {"close": better}) if better else None)
        whole: Cell = cells[0] if len(cells) == 1 else JOINED.join(map(as_text, filled))
        choices: list[Cell] = [JOINED.join(map(as_text, cells)), cells[0]]
        if field.name in self.translations:
            for choice in choices:
                code = self.translations[field.name].find(as_text(choice))
                if code is not None:
                    return parse(code, part.country) if code.strip() else None
        if len(cells) > 1 and field.kind in ("place", "code", "codes", "country", "cohort"):
            return None if is_missing(cells[0]) else parse(cells[0], part.country)
        return parse(whole, part.country)

    def _parser(self, field: Field, parts: Sequence[Part | None]) -> Callable[[Cell, str], Outcome]:
        """The function that converts a cell (and the country of its row) of this column."""
        cells = (
            JOINED.join(map(as_text, part.cells)) if len(part.cells) > 1 else part.cells[0]
            for part in parts
            if part is not None
        )
        if field.kind == "number":
            decimals = numbers.decide(cells, self.options.decimal)
            self._note(field, decimals.note)
            return lambda cell, _: self._number(field, cell, decimals)
        if field.kind == "date":
            order = dates.decide(cells, self.options.date_format)
            self._note(field, order.note)
            return lambda cell, _: dates.parse_date(cell, order, self.today)
        if field.kind == "place":
            return lambda cell, country: self.known.places.match(country, as_text(cell))
        simple: dict[str, Callable[[Field, str], Outcome]] = {
            "key": self._key,
            "text": self._text,
            "university": self._university,
            "cohort": self._cohort,
            "country": lambda _, value: self.known.places.match_country(value),
            "code": self._code,
            "codes": match_codes,
        }
        return lambda cell, _: simple[field.kind](field, as_text(cell))

    def _note(self, field: Field, note: Message | None) -> None:
        if note is not None:
            values = {"field": Message(field.label), "note": note}
            self.notes.append(Message(mark("{field}: {note}"), values))

    def _number(self, field: Field, cell: Cell, decimals: numbers.Decimals) -> Outcome:
        number = numbers.parse_number(cell, decimals)
        if isinstance(number, Problem):
            return number
        rounded = round(number, 2) if field.name.endswith("_sales") else number
        return numbers.check_range(rounded, field.low, field.high)

    def _key(self, field: Field, value: str) -> Outcome:
        if _SCIENTIFIC.fullmatch(value):
            return Problem("digits_lost")
        return _limited(value, field.limit)

    def _text(self, field: Field, value: str) -> Outcome:
        return _limited(" ".join(_INVISIBLE.sub("", value).split()), field.limit)

    def _code(self, field: Field, value: str) -> Outcome:
        code = match_code(field, value)
        return code == "si" if field.name == "rural" and isinstance(code, str) else code

    def _cohort(self, _: Field, value: str) -> Outcome:
        found = {fold(code): code for code in self.known.cohorts}.get(fold(value))
        listed = {"codes": ", ".join(self.known.cohorts)}
        return found if found is not None else Problem("unknown_cohort", listed)

    def _university(self, field: Field, value: str) -> Outcome:
        for code, names in self.known.universities.items():
            if fold(value) in (fold(code), *map(fold, names)):
                if code != self.university:
                    raise Refused(
                        mark(
                            "The file is of {other} and was to be loaded for {university}. "
                            "Nothing was loaded."
                        ),
                        other=f"{names[0]} ({code})",
                        university=f"{self.known.universities[self.university][0]} "
                        f"({self.university})",
                    )
                return code
        close = nearest(value, self.known.universities)
        hint = Message(mark("Did you mean “{close}”?"), {"close": close}) if close else None
        return Problem("unknown_code", {"field": Message(field.label)}, hint)


def is_missing(cell: Cell) -> bool:
    """Whether a cell says that nothing was reported."""
    if isinstance(cell, float) and math.isnan(cell):
        return True
    return isinstance(cell, str) and cell.strip().casefold() in MISSING


def _tidy(cell: Cell) -> Cell:
    """A cell without spaces around it (also unbreakable ones) or Excel's ``="…"``."""
    if not isinstance(cell, str):
        if isinstance(cell, float) and abs(cell) >= 1e15:
            return f"{cell:.9E}"
        return cell
    stripped = cell.strip().strip("\u200b\ufeff").strip()
    match = _AS_TEXT.fullmatch(stripped)
    return match[1] if match else stripped


def _limited(value: str, limit: int) -> str | Problem:
    if len(value) > limit:
        return Problem("too_long", {"length": len(value), "limit": limit})
    if not value.isprintable():
        return Problem("control_character")
    return value
