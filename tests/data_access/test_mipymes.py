"""The rows behind a figure: as many as the figure says, in any order, found by any spelling."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection

from data_access import mipymes, progress
from data_access.access import EVERYTHING
from data_access.scope import Scope
from data_access.searching import plain, words
from tests.data_access import invented, oracle
from tests.data_access.scopes import SCOPES

MIPYMES = invented.invented()


def _key(row: Any) -> tuple[str, str]:
    return row["university"], row["external_id"]


def _all(connection: Connection, **question: Any) -> pd.DataFrame:
    return mipymes.rows(EVERYTHING, connection, limit=10_000, **question)


def test_the_rows_are_those_of_the_scope_and_add_up_to_its_number(connection: Connection) -> None:
    for scope in SCOPES:
        end = scope.end or date.max
        here = [m for m in oracle.members(MIPYMES, scope) if m["enrolled_on"] <= end]
        odd = scope.start and scope.end and scope.start > scope.end
        expected = {
            _key(m): (oracle.stage(m, end), 0 if odd else oracle.change(m, scope)) for m in here
        }
        frame = _all(connection, scope=scope)
        rows = frame.to_dict("records")
        assert {_key(row): (row["stage"], row["counts"]) for row in rows} == expected, scope
        assert mipymes.count(EVERYTHING, connection, scope=scope) == len(rows) == len(here), scope
        counted = _all(connection, scope=scope, counted_only=True)
        assert list(counted["counts"]) == [n for n in frame["counts"] if n]
        question = {"scope": scope, "counted_only": True}
        assert mipymes.count(EVERYTHING, connection, **question) == len(counted), scope
        assert counted["counts"].sum() == progress.supported(connection, scope=scope), scope
        if scope.start is None:
            assert len(counted) == oracle.supported(MIPYMES, scope)


def test_a_row_is_shown_as_it_is_stored(connection: Connection) -> None:
    stored = {_key(m): m for m in MIPYMES}
    for row in _all(connection, scope=Scope()).to_dict("records"):
        assert {name: row[name] for name in mipymes.SHOWN} == {
            name: stored[_key(row)][name] for name in mipymes.SHOWN
        }


@pytest.mark.parametrize("order", mipymes.SHOWN)
@pytest.mark.parametrize("descending", [False, True])
def test_pages_follow_each_other_in_any_order(
    connection: Connection, order: str, descending: bool
) -> None:
    scope = Scope(universities=("uam-a", "uv"))
    question: dict[str, Any] = {"scope": scope, "order": order, "descending": descending}
    pages = [
        mipymes.rows(EVERYTHING, connection, limit=40, offset=offset, **question).to_dict("records")
        for offset in range(0, 200, 40)
    ]
    shown = [row for page in pages for row in page]
    here = sorted(oracle.members(MIPYMES, scope), key=_key)
    known = [m for m in here if m[order] is not None]
    known.sort(key=lambda m: m[order], reverse=descending)
    expected = [*known, *(m for m in here if m[order] is None)]
    assert [_key(row) for row in shown] == [_key(m) for m in expected]
    assert len(pages[0]) == 40
    assert pages[-1] == []


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", lambda text: True),
        ("PANADERIA", lambda text: "panadería" in text),
        ("cafe ñandú", lambda text: "café ñandú" in text),
        ("nandu valpa", lambda text: "ñandú" in text and "valpa" in text),
        ("0012", lambda text: "0012" in text),
        ("medellin", lambda text: "medellín" in text),
        ("100 %", lambda text: "100" in text and "%" in text),
        ("_", lambda text: False),
        ("'; DROP TABLE mipyme; --", lambda text: False),
    ],
)
def test_a_search_finds_any_spelling(connection: Connection, search: str, found: Any) -> None:
    scope = Scope(end=date(2021, 7, 1))
    expected = {
        _key(m)
        for m in oracle.members(MIPYMES, scope)
        if m["enrolled_on"] <= date(2021, 7, 1)
        and found(" ".join(filter(None, (m["external_id"], m["name"], m["municipality"]))).lower())
    }
    asked = words(search, {})
    rows = _all(connection, scope=scope, search=asked).to_dict("records")
    assert {_key(row) for row in rows} == expected
    assert mipymes.count(EVERYTHING, connection, scope=scope, search=asked) == len(expected)


NAMES = {
    "size": {"micro": "Micro", "pequena": "Pequeña"},
    "stage": {"concluida": "Concluida", "intervencion": "En intervención"},
    "subdivision": {"CL-VS": "Valparaíso", "MX-CMX": "Ciudad de México"},
    "country": {"MX": "México"},
}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("pequena", lambda m, text: m["size"] == "pequena" or "pequena" in text),
        ("CONCLUIDA", lambda m, text: oracle.stage(m, date(2021, 7, 1)) == "concluida"),
        ("valparaiso", lambda m, text: m["subdivision"] == "CL-VS" or "valparaiso" in text),
        (
            "mexico micro",
            lambda m, text: (
                (m["country"] == "MX" or m["subdivision"] == "MX-CMX" or "mexico" in text)
                and (m["size"] == "micro" or "micro" in text)
            ),
        ),
        ("2021-04", lambda m, text: any(day.startswith("2021-04") for day in _days(m))),
        ("2021-04-12", lambda m, text: "2021-04-12" in _days(m)),
        ("2021-99", lambda m, text: False),
    ],
)
def test_a_search_finds_the_names_of_codes_and_days(
    connection: Connection, search: str, found: Any
) -> None:
    scope = Scope(end=date(2021, 7, 1))
    expected = {
        _key(m)
        for m in oracle.members(MIPYMES, scope)
        if m["enrolled_on"] <= date(2021, 7, 1)
        and found(m, plain(" ".join(str(m[c] or "") for c in ("name", "municipality"))))
    }
    asked = words(search, NAMES)
    rows = _all(connection, scope=scope, search=asked).to_dict("records")
    assert {_key(row) for row in rows} == expected
    assert mipymes.count(EVERYTHING, connection, scope=scope, search=asked) == len(expected)


def _days(mipyme: Any) -> list[str]:
    return [str(mipyme[column]) for column in mipymes.SHOWN if column.endswith("_on")]


def test_what_cannot_be_ordered_by_is_refused(connection: Connection) -> None:
    with pytest.raises(KeyError):
        _all(connection, scope=Scope(), order="name; DROP TABLE mipyme")
