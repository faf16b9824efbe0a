"""The one place that asks the database for the pages, and caches the answers.

Every cached call has the data's revision among its arguments, so a load is seen by the next
click and nothing has to expire. A page is of one revision: the frame looks it up once per run.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from data_access import (
    accounts,
    changes,
    countries,
    faults,
    figures,
    freshness,
    hindsight,
    load_changes,
    outcomes,
    pace,
    progress,
    reports,
    seen,
    students,
    universities,
    vocabulary,
)
from data_access import mipymes as rows
from data_access import municipalities as towns
from data_access import parts as side_by_side
from data_access import pending as owed
from data_access import rejections as kept_out
from data_access.access import Access
from data_access.address import reader
from data_access.errors import DatabaseError, ProtectedError, Reason
from data_access.identity import Identity
from data_access.intake import trial
from data_access.records import Context, FigureData, Part, Probable, Since, Trial
from data_access.rhythm import Term
from data_access.scope import Scope
from data_access.searching import Word
from data_access.searching import words as words_of
from data_access.seen import Seen
from data_access.vocabulary import Names


class State(NamedTuple):
    """Which answers are given: those of a revision, to the public or to whoever may see every
    number as it is (`exact`). Part of the key of everything that is kept."""

    revision: int
    exact: bool


_STATE = "state of the data"

_kept = partial(
    st.cache_data, show_spinner=False, hash_funcs={Scope: repr, Access: repr, Word: repr}
)
"""What a scope says is its key: Streamlit's own way to tell records apart is slow."""


def look() -> Seen:
    """Before a page: which revision of the data it is of, as the public sees them. While the
    database does not answer it is the one last seen: what was asked of it is still known."""
    found = seen.look(reader())
    st.session_state[_STATE] = State(found.revision, exact=False)
    return found


def see(access: Access) -> None:
    """From here on: what `access` may see."""
    st.session_state[_STATE] = state()._replace(exact=access.exact)


def state() -> State:
    """Which answers this run gives."""
    found: State = st.session_state[_STATE]
    return found


def names() -> Names:
    """Codes and names of everything a filter offers."""
    return _names(state())


def present() -> frozenset[str]:
    """Codes of the places that have anything to show."""
    return _present(state())


def context(scope: Scope) -> Context:
    """What every caption says about the data of `scope`."""
    return _context(scope, state())


def figure(slug: str, about: Context) -> FigureData:
    """What the figure `slug` is drawn from."""
    return _figure(slug, about.scope, state())


@_kept(max_entries=4)
def _names(state: State) -> Names:
    with reader(exact=state.exact).connect() as connection:
        return vocabulary.names(connection)


@_kept(max_entries=4)
def _present(state: State) -> frozenset[str]:
    with reader(exact=state.exact).connect() as connection:
        return vocabulary.present(connection)


@_kept(max_entries=500)
def _context(scope: Scope, state: State) -> Context:
    known = _names(state)
    with reader(exact=state.exact).connect() as connection:
        facts = freshness.freshness(connection, scope=scope)
    return Context(scope, facts, known.every, known.divisions, known.full)


@_kept(max_entries=2000)
def _figure(slug: str, scope: Scope, state: State) -> FigureData:
    with reader(exact=state.exact).connect() as connection:
        return figures.figure_data(connection, slug, about=_context(scope, state))


def programme_day(about: Context) -> date | None:
    """The day that the programme's reports reach, or on which the scope ends before it."""
    return context(Scope(end=about.scope.end)).as_of


def unreported(about: Context) -> pd.DataFrame:
    """The universities of the scope that have not reported up to that day
    (`freshness.unreported`)."""
    return _unreported(about.scope, programme_day(about), state())


def pending(about: Context) -> pd.DataFrame:
    """What the universities of the scope owe on that day (`pending.pending`)."""
    return _pending(about.scope, programme_day(about), state())


def reported(about: Context) -> pd.DataFrame:
    """How far each university's reports reach, and when they came (`freshness.by_university`)."""
    return _reported(state())


def completeness(about: Context) -> pd.DataFrame:
    """What the reports of the scope leave empty, by university (`reports.completeness`)."""
    return _completeness(about.scope, state())


def paces(about: Context) -> dict[str, float | None]:
    """University → its pace (`pace.pace`) in the scope."""
    return _paces(about.scope.until(about.as_of), state())


def terms(about: Context) -> list[Term]:
    """First and last day of the cohorts (`progress.terms`)."""
    return _terms(about.scope, state())


def outcomes_by(about: Context, by: outcomes.By) -> pd.DataFrame:
    """The scores before and after, by country, subdivision or university (`outcomes.change`)."""
    return _outcomes_by(about.scope.until(about.as_of), by, state())


def platform_steps(about: Context) -> pd.DataFrame:
    """On how many platforms the MiPymes are (`outcomes.platform_steps`)."""
    return _platform_steps(about.scope.until(about.as_of), state())


def closed(about: Context) -> tuple[int, int]:
    """How many have closed, of how many (`outcomes.closed`)."""
    return _closed(about.scope.until(about.as_of), state())


def lately(about: Context) -> pd.DataFrame:
    """What changed in the last four weeks, by university (`changes.lately`)."""
    return _lately(about.scope, state())


def since(about: Context, day: date) -> Since | None:
    """What changed since the evening of a day (`changes.since`)."""
    return _since(about.scope, day, state())


def probable(about: Context) -> Probable | None:
    """What the count will be once the late reports have come (`hindsight.probable`); None also
    where that is not published."""
    try:
        return _probable(about.scope, programme_day(about), state())
    except ProtectedError:
        return None


def loaded_on(about: Context) -> date | None:
    """The day (UTC) of the last load that counts for the scope."""
    return about.freshness.loaded_at.date() if about.freshness.loaded_at else None


def known_since(about: Context) -> date | None:
    """The day up to which it was not kept what loads changed (`load_changes.known_since`)."""
    return _known_since(state())


@_kept(max_entries=500)
def _since(scope: Scope, day: date, state: State) -> Since | None:
    with reader(exact=state.exact).connect() as connection:
        return changes.since(connection, scope=scope, day=day)


@_kept(max_entries=500)
def _probable(scope: Scope, day: date | None, state: State) -> Probable | None:
    with reader(exact=state.exact).connect() as connection:
        return hindsight.probable(connection, scope=scope, day=day)


@_kept(max_entries=4)
def _known_since(state: State) -> date | None:
    with reader(exact=state.exact).connect() as connection:
        moment = load_changes.known_since(connection)
        return moment.date() if moment else None


@_kept(max_entries=500)
def _unreported(scope: Scope, as_of: date | None, state: State) -> pd.DataFrame:
    with reader(exact=state.exact).connect() as connection:
        return freshness.unreported(connection, scope=scope, as_of=as_of)


@_kept(max_entries=500)
def _pending(scope: Scope, as_of: date | None, state: State) -> pd.DataFrame:
    with reader(exact=state.exact).connect() as connection:
        return owed.pending(connection, scope=scope, as_of=as_of)


@_kept(max_entries=4)
def _reported(state: State) -> pd.DataFrame:
    with reader(exact=state.exact).connect() as connection:
        return freshness.by_university(connection)


@_kept(max_entries=500)
def _completeness(scope: Scope, state: State) -> pd.DataFrame:
    with reader(exact=state.exact).connect() as connection:
        known = scope.until(_context(scope, state).freshness.data_until)
        return reports.completeness(connection, scope=known)


@_kept(max_entries=500)
def _paces(scope: Scope, state: State) -> dict[str, float | None]:
    with reader(exact=state.exact).connect() as connection:
        weeks = progress.weeks_of(connection, scope=scope)
        return {code: pace.recent(frame) for code, frame in weeks.items()}


@_kept(max_entries=500)
def _terms(scope: Scope, state: State) -> list[Term]:
    with reader(exact=state.exact).connect() as connection:
        return progress.terms(connection, scope=scope)


@_kept(max_entries=500)
def _outcomes_by(scope: Scope, by: outcomes.By, state: State) -> pd.DataFrame:
    with reader(exact=state.exact).connect() as connection:
        return outcomes.change(connection, scope=scope, by=by)


@_kept(max_entries=500)
def _platform_steps(scope: Scope, state: State) -> pd.DataFrame:
    with reader(exact=state.exact).connect() as connection:
        return outcomes.platform_steps(connection, scope=scope)


@_kept(max_entries=500)
def _closed(scope: Scope, state: State) -> tuple[int, int]:
    with reader(exact=state.exact).connect() as connection:
        return outcomes.closed(connection, scope=scope)


@_kept(max_entries=500)
def _lately(scope: Scope, state: State) -> pd.DataFrame:
    with reader(exact=state.exact).connect() as connection:
        as_of = _context(scope, state).as_of
        return changes.lately(connection, scope=scope, as_of=as_of)


def overview(about: Context) -> pd.DataFrame:
    """What is known of each university of the scope (`universities.overview`)."""
    return _asked("overview", about.scope, state())


def municipalities(about: Context) -> pd.DataFrame:
    """In which municipalities the MiPymes of the scope are (`municipalities.supported`)."""
    return _asked("municipalities", about.scope, state())


@_kept(max_entries=500)
def _asked(question: str, scope: Scope, state: State) -> pd.DataFrame:
    asked = {
        "overview": universities.overview,
        "municipalities": towns.supported,
        "reach": universities.reach,
        "teams": students.teams,
        "fields": students.by_field,
    }[question]
    with reader(exact=state.exact).connect() as connection:
        until = _context(scope, state).freshness.data_until
        return asked(connection, scope=scope.until(until))


def parts(about: Context, field: str) -> tuple[Part, ...]:
    """How each of the ``countries``, ``subdivisions`` or ``universities`` (`field`) of the scope
    stands, most MiPymes first."""
    return _parts(field, about.scope, state())


@_kept(max_entries=500)
def _parts(field: str, scope: Scope, state: State) -> tuple[Part, ...]:
    with reader(exact=state.exact).connect() as connection:
        about = _context(scope, state)
        known = scope.until(about.freshness.data_until)
        based = universities.supported(connection, scope=known)
        listed = {
            "countries": countries.supported,
            "subdivisions": countries.supported_by_subdivision,
            "universities": universities.supported,
        }[field](connection, scope=known).fillna({"name": ""})
        called = "short" if field == "universities" else "name"
        return side_by_side.parts(
            connection,
            about=about,
            field=field,
            # Of several countries, what names no subdivision is one row.
            names=list(dict(zip(listed["code"], listed[called], strict=True)).items()),
            based=based[["code", "country"]],
        )


def access_of(who: Identity, about: Context) -> Access | None:
    """What the table of users says that someone may see (`accounts.access_of`), looked up anew
    after each load and every half minute."""
    return _access_of(who.issuer, who.subject, about.freshness.revision)


@_kept(max_entries=500, ttl=30)
def _access_of(issuer: str, subject: str, revision: int) -> Access | None:
    with reader(exact=True).connect() as connection:
        return accounts.access_of(connection, issuer, subject)


Search = tuple[Word, ...]
"""What is searched for, and what the reader's words for codes make of it."""


def search(words: str, names: Mapping[str, Mapping[str, str]]) -> Search:
    """The words typed, with the codes whose `names` have them (`searching.words`)."""
    return words_of(words, names)


def mipymes(
    access: Access,
    about: Context,
    search: Search,
    *,
    municipality: str,
    counted_only: bool,
    order: str,
    descending: bool,
    start: int,
    number: int,
) -> pd.DataFrame:
    """`mipymes.rows` of the scope. Not cached: there are as many pages of them as readers, and a
    file is longer than all."""
    with reader(exact=True).connect() as connection:
        return rows.rows(
            access,
            connection,
            scope=about.scope.until(about.freshness.data_until),
            search=search,
            municipality=municipality,
            order=order,
            descending=descending,
            limit=number,
            offset=start,
            counted_only=counted_only,
        )


def mipyme_count(
    access: Access,
    about: Context,
    search: Search = (),
    *,
    municipality: str = "",
    counted_only: bool,
) -> int:
    """How many `mipymes` there are."""
    state = State(about.freshness.revision, exact=True)
    return _mipyme_count(access, about.scope, search, municipality, counted_only, state)


@_kept(max_entries=500)
def _mipyme_count(
    access: Access,
    scope: Scope,
    search: Search,
    municipality: str,
    counted_only: bool,
    state: State,
) -> int:
    with reader(exact=state.exact).connect() as connection:
        known = scope.until(_context(scope, state).freshness.data_until)
        return rows.count(
            access,
            connection,
            scope=known,
            search=search,
            municipality=municipality,
            counted_only=counted_only,
        )


def reach(about: Context) -> pd.DataFrame:
    """Where each university attends MiPymes of the scope (`universities.reach`)."""
    return _asked("reach", about.scope, state())


def teams(about: Context) -> pd.DataFrame:
    """The supported MiPymes of the scope by who accompanies them (`students.teams`)."""
    return _asked("teams", about.scope, state())


def student_fields(about: Context) -> pd.DataFrame:
    """The students behind the scope by field of study (`students.by_field`)."""
    return _asked("fields", about.scope, state())


def faults_found(about: Context) -> dict[str, dict[str, int] | None]:
    """Kind of fault → university → how many MiPymes have it (`faults.counts`); None where the
    database would take too long to look for it."""
    return _faults(about.scope.without("start", "end"), state())


@_kept(max_entries=100)
def _faults(scope: Scope, state: State) -> dict[str, dict[str, int] | None]:
    found: dict[str, dict[str, int] | None] = {}
    for kind in faults.KINDS:
        try:
            with reader(exact=state.exact).connect() as connection:
                found[kind] = faults.counts(connection, scope=scope, kind=kind)
        except DatabaseError as error:
            if error.reason is not Reason.SLOW:
                raise
            found[kind] = None
    return found


def faulty(access: Access, about: Context, kind: str, limit: int) -> pd.DataFrame:
    """The MiPymes with a fault that the reader may see (`faults.rows`), not cached either."""
    with reader(exact=True).connect() as connection:
        return faults.rows(access, connection, scope=about.scope, kind=kind, limit=limit)


MOST_REJECTIONS = 500
"""Rejected rows of a report that are shown: the loader's own file has all of them."""


def rejections(access: Access, about: Context, university: str, period: str) -> pd.DataFrame:
    """What kept rows out of a report (`rejections.rejections`). Not cached: values stand in it."""
    with reader(exact=True).connect() as connection:
        return kept_out.rejections(
            access, connection, university=university, period=period, limit=MOST_REJECTIONS
        )


LARGEST_FILE = trial.MAX_BYTES
"""Bytes of a file that can be tried."""


def tried(
    content: bytes, university: str, *, compare: bool, language: str, mapping: tuple[str, bytes]
) -> Trial:
    """What a load of a file would do (`trial.try_file`); neither cached nor kept."""
    today = datetime.now(UTC).date()
    return trial.try_file(
        content,
        university=university,
        compare=compare,
        language=language,
        today=today,
        mapping=mapping,
    )


def seats(about: Context) -> pd.DataFrame:
    """Where the universities are (`universities.places`)."""
    return _seats(state())


@_kept(max_entries=4)
def _seats(state: State) -> pd.DataFrame:
    with reader(exact=state.exact).connect() as connection:
        return universities.places(connection)
