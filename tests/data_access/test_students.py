"""Who accompanies whom: loads, fields of study, teams of two countries."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import insert, select

from data_access import rollups, schema, students
from data_access.engine import writing
from data_access.scope import Scope
from tests.data_access.invented import LAST, fill, report

STARTED = date(2021, 5, 3)
SIZES = {"uam-a": 12, "uv": 10, "ug": 6, "una": 4}
"""Students by university; each accompanies one MiPyme of its own university, UG's three."""


def filled(address: str) -> None:
    """Twenty supported MiPymes a university, one student or more on the first ones."""
    rows = [
        {
            "university": code,
            "external_id": str(number),
            "country": "MX" if code == "uam-a" else "CL",
            "sector": "G" if number % 2 else "C",
            "size": "micro",
            "enrolled_on": STARTED,
            "started_on": STARTED,
        }
        for code in SIZES
        for number in range(20)
    ]
    fill(address, rows, reports=[report(code) for code in SIZES])
    with writing(address) as connection:
        m = schema.mipyme.c
        ids: dict[str, list[int]] = {code: [] for code in SIZES}
        for code, number in connection.execute(select(m.university, m.id).order_by(m.id)):
            ids[code].append(number)
        people, work, last = [], [], 0
        for code, size in SIZES.items():
            for number in range(size):
                last += 1
                field = ("Economía", "Diseño", "Historia")[0 if number < 5 else 1 + number % 2]
                person = {"id": last, "university": code, "external_id": str(number)}
                people.append({**person, "field": field, "cohort": None})
                each = 3 if code == "ug" else 1
                work += [(last, ids[code][(number * each + n) % 20]) for n in range(each)]
                if code == "uv":  # and one of UAM-A beside its own
                    work.append((last, ids["uam-a"][number]))
        connection.execute(insert(schema.student), people)
        hours = [{"student": s, "mipyme": m, "hours": 10.0} for s, m in work]
        connection.execute(insert(schema.assignment), hours)
        rollups.refresh(connection)


def _load(address, open_reader, scope: Scope) -> pd.DataFrame:  # type: ignore[no-untyped-def]
    with open_reader(address).connect() as connection:
        return students.load(connection, scope=scope).set_index("code")


def test_loads_teams_and_fields(database_url: str, open_reader) -> None:  # type: ignore[no-untyped-def]
    filled(database_url)
    every = _load(database_url, open_reader, Scope(end=LAST))
    assert every["students"].dropna().to_dict() == SIZES
    assert every.index[0] == "uam-a"
    assert pd.isna(every.loc["upb", "students"])
    assert pd.isna(every.loc["upb", "alone"]), "nothing is known, so nobody is called alone"
    # UG's carry three MiPymes each; of UAM-A's one and UV's two the median is 1.5. UNA has too few
    # students to be compared, and what is compared does not depend on what is shown.
    assert every["times_mipymes"].dropna().to_dict() == {"ug": 2.0}
    alone = _load(database_url, open_reader, Scope(universities=("ug",)))
    assert alone["times_mipymes"].to_dict() == {"ug": 2.0}
    assert every.loc["uam-a", "supported"] == 20
    assert every.loc["uam-a", "two_countries"] == 10
    assert every.loc["uam-a", "alone"] == 8
    # A cross that no summary knows is counted from the rows, with the same result.
    for scope in (Scope(sectors=("G",)), Scope(sectors=("G",), sizes=("micro",))):
        part = _load(database_url, open_reader, scope)
        assert part.loc["uam-a", "supported"] == 10
        assert part.loc["uam-a", "two_countries"] == 5
        assert part.loc["uam-a", "alone"] == 4
    with open_reader(database_url).connect() as connection:
        told = students.by_field(connection, scope=Scope())
        few = students.by_field(connection, scope=Scope(universities=("una",)))
        ug = students.by_field(connection, scope=Scope(universities=("ug",)))
    assert told["students"].sum() == sum(SIZES.values())
    assert told["field"].iloc[0] == "Economía"
    assert few[["field", "students"]].to_numpy().tolist() == [[None, 4]]
    # One student of another field would be recognised: Economía is not told apart from it.
    assert ug[["field", "students"]].to_numpy().tolist() == [[None, 6]]
