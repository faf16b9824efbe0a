"""The document of a first visit holds the answer for the scope of its address."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data_access import progress, snapshot
from data_access.engine import Reader
from data_access.scope import Scope
from tests.data_access.invented import LAST, fill
from web.first_answer import written


def test_it_is_the_verdict_of_the_scope_and_its_figure(
    full: str, open_reader: Callable[[str], Reader]
) -> None:
    for query, scope, opening in (
        ({}, Scope(), "Van"),
        ({"pais": ["CL"]}, Scope(countries=("CL",)), "En Chile van"),
    ):
        answer = written(query)
        assert answer is not None
        with open_reader(full).connect() as connection:
            supported = progress.supported(connection, scope=scope.until(LAST))
        assert f"<h2>{opening} {supported} " in answer.body
        assert answer.body.count('role="img"') == 2  # wide and narrow
    assert "are supported" in written({"idioma": ["en"]}).body  # type: ignore[union-attr]


def test_what_the_address_says_in_vain_changes_nothing_and_writes_nothing(full: str) -> None:
    plain = written({})
    assert plain is not None
    for nonsense in (["XX"], ["<script>alert(1)</script>"], ['"><img src=x>']):
        for name in ("pais", "idioma", "edicion", "hasta", "otro"):
            said = written({name: nonsense})
            assert said is not None
            assert said.body == plain.body


def test_a_load_is_seen_by_the_next_visit(full: str) -> None:
    before = written({})
    fill(full, [], reports=[])
    after = written({})
    assert before is not None
    assert after is not None
    assert after is not before


def test_without_data_or_database_the_page_says_why_and_the_document_nothing(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    assert written({}) is None
    snapshot.pointer(Path(sqlite_url.removeprefix("sqlite:///"))).unlink()
    assert written({}) is None


def test_what_an_address_carries_beside_its_scope_costs_no_second_drawing(full: str) -> None:
    assert written({"utm_source": ["boletin"]}) is written({})
