"""The codes that exist, and their names."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from data_access import freshness, rollups, schema
from data_access.scope import Scope, Vocabulary


@dataclass(frozen=True)
class Names:
    """Code → name of what filters offer, in reading order; and each country's subdivisions."""

    countries: dict[str, str]
    subdivisions: dict[str, str]
    universities: dict[str, str]
    cohorts: dict[str, str]
    divisions: dict[str, str]
    """Country → kind of subdivision (key of `codes.DIVISIONS`)."""
    full: dict[str, str]
    """University → full name."""
    last_day: date | None = None
    """The last day that the reports reach."""

    @property
    def every(self) -> dict[str, str]:
        """All codes in one; they do not overlap."""
        return {**self.countries, **self.subdivisions, **self.universities, **self.cohorts}

    @property
    def vocabulary(self) -> Vocabulary:
        """What a URL may say."""
        return Vocabulary(
            countries=frozenset(self.countries),
            subdivisions=frozenset(self.subdivisions),
            universities=frozenset(self.universities),
            cohorts=frozenset(self.cohorts),
            last_day=self.last_day,
        )


def reading_key(name: str) -> str:
    """Sorts “Áncash” beside “Apurímac”, in every database alike."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def names(connection: Connection) -> Names:
    """The names in the database: short ones of universities, Spanish ones of places."""
    country, subdivision = schema.country.c, schema.subdivision.c
    university, cohort = schema.university.c, schema.cohort.c

    def pairs(code, name) -> dict[str, str]:  # type: ignore[no-untyped-def]
        found = [(row[0], row[1]) for row in connection.execute(select(code, name).order_by(code))]
        return dict(sorted(found, key=lambda pair: reading_key(pair[1])))

    return Names(
        countries=pairs(country.code, country.name),
        subdivisions=pairs(subdivision.code, subdivision.name),
        universities=pairs(university.code, university.short),
        cohorts=pairs(cohort.code, cohort.name),
        divisions=pairs(country.code, country.division),
        full=pairs(university.code, university.name),
        last_day=freshness.last_day(connection),
    )


def present(connection: Connection) -> frozenset[str]:
    """Codes of the countries and subdivisions that have MiPymes, and of the universities'
    countries: what is worth offering in a filter."""
    daily = rollups.source(connection, Scope(), by=["subdivision"])
    places = select(daily.c.country, daily.c.subdivision)
    found = {code for row in connection.execute(places.distinct()) for code in row if code}
    return frozenset(found | set(connection.scalars(select(schema.university.c.country))))
