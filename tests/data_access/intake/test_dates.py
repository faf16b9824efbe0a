"""Dates: every way of writing them, and never a guess between day and month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.intake.dates import decide, parse_date
from data_access.intake.findings import Problem
from texts import translations

ENGLISH = translations("en")
TODAY = date(2021, 11, 30)
MARCH = date(2021, 3, 15)


def parse(values: list[object], declared: str | None = None) -> list[object]:
    order = decide(values, declared, TODAY)  # type: ignore[arg-type]
    parsed = (parse_date(value, order, TODAY) for value in values)  # type: ignore[arg-type]
    return [value.reason if isinstance(value, Problem) else value for value in parsed]


@pytest.mark.parametrize(
    "written",
    [
        "2021-03-15",
        "2021/3/15",
        "2021-03-15T10:20:30Z",
        "2021-03-15 00:00:00.000",
        "20210315",
        20210315.0,
        "15/03/2021",
        "15.3.2021",
        "15/03/2021 10:20 p. m.",
        "15-mar-2021",
        "15-Mar-21",
        "2021/03/15 10:23:45 a. m. GMT-6",
        "15/03/2021, 10:23:45 p. m.",
        "2021-03-15 10:11:12.123+00",
        "44270.43",
        "15 de marzo de 2021",
        "lunes 15 de marzo de 2021",
        "15 de março de 2021",
        "March 15, 2021",
        44270,
        "44270",
        44270.5,
        MARCH,
    ],
)
def test_one_day_written_in_many_ways(written: object) -> None:
    assert parse([written]) == [MARCH]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["04/05/2021"], ["ambiguous_date"]),
        (["04/05/2021", "25/03/2021"], [date(2021, 5, 4), date(2021, 3, 25)]),
        (["04/05/2021", "03/25/2021"], [date(2021, 4, 5), date(2021, 3, 25)]),
        (
            ["04/05/2021", "25/03/2021", "03/25/2021"],
            ["ambiguous_date", date(2021, 3, 25), date(2021, 3, 25)],
        ),
        (["05/05/2021"], [date(2021, 5, 5)]),
        (["31/02/2021", "2021-02-30"], ["impossible_date"] * 2),
        (["2021-12-01"], ["future_date"]),
        (["1900-01-01"], ["early_date"]),
        (["2021", "lunes 2021", "ayer", True], ["not_a_date"] * 4),
        (["marzo 2021", "2021-03", "03/2021", "202103", "mar-21"], ["month_only"] * 5),
        (["20213", 20213, "2021-02-30 00:00:00"], ["month_only", "month_only", "impossible_date"]),
        (["0000-00-00", "00/00/0000", "0000-00-00 00:00:00"], [None] * 3),
        (["01032021"], ["impossible_date"]),
    ],
)
def test_column(values: list[object], expected: list[object]) -> None:
    assert parse(values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["15-03-21"], ["ambiguous_date"]),
        (["21/03/15", "05/03/21"], ["ambiguous_date"] * 2),
        (["15-03-21", "28-02-21"], [MARCH, date(2021, 2, 28)]),
        (["15-03-21", "28-02-2021"], ["ambiguous_date", date(2021, 2, 28)]),
        (["03/15/21", "03/04/21"], [MARCH, date(2021, 3, 4)]),
        (["21/03/15", "21-04-05", "21-02-28"], [MARCH, date(2021, 4, 5), date(2021, 2, 28)]),
        (["28-02-21", "21-02-28"], ["ambiguous_date"] * 2),
    ],
)
def test_a_year_of_two_digits_has_to_show_its_place(
    values: list[object], expected: list[object]
) -> None:
    assert parse(values) == expected
    shown = decide(["21-02-28"], None, TODAY).note
    assert shown is not None
    assert "stand first (from 21-02-28)" in shown.show(ENGLISH)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # Excel has read 03/05 and 04/05 as dates, the wrong way round, and left 25/03 as text.
        ([date(2021, 5, 3), "25/03/2021"], ["swapped_date", date(2021, 3, 25)]),
        ([date(2021, 5, 3), "03/25/2021"], ["swapped_date", date(2021, 3, 25)]),
        ([44319, "25/03/2021"], ["swapped_date", date(2021, 3, 25)]),
        (["2021-05-03 00:00:00", "25/03/2021"], ["swapped_date", date(2021, 3, 25)]),
        ([date(2021, 5, 5), "25/03/2021"], [date(2021, 5, 5), date(2021, 3, 25)]),
        # Nothing was swapped where a date has a day above 12, or a text one up to 12.
        ([date(2021, 5, 13), "25/03/2021"], [date(2021, 5, 13), date(2021, 3, 25)]),
        (
            [date(2021, 5, 3), "25/03/2021", "01/02/2021"],
            [date(2021, 5, 3), date(2021, 3, 25), date(2021, 2, 1)],
        ),
        (["2021-05-03", "25/03/2021"], [date(2021, 5, 3), date(2021, 3, 25)]),
    ],
)
def test_days_that_a_spreadsheet_took_for_months(
    values: list[object], expected: list[object]
) -> None:
    assert parse(values) == expected
    assert "swapped_date" not in parse(values, "dd/mm/yyyy")


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("dd/mm/yyyy", "04/05/2021"),
        ("dd/mm/aaaa", "04/05/2021"),
        ("%d/%m/%Y", "04/05/2021"),
        ("mm/dd/yyyy", "05/04/2021"),
        ("ddmmyyyy", "04052021"),
        ("yyyymmdd", "20210504"),
        ("dd/mm/yy", "04/05/21"),
        ("yy-mm-dd", "21-05-04"),
    ],
)
def test_a_declared_format_decides(declared: str, written: str) -> None:
    assert parse([written], declared) == [date(2021, 5, 4)]


@pytest.mark.parametrize("written", ["DICIEMBRE 2014 ", "2014-12", "12/2014", "dic-2014", "dic-14"])
def test_months_stand_for_their_first_day_only_if_declared(written: str) -> None:
    assert parse([written], "yyyy-mm") == [date(2014, 12, 1)]


def test_a_declared_format_is_kept_strictly() -> None:
    assert parse(["03/25/2021"], "dd/mm/yyyy") == ["impossible_date"]


@given(
    days=st.lists(st.dates(date(1970, 1, 1), TODAY), min_size=1),
    pattern=st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%m-%d-%Y", "%d.%m.%Y"]),
)
def test_a_date_is_read_as_written_or_called_ambiguous(days: list[date], pattern: str) -> None:
    for day, read in zip(days, parse([day.strftime(pattern) for day in days]), strict=True):
        assert read in (day, "ambiguous_date")
        if read == "ambiguous_date":
            assert day.day <= 12
