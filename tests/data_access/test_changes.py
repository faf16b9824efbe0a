"""What changed since a day: the loads' own changes add up to what the pages showed, whatever the
day and the selection."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update

from data_access import changes, freshness, load_changes, progress, schema
from data_access.engine import Reader, writing
from data_access.intake.audit import audit
from data_access.intake.load import Outcome, load
from data_access.scope import Scope
from tests.data_access.invented import fill, invented, report
from tests.data_access.server import ENGINES

TODAY = date(2021, 12, 1)
HEAD = "external_id,size,country,enrolled_on,started_on,dropped_on,cohort\n"

FILES: tuple[tuple[date, str, str | None, tuple[str, ...]], ...] = (
    # (the day it came, university, period, number · country · started · dropped · cohort)
    (date(2021, 4, 9), "uam-a", "2021-03", ("1 MX 03-02", "2 MX 03-20", "3 CO 03-30")),
    (date(2021, 4, 10), "uv", "2021-03", ("1 CL 03-05  2021-1", "2 CL")),
    (date(2021, 5, 8), "uam-a", "2021-04", ("4 MX 04-12", "2 MX 03-20 04-20", "5 MX 03-28")),
    # Twice for a period, and the very same file once more.
    (date(2021, 5, 9), "uam-a", "2021-04", ("6 MX 04-15",)),
    (date(2021, 5, 9), "uam-a", "2021-04", ("6 MX 04-15",)),
    # May is left out; a date was wrong, a drop-out is told late, a country and a cohort change.
    (date(2021, 7, 9), "uam-a", "2021-06", ("1 MX 03-09", "3 MX 03-30", "4 MX 04-12 04-29")),
    (date(2021, 7, 9), "uv", "2021-06", ("1 CL 03-05  2021-2", "2 CL 06-01", "3 PE 05-05")),
    (date(2021, 7, 12), "una", "2021-06", ("1 PY 06-30 06-30",)),
    (date(2021, 7, 20), "uv", None, ()),
    # The month is not over: the last day of the rows counts.
    (date(2021, 12, 1), "una", "2021-12", ("2 PY 11-29",)),
)

SCOPES = (
    Scope(),
    Scope(universities=("uam-a",)),
    Scope(countries=("CO", "MX")),
    Scope(cohorts=("2021-1",)),
    Scope(end=date(2021, 4, 18)),
    Scope(start=date(2021, 3, 10), end=date(2021, 6, 15)),
    Scope(universities=("americana",)),
)


def _csv(rows: tuple[str, ...]) -> str:
    lines = []
    for row in rows:
        number, country, started, dropped, cohort = (row.split(" ") + [""] * 3)[:5]
        days = [f"2021-{day}" if day else "" for day in (started, dropped)]
        lines.append(",".join((number, "micro", country, "2021-03-01", *days, cohort)))
    return HEAD + "".join(f"{line}\n" for line in lines)


def _load(path: Path, address: str, university: str, period: str | None, today: date) -> Outcome:
    return load(
        path, address=address, code=university, period=period, mapping_path=None, dry_run=False,
        words=gettext.NullTranslations(), today=today, progress=lambda _: lambda _: None,
    )  # fmt: skip


def _came(connection: Connection, day: date) -> None:
    """The last load came on `day`."""
    c = schema.submission.c
    last = connection.scalar(select(c.id).order_by(c.id.desc()).limit(1))
    moment = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
    connection.execute(update(schema.submission).where(c.id == last).values(loaded_at=moment))


def _shown(connection: Connection, scope: Scope) -> int | None:
    """The number that the pages show."""
    until = freshness.freshness(connection, scope=scope).data_until
    return None if until is None else progress.supported(connection, scope=scope.until(until))


@pytest.fixture(scope="module", params=ENGINES)
def told(
    request: pytest.FixtureRequest,
    new_database: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
    open_reader: Callable[[str], Reader],
) -> tuple[Reader, dict[date, list[int | None]]]:
    """A database into which `FILES` were loaded, and by day what it showed of each of `SCOPES`."""
    database_url, folder = new_database(request.param), tmp_path_factory.mktemp("reports")
    reader, shown = open_reader(database_url), {}
    for number, (day, university, period, rows) in enumerate(FILES):
        path = folder / f"{number if number != 4 else 3}.csv"
        path.write_text(_csv(rows), encoding="utf-8")
        outcome = _load(path, database_url, university, period, day)
        assert outcome.rejected == 0, outcome.report.findings
        if outcome.loaded_before is None:
            with writing(database_url) as connection:
                _came(connection, day)
        with reader.connect() as connection:
            shown[day] = [_shown(connection, scope) for scope in SCOPES]
    return reader, shown


def test_what_changed_since_any_day_is_the_difference_of_what_was_shown(told) -> None:
    reader, shown = told
    days = [date(2021, 3, 1), *shown, date(2021, 6, 1), date(2022, 1, 1)]
    with reader.connect() as connection:
        for number, scope in enumerate(SCOPES):
            for day in days:
                found = changes.since(connection, scope=scope, day=day)
                assert found is not None
                seen = [counts[number] for when, counts in shown.items() if when <= day]
                assert found.then == (seen[-1] if seen else None)
                assert found.now == _shown(connection, scope)
                frame = found.frame
                assert frame["net"].sum() == (found.now or 0) - (found.then or 0)
                parts = frame["added"] - frame["dropped"] + frame["up"] - frame["down"]
                assert parts.tolist() == frame["net"].tolist()


def test_growth_is_told_from_correction(told) -> None:
    reader, _ = told
    with reader.connect() as connection:
        found = changes.since(connection, scope=Scope(), day=date(2021, 4, 30))
    rows = found.frame.set_index("code").drop(columns="short").T.to_dict()
    # 4 and 6 began after March, 4 and 2 dropped out after it; 5 began in March, and came late;
    # 1 began on another day of March.
    assert rows["uam-a"] == {"added": 2, "dropped": 2, "up": 2, "down": 1, "net": 1}
    assert rows["uv"] == {"added": 2, "dropped": 0, "up": 0, "down": 0, "net": 2}
    assert rows["una"] == {"added": 2, "dropped": 1, "up": 0, "down": 0, "net": 1}
    assert list(found.frame["short"][:2]) == ["UV", "UAM-A"]


def test_the_log_adds_up_to_the_summaries(told) -> None:
    reader, _ = told
    with reader.connect() as connection:
        log = load_changes.log(connection, scope=Scope())
        sums = log.groupby("university")[["started", "dropped"]].sum()
        for university, row in sums.iterrows():
            counts = load_changes.counts(connection, str(university)).values()
            assert tuple(row) == tuple(map(sum, zip(*counts, strict=True)))
        assert load_changes.known_since(connection) is None
        assert load_changes.unbalanced(connection) == []


def test_what_was_loaded_before_changes_were_kept_is_not_known(
    database_url: str, tmp_path: Path, open_reader: Callable[[str], Reader]
) -> None:
    fill(database_url, invented(60), reports=[report("uam-a", until=date(2021, 9, 30))])
    path = tmp_path / "later.csv"
    path.write_text(_csv(("new MX 10-05",)), encoding="utf-8")
    _load(path, database_url, "uam-a", "2021-10", TODAY)
    old = date(2021, 11, 2)
    with open_reader(database_url).connect() as connection:
        assert changes.since(connection, scope=Scope(), day=old - timedelta(1)) is None
        found = changes.since(connection, scope=Scope(universities=("uam-a",)), day=old)
        assert found is not None
        assert found.frame["added"].sum() >= 1
        assert found.frame["net"].sum() == found.now - (found.then or 0)
        assert changes.since(connection, scope=Scope(sizes=("micro",)), day=old) is None


def test_what_was_edited_by_hand_comes_to_light_with_the_next_load(
    database_url: str, tmp_path: Path, open_reader: Callable[[str], Reader]
) -> None:
    path = tmp_path / "report.csv"
    for period, rows in (("2021-10", ("5 MX 10-01", "6 MX 10-02")), ("2021-11", ("7 MX 11-01",))):
        path.write_text(_csv(rows), encoding="utf-8")
        _load(path, database_url, "uam-a", period, TODAY)
        with writing(database_url) as connection:
            _came(connection, date(2021, int(period[-2:]) + 1, 1))
            gone = schema.mipyme.c.external_id == "5"
            connection.execute(schema.mipyme.delete().where(gone))
    with open_reader(database_url).connect() as connection:
        found = changes.since(connection, scope=Scope(), day=date(2021, 11, 15))
        assert found is not None
        row = found.frame.set_index("code").loc["uam-a"]
        assert (row["added"], row["down"], row["net"]) == (1, 1, 0)
    unfit = "load_change: what the loads of {university} changed is not what it counts now"
    told = [finding.message for finding in audit(database_url, today=TODAY) if finding.fault]
    assert unfit not in {message.text for message in told}
    with writing(database_url) as connection:
        connection.execute(schema.load_change.delete().where(schema.load_change.c.submission == 2))
    told = [finding.message for finding in audit(database_url, today=TODAY) if finding.fault]
    assert unfit in {message.text for message in told}
