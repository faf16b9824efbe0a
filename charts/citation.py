"""How to quote what the programme's figures say: the sentence, in a text and in full."""

from __future__ import annotations

from charts.caption import LICENCE, SOURCE
from charts.edition import Edition
from data_access.records import Context
from texts import PROGRAMME


def in_text(sentence: str, about: Context, edition: Edition) -> str:
    """The sentence with who says it and as of when, to be used as it stands."""
    text = edition._("{sentence} Source: {programme}, data until {day}.")
    return _marked(text.format(sentence=sentence, **_facts(about, edition)), about, edition)


def in_full(title: str, about: Context, edition: Edition, *, address: str) -> str:
    """A reference for a list of sources: programme, year, finding, what it rests on, address."""
    text = edition._(
        "{programme} ({year}). “{title}”. {source} Data until {day}, loaded on {loaded}. "
        "{address} {licence}"
    )
    facts = _facts(about, edition)
    source = edition._(SOURCE).partition(": ")[2]
    facts["source"] = source[:1].upper() + source[1:]
    said = text.format(title=title.rstrip("."), address=address, licence=LICENCE, **facts)
    return _marked(" ".join(said.split()), about, edition)


def _facts(about: Context, edition: Edition) -> dict[str, str]:
    day, loaded = about.as_of, about.freshness.loaded_at
    return {
        "programme": PROGRAMME,
        "year": str(day.year) if day else edition.missing,
        "day": edition.date_words(day) if day else edition.missing,
        "loaded": edition.date_words(loaded.date()) if loaded else edition.missing,
    }


def _marked(text: str, about: Context, edition: Edition) -> str:
    """Invented numbers are never quoted as real ones."""
    return f"{text} [{edition._('demonstration data')}]" if about.freshness.invented else text
