"""The small facts that travel from the questions to the figures and pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

import pandas as pd

from data_access.rhythm import Term
from data_access.scope import Scope


@dataclass(frozen=True)
class Goal:
    """A goal in supported MiPymes; no subject means the whole programme."""

    target: int
    starts_on: date | None
    due_on: date
    university: str | None = None
    country: str | None = None
    cohort: str | None = None


@dataclass(frozen=True)
class Progress:
    """How far a scope has come. `goal` is None where the scope has none of its own."""

    supported: int
    goal: Goal | None
    programme_goal: Goal | None
    terms: tuple[Term, ...] | None = None
    """Dates of the cohorts (`progress.terms`); None where no calendar is to be thought of."""

    @property
    def share(self) -> float | None:
        """Supported / goal (1.0 is reached); None without a goal or with a goal of zero."""
        if self.goal is None or self.goal.target == 0:
            return None
        return self.supported / self.goal.target


@dataclass(frozen=True)
class Pace:
    """Supported MiPymes per week: `recent` and `needed`. None where it cannot be said: too
    little history, no goal, the due date passed."""

    recent: float | None
    needed: float | None


@dataclass(frozen=True)
class Forecast:
    """What the coming weeks may bring: ranges that should hold eight of ten outcomes (from the
    10 % to the 90 % quantile), never one number or date."""

    as_of: date
    due_on: date
    frame: pd.DataFrame
    """Columns ``day`` (datetime64), ``low``, ``mid``, ``high`` (supported MiPymes): a row for
    `as_of`, one for each week after it and one for `due_on`."""
    count: tuple[int, int]
    """Supported MiPymes on the due date."""
    reached: tuple[date, date | None] | None
    """When the goal is reached; None instead of the end, or of both, where that lies after
    `horizon`."""
    horizon: date
    """The last day that was looked at."""
    chance: float
    """Of reaching the goal by its due date, from 0 to 1."""
    assumed: bool = False
    """True for a scenario: what a reader assumed instead of what the weeks before suggest."""


class Silence(Enum):
    """Why there is no forecast."""

    NO_GOAL = "no goal"
    REACHED = "reached"
    OVERDUE = "overdue"
    TOO_FAR = "too far"
    TOO_LITTLE = "too little"
    ONE_DAY = "one day"
    PAUSED = "paused"


@dataclass(frozen=True)
class Since:
    """What came between the evening of `day` (UTC) and now."""

    day: date
    then: int | None
    """Supported MiPymes as the pages had it that evening; None where nothing was reported yet."""
    now: int | None
    """Likewise, now."""
    frame: pd.DataFrame
    """Columns ``code``, ``short``, ``added``, ``dropped``, ``up``, ``down``, ``net`` (int), a row
    for each university where any of them is not 0, the largest net first: interventions that
    began, and drop-outs, after the day that its reports had reached; MiPymes more and fewer on
    the days that they had reached; added − dropped + up − down. `net` adds up to `now` − `then`."""


@dataclass(frozen=True)
class Probable:
    """What the count of a day will probably be once the late reports have come, beside what is
    reported; a range that should hold eight of ten outcomes, never one number."""

    day: date
    reported: int
    range: tuple[int, int]
    frame: pd.DataFrame
    """Columns ``code``, ``short``, ``data_until`` (datetime64), ``reported`` (int), ``low``,
    ``mid``, ``high`` (missing where it would not have been better than what is reported): a row
    for each university."""
    weeks: int
    """Past weeks on which it was tried."""
    inside: float
    """The share of them whose count came to lie in the range, from 0 to 1."""
    error: float
    """Mean distance of the range's middle to what the count became, in MiPymes."""
    reported_error: float
    """Likewise, of what was reported."""


@dataclass(frozen=True)
class Freshness:
    """How fresh the database is. Dates are None where nothing has been loaded."""

    data_until: date | None
    loaded_at: datetime | None
    invented: bool
    revision: int
    late: tuple[str, ...] = ()
    """Short names of the universities behind the scope whose reports do not reach as far as the
    programme's do, or as the scope goes (`freshness.unreported`)."""


@dataclass(frozen=True)
class Context:
    """What every caption says about the data behind a figure."""

    scope: Scope
    freshness: Freshness
    names: Mapping[str, str]
    """Code → Spanish name, for every code a scope can hold but sectors and sizes."""
    divisions: Mapping[str, str]
    """Country code → kind of subdivision (key of `codes.DIVISIONS`)."""
    universities: Mapping[str, str] = field(default_factory=dict)
    """University code → full name; `names` has the short ones."""

    @property
    def as_of(self) -> date | None:
        """The day whose state is shown: the end of the scope, or the last day with data."""
        return self.scope.until(self.freshness.data_until).end


@dataclass(frozen=True)
class FigureData:
    """What a figure is drawn from; the columns of `frame` are documented by its question."""

    frame: pd.DataFrame
    progress: Progress
    context: Context
    forecast: Forecast | Silence | None = None
    """Of ``avance``, where it has a goal and counts from the beginning; else None."""
    protected: str = ""
    """Why there is nothing in `frame`, where this is not published: an English message."""


@dataclass(frozen=True)
class Part:
    """One university, country or subdivision of a scope."""

    code: str
    name: str
    """Spanish, short for universities."""
    growth: FigureData
    """Of ``avance``, for the part alone."""
    weeks: pd.DataFrame
    """Of ``ritmo``, likewise."""
    country: str = ""
    """Where a university is based."""


@dataclass(frozen=True)
class Board:
    """What a board is told about a scope; the columns of frames are documented by their
    questions."""

    growth: FigureData
    weeks: pd.DataFrame
    """Of ``ritmo``."""
    day: date | None
    """The last day that the programme's reports reach, or on which the scope ends before it."""
    silent: pd.DataFrame
    """`freshness.unreported` on that day."""
    lately: pd.DataFrame
    """`changes.lately`."""
    reports: pd.DataFrame
    """`reports.by_period`, of its last period only."""
    universities: tuple[Part, ...]
    places: tuple[Part, ...]
    """Countries; within one country or for one university, subdivisions. The largest first."""
    elsewhere: int
    """Supported MiPymes of `growth` that are in none of `places`."""
    protected: str = ""
    """Why some of this is not told, where it is not published: an English message."""

    @property
    def context(self) -> Context:
        """The scope and what its data are."""
        return self.growth.context


@dataclass(frozen=True)
class Trial:
    """What a load would do; sentences are in the reader's language. `refused`: why the file as a
    whole would not be loaded, else ''."""

    refused: str = ""
    read: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    notes: list[str] = field(default_factory=list)
    """What was guessed about the file, and warnings."""
    found: int = 0
    """How many findings there are."""
    findings: list[list[Any]] = field(default_factory=list)
    """Line, column, value, reason, suggestion; the first `trial_child.SHOWN`."""
    accepted: bytes = b""
    """The accepted rows as XLSX, in the template's columns."""
    rejections: bytes = b""
    """The rejected rows as CSV, each with its reasons."""
