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
        "capacity": edition.number(capacity, 0 if capacity == round(capacity) else 1),
        "goal": edition.number(goal.target),
        "due": edition.date_words(goal.due_on),
        "count": edition.number(found.on_due),
        "day": edition.date_words(found.reached) if found.reached else "",
    }
    each = 1 if capacity == 1 else 2
    if found.reached is None:
        first = edition.ngettext(
            "With {capacity} MiPyme a week the goal of {goal} is not reached within a year.",
            "With {capacity} MiPymes a week the goal of {goal} is not reached within a year.",
            each,
        )
    elif found.reached <= goal.due_on:
        first = edition.ngettext(
            "With {capacity} MiPyme a week the goal of {goal} is reached on {day}, in time: it is "
            "due on {due}.",
            "With {capacity} MiPymes a week the goal of {goal} is reached on {day}, in time: it is "
            "due on {due}.",
            each,
        )
    else:
        first = edition.ngettext(
            "With {capacity} MiPyme a week the goal of {goal} is reached on {day}, after its due "
            "date ({due}).",
            "With {capacity} MiPymes a week the goal of {goal} is reached on {day}, after its due "
            "date ({due}).",
            each,
        )
    said = [first, _("There would be {count} supported MiPymes on {due}.")]
    if found.needed is not None and found.on_due < goal.target:
        facts["needed"] = edition.number(-(-found.needed * 10 // 1) / 10, 1)
        said.append(_("{needed} a week would be just enough."))
    return " ".join(said).format(**facts)
