"""Columns of cells → columns of typed values, each distinct value converted once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from data_access import codes
from data_access.intake import dates, numbers
from data_access.intake.encoding import repaired
from data_access.intake.fields import Field
from data_access.intake.findings import ByRule, Message, Problem, Refused
from data_access.intake.folding import fold, nearest
from data_access.intake.keys import parse_key
from data_access.intake.mapping import JOINED, FileOptions
from data_access.intake.missing import is_missing, tidy
from data_access.intake.places import Places
from data_access.intake.table import Cell, as_text, garbled, is_blank
from data_access.intake.vocabulary import LARGE, SYNONYM, match_code, match_codes
from data_access.intake.zeros import Codes
from texts import mark

_ERRORS = re.compile(
    r"#(?:¡?DIV/0!|N/[AD]|¡?REF!|¡?VALUE!|¡?VALOR!|¡?NUM!|¡?NULL!|NAME\?|¿NOMBRE\?|#+)"
)
_INVISIBLE = re.compile("[\xad\u200b-\u200f\ufeff]")

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


Parse = Callable[[Cell, str], Outcome]
"""Converts a cell; its second argument is what the value depends on: the country of the row for
places and currencies, the currency for sales."""


class Converter:
    """Converts the columns of one file for one university on one day, countries and currencies
    before what depends on them."""

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
        self.translations = {name: Codes(pairs) for name, pairs in values.items()}
        self.notes: list[Message] = []
        self._columns: dict[str, list[Outcome]] = {}
        self._defaults: dict[str, Outcome] = {}

    def convert(self, field: Field, parts: Sequence[Part | None]) -> list[Outcome]:
        """The outcome for each part; None stays None."""
        result = self._convert(field, parts)
        if (field.kind, field.low, field.high) == ("number", 0, 100):
            cells = [part.cells[0] if part else "" for part in parts]
            result, note = numbers.check_scores(cells, result)
            self._note(field, note)
        if field.name in ("country", "currency"):
            self._columns[field.name] = result
        return result

    def _convert(self, field: Field, parts: Sequence[Part | None]) -> list[Outcome]:
        parse = self._parser(field, parts)
        outcomes: dict[object, Outcome] = {}
        rules: dict[str, Message] = {}
        result: list[Outcome] = []
        for index, part in enumerate(parts):
            if part is None:
                result.append(None)
                continue
            near = part.country or self._near(field, index)
            # 1, 1.0 and True are equal for Python, but not for a reader.
            key = (part.cells, tuple(map(type, part.cells)), near)
            if key not in outcomes:
                outcome = self._one(field, part.cells, near, parse)
                if isinstance(outcome, ByRule):
                    # Every synonym is told; of the other rules one example is enough.
                    rule = outcome.rule
                    sample = fold(str(rule.values["sample"])) if rule.text == SYNONYM else ""
                    rules.setdefault(rule.text + sample, rule)
                    outcome = outcome.value
                outcomes[key] = outcome
            result.append(outcomes[key])
        for rule in rules.values():
            self._note(field, rule)
        return result

    def _near(self, field: Field, index: int) -> str:
        """The country or currency of a row, where a value of `field` depends on it."""
        name = "country" if field.name == "currency" else "currency"
        if field.name != "currency" and not field.name.endswith("_sales"):
            return ""
        column = self._columns.get(name)
        found = column[index] if column is not None else None
        found = self._defaults.get(name) if found is None else found
        return found if isinstance(found, str) else ""

    def known_codes(self, field: Field) -> Collection[str] | None:
        """The codes that a mapping may translate values of `field` into; None: any text."""
        if field.kind == "place":
            return self.known.places.codes
        if field.kind == "country":
            return self.known.places.countries
        if field.kind == "cohort":
            return self.known.cohorts
        if field.name == "size":
            return {*codes.SIZES, *LARGE}  # "251 y más" = "grande" says: outside the programme
        return field.choices if field.kind == "code" else None

    def default(self, field: Field, value: object, country: str) -> Outcome:
        """The typed value of a default. Raises `Refused` where it does not fit its field."""
        cell: Cell = value if isinstance(value, str | int | float | date) else str(value)
        outcome = self._convert(field, [Part((cell,), country)])[0]
        if isinstance(outcome, Problem):
            raise Refused(
                mark("The mapping's default {field} = {value} cannot be used. {reason}"),
                field=field.name,
                value=as_text(cell),
                reason=outcome.message,
            )
        self._defaults[field.name] = outcome
        return outcome

    def _one(self, field: Field, given: tuple[Cell, ...], near: str, parse: Parse) -> Outcome:
        cells = [tidy(cell) for cell in given]
        filled = [cell for cell in cells if not is_missing(cell)]
        if not filled:  # but a mapping may know better what “no aplica” means
            blank = all(is_blank(cell) for cell in cells)
            return None if blank else self._translated(field, cells, near, parse)[1]
        broken = next((cell for cell in filled if _ERRORS.fullmatch(as_text(cell))), None)
        if broken is not None:
            return Problem("error_cell")
        if any(garbled(cell) for cell in filled):
            better = repaired(JOINED.join(map(as_text, filled)))
            text = mark("Did you mean “{close}”?")
            return Problem("mojibake", {}, Message(text, {"close": better}) if better else None)
        found, outcome = self._translated(field, cells, near, parse)
        if found:
            return outcome
        if len(cells) > 1 and field.kind in ("place", "code", "codes", "country", "cohort"):
            return None if is_missing(cells[0]) else parse(cells[0], near)
        whole: Cell = cells[0] if len(cells) == 1 else JOINED.join(map(as_text, filled))
        return parse(whole, near)

    def _translated(
        self, field: Field, cells: list[Cell], near: str, parse: Parse
    ) -> tuple[bool, Outcome]:
        """Whether the mapping has a value for these cells, and its outcome."""
        if field.name not in self.translations:
            return False, None
        for choice in dict.fromkeys((JOINED.join(map(as_text, cells)), as_text(cells[0]))):
            code = self.translations[field.name].find(choice)
            if isinstance(code, ByRule):
                outcome = parse(str(code.value), near)
                return True, outcome if isinstance(outcome, Problem) else ByRule(outcome, code.rule)
            if isinstance(code, Problem):
                return True, code
            if code is not None:
                return True, parse(code, near) if code.strip() else None
        return False, None

    def _parser(self, field: Field, parts: Sequence[Part | None]) -> Parse:
        """The function that converts a cell of this column."""
        cells = [
            JOINED.join(map(as_text, part.cells)) if len(part.cells) > 1 else part.cells[0]
            for part in parts
            if part is not None
        ]
        if field.name in self.translations:
            values = {as_text(part.cells[0]).strip() for part in parts if part is not None}
            self.translations[field.name].learn(values)
        if field.kind == "number":
            decimals = numbers.decide(cells, self.options.decimal, field.high >= 1000)
            self._note(field, decimals.note)
            return lambda cell, currency: self._number(field, cell, currency, decimals)
        if field.kind == "date":
            order = dates.decide(cells, self.options.date_format, self.today)
            self._note(field, order.note)
            return lambda cell, _: dates.parse_date(cell, order, self.today)
        if field.name == "rural" and any(as_text(cell).strip() == "2" for cell in cells):
            return lambda cell, _: self._one_or_two(field, as_text(cell))
        if field.kind == "code":
            return lambda cell, country: self._code(field, as_text(cell), country)
        if field.kind == "place":
            return lambda cell, country: self.known.places.match(country, as_text(cell))
        simple: dict[str, Callable[[Field, str], Outcome]] = {
            "key": self._key,
            "text": self._text,
            "university": self._university,
            "cohort": self._cohort,
            "country": lambda _, value: self.known.places.match_country(value),
            "codes": match_codes,
        }
        return lambda cell, _: simple[field.kind](field, as_text(cell))

    def _note(self, field: Field, note: Message | None) -> None:
        if note is not None:
            whole = Message(mark("{field}: {note}"), {"field": Message(field.label), "note": note})
            if whole not in self.notes:
                self.notes.append(whole)

    def _number(
        self, field: Field, cell: Cell, currency: str, decimals: numbers.Decimals
    ) -> Outcome:
        number = numbers.parse_number(cell, decimals)
        if isinstance(number, Problem):
            return number
        named = numbers.named_currency(cell) if isinstance(cell, str) else None
        if named is not None and currency and named != currency:
            return Problem("other_currency", {"currency": currency})
        rounded = round(number, 2) if field.name.endswith("_sales") else number
        if field.name == "lon" and number == 0:
            return number  # with a latitude of 0 it means that there is no point
        within = numbers.check_range(rounded, field.low, field.high)
        if isinstance(cell, str) and numbers.is_nought(cell):
            text = mark("“{sample}” was read as 0, as spreadsheets show it")
            return ByRule(within, Message(text, {"sample": cell}))
        return within

    def _key(self, field: Field, value: str) -> Outcome:
        key = parse_key(value)
        return _limited(key, field.limit) if isinstance(key, str) else key

    def _text(self, field: Field, value: str) -> Outcome:
        return _limited(" ".join(_INVISIBLE.sub("", value).split()), field.limit)

    def _code(self, field: Field, value: str, country: str) -> Outcome:
        code = match_code(field, value, country)
        if field.name != "rural" or isinstance(code, Problem):
            return code
        if isinstance(code, ByRule):
            return ByRule(code.value == "si", code.rule)
        return code == "si"

    def _one_or_two(self, field: Field, value: str) -> Outcome:
        """Where 2 stands beside 1, 1 may be yes or urban."""
        if value.strip() in ("1", "2"):
            return Problem("ambiguous_code", {"field": Message(field.label)})
        return self._code(field, value, "")

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


def _limited(value: str, limit: int) -> str | Problem:
    if len(value) > limit:
        return Problem("too_long", {"length": len(value), "limit": limit})
    if not value.isprintable():
        return Problem("control_character")
    return value
