"""The board report as an editable presentation: the same words and numbers as its two pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from charts import slide_charts
from charts.board import Words, words
from charts.board_tables import Measured, measured
from charts.catalogue import CATALOGUE
from charts.curve import Curve, curve
from charts.edition import Edition
from charts.slide_deck import BOTTOM, INNER, MARGIN, TOP, Deck
from charts.table import Table
from charts.tokens import LIGHT
from data_access.records import Board, Part

_BODY = (MARGIN, TOP, INNER, BOTTOM - TOP)
_COMPARABLE = 2
"""A single bar compares nothing."""
_MOST_ROWS = 14
_WEEK = timedelta(weeks=1)


def slides(board: Board, edition: Edition) -> bytes:
    """The presentation of a board as PPTX."""
    said = words(board, edition)
    deck = Deck(
        title=f"{said.programme}. {said.title}",
        language=edition.language,
        foot=f"{said.source} {said.stamp}. {said.licence}",
        mark=said.invented,
    )
    _opening(deck, said)
    if not board.growth.frame.empty:
        _growth(deck, said, board, edition)
    _compared(deck, said, said.places, board.places, edition)
    _compared(deck, said, said.universities, board.universities, edition)
    _tabled(deck, said, said.universities)
    _to_decide(deck, said, edition)
    _meanings(deck, said, edition)
    return deck.file()


def _opening(deck: Deck, said: Words) -> None:
    """The verdict and its numbers."""
    slide = deck.slide(
        said.verdict.standing,
        eyebrow=f"{said.programme} · {said.scope}",
        notes=f"{said.title}. {said.scope}. {said.verdict}",
        size=36,
    )
    deck.words(slide, [[(said.verdict.outlook, False)]], (MARGIN, 2.1, INNER, 1.6), 20)
    wide = INNER / 4
    for index, (name, value) in enumerate(said.numbers.items()):
        x = MARGIN + index * wide
        deck.words(slide, [[(name, False)]], (x, 4.1, wide - 0.2, 0.4), 14, LIGHT.ink_soft)
        deck.words(slide, [[(value, True)]], (x, 4.45, wide - 0.2, 0.9), 44, LIGHT.accent)
    deck.words(slide, [[(said.title, False)]], (MARGIN, 6.2, INNER, 0.4), 14, LIGHT.ink_soft)


def _growth(deck: Deck, said: Words, board: Board, edition: Edition) -> None:
    """The curve, week by week, with the path to its goal and the range of the forecast."""
    _ = edition._
    seen = curve(board.growth)
    caption = CATALOGUE["avance"].caption(board.growth, edition)
    days = _days(seen)
    series: dict[str, slide_charts.Line] = {
        _("Supported MiPymes"): slide_charts.Line(
            _reached(seen, days), LIGHT.accent, 4, ends_in_number=True
        )
    }
    if seen.target is not None:
        planned = [seen.expected(day) for day in days]
        series[_("Goal path")] = slide_charts.Line(planned, LIGHT.goal, 1.75, dashed=True)
    if seen.forecast is not None:
        low = [seen.likely(day, "low") for day in days]
        high = [seen.likely(day, "high") for day in days]
        for name, values in ((_("Forecast, from"), low), (_("Forecast, to"), high)):
            rounded = [None if value is None else round(value) for value in values]
            series[name] = slide_charts.Line(rounded, LIGHT.neutral, 1.75)
    notes = f"{caption.alt}\n{caption.note}"
    slide = deck.slide(caption.title, eyebrow=said.scope, notes=notes)
    deck.words(slide, [[(caption.subtitle, False)]], (MARGIN, TOP, INNER, 0.35), 14, LIGHT.ink_soft)
    slide_charts.lines(
        slide,
        days,
        series,
        (MARGIN, TOP + 0.4, INNER, BOTTOM - TOP - 0.45),
        caption.alt,
        edition.language,
    )


def _days(seen: Curve) -> list[date]:
    """The last day, every week before and after it, and both ends."""
    assert seen.first is not None
    assert seen.last is not None
    end = max(seen.last, seen.due or seen.last)
    before = (seen.last - seen.first).days // 7
    after = (end - seen.last).days // 7
    weeks = {seen.last + step * _WEEK for step in range(-before, after + 1)}
    return sorted({seen.first, *weeks, end})


def _reached(seen: Curve, days: Sequence[date]) -> list[float | None]:
    """The count at the end of each day; nothing after the last one known."""
    assert seen.last is not None
    steps = list(zip(seen.days, seen.supported, strict=True))
    return [
        None if day > seen.last else next((n for at, n in reversed(steps) if at <= day), 0)
        for day in days
    ]


def _compared(
    deck: Deck, said: Words, table: Table, parts: Sequence[Part], edition: Edition
) -> None:
    """The parts as bars beside their own goals, where they have any."""
    found = measured(parts, edition)
    if len(found) < _COMPARABLE:
        return
    counted = table.heads[table.numeric.index(True)]
    series: dict[str, Sequence[int | None]] = {counted: [_count(one) for one in found]}
    if any(one.seen.target for one in found):
        series[edition._("Goal")] = [one.seen.target for one in found]
    names = [one.name for one in found]
    lines = [", ".join(filter(None, row)) for row in table.rows]
    alt = edition._("Bar chart: {title}").format(title=table.title)
    notes = "\n".join([alt, *lines, table.note])
    slide = deck.slide(table.title, eyebrow=said.scope, notes=notes)
    slide_charts.bars(slide, names, series, _BODY, alt)


def _count(one: Measured) -> int | None:
    growth = one.part.growth
    return None if growth.context.freshness.data_until is None else growth.progress.supported


def _tabled(deck: Deck, said: Words, table: Table) -> None:
    if not table.rows:
        return
    slide = deck.slide(table.title, eyebrow=said.scope, notes=table.note)
    deck.table(slide, table, (MARGIN, TOP, INNER), 14 if len(table.rows) <= _MOST_ROWS else 10)
    deck.words(
        slide, [[(table.note, False)]], (MARGIN, BOTTOM - 0.2, INNER, 0.3), 12, LIGHT.ink_soft
    )


def _to_decide(deck: Deck, said: Words, edition: Edition) -> None:
    slide = deck.slide(edition._("What needs a decision"), eyebrow=said.scope)
    lines = [[(f"{one.subject}. ", True), (one.facts, False)] for one in said.decisions]
    deck.words(slide, lines or [[(said.nothing_to_decide, False)]], _BODY, 22, gap=18)


def _meanings(deck: Deck, said: Words, edition: Edition) -> None:
    slide = deck.slide(edition._("What the words mean"), eyebrow=said.scope)
    lines = [[(f"{term}. ", True), (meaning, False)] for term, meaning in said.definitions]
    deck.words(slide, lines, _BODY, 15, gap=8)
