"""From bytes to text: byte order mark, else UTF-8, else Windows-1252, and no silent guess.

Detectors take Spanish Windows-1252 for other code pages and turn ñ into ń, so the plain rule
comes first, and letters that neither Spanish nor Portuguese uses make the reader decide.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from data_access.intake.findings import Message, Refused
from texts import mark

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LETTERS = "áéíóúüñÁÉÍÓÚÜÑàâãçêôõÀÂÃÇÊÔÕäöèìòùïëÄÖÈÌÒÙ"
_SIGNS = "¿¡ºª°·«»“”‘’–—…•€´¨`§©®™±×²³½¼¾µ¬\xa0\xad"
_EXPECTED = set(_LETTERS + _SIGNS)
_ODD_IN_WORD = re.compile(r"(?<=[a-zA-Z])[¡¿«»“”‘–—…•€º°ª·§©®™±×²³½¼¾µ¬](?=[a-z])")
_OTHERS = ("cp850", "mac_roman", "utf-16-le", "utf-16-be")
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = re.compile(rb"[\x80-\xff]")

MOJIBAKE = re.compile(
    "Ã[\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013-\u203a\u20ac\u2122]|Â[\xa0-\xbf]|â€|ï¿½|\ufffd"
)
"""UTF-8 that was read as Windows-1252 and saved again, or what is left of lost letters."""

UNDECODABLE = re.compile("[\udc80-\udcff]")
"""Bytes that could not be decoded (Python's surrogate escapes)."""


def decode(data: bytes, declared: str | None) -> tuple[str, list[Message]]:
    """The text and how its encoding was found. Bytes that are not text are left as surrogate
    escapes, for the rows that hold them to be rejected. Raises `Refused`."""
    if declared is not None:
        return _declared(data, declared)
    for bom, name in BOMS:
        if data.startswith(bom):
            note = Message(mark("Encoding: {name} (by its byte order mark)"), {"name": name})
            return data.decode(name, _errors(name)), [note]
    _refuse_binary(data)
    try:
        return data.decode("utf-8"), [Message(mark("Encoding: utf-8 (every byte fits)"))]
    except UnicodeDecodeError:
        pass
    multibyte = len(_MULTIBYTE.findall(data))
    stray = len(_HIGH.findall(_MULTIBYTE.sub(b"", data)))
    if multibyte > stray:
        note = Message(
            mark("Encoding: utf-8 (most letters fit); bytes that do not fit: {count}"),
            {"count": stray},
        )
        return data.decode("utf-8", "surrogateescape"), [note]
    return _windows(data)


def visible(text: str) -> str:
    """`text` with undecodable bytes as ``\\xf1`` and control characters as symbols."""
    if text.isprintable():
        return text
    shown = UNDECODABLE.sub(lambda found: f"\\x{ord(found[0]) - 0xDC00:02x}", text)
    return re.sub(r"[\x00-\x08\x0b-\x1f]", lambda found: chr(0x2400 + ord(found[0])), shown)


def repaired(text: str) -> str | None:
    """What garbled text most likely was; None where that cannot be told."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None


def _errors(name: str) -> str:
    return "surrogateescape" if name.startswith("utf-8") else "replace"


def _declared(data: bytes, declared: str) -> tuple[str, list[Message]]:
    try:
        name = codecs.lookup(declared).name
        text = data.decode("utf-8-sig" if name == "utf-8" else name, _errors(name))
    except (LookupError, UnicodeError):
        raise Refused(
            mark("The declared encoding “{name}” is not known or does not fit."), name=declared
        ) from None
    if not isinstance(text, str):
        raise Refused(
            mark("The declared encoding “{name}” is not known or does not fit."), name=declared
        )
    broken = len(UNDECODABLE.findall(text)) + text.count("\ufffd")
    note = Message(
        mark("Encoding: {name} (declared); bytes that do not fit: {count}"),
        {"name": declared, "count": broken},
    )
    return text, [note]


def _refuse_binary(data: bytes) -> None:
    """NUL bytes all over are a binary file, or UTF-16 without its byte order mark."""
    if data.count(0) * 20 > len(data):
        raise Refused(
            mark(
                "This is not a text file (it is full of zero bytes). If it is UTF-16 text, declare "
                'encoding = "utf-16-le" in the mapping; otherwise save the table as XLSX or CSV.'
            )
        )


def _windows(data: bytes) -> tuple[str, list[Message]]:
    """Windows-1252, unless its letters would be odd."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = None
    if text is not None and not _odd(text):
        return text, [Message(mark("Encoding: cp1252 (not utf-8, and its letters are Spanish)"))]
    proposal = _proposal(data)
    if proposal is None:
        raise Refused(
            mark(
                "The encoding of the file cannot be told: as utf-8 and as cp1252 it has letters "
                "that Spanish does not use. Save it as UTF-8, or declare “encoding” in the mapping."
            )
        )
    raise Refused(
        mark(
            "The encoding of the file cannot be told: as utf-8 and as cp1252 it has letters that "
            'Spanish does not use. If “{sample}” reads well, declare encoding = "{name}" in the '
            "mapping; otherwise save it as UTF-8."
        ),
        name=proposal[0],
        sample=proposal[1],
    )


def _odd(text: str) -> bool:
    """Whether more than 2 % of the letters beyond ASCII are none of Spanish or Portuguese."""
    beyond = [letter for letter in text if ord(letter) > 127]
    odd = sum(letter not in _EXPECTED for letter in beyond) + len(_ODD_IN_WORD.findall(text))
    return odd * 50 > len(beyond)


def _proposal(data: bytes) -> tuple[str, str] | None:
    """The encoding that makes the letters Spanish, with a word that shows it."""
    detected = from_bytes(data[:50_000]).best()
    for name in (*_OTHERS, *([detected.encoding] if detected else [])):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        word = re.search(r"\w*[^\W\d_a-zA-Z]\w*", text)
        if word and not _odd(text):
            return name, word[0]
    return None
