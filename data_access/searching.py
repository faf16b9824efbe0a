"""Finding MiPymes by what a coordinator types, whatever the case and accents."""

from __future__ import annotations

from functools import reduce

from sqlalchemy import ColumnElement, func

from data_access import schema

PLAIN = {"á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u", "ü": "u", "ñ": "n"}
"""Letters as they are searched for, those of Spanish: SQL has no function that takes accents away
in both databases, and SQLite nests only so many calls."""

_EVERY = PLAIN | {letter.upper(): plain for letter, plain in PLAIN.items()}
_TABLE = str.maketrans({**_EVERY})


def plain(text: str) -> str:
    """`text` in lower case and without accents, as `_searched` has it in SQL."""
    return text.translate(_TABLE).lower()


def _searched() -> ColumnElement[str]:
    """Number, name and municipality of a MiPyme, in lower case and without accents."""
    c = schema.mipyme.c
    text = c.external_id + " " + func.coalesce(c.name, "") + " " + func.coalesce(c.municipality, "")
    # `lower` comes last: without a locale it knows ASCII only.
    return func.lower(reduce(lambda text, pair: func.replace(text, *pair), _EVERY.items(), text))


def found(search: str) -> list[ColumnElement[bool]]:
    """Conditions on `mipyme`: each word of `search` is in its number, name or municipality."""
    return [_searched().contains(plain(word), autoescape=True) for word in search.split()]
