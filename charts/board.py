"""The board report in words: everything its pages, slides and the leaf say, composed from data.

Whatever writes it (`report`, `slides`, the leaf page) takes its words from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts import answer, board_tables, caption
from charts.decisions import Decision, decisions
from charts.edition import Edition
from charts.table import Table
from charts.verdict import Verdict, verdict
from data_access import definitions
from data_access.pace import pace
from data_access.records import Board, Context
from texts import PROGRAMME

_DEFINED = (
    definitions.SUPPORTED,
    definitions.GOAL_PATH,
    definitions.PACE,
    definitions.NEEDED_PACE,
    definitions.DATA_UNTIL,
    definitions.MISSING,
)


@dataclass(frozen=True)
class Words:
    """The report of one scope in the reader's language."""

    programme: str
    title: str
    """``Informe al 31 de octubre de 2021``."""
    scope: str
    invented: str
    """The mark of invented data; else empty."""
    verdict: Verdict
    numbers: dict[str, str]
    decisions: Sequence[Decision]
    nothing_to_decide: str
    places: Table
    universities: Table
    changes: Table
    definitions: Sequence[tuple[str, str]]
    """Term, meaning."""
    source: str
    stamp: str
    licence: str


def words(board: Board, edition: Edition) -> Words:
    """What the report of a board says."""
    _, about = edition._, board.context
    growth = board.growth
    speed = pace(board.weeks, growth.progress, as_of=about.as_of)
    return Words(
        programme=PROGRAMME,
        title=_title(about, edition),
        scope=_scope(about, edition),
        invented=_("demonstration data") if about.freshness.invented else "",
        verdict=verdict(growth, edition),
        numbers=answer.numbers(growth, speed, edition),
        decisions=decisions(board, edition),
        nothing_to_decide=_nothing_to_decide(about, edition),
        places=board_tables.places(board, edition),
        universities=board_tables.universities(board, edition),
        changes=board_tables.changes(board.lately, edition),
        definitions=[(_(one.term), _(one.meaning)) for one in _DEFINED],
        source=" ".join(filter(None, (_(caption.SOURCE), board.protected and _(board.protected)))),
        stamp=caption.freshness_words(about, edition) or _("No data loaded"),
        licence=caption.LICENCE,
    )


def _scope(about: Context, edition: Edition) -> str:
    members = " · ".join(caption.member_words(about.scope, about, edition))
    return members[:1].upper() + members[1:]


def _title(about: Context, edition: Edition) -> str:
    if about.as_of is None:
        return edition.pgettext("document", "Report")
    day = edition.date_words(about.as_of)
    if about.scope.start is not None:
        text = edition._("Report from {start} to {day}")
        return text.format(start=edition.date_words(about.scope.start), day=day)
    return edition._("Report as of {day}").format(day=day)


def _nothing_to_decide(about: Context, edition: Edition) -> str:
    if about.as_of is None:
        return edition._("Nothing can be said before the first report.")
    if about.scope.start is not None:
        return edition._("What a period added is not held beside a goal, which is for the whole.")
    return edition._("Nothing in these data asks for a decision.")
