"""A real Chromium against the running app, with invented data in a database of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {
    "desktop": {"width": 1440, "height": 900},
    "phone": {"width": 360, "height": 740},
}


class App:
    """The app in a process of its own."""

    def __init__(self, database: str, folder: Path, **settings: str) -> None:
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.log = folder / "app.log"
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, "--server.port", str(self.port)],
                cwd=ROOT,
                env={**os.environ, **settings, "DATABASE_URL": database},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait(self) -> None:
        """Until it answers, without visiting a page."""
        for _ in range(300):
            if self.process.poll() is not None:
                raise AssertionError(self.log.read_text())
            try:
                urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError(self.log.read_text())

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait(timeout=10)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def sample_database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The default invented data, made by the command a stranger would use."""
    address = f"sqlite:///{tmp_path_factory.mktemp('datos')}/programa.db"
    environment = {**os.environ, "DATABASE_URL": address}
    subprocess.run([sys.executable, "-m", "sample_data"], cwd=ROOT, env=environment, check=True)
    return address


@pytest.fixture(scope="session")
def app(sample_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The running app. Its first visit is a deep link: see test_deep_link.py."""
    running = App(sample_database, tmp_path_factory.mktemp("app"))
    running.wait()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; skipped where it is missing, a failure in CI."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs a browser: install the package chromium")
        pytest.skip("no Chromium on this machine: install the package chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=SIZES)
def sized(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page of each size a reader has."""
    page = browser.new_page(viewport=SIZES[request.param], locale="es-CL")
    yield page
    page.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A desktop page."""
    page = browser.new_page(viewport=SIZES["desktop"], locale="es-CL")
    yield page
    page.close()
