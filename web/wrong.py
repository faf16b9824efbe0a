"""What is wrong with the filters of an address, and what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data_access.codes import SECTORS, SIZES
from data_access.scope import DATE_PARAMETERS, Dropped
from data_access.vocabulary import Names
from texts import Translate

_SHOWN = 60
"""Characters of a wrong value that are repeated to whoever sent it."""


def sentences(dropped: Sequence[Dropped], names: Names, _: Translate) -> str:
    """A sentence for each parameter: its wrong values and, where they are few, the right ones; of
    dates whether one does not exist, is said twice or lies on the wrong side of the other."""
    found: dict[str, list[str]] = {}
    for entry in dropped:
        found.setdefault(entry.parameter, []).append(entry.value)
    said = [
        _values(name, values, names, _)
        for name, values in found.items()
        if name not in DATE_PARAMETERS
    ]
    return " ".join([*said, *_dates(found, _)])


def _values(name: str, values: list[str], names: Names, _: Translate) -> str:
    known = {
        "pais": names.countries,
        "universidad": names.universities,
        "generacion": names.cohorts,
        "sector": SECTORS,
        "tamano": SIZES,
    }.get(name)
    wrong = "&".join(f"{name}={value[:_SHOWN]}" for value in values)
    if known is None:
        text = _("This value does not exist: {wrong}. They are codes of ISO 3166-2, as MX-CMX.")
        return text.format(wrong=wrong)
    text = _("This value does not exist: {wrong}. There are: {values}.")
    return text.format(wrong=wrong, values=", ".join(known))


def _dates(found: dict[str, list[str]], _: Translate) -> list[str]:
    said = []
    days = {name: value for name in DATE_PARAMETERS for value in found.get(name, ())}
    for name, value in days.items():
        if not _is_day(value):
            text = _("This is not a day: {name}={value}. Days are written 2021-10-31.")
            said.append(text.format(name=name, value=value[:_SHOWN]))
    if not said and len(days) == len(DATE_PARAMETERS):
        text = _("The period ends before it begins: desde={desde} lies after hasta={hasta}.")
        said.append(text.format(**days))
    elif not said:
        text = _("“{name}” is said more than once, with different days.")
        said += [text.format(name=name) for name in days]
    return said


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
