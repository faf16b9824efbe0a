"""Municipalities as they are written, and the cities they stand for."""

from __future__ import annotations

import pytest

from data_access import cities, reference
from data_access.intake.folding import fold


@pytest.mark.parametrize(
    ("subdivision", "written", "name"),
    [
        ("MX-CMX", "Azcapotzalco", "Azcapotzalco"),
        ("MX-CMX", "  AZCAPOTZALCO. ", "Azcapotzalco"),
        ("MX-CMX", "Alcaldía Azcapotzalco", "Azcapotzalco"),
        ("MX-CMX", "GAM", "Gustavo A. Madero"),
        ("MX-CMX", "gustavo adolfo madero", "Gustavo A. Madero"),
        ("MX-MEX", "Municipio de Ecatepec", "Ecatepec de Morelos"),
        ("MX-ROO", "Benito Juárez", "Cancún"),
        ("CL-RM", "Comuna de Nunoa", "Ñuñoa"),
        ("CO-DC", "Bogotá, D.C.", "Bogotá"),
        ("PY-11", "Nemby", "Ñemby"),
    ],
)
def test_a_municipality_is_found_however_it_is_typed(
    subdivision: str, written: str, name: str
) -> None:
    city = cities.find(subdivision, written)
    assert city is not None
    assert (city.subdivision, city.name) == (subdivision, name)


@pytest.mark.parametrize(
    ("subdivision", "written"),
    [
        ("MX-CMX", "Azcapozalco"),  # a near miss
        ("MX-CMX", "Azcapotzalco Norte"),
        ("MX-PUE", "Azcapotzalco"),  # in another state
        ("MX-JAL", "El Salto"),  # two of that name, far apart
        ("MX-CMX", "Municipio"),
        ("MX-CMX", ""),
        ("", "Azcapotzalco"),
        ("GT-01", "Guatemala"),
    ],
)
def test_what_merely_looks_alike_is_not_taken(subdivision: str, written: str) -> None:
    assert cities.find(subdivision, written) is None


def test_a_name_is_known_elsewhere_only_within_the_country() -> None:
    assert cities.elsewhere("MX-PUE", "AZCAPOTZALCO") == ["MX-CMX"]
    assert cities.elsewhere("MX-CMX", "Azcapotzalco") == []
    assert cities.elsewhere("CL-RM", "Azcapotzalco") == []


def test_the_lists_fit_each_other() -> None:
    subdivisions = {row["code"] for row in reference.rows("subdivisions")}
    names: dict[tuple[str, str], str] = {}
    for row in reference.rows("cities"):
        assert row["subdivision"] in subdivisions
        assert names.setdefault((row["subdivision"], fold(row["name"])), row["name"]) == row["name"]
    for row in reference.rows("city_aliases"):
        assert (row["subdivision"], fold(row["alias"])) not in names, "a city has that very name"
        assert names[row["subdivision"], fold(row["city"])] == row["city"]
    seven = {row["country"] for row in reference.rows("universities")}
    covered = {subdivision for subdivision, _ in names}
    assert covered == {code for code in subdivisions if code[:2] in seven}


def test_every_university_is_where_its_city_is() -> None:
    for row in reference.rows("universities"):
        town = row["city"].partition(" (")[2].rstrip(")") or row["city"]
        city = cities.find(row["subdivision"], town)
        assert city is not None
        assert abs(city.lat - float(row["lat"])) < 0.05, town
        assert abs(city.lon - float(row["lon"])) < 0.05, town
