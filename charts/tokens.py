"""Colours by what they mean. Figures name a token and never a colour.

One accent for what the title speaks of, greys for the rest. Every pair that touches differs in
luminance by 3:1 at least, so the figures hold in greyscale and for colour-blind readers.
"""

from __future__ import annotations

from dataclasses import dataclass


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
)
"""For inline figures on dark pages; an exported file is always LIGHT."""
