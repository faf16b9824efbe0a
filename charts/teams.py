"""Teams of students in words: whose load is heavy, which MiPymes two countries accompany."""

from __future__ import annotations

import pandas as pd

from charts.edition import Edition
from charts.students import University
from charts.table import Table
from data_access.records import Context


def warnings(rows: list[University], edition: Edition) -> list[str]:
    """A sentence for each load that is heavy, and for MiPymes without a student."""
    _ = edition._
    said = []
    for row in rows:
        for carried, times, message in (
            (
                row.mipymes,
                row.times_mipymes,
                _("{name}: {value} MiPymes per student, {times} times the median of the others."),
            ),
            (
                row.hours,
                row.times_hours,
                _("{name}: {value} hours per student, {times} times the median of the others."),
            ),
        ):
            if times is not None:
                facts = {"value": edition.number(carried, 1), "times": edition.number(times, 1)}
                said.append(message.format(name=row.short, **facts))
        if row.alone:
            message = edition.ngettext(
                "{name}: {count} of {all} supported MiPymes has no student in the reports.",
                "{name}: {count} of {all} supported MiPymes have no student in the reports.",
                row.alone,
            )
            facts = {"count": edition.number(row.alone), "all": edition.number(row.supported)}
            said.append(message.format(name=row.short, **facts))
    return said


def mixed(frame: pd.DataFrame, edition: Edition) -> str:
    """How many of the MiPymes of `students.teams` have students of two countries; empty where no
    student is reported."""
    supported, both = _sums(frame)
    if not (frame["team"] != "").any():
        return ""
    if both == 0:
        return edition._("No supported MiPyme has students of universities of two countries.")
    message = edition.ngettext(
        "{count} of {all} supported MiPymes ({share}) is accompanied by students of universities "
        "of two countries.",
        "{count} of {all} supported MiPymes ({share}) are accompanied by students of universities "
        "of two countries.",
        both,
    )
    return message.format(
        count=edition.number(both),
        all=edition.number(supported),
        share=edition.percent(both / supported),
    )


def _sums(frame: pd.DataFrame) -> tuple[int, int]:
    """Supported, and those of them with students of two countries."""
    both = frame[frame["team"].str.contains(" ")]["supported"].sum()
    return int(frame["supported"].sum()), int(both)


def pairs(frame: pd.DataFrame, about: Context, edition: Edition) -> Table:
    """Which countries accompany MiPymes together, the most first."""
    _ = edition._
    counts = frame[frame["team"].str.contains(" ")].groupby("team")["supported"].sum().to_dict()
    rows = []
    for found, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        team = str(found)
        codes = [code for code in team.split() if code != "…"]
        names = [edition.country_name(code, about) for code in codes]
        if team.endswith("…"):
            names.append(_("others"))
        rows.append((edition.listed(names), edition.number(int(count))))
    heads = (_("Students of universities of"), _("Supported MiPymes"))
    return Table("", heads, (False, True), tuple(rows))


def binational(frame: pd.DataFrame, edition: Edition) -> str:
    """The same of the binational start; empty where none of its MiPymes is supported."""
    supported, both = _sums(frame)
    if supported == 0:
        return ""
    return edition._(
        "Binational start: {count} of its {all} supported MiPymes have students of two countries."
    ).format(count=edition.number(both), all=edition.number(supported))
