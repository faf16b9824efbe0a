"""The board: each part of a scope stands as it would if the scope named it alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import Connection

from data_access import figures
from data_access.board import MOST_PLACES, board
from data_access.scope import Scope

SCOPES = (
    Scope(),
    Scope(countries=("MX",)),
    Scope(universities=("uv",)),
    Scope(start=date(2021, 5, 1), end=date(2021, 8, 1)),
    Scope(countries=("CO",), sizes=("micro",)),
)


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_a_part_is_what_a_scope_of_its_own_would_be(connection: Connection, scope: Scope) -> None:
    told = board(connection, scope=scope)
    field = "countries" if not (scope.countries or scope.universities) else "subdivisions"
    for kind, parts in (("universities", told.universities), (field, told.places)):
        assert parts
        for part in parts:
            own = replace(scope, **{kind: (part.code,)})  # type: ignore[arg-type]
            about = figures.context(connection, own)
            alone = figures.figure_data(connection, "avance", about=about)
            weeks = figures.figure_data(connection, "ritmo", about=about).frame
            assert part.growth.progress == alone.progress, own
            assert part.growth.context.as_of == about.as_of, own
            pd.testing.assert_frame_equal(part.growth.frame, alone.frame)
            pd.testing.assert_frame_equal(part.weeks, weeks)
    supported = sum(part.growth.progress.supported for part in told.places) + told.elsewhere
    assert supported == told.growth.progress.supported
    assert len(told.places) <= MOST_PLACES


def test_a_scope_without_anything_has_a_board(connection: Connection) -> None:
    told = board(connection, scope=Scope(countries=("BR",)))
    assert told.growth.frame.empty
    assert told.places == ()
    assert told.elsewhere == 0
