"""The table says what was measured beside what it may be."""

from __future__ import annotations

from tests.bench.rows import Row, middle, table


def test_the_ratio_is_what_the_budget_is_for_where_there_is_something_beside() -> None:
    slow_machine = Row("complete", 3000.0, base=2500.0, beside="empty page", limit=1.35)
    assert slow_machine.met is True
    assert Row("complete", 300.0, base=200.0, limit=1.35).met is False
    assert Row("filter", 149.0, limit=150.0).met is True
    assert Row("filter", 149.0).met is None


def test_what_could_not_be_measured_says_why_and_keeps_no_budget() -> None:
    row = Row("press kit", None, limit=30_000.0, note="no such route")
    assert row.met is None
    assert "no such route" in table({"routes": [row]})


def test_the_table_shows_value_ratio_and_whether_the_budget_is_kept() -> None:
    text = table(
        {"visits": [Row("complete", 1500.0, base=1000.0, beside="empty page", limit=1.35)]}
    )
    assert "1,500 ms" in text
    assert "1.50 × empty page" in text
    assert "≤ 1.35" in text
    assert "MISSED" in text


def test_the_median_is_of_what_is_known() -> None:
    assert middle([3.0, None, 1.0, 2.0]) == 2.0
    assert middle([None]) is None
