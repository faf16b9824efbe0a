"""The mapping file: how another table's headers and values become ours (TOML)."""

from __future__ import annotations

import gettext
import re
import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    NonNegativeInt,
    PositiveInt,
    ValidationError,
    field_validator,
)

from data_access.intake.fields import BY_NAME
from data_access.intake.findings import Message, Refused
from data_access.intake.folding import fold, nearest
from texts import mark

JOINED = " / "
"""Between the values of several headers that make one field together."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FileOptions(_Strict):
    """``[file]``: what is declared about the file; what is absent is guessed."""

    encoding: str | None = None
    delimiter: Literal[",", ";", "|", "\t"] | None = None
    sheet: str | None = None
    header_row: PositiveInt | None = None
    decimal: Literal[",", "."] | None = None
    date_format: str | None = None
    skip_footer: NonNegativeInt = 0

    @field_validator("date_format")
    @classmethod
    def _known_order(cls, value: str | None) -> str | None:
        if value is not None and date_order(value) is None:
            raise ValueError("date_format")
        return value


Headers = Annotated[list[str], Field(min_length=1)]


class Mapping(_Strict):
    """A whole mapping file."""

    file: FileOptions = FileOptions()
    columns: dict[str, str | Headers] = {}
    values: dict[str, dict[str, str]] = {}
    defaults: dict[str, str | int | float | bool | date | datetime] = {}

    def headers(self, field: str) -> list[str]:
        """The headers that make a field, as written in the mapping."""
        named = self.columns[field]
        return [named] if isinstance(named, str) else named


class Translation:
    """``[values.<field>]``: their values, trimmed and folded; a key ending in * is a beginning,
    and the longest one that fits wins."""

    def __init__(self, values: dict[str, str]) -> None:
        self._whole = {fold(key): code for key, code in values.items() if not key.endswith("*")}
        starts = {fold(key[:-1]): code for key, code in values.items() if key.endswith("*")}
        self._starts = sorted(starts.items(), key=lambda item: len(item[0]), reverse=True)

    def find(self, value: str) -> str | None:
        """Our value for theirs; None where the mapping has none."""
        folded = fold(value)
        if folded in self._whole:
            return self._whole[folded]
        return next((code for start, code in self._starts if folded.startswith(start)), None)


def date_order(declared: str) -> str | None:
    """``dmy``, ``mdy`` or ``ymd`` of a declared format (``dd/mm/yyyy``, ``%d/%m/%Y``, …), or
    ``ym`` where only months are given; None where it is no format."""
    letters = re.sub(r"[\W_]", "", declared.casefold().replace("a", "y"))
    order = "".join(dict.fromkeys(letters))
    order = "ym" if order == "my" else order
    return order if order in ("dmy", "mdy", "ymd", "ym") else None


def read_mapping(path: Path) -> Mapping:
    """The mapping in a TOML file. Raises `Refused` with every fault, each with its key."""
    try:
        data = path.read_bytes()
    except OSError:
        raise Refused(mark("The mapping {file} cannot be opened."), file=path.name) from None
    return parse_mapping(data, path.name)


def parse_mapping(data: bytes, name: str) -> Mapping:
    """The mapping in the content of the TOML file `name`. Raises `Refused` as `read_mapping`."""
    try:
        content = tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise Refused(
            mark("The mapping {file} is not UTF-8. Save it again as UTF-8."), file=name
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(name, error) from None
    try:
        mapping = Mapping.model_validate(content)
    except ValidationError as error:
        faults = Faults()
        for fault in error.errors():
            keys = [str(key) for key in fault["loc"] if not str(key).startswith(("list[", "str"))]
            if fault["type"] == "extra_forbidden":
                known = Mapping.model_fields if len(keys) == 1 else FileOptions.model_fields
                faults.unknown(".".join(keys), keys[-1], known)
            else:
                faults.add(
                    mark("{key}: “{value}” does not fit here."),
                    key=".".join(keys),
                    value=fault["input"],
                )
        faults.refuse(name)
    _require_known_fields(mapping, name)
    return mapping


def _not_toml(file: str, error: tomllib.TOMLDecodeError) -> Refused:
    """Where the fault is; what it is, Python says in English only."""
    place = re.search(r"line (\d+), column (\d+)", str(error))
    if place is None:
        return Refused(mark("The mapping {file} is not valid TOML: its end is missing."), file=file)
    return Refused(
        mark(
            "The mapping {file} is not valid TOML from line {line}, column {column}, on: a "
            "quotation mark or bracket is missing, or a name stands twice."
        ),
        file=file,
        line=place[1],
        column=place[2],
    )


class Faults:
    """Faults of a mapping, collected so that all of them are told at once."""

    def __init__(self) -> None:
        self.found: list[Message] = []

    def add(self, text: str, **values: object) -> None:
        """One more fault."""
        message = Message(text, values)
        if message not in self.found:
            self.found.append(message)

    def unknown(self, place: str | Message, key: str, known: Iterable[str]) -> None:
        """A name that does not exist, with the nearest one that does."""
        names = list(known)
        close = nearest(key, names)
        if close is None:
            listed = ", ".join(names)
            self.add(mark("{key} is not known. There are: {known}."), key=place, known=listed)
        else:
            text = mark("{key} is not known. Did you mean “{close}”?")
            self.add(text, key=place, close=close)

    def refuse(self, file: str) -> None:
        """Raise `Refused` with all faults, if there are any."""
        if self.found:
            raise Refused(
                mark("The mapping {file} has faults:{faults}"),
                file=file,
                faults=Lines(tuple(self.found)),
            )


class Lines(Message):
    """Messages below each other."""

    def __init__(self, messages: tuple[Message, ...]) -> None:
        super().__init__("", {str(number): message for number, message in enumerate(messages)})

    def show(self, words: gettext.NullTranslations) -> str:
        """Each message on a line of its own."""
        messages = (message for message in self.values.values() if isinstance(message, Message))
        return "".join(f"\n  - {message.show(words)}" for message in messages)


def _require_known_fields(mapping: Mapping, file: str) -> None:
    faults = Faults()
    for section in ("columns", "values", "defaults"):
        for name in getattr(mapping, section):
            if name not in BY_NAME:
                faults.unknown(f"{section}.{name}", name, BY_NAME)
    faults.refuse(file)
