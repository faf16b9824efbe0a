"""The cities that a municipality as it was reported stands for: its name and a point on the map.

Matched within its subdivision by exact name, then without accents, case and punctuation, then by
a listed alias; “Municipio de” and the like may stand before. What merely looks alike is not
matched. The lists are in reference/ (cities.csv, city_aliases.csv).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from data_access import reference
from data_access.intake.folding import fold


class City(NamedTuple):
    """A city; its point is the town's, in degrees."""

    subdivision: str
    name: str
    lat: float
    lon: float


_BEFORE = re.compile(
    r"(?:municipio|mpio|alcaldia|delegacion|comuna|distrito|canton|ciudad(?= de ))"
    r"(?: del?(?: la)?)? (?=\w)"
)


@cache
def _listed() -> dict[str, dict[str, City]]:
    """Subdivision → folded name or alias → city."""
    found: dict[str, dict[str, City]] = {}
    for row in reference.rows("cities"):
        city = City(row["subdivision"], row["name"], float(row["lat"]), float(row["lon"]))
        found.setdefault(city.subdivision, {})[fold(city.name)] = city
    for row in reference.rows("city_aliases"):
        names = found[row["subdivision"]]
        names.setdefault(fold(row["alias"]), names[fold(row["city"])])
    return found


@lru_cache(maxsize=20_000)
def find(subdivision: str, municipality: str) -> City | None:
    """The city that `municipality` is in `subdivision` (ISO 3166-2); None where not listed."""
    names = _listed().get(subdivision, {})
    folded = fold(municipality)
    return names.get(folded) or names.get(_BEFORE.sub("", folded, count=1))


def names(subdivision: str) -> list[str]:
    """The names of the cities that are listed in a subdivision."""
    return sorted({city.name for city in _listed().get(subdivision, {}).values()})


def elsewhere(subdivision: str, municipality: str) -> list[str]:
    """The other subdivisions of the country that have a city of this name."""
    country = subdivision[:2]
    others = (code for code in _listed() if code[:2] == country and code != subdivision)
    return [code for code in others if find(code, municipality)]
