"""A link keeps its meaning: URL → Scope → URL."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.codes import SECTORS, SIZES
from data_access.scope import DATE_PARAMETERS, LIST_PARAMETERS, Dropped, Scope, Vocabulary

VOCABULARY = Vocabulary(
    countries=frozenset({"MX", "CL", "CO", "BO"}),
    subdivisions=frozenset({"MX-CMX", "MX-PUE", "CL-VS"}),
    universities=frozenset({"uam-a", "uv", "upb"}),
    cohorts=frozenset({"2021-1", "2021-2"}),
)
CODES = {
    parameter: sorted(getattr(VOCABULARY, field)) for parameter, field in LIST_PARAMETERS.items()
}


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    """Any scope whose period does not end before it starts."""
    lists = {
        field: tuple(draw(st.lists(st.sampled_from(CODES[parameter]), max_size=4)))
        for parameter, field in LIST_PARAMETERS.items()
    }
    days = sorted(draw(st.tuples(st.dates(), st.dates())))
    start, end = (day if draw(st.booleans()) else None for day in days)
    return Scope(**lists, start=start, end=end)


def as_query(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Pairs as a server hands them over."""
    query: dict[str, list[str]] = {}
    for parameter, value in pairs:
        query.setdefault(parameter, []).append(value)
    return query


@given(scopes())
def test_a_scope_survives_its_own_link(scope: Scope) -> None:
    assert Scope.from_query(as_query(scope.to_query()), VOCABULARY) == (scope, [])


@given(scopes(), st.randoms())
def test_order_and_repetitions_in_a_link_do_not_matter(scope: Scope, shuffled: object) -> None:
    pairs = scope.to_query()
    lists = [pair for pair in pairs if pair[0] in LIST_PARAMETERS]
    messy = [*pairs, *lists]
    shuffled.shuffle(messy)  # type: ignore[attr-defined]
    again, dropped = Scope.from_query(as_query(messy), VOCABULARY)
    assert again == scope
    assert again.to_query() == pairs
    assert dropped == []


@given(
    scopes(),
    st.lists(st.tuples(st.sampled_from([*LIST_PARAMETERS, *DATE_PARAMETERS]), st.text())),
)
def test_whatever_is_typed_is_understood_or_named(
    scope: Scope, typed: list[tuple[str, str]]
) -> None:
    asked = [*scope.to_query(), *typed]
    answer, dropped = Scope.from_query(as_query(asked), VOCABULARY)
    kept = answer.to_query()
    for parameter, value in asked:
        as_understood = value
        if parameter in DATE_PARAMETERS:
            with suppress(ValueError):
                as_understood = date.fromisoformat(value).isoformat()
        named = Dropped(parameter, value) in dropped or Dropped(parameter, as_understood) in dropped
        assert named or (parameter, as_understood) in kept
    assert {(parameter, value) for parameter, value in kept} >= {
        pair for pair in scope.to_query() if pair[0] in LIST_PARAMETERS
    }


def test_the_link_of_the_handbook_means_what_it_says() -> None:
    query = {
        "pais": ["MX", "CL"],
        "estado": ["MX-CMX"],
        "universidad": ["uam-a"],
        "generacion": ["2021-1"],
        "sector": ["C"],
        "tamano": ["micro"],
        "desde": ["2021-03-01"],
        "hasta": ["2021-10-31"],
        "idioma": ["es"],
    }
    scope, dropped = Scope.from_query(query, VOCABULARY)
    assert scope == Scope(
        countries=("CL", "MX"),
        subdivisions=("MX-CMX",),
        universities=("uam-a",),
        cohorts=("2021-1",),
        sectors=("C",),
        sizes=("micro",),
        start=date(2021, 3, 1),
        end=date(2021, 10, 31),
    )
    assert dropped == []
    assert scope.to_query() == [
        ("pais", "CL"),
        ("pais", "MX"),
        ("estado", "MX-CMX"),
        ("universidad", "uam-a"),
        ("generacion", "2021-1"),
        ("sector", "C"),
        ("tamano", "micro"),
        ("desde", "2021-03-01"),
        ("hasta", "2021-10-31"),
    ]


def test_no_filter_is_no_parameter() -> None:
    assert Scope().to_query() == []
    assert Scope.from_query({}, VOCABULARY) == (Scope(), [])


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("pais", "XX"),
        ("pais", "mx"),
        ("pais", ""),
        ("estado", "MX"),
        ("universidad", "uam"),
        ("generacion", "2019-1"),
        ("sector", "Z"),
        ("tamano", "grande"),
        ("desde", "2021-02-30"),
        ("hasta", "ayer"),
        ("desde", ""),
    ],
)
def test_an_unknown_value_is_left_out_and_named(parameter: str, value: str) -> None:
    scope, dropped = Scope.from_query({parameter: [value], "sector": ["C", value]}, VOCABULARY)
    assert scope == Scope(sectors=("C",))
    assert Dropped(parameter, value) in dropped


def test_a_known_value_beside_an_unknown_one_is_kept() -> None:
    scope, dropped = Scope.from_query({"pais": ["XX", "MX"]}, VOCABULARY)
    assert scope == Scope(countries=("MX",))
    assert dropped == [Dropped("pais", "XX")]


def test_a_period_that_ends_before_it_starts_is_left_out_and_named() -> None:
    query = {"desde": ["2021-10-31"], "hasta": ["2021-03-01"], "pais": ["MX"]}
    scope, dropped = Scope.from_query(query, VOCABULARY)
    assert scope == Scope(countries=("MX",))
    assert dropped == [Dropped("desde", "2021-10-31"), Dropped("hasta", "2021-03-01")]


def test_a_period_of_one_day_is_a_period() -> None:
    scope, dropped = Scope.from_query(
        {"desde": ["2021-05-01"], "hasta": ["2021-05-01"]}, VOCABULARY
    )
    assert (scope.start, scope.end, dropped) == (date(2021, 5, 1), date(2021, 5, 1), [])


def test_of_two_starts_the_last_counts_and_the_other_is_named() -> None:
    scope, dropped = Scope.from_query({"desde": ["2021-01-01", "2021-02-01"]}, VOCABULARY)
    assert scope.start == date(2021, 2, 1)
    assert dropped == [Dropped("desde", "2021-01-01")]


def test_sectors_and_sizes_are_those_of_the_programme() -> None:
    assert VOCABULARY.sectors == set(SECTORS)
    assert VOCABULARY.sizes == set(SIZES)


def test_equal_filters_are_equal_scopes_and_one_cache_entry() -> None:
    one, other = Scope(countries=("MX", "CL", "MX")), Scope(countries=("CL", "MX"))
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(
    ("end", "day", "expected"),
    [
        (None, None, None),
        (None, date(2021, 5, 1), date(2021, 5, 1)),
        (date(2021, 4, 1), date(2021, 5, 1), date(2021, 4, 1)),
        (date(2021, 6, 1), date(2021, 5, 1), date(2021, 5, 1)),
        (date(2021, 6, 1), None, date(2021, 6, 1)),
    ],
)
def test_a_scope_ends_with_the_data(
    end: date | None, day: date | None, expected: date | None
) -> None:
    assert Scope(end=end).until(day).end == expected


def test_without_empties_only_the_named_fields() -> None:
    scope = Scope(countries=("MX",), sectors=("C",), start=date(2021, 1, 1))
    assert scope.without("start", "sectors") == Scope(countries=("MX",))
    assert scope.without() == scope


def test_a_period_that_starts_after_the_data_loses_its_start() -> None:
    known = replace(VOCABULARY, last_day=date(2021, 10, 31))
    scope, dropped = Scope.from_query({"desde": ["2030-01-01"], "pais": ["MX"]}, known)
    assert scope == Scope(countries=("MX",))
    assert dropped == [Dropped("desde", "2030-01-01")]
    assert Scope.from_query({"desde": ["2021-10-31"]}, known) == (
        Scope(start=date(2021, 10, 31)),
        [],
    )
