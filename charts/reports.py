"""``reportes``: which university has reported which period. Words, cells and table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from charts import caption as words
from charts.caption import Caption, shortest
from charts.edition import Edition
from data_access.definitions import REPORT_STATES
from data_access.records import FigureData
from texts import mark

QUESTION = mark("Who has reported?")
ARRIVED = ("reporto", "parcial", "sin_actividad")
"""The states in which something was received."""
COVERED = "cubierto"
"""How a missing report is drawn that nobody owes any more."""
COVERED_TERM = mark("Covered by a later report")
LATEST = 12
"""Periods shown at most: the last ones."""
_NAMED = 3
"""More missing universities than this are counted instead of named."""


@dataclass(frozen=True)
class Cell:
    """One university's report for one period."""

    university: str
    period: str
    starts_on: date
    ends_on: date
    due_on: date
    state: str
    received_on: date | None
    late: bool
    rejected: int
    covered: bool = False
    """Missing, but a later report of the university holds everything up to its day."""

    @property
    def look(self) -> str:
        """What it is drawn as: its state, or `COVERED`."""
        return COVERED if self.covered else self.state


@dataclass(frozen=True)
class Grid:
    """Cells by university and period, both in their order."""

    universities: list[str]
    periods: list[Cell]
    """A cell of each period, for its dates."""
    cells: list[list[Cell]]
    """By university, then by period."""


def grid(data: FigureData) -> Grid:
    """The cells of the last `LATEST` periods; universities in alphabetical order."""
    cells = [
        Cell(
            university=row["short"],
            period=row["period"],
            starts_on=row["starts_on"],
            ends_on=row["ends_on"],
            due_on=row["due_on"],
            state=row["state"],
            received_on=None if pd.isna(row["received_on"]) else row["received_on"],
            late=bool(row["late"]),
            rejected=int(row["rejected"]),
        )
        for row in data.frame.to_dict("records")
    ]
    first = {cell.period: cell for cell in reversed(cells)}
    periods = sorted(first.values(), key=lambda cell: cell.starts_on)[-LATEST:]
    names = sorted({cell.university for cell in cells}, key=str.casefold)
    at = {(cell.university, cell.period): cell for cell in cells}
    rows = [_closed([at[name, period.period] for period in periods]) for name in names]
    return Grid(names, periods, rows)


def _closed(row: list[Cell]) -> list[Cell]:
    """The cells of one university, the gaps marked that a later report has closed."""
    arrived = [index for index, cell in enumerate(row) if cell.state in ARRIVED]
    last = arrived[-1] if arrived else -1
    return [
        replace(cell, covered=cell.state in ("no_reporto", "en_plazo") and index < last)
        for index, cell in enumerate(row)
    ]


def term(look: str, edition: Edition) -> str:
    """The name of a state as it is drawn (`Cell.look`)."""
    return edition._(COVERED_TERM if look == COVERED else REPORT_STATES[look].term)


def period_words(cell: Cell, edition: Edition) -> str:
    """``octubre de 2021`` for a month of the calendar, else both days."""
    next_day = cell.ends_on.toordinal() + 1
    whole = cell.starts_on.day == 1 and date.fromordinal(next_day).day == 1
    if whole and cell.starts_on.month == cell.ends_on.month:
        return edition.month_words(cell.ends_on)
    return edition._("{start} to {end}").format(
        start=edition.date_short(cell.starts_on), end=edition.date_short(cell.ends_on)
    )


def caption(data: FigureData, edition: Edition) -> Caption:
    """Finding, measure and note of `reportes`."""
    _ = edition._
    seen = grid(data)
    arrived = sum(cell.state in ARRIVED for row in seen.cells for cell in row)
    expected = sum(cell.state != "no_aplica" for row in seen.cells for cell in row)
    note = _(
        "Partial: some rows could not be loaded. Late (l): received after the last day to report. "
        "Without activity is a report of zero, not a gap."
    )
    if any(cell.covered for row in seen.cells for cell in row):
        covered = _(
            "Covered (→): it did not come, but a later report holds everything up to its day."
        )
        note = f"{note} {covered}"
    extent = ""
    if expected:
        extent = _("{arrived} of {expected} reports have arrived").format(
            arrived=edition.number(arrived), expected=edition.number(expected)
        )
    return words.caption(
        data.context,
        edition,
        title=title(seen, edition),
        measure=edition.ngettext(
            "{count} expected report by university and period",
            "{count} expected reports by university and period",
            expected,
        ).format(count=edition.number(expected))
        if expected
        else _("Reports by university and period"),
        n=None,
        note=note,
        kind=_("Grid of the reports by university and period"),
        extent=extent,
    )


def title(seen: Grid, edition: Edition) -> str:
    """The finding, by rule: who is missing in the last period."""
    _ = edition._
    if not seen.periods or not seen.universities:
        return _("There are no reporting periods yet")
    last = [row[-1] for row in seen.cells if row[-1].state != "no_aplica"]
    facts = {"period": period_words(seen.periods[-1], edition), "all": edition.number(len(last))}
    missing = [cell.university for cell in last if cell.state not in ARRIVED]
    if not last:
        return _("No university had to report for {period}").format(**facts)
    if not missing:
        message = edition.ngettext(
            "The university has reported for {period}",
            "All {all} universities have reported for {period}",
            len(last),
        )
        return shortest(message.format(**facts))
    facts |= {"count": edition.number(len(last) - len(missing)), "names": edition.listed(missing)}
    if len(missing) == len(last):
        return shortest(_("Nobody has reported for {period} yet").format(**facts))
    counted = _("{period}: {count} of {all} reports").format(**facts)
    missing_words = edition.ngettext("{names} is missing", "{names} are missing", len(missing))
    if all(cell.state in (*ARRIVED, "en_plazo") for cell in last):  # nobody is called late early
        missing_words = edition.ngettext(
            "{names} still has time", "{names} still have time", len(missing)
        )
    named = f"{counted}; {missing_words.format(**facts)}"
    found = shortest(*([named] if len(missing) <= _NAMED else []), counted)
    return found[:1].upper() + found[1:]


def cell_words(cell: Cell, edition: Edition) -> str:
    """One cell in words: ``UNA, octubre de 2021: parcial, recibido el …, 3 filas rechazadas``."""
    _ = edition._
    said = [_(REPORT_STATES[cell.state].term).lower()]
    if cell.received_on:
        pattern = _("received late on {day}") if cell.late else _("received on {day}")
        said.append(pattern.format(day=edition.date_words(cell.received_on)))
    if cell.covered:
        said = [_(COVERED_TERM).lower()]
    elif cell.state in ("no_reporto", "en_plazo"):
        said.append(_("last day: {day}").format(day=edition.date_words(cell.due_on)))
    if cell.rejected:
        rejected = edition.ngettext("{count} row rejected", "{count} rows rejected", cell.rejected)
        said.append(rejected.format(count=edition.number(cell.rejected)))
    return f"{cell.university}, {period_words(cell, edition)}: {', '.join(said)}"


def table(data: FigureData, edition: Edition) -> pd.DataFrame:
    """One row per university and period shown."""
    _ = edition._
    cells = [cell for row in grid(data).cells for cell in row]
    yes_no = {True: _("yes"), False: _("no")}
    return pd.DataFrame(
        {
            _("University"): [cell.university for cell in cells],
            _("Period"): [cell.period for cell in cells],
            _("Report"): [term(cell.look, edition) for cell in cells],
            _("Last day to report"): [cell.due_on for cell in cells],
            _("Received on"): [cell.received_on for cell in cells],
            _("Late"): [yes_no[cell.late] if cell.received_on else None for cell in cells],
            _("Rows rejected"): [cell.rejected if cell.received_on else None for cell in cells],
        }
    ).astype({_("Rows rejected"): "Int64"})
