"""Loading a report: what becomes of every row, on SQLite and PostgreSQL."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import CheckConstraint

from data_access import schema
from data_access.intake import checks
from data_access.intake.findings import REASONS
from tests.data_access.intake.conftest import Importer

Query = Callable[[str], list[tuple[Any, ...]]]

FULL = (
    "external_id,name,size,sector,country,subdivision,municipality,lat,lon,owner_gender,rural,"
    "channel,enrolled_on,diagnosed_on,started_on,currency,cohort,initial_sales,"
    "initial_digital_visibility,initial_platforms,final_platforms\n"
    "007,Panadería Sol,Microempresa,c,México,cdmx,Azcapotzalco,19.48,-99.18,F,sí,Virtual,"
    '2021-03-01,2021-03-02,2021-03-03,mxn,2021-1,"12,345.50",40.5,"FB; WhatsApp Business",ninguna\n'
)
BRIEF = "external_id;enrolled_on;started_on;size\n"


def test_every_field_reaches_the_database(run: Importer, query: Query) -> None:
    done = run(FULL)
    assert (done.code, done.counts) == (0, (1, 1, 0, 0, 0))
    assert query(
        "SELECT university, external_id, name, size, sector, country, subdivision, municipality,"
        " owner_gender, channel, cohort FROM mipyme"
    ) == [
        (
            "uam-a",
            "007",
            "Panadería Sol",
            "micro",
            "C",
            "MX",
            "MX-CMX",
            "Azcapotzalco",
            "mujer",
            "remota",
            "2021-1",
        )
    ]
    assert query(
        "SELECT moment, digital_visibility, CAST(sales AS FLOAT), currency FROM assessment"
    ) == [("inicial", 40.5, 12345.5, "MXN")]
    assert query("SELECT moment, platform FROM platform_presence ORDER BY platform") == [
        ("inicial", "facebook"),
        ("final", "ninguna"),
        ("inicial", "whatsapp"),
    ]
    assert query("SELECT sum(started) FROM rollup") == [(1,)]


def test_the_same_file_again_changes_nothing(run: Importer, query: Query) -> None:
    run(FULL, "--period", "2021-03")
    before = query("SELECT revision FROM dataset"), query("SELECT count(*) FROM submission")
    done = run(FULL, "--period", "2021-03")
    assert (done.code, done.counts) == (0, (1, 0, 0, 1, 0))
    assert "already loaded on" in done.out
    assert before == (
        query("SELECT revision FROM dataset"),
        query("SELECT count(*) FROM submission"),
    )


def test_a_later_report_updates_only_what_it_says(run: Importer, query: Query) -> None:
    run(FULL)
    done = run(
        "external_id,size,enrolled_on,started_on,name\n007,mediana,2021-03-01,,NA\n"
        "008,micro,2021-03-05,,\n"
    )
    assert done.counts == (2, 1, 1, 0, 0)
    assert query("SELECT external_id, size, name FROM mipyme ORDER BY external_id") == [
        ("007", "mediana", "Panadería Sol"),
        ("008", "micro", None),
    ]
    assert query("SELECT count(*) FROM mipyme WHERE started_on IS NOT NULL") == [(1,)]
    assert query("SELECT count(*) FROM platform_presence") == [(3,)]
    assert query("SELECT sum(enrolled) FROM rollup") == [(2,)]


def test_a_row_is_checked_together_with_what_is_loaded(run: Importer) -> None:
    run(FULL)
    done = run("external_id;enrolled_on;concluded_on\n007;2021-03-01;2021-03-02\n")
    assert done.counts == (1, 0, 0, 0, 1)
    assert "“Concluded on” (2021-03-02) is before “Started on” (2021-03-03)." in done.rejected


@pytest.mark.parametrize(
    ("header", "values", "sentence"),
    [
        ("size", "Grande", "outside the programme"),
        ("size", "mikro", "Did you mean “micro”?"),
        ("owner_gender", "M", "M may be “mujer” or “masculino”"),
        ("subdivision", "Jalsico", "Did you mean “Jalisco (MX-JAL)”?"),
        ("country", "Narnia", "This country is not known."),
        ("cohort", "2020", "2021-1, 2021-2"),
        ("sector", "Z", "not in the list of “Sector”"),
        ("initial_digital_visibility", "106.5", "between 0 and 100"),
        ("initial_sales", "1.234", "separate thousands or decimals"),
        ("initial_digital_visibility", "0.85", "looks like a fraction"),
        ("external_id", "S/N", "not the number of a MiPyme"),
        ("initial_platforms", "Facebook y MySpace", "“MySpace” is not in the list"),
        ("size", "PYME", "It may be “micro”"),
        ("sector", "D1511", "not in the list of “Sector”"),
        ("lon", "99.185", "between -120 and -34"),
        ("lon", "99.185", "Did you mean “-99.185”?"),
        ("initial_sales", "100", "Sales need a currency."),
        ("initial_platforms", "facebook;myspace", "not in the list of “Initial platforms”"),
        ("lat", "19.5", "both latitude and longitude"),
        ("name", "x" * 201, "201 characters; at most 200"),
        ("name", "#DIV/0!", "spreadsheet error"),
        ("diagnosed_on", "2021-02-28", "“Diagnosed on” (2021-02-28) is before “Enrolled on”"),
        ("started_on", "2021-02-28", "is before “Enrolled on” (2021-03-01)"),
        ("concluded_on", "2021-04-01", "no date on which it started"),
        ("started_on", "04/05/2021", "It may be 2021-05-04 or 2021-04-05"),
        ("started_on", "2999-01-01", "in the future"),
        (
            "started_on;concluded_on;dropped_on",
            "2021-03-02;2021-03-03;2021-03-04",
            "cannot have both",
        ),
    ],
)
def test_reasons_a_coordinator_reads(
    run: Importer, query: Query, header: str, values: str, sentence: str
) -> None:
    cells = values if ";" in header else f'"{values}"'
    key = "" if header == "external_id" else "external_id;"
    first = "1;" if key else ""
    done = run(f"{key}enrolled_on;{header}\n{first}2021-03-01;{cells}\n")
    assert (done.code, done.counts) == (2, (1, 0, 0, 0, 1))
    assert sentence in done.rejected
    ((line, reason, state),) = set(
        query(
            "SELECT line, reason, state FROM rejected_row JOIN submission"
            " ON submission.id = rejected_row.submission"
        )
    )
    assert (line, state) == (2, "parcial")
    assert reason in REASONS


def test_missing_key_and_date_and_lines_of_totals(run: Importer) -> None:
    done = run(BRIEF + "1;2021-03-01;;\n;2021-03-01;;\n2;s/d;;micro\n;;Total;2\nTOTAL;;;\n")
    assert done.counts == (5, 1, 0, 0, 4)
    assert "“MiPyme number” is required and empty." in done.rejected
    assert "“Enrolled on” is required and empty." in done.rejected
    assert done.rejected.count("This is a line of totals, not a MiPyme.") == 2


def test_rows_twice(run: Importer) -> None:
    done = run(
        BRIEF + "1;2021-03-01;;micro\n1;01/03/2021;;Micro\n2;2021-03-13;;micro\n"
        "2;2021-03-14;;micro\n3;13/03/2021;;\n"
    )
    assert done.counts == (5, 2, 0, 1, 2)
    assert "repeat an earlier one exactly (counted as unchanged): 1" in done.out
    assert "on other lines (5)" in done.rejected
    assert "on other lines (4)" in done.rejected


def test_numbers_of_mipymes_stay_text(run: Importer, query: Query) -> None:
    done = run(BRIEF + '00123;2021-03-01;;\n="00124";2021-03-01;;\n1.2345E+19;2021-03-01;;\n')
    assert done.counts == (3, 2, 0, 0, 1)
    assert "lost digits" in done.rejected
    assert query("SELECT external_id FROM mipyme ORDER BY external_id") == [("00123",), ("00124",)]


def test_submission_and_period(run: Importer, query: Query) -> None:
    run(BRIEF + "1;2021-03-01;2021-03-09;\n2;x;;\n", "--period", "2021-03")
    run(BRIEF + "3;2021-03-01;2021-05-09;\n")
    run(BRIEF, "--period", "2021-04")
    assert query(
        "SELECT state, period, CAST(data_until AS VARCHAR(10)), rows_read, rows_rejected"
        " FROM submission ORDER BY id"
    ) == [
        ("parcial", "2021-03", "2021-03-31", 2, 1),
        ("completo", None, "2021-05-09", 1, 0),
        ("sin_actividad", "2021-04", "2021-04-30", 0, 0),
    ]
    assert query(
        "SELECT code, CAST(starts_on AS VARCHAR(10)), CAST(ends_on AS VARCHAR(10)),"
        " CAST(due_on AS VARCHAR(10)) FROM reporting_period ORDER BY code"
    ) == [
        ("2021-03", "2021-03-01", "2021-03-31", "2021-04-10"),
        ("2021-04", "2021-04-01", "2021-04-30", "2021-05-10"),
    ]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--period", "2999-01"), "is in the future"),
        (("--period", "marzo"), "“marzo” is not a month"),
        (("--mapping", "no.toml"), "no.toml cannot be opened"),
    ],
)
def test_refused_options(
    run: Importer, query: Query, options: tuple[str, str], sentence: str
) -> None:
    done = run(FULL, *options)
    assert done.code == 2
    assert sentence in done.err
    assert query("SELECT count(*) FROM submission") == [(0,)]


def test_the_wrong_university(run: Importer, query: Query) -> None:
    assert (
        "There is no university “uam”. The universities are: americana, "
        in run(FULL, university="uam").err
    )
    other = run("external_id;enrolled_on;university\n1;2021-03-01;UPB\n")
    assert (other.code, query("SELECT count(*) FROM mipyme")) == (2, [(0,)])
    assert "Universidad Privada Boliviana (upb)" in other.err
    assert "Universidad Autónoma Metropolitana, Unidad Azcapotzalco (uam-a)" in other.err
    assert run(FULL).code == 0
    assert "already loaded for uam-a" in run(FULL, university="upb").err
    loud = run("external_id;enrolled_on;country\n1;2021-03-01;PE\n")
    assert "None of the rows is in México" in loud.out


def test_an_empty_report_may_look_like_another_university_s(run: Importer) -> None:
    assert run(BRIEF, "--period", "2021-03").code == 0
    assert run(BRIEF, "--period", "2021-03", university="upb").code == 0


def test_a_trial_run_writes_nothing(run: Importer, query: Query) -> None:
    done = run(FULL, "--dry-run")
    assert (done.code, done.counts) == (0, (1, 1, 0, 0, 0))
    assert "nothing was written" in done.out
    assert query("SELECT count(*) FROM mipyme") == [(0,)]
    assert query("SELECT revision FROM dataset") == [(1,)]


def test_corrected_rows_come_in_with_a_better_mapping(run: Importer) -> None:
    content = "clave;alta\n1;04/05/2021\n"
    columns = '[columns]\nexternal_id = "Clave"\nenrolled_on = "ALTA"\n'
    assert run(content, mapping=columns).counts == (1, 0, 0, 0, 1)
    declared = '[file]\ndate_format = "dd/mm/yyyy"\n' + columns
    assert run(content, mapping=declared).counts == (1, 1, 0, 0, 0)


def test_the_rejected_file_is_harmless_and_complete(run: Importer) -> None:
    done = run(BRIEF + "=1+1;ayer;;@x\n-2;ayer;;|y\n")
    rows = list(csv.DictReader(io.StringIO(done.rejected.removeprefix("\ufeff"))))
    assert done.rejected.startswith("\ufeff")
    assert len(rows) == 4
    assert {row["external_id"] for row in rows} == {"'=1+1", "'-2"}
    assert {row["value"] for row in rows} == {"ayer", "'@x", "'|y"}
    live = [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@|%\t\r")]
    assert [cell for cell in live if cell] == []


def test_the_rejected_file_can_be_put_elsewhere(run: Importer, tmp_path: Path) -> None:
    run(BRIEF + "1;ayer;;\n", "--rejected", str(tmp_path / "otra.csv"))
    assert "This is not a date." in (tmp_path / "otra.csv").read_text(encoding="utf-8")
    assert "cannot be written" in run(BRIEF + "1;ayer;;\n", "--rejected", "no/hay.csv").err


def test_every_check_of_the_schema_has_its_words() -> None:
    """Nothing may reach the database only to fail there."""
    said_by_order = {
        f"{a.removesuffix('_on')}_after_{b.removesuffix('_on')}" for a, b in checks.ORDER
    }
    said_elsewhere = {
        "size",
        "sector",
        "owner_gender",
        "channel",
        "lat",
        "lon",
        "point",
        "dropped_or_concluded",
        "moment",
        "digital_visibility",
        "sales",
        "technological_competence",
        "commercial_network",
        "platform",
    }
    rules = {
        rule.name.removeprefix(f"ck_{table.name}_")
        for table in (schema.mipyme, schema.assessment, schema.platform_presence)
        for rule in table.constraints
        if isinstance(rule, CheckConstraint) and isinstance(rule.name, str)
    }
    assert rules == said_by_order | said_elsewhere


DAYS = st.sampled_from(
    ["", "2021-03-01", "2021-03-02", "2021-03-03", "03/04/2021", "x", "2999-01-01"]
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["", "1", "2", "3", "4"]),
            DAYS,
            DAYS,
            DAYS,
            DAYS,
            DAYS,
            st.sampled_from(["", "1", "12,5", "1.5", "-3", "NA"]),
        ),
        max_size=8,
    )
)
def test_every_row_is_accounted_for(
    run: Importer, query: Query, rows: list[tuple[str, ...]]
) -> None:
    header = "external_id;enrolled_on;diagnosed_on;started_on;concluded_on;dropped_on;lat\n"
    done = run(header + "".join(";".join(row) + "\n" for row in rows))
    read, loaded, updated, unchanged, rejected = done.counts
    assert read == sum(any(row) for row in rows) == loaded + updated + unchanged + rejected
    assert done.code == (0 if not rejected else 1 if loaded + updated + unchanged else 2)
