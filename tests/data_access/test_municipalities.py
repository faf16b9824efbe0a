"""Municipalities and universities on the map, against a naive second answer."""

from __future__ import annotations

from collections import Counter

import pandas as pd
from sqlalchemy import Connection

from data_access import municipalities, progress, reference, universities
from data_access.scope import Scope
from tests.data_access import invented, oracle
from tests.data_access.scopes import SCOPES

MIPYMES = invented.invented()

CANONICAL = {
    ("MX-CMX", "AZCAPOTZALCO"): "Azcapotzalco",
    ("MX-CMX", "Alcaldía Azcapotzalco"): "Azcapotzalco",
    ("MX-CMX", "Coyoacan"): "Coyoacán",
    ("MX-PUE", "Heroica Puebla de Zaragoza"): "Puebla",
    ("CL-VS", "valparaiso"): "Valparaíso",
    ("CL-RM", "Comuna de Ñuñoa"): "Ñuñoa",
    ("CL-VS", "MAITENCILLO"): "maitencillo",
    ("CL-VS", "Maitencillo"): "maitencillo",
}
"""How a municipality is to be called where it is not as it was written."""

UNLISTED = {("MX-PUE", "Azcapotzalco"), ("CL-VS", "maitencillo"), ("CL-VS", "Santiago"),
            ("CO-ANT", "Medelin")}  # fmt: skip


def _place(mipyme: oracle.Mipyme) -> tuple[str, str, str]:
    subdivision, written = mipyme["subdivision"] or "", mipyme["municipality"] or ""
    return mipyme["country"], subdivision, CANONICAL.get((subdivision, written), written)


def test_municipalities_are_counted_under_one_name_each(connection: Connection) -> None:
    for scope in SCOPES:
        counts = Counter(oracle.by(MIPYMES, scope, _place))
        expected = {place: count for place, count in counts.items() if count}
        frame = municipalities.supported(connection, scope=scope)
        names = [
            name.casefold() if name.casefold() == "maitencillo" else name
            for name in frame["municipality"]
        ]
        keys = list(zip(frame["country"], frame["subdivision"], names, strict=True))
        assert dict(zip(keys, frame["supported"], strict=True)) == expected, scope
        assert len(set(keys)) == len(keys)
        assert list(frame["supported"]) == sorted(expected.values(), reverse=True)
        assert frame["supported"].sum() == progress.supported(connection, scope=scope), scope
        assert str(frame["supported"].dtype) == "int64"


def test_a_point_is_the_listed_city_s_or_missing(connection: Connection) -> None:
    frame = municipalities.supported(connection, scope=Scope())
    for row in frame.itertuples():
        listed = bool(row.municipality) and row.subdivision not in ("", "AR-B", "EC-G")
        listed &= (row.subdivision, row.municipality) not in UNLISTED
        listed &= row.municipality.casefold() != "maitencillo"
        if row.subdivision == "EC-G":
            listed = row.municipality == "Guayaquil"
        assert pd.notna(row.lat) == pd.notna(row.lon) == listed, row
    santiago = frame.loc[frame["municipality"] == "Santiago"].set_index("subdivision")
    assert set(santiago.index) == {"CL-RM", "CL-VS"}, "one name, two places"
    assert round(santiago.loc["CL-RM", "lat"], 1) == -33.5


def test_of_two_spellings_of_an_unlisted_place_the_usual_one_stands(connection: Connection) -> None:
    written = Counter(
        m["municipality"] for m in MIPYMES if (m["municipality"] or "").lower() == "maitencillo"
        and oracle.supported([m], Scope())
    )  # fmt: skip
    assert len(written) == 2
    frame = municipalities.supported(connection, scope=Scope())
    shown = [name for name in frame["municipality"] if name.lower() == "maitencillo"]
    assert len(shown) == 1
    assert written[shown[0]] == max(written.values())


def test_reach_tells_where_each_university_attends(connection: Connection) -> None:
    for scope in SCOPES:
        counts = oracle.by(
            MIPYMES, scope, lambda m: (m["university"], m["country"], m["subdivision"] or "")
        )
        expected = {place: count for place, count in counts.items() if count}
        frame = universities.reach(connection, scope=scope)
        keys = list(zip(frame["university"], frame["country"], frame["subdivision"], strict=True))
        assert dict(zip(keys, frame["supported"], strict=True)) == expected, scope
        assert keys == sorted(expected, key=lambda key: (-expected[key], key)), scope


def test_places_are_those_of_the_list(connection: Connection) -> None:
    frame = universities.places(connection)
    listed = sorted(reference.rows("universities"), key=lambda row: row["code"])
    for name in ("code", "short", "name", "country"):
        assert list(frame[name]) == [row[name] for row in listed]
    for name in ("lat", "lon"):
        assert list(frame[name]) == [float(row[name]) for row in listed]
