"""What the account of a scope rests on, asked once for everything that a document says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from charts.edition import Edition
from charts.verdict import Verdict, verdict
from data_access import figures
from data_access.address import reader
from data_access.engine import Reader
from data_access.errors import Protected, ProtectedError
from data_access.records import Context, FigureData
from data_access.scope import DATE_PARAMETERS, LIST_PARAMETERS, Scope, one_or_none
from data_access.seen import Seen, look
from texts import spoken
from web.asked import names_of

PARAMETERS = (*LIST_PARAMETERS, *DATE_PARAMETERS, "idioma", "edicion")
"""What makes one answer another; whatever else an address carries does not."""

Query = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, eq=False)
class Standing:
    """A scope in one state of the data, for one edition."""

    source: Reader
    edition: Edition
    about: Context
    growth: FigureData
    """The data of ``avance``."""
    weeks: pd.DataFrame
    """The frame of ``ritmo``."""
    """Short names of the universities whose last reports are missing."""

    @property
    def verdict(self) -> Verdict:
        """Whether the goal will be reached."""
        return verdict(self.growth, self.edition)

    def data(self, slug: str) -> FigureData:
        """What another figure of this scope is drawn from."""
        if slug == "avance":
            return self.growth
        with self.source.connect() as connection:
            return figures.figure_data(connection, slug, about=self.about)


def standing(query: Mapping[str, Sequence[str]]) -> Standing:
    """How the scope in the parameters of an address stands; what does not exist is left out, as
    pages do. `DatabaseError` while the database is away, `ProtectedError` where its count is not
    published."""
    found, seen = last_standing(query)
    if seen.fault:
        raise seen.fault
    return found


def last_standing(query: Mapping[str, Sequence[str]]) -> tuple[Standing, Seen]:
    """How it stands, or stood when this was last `seen`; `DatabaseError` where that is not kept
    either, `ProtectedError` where its count is not published."""
    source = reader()
    seen = look(source)
    known = tuple((name, *query[name]) for name in PARAMETERS if name in query)
    return _standing(source, seen.revision, known), seen


@lru_cache(maxsize=256)
def _standing(source: Reader, revision: int, query: Query) -> Standing:
    asked = {name: values for name, *values in query}
    names = names_of(source, revision)
    scope, _ = Scope.from_query(asked, names.vocabulary)
    with source.connect() as connection:
        about = figures.context(connection, scope)
        growth = figures.figure_data(connection, "avance", about=about)
        if growth.protected:
            raise ProtectedError(Protected(growth.protected))
        weeks = figures.figure_data(connection, "ritmo", about=about).frame
    country = one_or_none([*asked.get("edicion", [])][-1:]) or one_or_none(scope.countries)
    edition = Edition(
        language=spoken(asked.get("idioma", [""])[-1]),
        country=country if country in names.countries else None,
    )
    return Standing(source, edition, about, growth, weeks)
