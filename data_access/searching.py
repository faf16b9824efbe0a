"""Finding MiPymes by what a coordinator types, whatever the case and accents."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from data_access.schema import mipyme, mipyme_text


@dataclass(frozen=True)
class Word:
    """One of the words searched for, and what the reader's own words for codes make of it."""

    text: str
    codes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Column → its codes whose name, as the reader sees it, has the word in it."""


PLAIN = {"á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u", "ü": "u", "ñ": "n"}
"""Letters as they are searched for, those of Spanish: SQL has no function that takes accents away
in both databases, and SQLite nests only so many calls."""

_EVERY = PLAIN | {letter.upper(): plain for letter, plain in PLAIN.items()}
_TABLE = str.maketrans({**_EVERY})


def plain(text: str) -> str:
    """`text` in lower case and without accents, as `bare` has it in SQL."""
    return text.translate(_TABLE).lower()


def bare(text: ColumnElement) -> ColumnElement[str]:
    """As `plain`, in SQL."""
    without = reduce(lambda text, pair: func.replace(text, *pair), _EVERY.items(), text)
    return func.lower(without)  # last: without a locale it knows ASCII only


def texts(conditions: Collection[ColumnElement[bool]]) -> Select:
    """The rows of `mipyme_text` of the MiPymes that meet `conditions`."""
    c = mipyme.c
    written = (
        c.external_id + " " + func.coalesce(c.name, "") + " " + func.coalesce(c.municipality, "")
    )
    columns = (c.id.label("mipyme"), c.university, bare(written).label("text"))
    return select(*columns).where(*conditions)


def words(search: str, names: Mapping[str, Mapping[str, str]]) -> tuple[Word, ...]:
    """The words of `search`. `names`: column of codes → code → its name as the reader sees it."""
    folded = {
        column: {code: plain(name) for code, name in known.items()}
        for column, known in names.items()
    }

    def meant(word: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        found = (
            (column, tuple(code for code, name in known.items() if plain(word) in name))
            for column, known in folded.items()
        )
        return tuple((column, codes) for column, codes in found if codes)

    return tuple(Word(word, meant(word)) for word in search.split())


def found(
    search: Sequence[Word], computed: Mapping[str, ColumnElement[str]]
) -> list[ColumnElement[bool]]:
    """Conditions on `mipyme`: each word is in its number, name or municipality, or in the name of
    one of its codes, or is one of its days or months (2021-05-31, 2021-05). `computed`: columns of
    codes that are none of `mipyme`."""
    # Words that are nothing but text are looked for together: one look at all rows, not several.
    bare_words = [word for word in search if not word.codes and _days(word.text) is None]
    conditions = [_has(*(word.text for word in bare_words))] if bare_words else []
    for word in search:
        if word in bare_words:
            continue
        ways = [_has(word.text)]
        for column, codes in word.codes:
            coded = computed[column] if column in computed else mipyme.c[column]
            ways.append(coded.in_(codes))
        days = _days(word.text)
        if days is not None:
            ways += [and_(one >= days[0], one <= days[1]) for one in _DATES]
        conditions.append(or_(*ways))
    return conditions


_DATES = [
    mipyme.c[name]
    for name in ("enrolled_on", "diagnosed_on", "started_on", "concluded_on", "dropped_on")
]


def _has(*words: str) -> ColumnElement[bool]:
    written = [mipyme_text.c.text.contains(plain(word), autoescape=True) for word in words]
    return mipyme.c.id.in_(select(mipyme_text.c.mipyme).where(*written))


def _days(word: str) -> tuple[date, date] | None:
    """First and last day that a word like 2021-05-31 or 2021-05 names; None for any other."""
    try:
        if len(word) == len("2021-05-31"):
            return date.fromisoformat(word), date.fromisoformat(word)
        if len(word) == len("2021-05"):
            first = date.fromisoformat(f"{word}-01")
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    except (ValueError, OverflowError):
        pass
    return None
