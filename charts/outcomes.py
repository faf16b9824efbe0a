"""``antes-despues``: the three scores before and after. Words, rows and table; no causal word."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts import caption as words
from charts.caption import Caption
from charts.dumbbells import Pair, dumbbell_figure
from charts.edition import Edition
from charts.ranking import optional
from data_access.codes import SCORES
from data_access.records import FigureData
from texts import mark

QUESTION = mark("What changed between the first and the last measurement?")
FEWEST = 5
"""With fewer pairs than this nothing is said: it would say something about single businesses."""


NO_EFFECT = mark("A change is not an effect of the programme.")


@dataclass(frozen=True)
class Score:
    """Means of one score over those who have it at both moments."""

    code: str
    n: int
    initial: float
    final: float

    @property
    def change(self) -> float:
        """Points gained or lost."""
        return self.final - self.initial


def scores(data: FigureData) -> list[Score]:
    """The scores with enough pairs, in the order of the codes."""
    if data.frame.empty:
        return []
    row = data.frame.iloc[0]
    return [
        Score(
            code, int(row[f"{code}_n"]), float(row[f"{code}_initial"]), float(row[f"{code}_final"])
        )
        for code in SCORES
        if row[f"{code}_n"] >= FEWEST
    ]


def _counts(data: FigureData) -> tuple[int, int]:
    """Those with both measurements, and the supported ones."""
    if data.frame.empty:
        return 0, 0
    row = data.frame.iloc[0]
    return optional(row["n"]) or 0, int(row["supported"])


def caption(data: FigureData, edition: Edition) -> Caption:
    """Finding, measure and note of `antes-despues`; how many answered, and what the others could
    change."""
    _ = edition._
    found, (n, supported) = scores(data), _counts(data)
    note = [_("Only MiPymes measured at both moments."), _(NO_EFFECT)]
    if n >= FEWEST and supported >= n:
        note.append(
            _("Both measurements: {n} of {all} supported ({share}).").format(
                n=edition.number(n),
                all=edition.number(supported),
                share=edition.percent(n / supported, whole=True),
            )
        )
        note += [bounds(score, supported, edition) for score in found[:1]]
    extent = ""
    if found:
        extent = _("the final means go from {low} to {high} of 100").format(
            low=edition.number(min(score.final for score in found), 1),
            high=edition.number(max(score.final for score in found), 1),
        )
    return words.caption(
        data.context,
        edition,
        title=titles(found, edition),
        measure=_("Mean score, 0 to 100 points, initial and final"),
        n=n,
        fewest=FEWEST,
        note=" ".join(note),
        brief=_(NO_EFFECT),
        kind=_("Dumbbell chart of the mean scores, initial and final"),
        extent=extent,
    )


def bounds(score: Score, supported: int, edition: Edition) -> str:
    """What the final mean would be if all that were not measured had 0, or 100 points."""
    missing = max(supported - score.n, 0)
    if not missing:
        return ""
    low = score.n * score.final / supported
    return edition._(
        "If those without a final measurement had 0 or 100 points, the final mean of {name} would "
        "be {low} or {high}."
    ).format(
        name=edition._(SCORES[score.code]).lower(),
        low=edition.number(low),
        high=edition.number(low + 100 * missing / supported),
    )


def titles(found: list[Score], edition: Edition) -> list[str]:
    """The finding, by rule, fullest first: the score that changed most."""
    _ = edition._
    if not found:
        return [_("There are too few measurements to compare")]
    most = max(found, key=lambda score: abs(score.change))
    facts = {
        "name": _(SCORES[most.code]),
        "initial": edition.number(most.initial),
        "final": edition.number(most.final),
        "n": edition.number(most.n),
    }
    if facts["initial"] == facts["final"]:
        return [_("The mean scores of {n} MiPymes hardly changed").format(**facts)]
    full = _("{name}: from {initial} to {final} points on average in {n} MiPymes")
    brief = _("{name}: from {initial} to {final} points")
    return [full.format(**facts), brief.format(**facts)]


def rows(data: FigureData, edition: Edition) -> list[Pair]:
    """The scores in words: what both forms draw."""
    _ = edition._
    found = {score.code: score for score in scores(data)}
    if not found:
        return []
    pairs = []
    for code, message in SCORES.items():
        name, score = _(message), found.get(code)
        if score is None:
            missing = _("fewer than {count} measured twice").format(count=edition.number(FEWEST))
            pairs.append(Pair(name, "", None, None, "", "", missing))
            continue
        before, after = edition.number(score.initial, 1), edition.number(score.final, 1)
        change = edition.number(abs(score.change), 1)
        detail = f"n = {edition.number(score.n)}"
        said = _("{name}: from {before} to {after} points ({sign}{change}), {n}").format(
            name=name,
            before=before,
            after=after,
            sign="+" if score.change >= 0 else "\u2212",
            change=change,
            n=detail,
        )
        pairs.append(Pair(name, detail, score.initial, score.final, before, after, "", said))
    return pairs


def table(data: FigureData, edition: Edition) -> pd.DataFrame:
    """One row per score with enough pairs."""
    _ = edition._
    found = scores(data)
    return pd.DataFrame(
        {
            _("Score"): [_(SCORES[score.code]) for score in found],
            _("Measured twice"): pd.array([score.n for score in found], dtype="Int64"),
            _("Initial"): [round(score.initial, 1) for score in found],
            _("Final"): [round(score.final, 1) for score in found],
            _("Change"): [round(score.change, 1) for score in found],
        }
    )


FIGURE = dumbbell_figure(
    "antes-despues", QUESTION, caption=caption, rows=rows, table=table, unit=""
)
