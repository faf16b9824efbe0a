"""The sizes a finished figure comes in. Text is set per size, never zoomed."""

from __future__ import annotations

from dataclasses import dataclass

MILLIMETRE = 72 / 25.4
"""Points in a millimetre; the unit of a figure is 1/72 inch, of a screen figure the CSS pixel."""


@dataclass(frozen=True)
class Size:
    """A canvas and its type, in figure units (CSS pixels; points in print)."""

    name: str
    width: float
    height: float | None
    """None: as high as the figure needs."""
    scale: float
    """PNG pixels per unit."""
    margin: float
    title: float
    subtitle: float
    text: float
    """Labels inside the plot."""
    small: float
    """Axis, source, note and stamp."""
    smallest: float
    """No text is ever set smaller, however long the title."""
    millimetres: bool = False
    """True where the file states its width in millimetres."""


SIZES: dict[str, Size] = {
    size.name: size
    for size in (
        Size("web", 850, 600, 2, 28, 25, 15, 14, 12, 11),
        Size("redes", 1200, 628, 1, 40, 37, 22, 21, 16, 16),
        Size("cuadrado", 1080, 1080, 2, 48, 46, 27, 26, 20, 18),
        Size("vertical", 1080, 1350, 1, 52, 50, 29, 28, 22, 20),
        Size("impreso", 150 * MILLIMETRE, None, 300 / 72, 10, 15, 9.5, 9.5, 9, 9, True),
        Size("ancho", 850, None, 2, 0, 23, 15, 14, 12, 12),
        Size("angosto", 360, None, 2, 0, 19, 13, 12.5, 11.5, 11),
    )
}
"""The press sizes of `formato=`, then the two that stand inline on pages."""

PRESS_SIZES = ("web", "redes", "cuadrado", "vertical", "impreso")
SCREEN_SIZES = ("ancho", "angosto")
