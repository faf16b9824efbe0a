"""The command: what it refuses, and that it writes the same thing each time, everywhere."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import create_engine, select

from data_access import rollups, schema
from data_access.administration import initialise
from data_access.engine import Reader, parse_url, writing
from sample_data.__main__ import Order, carry_out, main
from tests.sample_data.conftest import read_tables


def fingerprint(address: str) -> str:
    """A hash over all rows in order; of the facts about the database only the invented mark."""
    rows = hashlib.sha256()
    engine = create_engine(parse_url(address))
    with engine.connect() as connection:
        for table in schema.metadata.sorted_tables:
            if table is schema.dataset:
                continue
            for row in connection.execute(select(table).order_by(*table.primary_key)):
                rows.update(repr([_plain(value) for value in row]).encode())
    engine.dispose()
    return rows.hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat()
    return value


@pytest.fixture
def run(monkeypatch, new_address, capsys):
    """Run the command on a new database; returns the exit code and what it said."""
    monkeypatch.setenv("DATABASE_URL", new_address)

    def command(*arguments: str) -> tuple[int, str]:
        code = main(arguments)
        said = capsys.readouterr()
        return code, said.out + said.err

    return command


def test_it_fills_a_database_that_is_marked_as_invented(run, new_address):
    code, said = run("--mipymes", "50")
    assert code == 0
    assert "50 MiPymes inventadas" in said
    tables = read_tables(new_address)
    assert tables["dataset"].invented.tolist() == [True]
    assert len(tables["mipyme"]) == 50


def test_it_does_not_fill_twice_unless_told_to_replace(run, new_address):
    run("--mipymes", "30", "--until", "2023-05-05")
    code, said = run("--mipymes", "40")
    assert code == 2
    assert "--replace" in said
    assert len(read_tables(new_address)["mipyme"]) == 30
    assert run("--mipymes", "40", "--replace")[0] == 0
    tables = read_tables(new_address)
    assert len(tables["mipyme"]) == 40
    assert tables["cohort"].code.tolist() == ["2021-1", "2021-2"]
    assert len(tables["goal"]) == 14


def test_it_keeps_away_from_real_data(run, new_address):
    initialise(new_address)
    before = read_tables(new_address)
    for replace in ([], ["--replace"]):
        code, said = run("--mipymes", "10", *replace)
        assert code == 2
        assert "inventada" in said
    after = read_tables(new_address)
    assert all(before[name].equals(after[name]) for name in before)


def test_it_keeps_away_from_the_databases_of_others(run, new_address):
    engine = create_engine(new_address)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE contabilidad (id INTEGER)")
    engine.dispose()
    assert run("--mipymes", "10")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--mipymes", "5000001"], "5000000"),
        (["--mipymes", "-1"], "--mipymes"),
        (["--mipymes", "1e3"], "--mipymes"),
        (["--seed", "x"], "--seed"),
        (["--until", "31/10/2021"], "AAAA-MM-DD"),
        (["--until", "2021-03-14"], "2021-03-15"),
        (["--until", "2031-01-01"], "2030-12-31"),
    ],
)
def test_it_explains_what_it_takes(run, arguments, told):
    code, said = run(*arguments)
    assert code == 2
    assert told in said


def test_a_bad_address_is_a_sentence(monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "mysql://x/y")
    assert main(["--mipymes", "1"]) == 2
    assert "DATABASE_URL" in capsys.readouterr().err


def test_a_failure_leaves_an_empty_database(new_address, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(rollups, "refresh", fail)
    with pytest.raises(RuntimeError):
        carry_out(Order(mipymes=100), new_address)
    assert read_tables(new_address)["mipyme"].empty


def test_same_arguments_same_rows(tmp_path):
    def written(name: str, **arguments: object) -> str:
        address = f"sqlite:///{tmp_path}/{name}.db"
        carry_out(Order(**arguments), address)
        return fingerprint(address)

    once = written("a", mipymes=500)
    assert written("b", mipymes=500) == once
    assert written("c", mipymes=500, seed=7) != once
    assert written("d", mipymes=499) != once


def test_replacing_gives_the_rows_of_a_new_database(new_address, tmp_path):
    carry_out(Order(mipymes=300, until=date(2024, 2, 29)), new_address)
    carry_out(Order(mipymes=300, replace=True), new_address)
    other = f"sqlite:///{tmp_path}/other.db"
    carry_out(Order(mipymes=300), other)
    assert fingerprint(new_address) == fingerprint(other)


@pytest.mark.postgresql
def test_postgresql_gets_the_same_rows(new_database, new_address):
    address = new_database("postgresql", bare=True)
    carry_out(Order(mipymes=2000), address)
    carry_out(Order(mipymes=2000), new_address)
    assert fingerprint(address) == fingerprint(new_address)


@pytest.mark.postgresql
def test_postgresql_numbers_go_on_after_the_sample(new_database):
    address = new_database("postgresql", bare=True)
    carry_out(Order(mipymes=20), address)
    row = {"university": "uv", "external_id": "nueva", "country": "CL",
           "enrolled_on": date(2021, 10, 1)}  # fmt: skip
    with writing(address) as connection:
        result = connection.execute(schema.mipyme.insert().values(row))
    assert result.inserted_primary_key == (21,)


@pytest.mark.parametrize("mipymes", [0, 1, 2, 9])
def test_few_or_none_will_do(new_address, mipymes):
    carry_out(Order(mipymes=mipymes), new_address)
    tables = read_tables(new_address)
    assert len(tables["mipyme"]) == mipymes
    assert tables["submission"].empty == (mipymes == 0)


@pytest.mark.parametrize(
    "until",
    [date(2021, 3, 15), date(2021, 3, 31), date(2021, 7, 20), date(2021, 12, 25), date(2022, 1, 1),
     date(2024, 2, 29), date(2030, 12, 31)],
)  # fmt: skip
def test_any_last_day_will_do(new_address, until):
    carry_out(Order(mipymes=1500, until=until), new_address)
    tables = read_tables(new_address)
    mipymes = tables["mipyme"]
    stages = [name for name in mipymes if name.endswith("_on")]
    days = mipymes[stages].stack().dropna()
    assert days.max() <= until
    assert len(mipymes) == 1500
    assert mipymes.submission.notna().all()
    assert {day.year for day in mipymes.enrolled_on} == set(range(2021, until.year + 1)) - (
        {2022} if until == date(2022, 1, 1) else set()
    )
    assert tables["submission"].loaded_at.max().date() <= until
    assert tables["reporting_period"].code.max() == f"{until:%Y-%m}"


def test_the_rollups_agree_with_the_rows(default):
    mipymes = default["mipyme"]
    for table in schema.ROLLUPS:
        assert default[table.name].started.sum() == mipymes.started_on.notna().sum()
    assert default["rollup"].enrolled.sum() == len(mipymes) == len(default["mipyme_text"])
    assert default["student_load"].students.sum() == len(default["student"])
    final = default["assessment"].query("moment == 'final'")
    for table in schema.OUTCOMES:
        assert 0.8 < default[table.name].scored.sum() / len(final) <= 1


def test_the_reader_opens_it(new_address):
    carry_out(Order(mipymes=5), new_address)
    Reader(new_address).prove_read_only()
