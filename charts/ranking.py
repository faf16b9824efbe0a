"""What rankings say in words: who leads, which part of the whole that is, how far its goal is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from charts import period
from charts.edition import Edition
from data_access.records import Context, FigureData

_NEAR = 0.025
"""“7 de cada 10” is said where the share is this close to it."""


def optional(value: Any) -> int | None:
    """A cell as int; None where it is missing."""
    return None if pd.isna(value) else int(value)


def leaders(values: Sequence[int | None]) -> list[int]:
    """Positions of the largest value, more than one in a tie; none where nothing is above 0."""
    top = max((value for value in values if value is not None), default=0)
    return [index for index, value in enumerate(values) if value == top] if top > 0 else []


def title_without_leader(
    values: Sequence[int | None], unreported: str, context: Context, edition: Edition
) -> list[str]:
    """The titles where nobody leads: no rows, no reports, only zeros; none otherwise."""
    if not values:
        return [edition._("There is no data for this selection")]
    if all(value is None for value in values):
        return [unreported]
    if leaders(values):
        return []
    if context.scope.start is not None:
        still = edition._("The number of supported MiPymes did not grow {period}")
        return with_period(still, period.since(context, edition), {})
    return [edition._("No MiPyme is supported yet")]


def fraction(
    count: int, values: Sequence[int | None], edition: Edition, *, whole: bool = False
) -> str:
    """``todas las``, ``7 de cada 10``, ``la mitad de las``, ``el 23,4 % de las`` (MiPymes); `whole`
    as in `Edition.percent`."""
    total = sum(value for value in values if value is not None)
    share = count / total
    tenths = round(share * 10)
    if count == total:
        return edition._("all")
    if tenths == 5 and abs(share - 0.5) < _NEAR / 5:
        return edition._("half of the")
    if 1 <= tenths <= 9 and tenths != 5 and abs(share - tenths / 10) <= _NEAR:
        return edition._("{tenths} in 10").format(tenths=tenths)
    return edition._("{share} of the").format(share=edition.percent(share, whole=whole))


def most_added(
    names: Sequence[str], count: int, when: Sequence[str], several: str, edition: Edition
) -> list[str]:
    """``Chile suma 9 MiPymes apoyadas desde el 1 de agosto de 2021``: who grew most (`when`:
    `period.since`), one or more of them with the same `count`; `several` where their names do not
    fit."""
    message = edition.ngettext(
        "{names} adds {count} supported MiPyme {period}",
        "{names} adds {count} supported MiPymes {period}",
        count,
    )
    if len(names) > 1:
        message = edition._("{names} add the most {period}: {count} each")
    else:
        several = ""
    facts = {"names": edition.listed(list(names)), "count": edition.number(count)}
    return [*with_period(message, when, facts), *([several] if several else [])]


def with_period(message: str, when: Sequence[str], facts: Mapping[str, str]) -> list[str]:
    """The titles of a `message` that has a place for its ``{period}``, one for each of its forms
    (`period.since`)."""
    found = []
    for said in when or ("",):
        # Where the period is left out, the space before it is too.
        text = message if said else message.replace(" {period}", "")
        title = text.format(period=said, **facts)
        found.append(title[:1].upper() + title[1:])
    return found


def counted(count: int, when: Sequence[str], edition: Edition) -> list[str]:
    """``Van 236 MiPymes apoyadas``; over a period (`period.since`) the change: ``12 MiPymes
    apoyadas más desde …``."""
    facts = {"count": edition.number(abs(count)), "supported": edition.number(count)}
    if not when:
        message = edition.ngettext(
            "{supported} MiPyme is supported", "{supported} MiPymes are supported", count
        )
    elif count == 0:
        message = edition._("The number of supported MiPymes did not change {period}")
    elif count > 0:
        message = edition.ngettext(
            "{count} more MiPyme supported {period}",
            "{count} more MiPymes supported {period}",
            count,
        )
    else:
        message = edition.ngettext(
            "{count} fewer MiPyme supported {period}",
            "{count} fewer MiPymes supported {period}",
            -count,
        )
    return with_period(message, when, facts)


def share_of_goal(count: int, goal: int, edition: Edition) -> str:
    """``75 % de su meta de 1400``."""
    return edition._("{share} of its goal of {goal}").format(
        share=edition.percent(count / goal), goal=edition.number(goal)
    )


def goal_brief(count: int, goal: int, edition: Edition) -> str:
    """``75,0 % de 1400``: `share_of_goal` where there is little room."""
    return edition._("{share} of {goal}").format(
        share=edition.percent(count / goal), goal=edition.number(goal)
    )


def beside_goal(titles: list[str], count: int, goal: int | None, edition: Edition) -> list[str]:
    """The `titles` of the only one shown, with what its bar says of its goal: ``La UG atiende 52
    MiPymes, 57,8 % de su meta de 90``."""
    if not goal:
        return titles
    return [f"{title}, {share_of_goal(count, goal, edition)}" for title in titles]


def goals_together(goals: Sequence[int | None], data: FigureData, edition: Edition) -> str:
    """``Estas metas suman 2020; la del programa es 2000.``: shown, never forced to match. Empty
    where the figure does not show the whole programme, or fewer than two goals."""
    known = [goal for goal in goals if goal is not None]
    whole = data.progress.programme_goal
    if len(known) < 2 or whole is None or data.context.scope.dimensions():
        return ""
    return edition._("These goals add up to {sum}; the programme's is {goal}.").format(
        sum=edition.number(sum(known)), goal=edition.number(whole.target)
    )


def shares(pairs: Sequence[tuple[int | None, int | None]]) -> Any:
    """A column of percentages of (count, whole); missing where either is, or the whole is 0."""
    found = [
        round(count / whole * 100, 1) if whole and count is not None else None
        for count, whole in pairs
    ]
    return pd.array(found, dtype="Float64")


def extent(known: Sequence[int], edition: Edition) -> str:
    """``los valores van de 32 a 1050``; empty for fewer than two values."""
    if len(known) < 2:
        return ""
    return edition._("the values go from {low} to {high}").format(
        low=edition.number(min(known)), high=edition.number(max(known))
    )
