"""How to cite what the programme's figures say, in full."""

from __future__ import annotations

from charts.caption import LICENCE, SOURCE
from charts.edition import Edition
from data_access.records import Context
from texts import PROGRAMME


def in_full(title: str, about: Context, edition: Edition, *, address: str) -> str:
    """A reference for a list of sources: programme, year, finding, what it rests on, address."""
    text = edition._(
        "{programme} ({year}). “{title}”. {source} Data until {day}, loaded on {loaded}. "
        "{address} {licence}"
    )
    source = edition._(SOURCE).partition(": ")[2]
    day, loaded = about.as_of, about.freshness.loaded_at
    said = text.format(
        programme=PROGRAMME,
        year=day.year if day else edition.missing,
        title=title.rstrip("."),
        source=source[:1].upper() + source[1:],
        day=edition.date_words(day) if day else edition.missing,
        loaded=edition.date_words(loaded.date()) if loaded else edition.missing,
        address=address,
        licence=LICENCE,
    )
    if about.freshness.invented:  # invented numbers are never quoted as real ones
        invented = edition._("demonstration data")
        said += f" [{invented}]"
    return " ".join(said.split())
