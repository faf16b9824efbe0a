"""The monthly reports: complete accounts, some late, some missing, some partial."""

from __future__ import annotations

import json
from datetime import date

import pandas as pd
import pytest

from data_access.intake.findings import REASONS


@pytest.fixture(scope="module")
def submissions(default):
    periods = default["reporting_period"].add_prefix("period_")
    return default["submission"].merge(periods, left_on="period", right_on="period_code")


def test_there_is_a_period_for_each_month(default):
    periods = default["reporting_period"]
    assert periods.code.tolist() == [f"2021-{month:02d}" for month in range(3, 11)]
    assert periods.due_on.tolist()[-2:] == [date(2021, 10, 10), date(2021, 11, 10)]


def test_each_mipyme_came_with_the_report_of_its_time(default, submissions):
    brought = default["mipyme"].merge(submissions, left_on="submission", right_on="id")
    assert len(brought) == len(default["mipyme"])
    assert (brought.university_x == brought.university_y).all()
    assert (brought.enrolled_on <= brought.data_until).all()
    counts = brought.groupby("submission").size()
    loaded = submissions.set_index("id").rows_loaded
    assert counts.reindex(loaded.index, fill_value=0).tolist() == loaded.tolist()


def test_changed_rows_are_counted_as_a_reader_would(default, submissions):
    """The naive way: for each report, the known MiPymes to which something happened since the
    university's report before. Few of them are told of one report later, or corrected."""
    mipymes = default["mipyme"]
    for _, mine in submissions.sort_values("data_until").groupby("university"):
        of_university = mipymes[mipymes.university == mine.university.iloc[0]]
        before, known = date(2021, 2, 28), 0
        for report in mine.itertuples():
            assert report.rows_unchanged in (0, known - report.rows_updated)
            known += report.rows_loaded
            enrolled = of_university[of_university.enrolled_on <= before]
            stages = enrolled[[c for c in enrolled if c.endswith("_on") and c != "enrolled_on"]]
            happened = stages.map(lambda day, b=before, u=report.data_until: (
                not pd.isna(day) and b < day <= u))  # fmt: skip
            expected = happened.any(axis=1).sum()
            assert abs(report.rows_updated - expected) <= 5 + expected / 4
            before = report.data_until


def test_the_log_of_what_each_report_changed_adds_up(default, submissions):
    log = default["load_change"].merge(submissions, left_on="submission", right_on="id")
    rollup, keys = default["rollup"], ["university", "country", "cohort", "day"]
    measures = ["started", "dropped_started"]
    summed = log.groupby(keys)[measures].sum().astype(int)
    counted = rollup.set_index(keys)[measures].astype(int).sort_index()
    summed, counted = (frame[(frame != 0).any(axis=1)] for frame in (summed, counted))
    assert summed.equals(counted)
    assert (log.day <= log.data_until).all()
    assert submissions.logged.all()


def test_some_rows_come_late_and_some_are_corrected(large):
    submissions = large["submission"].set_index("id")
    log = large["load_change"].join(submissions, on="submission").sort_values("loaded_at")
    reached = {university: list(mine.data_until) for university, mine in
               submissions.sort_values("data_until").groupby("university")}  # fmt: skip
    late = pd.Series(
        [
            any(row.day <= until < row.data_until for until in reached[row.university])
            for row in log.itertuples()
        ],
        index=log.index,
    )
    assert 0.02 < log.started[late].clip(lower=0).sum() / log.started.sum() < 0.10
    assert log.dropped_started[late].sum() > 0
    assert -0.02 < log.started[late].clip(upper=0).sum() / log.started.sum() < 0


def test_some_are_late_and_some_have_not_come(submissions):
    late = submissions.loaded_at.map(lambda moment: moment.date()) > submissions.period_due_on
    assert 3 <= late.sum() <= len(submissions) / 3
    assert (submissions.loaded_at.map(lambda moment: moment.date())
            >= submissions.data_until).all()  # fmt: skip
    last = submissions[submissions.period == "2021-10"]
    assert len(last) == 6
    june = submissions[(submissions.period == "2021-06") & (submissions.university == "tdea")]
    assert june.empty


def test_a_report_without_activity_says_so(submissions):
    idle = submissions[submissions.state == "sin_actividad"]
    assert ("una", "2021-07") in set(zip(idle.university, idle.period, strict=True))
    assert (idle.rows_read == 0).all()
    assert (submissions[submissions.state != "sin_actividad"].rows_read > 0).all()


def test_partial_reports_have_rejected_rows_with_reasons(default, submissions):
    partial = submissions[submissions.state == "parcial"].set_index("id")
    rejected = default["rejected_row"]
    assert 2 <= len(partial) <= 12
    assert rejected.groupby("submission").line.nunique().to_dict() == (
        partial.rows_rejected.to_dict()
    )
    assert set(rejected.reason) <= set(REASONS)
    assert (rejected.line > 1).all()
    for row in rejected.itertuples():
        assert json.loads(row.row)[row.column] == row.value
