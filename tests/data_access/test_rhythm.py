"""The expected activity follows the public calendar, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from data_access.rhythm import BREAK, PAUSE, activity

TERMS = [(date(2021, 3, 1), date(2021, 7, 16)), (date(2021, 8, 2), date(2021, 12, 17))]


def on(day: date, terms: list[tuple[date, date]] | None = None) -> float:
    """The activity of one day."""
    return float(activity(day, day, TERMS if terms is None else terms)[0])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 5, 12), 1.0),  # a Wednesday in the middle of a term
        (date(2021, 5, 16), 0.0),  # a Sunday
        (date(2021, 5, 15), 0.2 * 6 / 7),  # a Saturday, and Paraguay's national day
        (date(2021, 7, 23), BREAK),  # between terms
        (date(2021, 5, 1), 0.0),  # Labour Day everywhere
        (date(2021, 9, 16), 6 / 7),  # Mexico's national day
        (date(2021, 12, 27), BREAK * PAUSE),  # the turn of the year
    ],
)
def test_days_of_2021(day: date, expected: float) -> None:
    assert on(day) == pytest.approx(expected)


@pytest.mark.parametrize("friday", [date(2021, 4, 2), date(2022, 4, 15), date(2024, 3, 29)])
def test_holy_week_pauses_in_every_year(friday: date) -> None:
    assert on(friday) < 0.1 * on(friday + timedelta(21))


def test_a_term_rises_and_falls() -> None:
    wednesdays = [on(date(2021, 8, 4) + timedelta(7 * week)) for week in range(20)]
    assert wednesdays[0] < wednesdays[3] < wednesdays[7] == pytest.approx(1.0)
    assert wednesdays[10] > wednesdays[17] > wednesdays[19]


def test_without_cohorts_terms_are_the_usual_ones() -> None:
    assert on(date(2023, 5, 10), []) == pytest.approx(1.0)
    assert on(date(2023, 7, 25), []) == BREAK
    assert on(date(2023, 7, 25)) == BREAK  # cohorts of another year say nothing about this one


def test_the_dates_of_cohorts_go_before_the_usual_ones() -> None:
    only = [(date(2021, 3, 1), date(2021, 5, 31))]
    assert on(date(2021, 10, 6), only) == BREAK


def test_a_range_is_its_days() -> None:
    first, last = date(2021, 11, 20), date(2022, 4, 20)
    one_by_one = [on(first + timedelta(gone)) for gone in range((last - first).days + 1)]
    assert np.allclose(activity(first, last, TERMS), one_by_one)
    assert (activity(first, last, TERMS) >= 0).all()
