"""What the routes and pages give of real data to who has not signed in: no more than the published
tables, which an attacker cannot make a protected number of (also: `tests/data_access`)."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable
from urllib.parse import urlencode

import pandas as pd
import pytest
from sqlalchemy import Connection, select
from starlette.applications import Starlette

from charts.catalogue import CATALOGUE
from data_access import composition, outcomes, schema, students
from data_access.address import reader
from data_access.codes import SECTORS
from data_access.engine import Reader
from data_access.errors import ProtectedError
from data_access.scope import LIST_PARAMETERS, Scope
from tests.data_access import attackers
from tests.data_access.attackers import Group
from tests.data_access.invented import COHORTS, LAST, PLACES, UNIVERSITIES, fill, invented
from tests.web.asgi import get, get_at_once

Open = Callable[[str], Reader]
Question = Callable[[Connection, Scope], pd.DataFrame]

COUNTRIES = sorted({country for country, _ in PLACES})
SCOPES = {
    "pais": COUNTRIES,
    "estado": sorted({place for _, place in PLACES if place}),
    "universidad": list(UNIVERSITIES),
    "generacion": [code for code in COHORTS if code],
    "sector": list(SECTORS)[:4],
    "tamano": ["micro", "pequena", "mediana", "organizacion"],
}


@pytest.fixture(params=(1, 2))
def town(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """A real database with small cells on purpose: few women in one university, one country of
    three MiPymes, in another all owners alike."""
    draw = random.Random(request.param)
    rows = invented(300 * request.param, seed=request.param)
    for row in rows:
        if row["country"] == "BO":
            row["owner_gender"] = "mujer"
        if row["university"] == "uv":
            row["owner_gender"] = "hombre" if draw.random() < 0.95 else "mujer"
            row["rural"] = draw.choice((False, False, False, True))
    few = [row for row in rows if row["country"] == "PY"][3:]
    fill(sqlite_url, [row for row in rows if row not in few])
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    return sqlite_url


def ask(files: Starlette, slugs: list[str], queries: list[str]) -> dict[tuple[str, str], dict]:
    """(slug, query) → what ``/datos`` gives, in English."""
    keys = list(itertools.product(slugs, queries))
    found = {}
    for part in _batches(keys):
        paths = [f"/datos/{slug}.json?idioma=en&{query}" for slug, query in part]
        for key, answer in zip(part, get_at_once(files, paths), strict=True):
            assert answer.status == 200, (key, answer.body)
            found[key] = json.loads(answer.body)
    return found


def _batches(keys: list) -> list[list]:  # type: ignore[type-arg]
    return [keys[start : start + 40] for start in range(0, len(keys), 40)]


def is_protected(answer: dict) -> bool:  # type: ignore[type-arg]
    return [list(row.values()) for row in answer["filas"]] == [["Protected data"]]


@pytest.fixture
def public(town: str) -> attackers.Public:
    """Everything that the connection of the public reaches."""
    with reader().connect() as connection:
        return attackers.read(connection)


def test_an_attacker_recovers_nothing(town: str, public: attackers.Public) -> None:
    for name, found in attackers.every(public).items():
        assert found.attack.recovered(found.secret) == {}, name
    with reader(exact=True).connect() as connection:
        truth = composition.inclusion(connection, scope=Scope(universities=("uv",)))
        assert truth["protected"].any(), "there is something to hide"


QUERIES = ["", *(urlencode({name: value}) for name, values in SCOPES.items() for value in values)]


def group_of(query: str) -> Group:
    """Whose numbers a filter asks for."""
    name, _, code = query.partition("=")
    axis = {
        "": "all",
        "pais": "country",
        "estado": "subdivision",
        "universidad": "university",
        "generacion": "cohort",
        "sector": "sector",
        "tamano": "size",
    }[name]
    return Group(axis, code[:2] if axis == "subdivision" else "", code)


def test_the_routes_give_no_more_than_the_attacker_had(
    town: str, files: Starlette, public: attackers.Public
) -> None:
    slugs = ["inclusion", "plataformas", "antes-despues", "ventas", "estudiantes"]
    told, compared = ask(files, slugs, QUERIES), 0
    coverage = {*public.supported.values(), *public.started.values()}
    every = {number for row in public.told.values() for number in row.values()} - {None}
    for (slug, query), answer in told.items():
        known = every  # of countries and universities beside each other
        if slug not in ("ventas", "estudiantes"):
            known = set(public.told.get(group_of(query), {}).values()) - {None}
        allowed = {round(number, digits) for number in known | coverage for digits in (0, 1)}
        for row in [] if is_protected(answer) else answer["filas"]:
            for column, number in row.items():
                if isinstance(number, str) or number is None or column in DERIVED:
                    continue
                assert round(number, 1) in allowed, (slug, query, column, number)
                compared += 1
    assert compared > 300


DERIVED = {"Share of those with data, %", "Initial, %", "Final, %", "Change"}
"""What is worked out from the other columns of the same row."""


def test_nothing_else_is_asked_for_a_reader_without_a_role(
    town: str, files: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise AssertionError("the public is answered from what is published")

    monkeypatch.setattr(reader(exact=True), "_connection", refuse)
    paths = ["/ficha", "/informe.pdf", "/informe.pptx", "/figuras/ventas.svg"]
    for path in (*paths, "/ficha?pais=CL", "/informe.pdf?universidad=uv"):
        assert get(files, path.partition("?")[0], query=path.partition("?")[2]).status == 200, path


PAGE_ONLY: dict[str, Question] = {
    "resultados, by university": lambda c, s: outcomes.change(c, scope=s, by="university"),
    "resultados, by country": lambda c, s: outcomes.change(c, scope=s, by="country"),
    "resultados, by state": lambda c, s: outcomes.change(c, scope=s, by="subdivision"),
    "sales, by university": lambda c, s: outcomes.sales(c, scope=s, by="university"),
    "sales, by state": lambda c, s: outcomes.sales(c, scope=s, by="subdivision"),
    "further platforms": lambda c, s: outcomes.platform_steps(c, scope=s),
    "closed": lambda c, s: pd.DataFrame([outcomes.closed(c, scope=s)], columns=["closed", "of"]),
    "students by field": lambda c, s: students.by_field(c, scope=s),
    "teams": lambda c, s: students.teams(c, scope=s),
}
"""What pages show beside the figures; their rows come from these functions."""


@pytest.mark.parametrize("name", PAGE_ONLY)
def test_pages_tell_no_more_than_the_attacker_had(
    town: str, public: attackers.Public, name: str
) -> None:
    allowed = {number for row in public.told.values() for number in row.values()} - {None}
    allowed |= {*public.supported.values(), *public.started.values(), 0, 2, 3}
    with reader().connect() as connection:
        for query in QUERIES:
            group = group_of(query)
            named = {FIELDS[group.axis]: (group.code,)} if query else {}
            scope = Scope(**named, end=LAST)
            try:
                frame = PAGE_ONLY[name](connection, scope)
            except ProtectedError:
                continue
            for column in frame.select_dtypes("number"):
                found = {round(float(number), 1) for number in frame[column].dropna()}
                assert found <= allowed, (query, column, found - allowed)


FIELDS = {
    "country": "countries",
    "subdivision": "subdivisions",
    "university": "universities",
    "cohort": "cohorts",
    "sector": "sectors",
    "size": "sizes",
}


def test_where_two_filters_meet_no_count_is_told(town: str, files: Starlette) -> None:
    axes = [name for name in SCOPES if name != "estado"]
    pairs = [
        urlencode({one: SCOPES[one][0], other: SCOPES[other][0]})
        for one, other in itertools.combinations(axes, 2)
    ]
    without_counts = {"reportes", "estudiantes"}
    found = ask(files, [slug for slug in CATALOGUE if slug not in without_counts], pairs)
    for key, answer in found.items():
        assert is_protected(answer), key
        assert answer["filas"] == [{answer["columnas"][0]: "Protected data"}]
        assert answer["titulo"].lower().endswith("protected data")


def test_coverage_of_one_thing_is_exact(town: str, files: Starlette, open_reader: Open) -> None:
    told = ask(files, ["sectores", "paises", "avance"], [""])
    with open_reader(town).connect() as connection:
        exact = composition.supported_by_sector(connection, scope=Scope(end=LAST))
        shown = [row["Supported MiPymes"] for row in told["sectores", ""]["filas"]]
        assert shown == list(exact["supported"])
        assert min(shown) > 0
        assert not outcomes.overall(connection, scope=Scope()).empty
        assert connection.scalar(select(schema.dataset.c.invented)) is False
    assert set(LIST_PARAMETERS) == set(SCOPES)
