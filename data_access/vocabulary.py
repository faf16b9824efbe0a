"""The codes that exist, and their names."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from data_access import schema
from data_access.scope import Vocabulary


@dataclass(frozen=True)
class Names:
    """Code → name of what filters offer, in reading order; and each country's subdivisions."""

    countries: dict[str, str]
    subdivisions: dict[str, str]
    universities: dict[str, str]
    cohorts: dict[str, str]
    divisions: dict[str, str]
    """Country → kind of subdivision (key of `codes.DIVISIONS`)."""

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
        )


def names(connection: Connection) -> Names:
    """The names in the database: short ones of universities, Spanish ones of places."""
    country, subdivision = schema.country.c, schema.subdivision.c
    university, cohort = schema.university.c, schema.cohort.c

    def pairs(code, name) -> dict[str, str]:  # type: ignore[no-untyped-def]
        return {row[0]: row[1] for row in connection.execute(select(code, name).order_by(name))}

    return Names(
        countries=pairs(country.code, country.name),
        subdivisions=pairs(subdivision.code, subdivision.name),
        universities=pairs(university.code, university.short),
        cohorts=pairs(cohort.code, cohort.name),
        divisions=pairs(country.code, country.division),
    )
