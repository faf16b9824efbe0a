"""The period inside a title: from when, and up to when where an end was asked for."""

from __future__ import annotations

from datetime import date

from charts.edition import Edition
from data_access.records import Context


def asked_end(context: Context) -> date | None:
    """The end that was asked for; None where the data end before it, for then they are all."""
    end, last = context.scope.end, context.freshness.data_until
    return end if end is not None and last is not None and end < last else None


def since(context: Context, edition: Edition, start: date | None = None) -> tuple[str, ...]:
    """``desde el 1 de junio de 2021``; ``entre el 1 de junio y el 30 de septiembre de 2021`` with
    an end; then the same in short. From the start of the scope, which a heading can say as well
    (so the last one is empty), or from another `start`. None without any."""
    begins = start or context.scope.start
    if begins is None:
        return ()
    end = asked_end(context)
    found = _from(begins, end if end and end >= begins else None, edition)
    return found if start else (*found, "")


def _from(start: date, end: date | None, edition: Edition) -> tuple[str, str]:
    short = edition.date_short
    if end is None:
        text = edition._("since {day}")
        return text.format(day=edition.date_words(start)), text.format(day=short(start))
    first, last = edition.date_range(start, end)
    long = edition._("between {start} and {end}").format(start=first, end=last)
    first = short(start)
    if start.year == end.year:
        first = first.removesuffix(f" {start.year}")
    return long, edition._("from {start} to {end}").format(start=first, end=short(end))


def headings(context: Context, edition: Edition) -> tuple[str, ...]:
    """What stands before a title that does not say its period, the longer one first; none where
    none was asked for: ``al 30 de septiembre de 2021``, ``del 1 jun al 30 sep 2021``."""
    if context.scope.start is not None:
        return since(context, edition)[:2]
    end = asked_end(context)
    if end is None:
        return ()
    text = edition._("up to {day}")
    return text.format(day=edition.date_words(end)), text.format(day=edition.date_short(end))


def is_said(title: str, context: Context, edition: Edition) -> bool:
    """Whether the title says the period; its last month, as of a report, is enough."""
    end = context.as_of
    known = [*headings(context, edition), *([edition.month_words(end)] if end else [])]
    return any(words in title for words in known)
