"""Finding MiPymes by what a coordinator types, whatever the case and accents."""

from __future__ import annotations

from collections.abc import Collection
from functools import reduce

from sqlalchemy import ColumnElement, Select, func, select

from data_access.schema import mipyme, mipyme_text

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


def found(search: str) -> list[ColumnElement[bool]]:
    """Conditions on `mipyme`: each word of `search` is in its number, name or municipality."""
    words = [mipyme_text.c.text.contains(plain(word), autoescape=True) for word in search.split()]
    return [mipyme.c.id.in_(select(mipyme_text.c.mipyme).where(*words))] if words else []
