"""``make bench``: how fast the dashboard is, beside what its readers would otherwise have.

What is compared is measured in turns in one run (A B A B), and what counts is the ratio of the
medians: the machine's own speed drops out. Prints a table with the budgets beside it and writes
``bench.json``.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tests.bench import explore, filters, queries, routes, sessions, visits
from tests.bench.database import SIZES, database, ends
from tests.bench.rows import Row, table

Measure = Callable[[dict[str, str], Path, int], list[Row]]
"""Addresses of the databases by size, a folder to write to, rounds."""

PARTS: dict[str, Measure] = {
    "queries": lambda addresses, _, rounds: queries.measure(addresses, rounds),
    "visits": visits.measure,
    "filter": lambda addresses, _, rounds: filters.measure(addresses, rounds),
    "explore": lambda addresses, folder, rounds: explore.measure(
        addresses[ends(addresses)[0]], folder, rounds
    ),
    "lines": lambda addresses, folder, rounds: visits.measure_lines(
        addresses[ends(addresses)[0]], folder, rounds
    ),
    "sessions": lambda addresses, *_: sessions.measure(addresses[ends(addresses)[1]]),
    "routes": lambda addresses, *_: routes.measure(addresses[ends(addresses)[1]]),
}


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", help=f"some parts of {','.join(PARTS)}")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--largest", choices=SIZES, default="1 M")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "bench")
    parser.add_argument("--output", type=Path, default=Path("bench.json"))
    options = parser.parse_args()
    logging.disable()  # what is refused stands in the table
    asked = options.only.split(",") if options.only else list(PARTS)
    if unknown := set(asked) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    options.folder.mkdir(parents=True, exist_ok=True)
    names = list(SIZES)[: list(SIZES).index(options.largest) + 1]
    addresses = {name: database(options.folder, SIZES[name]) for name in names}
    load = [os.getloadavg()[0]]
    parts: dict[str, list[Row]] = {}
    for part in asked:
        parts[part] = PARTS[part](addresses, options.folder, options.rounds)
        load.append(os.getloadavg()[0])
        print(table({part: parts[part]}), flush=True)
    print(f"\nload of the machine: {min(load):.1f} to {max(load):.1f}; cores: {os.cpu_count()}")
    _write(options.output, parts, load, options.rounds)


def _write(path: Path, parts: dict[str, list[Row]], load: list[float], rounds: int) -> None:
    result = {
        "at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "load": load,
        "cores": os.cpu_count(),
        "rounds": rounds,
        "parts": {part: [row.as_json() for row in rows] for part, rows in parts.items()},
    }
    path.write_text(json.dumps(result, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
