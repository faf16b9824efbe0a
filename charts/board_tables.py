"""The tables of the board report: universities, countries or subdivisions, what changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from charts import parts
from charts.curve import Curve, curve
from charts.edition import Edition
from charts.progress import lead_words
from charts.reports import grid, period_words
from charts.table import Bar, Table
from data_access.definitions import REPORT_STATES
from data_access.pace import pace
from data_access.records import Board, Pace, Part


@dataclass(frozen=True)
class Measured:
    """A part with what is computed from it."""

    part: Part
    name: str
    seen: Curve
    speed: Pace

    @property
    def shares(self) -> Bar | None:
        """Reached and planned share of its own goal; None without one."""
        planned = self.seen.expected(self.seen.last) if self.seen.last else None
        if not self.seen.target or planned is None or self.seen.share is None:
            return None
        return self.seen.share, planned / self.seen.target


def measured(found: Sequence[Part], edition: Edition) -> list[Measured]:
    """The parts in their order, named in the reader's language."""
    return [
        Measured(
            part,
            parts.name(part, edition),
            curve(part.growth),
            pace(part.weeks, part.growth.progress, as_of=part.growth.context.as_of),
        )
        for part in found
    ]


def state_words(one: Measured, edition: Edition) -> str:
    """Where a part stands against its own goal."""
    _, seen = edition._, one.seen
    if one.part.growth.context.freshness.data_until is None:
        return _("has not reported")
    if seen.state == "reached":
        return _("goal reached")
    if seen.state == "level":
        return _("on the path")
    if seen.target is None:
        return "" if seen.change else _("no goal of its own")
    return lead_words(seen, edition)


def places(board: Board, edition: Edition) -> Table:
    """The countries, or the subdivisions of one, of a board."""
    _, about = edition._, board.context
    stood = measured(board.places, edition)
    by_country = all(one.part.code in about.divisions for one in stood)
    name = _("Country") if by_country else edition.division(about).capitalize()
    with_goals = any(one.shares for one in stood)
    columns: dict[str, list[str]] = {
        name: [one.name for one in stood],
        _counted(board, edition): [_count(one, edition) for one in stood],
    }
    if with_goals:
        columns |= _against_goals(stood, edition)
    columns[_("Per week")] = [_one_decimal(one.speed.recent, edition) for one in stood]
    if with_goals:
        columns[_("State")] = [_with_age(one, board.day, edition) for one in stood]
    rows = list(zip(*columns.values(), strict=True))
    bars = [one.shares for one in stood] if with_goals else _counts_as_bars(stood)
    if board.elsewhere and stood:
        rest = _("The others") if by_country else _("Others and not stated")
        filler = [""] * (len(columns) - 2)
        rows.append((rest, edition.number(board.elsewhere), *filler))
        bars += [None] if bars else []
    title = _("How each country stands") if by_country else _("Where the MiPymes are")
    note = head = ""
    if with_goals:
        note = _("The mark across a bar is the goal path on its day.")
        head = _("Progress and path")
    minor = {_("Goal"), _("Per week")} if with_goals else set()
    texts = {name, _("State")}
    return _table(
        title, columns, rows, texts, minor=minor, note=note, bar_head=head, bars=tuple(bars)
    )


def _counts_as_bars(stood: Sequence[Measured]) -> list[Bar | None]:
    """The counts beside the largest of them; no bars where there is nothing to compare."""
    counts = [one.part.growth.progress.supported for one in stood]
    if len(counts) < 2 or min(counts) < 0 or max(counts) == 0:
        return []
    return [(count / max(counts), None) for count in counts]


def universities(board: Board, edition: Edition) -> Table:
    """The universities behind a board: contribution, pace and reports."""
    _ = edition._
    stood = measured(board.universities, edition)
    with_goals = any(one.shares for one in stood)
    texts = {_("University"), _("Country"), _("Report"), _("Data until")}
    columns: dict[str, list[str]] = {
        _("University"): [one.name for one in stood],
        _("Country"): [edition.country_name(one.part.country, board.context) for one in stood],
        _counted(board, edition): [_count(one, edition) for one in stood],
    }
    if with_goals:
        columns |= _against_goals(stood, edition)
    columns[_("Per week")] = [_one_decimal(one.speed.recent, edition) for one in stood]
    if with_goals:
        columns[_("Needed a week")] = [_one_decimal(one.speed.needed, edition) for one in stood]
    states = dict(zip(board.reports["university"], board.reports["state"], strict=True))
    if states:
        columns[_("Report")] = [_report(states.get(one.part.code), edition) for one in stood]
    columns[_("Data until")] = [_until(one, edition) for one in stood]
    rows = list(zip(*columns.values(), strict=True))
    if len(stood) > 1:
        rows.append(_sums(stood, columns, with_goals, edition))
    title = _("What each university contributes")
    note = _period_note(board, edition)
    minor = {_("Country"), _("Goal"), _("Per week"), _("Needed a week"), _("Report")}
    return _table(title, columns, rows, texts, minor=minor, note=note, summed=len(stood) > 1)


def _sums(
    stood: Sequence[Measured], columns: dict[str, list[str]], with_goals: bool, edition: Edition
) -> tuple[str, ...]:
    """What they have and what their goals add up to, which need not be the programme's."""
    sums = [edition.number(sum(one.part.growth.progress.supported for one in stood))]
    if with_goals:
        sums.append(edition.number(sum(one.seen.target or 0 for one in stood)))
    return (edition._("All of them"), "", *sums, *[""] * (len(columns) - 2 - len(sums)))


def changes(frame: pd.DataFrame, edition: Edition) -> Table:
    """What the last four weeks brought, university by university: a frame of `changes.lately`."""
    _ = edition._
    columns: dict[str, list[str]] = {
        _("University"): list(frame["short"]),
        _("Started"): [edition.signed(count) for count in frame["started"]],
        _("Dropped"): [edition.signed(-count) for count in frame["dropped"]],
        _("Net"): [edition.signed(count) for count in frame["net"]],
    }
    rows = list(zip(*columns.values(), strict=True))
    if len(rows) > 1:
        sums = frame[["started", "dropped", "net"]].sum()
        totals = (sums["started"], -sums["dropped"], sums["net"])
        rows.append((_("All of them"), *(edition.signed(int(count)) for count in totals)))
    note = _(
        "Counted by the dates of the events. A correction of earlier dates changes the count "
        "without appearing here."
    )
    title = _("What changed in the last four weeks")
    return _table(title, columns, rows, {_("University")}, note=note, summed=len(frame) > 1)


def _table(
    title: str,
    columns: dict[str, list[str]],
    rows: list[tuple[str, ...]],
    texts: set[str],
    *,
    minor: Collection[str] = (),
    note: str = "",
    summed: bool = False,
    bar_head: str = "",
    bars: tuple[Bar | None, ...] = (),
) -> Table:
    return Table(
        title,
        tuple(columns),
        tuple(head not in texts for head in columns),
        tuple(rows),
        tuple(head in minor for head in columns),
        note,
        summed,
        bar_head,
        bars,
    )


def _counted(board: Board, edition: Edition) -> str:
    return edition._("Supported") if board.context.scope.start is None else edition._("Added")


def _count(one: Measured, edition: Edition) -> str:
    unknown = one.part.growth.context.freshness.data_until is None
    return edition.missing if unknown else edition.number(one.part.growth.progress.supported)


def _against_goals(stood: Sequence[Measured], edition: Edition) -> dict[str, list[str]]:
    _ = edition._
    return {
        _("Goal"): [edition.number(one.seen.target) if one.seen.target else "–" for one in stood],
        _("Progress, %"): [
            edition.number(one.seen.share * 100, 1) if one.seen.share is not None else "–"
            for one in stood
        ],
    }


def _one_decimal(value: float | None, edition: Edition) -> str:
    return "–" if value is None else edition.number(value, 1)


def _with_age(one: Measured, day: date | None, edition: Edition) -> str:
    """The state, and how old it is where it is not that of the day shown."""
    until = one.part.growth.context.freshness.data_until
    words = state_words(one, edition)
    if until is None or day is None or until >= day:
        return words
    age = edition._("data until {day}").format(day=edition.date_short(until))
    return f"{words} · {age}" if words else age


def _report(state: str | None, edition: Edition) -> str:
    """What became of the report of the last period: ``reportó``, ``en plazo``, …"""
    return edition._(REPORT_STATES[state].term).lower() if state else "–"


def _until(one: Measured, edition: Edition) -> str:
    until = one.part.growth.context.freshness.data_until
    return edition.date_short(until) if until else edition.missing


def _period_note(board: Board, edition: Edition) -> str:
    """Which period's report is meant."""
    if board.reports.empty:
        return ""
    period = grid(replace(board.growth, frame=board.reports)).periods[-1]
    return edition._("Report: that of {period}, due on {due}.").format(
        period=period_words(period, edition), due=edition.date_short(period.due_on)
    )
