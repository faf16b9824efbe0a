"""Words for the reader, through gettext. The lowest room: every other one may import it.

Message ids are English, so the code reads as English and the English edition needs no
catalogue. Spanish, the default, has one ``.po`` file per room in ``locale/es/LC_MESSAGES``.
They are read as they stand, so that there is no compiled file to forget.
``python -m texts`` brings them up to date with the code.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("es", "en")
DEFAULT_LANGUAGE = "es"
PROGRAMME = "MiPyme contra el COVID en Latinoamérica"
"""The programme's own name, the same in every language."""

FOLDER = Path(__file__).parent / "locale" / DEFAULT_LANGUAGE / "LC_MESSAGES"

Translate = Callable[[str], str]


def spoken(asked: str | None) -> str:
    """The language asked for, where there is an edition in it; else the default one."""
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def mark(message: str) -> str:
    """Mark a constant for extraction without translating it yet; returns it unchanged."""
    return message


@cache
def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of `language` (``es`` or ``en``); any other language gets the default one."""
    catalogue = gettext.NullTranslations()
    if language == "en":
        return catalogue
    for path in sorted(FOLDER.glob("*.po")):
        compiled = io.BytesIO()
        with path.open("rb") as source:
            write_mo(compiled, read_po(source, locale=DEFAULT_LANGUAGE))
        compiled.seek(0)
        room = gettext.GNUTranslations(compiled)
        room.add_fallback(catalogue)
        catalogue = room
    return catalogue
