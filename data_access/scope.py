"""The scope: one filter for every page, figure, table, file and link.

A frozen value that comes from a URL and goes back to it unchanged; an empty field means all.
The parameter names are public: links in newspapers rest on them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from sqlalchemy import ColumnElement, FromClause

from data_access.codes import SECTORS, SIZES

LIST_PARAMETERS = {
    "pais": "countries",
    "estado": "subdivisions",
    "universidad": "universities",
    "generacion": "cohorts",
    "sector": "sectors",
    "tamano": "sizes",
}
"""URL parameter → field of `Scope`, for those that may be repeated."""

DATE_PARAMETERS = {"desde": "start", "hasta": "end"}

_COLUMNS = {
    "countries": "country",
    "subdivisions": "subdivision",
    "universities": "university",
    "cohorts": "cohort",
    "sectors": "sector",
    "sizes": "size",
}


@dataclass(frozen=True)
class Vocabulary:
    """The codes that exist, by field of `Scope`; what is not here is dropped from a URL."""

    countries: frozenset[str]
    subdivisions: frozenset[str]
    universities: frozenset[str]
    cohorts: frozenset[str]
    sectors: frozenset[str] = frozenset(SECTORS)
    sizes: frozenset[str] = frozenset(SIZES)
    last_day: date | None = None
    """The last day that the data reach: a period that starts after it holds nothing."""


@dataclass(frozen=True)
class Dropped:
    """A URL value that was left out, so that the reader can be told."""

    parameter: str
    value: str


@dataclass(frozen=True)
class Scope:
    """Which MiPymes, in which period. Lists are sorted and without repetitions."""

    countries: tuple[str, ...] = ()
    subdivisions: tuple[str, ...] = ()
    universities: tuple[str, ...] = ()
    cohorts: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        for name in LIST_PARAMETERS.values():
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))

    @classmethod
    def from_query(
        cls, query: Mapping[str, Sequence[str]], vocabulary: Vocabulary
    ) -> tuple[Scope, list[Dropped]]:
        """Read URL parameters; values that do not exist are left out and returned beside it.

        Of several starts or ends the last counts. A period that ends before it starts loses both
        dates: which one is wrong is unknown. One that starts after the last day with data loses
        its start.
        """
        values: dict[str, tuple[str, ...]] = {}
        dates: dict[str, date] = {}
        dropped: list[Dropped] = []
        for parameter, field in LIST_PARAMETERS.items():
            known = getattr(vocabulary, field)
            asked = query.get(parameter, ())
            values[field] = tuple(value for value in asked if value in known)
            dropped += [Dropped(parameter, value) for value in asked if value not in known]
        for parameter, field in DATE_PARAMETERS.items():
            for value in query.get(parameter, ()):
                try:
                    day = date.fromisoformat(value)
                except ValueError:
                    dropped.append(Dropped(parameter, value))
                    continue
                if dates.get(field, day) != day:
                    dropped.append(Dropped(parameter, dates[field].isoformat()))
                dates[field] = day
        if len(dates) == len(DATE_PARAMETERS) and dates["start"] > dates["end"]:
            dropped += [
                Dropped(parameter, dates[field].isoformat())
                for parameter, field in DATE_PARAMETERS.items()
            ]
            dates = {}
        start, last = dates.get("start"), vocabulary.last_day
        if start and last and start > last:
            dropped.append(Dropped("desde", start.isoformat()))
            del dates["start"]
        scope = cls(**values, start=dates.get("start"), end=dates.get("end"))
        return scope, dropped

    def to_query(self) -> list[tuple[str, str]]:
        """The URL parameters of this scope, in a fixed order; none for an empty scope."""
        pairs = [
            (parameter, value)
            for parameter, field in LIST_PARAMETERS.items()
            for value in getattr(self, field)
        ]
        for parameter, field in DATE_PARAMETERS.items():
            day = getattr(self, field)
            if day is not None:
                pairs.append((parameter, day.isoformat()))
        return pairs

    def until(self, day: date | None) -> Scope:
        """This scope ending on `day` at the latest: nothing is known of the days after it."""
        if day is None or (self.end is not None and self.end <= day):
            return self
        return replace(self, end=day)

    def without(self, *names: str) -> Scope:
        """This scope with the named fields empty."""
        empty = {field.name: field.default for field in fields(self) if field.name in names}
        return replace(self, **empty)  # type: ignore[arg-type]

    def dimensions(self) -> list[str]:
        """The database columns that this scope filters by, dates apart."""
        return [column for field, column in _COLUMNS.items() if getattr(self, field)]

    def members(self, rows: FromClause) -> list[ColumnElement[bool]]:
        """Conditions on the columns of `rows` that keep the MiPymes of this scope."""
        return [
            rows.c[column].in_(getattr(self, field))
            for field, column in _COLUMNS.items()
            if getattr(self, field)
        ]

    def days(self, rows: FromClause) -> list[ColumnElement[bool]]:
        """Conditions on the column `day` of `rows` that keep the period of this scope."""
        conditions: list[ColumnElement[bool]] = []
        if self.start is not None:
            conditions.append(rows.c.day >= self.start)
        if self.end is not None:
            conditions.append(rows.c.day <= self.end)
        return conditions


def one_or_none(values: Iterable[str]) -> str | None:
    """The only value, or None where there is none or more than one."""
    found: Collection[str] = tuple(values)
    return next(iter(found)) if len(found) == 1 else None
