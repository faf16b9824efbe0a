"""Who accompanies the MiPymes."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def teams(default):
    return (
        default["assignment"]
        .merge(default["student"], left_on="student", right_on="id")
        .merge(default["mipyme"], left_on="mipyme", right_on="id", suffixes=("", "_mipyme"))
    )


def test_each_university_has_students_of_several_fields(default):
    students = default["student"]
    assert students.university.nunique() == 8
    assert students.field.nunique() >= 6
    assert 0.01 < students.field.isna().mean() < 0.08


def test_a_student_accompanies_two_to_eight(default):
    loads = default["assignment"].groupby("student").size()
    assert loads.max() == 8
    assert (loads >= 2).mean() > 0.97
    assert len(loads) == len(default["student"])


def test_whoever_was_diagnosed_has_a_student(default):
    mipymes = default["mipyme"]
    seen = mipymes[mipymes.diagnosed_on.notna() | mipymes.started_on.notna()]
    assert set(default["assignment"].mipyme) == set(seen.id)


def test_the_binational_start_works_in_teams_of_two_countries(teams):
    start = teams[teams.cohort_mipyme == "2021-1"]
    members = start.groupby("mipyme").university.agg(lambda codes: tuple(sorted(codes)))
    assert set(members) == {("uam-a", "uv")}
    later = teams[teams.cohort_mipyme == "2021-2"].groupby("mipyme").university.nunique()
    assert 0 < (later > 1).mean() < 0.1


def test_hours_are_plausible_and_some_are_missing(teams):
    hours = teams.hours.dropna().astype(float)
    assert 10 < hours.median() < 40
    assert hours.between(0, 200).all()
    assert teams.hours.isna().mean() == pytest.approx(0.08, abs=0.03)
