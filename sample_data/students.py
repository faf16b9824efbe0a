"""The students, and which MiPymes each accompanies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.random import Generator

from sample_data.draws import NEVER, Floats, Integers, blank, choose, lookup
from sample_data.mipymes import Batch
from sample_data.plan import UNIVERSITIES, Plan
from sample_data.seasons import Term

FIELDS = {
    "Administración": 0.27, "Diseño de la Comunicación Gráfica": 0.15, "Economía": 0.10,
    "Ingeniería en Computación": 0.11, "Ingeniería Industrial": 0.09, "Contaduría": 0.09,
    "Mercadotecnia": 0.11, "Comercio Internacional": 0.08,
}  # fmt: skip
FIELD_MISSING = 0.04
LOAD = (2, 8)
"""How many MiPymes a student accompanies, from and to."""
PAIRED = 0.22
"""What part of the MiPymes outside the binational start has a second student of the same
university."""
GUESTS = 0.04
"""What part has one of another university instead."""
HOURS_MISSING = 0.08

BINATIONAL = (UNIVERSITIES.index("uam-a"), UNIVERSITIES.index("uv"))


@dataclass
class Roster:
    """Hands out MiPymes to students, batch after batch.

    Students wait in queues by university, cohort and role (lead or companion). A MiPyme takes
    at most one from a queue, so no student meets the same one twice.
    """

    plan: Plan
    terms: Sequence[Term]
    last_id: int = 0
    current: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Queue → the student at its head and how many more MiPymes that one takes."""

    def assign(self, rng: Generator, batch: Batch) -> tuple[dict[str, Any], dict[str, Any]]:
        """Columns of ``student`` (those who are new) and of ``assignment`` for one batch."""
        queues, rows = self._slots(rng, batch)
        order = np.argsort(queues, kind="stable")
        queues, rows = queues[order], rows[order]
        first_new = self.last_id + 1
        students = np.empty(len(rows), dtype=np.int64)
        owner: list[int] = []
        starts = np.flatnonzero(np.diff(queues, prepend=-1))
        for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
            queue = int(queues[start])
            students[start:end], new = self._take(rng, queue, int(end - start))
            owner += [queue] * new
        return (
            self._students(rng, first_new, np.array(owner, dtype=np.int64)),
            {
                "student": students,
                "mipyme": batch.ids[rows],
                "hours": self._hours(rng, batch, rows),
            },
        )

    def _slots(self, rng: Generator, batch: Batch) -> tuple[Integers, Integers]:
        """The queue and the row of the batch of everyone who is needed: a lead for each MiPyme
        somebody has worked with, and for some a companion. In the binational start the two are
        of the two universities that began it."""
        rows = np.flatnonzero((batch.day["diagnosed"] != NEVER) | (batch.day["started"] != NEVER))
        university, cohort = batch.university[rows], batch.cohort[rows]
        mixed = cohort == 0
        chance = rng.random(len(rows))
        guest = (university + rng.integers(1, len(UNIVERSITIES), len(rows))) % len(UNIVERSITIES)
        guest = np.where(self.plan.last_day[guest] == NEVER, university, guest)
        other = np.where(university == BINATIONAL[0], BINATIONAL[1], BINATIONAL[0])
        second = np.where(mixed, other, np.where(chance < GUESTS, guest, university))
        paired = mixed | (chance < GUESTS + PAIRED)
        lead = self._queue(university, cohort, np.zeros(len(rows), dtype=np.int64))
        companion = self._queue(second, cohort, np.where(mixed, 0, 1))
        return np.concatenate([lead, companion[paired]]), np.concatenate([rows, rows[paired]])

    def _queue(self, university: Integers, cohort: Integers, role: Integers) -> Integers:
        return (university * (len(self.terms) + 1) + cohort + 1) * 2 + role

    def _take(self, rng: Generator, queue: int, size: int) -> tuple[Integers, int]:
        """The students for the next `size` MiPymes of a queue, and how many of them are new."""
        head, left = self.current.get(queue, (0, 0))
        loads = rng.integers(LOAD[0], LOAD[1] + 1, size // LOAD[0] + 1)
        missing = max(0, size - left)
        new = int(np.searchsorted(np.cumsum(loads), missing, side="left")) + 1 if missing else 0
        ids = np.concatenate([[head], np.arange(self.last_id + 1, self.last_id + 1 + new)])
        taken = np.repeat(ids, np.concatenate([[left], loads[:new]]))
        self.last_id += new
        self.current[queue] = int(ids[-1]), len(taken) - size
        return taken[:size], new

    def _students(self, rng: Generator, first: int, queue: Integers) -> dict[str, Any]:
        ids = np.arange(first, first + len(queue))
        university, cohort = np.divmod(queue // 2, len(self.terms) + 1)
        fields = lookup(FIELDS)[choose(rng, list(FIELDS.values()), len(ids))]
        return {
            "id": ids,
            "university": lookup(UNIVERSITIES)[university],
            "external_id": [f"E{number:06d}" for number in ids.tolist()],
            "field": blank(fields, rng.random(len(ids)) < FIELD_MISSING),
            "cohort": lookup(term.code for term in self.terms)[cohort - 1],
        }

    def _hours(self, rng: Generator, batch: Batch, rows: Integers) -> Any:
        """Hours so far, one decimal: some two and a half a week while it went on."""
        day = {stage: values[rows] for stage, values in batch.day.items()}
        begin = np.where(day["diagnosed"] != NEVER, day["diagnosed"], day["started"])
        last = self.plan.last_day[batch.university[rows]]
        end = np.select([day["concluded"] >= 0, day["dropped"] >= 0], [day["concluded"],
                        day["dropped"]], last)  # fmt: skip
        weeks: Floats = np.minimum(end - begin + 1, 140) / 7.0
        hours = np.round(weeks * rng.gamma(5.0, 0.5, len(rows)), 1)
        return blank(hours, rng.random(len(rows)) < HOURS_MISSING)
