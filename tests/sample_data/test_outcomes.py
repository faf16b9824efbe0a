"""Scores, sales and platforms, before and after."""

from __future__ import annotations

import pandas as pd
import pytest

from sample_data.outcomes import CURRENCIES

SCORES = ("digital_visibility", "technological_competence", "commercial_network")


@pytest.fixture(scope="module")
def assessments(default):
    return default["assessment"].merge(default["mipyme"], left_on="mipyme", right_on="id")


@pytest.fixture(scope="module")
def pairs(default):
    return default["assessment"].set_index(["mipyme", "moment"]).unstack("moment")


def test_most_but_not_all_are_assessed(assessments, default):
    mipymes = default["mipyme"]
    initial = assessments[assessments.moment == "inicial"]
    final = assessments[assessments.moment == "final"]
    assert initial.diagnosed_on.notna().all()
    assert final.concluded_on.notna().all()
    assert 0.88 < len(initial) / mipymes.diagnosed_on.notna().sum() < 0.97
    assert 0.70 < len(final) / mipymes.concluded_on.notna().sum() < 0.80


def test_scores_rise_on_average_and_fall_for_some(pairs):
    for score in SCORES:
        change = (pairs[score, "final"] - pairs[score, "inicial"]).dropna().astype(float)
        assert change.mean() > 5
        assert 0.01 < (change < 0).mean() < 0.35


def test_sales_are_in_the_country_s_currency(assessments):
    known = assessments[assessments.sales.notna()]
    expected = known.country.map({code: currency for code, (currency, _) in CURRENCIES.items()})
    assert (known.currency == expected).all()
    assert assessments[assessments.sales.isna()].currency.isna().all()
    assert assessments.sales.isna().mean() == pytest.approx(0.30, abs=0.03)


def test_sales_are_of_a_plausible_size(assessments):
    micro = assessments[(assessments["size"] == "micro") & assessments.sales.notna()]
    middle = micro.groupby("country").sales.median().astype(float)
    assert 10_000 < middle["MX"] < 30_000
    assert 500_000 < middle["CL"] < 1_500_000
    assert 500 < middle["EC"] < 1_800


def test_sales_rise_hold_and_fall(pairs):
    change = (pairs["sales", "final"] - pairs["sales", "inicial"]).dropna().astype(float)
    assert 0.5 < (change > 0).mean() < 0.8
    assert 0.05 < (change == 0).mean() < 0.2
    assert (change < 0).mean() > 0.1


def test_platforms_are_gained(default):
    platforms = default["platform_presence"].merge(
        default["assessment"], on=["mipyme", "moment"], how="left", indicator=True
    )
    assert (platforms._merge == "both").all()
    asked = platforms[["mipyme", "moment"]].drop_duplicates()
    assert len(asked) == len(default["assessment"]), "who is on none says so"
    assert (platforms.platform == "ninguna").any()
    platforms = platforms[platforms.platform != "ninguna"]
    per_moment = platforms.groupby("moment").size()
    assessed = default["assessment"].groupby("moment").size()
    mean: pd.Series = per_moment / assessed
    assert mean["final"] > mean["inicial"] + 0.8
