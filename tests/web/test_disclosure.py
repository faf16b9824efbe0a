"""Nobody can work out a protected number: an attacker who has everything that the public routes
give, knows how it is rounded, and solves the linear programme of it all."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_array
from sqlalchemy import select
from starlette.applications import Starlette

from charts.catalogue import CATALOGUE
from data_access import composition, outcomes, schema
from data_access.codes import SECTORS
from data_access.engine import Reader
from data_access.scope import LIST_PARAMETERS, Scope
from tests.data_access.invented import COHORTS, LAST, PLACES, UNIVERSITIES, fill, invented
from tests.web.asgi import get_at_once

Cell = tuple[str, str, str]
"""Filter (``pais=CL``; empty for all), family, what of it."""
Open = Callable[[str], Reader]

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


@dataclass
class Attack:
    """Unknown numbers, what is known of each, and how they add up."""

    low: dict[Cell, float] = field(default_factory=dict)
    high: dict[Cell, float] = field(default_factory=dict)
    sums: list[tuple[list[tuple[Cell, float]], float]] = field(default_factory=list)
    """Coefficients that add up to a number."""

    def told(self, cell: Cell, shown: int | None, of: int, *, small: bool) -> None:
        """A published number of a part of `of`; hidden ones are under five if `small`."""
        if shown is None:
            low, high = 0, min(4, of) if small else of
        else:
            low, high = max(5, shown - 2), of if shown + 5 > of else shown + 2
        self.low[cell] = max(low, self.low.get(cell, 0))
        self.high[cell] = min(high, self.high.get(cell, of))

    def free(self, cell: Cell, of: int) -> None:
        """A number of which nothing is said but that it is a part of `of`."""
        self.low.setdefault(cell, 0)
        self.high.setdefault(cell, of)

    def recovered(self, secret: list[Cell]) -> dict[Cell, float]:
        """The cells of which one value is left, and that value."""
        cells = list(self.low)
        place = {cell: number for number, cell in enumerate(cells)}
        entries = [
            (row, place[cell], factor)
            for row, (terms, _) in enumerate(self.sums)
            for cell, factor in terms
        ]
        rows, columns, values = (np.array(part) for part in zip(*entries, strict=True))
        matrix = csr_array((values, (rows, columns)), shape=(len(self.sums), len(cells)))
        known = {
            "A_eq": matrix,
            "b_eq": [total for _, total in self.sums],
            "bounds": [(self.low[cell], self.high[cell]) for cell in cells],
            "method": "highs",
        }
        found = {}
        for cell in secret:
            if self.high[cell] == 0:
                continue
            ends = []
            for sign in (1, -1):
                aim = np.zeros(len(cells))
                aim[place[cell]] = sign
                solved = linprog(aim, **known)
                assert solved.status == 0, solved.message
                ends.append(sign * solved.fun)
            if np.ceil(ends[0] - 1e-6) == np.floor(ends[1] + 1e-6):
                found[cell] = float(np.ceil(ends[0] - 1e-6))
        return found


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


def test_an_attacker_recovers_nothing(town: str, files: Starlette, open_reader: Open) -> None:
    single = [urlencode({name: value}) for name, values in SCOPES.items() for value in values]
    slugs = ["inclusion", "plataformas", "antes-despues", "avance"]
    told = ask(files, slugs, ["", *single])
    with open_reader(town).connect() as connection:
        adds_up = [[f"{name}={value}" for value in values] for name, values in SCOPES.items()]
        secrets = 0
        for slug, read in (("inclusion", of_owners), ("plataformas", of_platforms)):
            attack, secret = read(told, ["", *single], adds_up)
            secrets += len(secret)
            assert attack.recovered(secret) == {}, slug
        assert secrets > 150
        truth = composition.inclusion(connection, scope=Scope(universities=("uv",)))
        assert truth["protected"].any(), "there is something to hide"


def supported(told: dict, query: str) -> int:  # type: ignore[type-arg]
    rows = told["avance", query]["filas"]
    known = [row["Supported MiPymes"] for row in rows if row["Supported MiPymes"] is not None]
    return int(known[-1]) if known else 0


def of_owners(told, queries, adds_up):  # type: ignore[no-untyped-def]
    """What ``inclusion`` says: of each group its values, rounded, and the exact number of all."""
    attack, secret = Attack(), []
    for query in queries:
        answer = told["inclusion", query]
        if is_protected(answer):
            continue
        groups: dict[str, list[dict]] = {}  # type: ignore[type-arg]
        for row in answer["filas"]:
            groups.setdefault(row["Group"], []).append(row)
        for group, rows in groups.items():
            of = int(rows[0]["Supported MiPymes"])
            assert of == supported(told, query)
            hidden = all(row["MiPymes (rounded)"] is None for row in rows)
            cells = []
            for row in rows:
                cell = (query, group, row["Value"])
                attack.told(cell, row["MiPymes (rounded)"], of, small=not hidden)
                cells.append(cell)
            rest = (query, group, "not known")
            attack.free(rest, of)
            attack.sums.append(([(cell, 1.0) for cell in (*cells, rest)], of))
            if any(row["MiPymes (rounded)"] is None for row in rows) and not hidden:
                whole = (query, group, "with data")
                attack.told(whole, rows[0]["With data (rounded)"], of, small=not hidden)
                terms = [(cell, 1.0) for cell in cells]
                attack.sums.append(([*terms, (whole, -1.0)], 0))
                secret.append(whole)
            secret += cells
    add_over_axes(attack, told, adds_up)
    return attack, secret


def of_platforms(told, queries, adds_up):  # type: ignore[no-untyped-def]
    """What ``plataformas`` says: of each platform how many, before and after, of how many."""
    attack, secret = Attack(), []
    for query in queries:
        answer, of = told["plataformas", query], supported(told, query)
        rows = [] if is_protected(answer) else answer["filas"]
        whole = (query, "", "n")
        attack.told(whole, rows[0]["Known at both moments"] if rows else None, of, small=bool(rows))
        secret.append(whole)
        for row in rows:
            for moment in ("Initial", "Final"):
                cell = (query, row["Platform"], moment)
                attack.told(cell, row[moment], of, small=True)
                rest = (query, row["Platform"], f"not {moment}")
                attack.free(rest, of)
                attack.sums.append(([(cell, 1.0), (rest, 1.0), (whole, -1.0)], 0))
                secret.append(cell)
    add_over_axes(attack, told, adds_up)
    return attack, secret


def add_over_axes(attack: Attack, told: dict, adds_up: list[list[str]]) -> None:  # type: ignore[type-arg]
    """All are the sum of what is told of an axis, and of those who are in none of it."""
    for cell in [cell for cell in attack.low if cell[0] == ""]:
        for number, queries in enumerate(adds_up):
            parts = [(query, *cell[1:]) for query in queries]
            if not all(part in attack.low for part in parts):
                continue
            others = supported(told, "") - sum(supported(told, query) for query in queries)
            rest = (f"other {number}", *cell[1:])
            attack.free(rest, others)
            attack.sums.append(([*((part, 1.0) for part in (*parts, rest)), (cell, -1.0)], 0))


def test_the_attack_works_on_numbers_that_are_only_hidden_when_small() -> None:
    attack = Attack()
    for name, shown in (("a", 12), ("b", 9)):
        attack.low["", "", name] = attack.high["", "", name] = shown
    attack.told(("", "", "c"), None, 24, small=True)
    attack.sums.append(([(("", "", name), 1.0) for name in "abc"], 24))
    assert attack.recovered([("", "", "c")]) == {("", "", "c"): 3.0}


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
