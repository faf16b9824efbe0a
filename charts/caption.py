"""The words around a figure: finding, measure, source, note, stamp, alt text and file name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from charts import period
from charts.edition import Edition
from charts.heading import TITLE_LIMIT as TITLE_LIMIT
from charts.heading import headed
from charts.heading import shortest as shortest
from charts.naming import LISTED
from data_access.codes import SECTORS, SIZES
from data_access.records import Context
from data_access.scope import Scope
from texts import mark

LICENCE = "CC BY 4.0"
PROGRAMME = mark("MiPyme against COVID in Latin America")
SOURCE = mark("Source: reports of the participating universities to the programme.")
SUPPORTED = mark("Supported MiPyme: its intervention has started and it did not drop out.")


@dataclass(frozen=True)
class Caption:
    """Everything that is said around a figure, in the reader's language."""

    title: str
    subtitle: str
    source: str
    note: str
    stamp: str
    loaded: str
    """``cargados el 2021-11-02``: the day from which on the figure has been what it is. Any later
    day would give the same one, so files carry no clock's time and the same data give the same
    bytes. Empty without data; left out on pages, which say it once."""
    programme: str
    alt: str
    brief: str
    """What of the note must be said in every size, in a few words; may be empty."""
    invented_mark: str
    """``datos de demostración`` over invented data, else empty."""
    lasting: str
    """What the figure shows, of whom and of which period: holds when its numbers change."""


def caption(
    context: Context,
    edition: Edition,
    *,
    title: str | Sequence[str],
    measure: str,
    n: int | None,
    note: str,
    kind: str,
    extent: str,
    brief: str = "",
    fewest: int = 0,
) -> Caption:
    """A caption from what is the figure's own (title, measure, n, note; kind and
    extent for the alt text)
    and what every figure has (scope, source, dates, mark of invented data). Of several titles,
    fullest first, the first one that fits is taken. An `n`
    below `fewest` is protected, and not told."""
    _ = edition._
    title = headed([title] if isinstance(title, str) else title, context, edition)
    words = scope_words(context.scope, context, edition)
    counted = [] if n is None else [f"n = {edition.number(n)}"]
    if n is not None and n < fewest:
        counted = [f"n < {edition.number(fewest)}"]
    invented = _("demonstration data") if context.freshness.invented else ""
    first = f"{kind} ({invented})" if invented else kind
    return Caption(
        title=title,
        subtitle=" · ".join([measure, words, *counted]),
        source=_(SOURCE),
        note=_("Note: {text}").format(text=note),
        brief=_("Note: {text}").format(text=brief) if brief else "",
        stamp=_stamp(context, edition),
        loaded=_loaded(context, edition),
        programme=_(PROGRAMME),
        alt=f"{first}, {words.replace(' · ', ', ')}. {title}{f'; {extent}' if extent else ''}.",
        invented_mark=invented,
        lasting=_lasting(measure, invented, context, edition),
    )


def _lasting(measure: str, invented: str, context: Context, edition: Edition) -> str:
    """``Número de MiPymes apoyadas por país (datos de demostración), Chile``; a period only where
    one was asked for."""
    words = [measure.replace(" · ", ", "), *member_words(context.scope, context, edition)]
    words[0] += f" ({invented})" if invented else ""
    return ", ".join([*words, *period.headings(context, edition)[:1]])


def _stamp(context: Context, edition: Edition) -> str:
    if context.as_of is None:
        return edition._("No data loaded")
    day, late = context.as_of.isoformat(), context.freshness.late
    if not late:
        return edition._("Data until {day}").format(day=day)
    names = edition.listed(list(late))
    if len(late) > LISTED:
        message = edition._("{count} universities")
        names = message.format(count=edition.number(len(late)))
    return edition._("Data until {day}, still without {names}").format(day=day, names=names)


def _loaded(context: Context, edition: Edition) -> str:
    loaded = context.freshness.loaded_at
    if context.as_of is None or loaded is None:
        return ""
    return edition._("loaded on {day}").format(day=loaded.date().isoformat())


def freshness_words(context: Context, edition: Edition) -> str:
    """How far the data reach and when they were loaded; empty where nothing was."""
    facts = context.freshness
    if facts.data_until is None or facts.loaded_at is None:
        return ""
    return edition._("Data until {until} · loaded on {loaded}").format(
        until=edition.date_words(facts.data_until),
        loaded=edition.date_words(facts.loaded_at.date()),
    )


def stamp_line(caption: Caption, *, alone: bool, address: str | None = None) -> str:
    """``Datos hasta 2021-10-31 · cargados el 2021-11-02 · <address> · CC BY 4.0``; the day of the
    load only in a file that stands `alone`."""
    parts = [caption.stamp, caption.loaded if alone else "", address or "", LICENCE]
    return " · ".join(part for part in parts if part)


def scope_words(scope: Scope, context: Context, edition: Edition) -> str:
    """The scope in words: ``México · UAM-A · micro · hasta el 31 de octubre de 2021``.

    Without an end of its own the period ends on the last day with data.
    """
    period = period_words(scope, context, edition)
    members = member_words(scope, context, edition)
    return " · ".join([*members, *([period] if period else [])])


def member_words(scope: Scope, context: Context, edition: Edition) -> list[str]:
    """Which MiPymes, without the period: ``México``, ``UAM-A``, ``micro``; never empty."""
    members = [
        *_values(
            [edition.country_name(code, context) for code in scope.countries],
            mark("{count} countries"),
            edition,
        ),
        *_values(
            [context.names.get(code, code) for code in scope.subdivisions],
            mark("{count} territories"),
            edition,
        ),
        *_values(
            [context.names.get(code, code) for code in scope.universities],
            mark("{count} universities"),
            edition,
        ),
        *_values(
            [context.names.get(code, code) for code in scope.cohorts],
            mark("{count} cohorts"),
            edition,
        ),
        *_values(
            [edition._(SECTORS[code]) for code in scope.sectors], mark("{count} sectors"), edition
        ),
        *_values(
            [edition._(SIZES[code]).lower() for code in scope.sizes], mark("{count} sizes"), edition
        ),
    ]
    return members or [edition._("whole programme")]


def _values(names: list[str], counted: str, edition: Edition) -> list[str]:
    if len(names) > LISTED:
        return [edition._(counted).format(count=len(names))]
    return [edition.listed(names)] if names else []


def period_words(scope: Scope, context: Context, edition: Edition) -> str:
    """``hasta el 31 de octubre de 2021``, ``del 1 de marzo …  al …``; empty without any date."""
    end = scope.until(context.freshness.data_until).end
    if scope.start and end:
        return edition._("from {start} to {end}").format(
            start=edition.date_words(scope.start), end=edition.date_words(end)
        )
    if scope.start:
        return edition._("since {start}").format(start=edition.date_words(scope.start))
    return edition._("until {end}").format(end=edition.date_words(end)) if end else ""


def file_name(slug: str, scope: Scope, context: Context, size: str, extension: str) -> str:
    """``mipymes_avance_colombia_2021-10-31_web.png``: no accents, no spaces, Spanish names."""
    lists = {
        "paises": [context.names.get(code, code) for code in scope.countries],
        "estados": [context.names.get(code, code) for code in scope.subdivisions],
        "universidades": list(scope.universities),
        "generaciones": list(scope.cohorts),
        "sectores": [f"sector-{code}" for code in scope.sectors],
        "tamanos": list(scope.sizes),
    }
    parts = ["mipymes", slug]
    for noun, values in lists.items():
        if values:
            parts.append(
                f"{len(values)}-{noun}"
                if len(values) > LISTED
                else "-".join(_plain(value) for value in values)
            )
    end = scope.until(context.freshness.data_until).end
    parts += [day.isoformat() for day in (scope.start, end) if day]
    return f"{'_'.join([*parts, size])}.{extension}"


def _plain(text: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")
