"""What a board is told: a scope, and how each of its parts stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pandas as pd
from sqlalchemy import Connection

from data_access import changes, countries, figures, freshness, reports, universities
from data_access.errors import Protected, ProtectedError
from data_access.parts import parts
from data_access.records import Board, Part
from data_access.scope import Scope, one_or_none

T = TypeVar("T")

MOST_PLACES = 8
"""So many countries or subdivisions are told apart; of more, the others are one number."""


def board(connection: Connection, *, scope: Scope) -> Board:
    """Everything in the board report of `scope` that is not one of its figures. `ProtectedError`
    where even its count is not published."""
    about = figures.context(connection, scope)
    known = scope.until(about.freshness.data_until)
    day = scope.until(freshness.freshness(connection).data_until).end
    growth = figures.figure_data(connection, "avance", about=about)
    if growth.protected:
        raise ProtectedError(Protected(growth.protected))
    hidden: list[Protected] = []

    def told(ask: Callable[[], T], otherwise: T) -> T:
        """What is asked, or something else where that is not published."""
        try:
            return ask()
        except ProtectedError as error:
            hidden.append(error.why)
            return otherwise

    seats = universities.places(connection)[["code", "country"]]

    def of_places() -> tuple[Part, ...]:
        field, names = _places(connection, known)
        return parts(connection, about=about, field=field, names=names, based=seats)

    def of_universities() -> tuple[Part, ...]:
        attending = _pairs(universities.supported(connection, scope=known), "short")
        return parts(connection, about=about, field="universities", names=attending, based=seats)

    none: tuple[Part, ...] = ()
    places, attending = told(of_places, none), told(of_universities, none)
    lately = told(
        lambda: changes.lately(connection, scope=scope, as_of=about.as_of),
        changes.lately(connection, scope=scope, as_of=None),
    )
    return Board(
        growth=growth,
        weeks=figures.figure_data(connection, "ritmo", about=about).frame,
        day=day,
        silent=freshness.unreported(connection, scope=scope, as_of=day),
        lately=lately,
        reports=_last_period(connection, scope.until(day)),
        universities=attending,
        places=places,
        elsewhere=growth.progress.supported - sum(one.growth.progress.supported for one in places),
        protected=hidden[0].value if hidden else "",
    )


def _places(connection: Connection, scope: Scope) -> tuple[str, list[tuple[str, str]]]:
    """The field of `Scope` that names the places of `scope`; their codes and names, the largest
    first."""
    if one_or_none(scope.countries) or one_or_none(scope.universities) or scope.subdivisions:
        field, frame = "subdivisions", countries.supported_by_subdivision(connection, scope=scope)
        frame = frame[frame["code"] != ""]
    else:
        field, frame = "countries", countries.supported(connection, scope=scope)
    # Never a row for one place alone under the name of “the others”.
    most = MOST_PLACES if len(frame) <= MOST_PLACES else MOST_PLACES - 1
    return field, _pairs(frame.head(most), "name")


def _last_period(connection: Connection, scope: Scope) -> pd.DataFrame:
    frame = reports.by_period(connection, scope=scope)
    return frame[frame["starts_on"] == frame["starts_on"].max()].reset_index(drop=True)


def _pairs(frame: pd.DataFrame, name: str) -> list[tuple[str, str]]:
    return list(zip(frame["code"], frame[name], strict=True))
