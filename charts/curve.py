"""What the curve of progress says, before anything is drawn: values, goal path, state.

Finished and explorable form, table, title and alt text all take their numbers from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from data_access.records import FigureData, Forecast

State = Literal["empty", "change", "no_goal", "reached", "overdue", "behind", "ahead", "level"]


@dataclass(frozen=True)
class Curve:
    """The steps of the curve and the yardstick it is read against."""

    days: tuple[date, ...]
    added: tuple[int, ...]
    supported: tuple[int, ...]
    first: date | None
    """Where the time axis starts; None without data."""
    last: date | None
    """The day whose state is shown."""
    target: int | None
    """The goal, where one is drawn: not over a period with a start, where change is shown."""
    starts: date | None
    due: date | None
    change: bool
    """True where the values are the change since the start of the period."""
    forecast: Forecast | None = None
    """The range ahead, where there is one."""

    @property
    def value(self) -> int:
        """Supported MiPymes at the end (or their change)."""
        return self.supported[-1] if self.supported else 0

    @property
    def share(self) -> float | None:
        """Value / goal."""
        return self.value / self.target if self.target else None

    def expected(self, day: date) -> float | None:
        """The goal path on a day: a straight line, flat before its start and after its due day."""
        if self.target is None or self.starts is None or self.due is None:
            return None
        if day >= self.due:
            return float(self.target)
        gone = max((day - self.starts).days, 0)
        return self.target * gone / max((self.due - self.starts).days, 1)

    def range_ends(self) -> tuple[int, ...]:
        """The lowest and the highest count of the forecast; empty without one."""
        if self.forecast is None:
            return ()
        return int(self.forecast.frame["low"].min()), int(self.forecast.frame["high"].max())

    def likely(self, day: date, edge: Literal["low", "high"]) -> float | None:
        """An edge of the forecast's range on a day, between its own days in a straight line;
        None where there is no forecast for that day."""
        if self.forecast is None or not self.forecast.as_of <= day <= self.forecast.due_on:
            return None
        frame = self.forecast.frame
        gone = [(stamp.date() - self.forecast.as_of).days for stamp in frame["day"]]
        return float(np.interp((day - self.forecast.as_of).days, gone, frame[edge]))

    @property
    def lead(self) -> int | None:
        """Value less the goal path on the last day, in whole MiPymes; negative is behind."""
        path = self.expected(self.last) if self.last else None
        return None if path is None else self.value - round(path)

    @property
    def state(self) -> State:
        """Which sentence the figure speaks."""
        if not self.days:
            return "empty"
        if self.change:
            return "change"
        if self.target is None or self.last is None or self.due is None or self.lead is None:
            return "no_goal"
        if self.value >= self.target:
            return "reached"
        if self.last > self.due:
            return "overdue"
        return "level" if self.lead == 0 else "ahead" if self.lead > 0 else "behind"


def curve(data: FigureData) -> Curve:
    """The curve of a frame of `avance`; a goal of zero is no goal."""
    days = tuple(stamp.date() for stamp in data.frame["day"])
    start = data.context.scope.start
    goal = data.progress.goal
    drawn = goal if goal is not None and goal.target > 0 and start is None else None
    as_of = data.context.as_of
    ends = [day for day in (as_of, days[-1] if days else None) if day is not None]
    last = max(ends) if ends else None
    opening = drawn.starts_on if drawn and drawn.starts_on else None
    begins = start or opening or (days[0] if days else last)
    first = min([day for day in (begins, *days[:1]) if day is not None], default=None)
    return Curve(
        days=days,
        added=tuple(int(value) for value in data.frame["added"]),
        supported=tuple(int(value) for value in data.frame["supported"]),
        first=first,
        last=last,
        target=drawn.target if drawn else None,
        starts=begins if drawn else None,
        due=drawn.due_on if drawn else None,
        change=start is not None,
        forecast=data.forecast if isinstance(data.forecast, Forecast) else None,
    )
