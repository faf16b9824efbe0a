"""A scenario in words."""

from __future__ import annotations

from charts.edition import Edition
from data_access.records import Goal
from data_access.scenario import Scenario


def sentence(found: Scenario, goal: Goal, capacity: float, edition: Edition) -> str:
    """When the goal would be reached, how many there would be on its due date, and which capacity
    would be just enough."""
    _ = edition._
    facts = {
        "capacity": edition.number(capacity),
        "goal": edition.number(goal.target),
        "due": edition.date_words(goal.due_on),
        "count": edition.number(found.on_due),
        "day": edition.date_words(found.reached) if found.reached else "",
    }
    if found.reached is None:
        first = _("With {capacity} MiPymes a week the goal of {goal} is not reached within a year.")
    elif found.reached <= goal.due_on:
        first = _(
            "With {capacity} MiPymes a week the goal of {goal} is reached on {day}, in time: it is "
            "due on {due}."
        )
    else:
        first = _(
            "With {capacity} MiPymes a week the goal of {goal} is reached on {day}, after its due "
            "date ({due})."
        )
    said = [first, _("There would be {count} supported MiPymes on {due}.")]
    if found.needed is not None and found.on_due < goal.target:
        facts["needed"] = edition.number(-(-found.needed * 10 // 1) / 10, 1)
        said.append(_("{needed} a week would be just enough."))
    return " ".join(said).format(**facts)
