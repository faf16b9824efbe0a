"""Places: what people call them, and what is only like them."""

from __future__ import annotations

import pytest

from data_access import reference
from data_access.intake.findings import Problem
from data_access.intake.places import Places
from texts import translations

ENGLISH = translations("en")


@pytest.fixture(scope="module")
def places() -> Places:
    rows = reference.rows("subdivisions")
    return Places(
        [(row["country"], row["code"], row["name"], row["official_name"]) for row in rows],
        {row["code"]: row["name"] for row in reference.rows("countries")},
    )


@pytest.mark.parametrize("row", reference.rows("subdivisions"), ids=lambda row: row["code"])
def test_every_place_is_found_by_its_code_and_name(places: Places, row: dict[str, str]) -> None:
    assert places.match(row["country"], row["code"].lower()) == row["code"]
    assert places.match(row["country"], row["name"].upper()) == row["code"]


@pytest.mark.parametrize(
    ("country", "written", "code"),
    [
        ("MX", "CDMX", "MX-CMX"),
        ("MX", "D.F.", "MX-CMX"),
        ("MX", "distrito federal", "MX-CMX"),
        ("MX", "EDOMEX", "MX-MEX"),
        ("MX", "Edo. de Méx.", "MX-MEX"),
        ("MX", "México", "MX-MEX"),
        ("MX", "Estado de México", "MX-MEX"),
        ("MX", "Estado de Puebla", "MX-PUE"),
        ("MX", "NUEVO LEON", "MX-NLE"),
        ("MX", "N.L.", "MX-NLE"),
        ("CO", "Bogotá, D.C.", "CO-DC"),
        ("CO", "BOGOTA D.C.", "CO-DC"),
        ("CO", "Valle", "CO-VAC"),
        ("CO", "Departamento del Atlántico", "CO-ATL"),
        ("CO", "Nte. de Santander", "CO-NSA"),
        ("CO", "San Andrés, Providencia y Santa Catalina", "CO-SAP"),
        ("CL", "RM", "CL-RM"),
        ("CL", "XIII", "CL-RM"),
        ("CL", "Región Metropolitana de Santiago", "CL-RM"),
        ("CL", "V Región", "CL-VS"),
        ("CL", "X REGION LOS LAGOS", "CL-LL"),
        ("BO", "LPZ", "BO-L"),
        ("CL", "Región de Valparaíso", "CL-VS"),
        ("CL", "Región del Libertador Gral. Bernardo O\u2019Higgins", "CL-LI"),
        ("CL", "REGION DEL BIO-BIO", "CL-BI"),
        ("CL", "Aisén del Gral. Carlos Ibáñez del Campo", "CL-AI"),
        ("CL", "Magallanes y de la Antártica Chilena", "CL-MA"),
        ("PE", "Prov. Const. del Callao", "PE-CAL"),
        ("PE", "Región Lima", "PE-LIM"),
        ("PE", "Lima Metropolitana", "PE-LMA"),
        ("EC", "Provincia del Guayas", "EC-G"),
        ("EC", "Santo Domingo de los Tsáchilas", "EC-SD"),
        ("PY", "Pdte. Hayes", "PY-15"),
        ("BO", "STA. CRUZ", "BO-S"),
        ("BO", "Departamento de La Paz", "BO-L"),
        ("CL", "REGION DE LOS LAGOS", "CL-LL"),
        ("CL", "XIV REGION DE LOS RIOS", "CL-LR"),
        ("CL", "DE ÑUBLE", "CL-NB"),
        ("CL", "DEL NUBLE", "CL-NB"),
        ("CL", "De Los Lagos", "CL-LL"),
        ("EC", "PROVINCIA DE LOS RIOS", "EC-R"),
        ("PE", "GOBIERNO REGIONAL DE LA LIBERTAD", "PE-LAL"),
        ("PE", "Dpto. La Libertad", "PE-LAL"),
        ("MX", "México (Estado)", "MX-MEX"),
        ("MX", "México, Estado de", "MX-MEX"),
        ("MX", "México, Ciudad de", "MX-CMX"),
        ("PY", "Gobernación de Itapúa", "PY-7"),
        ("PY", "Pres. Hayes", "PY-15"),
        ("BO", "Gobierno Autónomo Departamental de La Paz", "BO-L"),
        ("EC", "STO DGO DE LOS TSACHILAS", "EC-SD"),
    ],
)
def test_alias(places: Places, country: str, written: str, code: str) -> None:
    assert places.match(country, written) == code


NOUNS = ("Departamento", "Región", "Provincia", "Estado", "DPTO.")


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("link", ["", "de ", "del "])
def test_a_noun_before_a_name_never_makes_it_another(places: Places, noun: str, link: str) -> None:
    for row in reference.rows("subdivisions"):
        found = places.match(row["country"], f"{noun} {link}{row['name']}")
        lima = row["code"] in ("PE-LIM", "PE-LMA")
        assert found == row["code"] or (isinstance(found, Problem) and lima)


@pytest.mark.parametrize(
    ("country", "written", "reason", "suggestion"),
    [
        ("MX", "Jalsico", "unknown_place", "Did you mean “Jalisco (MX-JAL)”?"),
        ("PE", "LIMA", "ambiguous_place", "PE-LMA (Lima Metropolitana)"),
        ("PE", "Departamento de Lima", "ambiguous_place", "PE-LIM"),
        ("PE", "Perú", "country_as_place", None),
        ("CL", "México", "country_as_place", None),
        ("MX", "CL-VS", "foreign_place", "It is in Chile."),
        ("CL", "Antioquia", "foreign_place", "Colombia"),
        ("MX", "zzzz", "unknown_place", None),
        ("CL", "X REGION DE VALPARAISO", "ambiguous_place", "CL-LL (Los Lagos) / CL-VS"),
    ],
)
def test_what_is_not_taken(
    places: Places, country: str, written: str, reason: str, suggestion: str | None
) -> None:
    found = places.match(country, written)
    assert isinstance(found, Problem)
    assert found.reason == reason
    shown = found.suggestion.show(ENGLISH) if found.suggestion else None
    assert (suggestion is None and shown is None) or (suggestion or "") in (shown or "")


def test_countries(places: Places) -> None:
    for written in ("PE", "perú", "PERU", "PER", "República del Perú"):
        assert places.match_country(written) == "PE"
    found = places.match_country("Pero")
    assert isinstance(found, Problem)
    assert found.suggestion is not None
    assert "Perú" in found.suggestion.show(ENGLISH)
