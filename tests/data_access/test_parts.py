"""Every part of a scope stands as if it had been asked for alone."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from sqlalchemy import Connection

from data_access import countries, figures, progress, universities
from data_access.parts import parts
from data_access.scope import Scope
from tests.data_access.invented import LAST

SCOPES = (
    Scope(),
    Scope(countries=("MX", "CL")),
    Scope(universities=("uv",), sectors=("A",)),
    Scope(start=LAST.replace(month=6, day=1), end=LAST.replace(day=15)),
)


@pytest.mark.parametrize("field", ["countries", "subdivisions", "universities"])
@pytest.mark.parametrize("scope", SCOPES)
def test_a_part_stands_as_if_asked_for_alone(
    connection: Connection, field: str, scope: Scope
) -> None:
    about = figures.context(connection, scope)
    based = universities.supported(connection, scope=scope)
    listed = {
        "countries": countries.supported,
        "subdivisions": countries.supported_by_subdivision,
        "universities": universities.supported,
    }[field](connection, scope=scope)
    codes = [code for code in dict.fromkeys(listed["code"]) if code]
    assert codes
    found = parts(
        connection,
        about=about,
        field=field,
        names=[(code, code.upper()) for code in codes],
        based=based[["code", "country"]],
    )
    assert [part.code for part in found] == codes
    for part in found:
        own = figures.context(connection, replace(scope, **{field: (part.code,)}))
        alone = figures.figure_data(connection, "avance", about=own)
        assert part.growth.context.as_of == own.as_of
        assert part.growth.progress == alone.progress
        pd.testing.assert_frame_equal(part.growth.frame, alone.frame)
        known = own.scope.until(own.freshness.data_until)
        pd.testing.assert_frame_equal(part.weeks, progress.by_week(connection, scope=known))
        assert type(part.growth.forecast) is type(alone.forecast)
