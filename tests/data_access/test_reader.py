"""What reads cannot write, answers in time or says why not, and comes back by itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from data_access import engine, progress, snapshot
from data_access.administration import initialise
from data_access.engine import Reader, open_writer, parse_url, writing
from data_access.errors import DatabaseError, Reason, translated
from data_access.freshness import revision
from data_access.scope import Scope
from tests.data_access import invented
from tests.data_access.server import Server

Open = Callable[[str], Reader]


@contextmanager
def failing(reason: Reason, *, within: float = 5) -> Iterator[None]:
    """The block fails with `DatabaseError` of `reason`, before `within` seconds have passed."""
    start = time.monotonic()
    with pytest.raises(DatabaseError) as failure:
        yield
    assert failure.value.reason is reason
    assert time.monotonic() - start < within


def supported(reader: Reader) -> int:
    """A question, asked the way a page does."""
    with reader.connect() as connection:
        return progress.supported(connection, scope=Scope())


def file_of(address: str) -> Path:
    """The working file of a SQLite address."""
    return Path(str(parse_url(address).database))


def snapshot_of(address: str) -> Path:
    """The published snapshot of a SQLite address."""
    database = file_of(address)
    return database.with_name(snapshot.read_manifest(database).file)


# ── Nothing can be written ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO cohort (code, name, binational) VALUES ('x', 'x', 0)",
        "UPDATE dataset SET revision = 0",
        "DELETE FROM goal",
        "DROP TABLE goal",
        "CREATE TABLE leak (a)",
        "CREATE TEMP TABLE leak (a)",
        "PRAGMA user_version = 5",
        "PRAGMA journal_mode = wal",
        "PRAGMA query_only = off",
        "PRAGMA writable_schema = on",
        "ATTACH DATABASE '{folder}/leak' AS leak",
        "VACUUM INTO '{folder}/leak'",
        "SELECT load_extension('{folder}/leak')",
        "SELECT readfile('{folder}/programa.db')",
        "SELECT zeroblob(1000000000)",
        "SELECT randomblob(20000001)",
    ],
)
def test_a_reader_of_sqlite_is_refused(sqlite_url: str, open_reader: Open, statement: str) -> None:
    folder = file_of(sqlite_url).parent
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    reader = open_reader(sqlite_url)
    with reader.connect() as connection:
        with pytest.raises(DBAPIError) as refusal:
            connection.exec_driver_sql(statement.format(folder=folder)).all()
        expected = (
            "not authorized",
            "authorization denied",
            "prohibited",
            "too big",
            "no such func",
        )
        assert any(words in str(refusal.value.orig) for words in expected)
        assert revision(connection) == 1
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO cohort (code, name, binational) VALUES ('x', 'x', false)",
        "UPDATE dataset SET revision = 0",
        "DELETE FROM goal",
        "TRUNCATE goal",
        "DROP TABLE goal",
        "ALTER TABLE goal ADD COLUMN leak int",
        "CREATE TABLE leak (a int)",
        "CREATE INDEX leak ON goal (target)",
        "SELECT nextval('goal_id_seq')",
        "SELECT * FROM goal FOR UPDATE",
        "GRANT ALL ON goal TO PUBLIC",
        "CREATE ROLE leak",
        "VACUUM",
    ],
)
def test_a_reader_of_postgresql_is_refused_even_with_the_owners_account(
    postgresql_url: str, open_reader: Open, statement: str
) -> None:
    with open_reader(postgresql_url).connect() as connection:
        with pytest.raises(DBAPIError) as refusal:
            connection.exec_driver_sql(statement)
        assert getattr(refusal.value.orig, "sqlstate", "") in ("25006", "25001")
        connection.rollback()
        assert revision(connection) == 1


def test_the_proof_of_reading_only_holds_on_sqlite(sqlite_url: str, open_reader: Open) -> None:
    open_reader(sqlite_url).prove_read_only()


@pytest.mark.postgresql
def test_an_account_that_can_only_read_proves_it(
    postgresql_url: str, postgresql_server: Server, open_reader: Open
) -> None:
    name = parse_url(postgresql_url).database
    assert name is not None
    with suppress(Exception):
        postgresql_server.execute("CREATE ROLE lector LOGIN")
    postgresql_server.execute(
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO lector", database=name
    )
    open_reader(postgresql_server.url(name, user="lector")).prove_read_only()
    postgresql_server.execute("GRANT DELETE ON assignment TO lector", database=name)
    with failing(Reason.WRITABLE):
        open_reader(postgresql_server.url(name, user="lector")).prove_read_only()


@pytest.mark.postgresql
def test_an_account_that_may_write_is_found_out_and_nothing_is_deleted(
    postgresql_url: str, open_reader: Open
) -> None:
    invented.fill(postgresql_url, invented.invented(20))
    reader = open_reader(postgresql_url)
    before = supported(reader)
    with failing(Reason.WRITABLE):
        reader.prove_read_only()
    assert supported(reader) == before > 0


def test_a_reader_that_could_write_to_sqlite_is_found_out(
    sqlite_url: str, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def writable(*_: object) -> Engine:
        return open_writer(sqlite_url)

    monkeypatch.setattr(engine, "_open_snapshot", writable)
    with failing(Reason.WRITABLE):
        open_reader(sqlite_url).prove_read_only()


@pytest.mark.postgresql
def test_a_failure_of_another_kind_proves_nothing(
    postgresql_url: str, postgresql_server: Server, open_reader: Open
) -> None:
    name = str(parse_url(postgresql_url).database)
    postgresql_server.execute("DROP TABLE rejected_row", database=name)
    with suppress(Exception):
        postgresql_server.execute("CREATE ROLE lector LOGIN")
    postgresql_server.execute("GRANT SELECT ON alembic_version TO lector", database=name)
    with failing(Reason.SCHEMA_OLD):
        open_reader(postgresql_server.url(name, user="lector")).prove_read_only()


@pytest.mark.postgresql
def test_a_server_that_is_away_proves_nothing(
    postgresql_url: str, postgresql_server: Server, open_reader: Open
) -> None:
    reader = open_reader(postgresql_url)
    supported(reader)
    postgresql_server.stop()
    try:
        with failing(Reason.UNREACHABLE):
            reader.prove_read_only()
    finally:
        postgresql_server.start()


# ── Addresses ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "address",
    [
        "",
        "programa.db",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///file:programa.db?uri=true",
        "sqlite://host/programa.db",
        "mysql://u:p@localhost/programa",
        "postgresql://u:p@localhost:puerto/programa",
        "http://localhost/programa",
    ],
)
def test_what_is_no_address_of_ours_is_said_to_be_none(address: str) -> None:
    with failing(Reason.BAD_URL):
        Reader(address)
    with failing(Reason.BAD_URL), writing(address):
        pass
    with failing(Reason.BAD_URL):
        initialise(address)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2"])
def test_every_way_to_write_a_postgresql_address_is_understood(scheme: str) -> None:
    url = parse_url(f"{scheme}://u:p@localhost/programa?sslmode=require")
    assert url.drivername == "postgresql+psycopg"
    assert (url.password, url.query["sslmode"]) == ("p", "require")


@pytest.mark.parametrize(
    "name",
    ["programa 2021.db", "señal#1.db", "100%25.db", "a[1]*.db", "sin_extension", "¿a&b=c;d+e?.db"],
)
def test_any_file_name_will_do(tmp_path: Path, open_reader: Open, name: str) -> None:
    database = tmp_path / "carpeta ¿ñ? %41" / name
    address = f"sqlite:///{quote(str(database))}"
    initialise(address)
    reader = open_reader(address)
    for _ in range(3):
        with writing(address):
            pass
    with reader.connect() as connection:
        assert revision(connection) == 4
    assert database.exists()
    assert len(list(database.parent.glob("*.snapshot-*.db"))) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["carpeta ¿ñ? %41"]


def test_a_relative_address_is_that_of_the_folder_one_is_in(
    tmp_path: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    initialise("sqlite:///programa.db")
    with writing("sqlite:///programa.db"):
        pass
    assert supported(open_reader("sqlite:///programa.db")) == 0
    assert (tmp_path / "programa.snapshot.json").exists()


# ── What is not there, or is not what it should be ────────────────────────────────────────


def test_a_missing_file_is_said_to_be_missing_and_not_made(
    tmp_path: Path, open_reader: Open
) -> None:
    address = f"sqlite:///{tmp_path}/programa.db"
    with failing(Reason.MISSING):
        supported(open_reader(address))
    with failing(Reason.MISSING), writing(address):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_snapshot_is_not_published(sqlite_url: str, open_reader: Open) -> None:
    snapshot.pointer(file_of(sqlite_url)).unlink()
    reader = open_reader(sqlite_url)
    with failing(Reason.MISSING):
        supported(reader)
    initialise(sqlite_url)
    assert supported(reader) == 0


@pytest.mark.postgresql
def test_a_postgresql_database_without_schema_is_missing(
    new_database: Callable[..., str], open_reader: Open
) -> None:
    address = new_database("postgresql", bare=True)
    reader = open_reader(address)
    with failing(Reason.MISSING):
        supported(reader)
    with failing(Reason.MISSING), writing(address):
        pass
    initialise(address)
    assert supported(reader) == 0


@pytest.mark.postgresql
def test_a_database_the_server_does_not_know_is_unreachable(
    postgresql_server: Server, open_reader: Open
) -> None:
    with failing(Reason.UNREACHABLE, within=1):
        supported(open_reader(postgresql_server.url("nunca")))


@pytest.mark.postgresql
def test_an_account_without_rights_is_not_a_missing_database(
    postgresql_url: str, postgresql_server: Server, open_reader: Open
) -> None:
    with suppress(Exception):
        postgresql_server.execute("CREATE ROLE nadie LOGIN")
    name = str(parse_url(postgresql_url).database)
    with failing(Reason.INTERNAL):
        supported(open_reader(postgresql_server.url(name, user="nadie")))


def test_a_port_where_nobody_listens_is_unreachable(open_reader: Open) -> None:
    with failing(Reason.UNREACHABLE, within=1):
        supported(open_reader("postgresql://u:clave-secreta@127.0.0.1:1/programa"))


def _flip_one_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    place = data.index(b"Universidad de Guayaquil")
    data[place] ^= 1
    path.write_bytes(data)


def _overwrite_a_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-4096:] = bytes(4096)
    path.write_bytes(data)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "one bit": _flip_one_bit,
    "one page": _overwrite_a_page,
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-5000]),
    "text": lambda path: path.write_text("no soy una base de datos"),
    "empty": lambda path: path.write_bytes(b""),
}


@pytest.mark.parametrize("opened", [False, True], ids=["at start", "while running"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_snapshot_is_noticed_before_a_figure_is_shown(
    sqlite_url: str, open_reader: Open, damage: str, opened: bool
) -> None:
    reader = open_reader(sqlite_url)
    if opened:
        supported(reader)
    path = snapshot_of(sqlite_url)
    path.chmod(0o644)
    DAMAGES[damage](path)
    for _ in range(2):
        with failing(Reason.DAMAGED):
            supported(reader)
    initialise(sqlite_url)
    assert supported(reader) == 0, "published again, it is read again"


@pytest.mark.parametrize("opened", [False, True], ids=["at start", "while running"])
def test_a_deleted_snapshot_is_missing(sqlite_url: str, open_reader: Open, opened: bool) -> None:
    reader = open_reader(sqlite_url)
    if opened:
        supported(reader)
    snapshot_of(sqlite_url).unlink()
    with failing(Reason.MISSING):
        supported(reader)


@pytest.mark.parametrize(
    "pointer",
    ["", "{", "[]", "{}", "null", '{"file": 5, "sha256": "", "size": 1, "schema_version": ""}',
     '{"file": "../x", "sha256": "", "size": 1, "schema_version": ""}', "\udcff"],
)  # fmt: skip
def test_a_pointer_that_makes_no_sense_is_damage(
    sqlite_url: str, open_reader: Open, pointer: str
) -> None:
    path = snapshot.pointer(file_of(sqlite_url))
    path.write_bytes(pointer.encode("utf-8", "surrogateescape"))
    with failing(Reason.DAMAGED):
        supported(open_reader(sqlite_url))


@pytest.mark.parametrize(
    ("version", "reason"), [("0000", Reason.SCHEMA_OLD), ("9999", Reason.SCHEMA_NEW)]
)
def test_a_schema_of_another_age_is_refused(
    database_url: str, open_reader: Open, version: str, reason: Reason
) -> None:
    writer = open_writer(database_url)
    with writer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    engine.publish(writer)
    writer.dispose()
    with failing(reason):
        supported(open_reader(database_url))
    with failing(reason), writing(database_url):
        pass


# ── Time ──────────────────────────────────────────────────────────────────────────────────


def test_an_endless_question_is_cut_and_the_next_one_answered(
    sqlite_url: str, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "STATEMENT_SECONDS", 0.3)
    reader = open_reader(sqlite_url)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"
    with failing(Reason.SLOW, within=1.3), reader.connect() as connection:
        connection.exec_driver_sql(endless)
    assert supported(reader) == 0


@pytest.mark.postgresql
def test_a_slow_question_to_the_server_is_cut_and_the_next_one_answered(
    postgresql_url: str, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "STATEMENT_SECONDS", 1)
    reader = open_reader(postgresql_url)
    with failing(Reason.SLOW, within=2), reader.connect() as connection:
        connection.exec_driver_sql("SELECT pg_sleep(30)")
    assert supported(reader) == 0


@pytest.mark.postgresql
@pytest.mark.parametrize("opened", [False, True], ids=["at start", "while running"])
def test_a_stopped_server_is_noticed_and_found_again(
    postgresql_url: str, postgresql_server: Server, open_reader: Open, opened: bool
) -> None:
    reader = open_reader(postgresql_url)
    if opened:
        supported(reader)
    postgresql_server.stop()
    try:
        for _ in range(2):
            with failing(Reason.UNREACHABLE, within=1):
                supported(reader)
    finally:
        postgresql_server.start()
    start = time.monotonic()
    assert supported(reader) == 0
    assert time.monotonic() - start < 1


@pytest.mark.postgresql
def test_a_server_stopped_between_two_questions_of_a_page(
    postgresql_url: str, postgresql_server: Server, open_reader: Open
) -> None:
    reader = open_reader(postgresql_url)
    try:
        with failing(Reason.UNREACHABLE), reader.connect() as connection:
            revision(connection)
            postgresql_server.stop()
            revision(connection)
    finally:
        postgresql_server.start()
    assert supported(reader) == 0


@pytest.mark.postgresql
def test_a_restart_between_two_visits_is_not_noticed(
    postgresql_url: str, postgresql_server: Server, open_reader: Open
) -> None:
    reader = open_reader(postgresql_url)
    with reader.connect() as one, reader.connect() as other:
        assert revision(one) == revision(other)
    postgresql_server.stop()
    postgresql_server.start()
    with reader.connect() as one, reader.connect() as other:
        assert revision(one) == revision(other)


@pytest.mark.postgresql
def test_a_server_frozen_between_two_visits_is_given_up_and_found_again(
    postgresql_url: str, postgresql_server: Server, open_reader: Open
) -> None:
    reader = open_reader(postgresql_url)
    supported(reader)
    postgresql_server.freeze()
    try:
        with failing(Reason.UNREACHABLE, within=12):
            supported(reader)
        with failing(Reason.UNREACHABLE, within=1):
            supported(reader)  # who comes next does not wait for it too
    finally:
        postgresql_server.thaw()
    assert _in_time(reader) == 0


def _in_time(reader: Reader) -> int:
    """The answer, once those are let in again who had been told to wait."""
    end = time.monotonic() + engine.REST_SECONDS + 1
    while time.monotonic() < end:
        with suppress(DatabaseError):
            return supported(reader)
        time.sleep(0.1)
    return supported(reader)


@pytest.mark.postgresql
@pytest.mark.parametrize("moment", ["in a question", "at the end of the page"])
def test_a_server_frozen_in_the_middle_is_given_up_and_found_again(
    postgresql_url: str,
    postgresql_server: Server,
    open_reader: Open,
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
) -> None:
    assert engine.FROZEN_SECONDS <= 10, "with what it takes to notice, 12 s"
    monkeypatch.setattr(engine, "FROZEN_SECONDS", 1)
    reader = open_reader(postgresql_url)
    start = time.monotonic()
    try:
        with suppress(DatabaseError), reader.connect() as connection:
            revision(connection)
            postgresql_server.freeze()
            if moment == "in a question":
                with failing(Reason.UNREACHABLE, within=3), translated():
                    connection.exec_driver_sql("SELECT count(*) FROM mipyme")
        assert time.monotonic() - start < 4
    finally:
        postgresql_server.thaw()
    assert _in_time(reader) == 0


# ── Publications ──────────────────────────────────────────────────────────────────────────


def test_readers_see_whole_loads_and_no_errors_while_loads_are_published(
    database_url: str, open_reader: Open
) -> None:
    reader = open_reader(database_url)
    mipymes = invented.invented(80)
    done = threading.Event()
    seen: list[tuple[int, int, int, int]] = []
    errors: list[BaseException] = []

    def read() -> None:
        while not done.is_set():
            try:
                with reader.connect() as connection:
                    facts = connection.execute(
                        text(
                            "SELECT (SELECT revision FROM dataset),"
                            " (SELECT count(*) FROM mipyme), (SELECT sum(enrolled) FROM rollup)"
                        )
                    ).one()
                    time.sleep(0.01)
                    again = connection.scalar(text("SELECT count(*) FROM mipyme"))
                seen.append((facts[0], facts[1], int(facts[2] or 0), int(again or 0)))
            except BaseException as error:
                errors.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for load in range(8):
        invented.fill(database_url, mipymes[load * 10 : load * 10 + 10])
        deadline = time.monotonic() + 5
        while not any(facts[0] == load + 2 for facts in seen[-20:]):
            assert time.monotonic() < deadline, "a published load is seen at once"
            time.sleep(0.005)
    done.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert {facts[0] for facts in seen} >= set(range(2, 10))
    for state, mipyme, rollup, again in seen:
        assert mipyme == rollup == again == (state - 1) * 10, "one state, from first to last"


def test_a_hundred_readers_at_once_all_get_the_same_answer(
    small_database: str, open_reader: Open
) -> None:
    reader, together = open_reader(small_database), threading.Barrier(100)

    def ask(_: int) -> int:
        together.wait()
        return supported(reader)

    with ThreadPoolExecutor(100) as pool:
        answers = list(pool.map(ask, range(100)))
    assert set(answers) == {supported(reader)}
    assert answers[0] > 0


def test_a_snapshot_removed_just_before_it_is_opened_is_no_error(sqlite_url: str) -> None:
    class Unlucky(Reader):
        overtaken = False

        def _current_engine(self, manifest: snapshot.Manifest | None) -> Engine:
            found = super()._current_engine(manifest)
            if not self.overtaken:
                self.overtaken = True
                for _ in range(2):
                    with writing(sqlite_url):
                        pass
                assert manifest is not None
                assert not file_of(sqlite_url).with_name(manifest.file).exists()
            return found

    reader = Unlucky(sqlite_url)
    with reader.connect() as connection:
        assert revision(connection) == 3
    reader.close()
