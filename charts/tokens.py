"""Colours by what they mean. Figures name a token and never a colour.

One accent for what the title speaks of, greys for the rest. Every pair that touches differs in
luminance by 3:1 at least, so the figures hold in greyscale and for colour-blind readers.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Tokens:
    """The colours of one appearance, as ``#rrggbb``."""

    background: str
    ink: str
    ink_soft: str
    """Secondary text."""
    rule: str
    """Hairlines and grid; decoration, carries no meaning."""
    accent: str
    """What the title speaks of."""
    accent_soft: str
    """Area under the accent's line; decoration."""
    neutral: str
    """Fill of everything else."""
    goal: str
    """Goals and the path to them."""
    reached: str
    behind: str
    no_data: str
    """Text of what nobody reported."""
    protected: str
    """Text of what is suppressed to protect people."""
    range_fill: str
    """The range of a forecast; its outline carries the meaning."""
    warning: str
    """Text of the mark of invented data."""
    map_land: str
    """Land that a map does not speak of."""
    map_line: str
    """Borders of places without a shade, and the hatching of those nobody knows of."""
    map_unknown: str
    map_zero: str
    map_below: str
    """Fewer than before."""
    map_point: str
    """What lies upon the shades: towns, universities, lines; always with a rim of background."""
    map_shades: tuple[str, str, str, str]
    """One hue, from little to much; neighbours differ by about 2:1, the last one is `accent`."""

    def on(self, fill: str) -> str:
        """The colour of words on `fill`: ink or background, whichever differs more."""
        return max((self.ink, self.background), key=lambda words: contrast(words, fill))


def luminance(colour: str) -> float:
    """How light ``#rrggbb`` is, from 0 to 1 (WCAG's relative luminance)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far apart two colours are, from 1 to 21 (WCAG's contrast ratio)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


LIGHT = Tokens(
    background="#ffffff",
    ink="#191c1f",
    ink_soft="#565c63",
    rule="#d9dde1",
    accent="#08426a",
    accent_soft="#dfe9f1",
    neutral="#8d949b",
    goal="#3a3f45",
    reached="#14633a",
    behind="#a3320b",
    no_data="#6a7077",
    protected="#6a5a86",
    range_fill="#e6e8ea",
    warning="#a3320b",
    map_land="#eceef0",
    map_line="#7d858d",
    map_unknown="#d3d7db",
    map_zero="#ffffff",
    map_below="#f0c3ae",
    map_point="#c2410c",
    map_shades=("#cfe1ef", "#7ba6cb", "#35709f", "#08426a"),
)
DARK = Tokens(
    background="#0e1117",
    ink="#f4f5f6",
    ink_soft="#b4bac1",
    rule="#333a43",
    accent="#8fd0f7",
    accent_soft="#172c3b",
    neutral="#626c77",
    goal="#d5d9dd",
    reached="#7fd6a2",
    behind="#ffa583",
    no_data="#9aa2ab",
    protected="#c3b2e6",
    range_fill="#2a3038",
    warning="#ffa583",
    map_land="#1b2129",
    map_line="#76808b",
    map_unknown="#3a424b",
    map_zero="#0e1117",
    map_below="#6b4030",
    map_point="#fb923c",
    map_shades=("#1d3a50", "#2f678d", "#559dc9", "#8fd0f7"),
)
"""For inline figures on dark pages; an exported file is always LIGHT."""


def _properties(tokens: Tokens) -> dict[str, str]:
    """CSS custom property → colour: ``--accent``; ``--classes-0`` of a scale."""
    found: dict[str, str] = {}
    for field in fields(tokens):
        value, name = getattr(tokens, field.name), f"--{field.name.replace('_', '-')}"
        many = {f"{name}-{step}": colour for step, colour in enumerate(value)}
        found |= {name: value} if isinstance(value, str) else many
    return found


def _by_sheet() -> Tokens:
    names = iter(_properties(LIGHT))
    said: dict[str, Any] = {}
    for field in fields(Tokens):
        value = getattr(LIGHT, field.name)
        one = isinstance(value, str)
        said[field.name] = (
            f"var({next(names)})" if one else tuple(f"var({next(names)})" for _ in value)
        )
    return Tokens(**said)


BY_SHEET = _by_sheet()
"""For figures inside a page that says the colours itself: one drawing for light and dark."""


def sheet(selector: str) -> str:
    """CSS that says the colours of `BY_SHEET` inside `selector`: light; dark on a screen whose
    reader prefers it."""
    light, dark = (
        ";".join(f"{name}:{colour}" for name, colour in _properties(tokens).items())
        for tokens in (LIGHT, DARK)
    )
    dark_only = "@media screen and (prefers-color-scheme:dark)"
    return f"{selector}{{{light}}}{dark_only}{{{selector}{{{dark}}}}}"
