"""Nobody can work out a protected number: an attacker who has everything that the connection of the
public reaches, of all of them and of every country, state, university, cohort, sector and size,
knows how it is rounded, and solves the linear programme of it all. What the routes give is no more
than that: `tests/web/test_disclosure.py`."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

import pytest
from sqlalchemy import Connection, select, update

from data_access import disclosure, means, publication, schema
from data_access.codes import SCORES
from data_access.engine import Reader, writing
from sample_data.fill import fill
from tests.data_access import attackers
from tests.data_access.attackers import ALL, Group

UNTIL = date(2021, 10, 31)
PROGRAMMES = ((120, 5), (400, 9), (1000, 7))
"""MiPymes and seed: a small programme has the most to hide, a large one tells the most."""
WIDTH = 20
"""Points out of 100 between which a mean that is not told stays open."""
INSIDER = 10
"""The same for who knows which businesses two groups do not share, which nobody is told."""


class Programme(NamedTuple):
    """A real programme, and what is true of it."""

    address: str
    everything: Reader
    public: Reader

    def read(self) -> attackers.Public:
        """Everything that everybody may read."""
        with self.public.connect() as connection:
            return attackers.read(connection)


@pytest.fixture(scope="module", params=PROGRAMMES, ids=lambda of: f"{of[0]} MiPymes")
def programme(
    request: pytest.FixtureRequest, new_database: Callable[[str], str]
) -> Iterator[Programme]:
    address = _filled(new_database("sqlite"), *request.param)
    everything = Reader(address)
    public = Reader(address, everything=everything)
    yield Programme(address, everything, public)
    public.close()
    everything.close()


def _filled(address: str, total: int, seed: int) -> str:
    with writing(address) as connection:
        fill(connection, total=total, seed=seed, until=UNTIL)
        connection.execute(update(schema.dataset).values(invented=False))
    return address


def test_no_count_is_recovered(programme: Programme) -> None:
    public, secrets = programme.read(), 0
    for name, found in attackers.every(public).items():
        assert found.attack.recovered(found.secret) == {}, name
        secrets += len(found.secret)
    assert secrets > 3000
    numbers = [number for row in public.told.values() for number in row.values()]
    assert None in numbers, "there is something to hide"
    assert any(public.told[ALL].values()), "… and something to tell"


def test_the_points_of_a_few_are_not_derived_by_who_knows_how_many_they_are(
    programme: Programme,
) -> None:
    with programme.everything.connect() as connection:
        counted = {score: _measured(connection, score) for score in SCORES}
    assert _derived(programme.read(), counted) == {}


def _derived(public: attackers.Public, counted: dict) -> dict:  # type: ignore[type-arg]
    """Group and score → between which means it lies, of those that are not told and too close."""
    found = {}
    for score, groups in counted.items():
        attack = attackers.points(public, score, {group: len(groups[group]) for group in groups})
        solve = attack.solver()
        for group, ids in groups.items():
            if public.told[group][f"{score}_final"] is not None or len(ids) >= 5:
                continue
            low, high = (solve({group: sign})[group] for sign in (1.0, -1.0))
            if high - low < WIDTH * len(ids):
                found[group, score] = low / len(ids), high / len(ids)
    return found


def test_nor_by_who_knows_who_is_in_one_group_and_not_in_another(programme: Programme) -> None:
    """Where a university attends all but two of a country, say."""
    public = programme.read()
    with programme.everything.connect() as connection:
        for score in SCORES:
            groups = _measured(connection, score)
            told = [group for group in groups if public.told[group][f"{score}_final"] is not None]
            counts = {group: len(ids) for group, ids in groups.items()}
            sums = attackers.points(public, score, counts)
            for one, other in itertools.permutations(told, 2):
                more = groups[one] - groups[other]
                if groups[other] - groups[one] or not 0 < len(more) < 5:
                    continue
                low = max(0, sums.low[one] - sums.high[other])
                high = min(100 * len(more), sums.high[one] - sums.low[other])
                assert high - low >= INSIDER * len(more), (one, other, score)


def _measured(connection: Connection, score: str) -> dict[Group, set[int]]:
    """Group → the MiPymes that have `score` at both moments and stayed."""
    m = schema.mipyme.c
    before, after = schema.assessment.alias(), schema.assessment.alias()
    query = (
        select(m.id, m.country, m.subdivision, m.university, m.cohort, m.sector, m.size)
        .join_from(schema.mipyme, before, before.c.mipyme == m.id)
        .join(after, after.c.mipyme == m.id)
        .where(before.c.moment == "inicial", before.c[score].is_not(None))
        .where(after.c.moment == "final", after.c[score].is_not(None))
        .where(m.started_on.is_not(None), m.dropped_on.is_(None))
    )
    found: dict[Group, set[int]] = {}
    for row in connection.execute(query):
        axes = ("country", "university", "cohort", "sector", "size")
        groups = [Group(axis, "", getattr(row, axis) or "") for axis in axes]
        for group in (ALL, Group("subdivision", row.country, row.subdivision or ""), *groups):
            found.setdefault(group, set()).add(row.id)
    return found


@pytest.fixture(scope="module")
def open_programme(new_database: Callable[[str], str]) -> Iterator[Programme]:
    address = _filled(new_database("sqlite"), 300, 11)
    everything = Reader(address)
    public = Reader(address, everything=everything)
    yield Programme(address, everything, public)
    public.close()
    everything.close()


def _published_without(programme: Programme) -> attackers.Public:
    """What everybody reads once it is published anew by less careful rules."""
    with writing(programme.address) as connection:
        publication.fill(connection)
    return programme.read()


def test_without_hiding_more_than_the_small_ones_counts_are_recovered(
    open_programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disclosure, "OPEN", 0)
    every = attackers.every(_published_without(open_programme))
    broken = {
        name for name, found in every.items() if found.attack.recovered(found.secret, enough=1)
    }
    assert broken >= {"owner_gender", "rural", "channel", "sales", "platforms"}


def test_a_median_tells_how_many_rose_unless_it_is_looked_at(
    open_programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publication, "_half", lambda median: ())
    found = attackers.sales(_published_without(open_programme))
    assert found.attack.recovered(found.secret, enough=1)


def test_so_does_how_many_gained_a_platform(
    open_programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    loose = disclosure.Family("supported", "platforms_n", publication.PRESENT.parts)
    monkeypatch.setattr(publication, "PRESENT", loose)
    found = attackers.platforms(_published_without(open_programme))
    assert found.attack.recovered(found.secret, enough=1)


ONE, OTHER = Group("university", "", "una"), Group("university", "", "uv")


def _two_universities() -> attackers.Public:
    """What is told of two: 15 MiPymes measured twice, and a single one, which has 90 points."""
    measured = {ALL: (50, 16), ONE: (40, 15), OTHER: (10, 1)}
    counts, sums = {}, {}
    for group, (supported, number) in measured.items():
        names = dict.fromkeys(("scored", *(f"{score}_n" for score in SCORES)), number)
        counts[group] = {"supported": supported, **names}
        points = {ALL: 15 * 40_00 + 90_00, ONE: 15 * 40_00, OTHER: 90_00}[group]
        sums[group] = {f"{score}_{w}": points for score in SCORES for w in ("initial", "final")}
    told = means.told(counts, sums, publication.SCORED, [(ALL, [ONE, OTHER])])
    supported = {group: number for group, (number, _) in measured.items()}
    return attackers.Public(supported, supported, told)


def test_means_that_differ_by_one_business_do_not_tell_its_points(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted = {score: {ALL: range(16), ONE: range(15), OTHER: range(1)} for score in SCORES}
    public = _two_universities()
    assert _derived(public, counted) == {}
    assert public.told[ALL]["digital_visibility_final"] is not None, "coarse, but told"
    for module in (means, attackers):
        monkeypatch.setattr(module, "UNITS", (0.1,))
    assert _derived(_two_universities(), counted) == {}, "not coarse, but one of them hidden"
    monkeypatch.setattr(means, "_close", lambda *_: set())
    low, high = _derived(_two_universities(), counted)[OTHER, "digital_visibility"]
    assert low <= 90 <= high < low + 4
