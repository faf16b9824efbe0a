"""The monthly reports: who sent which file when, and what was in it."""

from __future__ import annotations

import calendar
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np
from numpy.random import Generator

from data_access.measures import SUPPORT_MEASURES
from sample_data.draws import NEVER, Booleans, Integers
from sample_data.mipymes import STAGES, Batch
from sample_data.plan import JOINED, UNIVERSITIES, Plan
from sample_data.seasons import CLOSED_IN_JULY, Term, day_number

DUE_DAY = 10
"""A month's report is due on this day of the next month."""

MISSED = {("tdea", "2021-06")}
"""Reports that never came; the next one holds what was missing."""
ALWAYS_LATE = "americana"
LATE = 0.12
PARTIAL = 0.16
"""What part of the reports is late, and has rows that were rejected."""
LATE_ROWS, LATE_DROPS, MISDATED = 0.08, 0.25, 0.01
"""What part of the MiPymes, and of the drop-outs, comes only with the report after the one it
belongs in; and what part of the starts is first reported with a wrong day."""

FAULTS = (
    ("Estado", "Zona centro", "unknown_place",
     "“Zona centro” no está en la lista de estados, departamentos, regiones y provincias.", None),
    ("Fecha de inicio", "04/05/2021", "ambiguous_date",
     "“04/05/2021” puede ser el 4 de mayo o el 5 de abril: el archivo no dice qué formato usa.",
     "2021-05-04"),
    ("Tamaño", "grande", "not_mipyme",
     "Este tamaño está fuera del programa: es para MiPymes y organizaciones.", None),
    ("Sector", "varios", "unknown_code",
     "“varios” no es una sección de la CIIU (una letra de la A a la U).", None),
    ("Fecha de conclusión", "2020-12-01", "wrong_order",
     "La fecha de conclusión es anterior a la de inicio.", None),
    ("Nombre", "Panader\ufffda La Espiga (ejemplo)", "undecodable",
     "El texto tiene un carácter que no se puede leer; guarde el archivo como UTF-8.",
     "Panadería La Espiga (ejemplo)"),
    ("País", "Mexcio", "unknown_country",
     "“Mexcio” no está en la lista de países.", "México"),
)  # fmt: skip
"""Column, value, reason (as the loader gives it), message and suggestion of a rejected row."""


@dataclass(frozen=True)
class Period:
    """A calendar month to report on."""

    code: str
    starts_on: date
    ends_on: date
    due_on: date


@dataclass(frozen=True)
class Report:
    """One university's file on one period, reaching to `data_until`."""

    university: int
    period: Period
    data_until: date
    loaded_at: datetime


def periods(until: date) -> list[Period]:
    """Every month from the first to the one of `until`, which need not be over."""
    listed = []
    for month in range(2021 * 12 + 2, until.year * 12 + until.month):
        start = date(month // 12, month % 12 + 1, 1)
        end = start.replace(day=calendar.monthrange(start.year, start.month)[1])
        listed.append(Period(f"{start:%Y-%m}", start, end, end + timedelta(DUE_DAY)))
    return listed


def reports(rng: Generator, plan: Plan) -> list[Report]:
    """Every report that has come by the last day, in the order in which they came."""
    until = plan.calendar[-1]
    listed = []
    for period in periods(until):
        for university, code in enumerate(UNIVERSITIES):
            last = int(plan.last_day[university])
            late = code == ALWAYS_LATE or rng.random() < LATE
            delay = int(rng.integers(1, 12)) if late else -int(rng.integers(0, 7))
            minute = int(rng.integers(9 * 60, 15 * 60))
            if period.ends_on < JOINED[code] or day_number(period.starts_on) > last:
                continue
            data_until = min(period.ends_on, plan.calendar[last])
            if (code, period.code) in MISSED and data_until < plan.calendar[last]:
                continue
            arrival = min(period.due_on + timedelta(delay), until)
            clock = time((minute // 60) + 6 * (data_until == until), minute % 60, tzinfo=UTC)
            listed.append(Report(university, period, data_until, datetime.combine(arrival, clock)))
    return sorted(listed, key=lambda report: (report.loaded_at, report.university))


class Ledger:
    """Which report brought each MiPyme, and how many rows of each report were new or changed.

    A university's file lists all its MiPymes so far, so whatever it does not bring or change is
    unchanged. A report's number is its place in the list, from 1.
    """

    def __init__(self, plan: Plan, listed: list[Report]) -> None:
        self.reports = listed
        self.loaded: Integers = np.zeros(len(listed) + 1, dtype=np.int64)
        self.updated: Integers = np.zeros(len(listed) + 1, dtype=np.int64)
        # By university and day: the first report that reaches the day. The last column is for
        # days that have not come.
        self._number = np.zeros((len(UNIVERSITIES), len(plan.calendar) + 1), dtype=np.int64)
        begun = np.zeros(len(UNIVERSITIES), dtype=np.int64)
        for number, report in enumerate(listed, start=1):
            end = day_number(report.data_until) + 1
            self._number[report.university, begun[report.university] : end] = number
            begun[report.university] = end

        # By report: the next one of its university; 0 where it has not come.
        self._next = np.zeros(len(listed) + 1, dtype=np.int64)
        last = dict[int, int]()
        for number, report in enumerate(listed, start=1):
            closed = UNIVERSITIES[report.university] == CLOSED_IN_JULY
            if closed and report.period.starts_on.month == 7:
                continue  # who is away corrects nothing
            self._next[last.get(report.university, 0)] = number
            last[report.university] = number
        self._next[[0, *last.values()]] = 0
        self.log = Log(plan)

    def enter(self, rng: Generator, batch: Batch) -> Integers:
        """Count a batch; returns the number of the report that brought each MiPyme."""
        size = len(batch.ids)
        came = {stage: self._number[batch.university, batch.day[stage]] for stage in STAGES}
        brought = self._later(came["enrolled"], rng.random(size) < LATE_ROWS)
        came["dropped"] = self._later(came["dropped"], rng.random(size) < LATE_DROPS)
        came = {stage: np.where(at > 0, np.maximum(at, brought), 0) for stage, at in came.items()}
        wrong = (rng.random(size) < MISDATED) & (batch.day["started"] > batch.day["enrolled"])
        corrected = np.where(wrong, self._next[came["started"]], 0)
        events = np.sort([*came.values(), corrected], axis=0)
        changed = np.diff(events, axis=0, prepend=0) > 0
        changed &= events > brought
        self.loaded += np.bincount(brought, minlength=len(self.loaded))
        self.updated += np.bincount(events[changed], minlength=len(self.updated))
        started, dropped = batch.day["started"], batch.day["dropped"]
        wrong = corrected > 0
        told = np.where(wrong, batch.day["enrolled"], started)
        self.log.add("started", came["started"], batch, told)
        self.log.add("started", corrected, batch, batch.day["enrolled"], sign=-1)
        self.log.add("started", corrected, batch, started)
        left = np.where(started == NEVER, 0, came["dropped"])
        self.log.add("dropped_started", left, batch, dropped)
        return brought

    def _later(self, at: Integers, late: Booleans) -> Integers:
        """Some of the reports replaced by the next ones, where these have come."""
        return np.where(late & (self._next[at] > 0), self._next[at], at)

    def rows(self, rng: Generator, seed: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The rows of ``submission`` and of ``rejected_row``."""
        known = np.zeros(len(UNIVERSITIES), dtype=np.int64)
        submissions, rejected = [], []
        for number, report in enumerate(self.reports, start=1):
            loaded, updated = int(self.loaded[number]), int(self.updated[number])
            partial = rng.random() < PARTIAL
            faults = int(rng.integers(1, 5)) if partial and loaded >= 5 else 0
            idle = loaded + updated == 0
            unchanged = 0 if idle else int(known[report.university]) - updated
            code = UNIVERSITIES[report.university]
            name = f"reporte_{code}_{report.period.code}.xlsx"
            submissions.append(
                {
                    "id": number,
                    "university": code,
                    "period": report.period.code,
                    "state": "sin_actividad" if idle else "parcial" if faults else "completo",
                    "file_name": name,
                    "file_sha256": hashlib.sha256(f"{seed} {name}".encode()).hexdigest(),
                    "loaded_at": report.loaded_at,
                    "data_until": report.data_until,
                    "rows_read": loaded + updated + unchanged + faults,
                    "rows_loaded": loaded,
                    "rows_updated": updated,
                    "rows_unchanged": unchanged,
                    "rows_rejected": faults,
                    "logged": True,
                }
            )
            last_line = loaded + updated + unchanged + faults + 1
            lines = last_line - rng.choice(min(last_line - 1, 40), faults, replace=False)
            rejected += [_rejected(rng, number, code, int(line)) for line in np.sort(lines)]
            known[report.university] += loaded
        return submissions, rejected


class Log:
    """What each report changed, day by day: the rows of ``load_change``."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._counts: dict[tuple[int, ...], dict[str, int]] = {}

    def add(
        self, measure: str, report: Integers, batch: Batch, day: Integers, *, sign: int = 1
    ) -> None:
        """Count the MiPymes that a report (0: none) brought on a day."""
        keys = np.array([report, batch.destination, batch.cohort, day])[:, report > 0]
        cells, counts = np.unique(keys, axis=1, return_counts=True)
        for cell, count in zip(cells.T.tolist(), counts.tolist(), strict=True):
            sums = self._counts.setdefault(tuple(cell), dict.fromkeys(SUPPORT_MEASURES, 0))
            sums[measure] += sign * count

    def rows(self, terms: Sequence[Term]) -> list[dict[str, Any]]:
        """The rows, those that change something."""
        cohorts = [*(term.code for term in terms), ""]
        found: dict[tuple[Any, ...], dict[str, int]] = {}
        for (report, destination, cohort, day), sums in self._counts.items():
            country = self._plan.subdivisions[destination][:2]
            key = (report, country, cohorts[cohort], self._plan.calendar[day])
            total = found.setdefault(key, dict.fromkeys(SUPPORT_MEASURES, 0))
            for measure, count in sums.items():
                total[measure] += count
        names = ("submission", "country", "cohort", "day")
        return [
            dict(zip(names, key, strict=True)) | found[key]
            for key in sorted(found)
            if any(found[key].values())
        ]


def _rejected(rng: Generator, submission: int, university: str, line: int) -> dict[str, Any]:
    """A row that stayed out, with its first fault."""
    column, value, reason, message, suggestion = FAULTS[rng.integers(len(FAULTS))]
    row = {"Folio": f"{university.upper()}-R{line:05d}", "Nombre": f"Negocio {line:04d} (ejemplo)"}
    return {
        "submission": submission,
        "line": line,
        "column": column,
        "value": value,
        "reason": reason,
        "message": message,
        "suggestion": suggestion,
        "row": json.dumps({**row, column: value}, ensure_ascii=False),
    }
