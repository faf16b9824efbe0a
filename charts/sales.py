"""``ventas``: whether sales rose, held or fell, by country. Never money, which no two currencies
share; no causal word. Words, rows and table."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts import caption as words
from charts.caption import Caption
from charts.edition import FEW, Edition
from charts.outcomes import FEWEST
from charts.ranking import optional
from charts.stacks import Stack, stack_figure
from data_access.records import FigureData
from texts import mark

QUESTION = mark("Did sales rise, hold or fall?")
_PARTS = (mark("rose"), mark("held"), mark("fell"))
_NAMED = 3
"""More countries without enough pairs than this are not named."""
_TOP = 100.0
"""A median in the highest band is said to be this or more."""


@dataclass(frozen=True)
class Sales:
    """One country, or all of them (code '')."""

    code: str
    n: int
    rose: int | None
    held: int | None
    fell: int | None
    """None where it is protected."""
    median: float | None
    """None where it would tell one of them."""

    @property
    def shown(self) -> bool:
        """Whether there are enough pairs to say anything."""
        return self.n >= FEWEST


def sales(data: FigureData) -> list[Sales]:
    """All of them, then each country with pairs, most first; a single country is not repeated."""
    rows = [
        Sales(
            code=row["code"],
            n=int(row["n"]),
            rose=optional(row["rose"]),
            held=optional(row["held"]),
            fell=optional(row["fell"]),
            median=None if pd.isna(row["median"]) else float(row["median"]),
        )
        for row in data.frame.to_dict("records")
        if row["n"] > 0
    ]
    every = [row for row in rows if not row.code]
    countries = sorted((row for row in rows if row.code), key=lambda row: (-row.n, row.code))
    return [*every, *(countries if len(countries) > 1 else [])]


def caption(data: FigureData, edition: Edition) -> Caption:
    """Finding, measure and note of `ventas`."""
    _ = edition._
    found = sales(data)
    extent = ""
    if found and found[0].shown and None not in (found[0].rose, found[0].held, found[0].fell):
        extent = _("{rose} rose, {held} held, {fell} fell").format(
            rose=edition.number(found[0].rose),
            held=edition.number(found[0].held),
            fell=edition.number(found[0].fell),
        )
    return words.caption(
        data.context,
        edition,
        title=titles(found, edition),
        measure=_("Share of the MiPymes whose monthly sales rose, held or fell"),
        n=found[0].n if found else 0,
        fewest=FEWEST,
        note=_(
            "Only MiPymes with sales in one currency at both moments, in local money and without "
            "adjusting for prices. A change is not an effect of the programme."
        ),
        brief=_(
            "Local money, not adjusted for prices. A change is not an effect of the programme."
        ),
        kind=_("Stacked bar chart of the sales by country"),
        extent=extent,
    )


def titles(found: list[Sales], edition: Edition) -> list[str]:
    """The finding, by rule, fullest first: how many rose, and the median."""
    _ = edition._
    if not found or not found[0].shown:
        return [_("There are too few measurements to compare")]
    every = found[0]
    if every.rose is None:
        return [_("The change of sales in {n} MiPymes with data").format(n=edition.number(every.n))]
    if every.rose == 0:
        return [_("Sales rose in none of {n} MiPymes").format(n=edition.number(every.n))]
    plain = _("Sales rose in {share} of {n} MiPymes with data")
    if every.n < FEW:
        plain = _("Sales rose in {count} of {n} MiPymes with data")
    plain = plain.format(
        share=edition.percent(every.rose / every.n, whole=True),
        count=edition.number(every.rose),
        n=edition.number(every.n),
    )
    if every.median is None:
        return [plain]
    median = _("; the median change is {median}").format(median=_median(every.median, edition))
    return [plain + median, plain]


def _median(value: float, edition: Edition) -> str:
    """``+12 %``, ``−3 %``, ``+100 % o más``."""
    sign = "+" if value > 0 else "\u2212" if value < 0 else ""
    said = sign + edition.percent(round(abs(value)) / 100, whole=True)
    return edition._("{change} or more").format(change=said) if value >= _TOP else said


def rows(data: FigureData, edition: Edition) -> list[Stack]:
    """The rows in words: what both forms draw."""
    _ = edition._
    found = sales(data)
    stacks = [_stack(row, data, edition) for row in found if row.shown]
    hidden = [edition.country_name(row.code, data.context) for row in found if not row.shown]
    if stacks and hidden:
        names = edition.listed(hidden) if len(hidden) <= _NAMED else _("Other countries")
        missing = _("protected: fewer than {count}").format(count=edition.number(FEWEST))
        stacks.append(Stack(names, "", (), (), missing, f"{names}: {missing}"))
    return stacks


def _stack(row: Sales, data: FigureData, edition: Edition) -> Stack:
    _ = edition._
    name = edition.country_name(row.code, data.context) if row.code else _("All of them")
    counts = (row.rose, row.held, row.fell)
    parts = tuple((count or 0) / row.n for count in counts)
    labels = tuple(
        _("protected") if count is None else edition.percent(part, whole=True)
        for count, part in zip(counts, parts, strict=True)
    )
    detail = f"n = {edition.number(row.n)}"
    if row.median is not None:
        median = _median(row.median, edition)
        detail = _("{n} · median {median}").format(n=detail, median=median)
    if None in counts:
        detail = _("{detail} · the rest protected").format(detail=detail)
    said = ", ".join(f"{label} {_(part)}" for label, part in zip(labels, _PARTS, strict=True))
    return Stack(name, detail, parts, labels, "", f"{name}: {said}; {detail}")


def table(data: FigureData, edition: Edition) -> pd.DataFrame:
    """One row per country, and all of them; of one with too few pairs no number is told."""
    _ = edition._
    every = sales(data)
    found = every if any(row.shown for row in every) else []
    names = [
        edition.country_name(row.code, data.context) if row.code else _("All of them")
        for row in found
    ]

    def whole(values: list[int | None]) -> object:
        return pd.array(values, dtype="Int64")

    frame = pd.DataFrame(
        {
            _("Country"): names,
            _("With sales at both moments"): whole([row.n if row.shown else None for row in found]),
            _("Rose"): whole([row.rose if row.shown else None for row in found]),
            _("Held"): whole([row.held if row.shown else None for row in found]),
            _("Fell"): whole([row.fell if row.shown else None for row in found]),
            _("Median change, %"): [
                round(row.median) if row.shown and row.median is not None else None for row in found
            ],
        }
    )
    remarks = [_remark(row, edition) for row in found]
    if any(remarks):
        frame[_("Remark")] = remarks
    return frame


def _remark(row: Sales, edition: Edition) -> str | None:
    """Why cells of a row are empty."""
    if not row.shown:
        text = edition._("protected: fewer than {count}")
        return text.format(count=edition.number(FEWEST))
    hidden = None in (row.rose, row.held, row.fell, row.median)
    return edition._("empty: protected") if hidden else None


FIGURE = stack_figure("ventas", QUESTION, caption=caption, rows=rows, table=table, parts=_PARTS)
