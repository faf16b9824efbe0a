"""How long the database takes for every question that pages, figures and files ask of it.

In processor time: SQLite works in the thread that asks, and so nothing else on the machine counts.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from statistics import median
from typing import Any

from sqlalchemy import Connection

import data_access
from data_access import figures, freshness, vocabulary
from data_access.engine import Reader
from data_access.errors import DatabaseError
from data_access.scope import Scope
from tests.bench import budgets
from tests.bench.database import ends
from tests.bench.rows import Row

SCOPES = {
    "all": Scope(),
    "country": Scope(countries=("MX",)),
    "university": Scope(universities=("unf",)),
    "dated": Scope(start=date(2021, 3, 1), end=date(2021, 8, 31)),
}
Asked = Callable[[Connection, Scope, date | None], Any]
Key = tuple[str, str, str]
"""Question, scope, size."""
Times = dict[Key, float]
"""Milliseconds."""


def questions() -> dict[str, Asked]:
    """By name: the data of every figure, what each visit asks whatever its scope, and every
    function of `data_access` that takes a connection, a scope and at most a day."""
    found: dict[str, Asked] = {f"figure {slug}": _figure(slug) for slug in figures.QUESTIONS}
    for function in (freshness.revision, vocabulary.names, vocabulary.present):
        found[_name(function)] = lambda connection, *_, function=function: function(connection)
    for function in _with_a_scope():
        found[_name(function)] = _scoped(function)
    return found


def _figure(slug: str) -> Asked:
    def ask(connection: Connection, scope: Scope, _: date | None) -> object:
        about = figures.context(connection, scope)
        return figures.figure_data(connection, slug, about=about)

    return ask


def _scoped(function: Callable[..., Any]) -> Asked:
    def ask(connection: Connection, scope: Scope, day: date | None) -> object:
        by_day = {"as_of": day} if "as_of" in inspect.signature(function).parameters else {}
        return function(connection, scope=scope, **by_day)

    return ask


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__.rpartition('.')[2]}.{function.__name__}"


def _with_a_scope() -> Iterator[Callable[..., Any]]:
    for found in pkgutil.iter_modules(data_access.__path__, "data_access."):
        if found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            parameters = inspect.signature(function).parameters
            needed = {key for key, value in parameters.items() if value.default is value.empty}
            ours = function.__module__ == module.__name__ and not name.startswith("_")
            asks = {"connection", "scope"} <= {*parameters}
            if ours and asks and needed <= {"connection", "scope", "as_of"}:
                yield function


def measure(addresses: dict[str, str], rounds: int) -> list[Row]:
    """A row for each question: in the scope where it takes longest in the largest database,
    beside the smallest. And, for each scope, the data of all figures together."""
    times, unanswered = _times(addresses, rounds)
    smallest, largest = ends(addresses)
    rows = []
    for asked in questions():
        slowest = max(SCOPES, key=lambda name, asked=asked: times[asked, name, largest])
        value, base = (times[asked, slowest, size] for size in (largest, smallest))
        note = "NO ANSWER in time" if (asked, slowest, largest) in unanswered else ""
        what = f"{asked} ({slowest}), {largest}"
        rows.append(Row(what, value, base=base, beside=smallest, note=note))
    for name in SCOPES:
        value, base = (
            sum(times[asked, name, size] for asked in questions() if asked.startswith("figure "))
            for size in (largest, smallest)
        )
        what = f"all figures ({name}), {largest}"
        rows.append(Row(what, value, base=base, beside=smallest, limit=budgets.MILLION))
    return rows


def _times(addresses: dict[str, str], rounds: int) -> tuple[Times, set[Key]]:
    """Medians, the sizes in turns, the first round to warm up; and what the database gave up."""
    readers = {size: Reader(address) for size, address in addresses.items()}
    with readers[ends(addresses)[0]].connect() as connection:
        day = freshness.freshness(connection).data_until
    taken: dict[Key, list[float]] = {}
    unanswered: set[Key] = set()
    for number in range(rounds + 1):
        for (asked, question), name, size in product(questions().items(), SCOPES, readers):
            key = asked, name, size
            if key in unanswered:
                continue
            start = time.thread_time()
            try:
                with readers[size].connect() as connection:
                    question(connection, SCOPES[name], day)
            except DatabaseError:
                unanswered.add(key)
            if number or key in unanswered:
                taken.setdefault(key, []).append((time.thread_time() - start) * 1000)
    for reader in readers.values():
        reader.close()
    return {key: median(values) for key, values in taken.items()}, unanswered
