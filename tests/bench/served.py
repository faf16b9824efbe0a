"""Servers to be measured, each in a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Served:
    """A command that serves on the port it is given, answering at `address` until `stop`."""

    def __init__(
        self, *command: str, database: str | None = None, folder: Path = ROOT, probe: str = "/"
    ) -> None:
        port = str(_free_port())
        self.address = f"http://localhost:{port}"
        environment = {**os.environ, **({"DATABASE_URL": database} if database else {})}
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 -- as long as the process
        self.process = subprocess.Popen(
            [sys.executable, "-m", *(part.format(port=port) for part in command)],
            cwd=folder,
            env=environment,
            stdout=self._said,
            stderr=self._said,
        )
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.address}{probe}", timeout=1).close()
                return
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        self.stop()
        self._said.seek(0)
        said = self._said.read().decode(errors="replace")
        raise RuntimeError(f"{' '.join(command)} does not answer: {said[-2000:]}")

    def __enter__(self) -> Served:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait(timeout=10)

    def memory(self) -> float:
        """Resident memory of the process and what it started, in MB."""
        return sum(_resident(pid) for pid in _family(self.process.pid))

    def processor(self) -> float:
        """Seconds of processor time that they have taken: unlike the clock's, they do not grow
        with what else the machine is doing."""
        return sum(_worked(pid) for pid in _family(self.process.pid))


def streamlit(script: Path, database: str | None = None) -> Served:
    """A Streamlit script, as it is served to readers."""
    options = ["--server.port", "{port}", "--server.headless", "true"]
    options += ["--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"]
    command = ["streamlit", "run", str(script), *options]
    return Served(*command, database=database, folder=script.parent, probe="/_stcore/health")


def app(database: str) -> Served:
    """The dashboard."""
    return streamlit(ROOT / "app.py", database)


def dash(database: str) -> Served:
    """Resumen made with Dash."""
    return Served("tests.bench.dash_app", "{port}", database=database)


def static(folder: Path) -> Served:
    """The files of a folder."""
    return Served("http.server", "{port}", "--directory", str(folder))


def empty(folder: Path) -> Served:
    """A Streamlit page of one word: what Streamlit itself takes."""
    script = folder / "empty.py"
    script.write_text('import streamlit as st\n\nst.write("hola")\n')
    return streamlit(script)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _family(pid: int) -> list[int]:
    """The process and its descendants."""
    children = Path(f"/proc/{pid}/task").glob("*/children")
    found = [int(child) for file in children for child in file.read_text().split()]
    return [pid, *(member for child in found for member in _family(child))]


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def _worked(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
