"""How wide text is in the project's font, and how it breaks into lines.

Widths are sums of the font's own advances without kerning, so a line is never wider than
measured here by more than a hair.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageFont

FAMILY = "Libre Franklin"
FONTS = Path(__file__).parent / "assets" / "fonts"
REGULAR, SEMIBOLD, BOLD = 400, 600, 700
WEIGHTS = (REGULAR, SEMIBOLD, BOLD)
ELLIPSIS = "…"
MAY_BREAK = "\u200b"
"""A zero-width space: where a long word, such as an address, may break."""
_EM = 1000
_DOT = " · "
_GLUE = "\u00a0"
_SPACES = {_GLUE: " "}


@cache
def _font(weight: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(
        FONTS / f"libre-franklin-{weight}.ttf", _EM, layout_engine=ImageFont.Layout.BASIC
    )


@cache
def _advance(character: str, weight: int) -> float:
    if character == MAY_BREAK:
        return 0.0
    return _font(weight).getlength(_SPACES.get(character, character)) / _EM


@lru_cache(maxsize=20_000)
def _ems(text: str, weight: int) -> float:
    """Width in the unit of the font size; kept, since sentences are measured again and again."""
    return sum(_advance(character, weight) for character in text)


def width(text: str, size: float, weight: int = REGULAR) -> float:
    """Width of one line in the unit of `size`."""
    return _ems(text, weight) * size


def widest(texts: list[str], size: float, weight: int = REGULAR) -> float:
    """Width of the widest of several lines; 0 for none."""
    return max((width(text, size, weight) for text in texts), default=0.0)


def cut(text: str, room: float, size: float, weight: int = REGULAR) -> str:
    """The text, shortened with “…” to fit into `room`."""
    if width(text, size, weight) <= room:
        return text
    while text and width(text.rstrip(" ,.;:·") + ELLIPSIS, size, weight) > room:
        text = text[:-1]
    return text.rstrip(" ,.;:·") + ELLIPSIS


def wrap(
    text: str, room: float, size: float, weight: int = REGULAR, lines: int | None = None
) -> list[str]:
    """The text in lines no wider than `room`; at most `lines`, the last one ending in “…”.

    Breaks at spaces, never at no-break ones, and where a zero-width space (which goes) allows it;
    a word too long for a line is cut.
    """
    done: list[str] = []
    current, taken = "", 0.0
    for glue, word in _words(text):
        # Without kerning a line is as wide as its parts together.
        needed = width(word, size, weight)
        longer = taken + width(glue, size, weight) + needed
        if current and longer > room:
            done.append(current)
            current, taken = word, needed
        elif current:
            current, taken = f"{current}{glue}{word}", longer
        else:
            current, taken = word, needed
    done.append(current)
    if lines is not None and len(done) > lines:
        done = [*done[: lines - 1], f"{done[lines - 1]}{ELLIPSIS}"] if lines else []
    return [cut(line, room, size, weight) for line in done if line]


def _words(text: str) -> list[tuple[str, str]]:
    """The words, each with what joins it to the one before."""
    first, *rest = re.split(f"([ {MAY_BREAK}])", text)
    joined = zip(rest[::2], rest[1::2], strict=True)
    return [("", first), *(("" if glue == MAY_BREAK else glue, word) for glue, word in joined)]


def balanced(
    text: str, room: float, size: float, weight: int = REGULAR, lines: int | None = None
) -> list[str]:
    """Like `wrap`, with lines about equally long: no single word on the last one."""
    best = wrap(text, room, size, weight, lines)
    if len(best) < 2 or best[-1].endswith(ELLIPSIS):
        return best
    low, high = room / 2, room
    while high - low > size / 4:
        middle = (low + high) / 2
        tried = wrap(text, middle, size, weight)
        fits = len(tried) == len(best) and not any(line.endswith(ELLIPSIS) for line in tried)
        low, high = (low, middle) if fits else (middle, high)
        best = tried if fits else best
    return best


def wrap_parts(
    text: str, room: float, size: float, weight: int = REGULAR, lines: int | None = None
) -> list[str]:
    """Like `balanced`, but ``a · b · c`` breaks between its parts, where each fits on a line;
    the dot at a break goes."""
    parts = text.split(_DOT)
    if len(parts) < 2 or any(width(f"{part} ·", size, weight) > room for part in parts):
        return wrap(text, room, size, weight, lines)
    glued = " ".join(f"{part} ·".replace(" ", _GLUE) for part in parts[:-1])
    found = balanced(f"{glued} {parts[-1].replace(' ', _GLUE)}", room, size, weight, lines)
    return [line.replace(_GLUE, " ").removesuffix(" ·") for line in found]
