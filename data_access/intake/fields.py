"""Our fields: the one list from which the template, the mapping and the checks are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from data_access import codes, schema
from data_access.intake.folding import fold
from texts import LANGUAGES, mark, translations

Kind = Literal[
    "key", "text", "university", "cohort", "country", "place", "code", "codes", "number", "date"
]


@dataclass(frozen=True)
class Field:
    """A field of the report. `label` (translated) is its header in the template; `choices` are
    its codes with their names; numbers lie between `low` and `high`."""

    name: str
    label: str
    kind: Kind
    note: str
    required: bool = False
    choices: Mapping[str, str] | None = None
    low: float = 0
    high: float = 100
    limit: int = 0
    example: str = ""


YES_NO = {"si": mark("Yes"), "no": mark("No")}
CURRENCIES = {
    "MXN": mark("Mexican peso"),
    "BOB": mark("Boliviano"),
    "CLP": mark("Chilean peso"),
    "COP": mark("Colombian peso"),
    "USD": mark("US dollar"),
    "PYG": mark("Guaraní"),
    "PEN": mark("Sol"),
    "ARS": mark("Argentine peso"),
    "BRL": mark("Brazilian real"),
    "UYU": mark("Uruguayan peso"),
    "CRC": mark("Costa Rican colón"),
    "CUP": mark("Cuban peso"),
    "DOP": mark("Dominican peso"),
    "GTQ": mark("Quetzal"),
    "HNL": mark("Lempira"),
    "NIO": mark("Córdoba"),
    "PAB": mark("Balboa"),
    "VES": mark("Bolívar"),
}
EXAMPLE_KEY = "EJEMPLO"
"""The number in the template's example row, by which the loader knows to skip it."""

_DAY = mark("A date, best as year-month-day, e.g. 2021-03-15. It cannot be in the future.")
_SCORE = mark("From 0 to 100.")
_SALES = mark("Monthly sales in local currency; the currency is needed too.")
_PLATFORMS = mark("Codes separated by ; (see the sheet of codes). “ninguna” for none.")
MAX_SALES = 10**14 - 1
PREFIXES = {"inicial": "initial", "final": "final"}
"""Moment of an assessment → how the names of its fields begin."""


def _moment(
    prefix: str, assessed: str, scores: tuple[str, str, str], sales: str, platforms: str
) -> tuple[Field, ...]:
    """The fields of one assessment."""
    names = ("digital_visibility", "technological_competence", "commercial_network")
    return (
        Field(f"{prefix}_assessed_on", assessed, "date", _DAY),
        *(
            Field(f"{prefix}_{name}", label, "number", _SCORE)
            for name, label in zip(names, scores, strict=True)
        ),
        Field(f"{prefix}_sales", sales, "number", _SALES, high=MAX_SALES),
        Field(f"{prefix}_platforms", platforms, "codes", _PLATFORMS, choices=codes.PLATFORMS),
    )


FIELDS: tuple[Field, ...] = (
    Field(
        "external_id",
        mark("MiPyme number"),
        "key",
        mark("The number or code by which your university knows the MiPyme. It never changes."),
        required=True,
        limit=120,
        example=EXAMPLE_KEY,
    ),
    Field("name", mark("Name"), "text", mark("Optional."), limit=200, example="Panadería Ejemplo"),
    Field(
        "university",
        mark("University"),
        "university",
        mark("Optional; the code of your university. A report of another one is refused."),
    ),
    Field("cohort", mark("Cohort"), "cohort", mark("Code of the cohort."), example="2021-1"),
    Field(
        "size",
        mark("Size"),
        "code",
        mark("By your country's law; “organizacion” is a co-operative or an association."),
        choices=codes.SIZES,
        example="micro",
    ),
    Field(
        "sector",
        mark("Sector"),
        "code",
        mark("Letter of the section of ISIC (CIIU) revision 4."),
        choices=codes.SECTORS,
        example="C",
    ),
    Field(
        "country",
        mark("Country"),
        "country",
        mark("Two letters, e.g. MX. Empty: the country of your university."),
        example="MX",
    ),
    Field(
        "subdivision",
        mark("State, department, region or province"),
        "place",
        mark("Its name or its ISO 3166-2 code, e.g. MX-CMX."),
        example="Ciudad de México",
    ),
    Field(
        "municipality",
        mark("Municipality"),
        "text",
        mark("Municipality, commune, canton or district."),
        limit=120,
        example="Azcapotzalco",
    ),
    # Latin America: a point elsewhere has lost its sign, or its numbers are swapped.
    Field("lat", mark("Latitude"), "number", mark("Degrees, optional."), low=-60, high=33),
    Field("lon", mark("Longitude"), "number", mark("Degrees, optional."), low=-120, high=-34),
    Field(
        "owner_gender",
        mark("Owner's gender"),
        "code",
        mark("Optional."),
        choices=codes.GENDERS,
        example="mujer",
    ),
    Field("rural", mark("Rural"), "code", mark("Yes or no."), choices=YES_NO, example="no"),
    Field(
        "channel",
        mark("Channel"),
        "code",
        mark("How the students attend the MiPyme."),
        choices=codes.CHANNELS,
        example="mixta",
    ),
    Field("enrolled_on", mark("Enrolled on"), "date", _DAY, required=True, example="2021-03-01"),
    Field("diagnosed_on", mark("Diagnosed on"), "date", _DAY, example="2021-03-15"),
    Field("started_on", mark("Started on"), "date", _DAY, example="2021-03-22"),
    Field("concluded_on", mark("Concluded on"), "date", _DAY),
    Field("dropped_on", mark("Dropped out on"), "date", _DAY),
    Field("closed_on", mark("Closed down on"), "date", _DAY),
    Field(
        "currency",
        mark("Currency"),
        "code",
        mark("Three letters, e.g. MXN; needed where sales are given."),
        choices=CURRENCIES,
        example="MXN",
    ),
    *_moment(
        "initial",
        mark("Initial assessment on"),
        (
            mark("Initial digital visibility"),
            mark("Initial technological competence"),
            mark("Initial commercial network"),
        ),
        mark("Initial sales"),
        mark("Initial platforms"),
    ),
    *_moment(
        "final",
        mark("Final assessment on"),
        (
            mark("Final digital visibility"),
            mark("Final technological competence"),
            mark("Final commercial network"),
        ),
        mark("Final sales"),
        mark("Final platforms"),
    ),
)
BY_NAME: dict[str, Field] = {field.name: field for field in FIELDS}

MIPYME_FIELDS = tuple(
    field.name for field in FIELDS if field.name in schema.mipyme.c and field.name != "university"
)
SCORES = tuple(
    name for name, column in schema.assessment.c.items() if column.type.python_type is float
)
STAGE_DATES = (
    "enrolled_on",
    "diagnosed_on",
    "started_on",
    "concluded_on",
    "dropped_on",
    "closed_on",
)


@cache
def known_headers() -> dict[str, str]:
    """Folded header → field, for the template in every language and our own names."""
    headers = {fold(field.name): field.name for field in FIELDS}
    for language in LANGUAGES:
        for field in FIELDS:
            headers[fold(translations(language).gettext(field.label))] = field.name
    return headers
