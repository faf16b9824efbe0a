"""The forecast in words: when the goal is reached, how likely in time, how many by then.

Always a range; never one date, never one number.
"""

from __future__ import annotations

from charts.edition import Edition
from data_access.records import Forecast, Goal, Silence
from texts import mark

_SILENCES = {
    Silence.TOO_LITTLE: mark(
        "There are too few weeks of data to say whether the goal will be reached."
    ),
    Silence.ONE_DAY: mark(
        "All of it was added on a single day, which does not say whether the goal will be reached."
    ),
    Silence.PAUSED: mark(
        "Nothing has been added for two months, so it cannot be said whether the goal will be "
        "reached."
    ),
    Silence.TOO_FAR: mark(
        "The goal is due on {due}: that is too far away to say whether it will be reached."
    ),
    Silence.OVERDUE: mark("The goal is due on {due}, the last day with data."),
}
"""The others are said by the count itself: no goal, or reached."""

UNLIKELY = 0.33
_CHANCES = (
    (0.9, mark("It is very likely to be reached in time.")),
    (0.66, mark("It is likely to be reached in time.")),
    (UNLIKELY, mark("It is as likely to be reached in time as not.")),
    (0.1, mark("It is unlikely to be reached in time.")),
    (0.0, mark("It is very unlikely to be reached in time.")),
)
"""From this chance on, which words: the scale of `definitions.LIKELIHOOD`."""


def answer(forecast: Forecast | Silence | None, edition: Edition) -> str:
    """Whether the goal will be reached in time, in one sentence; empty where it cannot be said."""
    if not isinstance(forecast, Forecast):
        return ""
    chance = _in_100(forecast.chance) / 100
    return edition._(next(words for least, words in _CHANCES if chance >= least))


def prospect(forecast: Forecast | Silence | None, goal: Goal, edition: Edition) -> str:
    """Whether and when the goal is reached, in one or two sentences; may be empty."""
    due = edition.date_words(goal.due_on)
    if not isinstance(forecast, Forecast):
        silence = _SILENCES.get(forecast) if forecast else None
        return edition._(silence).format(due=due) if silence else ""
    late = forecast.reached is None or forecast.reached[0] > forecast.due_on
    if late:
        return f"{_when(forecast, edition)} {_expected(forecast, edition)}"
    count = edition.number(_in_100(forecast.chance))
    said = edition._("In {count} of 100 simulations that is in time, by {due}.")
    return f"{_when(forecast, edition)} {said.format(count=count, due=due)}"


def _in_100(chance: float) -> int:
    """So many of 100 simulations; never none and never all, for they are not that sure."""
    return min(max(round(chance * 100), 1), 99)


def _when(forecast: Forecast, edition: Edition) -> str:
    """``Al ritmo … la meta se alcanza entre el 4 y el 19 de diciembre de 2021.``"""
    if forecast.reached is None:
        text = edition._(
            "At the pace of the last weeks and with the academic breaks, the goal is not reached "
            "before {day}."
        )
        return text.format(day=edition.date_words(forecast.horizon))
    start, end = forecast.reached
    if end is None:
        text = edition._(
            "At the pace of the last weeks and with the academic breaks, the goal is reached on "
            "{day} at the earliest."
        )
        return text.format(day=edition.date_words(start))
    first, last = edition.date_range(start, end)
    text = edition._(
        "At the pace of the last weeks and with the academic breaks, the goal is reached between "
        "{start} and {end}."
    )
    return text.format(start=first, end=last)


def _expected(forecast: Forecast, edition: Edition) -> str:
    """How many there may be by a due date that is not kept."""
    low, high = forecast.count
    text = edition._("Between {low} and {high} supported MiPymes are expected by {due}.")
    if low == high:
        text = edition._("About {low} supported MiPymes are expected by {due}.")
    return text.format(
        low=edition.number(low), high=edition.number(high), due=edition.date_words(forecast.due_on)
    )


def label(forecast: Forecast, edition: Edition) -> str:
    """``Pronóstico al 31 dic 2021: de 1855 a 2066``, for a plot; no-break spaces keep the day
    and the range whole."""
    low, high = (edition.number(count) for count in forecast.count)
    day = edition.date_short(forecast.due_on).replace(" ", "\u00a0")
    if forecast.assumed:
        return edition._("Scenario for {day}: {count}").format(day=day, count=low)
    text = edition._("Forecast for {day}: {low}\u00a0to\u00a0{high}")
    return text.format(day=day, low=low, high=high)


def extent(forecast: Forecast, edition: Edition) -> str:
    """The range at its end, for the alt text."""
    low, high = (edition.number(count) for count in forecast.count)
    if forecast.assumed:
        return edition._("in the scenario there are {count} on {day}").format(
            count=low, day=edition.date_words(forecast.due_on)
        )
    return edition._("the forecast for {day} is from {low} to {high}").format(
        day=edition.date_words(forecast.due_on), low=low, high=high
    )
