"""MiPymes made up for tests: every path through the stages, every kind of gap."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select

from data_access import rollups, schema
from data_access.codes import CHANNELS, GENDERS, MOMENTS, NOWHERE, PLATFORMS, SCORES, SECTORS, SIZES
from data_access.engine import writing

UNIVERSITIES = ("uam-a", "upb", "uv", "tdea", "ug", "una")
"""Those with MiPymes; the other two have none."""

PLACES = (
    ("MX", "MX-CMX"), ("MX", "MX-PUE"), ("MX", None), ("BO", "BO-C"), ("CL", "CL-VS"),
    ("CL", "CL-RM"), ("CO", "CO-ANT"), ("EC", "EC-G"), ("PY", None), ("AR", "AR-B"),
)  # fmt: skip
"""AR has no participating university."""

MUNICIPALITIES = {
    "MX-CMX": ("Azcapotzalco", "AZCAPOTZALCO", "Alcaldía Azcapotzalco", "Coyoacan", None),
    "MX-PUE": ("San Andrés Cholula", "Heroica Puebla de Zaragoza", "Azcapotzalco", None),
    "BO-C": ("Cochabamba",),
    "CL-VS": ("valparaiso", "Viña del Mar", "Santiago", "Maitencillo", "MAITENCILLO"),
    "CL-RM": ("Santiago", "Comuna de Ñuñoa", None),
    "CO-ANT": ("Medellín", "Medelin"),
    "AR-B": ("La Plata",),
}
"""How the municipalities are written; some are listed cities, two names are in two places."""

COHORTS = ("2021-1", "2021-2", None)
FIRST = date(2021, 1, 4)
LAST = date(2021, 10, 31)

PATHS = (
    "enrolled_on",
    "enrolled_on diagnosed_on",
    "enrolled_on started_on",
    "enrolled_on diagnosed_on started_on",
    "enrolled_on started_on concluded_on",
    "enrolled_on diagnosed_on started_on concluded_on",
    "enrolled_on dropped_on",
    "enrolled_on diagnosed_on dropped_on",
    "enrolled_on started_on dropped_on",
    "enrolled_on diagnosed_on started_on dropped_on",
)
"""Every way a MiPyme can go, as the dates it has."""

STAGE_DATES = ("enrolled_on", "diagnosed_on", "started_on", "concluded_on", "dropped_on")


def invented(number: int = 400, *, seed: int = 2021) -> list[dict[str, Any]]:
    """`number` MiPymes; the same ones for the same seed. Steps often fall on the same day."""
    draw = random.Random(seed)
    mipymes = [_mipyme(index, draw) for index in range(number)]
    return [{**mipyme, **_traits(mipyme, draw)} for mipyme in mipymes]


def _traits(mipyme: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    """What else is known of a MiPyme."""
    number, subdivision = mipyme["external_id"], mipyme["subdivision"]
    return {
        "name": draw.choice((f"Panadería {number}", f"Café Ñandú 100 % {number}", None)),
        "municipality": draw.choice(MUNICIPALITIES.get(subdivision, ("Guayaquil", None))),
        "owner_gender": draw.choice((*GENDERS, None)),
        "rural": draw.choice((True, False, None)),
        "channel": draw.choice((*CHANNELS, None)),
    }


def _mipyme(index: int, draw: random.Random) -> dict[str, Any]:
    country, subdivision = draw.choice(PLACES)
    dates: dict[str, date | None] = dict.fromkeys(STAGE_DATES)
    day = FIRST + timedelta(days=draw.randrange(250))
    for step in PATHS[index % len(PATHS)].split():
        dates[step] = day
        day += timedelta(days=draw.choice((0, 0, 1, 7, 30, 60)))
    return {
        "university": draw.choice(UNIVERSITIES),
        "external_id": f"{index:05}",
        "cohort": draw.choice(COHORTS),
        "size": draw.choice((*SIZES, None)),
        "sector": draw.choice((*list(SECTORS)[:4], None)),
        "country": country,
        "subdivision": subdivision,
        **dates,
        **_people(index),
    }


def _people(index: int) -> dict[str, Any]:
    """Who leads it, where, how it is attended; often not reported. Few are “otro”."""
    draw = random.Random(index)
    return {
        "owner_gender": draw.choice((*list(GENDERS)[:2] * 8, "otro", None, None)),
        "rural": draw.choice((True, False, False, None)),
        "channel": draw.choice((*CHANNELS, None)),
    }


CHANGES = (0, 0.4, 0.5, 0.69, 0.7, 0.95, 0.97, 1, 1.02, 1.05, 1.1, 1.25, 1.3, 1.6, 2, 2.5)
"""Final sales as a multiple of the initial ones: falls, rises, and the ends of the bands."""


def measured(mipyme: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Moment → what was measured of a MiPyme, with gaps of every kind: ``assessment``, columns of
    the table, and ``platforms``, a set; each None where it was not taken."""
    draw = random.Random(f"{mipyme['university']} {mipyme['external_id']}")
    sales, found = draw.choice((0, 100, 2000, 36000)), {}
    for moment in MOMENTS:
        scores = {name: round(draw.uniform(0, 100), draw.choice((0, 1, 2))) for name in SCORES}
        row: dict[str, Any] = {
            name: draw.choice((score, score, score, None)) for name, score in scores.items()
        }
        row["assessed_on"] = draw.choice((None, FIRST + timedelta(days=draw.randrange(300))))
        row["sales"] = draw.choice((sales, sales, None))
        row["currency"] = draw.choice(("MXN", "MXN", "MXN", "CLP"))
        assessed = draw.random() < 0.8
        platforms = {name for name in PLATFORMS if draw.random() < 0.25}
        found[moment] = {
            "assessment": row if assessed else None,
            "platforms": platforms if draw.random() < 0.8 else None,
        }
        sales = int(sales * draw.choice(CHANGES))
    return found


def report(university: str, *, until: date | None = LAST, **facts: Any) -> dict[str, Any]:
    """A submission of `university` that reaches `until`; one row read and loaded unless said."""
    return {
        "university": university,
        "state": "completo",
        "file_name": "reporte.csv",
        "file_sha256": "0" * 64,
        "loaded_at": datetime(2021, 11, 2, 15, 30, tzinfo=UTC),
        "data_until": until,
        "rows_read": 1,
        "rows_loaded": 1,
        "rows_updated": 0,
        "rows_unchanged": 0,
        "rows_rejected": 0,
        **facts,
    }


def fill(
    address: str,
    mipymes: Sequence[dict[str, Any]] | None = None,
    *,
    reports: Sequence[dict[str, Any]] | None = None,
) -> list[dict[str, Any]]:
    """Write MiPymes (`invented` unless given) and the reports they came with, as a loader does,
    and return the MiPymes."""
    rows = list(invented() if mipymes is None else mipymes)
    if reports is None:
        reports = [report(code) for code in sorted({row["university"] for row in rows})]
    with writing(address) as connection:
        if rows:
            connection.execute(insert(schema.mipyme), rows)
            _measure(connection, rows)
        for submission in reports:
            connection.execute(insert(schema.submission).values(submission))
        rollups.refresh(connection)
    return rows


def _measure(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Write what was measured of the MiPymes just written."""
    c = schema.mipyme.c
    query = select(c.university, c.external_id, c.id)
    ids = {(row.university, row.external_id): row.id for row in connection.execute(query)}
    assessments, platforms = [], []
    for row in rows:
        for moment, taken in measured(row).items():
            key = {"mipyme": ids[row["university"], row["external_id"]], "moment": moment}
            if taken["assessment"]:
                assessments.append(key | taken["assessment"])
            if taken["platforms"] is not None:
                there = taken["platforms"] or {NOWHERE}
                platforms += [key | {"platform": name} for name in there]
    if assessments:
        connection.execute(insert(schema.assessment), assessments)
    if platforms:
        connection.execute(insert(schema.platform_presence), platforms)


def reject(address: str, university: str = "uv") -> None:
    """Write a later report of which one row was rejected."""
    late = datetime(2021, 11, 20, 15, 30, tzinfo=UTC)
    facts = {"state": "parcial", "loaded_at": late, "rows_read": 2, "rows_rejected": 1}
    with writing(address) as connection:
        written = connection.execute(
            insert(schema.submission).values(report(university, **facts))
        ).inserted_primary_key
        assert written is not None
        row = {"submission": written[0], "line": 37, "column": "País", "value": "Mexcio"}
        said = "“Mexcio” no está en la lista de países."
        row |= {"reason": "unknown_country", "message": said, "suggestion": "México", "row": "{}"}
        connection.execute(insert(schema.rejected_row).values(row))
        rollups.refresh(connection)
