"""How good the forecast would have been: ``python -m data_access backtest``.

Stands at every past week of the database's history and of invented ones like it, forecasts the
count of the coming weeks from what was known then, and compares with what came.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date

import numpy as np
import pandas as pd

from data_access import progress
from data_access.engine import Reader
from data_access.forecast import history
from data_access.freshness import freshness
from data_access.resampling import histories
from data_access.rhythm import Floats, Term
from data_access.scope import Scope
from data_access.simulation import QUANTILES, WEEKS_NEEDED, Calendar, History, simulate
from texts import mark

HORIZON = 9
"""Weeks ahead; two months are what a meeting decides about."""
RECENT_WEEKS = 6
MOST_WEEKS = 520
"""Ten years of history are enough to judge by."""
NORMAL, STUDENT = 1.2816, 1.4759
"""The 90 % quantiles of the normal and of Student's t with five degrees of freedom."""

Method = Callable[[History, Calendar], Floats]
"""(what was known, the weeks to come) → rows low, mid, high of the cumulative change."""


def simulation(known: History, ahead: Calendar) -> Floats:
    """The forecast of this dashboard."""
    return np.quantile(simulate(known, ahead), QUANTILES, axis=0)


def straight_line(known: History, ahead: Calendar) -> Floats:
    """As much a week as on average since the start."""
    return _constant(known.net, len(ahead.rhythm), NORMAL)


def last_weeks(known: History, ahead: Calendar) -> Floats:
    """As much a week as on average in the last six weeks."""
    return _constant(known.net[-RECENT_WEEKS:], len(ahead.rhythm), STUDENT)


def _constant(weeks: Floats, count: int, quantile: float) -> Floats:
    """The sum of h weeks like these: h·mean ± q·s·√(h + h²/n), the spread of single weeks and the
    uncertainty of their mean."""
    ahead = np.arange(1, count + 1)
    middle = weeks.mean() * ahead
    half = quantile * weeks.std(ddof=1) * np.sqrt(ahead + ahead**2 / len(weeks))
    return np.stack([middle - half, middle, middle + half])


METHODS: dict[str, Method] = {
    mark("forecast"): simulation,
    mark("straight line"): straight_line,
    mark("last six weeks"): last_weeks,
}
KINDS = {
    "own": mark("the database"),
    "reshuffled": mark("reshuffled"),
    "regenerated": mark("regenerated"),
}
"""The histories it is judged on."""


def trials(history: History) -> pd.DataFrame:
    """Every forecast that could have been made: columns ``method``, ``horizon`` (weeks ahead),
    ``low``, ``mid``, ``high`` and ``truth`` (changes since the day of the forecast)."""
    parts = []
    active = np.cumsum(history.gains > 0)
    for now in range(1, len(history.gains)):
        if active[now - 1] < WEEKS_NEEDED:
            continue
        known, coming = history.part(slice(0, now)), history.part(slice(now, now + HORIZON))
        truth = np.cumsum(coming.net)
        horizon = np.arange(1.0, len(truth) + 1)
        for number, method in enumerate(METHODS.values()):
            which = np.full(len(truth), float(number))
            parts.append(np.stack([which, horizon, *method(known, coming.calendar), truth]))
    columns = ["method", "horizon", "low", "mid", "high", "truth"]
    return pd.DataFrame(np.hstack(parts).T if parts else [], columns=columns)


def backtest(
    history: History, last: date, terms: Sequence[Term], *, count: int, seed: int
) -> pd.DataFrame:
    """The trials of `history`, which ends on `last`, and of `count` others like it; column
    ``kind`` says of which, as `resampling.histories` does."""
    every = histories(history, last, terms, count, seed)
    return pd.concat([trials(one).assign(kind=kind) for kind, one in every], ignore_index=True)


def scores(tried: pd.DataFrame, by: str | None = None) -> pd.DataFrame:
    """By ``method`` and column `by`: ``inside`` (share of truths within the range), ``width``
    (mean) and ``fair`` (mean width once stretched or shrunk to hold 80 % of the truths: what
    methods can be compared by, since a range that is too narrow is no merit)."""
    above = tried["truth"] > tried["mid"]
    side = np.where(above, tried["high"] - tried["mid"], tried["mid"] - tried["low"])
    measured = tried.assign(
        inside=tried["truth"].between(tried["low"], tried["high"]),
        width=tried["high"] - tried["low"],
        miss=(tried["truth"] - tried["mid"]).abs() / np.maximum(side, 0.5),
    )
    groups = measured.groupby([by, "method"] if by else ["method"], sort=False)
    found = groups[["inside", "width"]].mean()
    return found.assign(fair=found["width"] * groups["miss"].quantile(0.8))


def report(tried: pd.DataFrame, words: gettext.NullTranslations) -> list[str]:
    """The scores as lines of a table, by weeks ahead, by kind of history and in total."""
    _ = words.gettext
    if tried.empty:
        return [_("There are too few weeks of data to forecast anything.")]
    head = [_("weeks ahead"), *(_(name) for name in METHODS)]
    lines = [
        _("In 80 % range · mean width · width if it held exactly 80 %, in MiPymes"),
        f"{head[0]:>22}" + "".join(f"{name:>26}" for name in head[1:]),
    ]
    by_horizon, by_kind = scores(tried, "horizon"), scores(tried, "kind")
    rows = [
        (str(int(horizon)), by_horizon.loc[horizon])
        for horizon in range(1, HORIZON + 1)
        if horizon in by_horizon.index
    ]
    rows += [(_(KINDS[kind]), by_kind.loc[kind]) for kind in tried["kind"].unique()]
    rows.append((_("total"), scores(tried)))
    for name, found in rows:
        columns = zip(found["inside"], found["width"], found["fair"], strict=True)
        cells = [
            f"{100 * inside:.0f} % · {wide:.0f} · {fair:.0f}" for inside, wide, fair in columns
        ]
        lines.append(f"{name:>22}" + "".join(f"{cell:>26}" for cell in cells))
    own = int((tried["method"] == 0).sum())
    lines.append(_("{count} forecasts").format(count=own))
    return lines


def run(address: str, *, count: int, seed: int) -> pd.DataFrame:
    """The backtest of the whole programme in the database at `address`."""
    with closing(Reader(address)) as reader, reader.connect() as connection:
        last = freshness(connection).data_until
        daily = progress.by_day(connection, scope=Scope(end=last))
        terms = progress.terms(connection, scope=Scope())
    if last is None or daily.empty:
        return pd.DataFrame()
    past = history(daily, last, terms, most=MOST_WEEKS)
    return backtest(past, last, terms, count=count, seed=seed)
