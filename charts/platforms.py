"""``plataformas``: on which platforms the MiPymes are, before and after. Words, rows and table."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts import caption as words
from charts.caption import Caption
from charts.dumbbells import Pair, dumbbell_figure
from charts.edition import FEW, Edition
from charts.outcomes import FEWEST, NO_EFFECT
from data_access.codes import PLATFORMS
from data_access.records import FigureData
from texts import mark

QUESTION = mark("On how many platforms can the MiPymes be seen?")


@dataclass(frozen=True)
class Platform:
    """How many of `n` are on it at both moments."""

    code: str
    n: int
    before: int
    after: int

    @property
    def change(self) -> int:
        """How many more are on it."""
        return self.after - self.before


def platforms(data: FigureData) -> list[Platform]:
    """The rows, the most used at the end first; none where too few are known."""
    found = [
        Platform(row["platform"], int(row["n"]), int(row["before"]), int(row["after"]))
        for row in data.frame.dropna().to_dict("records")
        if row["n"] >= FEWEST
    ]
    return sorted(found, key=lambda row: (-row.after, -row.before, row.code))


def caption(data: FigureData, edition: Edition) -> Caption:
    """Finding, measure and note of `plataformas`."""
    _ = edition._
    found = platforms(data)
    known = _("Only MiPymes whose platforms are known at both moments.")
    extent = ""
    if found:
        last = [row.after / row.n for row in found]
        extent = _("at the end the shares go from {low} to {high}").format(
            low=edition.percent(min(last), whole=True),
            high=edition.percent(max(last), whole=True),
        )
    return words.caption(
        data.context,
        edition,
        title=titles(found, edition),
        measure=_("Share of the MiPymes on each platform, initial and final"),
        n=found[0].n if found else None,
        note=f"{known} {_(NO_EFFECT)}",
        brief=_(NO_EFFECT),
        kind=_("Dumbbell chart of the share on each platform, initial and final"),
        extent=extent,
    )


def titles(found: list[Platform], edition: Edition) -> list[str]:
    """The finding, by rule, fullest first: the platform with the largest change."""
    _ = edition._
    if not found:
        return [_("There are too few measurements to compare")]
    most = max(found, key=lambda row: abs(row.change))
    if most.change == 0:
        return [_("The MiPymes are on the same platforms as before")]
    before, after = _shares(most, edition)
    if most.n < FEW:
        before, after = edition.number(most.before), edition.number(most.after)
    facts = {
        "name": _(PLATFORMS[most.code]),
        "before": before,
        "after": after,
        "n": edition.number(most.n),
    }
    return [
        _("{name}: from {before} to {after} of the {n} MiPymes measured twice").format(**facts),
        _("{name}: from {before} to {after} of {n} MiPymes").format(**facts),
    ]


def _shares(row: Platform, edition: Edition) -> tuple[str, ...]:
    """The shares before and after, as read: of some hundreds, and rounded for the public, they have
    no decimals."""
    return tuple(edition.percent(count / row.n, whole=True) for count in (row.before, row.after))


def rows(data: FigureData, edition: Edition) -> list[Pair]:
    """The platforms in words: what both forms draw."""
    pairs = []
    for row in platforms(data):
        name = edition._(PLATFORMS[row.code])
        before, after = row.before / row.n * 100, row.after / row.n * 100
        labels = _shares(row, edition)
        said = edition._("{name}: from {before} to {after} ({first} and {last} of {n})").format(
            name=name,
            before=labels[0],
            after=labels[1],
            first=edition.number(row.before),
            last=edition.number(row.after),
            n=edition.number(row.n),
        )
        pairs.append(Pair(name, "", before, after, labels[0], labels[1], "", said))
    for code in protected(data) if pairs else ():
        missing = edition._("protected: fewer than {count}").format(count=edition.number(FEWEST))
        pairs.append(Pair(edition._(PLATFORMS[code]), "", None, None, "", "", missing))
    return pairs


def protected(data: FigureData) -> list[str]:
    """The platforms of which too few are on it to be told."""
    return [row["platform"] for row in data.frame[data.frame.isna().any(axis=1)].to_dict("records")]


def table(data: FigureData, edition: Edition) -> pd.DataFrame:
    """One row per platform, as drawn."""
    _ = edition._
    found = platforms(data)

    def share(count: int, n: int) -> int:
        return int(count / n * 100 + 0.5)  # as the figure rounds: a half goes up

    frame = pd.DataFrame(
        {
            _("Platform"): [_(PLATFORMS[row.code]) for row in found],
            _("Known at both moments"): pd.array([row.n for row in found], dtype="Int64"),
            _("Initial"): pd.array([row.before for row in found], dtype="Int64"),
            _("Final"): pd.array([row.after for row in found], dtype="Int64"),
            _("Initial, %"): [share(row.before, row.n) for row in found],
            _("Final, %"): [share(row.after, row.n) for row in found],
        }
    )
    hidden = protected(data) if found else []
    if hidden:
        frame[_("Remark")] = None
        for code in hidden:
            frame.loc[len(frame)] = [_(PLATFORMS[code]), found[0].n, *[None] * 4, _("protected")]
    return frame


FIGURE = dumbbell_figure(
    "plataformas", QUESTION, caption=caption, rows=rows, table=table, unit="\u202f%"
)
