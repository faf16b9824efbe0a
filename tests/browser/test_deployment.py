"""What the deployment files promise: the image holds all the app needs, the proxy passes it on and
nothing else, and a backup is the same database again."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, expect
from sqlalchemy import select

from data_access import schema
from data_access.administration import initialise
from data_access.engine import Reader, open_writer
from tests.browser.conftest import ROOT, free_port
from tests.data_access.server import Server, binaries

DEPLOY = ROOT / "deploy"


def instructions(kind: str) -> list[str]:
    """What follows `kind` in each line of the Dockerfile that begins with it."""
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    return [line.removeprefix(f"{kind} ") for line in lines if line.startswith(f"{kind} ")]


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """A folder with what the image has, taken through .dockerignore."""
    allowed = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE)
    folder = tmp_path / "tablero"
    folder.mkdir()
    for instruction in instructions("COPY"):
        *sources, target = instruction.split()
        for source in sources:
            assert source in allowed
            place = folder / target
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, place)
            else:
                place.mkdir(exist_ok=True)
                shutil.copy(ROOT / source, place)
    return folder


@pytest.fixture
def site(image: Path, sample_database: str, tmp_path: Path) -> Iterator[str]:
    """The address of the app, started as the image starts it, behind the proxy."""
    if shutil.which("caddy") is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs the proxy: install the package caddy")
        pytest.skip("no caddy on this machine: install the package caddy")
    inner, plain, encrypted = free_port(), free_port(), free_port()
    around = {
        "DATABASE_URL": sample_database,
        "STREAMLIT_SERVER_ALLOWED_HOSTS": "localhost tablero.example.org",
        "STREAMLIT_SERVER_PORT": str(inner),
        "SITE": "localhost",
        "APP": f"localhost:{inner}",
        "HTTP_PORT": str(plain),
        "HTTPS_PORT": str(encrypted),
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "PYTHONPATH": "",
    }
    (started,) = (json.loads(instruction) for instruction in instructions("CMD"))
    commands = {
        "app": [sys.executable, "-m", *started],
        "proxy": ["caddy", "run", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile"],
    }
    running = []
    for name, command in commands.items():
        with (tmp_path / f"{name}.log").open("wb") as log:
            running.append(
                subprocess.Popen(
                    command, cwd=image, env={**os.environ, **around}, stdout=log, stderr=log
                )
            )
    yield f"https://localhost:{encrypted}"
    for process in running:
        process.terminate()
        process.wait(10)


@pytest.mark.browser
def test_the_image_behind_the_proxy_serves_readers_and_tells_strangers_nothing(
    site: str, browser: Browser
) -> None:
    context = browser.new_context(ignore_https_errors=True, locale="es-CL")
    for _ in range(100):
        with suppress(Error):  # the proxy does not listen yet
            alive = context.request.get(f"{site}/salud")
            if alive.status == 200:
                break
        time.sleep(0.3)
    assert alive.json()["estado"] == "ok"
    assert alive.headers["strict-transport-security"] == "max-age=31536000"
    assert context.request.get(f"{site}/_stcore/metrics").status == 404
    assert context.request.get(f"{site}/figuras/avance.png").headers["content-type"] == "image/png"
    page = context.new_page()
    page.goto(f"{site}/?pais=CL")
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=30_000
    )
    expect(page.get_by_role("heading", level=2).first).to_contain_text("MiPymes")
    context.close()


def fingerprint(address: str) -> str:
    """The SHA-256 of every row of every table, in the order of their keys."""
    found, engine = hashlib.sha256(), open_writer(address)
    with engine.connect() as connection:
        for table in schema.metadata.sorted_tables:
            for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
                found.update(repr((table.name, *row)).encode())
    engine.dispose()
    return found.hexdigest()


def backup(address: str, folder: Path, server: Server | None) -> str:
    """What the README's commands leave: the address of a restored copy."""
    if server is None:
        copy = folder / "programa.db"
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as source:
            source.execute("VACUUM INTO ?", (str(copy),))
        return f"sqlite:///{copy}"
    programs, file = binaries(), folder / "programa.dump"
    assert programs is not None
    dump = [programs / "pg_dump", "--format=custom", f"--file={file}", address]
    subprocess.run(dump, check=True)
    server.execute("CREATE DATABASE restored")
    restored = server.url("restored")
    restore = [programs / "pg_restore", "--exit-on-error", "--no-owner", f"--dbname={restored}"]
    subprocess.run([*restore, file], check=True)
    return restored


def test_a_backup_is_the_same_database_again(
    request: pytest.FixtureRequest, small_database: str, tmp_path: Path
) -> None:
    on_server = small_database.startswith("postgresql")
    server = request.getfixturevalue("postgresql_server") if on_server else None
    restored = backup(small_database, tmp_path, server)
    assert fingerprint(restored) == fingerprint(small_database)
    initialise(restored)
    reader = Reader(restored)
    with reader.connect() as connection:
        assert connection.scalar(select(schema.dataset.c.revision))
    reader.close()
