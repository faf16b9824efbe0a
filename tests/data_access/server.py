"""A PostgreSQL server of our own: on loopback, under an ordinary user, gone after the tests."""

from __future__ import annotations

import glob
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

ENGINES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))
"""Parameters of a fixture whose tests run on both."""


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL programs on this machine; None where there are none."""
    installed = sorted(
        glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2])
    )
    on_path = shutil.which("postgres")
    folders = [*reversed(installed), *([str(Path(on_path).parent)] if on_path else [])]
    return next((Path(folder) for folder in folders if Path(folder, "initdb").exists()), None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _as_ordinary_user() -> list[str]:
    """PostgreSQL refuses to run as root: its own system user runs it then."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"]


class Server:
    """One cluster that tests may stop, freeze and start again."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="programa-postgresql-"))
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres", "postgres")
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._run("initdb", "--auth=trust", "--username=programa", "--encoding=UTF8", "--no-sync")
        self.start()

    def url(self, database: str, user: str = "programa") -> str:
        """The address of one of its databases."""
        return f"postgresql://{user}:clave-secreta@127.0.0.1:{self.port}/{database}"

    def execute(self, *statements: str, database: str = "postgres") -> None:
        """Run statements as the superuser, each in a transaction of its own."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[call-overload]

    def start(self) -> None:
        """Start and wait until it answers."""
        options = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "fsync": "off",
            "full_page_writes": "off",
            "shared_buffers": "32MB",
            "max_connections": "60",
            "autovacuum": "off",
            "TimeZone": "America/La_Paz",
        }
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with self._folder.joinpath("server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*_as_ordinary_user(), self._programs / "postgres", "-D", self._data, *settings],
                stdout=log,
                stderr=log,
                cwd=self._folder,
            )
        deadline = time.monotonic() + 20
        while True:
            try:
                self.execute("SELECT 1")
                return
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def stop(self) -> None:
        """Stop at once; who is connected is cut off."""
        assert self._process is not None
        self.thaw()
        self._process.send_signal(signal.SIGINT)
        self._process.wait(timeout=20)

    def freeze(self) -> None:
        """Let no process of it run: connections stay open and nothing is ever answered."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """The end of `freeze`."""
        self._signal(signal.SIGCONT)

    def remove(self) -> None:
        """End it without a farewell and delete everything."""
        assert self._process is not None
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(timeout=20)
        shutil.rmtree(self._folder)

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _run(self, program: str, *arguments: str) -> None:
        command = [*_as_ordinary_user(), self._programs / program, "-D", self._data, *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=self._folder)

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        parent = str(self._process.pid)
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", parent], capture_output=True)
        for pid in (parent, *found.stdout.decode().split()):
            try:
                os.kill(int(pid), number)
            except ProcessLookupError:  # a backend that has just ended
                continue
