"""The backtest counts what it says: forecasts of the past beside what came."""

from __future__ import annotations

import gettext
from datetime import date

import numpy as np
import pandas as pd
import pytest

from data_access.__main__ import main
from data_access.backtest import HORIZON, METHODS, backtest, report, scores, trials
from data_access.resampling import histories, regenerated, reshuffled
from data_access.simulation import History, calendar
from texts import translations

LAST = date(2021, 12, 31)
TERMS = [(date(2021, 3, 1), date(2021, 7, 16)), (date(2021, 8, 2), date(2021, 12, 17))]
WEEKS = 40


def programme(seed: int = 3) -> History:
    """A year of a programme that follows the calendar."""
    weeks = calendar(LAST, WEEKS, TERMS)
    gains = np.random.default_rng(seed).poisson(60 * weeks.rhythm).astype(float)
    return History(gains, np.zeros(WEEKS), weeks)


def test_every_past_week_is_stood_at_and_the_truth_is_what_came() -> None:
    history = programme()
    tried = trials(history)
    active = np.flatnonzero(np.cumsum(history.gains > 0) >= 8)[0] + 1
    expected = sum(min(HORIZON, WEEKS - now) for now in range(active, WEEKS))
    assert len(tried) == expected * len(METHODS)
    first = tried[tried["method"] == 0].iloc[:HORIZON]
    assert first["truth"].tolist() == np.cumsum(history.gains[active:])[:HORIZON].tolist()
    assert (tried["low"] <= tried["high"]).all()


def test_a_programme_that_follows_the_calendar_is_forecast_well() -> None:
    total = scores(backtest(programme(), LAST, TERMS, count=6, seed=1))
    assert total.loc[0, "inside"] > 0.7
    assert total.loc[0, "fair"] < 0.7 * total.loc[1, "fair"]
    assert total.loc[0, "fair"] < 0.7 * total.loc[2, "fair"]


def test_scores_count_hits_and_widths() -> None:
    tried = pd.DataFrame(
        {
            "method": [0] * 5,
            "horizon": [1] * 5,
            "low": [0.0] * 5,
            "mid": [10.0] * 5,
            "high": [20.0] * 5,
            "truth": [10.0, 0.0, 20.0, 40.0, 30.0],
        }
    )
    found = scores(tried).loc[0]
    assert found["inside"] == pytest.approx(0.6)
    assert found["width"] == 20
    assert found["fair"] == pytest.approx(20 * 2.2)


def test_invented_histories_are_like_the_one_they_come_from() -> None:
    history, rng = programme(), np.random.default_rng(5)
    for _ in range(10):
        for other in (reshuffled(history, rng), regenerated(history, LAST, TERMS, rng)):
            assert len(other.gains) == WEEKS
            assert (other.gains >= 0).all()
            assert 0.5 < other.gains.sum() / history.gains.sum() < 2
            assert not np.array_equal(other.gains, history.gains)


def test_the_same_seed_gives_the_same_histories() -> None:
    one, other = (
        [(kind, past.gains.tolist()) for kind, past in histories(programme(), LAST, TERMS, 4, 9)]
        for _ in range(2)
    )
    assert one == other
    assert [kind for kind, _ in one] == ["own", *["reshuffled", "regenerated"] * 2]


def test_too_short_a_history_says_so() -> None:
    short = programme().part(slice(0, 6))
    tried = backtest(short, LAST, TERMS, count=2, seed=1)
    assert report(tried, gettext.NullTranslations()) == [
        "There are too few weeks of data to forecast anything."
    ]


def test_the_report_has_a_line_per_horizon_kind_and_total() -> None:
    tried = backtest(programme(), LAST, TERMS, count=2, seed=1)
    lines = report(tried, translations("es"))
    assert lines[0].startswith("Dentro del rango")
    assert len(lines) == 2 + HORIZON + 3 + 1 + 1
    assert any("regeneradas" in line for line in lines)


def test_the_command(
    small_database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", small_database)
    assert main(["backtest", "--histories", "2"]) == 0
    printed = capsys.readouterr().out
    assert "pronóstico" in printed
    assert "línea recta" in printed


def test_the_command_on_an_empty_database(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    assert main(["backtest"]) == 0
    assert "muy pocas semanas" in capsys.readouterr().out
