"""``make bench``: how fast Resumen is, in a real browser, beside an empty Streamlit page.

Rounds are interleaved (empty, 2 thousand, 1 million, empty, …) and what counts is the ratio of
medians of one run: the machine's own speed drops out. Writes a table and ``bench.json``.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench.served import ROOT, Served, memory
from tests.bench.visit import Visit, change_filter, visit

SIZES = {"2 k": 2_107, "100 k": 100_000, "1 M": 1_000_000}
FIGURES = 6
EMPTY = 'import streamlit as st\n\nst.write("hola")\n'
COUNTED = ("verdict", "first_figure", "complete")


def database(folder: Path, mipymes: int) -> str:
    """A database of invented data, made once per folder."""
    address = f"sqlite:///{folder}/{mipymes}/programa.db"
    if not (folder / str(mipymes) / "programa.snapshot.json").exists():
        command = [sys.executable, "-m", "sample_data", "--mipymes", str(mipymes)]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": address}, check=True)
    return address


def rounds(browser: Browser, served: dict[str, Served], count: int) -> dict[str, list[Visit]]:
    """`count` cold visits of each, interleaved, after one that is not counted."""
    seen: dict[str, list[Visit]] = {name: [] for name in served}
    for number in range(count + 1):
        for name, app in served.items():
            figures = 0 if name == "empty" else FIGURES
            taken = visit(browser, app.address, figures=figures)
            if number:
                seen[name].append(taken)
    return seen


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--largest", choices=SIZES, default="1 M")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "bench")
    parser.add_argument("--output", type=Path, default=Path("bench.json"))
    options = parser.parse_args()
    names = list(SIZES)[: list(SIZES).index(options.largest) + 1]
    options.folder.mkdir(parents=True, exist_ok=True)
    empty = options.folder / "empty.py"
    empty.write_text(EMPTY)
    served = {"empty": Served(empty, None)}
    for name in names:
        served[name] = Served(ROOT / "app.py", database(options.folder, SIZES[name]))
    result: dict[str, dict[str, float]] = {}
    try:
        started = {name: memory(app.process.pid) for name, app in served.items()}
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
            )
            visits = rounds(browser, served, options.rounds)
            for name, app in served.items():
                taken = visits[name]
                row = {key: _median([getattr(v, key) for v in taken]) for key in COUNTED}
                row["megabytes"] = round(_median([v.bytes for v in taken]) / 1e6, 2)
                row["requests"] = _median([v.requests for v in taken])
                if name != "empty":
                    row["filter"] = _median(change_filter(browser, app.address, options.rounds))
                row["memory_start"] = started[name]
                row["memory_after"] = memory(app.process.pid)
                result[name] = row
            browser.close()
    finally:
        for app in served.values():
            app.stop()
    load = os.getloadavg()[0]
    options.output.write_text(json.dumps({"load": load, "rows": result}, indent=2))
    print(table(result))
    print(f"load of the machine at the end: {load:.1f}; medians of {options.rounds}, ms and MB")


def _median(values: list[float]) -> float:
    return round(statistics.median(values), 1)


def table(result: dict[str, dict[str, float]]) -> str:
    """The rows as text; in brackets the ratio to the empty page of this run."""
    base = result["empty"]["complete"]
    lines = [f"{'':8}" + "".join(f"{key:>20}" for key in next(reversed(result.values())))]
    for name, row in result.items():
        cells = []
        for key in next(reversed(result.values())):
            value = row.get(key)
            ratio = f" ({value / base:.2f})" if key in COUNTED and value is not None else ""
            cells.append(f"{'–' if value is None else f'{value:g}{ratio}':>20}")
        lines.append(f"{name:8}" + "".join(cells))
    return "\n".join(lines)


if __name__ == "__main__":
    main()
