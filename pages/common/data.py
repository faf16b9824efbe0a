"""The one place that asks the database for the pages, and caches the answers.

Every cached call has the data's revision among its arguments, so a load is seen by the next
click and nothing has to expire.
"""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from data_access import changes, figures, freshness, reports, vocabulary
from data_access import pending as owed
from data_access.address import reader
from data_access.records import Context, FigureData, Freshness
from data_access.scope import Scope
from data_access.vocabulary import Names


def names() -> Names:
    """Codes and names of everything a filter offers."""
    return _names(_revision())


def present() -> frozenset[str]:
    """Codes of the places that have anything to show."""
    return _present(_revision())


def context(scope: Scope) -> Context:
    """What every caption says about the data of `scope`."""
    known = _names(_revision())
    return Context(scope, _freshness(scope, _revision()), known.every, known.divisions)


def figure(slug: str, about: Context) -> FigureData:
    """What the figure `slug` is drawn from."""
    return _figure(slug, about.scope, about.freshness.revision)


def _revision() -> int:
    with reader().connect() as connection:
        return freshness.revision(connection)


@st.cache_data(max_entries=4, show_spinner=False)
def _names(revision: int) -> Names:
    with reader().connect() as connection:
        return vocabulary.names(connection)


@st.cache_data(max_entries=4, show_spinner=False)
def _present(revision: int) -> frozenset[str]:
    with reader().connect() as connection:
        return vocabulary.present(connection)


@st.cache_data(max_entries=500, show_spinner=False)
def _freshness(scope: Scope, revision: int) -> Freshness:
    with reader().connect() as connection:
        return freshness.freshness(connection, scope=scope)


@st.cache_data(max_entries=2000, show_spinner=False)
def _figure(slug: str, scope: Scope, revision: int) -> FigureData:
    with reader().connect() as connection:
        return figures.figure_data(connection, slug, about=figures.context(connection, scope))


def programme_day(about: Context) -> date | None:
    """The day that the programme's reports reach, or on which the scope ends before it."""
    return context(Scope(end=about.scope.end)).as_of


def unreported(about: Context) -> pd.DataFrame:
    """The universities of the scope that have not reported up to that day
    (`freshness.unreported`)."""
    return _unreported(about.scope, programme_day(about), about.freshness.revision)


def pending(about: Context) -> pd.DataFrame:
    """What the universities of the scope owe on that day (`pending.pending`)."""
    return _pending(about.scope, programme_day(about), about.freshness.revision)


def reported(about: Context) -> pd.DataFrame:
    """How far each university's reports reach, and when they came (`freshness.by_university`)."""
    return _reported(about.freshness.revision)


def completeness(about: Context) -> pd.DataFrame:
    """What the reports of the scope leave empty, by university (`reports.completeness`)."""
    return _completeness(about.scope, about.freshness.revision)


def lately(about: Context) -> pd.DataFrame:
    """What changed in the last four weeks, by university (`changes.lately`)."""
    return _lately(about.scope, about.freshness.revision)


@st.cache_data(max_entries=500, show_spinner=False)
def _unreported(scope: Scope, as_of: date | None, revision: int) -> pd.DataFrame:
    with reader().connect() as connection:
        return freshness.unreported(connection, scope=scope, as_of=as_of)


@st.cache_data(max_entries=500, show_spinner=False)
def _pending(scope: Scope, as_of: date | None, revision: int) -> pd.DataFrame:
    with reader().connect() as connection:
        return owed.pending(connection, scope=scope, as_of=as_of)


@st.cache_data(max_entries=4, show_spinner=False)
def _reported(revision: int) -> pd.DataFrame:
    with reader().connect() as connection:
        return freshness.by_university(connection)


@st.cache_data(max_entries=500, show_spinner=False)
def _completeness(scope: Scope, revision: int) -> pd.DataFrame:
    with reader().connect() as connection:
        known = scope.until(freshness.freshness(connection, scope=scope).data_until)
        return reports.completeness(connection, scope=known)


@st.cache_data(max_entries=500, show_spinner=False)
def _lately(scope: Scope, revision: int) -> pd.DataFrame:
    with reader().connect() as connection:
        as_of = figures.context(connection, scope).as_of
        return changes.lately(connection, scope=scope, as_of=as_of)
