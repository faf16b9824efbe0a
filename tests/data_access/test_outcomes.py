"""Before and after, for many scopes, on both databases, against a naive second answer."""

from __future__ import annotations

from collections.abc import Callable
from statistics import fmean, median
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection

from data_access import outcomes, progress
from data_access.codes import PLATFORMS, SCORES
from data_access.engine import Reader
from data_access.pairs import BANDS, HELD
from data_access.scope import Scope
from tests.data_access import invented, oracle
from tests.data_access.scopes import SCOPES

MIPYMES = invented.invented()

KEYS: dict[outcomes.By, Callable[[oracle.Mipyme], Any]] = {
    "all": lambda m: None,
    "country": lambda m: (m["country"], m["country"]),
    "subdivision": lambda m: (m["country"], m["subdivision"] or ""),
    "university": lambda m: m["university"],
}


def _keys(frame: pd.DataFrame, by: outcomes.By) -> list[Any]:
    if by == "all":
        return [None] * len(frame)
    if by == "university":
        return list(frame["code"])
    return list(zip(frame["country"], frame["code"], strict=True))


def _groups(scope: Scope, by: outcomes.By) -> dict[Any, tuple[int, list[oracle.Mipyme]]]:
    """Key → supported, those compared."""
    if by == "all":
        return {None: (oracle.supported(MIPYMES, scope), oracle.compared(MIPYMES, scope))}
    counts = oracle.by(MIPYMES, scope, KEYS[by])
    compared = oracle.compared(MIPYMES, scope)
    return {
        key: (count, [m for m in compared if KEYS[by](m) == key]) for key, count in counts.items()
    }


@pytest.mark.parametrize("by", KEYS)
def test_scores_are_the_means_of_those_that_have_both(
    connection: Connection, by: outcomes.By
) -> None:
    for scope in SCOPES[::7]:
        frame = outcomes.change(connection, scope=scope, by=by)
        expected = _groups(scope, by)
        keys = _keys(frame, by)
        assert keys == sorted(expected, key=str), scope
        for key, row in zip(keys, frame.to_dict("records"), strict=True):
            count, compared = expected[key]
            assert row["supported"] == count
            some = [m for m in compared if any(oracle.pairs([m], score) for score in SCORES)]
            assert row["n"] == len(some), scope
            for score in SCORES:
                both = oracle.pairs(compared, score)
                assert row[f"{score}_n"] == len(both)
                for place, when in enumerate(("initial", "final")):
                    value = row[f"{score}_{when}"]
                    mean = fmean(pair[place] for pair in both) if both else None
                    assert (None if pd.isna(value) else value) == (mean and pytest.approx(mean))


@pytest.mark.parametrize("by", KEYS)
def test_sales_rise_hold_or_fall_within_one_currency(
    connection: Connection, by: outcomes.By
) -> None:
    for scope in SCOPES[::7]:
        frame = outcomes.sales(connection, scope=scope, by=by)
        expected = _groups(scope, by)
        for key, row in zip(_keys(frame, by), frame.to_dict("records"), strict=True):
            both = oracle.sales_pairs(expected[key][1])
            assert row["n"] == len(both), scope
            assert row["rose"] == sum(b > a for a, b in both)
            assert row["held"] == sum(b == a for a, b in both)
            assert row["fell"] == sum(b < a for a, b in both)
            if not both:
                assert pd.isna(row["median"])
            else:
                changes = [_percent(a, b) for a, b in both]
                assert abs(row["median"] - median(changes)) <= _width(median(changes), changes)


def _percent(before: int, after: int) -> float:
    """The change, at most 100: the last band is open."""
    if not before:
        return 100 if after else 0
    return min((after - before) / before * 100, 100)


def _width(value: float, changes: list[float]) -> float:
    """How wide the bands of the values in the middle are."""
    ordered = sorted(changes)
    middle = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return max(high - low for low, high in BANDS for x in middle if low <= x <= high) + 1e-9


def test_platforms_are_those_known_at_both_moments(connection: Connection) -> None:
    for scope in SCOPES[::7]:
        both = oracle.platform_pairs(oracle.compared(MIPYMES, scope))
        frame = outcomes.platforms(connection, scope=scope)
        assert frame.to_dict("records") == [
            {
                "platform": name,
                "n": len(both),
                "before": sum(name in a for a, _ in both),
                "after": sum(name in b for _, b in both),
            }
            for name in PLATFORMS
        ], scope
        steps = outcomes.platform_steps(connection, scope=scope)
        assert steps.to_dict("records") == [
            {
                "at_least": number,
                "n": len(both),
                "before": sum(len(a) >= number for a, _ in both),
                "after": sum(len(b) >= number for _, b in both),
                "gained": sum(len(a) < number <= len(b) for a, b in both),
            }
            for number in (2, 3)
        ], scope


def test_no_more_are_compared_than_are_supported(connection: Connection) -> None:
    for scope in SCOPES:
        if scope.start is None:
            compared = outcomes.change(connection, scope=scope, by="all")["n"].item()
            assert compared <= progress.supported(connection, scope=scope), scope


def test_the_invented_measurements_try_everything(connection: Connection) -> None:
    frame = outcomes.sales(connection, scope=Scope(), by="all")
    assert (frame[["rose", "held", "fell"]] > 5).all(axis=None)
    for moment in ("before", "after"):
        assert (outcomes.platforms(connection, scope=Scope())[moment] > 5).all()
    assert 0 < outcomes.change(connection, scope=Scope(), by="all")["n"].item() < 300


def test_an_empty_database_has_no_change(
    database_url: str, open_reader: Callable[[str], Reader]
) -> None:
    with open_reader(database_url).connect() as connection:
        assert outcomes.change(connection, scope=Scope()).empty
        everything = outcomes.change(connection, scope=Scope(), by="all")
        assert everything["n"].item() == 0
        assert everything["digital_visibility_initial"].isna().all()
        assert outcomes.sales(connection, scope=Scope(), by="all")["median"].isna().all()
        assert (outcomes.platforms(connection, scope=Scope())["n"] == 0).all()


def test_the_median_of_bands_is_between_the_two_in_the_middle() -> None:
    bands = [0] * len(BANDS)
    assert outcomes.median(bands) is None
    bands[HELD] = 3
    assert outcomes.median(bands) == 0
    bands[HELD + 1] = 3  # from 0 to 5: at 0.83, 2.5, 4.17
    assert outcomes.median(bands) == pytest.approx(5 / 6 / 2)
    bands[-1] = 7
    assert outcomes.median(bands) == 100
