"""Goals are set, changed, listed and taken away from the command line, and the app sees them."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import insert

from data_access import goals, schema
from data_access.__main__ import main
from data_access.engine import Reader, writing
from data_access.records import Goal
from data_access.scope import Scope


@pytest.fixture
def address(database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A new database on each engine in turn, the one that commands work on."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    return database_url


def read(address: str) -> list[Goal]:
    """The goals as the app reads them: on SQLite, as they are published."""
    reader = Reader(address)
    with reader.connect() as connection:
        found = goals.goals(connection)
    reader.close()
    return found


def goal_of(address: str, **named: tuple[str, ...]) -> Goal | None:
    return goals.goal_of(Scope(**named), read(address))


def test_goals_are_set_changed_and_taken_away(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    end = ["--due", "2021-12-31"]
    assert main(["goal", "set", "--target", "180", *end, "--university", "uv"]) == 0
    assert main(["goal", "set", "--target", "300", *end, "--country", "CL"]) == 0
    start = ["--starts", "2021-02-01"]
    assert main(["goal", "set", "--target", "250", *end, *start, "--cohort", "2021-1"]) == 0
    assert main(["goal", "set", "--target", "2500", "--due", "2022-03-31"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == printed[1] == "Queda puesta una meta nueva."
    assert printed[2] == printed[3] == "La meta queda cambiada.", "the release has these"

    own = goal_of(address, universities=("uv",))
    assert own is not None
    assert (own.target, own.due_on, own.starts_on) == (180, date(2021, 12, 31), None)
    cohort = goal_of(address, cohorts=("2021-1",))
    assert cohort is not None
    assert (cohort.target, cohort.starts_on) == (250, date(2021, 2, 1))
    whole = goal_of(address)
    assert whole is not None
    assert (whole.target, whole.due_on) == (2500, date(2022, 3, 31))

    assert main(["goal", "remove", "--country", "CL"]) == 0
    assert goal_of(address, countries=("CL",)) is None
    assert main(["goal", "remove", "--country", "CL"]) == 2
    assert "No hay tal meta" in capsys.readouterr().err


def test_the_list_says_what_goals_add_up_to(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for target, code in (("180", "uv"), ("70", "una")):
        words = ["--target", target, "--due", "2021-12-31", "--university", code]
        assert main(["goal", "set", *words]) == 0
    capsys.readouterr()
    assert main(["goal", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Programa  2000  vence el 2021-12-31"
    assert "Universidad uv  180  vence el 2021-12-31" in lines
    assert "Las metas de las universidades suman 250; la del programa es 2000" in lines
    for words in ([], ["--cohort", "2021-1"], ["--university", "uv"], ["--university", "una"]):
        assert main(["goal", "remove", *words]) == 0
    capsys.readouterr()
    assert main(["goal", "list"]) == 0
    assert capsys.readouterr().out == "Todavía no hay ninguna meta.\n"


def test_of_two_goals_for_the_same_one_is_left(address: str) -> None:
    twice = {"university": "uv", "due_on": date(2021, 12, 31)}
    with writing(address) as connection:
        connection.execute(insert(schema.goal), [{**twice, "target": n} for n in (5, 6)])
    assert main(["goal", "set", "--target", "7", "--due", "2021-12-31", "--university", "uv"]) == 0
    assert [goal.target for goal in read(address) if goal.university == "uv"] == [7]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--university", "uvw"], "No existe «uvw»"),
        (["--country", "cl"], "Existen: AR, "),
        (["--cohort", "2019"], "No existe «2019»"),
        (["--target", "0"], "«0» no es una meta"),
        (["--target", "1e3"], "«1e3» no es una meta"),
        (["--target", "9" * 30], "no es una meta"),
        (["--due", "31/12/2021"], "«31/12/2021» no es una fecha"),
        (["--due", "2021-02-30"], "no es una fecha"),
        (["--starts", "2022-01-01"], "no puede vencer el 2021-12-31"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    address: str, wrong: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read(address)
    assert main(["goal", "set", "--target", "180", "--due", "2021-12-31", *wrong]) == 2
    assert said in capsys.readouterr().err
    assert read(address) == before


def test_a_goal_is_of_one_thing(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--target", "1", "--due", "2021-12-31", "--country", "CL", "--university", "uv"]
    with pytest.raises(SystemExit) as ended:
        main(["goal", "set", *words])
    assert ended.value.code == 2
    assert "--university y --country no van juntas." in capsys.readouterr().err
