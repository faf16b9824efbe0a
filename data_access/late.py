"""Silence is not zero: universities whose reports end before the day that the others' reach.

Where a pace or a forecast adds up several universities, the weeks of which one has not reported
say nothing about it. It is taken to go on as in its own weeks before (`definitions.PACE`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data_access import pace

LONGEST_WEEKS = 8
"""Whoever has been silent for longer may have stopped: nothing is supposed of them."""


@dataclass(frozen=True)
class Late:
    """One whose reports end on `until`, and its part of the frame of `progress.by_day`."""

    until: date
    daily: pd.DataFrame


def is_late(until: date | None, as_of: date | None) -> bool:
    """Whether reports that end on `until` lack days up to `as_of`, and not too many of them."""
    return bool(until and as_of and 0 < (as_of - until).days <= 7 * LONGEST_WEEKS)


def awaited(weeks: pd.DataFrame, late: Sequence[Late]) -> pd.DataFrame:
    """The frame of `pace.weekly` with what is to be expected of `late` in the column ``awaited``:
    each one's mean of its own last six complete weeks, in proportion to the days that it has not
    reported. Of one with fewer weeks nothing is expected."""
    if weeks.empty:
        return weeks
    total = weeks["awaited"].copy()
    for one in (one for one in late if len(one.daily)):
        begun = one.daily["day"].iloc[0].date()
        own = pace.weekly(one.daily, first=pace.monday(begun), last=one.until)
        mean = pace.recent(own)
        if mean is not None:
            silent = (weeks["week"] - pd.Timestamp(one.until)).dt.days + 6
            total += mean * silent.clip(0, 7) / 7
    return weeks.assign(awaited=total)


def rest(daily: pd.DataFrame, late: Sequence[Late]) -> pd.DataFrame:
    """The frame of `progress.by_day` without the part of `late`."""
    for one in late:
        taken = one.daily.set_index("day")["added"]
        daily = daily.assign(added=daily["added"] - daily["day"].map(taken).fillna(0).astype(int))
    return daily[daily["added"] != 0].reset_index(drop=True)
