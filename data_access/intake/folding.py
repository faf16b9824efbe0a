"""Comparing what people type: without case, accents, punctuation and superfluous spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_SEPARATORS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """`text` in lower case, without accents and punctuation, with single spaces."""
    if text.isascii():
        plain = text
    else:
        decomposed = unicodedata.normalize("NFKD", text)
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _SEPARATORS.sub(" ", plain.casefold()).strip()


def nearest(text: str, choices: Iterable[str], least: int | None = None) -> str | None:
    """The choice that looks most like `text`, to be suggested; None where none does, or less than
    `least` percent."""
    from rapidfuzz import fuzz, process  # the app folds, but suggests nothing

    found = process.extractOne(
        text,
        list(choices),
        scorer=fuzz.token_sort_ratio,
        processor=fold,
        score_cutoff=least or (72 if len(text) > 4 else 65),
    )
    return found[0] if found else None
