"""Who the invented MiPymes are, where they are and when things happened to them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from sample_data.__main__ import Order, carry_out
from sample_data.plan import JOINED, SILENT
from tests.sample_data.conftest import read_tables

STAGES = ("enrolled_on", "diagnosed_on", "started_on", "concluded_on", "dropped_on", "closed_on")


@pytest.fixture(scope="module")
def mipymes(default):
    return default["mipyme"]


@pytest.fixture(scope="module")
def supported(mipymes):
    return mipymes[mipymes.started_on.notna() & mipymes.dropped_on.isna()]


def test_as_many_are_supported_as_the_release_says(supported):
    assert 1497 <= len(supported) <= 1527
    by_university = supported.university.value_counts()
    assert by_university["uam-a"] / len(supported) == pytest.approx(0.70, abs=0.02)
    assert by_university.drop("uam-a").between(20, 150).all()
    assert len(by_university) == 8


def test_the_binational_start_supports_two_hundred(supported, default):
    start = supported[supported.cohort == "2021-1"]
    assert 192 <= len(start) <= 208
    assert set(start.university) == {"uam-a", "uv"}
    goals = default["goal"]
    assert goals[goals.cohort == "2021-1"].target.tolist() == [200]


def test_goals_of_the_universities_nearly_add_up(default):
    goals = default["goal"]
    by_university = goals[goals.university.notna()]
    assert sorted(by_university.university) == sorted(JOINED)
    assert 1950 <= by_university.target.sum() <= 2050
    assert by_university.target.sum() != 2000
    assert goals.country.notna().sum() >= 3


def test_nothing_happens_after_the_last_day(mipymes, default, until):
    for stage in STAGES:
        assert mipymes[stage].dropna().max() <= until
    assert default["assessment"].assessed_on.max() <= until
    assert default["submission"].loaded_at.max().date() <= until
    assert default["submission"].data_until.max() == until


def test_nothing_is_known_beyond_the_last_report_of_a_university(mipymes, default):
    reported = default["submission"].groupby("university").data_until.max()
    for code in SILENT:
        assert reported[code] == date(2021, 9, 30)
    for stage in STAGES:
        known = mipymes[mipymes[stage].notna()]
        assert (known[stage] <= known.university.map(reported)).all()


def test_no_university_has_any_before_it_joined(mipymes, default):
    joined = default["university"].set_index("code").joined_on
    assert joined.max() - joined.min() > timedelta(90)
    assert (mipymes.enrolled_on >= mipymes.university.map(joined)).all()
    assert mipymes.enrolled_on.min() == date(2021, 3, 1)


def test_mexico_has_a_long_tail_and_the_others_work_at_home(supported):
    states = supported[supported.country == "MX"].subdivision.value_counts()
    assert set(states.index[:2]) == {"MX-CMX", "MX-MEX"}
    assert states.iloc[:2].sum() / states.sum() > 0.45
    assert len(states) > 25
    assert states.min() <= 2
    homes = {"uv": "CL-VS", "tdea": "CO-ANT", "americana": "CO-ATL", "upb": "BO-C", "ug": "EC-G",
             "una": "PY-11", "unf": "PE-PIU"}  # fmt: skip
    for university, home in homes.items():
        places = supported[supported.university == university].subdivision.value_counts()
        assert places.index[0] == home
        assert places.iloc[0] / places.sum() > 0.4
        assert len(places) > 2


def test_some_are_abroad_and_in_an_eighth_country(supported):
    assert supported.country.nunique() == 8
    eighth = supported[supported.country == "GT"]
    assert 3 <= len(eighth) <= 20
    assert set(eighth.university) == {"uam-a"}
    azcapotzalco = supported[supported.university == "uam-a"]
    assert {"CO", "PE", "EC"} < set(azcapotzalco.country)
    assert (azcapotzalco.country == "MX").mean() > 0.95


def test_places_fit_their_country_and_points_their_place(mipymes):
    placed = mipymes[mipymes.subdivision.notna()]
    assert (placed.subdivision.str[:2] == placed.country).all()
    assert mipymes[mipymes.subdivision.isna()].municipality.isna().all()
    toluca = mipymes[(mipymes.municipality == "Toluca") & mipymes.lat.notna()]
    assert (toluca.lat.astype(float) - 19.2879).abs().max() <= 0.0251
    assert toluca.lat.nunique() > 2
    assert 0.85 < mipymes.lat.notna().mean() < 0.95


def test_work_follows_the_calendar(large):
    started = pd.to_datetime(large["mipyme"].started_on.dropna())
    daily = started.value_counts()
    assert (started.dt.day_of_week < 5).mean() > 0.95

    def per_day(first: str, last: str) -> float:
        return daily.reindex(pd.date_range(first, last), fill_value=0).mean()

    assert per_day("2021-03-29", "2021-04-04") < 0.2 * per_day("2021-04-12", "2021-04-25")
    assert per_day("2021-07-12", "2021-08-08") < 0.5 * per_day("2021-05-10", "2021-06-06")
    assert per_day("2021-09-06", "2021-10-31") > 1.5 * per_day("2021-05-10", "2021-06-06")
    chile = large["mipyme"][large["mipyme"].university == "uv"].started_on.dropna()
    assert chile.between(date(2021, 9, 17), date(2021, 9, 19)).sum() <= 2


def test_stages_take_days_to_weeks(mipymes):
    def days(first: str, second: str) -> pd.Series:
        both = mipymes[mipymes[first].notna() & mipymes[second].notna()]
        return (both[second] - both[first]).map(lambda lag: lag.days)

    assert 4 <= days("enrolled_on", "diagnosed_on").median() <= 12
    assert 4 <= days("diagnosed_on", "started_on").median() <= 14
    assert 60 <= days("started_on", "concluded_on").median() <= 120


def test_every_stage_is_held_by_some(mipymes):
    staying = mipymes[mipymes.dropped_on.isna()]
    started = staying.started_on.notna()
    assert (staying.diagnosed_on.isna() & ~started).sum() > 100
    assert (staying.diagnosed_on.notna() & ~started).sum() > 100
    assert (started & staying.concluded_on.isna()).sum() > 500
    assert staying.concluded_on.notna().sum() > 300
    dropped = mipymes[mipymes.dropped_on.notna()]
    assert 0.08 <= len(dropped) / len(mipymes) <= 0.10
    assert (dropped.diagnosed_on.isna() & dropped.started_on.isna()).sum() > 20
    assert (dropped.diagnosed_on.notna() & dropped.started_on.isna()).sum() > 20
    assert dropped.started_on.notna().sum() > 40
    assert 0.03 <= mipymes.closed_on.notna().mean() <= 0.07


def test_they_are_mostly_micro_and_in_trade(large):
    mipymes = large["mipyme"]
    sizes = mipymes["size"].value_counts(normalize=True)
    assert list(sizes.index) == ["micro", "pequena", "organizacion", "mediana"]
    assert sizes["micro"] > 0.75
    sectors = mipymes.sector.value_counts()
    assert list(sectors.index[:6]) == ["G", "I", "C", "S", "A", "J"]
    genders = mipymes.owner_gender.value_counts(normalize=True)
    assert genders["mujer"] == pytest.approx(0.55, abs=0.02)


def test_as_much_is_missing_as_in_real_reports(large):
    missing = large["mipyme"].isna().mean()
    expected = {"size": 0.04, "sector": 0.06, "owner_gender": 0.10, "rural": 0.15,
                "subdivision": 0.01, "channel": 0.03, "municipality": 0.075}  # fmt: skip
    for field, share in expected.items():
        assert missing[field] == pytest.approx(share, abs=0.01), field


def test_attention_begins_remote_and_becomes_mixed(tmp_path):
    address = f"sqlite:///{tmp_path}/programa.db"
    carry_out(Order(until=date(2023, 6, 30)), address)
    mipymes = read_tables(address)["mipyme"]
    early = mipymes[mipymes.enrolled_on < date(2021, 7, 1)].channel.value_counts(normalize=True)
    late = mipymes[mipymes.enrolled_on > date(2022, 7, 1)].channel.value_counts(normalize=True)
    assert early.idxmax() == "remota"
    assert late.idxmax() == "mixta"


def test_no_name_can_be_taken_for_a_real_one(mipymes):
    assert mipymes.name.str.endswith(" (ejemplo)").all()
    assert mipymes.name.is_unique
    cooperatives = mipymes[mipymes["size"] == "organizacion"].name.str.split().str[0]
    assert set(cooperatives) == {"Cooperativa", "Asociación", "Colectivo", "Red"}


def test_numbers_run_within_each_university_in_the_order_of_enrolment(mipymes):
    for code, mine in mipymes.groupby("university"):
        assert mine.external_id.tolist() == [
            f"{code.upper()}-{number:05d}" for number in range(1, len(mine) + 1)
        ]
        assert np.all(np.diff([day.toordinal() for day in mine.enrolled_on]) >= 0)
