"""The nowcast: what late universities and late rows will probably add, and its silences."""

from __future__ import annotations

import gettext
import itertools
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from data_access import hindsight, load_changes
from data_access.__main__ import main
from data_access.engine import Reader
from data_access.hindsight import LEAST, reshuffled, scores, trials
from data_access.nowcast import ALL, nowcast
from data_access.scope import Scope
from sample_data.__main__ import Order, carry_out
from tests.data_access.server import ENGINES
from texts import translations

MONTHS = [date(2021, month, 1) for month in range(2, 13)]
"""The first day after each month that is reported."""


def made(
    codes: dict[str, int],
    *,
    late: float = 0.1,
    missing: frozenset[tuple[str, date]] = frozenset(),
    months: list[date] = MONTHS,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A log and its loads: `codes` MiPymes a weekday at each university, `late` of them told with
    the report of the next month; reports come five days after each month but the `missing`."""
    log, loads = [], []
    for code, pace in codes.items():
        owed: list[tuple[date, float]] = []
        told: date | None = None
        for end in months:
            if (code, end) in missing:
                continue
            number, start = len(loads), told or end - timedelta(28)
            came = pd.Timestamp(end, tz="UTC") + timedelta(days=5, minutes=number)
            loads.append((number, code, came, pd.Timestamp(end) - timedelta(1)))
            days = [start + timedelta(gone) for gone in range((end - start).days)]
            working = [day for day in days if day.weekday() < 5]
            kept = round(pace * late * len(working))
            counts = dict.fromkeys(working, pace)
            for day, count in owed:
                counts[day] = counts.get(day, 0) + count
            owed = [(working[number % len(working)], 1) for number in range(kept)]
            for day, _ in owed:
                counts[day] -= 1
            log += [(number, code, came, pd.Timestamp(day), n, 0) for day, n in counts.items()]
            told = end
    names = ["submission", "university", "loaded_at", "day", "started", "dropped"]
    frame = pd.DataFrame(log, columns=names).sort_values("loaded_at", ignore_index=True)
    facts = pd.DataFrame(loads, columns=["submission", "university", "loaded_at", "data_until"])
    return frame, facts.sort_values("loaded_at", ignore_index=True)


def rows(frame: pd.DataFrame) -> dict[str, pd.Series]:
    return {row["code"]: row for _, row in frame.iterrows()}


def test_who_always_reports_in_time_and_whole_has_nothing_to_come() -> None:
    found = rows(nowcast(*made({"uv": 3}, late=0), day=date(2021, 11, 30)))
    assert found["uv"]["low"] == found["uv"]["high"] == found[ALL]["mid"] == found[ALL]["reported"]


def test_rows_that_always_come_late_are_expected() -> None:
    log, loads = made({"uv": 10}, late=0.1)
    found = rows(nowcast(log, loads, day=date(2021, 11, 30)))["uv"]
    assert found["low"] < found["reported"] + 22 < found["high"]
    assert found["mid"] - found["reported"] == pytest.approx(22, abs=4)


def test_a_month_that_has_not_come_is_expected_at_the_own_pace() -> None:
    whole = made({"uv": 5, "upb": 1}, late=0)
    gap = made({"uv": 5, "upb": 1}, late=0, missing=frozenset({("uv", date(2021, 12, 1))}))
    truth = int(whole[0]["started"].sum())
    found = rows(nowcast(*gap, day=date(2021, 11, 30)))
    assert found[ALL]["reported"] == truth - 110
    assert found[ALL]["low"] < truth < found[ALL]["high"]
    assert found["upb"]["low"] == found["upb"]["reported"]


def test_corrections_that_lower_the_count_lower_the_range() -> None:
    log, loads = made({"uv": 10}, late=0)
    first = loads["submission"].tolist()
    taken = []
    for number, (before, after) in enumerate(itertools.pairwise(first)):
        day = log.loc[log["submission"] == before, "day"].iloc[0]
        came = loads.loc[number + 1, "loaded_at"]
        taken.append((after, "uv", came, day, -20, 0))
    lowered = pd.concat([log, pd.DataFrame(taken, columns=log.columns)], ignore_index=True)
    found = rows(nowcast(lowered, loads, day=date(2021, 11, 30)))["uv"]
    assert found["mid"] < found["reported"] - 10
    assert found["high"] >= found["mid"] >= found["low"]


def test_one_that_joined_late_is_silent_and_a_large_one_silences_all() -> None:
    old, new = made({"uv": 50}), made({"unf": 1}, months=MONTHS[-3:-1])
    log, loads = pd.concat([old[0], new[0]]), pd.concat([old[1], new[1]])
    loads["submission"] = loads["university"] + loads["submission"].astype(str)
    log["submission"] = log["university"] + log["submission"].astype(str)
    found = rows(nowcast(log, loads, day=date(2021, 11, 30)))
    assert np.isnan(found["unf"]["low"])
    assert found[ALL]["low"] > 0
    log.loc[log["university"] == "unf", "started"] *= 50
    assert np.isnan(rows(nowcast(log, loads, day=date(2021, 11, 30)))[ALL]["low"])


def test_a_gap_in_the_calendar_two_files_and_dates_ahead_do_no_harm() -> None:
    gap = frozenset({("uv", date(2021, 7, 1)), ("uv", date(2021, 8, 1))})
    log, loads = made({"uv": 4, "upb": 4}, missing=gap)
    again = loads.iloc[[-1]].assign(submission=999)
    again["loaded_at"] += timedelta(1)
    ahead = log.iloc[[-1]].assign(submission=999, day=pd.Timestamp("2022-01-05"))
    log = pd.concat([log, ahead.assign(loaded_at=again["loaded_at"].iloc[0])], ignore_index=True)
    loads = pd.concat([loads, again], ignore_index=True)
    found = nowcast(log, loads, day=date(2021, 11, 30))
    assert found[["low", "mid", "high"]].notna().all(axis=None)
    assert (found["low"] <= found["high"]).all()
    known = log[log["day"] <= "2021-11-30"]["started"].sum()
    assert found["reported"].iloc[-1] == known
    pd.testing.assert_frame_equal(found, nowcast(log, loads, day=date(2021, 11, 30)))


def test_the_past_is_judged_by_what_it_became() -> None:
    gaps = frozenset(("uv", end) for end in MONTHS[5::2])
    log, loads = made({"uv": 20, "upb": 5}, late=0.15, missing=gaps)
    tried = trials(log, loads, ())
    judged = scores(tried)
    assert judged.loc[ALL, "count"] >= LEAST
    assert judged.loc[ALL, "error"] < 0.7 * judged.loc[ALL, "reported_error"]
    assert (tried["truth"] >= 0).all()
    mixed, order = reshuffled(log, loads, np.random.default_rng(1))
    assert mixed["started"].sum() == log["started"].sum()
    assert sorted(order["submission"]) == sorted(loads["submission"])
    for few in (0, 1):
        short = loads.head(few), log[log["submission"].isin(loads["submission"].head(few))]
        tried = trials(short[1], short[0], ())
        assert tried.empty
        assert scores(tried).empty


@pytest.fixture(scope="module", params=ENGINES)
def sample(
    request: pytest.FixtureRequest,
    new_database: Callable[..., str],
    open_reader: Callable[[str], Reader],
) -> Reader:
    """A year of invented reports."""
    address = new_database(request.param, bare=True)
    carry_out(Order(mipymes=3000, seed=7, until=date(2021, 12, 12)), address)
    return open_reader(address)


def test_of_invented_programmes_it_says_more_than_what_is_reported(sample: Reader) -> None:
    day = date(2021, 12, 12)
    with sample.connect() as connection:
        found = hindsight.probable(connection, scope=Scope(), day=day)
        assert found is not None
        assert found.reported < found.range[1]
        assert found.error < found.reported_error
        assert found.inside >= 0.6
        assert found.frame["reported"].sum() == found.reported
        for scope in (
            Scope(start=date(2021, 5, 1)),
            Scope(sizes=("micro",)),
            Scope(countries=("EC",), cohorts=("2021-1",), universities=("uv",)),
        ):
            assert hindsight.probable(connection, scope=scope, day=day) is None
        log = load_changes.log(connection, scope=Scope())
        assert (log["started"] - log["dropped"]).sum() == found.reported


def test_the_command_tells_both(
    sample: Reader, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", sample.url.render_as_string(hide_password=False))
    assert main(["backtest", "--histories", "2"]) == 0
    said = capsys.readouterr().out
    assert "todas las universidades juntas" in said
    assert "Error de lo reportado" in said


def test_without_kept_changes_there_is_nothing_to_judge(small_database: str) -> None:
    assert hindsight.run(small_database, count=1, seed=1) == []
    told = hindsight.report([], translations("es"))
    assert told[0].startswith("Se han guardado muy pocos cambios")
    assert hindsight.report([], gettext.NullTranslations())[0].startswith("There are too few")
