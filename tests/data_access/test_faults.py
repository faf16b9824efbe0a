"""What is possible and hardly true is found, by kind and university, and nothing else is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from data_access import faults, schema
from data_access.access import EVERYTHING, PUBLIC, Access
from data_access.engine import writing
from data_access.scope import Scope
from tests.data_access.invented import LAST, fill, report

STARTED = date(2021, 5, 3)


def mipyme(number: int, code: str = "uv", **said: Any) -> dict[str, Any]:
    """One that has started, unless said otherwise."""
    row = {"university": code, "external_id": f"{number:03}", "country": "CL"}
    empty = dict.fromkeys(
        ("subdivision", "municipality", "lat", "lon", "name", "concluded_on", "closed_on")
    )
    return row | empty | {"enrolled_on": STARTED, "started_on": STARTED} | said


def faulty(address: str) -> None:
    """A MiPyme of UV with each fault, beside one that comes close to it."""
    valparaiso = {"subdivision": "CL-VS", "municipality": "Valparaíso"}
    rows = [
        mipyme(1, concluded_on=LAST + timedelta(days=40)),
        mipyme(2, concluded_on=LAST),
        mipyme(3, closed_on=STARTED - timedelta(days=1)),
        mipyme(4, closed_on=STARTED),
        mipyme(5, **valparaiso, lat=33.04, lon=-71.6),  # the minus is missing
        mipyme(6, **valparaiso, lat=-33.04, lon=-71.6),
        mipyme(7, **valparaiso, name="Panadería LA ÑUSTA"),
        mipyme(7, "ug", **valparaiso | {"municipality": "VALPARAISO"}, name="panaderia la ñusta"),
        mipyme(8, **valparaiso, name="Otra"),
        mipyme(9, name="Otra"),
        *(mipyme(number) for number in range(10, 18)),
    ]
    fill(address, rows, reports=[report("uv"), report("ug")])
    with writing(address) as connection:
        known = dict(
            connection.execute(
                schema.mipyme.select()
                .with_only_columns(schema.mipyme.c.external_id, schema.mipyme.c.id)
                .where(schema.mipyme.c.university == "uv")
            ).all()
        )
        connection.execute(schema.assessment.delete())

        def measured(number: int, first: dict[str, Any], last: dict[str, Any]) -> None:
            for moment, said in (("inicial", first), ("final", last)):
                row = {"mipyme": known[f"{number:03}"], "moment": moment, **said}
                connection.execute(insert(schema.assessment).values(row))

        measured(10, {"assessed_on": LAST}, {"assessed_on": STARTED})
        measured(11, {"assessed_on": STARTED}, {"assessed_on": STARTED})
        measured(12, {"commercial_network": 5}, {"commercial_network": 70})
        measured(13, {"commercial_network": 10}, {"commercial_network": 70})
        pesos = {"currency": "CLP"}
        measured(14, {"sales": 5000, **pesos}, {"sales": 500, **pesos})
        measured(15, {"sales": 5000, **pesos}, {"sales": 40000, **pesos})
        measured(16, {"sales": 5000, **pesos}, {"sales": 5, "currency": "USD"})
        person = {"id": 1, "university": "uv", "external_id": "1"}
        connection.execute(insert(schema.student).values(person))
        for number, hours in ((16, 400), (17, 401)):
            work = {"student": 1, "mipyme": known[f"{number:03}"], "hours": hours}
            connection.execute(insert(schema.assignment).values(work))


EXPECTED = {
    "future": ("001", "2021-12-10", "2021-10-31"),
    "closed": ("003", "2021-05-02", "2021-05-03"),
    "measured": ("010", "2021-10-31", "2021-05-03"),
    "place": ("005", "33.04", "-71.6"),
    "duplicate": ("007", "Valparaíso", "ug"),
    "scores": ("012", "5", "70"),
    "sales": ("014", "5000", "500"),
    "hours": ("017", "401", "400"),
}


def test_each_fault_is_found_and_what_comes_close_is_not(database_url: str, open_reader) -> None:  # type: ignore[no-untyped-def]
    faulty(database_url)
    with open_reader(database_url).connect() as connection:
        for kind, (number, first, second) in EXPECTED.items():
            counts = faults.counts(connection, scope=Scope(), kind=kind)
            assert counts == {"uv": 1} | ({"ug": 1} if kind == "duplicate" else {}), kind
            found = faults.rows(
                EVERYTHING, connection, scope=Scope(universities=("uv",)), kind=kind, limit=9
            )
            (row,) = found.to_dict("records")
            assert (row["university"], row["external_id"]) == ("uv", number), kind
            assert [_plain(row["first"]), _plain(row["second"])] == [first, second], kind
            for reader in (PUBLIC, Access("coordinacion", ("ug",))):
                shown = faults.rows(reader, connection, scope=Scope(), kind=kind, limit=9)
                assert set(shown["university"]) <= {"ug"} - ({"ug"} if reader is PUBLIC else set())
            assert faults.counts(connection, scope=Scope(countries=("MX",)), kind=kind) == {}


def _plain(value: str) -> str:
    """A number without the zeros that a database adds."""
    return value.rstrip("0").rstrip(".") if "." in value else value


def test_every_subdivision_with_a_boundary_has_a_rectangle() -> None:
    import charts.geography as geography
    from data_access import reference

    boxes = {row["subdivision"]: row for row in reference.rows("boxes")}
    for country in geography.countries():
        for feature in geography.geojson(country)["features"]:
            box = {side: float(value) for side, value in list(boxes[feature["id"]].items())[1:]}
            for area in feature["geometry"]["coordinates"]:
                for x, y in area[0]:
                    assert box["west"] < x < box["east"]
                    assert box["south"] < y < box["north"]
    city = reference.rows("cities")
    outside = [
        row["name"]
        for row in city
        if not float(boxes[row["subdivision"]]["west"])
        <= float(row["lon"])
        <= float(boxes[row["subdivision"]]["east"])
    ]
    assert outside == []


@pytest.mark.parametrize("kind", faults.KINDS)
def test_an_empty_database_has_none(kind: str, sqlite_url: str, open_reader) -> None:  # type: ignore[no-untyped-def]
    with open_reader(sqlite_url).connect() as connection:
        assert faults.counts(connection, scope=Scope(), kind=kind) == {}
