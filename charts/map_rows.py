"""What ``mapa-estados`` shows: the subdivisions of each country, and what is not on its map."""

from __future__ import annotations

from dataclasses import dataclass

from charts import geography
from charts.choropleth import Place
from charts.edition import Edition
from data_access.records import FigureData


@dataclass(frozen=True)
class Country:
    """One map: its places, most first, and what is not on it."""

    code: str
    name: str
    places: list[Place]
    unplaced: int
    """MiPymes that name no subdivision, or one without a shape."""

    @property
    def total(self) -> int:
        """Supported MiPymes, those off the map too."""
        return sum(place.value or 0 for place in self.places) + self.unplaced


def countries(data: FigureData, edition: Edition) -> list[Country]:
    """The countries shown, most first: those of the scope, or those with MiPymes."""
    scope, names = data.context.scope, data.context.names
    asked = scope.countries or {code.split("-")[0] for code in scope.subdivisions}
    counts: dict[str, dict[str, int]] = {code: {} for code in asked}
    for row in data.frame.to_dict("records"):
        counts.setdefault(row["country"], {})[row["code"] or ""] = int(row["supported"])
    found = []
    for code, values in counts.items():
        if code not in geography.countries():
            continue
        shapes = geography.view(code).shapes
        shown = [shape for shape in shapes if shape in scope.subdivisions or not scope.subdivisions]
        # Nothing loaded is not the same as nothing there.
        absent = None if data.context.freshness.data_until is None else 0
        places = [
            _place(shape, names.get(shape, shape), values.get(shape, absent), edition)
            for shape in shown
        ]
        places.sort(key=lambda place: (place.value is None, -(place.value or 0), place.name))
        unplaced = sum(count for shape, count in values.items() if shape not in shapes)
        found.append(Country(code, edition.country_name(code, data.context), places, unplaced))
    return sorted(found, key=lambda country: (-country.total, country.name))


def _place(code: str, name: str, value: int | None, edition: Edition) -> Place:
    label = edition.number(value)
    return Place(code, name, value, label, f"{name}: {label}")


def only(seen: list[Country]) -> str | None:
    """The code of the country, where one is shown."""
    return seen[0].code if len(seen) == 1 else None
