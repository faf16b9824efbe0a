"""Every question, for many scopes, on both databases, against a naive second answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

import pandas as pd
import pytest
from sqlalchemy import Connection, Table, func, insert, select

from data_access import (
    changes,
    cohorts,
    composition,
    countries,
    figures,
    freshness,
    goals,
    measures,
    progress,
    reference,
    rollups,
    schema,
    universities,
)
from data_access.codes import INCLUSION, SIZES
from data_access.definitions import STAGES
from data_access.engine import Reader, writing
from data_access.scope import Scope
from tests.data_access import invented, oracle
from tests.data_access.invented import FIRST, LAST, UNIVERSITIES
from tests.data_access.scopes import SCOPES

MIPYMES = invented.invented()


def test_the_scopes_ask_what_is_promised(connection: Connection) -> None:
    uncovered = [s for s in SCOPES if not isinstance(rollups.source(connection, s), Table)]
    empty = [scope for scope in SCOPES if not oracle.members(MIPYMES, scope)]
    assert len(uncovered) > 20
    assert len(empty) > 5
    assert {s.start is None for s in SCOPES} == {s.end is None for s in SCOPES} == {True, False}
    assert sum(oracle.supported(MIPYMES, scope) != 0 for scope in SCOPES) > 75
    assert any(oracle.supported(MIPYMES, scope) < 0 for scope in SCOPES)


def test_supported_is_what_a_count_by_hand_gives(connection: Connection) -> None:
    for scope in SCOPES:
        answer = progress.supported(connection, scope=scope)
        assert answer == oracle.supported(MIPYMES, scope), scope


def test_counting_the_rows_gives_whole_numbers_as_a_rollup_does(connection: Connection) -> None:
    for source in (
        rollups.source(connection, Scope()),
        rollups.source(connection, Scope(sectors=("A",), sizes=("micro",))),
    ):
        total = connection.scalar(select(func.sum(source.c.started)))
        assert type(total) is int, "and not a decimal, which frames would carry along"


def test_the_curve_has_each_day_of_change_and_ends_at_the_total(connection: Connection) -> None:
    for scope in SCOPES:
        frame = progress.by_day(connection, scope=scope)
        rows = [(row.day.date(), row.added, row.supported) for row in frame.itertuples()]
        assert rows == oracle.by_day(MIPYMES, scope), scope
        assert [str(frame[name].dtype) for name in ("added", "supported")] == ["int64"] * 2, scope
        assert pd.api.types.is_datetime64_any_dtype(frame["day"])
        total = frame["supported"].iloc[-1] if len(frame) else 0
        assert total == progress.supported(connection, scope=scope), scope


def test_every_week_that_is_reported_has_a_row(connection: Connection) -> None:
    until = dict.fromkeys(UNIVERSITIES, LAST)
    for scope in SCOPES:
        frame = progress.by_week(connection, scope=scope)
        rows = [(row.week.date(), row.added, row.complete) for row in frame.itertuples()]
        assert rows == oracle.by_week(MIPYMES, scope, until), scope
        assert frame["added"].sum() == progress.by_day(connection, scope=scope)["added"].sum()
        assert str(frame["added"].dtype) == "int64"
        assert str(frame["complete"].dtype) == "bool"
        assert pd.api.types.is_datetime64_any_dtype(frame["week"])


def test_weeks_end_with_the_reports_of_those_who_attend(
    database_url: str, open_reader: Callable[[str], Reader]
) -> None:
    rows = [row for row in MIPYMES if row["university"] in ("uv", "ug")]
    until = {"uv": LAST, "ug": date(2021, 11, 17)}
    reports = [invented.report(code, until=day) for code, day in until.items()]
    invented.fill(database_url, rows, reports=reports)
    with open_reader(database_url).connect() as connection:
        for scope in SCOPES[::4]:
            frame = progress.by_week(connection, scope=scope)
            found = [(row.week.date(), row.added, row.complete) for row in frame.itertuples()]
            assert found == oracle.by_week(rows, scope, until), scope


def test_cohorts_are_the_binational_ones_or_those_asked_for(connection: Connection) -> None:
    binational = {row["code"]: row["binational"] == "1" for row in reference.rows("cohorts")}
    for scope in SCOPES:
        codes = scope.cohorts or tuple(code for code, yes in binational.items() if yes)
        frame = cohorts.supported(connection, scope=scope)
        assert list(frame["code"]) == sorted(codes), scope
        for row in frame.itertuples():
            here = replace(scope, cohorts=(row.code,))
            assert row.supported == oracle.supported(MIPYMES, here), here
            end = scope.end or date.max
            enrolled = [m for m in oracle.members(MIPYMES, here) if m["enrolled_on"] <= end]
            assert (row.enrolled, row.binational) == (len(enrolled), binational[row.code])
            whole = row.code == "2021-1" and set(scope.dimensions()) <= {"cohort"}
            assert (None if pd.isna(row.goal) else row.goal) == (200 if whole else None), scope


def test_what_changed_lately_is_what_a_count_by_hand_gives(connection: Connection) -> None:
    names = {row["code"]: row["short"] for row in reference.rows("universities")}
    for scope in SCOPES:
        for as_of in (LAST, date(2021, 6, 15), FIRST):
            expected = oracle.lately(MIPYMES, scope, as_of)
            frame = changes.lately(connection, scope=scope, as_of=as_of)
            found = {row.code: (row.started, row.dropped) for row in frame.itertuples()}
            assert found == expected, scope
            assert list(frame["net"]) == [a - b for a, b in found.values()], scope
            assert list(frame["code"]) == _ranked({code: a - b for code, (a, b) in found.items()})
            assert list(frame["short"]) == [names[code] for code in frame["code"]]
    assert changes.lately(connection, scope=Scope(), as_of=None).empty


def test_universities_are_counted_ranked_and_listed_as_promised(connection: Connection) -> None:
    home = {row["code"]: row for row in reference.rows("universities")}
    reported = {row["university"] for row in MIPYMES}
    for scope in SCOPES:
        counts = oracle.by(MIPYMES, scope, lambda mipyme: mipyme["university"])
        expected = {}
        for code in scope.universities or home:
            based_here = (not scope.countries or home[code]["country"] in scope.countries) and (
                not scope.subdivisions or home[code]["subdivision"] in scope.subdivisions
            )
            if code in counts or based_here:
                expected[code] = counts.get(code, 0 if code in reported else None)
        frame = universities.supported(connection, scope=scope)
        assert _whole(frame, "code", "supported") == expected, scope
        assert list(frame["code"]) == _ranked(expected), scope
        assert all(
            until == (LAST if code in reported else None)
            for code, until in zip(frame["code"], frame["data_until"], strict=True)
        )
        assert str(frame["supported"].dtype) == str(frame["goal"].dtype) == "Int64", scope


PARTICIPATING = {row["country"] for row in reference.rows("universities")}
"""Countries with a university, whatever the scope asks for."""
SILENT = {"PE"}
"""Countries whose universities have never reported."""


def test_countries_are_counted_ranked_and_listed_as_promised(connection: Connection) -> None:
    for scope in SCOPES:
        counts = oracle.by(MIPYMES, scope, lambda mipyme: mipyme["country"])
        bases = {
            row["country"]
            for row in reference.rows("universities")
            if not scope.universities or row["code"] in scope.universities
        }
        within = {code.split("-")[0] for code in scope.subdivisions} or {*counts, *bases}
        wanted = (set(scope.countries) or within) & within
        expected = {
            code: counts.get(code, None if code in SILENT else 0)
            for code in {*counts, *bases} & wanted
        }
        frame = countries.supported(connection, scope=scope)
        assert _whole(frame, "code", "supported") == expected, scope
        assert list(frame["code"]) == _ranked(expected), scope
        assert dict(zip(frame["code"], frame["has_university"], strict=True)) == {
            code: code in PARTICIPATING for code in expected
        }, scope
        assert str(frame["supported"].dtype) == "Int64", scope


def test_subdivisions_are_counted_with_those_that_name_none(connection: Connection) -> None:
    for scope in SCOPES:
        expected = oracle.by(
            MIPYMES, scope, lambda mipyme: (mipyme["country"], mipyme["subdivision"] or "")
        )
        frame = countries.supported_by_subdivision(connection, scope=scope)
        keys = list(zip(frame["country"], frame["code"], strict=True))
        assert dict(zip(keys, frame["supported"], strict=True)) == expected, scope
        assert keys == _ranked(expected), scope
        assert str(frame["supported"].dtype) == "int64", scope


def test_sizes_all_have_a_row_in_their_order(connection: Connection) -> None:
    for scope in SCOPES:
        counts = oracle.by(MIPYMES, scope, lambda mipyme: mipyme["size"] or "")
        shown = [size for size in SIZES if not scope.sizes or size in scope.sizes]
        shown += [""] if counts.get("") else []
        frame = composition.supported_by_size(connection, scope=scope)
        assert list(frame["size"]) == shown, scope
        assert list(frame["supported"]) == [counts.get(size, 0) for size in shown], scope


def test_sectors_are_ranked_and_those_without_one_stand_last(connection: Connection) -> None:
    for scope in SCOPES:
        by_sector = oracle.by(MIPYMES, scope, lambda mipyme: mipyme["sector"] or "")
        counts = {code: count for code, count in by_sector.items() if count}
        known = {code: counts.get(code, 0) for code in {*counts, *scope.sectors} if code}
        frame = composition.supported_by_sector(connection, scope=scope)
        assert list(frame["sector"]) == _ranked(known) + [""] * ("" in counts), scope
        assert _whole(frame, "sector", "supported") == {**known, **counts}, scope
        assert str(frame["supported"].dtype) == "int64", scope


def test_inclusion_is_told_in_protected_numbers(connection: Connection) -> None:
    zones = {True: "rural", False: "urbana", None: ""}
    keys = {
        "owner_gender": lambda mipyme: mipyme["owner_gender"] or "",
        "rural": lambda mipyme: zones[mipyme["rural"]],
        "channel": lambda mipyme: mipyme["channel"] or "",
    }
    hidden = 0
    for scope in SCOPES:
        state = scope.without("start")
        frame = composition.inclusion(connection, scope=scope)
        assert list(zip(frame["group"], frame["value"], strict=True)) == [
            (group, code) for group, codes in INCLUSION.items() for code in codes
        ]
        for row in frame.itertuples():
            counts = oracle.by(MIPYMES, state, keys[row.group])
            known = sum(count for code, count in counts.items() if code)
            assert row.supported == oracle.supported(MIPYMES, state), scope
            count = counts.get(row.value, 0)
            told = {"mipymes": count, "reported": known}
            for name, true in told.items():
                value = getattr(row, name)
                if true < 5 and not (name == "reported" and known == 0):
                    assert pd.isna(value), scope
                else:
                    assert value % 5 == 0, scope
                    assert abs(value - true) <= 2, scope
            assert row.protected == (count < 5 and known > 0)
            hidden += row.protected and count > 0
    assert hidden > 50


def test_curves_go_from_each_first_week_to_the_end_of_the_scope(connection: Connection) -> None:
    by: Literal["country", "university"]
    for by in ("country", "university"):
        for scope in SCOPES[::2]:
            frame = progress.curves(connection, scope=scope, by=by)
            found = {
                code: (
                    rows["since"].iloc[0].date(),
                    [(row.week.date(), row.supported) for row in rows.itertuples()],
                )
                for code, rows in frame.groupby("code")
            }
            assert found == oracle.curves(MIPYMES, scope, by), scope
            assert list(frame["code"]) == sorted(frame["code"])
            assert str(frame["supported"].dtype) == "int64", scope
            for name in ("week", "since"):
                assert pd.api.types.is_datetime64_any_dtype(frame[name]), scope


def test_curves_of_countries_have_their_goals_and_those_who_have_not_begun(
    connection: Connection,
) -> None:
    for scope in SCOPES[::3]:
        listed = countries.supported(connection, scope=scope)
        frame = countries.curves(connection, scope=scope)
        assert list(dict.fromkeys(frame["code"])) == list(listed["code"]), scope
        totals = _whole(frame.groupby("code").tail(1), "code", "supported")
        assert totals == _whole(listed, "code", "supported"), scope
        known = frame.dropna(subset="week").sort_values(["code", "week"])
        weeks = progress.curves(connection, scope=scope, by="country")
        for column in weeks:
            assert list(known[column]) == list(weeks[column]), scope
        assert frame["goal"].isna().all(), "the sample has none"


def test_curves_of_universities_go_as_far_as_their_reports(
    database_url: str, open_reader: Callable[[str], Reader]
) -> None:
    early = date(2021, 6, 30)
    rows = [
        {**row, "dropped_on": None}
        for row in MIPYMES
        if row["university"] in ("uv", "ug") and (row["started_on"] or early) <= early
    ]
    reports = [
        invented.report("uv"),
        invented.report("ug", until=early),
        invented.report("una", state="sin_actividad", rows_read=0, rows_loaded=0),
    ]
    invented.fill(database_url, rows, reports=reports)
    with writing(database_url) as writer:
        for subject in ({"country": "CL"}, {"university": "uv"}):
            blank = {"university": None, "country": None, "cohort": None}
            days = {"starts_on": FIRST, "due_on": date(2021, 12, 31)}
            writer.execute(insert(schema.goal).values({**blank, **subject, "target": 9, **days}))
    with open_reader(database_url).connect() as connection:
        frame = universities.curves(connection, scope=Scope(start=early, end=LAST))
        last = {code: rows.iloc[-1] for code, rows in frame.groupby("code")}
        assert last["uv"]["week"].date() == LAST - timedelta(days=6)
        assert last["ug"]["week"].date() <= early < last["ug"]["week"].date() + timedelta(days=7)
        whole = universities.supported(connection, scope=Scope(end=LAST))
        totals = {code: row["supported"] for code, row in last.items()}
        assert {code: None if pd.isna(n) else n for code, n in totals.items()} == _whole(
            whole, "code", "supported"
        ), "a start plays no part"
        assert totals["una"] == 0
        assert pd.isna(totals["unf"])
        assert pd.isna(last["una"]["week"])
        goal = countries.curves(connection, scope=Scope(end=LAST)).set_index("code").loc["CL"]
        assert set(goal["goal"]) == {9}
        assert {day.date() for day in goal["goal_from"]} == {FIRST}
        assert {day.date() for day in goal["goal_until"]} == {date(2021, 12, 31)}
        narrowed = countries.curves(connection, scope=Scope(universities=("uv",)))
        assert narrowed["goal"].isna().all()


def test_stages_are_those_of_each_mipyme_on_the_last_day(connection: Connection) -> None:
    for scope in SCOPES:
        expected = oracle.by_stage(MIPYMES, scope)
        frame = composition.by_stage(connection, scope=scope)
        assert list(frame["stage"]) == list(STAGES)
        assert _whole(frame, "stage", "mipymes") == {name: expected[name] for name in STAGES}, scope


def test_stages_add_up_to_everyone_enrolled_by_that_day(connection: Connection) -> None:
    for scope in SCOPES:
        end = scope.end or date.max
        enrolled = [m for m in oracle.members(MIPYMES, scope) if m["enrolled_on"] <= end]
        stages = composition.by_stage(connection, scope=scope)
        assert stages["mipymes"].sum() == len(enrolled), scope
        assert (stages["mipymes"] >= 0).all(), scope


def test_months_add_up_to_the_year(connection: Connection) -> None:
    starts = [date(2021, month, 1) for month in range(1, 13)]
    months = [
        (first, after - timedelta(days=1))
        for first, after in zip(starts, [*starts[1:], date(2022, 1, 1)], strict=True)
    ]
    for scope in (replace(scope, start=None, end=None) for scope in SCOPES[:40]):
        parts = [
            progress.supported(connection, scope=replace(scope, start=first, end=last))
            for first, last in months
        ]
        year = replace(scope, start=date(2021, 1, 1), end=date(2021, 12, 31))
        assert sum(parts) == progress.supported(connection, scope=year), scope


def test_parts_add_up_to_the_whole(connection: Connection) -> None:
    for scope in SCOPES[::3]:
        total = progress.supported(connection, scope=scope)
        for frame in (
            universities.supported(connection, scope=scope),
            countries.supported(connection, scope=scope),
            countries.supported_by_subdivision(connection, scope=scope),
            composition.supported_by_size(connection, scope=scope),
            composition.supported_by_sector(connection, scope=scope),
        ):
            assert frame["supported"].sum() == total, scope


@pytest.mark.parametrize("slug", figures.QUESTIONS)
def test_a_figure_knows_nothing_of_the_days_after_the_last_report(
    connection: Connection, slug: str
) -> None:
    for scope in SCOPES[::10]:
        about = figures.context(connection, scope)
        answer = figures.figure_data(connection, slug, about=about)
        end = min(scope.end or LAST, LAST)
        known = replace(scope, end=end)
        assert about.as_of == end
        assert answer.context is about
        assert answer.progress.supported == oracle.supported(MIPYMES, known), scope
        expected = figures.QUESTIONS[slug](connection, scope=known)
        pd.testing.assert_frame_equal(answer.frame, expected)


def test_a_caption_finds_the_name_of_every_code_a_scope_can_hold(connection: Connection) -> None:
    about = figures.context(connection, Scope())
    assert about.names["uam-a"] == "UAM-A"
    assert about.names["CL-VS"] == "Valparaíso"
    assert about.names["2021-1"] == "Arranque binacional"
    assert about.divisions == {row["code"]: row["division"] for row in reference.rows("countries")}
    assert len(about.names) == sum(
        len(reference.rows(name))
        for name in ("countries", "subdivisions", "universities", "cohorts")
    )


def test_a_partial_refresh_equals_a_full_one(database_url: str) -> None:
    invented.fill(database_url, MIPYMES[:200])
    touched = UNIVERSITIES[:2]
    late = [{**row, "university": touched[n % 2]} for n, row in enumerate(MIPYMES[200:260])]
    with writing(database_url) as connection:
        connection.execute(insert(schema.mipyme), late)
        before = _rollups(connection)
        rollups.refresh(connection, universities=touched)
        partial = _rollups(connection)
        rollups.refresh(connection)
        assert partial == _rollups(connection)
        assert partial != before


def test_every_rollup_tells_the_same_total(database_url: str) -> None:
    invented.fill(database_url, MIPYMES[:200])
    with writing(database_url) as connection:
        sums = [
            {
                column.name: connection.scalar(select(func.sum(column)))
                for column in table.c
                if column.name in measures.ROLLUP_MEASURES
            }
            for table in schema.ROLLUPS
        ]
    for table in sums:
        assert table == {name: sums[0][name] for name in table}
    assert sums[0]["enrolled"] == 200
    assert [set(table) for table in sums[-3:]] == [
        set(measures.INCLUSION_MEASURES),
        set(measures.SUPPORT_MEASURES),
        set(measures.ATTENTION_MEASURES),
    ]


def test_an_empty_database_has_answers(
    database_url: str, open_reader: Callable[[str], Reader]
) -> None:
    with open_reader(database_url).connect() as connection:
        assert progress.supported(connection, scope=Scope()) == 0
        assert progress.by_day(connection, scope=Scope()).empty
        assert universities.supported(connection, scope=Scope())["supported"].isna().all()
        assert countries.supported_by_subdivision(connection, scope=Scope()).empty
        assert composition.by_stage(connection, scope=Scope())["mipymes"].sum() == 0
        fresh = freshness.freshness(connection)
        assert (fresh.data_until, fresh.loaded_at) == (None, None)
        for slug in figures.QUESTIONS:
            about = figures.context(connection, Scope())
            assert about.as_of is None
            assert figures.figure_data(connection, slug, about=about).progress.supported == 0


# ── Goals ─────────────────────────────────────────────────────────────────────────────────


def test_a_goal_belongs_to_exactly_its_scope(
    database_url: str, open_reader: Callable[[str], Reader]
) -> None:
    due = date(2021, 12, 31)
    own = [
        {"university": "uv", "target": 300},
        {"country": "CL", "target": 400},
        {"university": "uv", "target": 999},
        {"university": "upb", "target": 0},
    ]
    blank = {"university": None, "country": None, "cohort": None, "due_on": due}
    with writing(database_url) as connection:
        connection.execute(insert(schema.goal), [{**blank, **goal} for goal in own])
    with open_reader(database_url).connect() as connection:
        every = goals.goals(connection)

        def target(**scope: object) -> int | None:
            goal = goals.goal_of(Scope(**scope), every)  # type: ignore[arg-type]
            return goal.target if goal else None

        assert target() == 2000
        assert target(start=date(2021, 3, 1), end=due) == 2000
        assert target(universities=("uv",)) == 300, "the first, where there are two"
        assert target(countries=("CL",)) == 400
        assert target(cohorts=("2021-1",)) == 200
        assert target(cohorts=("2021-2",)) is None
        assert target(universities=("uv", "upb")) is None
        assert target(universities=("uv",), countries=("CL",)) is None
        assert target(sectors=("C",)) is None
        assert target(countries=("CL",), sectors=("C",)) is None
        assert target(universities=("uv",), cohorts=("2021-1",)) is None
        assert target(subdivisions=("CL-VS",)) is None
        table = universities.supported(connection, scope=Scope())
        assert _whole(table, "code", "goal")["uv"] == 300
        assert _whole(table, "code", "goal")["unf"] is None
        assert _whole(countries.supported(connection, scope=Scope()), "code", "goal")["CL"] == 400
        for narrowed in (
            Scope(countries=("CL",)),
            Scope(universities=("uv",), sizes=("micro",)),
            Scope(start=date(2021, 5, 1)),
        ):
            table = universities.supported(connection, scope=narrowed)
            assert table["goal"].isna().all(), "a goal is for the whole of a university"
        alone = universities.supported(connection, scope=Scope(universities=("uv",)))
        assert _whole(alone, "code", "goal") == {"uv": 300}
        both = progress.progress(connection, scope=Scope(universities=("upb",)))
        assert (both.goal.target if both.goal else None, both.share) == (0, None)
        assert both.programme_goal is not None
        assert both.programme_goal.target == 2000
        assert progress.progress(connection, scope=Scope()).share == 0.0


# ── Freshness ─────────────────────────────────────────────────────────────────────────────


def test_only_reports_with_content_say_how_far_the_data_reach(
    database_url: str, open_reader: Callable[[str], Reader]
) -> None:
    day = date(2021, 6, 30)
    reports = [
        invented.report("uv", until=day),
        invented.report("uv", until=day - timedelta(days=30)),
        invented.report("upb", until=day + timedelta(days=9), rows_rejected=1, rows_loaded=0),
        invented.report(
            "ug", until=day + timedelta(days=1), state="sin_actividad", rows_read=0, rows_loaded=0
        ),
    ]
    invented.fill(database_url, [], reports=reports)
    with open_reader(database_url).connect() as connection:
        fresh = freshness.freshness(connection)
        assert fresh.data_until == day + timedelta(days=1)
        assert fresh.loaded_at == reports[0]["loaded_at"]
        assert fresh.loaded_at is not None
        assert str(fresh.loaded_at) == "2021-11-02 15:30:00+00:00", "UTC, said so, on both engines"
        assert not fresh.invented
        table = freshness.by_university(connection)
        assert list(table["university"]) == ["ug", "uv"]
        assert list(table["data_until"]) == [day + timedelta(days=1), day]
        counted = universities.supported(connection, scope=Scope())
        assert _whole(counted, "code", "supported") == {
            code: 0 if code in ("ug", "uv") else None for code in counted["code"]
        }, "a report without activity is a zero, no report is missing"


def test_each_writer_raises_the_revision(
    database_url: str, open_reader: Callable[[str], Reader]
) -> None:
    reader = open_reader(database_url)
    with reader.connect() as connection:
        before = freshness.revision(connection)
    invented.fill(database_url, MIPYMES[:3])
    with reader.connect() as connection:
        assert freshness.revision(connection) == freshness.freshness(connection).revision
        assert freshness.revision(connection) == before + 1


def _whole(frame: pd.DataFrame, key: str, value: str) -> dict[str, int | None]:
    """One column by another, with None for what is missing."""
    return {
        code: None if pd.isna(count) else int(count)
        for code, count in zip(frame[key], frame[value], strict=True)
    }


def _ranked(counts: dict) -> list:  # type: ignore[type-arg]
    """Most first, the missing last, equal ones by code."""
    return sorted(counts, key=lambda code: (counts[code] is None, -(counts[code] or 0), code))


def _rollups(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: [
            tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))
        ]
        for table in schema.SUMMARIES
    }


def test_a_university_is_late_until_its_reports_reach_the_day_shown(
    database_url: str, open_reader: Callable[[str], Reader]
) -> None:
    day = date(2021, 10, 31)
    invented.fill(
        database_url,
        [],
        reports=[
            invented.report("uv", until=day),
            invented.report("upb", until=day - timedelta(days=1)),
            invented.report("ug", until=day, rows_loaded=0, rows_rejected=1, state="parcial"),
        ],
    )
    with open_reader(database_url).connect() as connection:

        def late(**scope: object) -> list[str]:
            return sorted(freshness.freshness(connection, scope=Scope(**scope)).late)  # type: ignore[arg-type]

        assert len(late()) == 7  # all but UV; of UG's file nothing could be loaded
        assert len(late(end=day - timedelta(days=1))) == 6
        assert late(universities=("uv", "upb")) == ["UPB"]
        assert late(countries=("CL",)) == []
        assert late(countries=("CO",)) == ["Americana", "TdeA"]
        assert late(countries=("GT",)) == [], "nobody attends anyone there"
        silent = freshness.unreported(connection, scope=Scope(), as_of=day)
        assert list(silent["code"])[-1] == "upb", "the longest silence comes first"
        assert list(silent["data_until"]) == [None] * 6 + [day - timedelta(days=1)]
        assert silent["short"].iloc[-1] == "UPB"


def test_a_scope_reaches_as_far_as_the_reports_behind_it(
    database_url: str, open_reader: Callable[[str], Reader]
) -> None:
    early, last = date(2021, 9, 30), date(2021, 10, 31)
    rows = [row for row in invented.invented(200) if row["university"] in ("uv", "upb")]
    invented.fill(
        database_url,
        rows,
        reports=[invented.report("uv", until=last), invented.report("upb", until=early)],
    )
    attended = {row["country"] for row in rows if row["university"] == "uv"}
    assert "BO" in attended
    with open_reader(database_url).connect() as connection:

        def reach(**scope: object) -> date | None:
            facts = freshness.freshness(connection, scope=Scope(**scope))  # type: ignore[arg-type]
            return facts.data_until

        assert reach() == last
        assert reach(universities=("upb",)) == early
        assert reach(countries=("BO",)) == last, "UV attends MiPymes there too"
        assert reach(universities=("ug",)) is None
        assert reach(countries=("GT",)) == last
        assert freshness.freshness(connection, scope=Scope(universities=("upb",))).late == ("UPB",)
