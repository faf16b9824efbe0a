"""``estudiantes``: how many students each university sends, and what they carry. Words, rows and
tables."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts import caption as words
from charts.bar_figure import bar_figure
from charts.bar_rows import Bar
from charts.caption import Caption, shortest
from charts.edition import Edition
from charts.ranking import extent, leaders, optional
from data_access.records import FigureData
from data_access.scope import Scope
from texts import mark

QUESTION = mark("Who accompanies the MiPymes?")


@dataclass(frozen=True)
class University:
    """One row of the frame."""

    name: str
    short: str
    country: str
    students: int | None
    """None where none were reported."""
    mipymes: float | None
    """Per student, as are the hours."""
    hours: float | None
    times_mipymes: float | None
    """How many times the median of the others, where that is heavy."""
    times_hours: float | None
    supported: int
    two_countries: int | None
    alone: int | None

    @property
    def heavy(self) -> bool:
        """Whether its students carry far more than the others."""
        return self.times_mipymes is not None or self.times_hours is not None


def universities(data: FigureData) -> list[University]:
    """The rows in their order."""
    return [
        University(
            name=row["name"],
            short=row["short"] or row["name"],
            country=row["country"],
            students=optional(row["students"]),
            mipymes=_number(row["mipymes_per_student"]),
            hours=_number(row["hours_per_student"]),
            times_mipymes=_number(row["times_mipymes"]),
            times_hours=_number(row["times_hours"]),
            supported=int(row["supported"]),
            two_countries=optional(row["two_countries"]),
            alone=optional(row["alone"]),
        )
        for row in data.frame.to_dict("records")
    ]


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def caption(data: FigureData, edition: Edition) -> Caption:
    """Finding, measure and note of `estudiantes`."""
    _ = edition._
    rows = universities(data)
    known = [row.students for row in rows if row.students is not None]
    note = [
        _(
            "All students of a university count, with all their MiPymes, wherever these are; a "
            "MiPyme may have several students."
        ),
        _("Hours: of those whose hours are known."),
    ]
    if data.context.scope.start or data.context.scope.end:
        note.append(_("Since when is not reported, so the period plays no part."))
    if len(known) < len(rows):
        note.append(_("n/a: the university has reported no students; it is not a zero."))
    return words.caption(
        data.context,
        edition,
        title=title(rows, edition, narrowed=_is_narrowed(data.context.scope)),
        measure=_("Number of students by university; what each accompanies on average"),
        n=sum(known) if known else None,
        note=" ".join(note),
        kind=_("Bar chart of the students by university"),
        extent=extent(known, edition),
    )


def _is_narrowed(scope: Scope) -> bool:
    """Whether it leaves out MiPymes of the universities whose students are counted."""
    return bool(scope.countries or scope.subdivisions or scope.sectors or scope.sizes)


def title(
    rows: list[University], edition: Edition, *, narrowed: bool = False
) -> str | tuple[str, ...]:
    """The finding, by rule: whose students carry far more than the others, else how many there are
    and what each carries; where the scope is `narrowed` to some of their MiPymes, whose they are.
    """
    _ = edition._
    known = [(row.students, row.mipymes) for row in rows if row.students and row.mipymes]
    if not rows:
        return _("There is no data for this selection")
    if not known:
        return _("Nobody has reported students yet")
    heavy = [row for row in rows if row.times_mipymes is not None]
    if heavy and len(rows) > 1:
        most = max(heavy, key=lambda row: row.times_mipymes or 0)
        facts = {"name": most.short, "count": edition.number(most.mipymes, 1)}
        facts["times"] = edition.number(most.times_mipymes, 1)
        return shortest(
            _("{name}: {count} MiPymes per student, {times} times the median of the others").format(
                **facts
            )
        )
    count = sum(students for students, _each in known)
    each = sum(students * load for students, load in known) / count
    facts = {"count": edition.number(count), "each": edition.number(each, 1)}
    if narrowed:
        fuller = edition.ngettext(
            "the university that attends them has {count} students, {each} MiPymes each",
            "the universities that attend them have {count} students, {each} MiPymes each",
            len(rows),
        )
        shorter = edition.ngettext(
            "{count} students in all at its university",
            "{count} students in all at its universities",
            len(rows),
        )
        return fuller.format(**facts), shorter.format(**facts)
    message = edition.ngettext(
        "{count} student accompanies {each} MiPymes",
        "{count} students accompany the MiPymes, {each} each on average",
        count,
    )
    return shortest(message.format(**facts))


def load_words(row: University, edition: Edition) -> str:
    """``4,8 MiPymes y 99 h por estudiante``; empty where nothing is known."""
    _ = edition._
    if row.mipymes is None:
        return ""
    mipymes = edition.number(row.mipymes, 1)
    if row.hours is None:
        return _("{mipymes} MiPymes per student").format(mipymes=mipymes)
    return _("{mipymes} MiPymes and {hours} h per student").format(
        mipymes=mipymes, hours=edition.number(row.hours)
    )


def rows_as_bars(data: FigureData, edition: Edition) -> list[Bar]:
    """The universities with their words: what both forms draw."""
    rows = universities(data)
    top = leaders([row.students for row in rows])
    return [_bar(row, data, edition, index in top) for index, row in enumerate(rows)]


def _bar(row: University, data: FigureData, edition: Edition, highlighted: bool) -> Bar:
    _ = edition._
    country = edition.country_name(row.country, data.context)
    value = edition.number(row.students)
    extra = _("no students reported") if row.students is None else load_words(row, edition)
    flag = _("heavy load") if row.heavy else ""
    said = (f"{row.name}, {country}: {value}", extra, flag)
    return Bar(
        name=row.short,
        details=(f"{row.name}, {country}", row.name, country),
        value=row.students,
        value_label=value,
        extra=extra,
        flag=flag,
        highlighted=highlighted,
        tooltip=". ".join(part for part in said if part),
    )


def table(data: FigureData, edition: Edition) -> pd.DataFrame:
    """One row per university: what is drawn, and its MiPymes by who accompanies them."""
    _ = edition._
    rows = universities(data)

    def counts(values: list[int | None]) -> pd.Series:
        return pd.Series(pd.array(values, dtype="Int64"))

    return pd.DataFrame(
        {
            _("University"): [row.name for row in rows],
            _("Short name"): [row.short for row in rows],
            _("Country"): [edition.country_name(row.country, data.context) for row in rows],
            _("Students"): counts([row.students for row in rows]),
            _("MiPymes per student"): _tenths([row.mipymes for row in rows]),
            _("Hours per student"): _tenths([row.hours for row in rows]),
            _("Supported MiPymes"): counts([row.supported for row in rows]),
            _("With students of two countries"): counts([row.two_countries for row in rows]),
            _("Without a student"): counts([row.alone for row in rows]),
        }
    )


def fields(frame: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """The frame of `students.by_field` as read."""
    _ = edition._
    named = {"": _("not reported")}
    names = [
        _("Other fields, with few students each") if pd.isna(code) else named.get(code, code)
        for code in frame["field"]
    ]
    return pd.DataFrame(
        {
            _("Field of study"): names,
            _("Students"): pd.array(list(frame["students"]), dtype="Int64"),
            _("MiPymes per student"): _tenths(list(frame["mipymes_per_student"])),
            _("Hours per student"): _tenths(list(frame["hours_per_student"])),
        }
    )


def _tenths(values: list[float | None]) -> pd.Series:
    return pd.Series(values, dtype="float64").round(1)


FIGURE = bar_figure(
    "estudiantes",
    QUESTION,
    caption=caption,
    rows=rows_as_bars,
    table=table,
    folded=mark("Other {count} universities"),
)
