"""A curve as small as a word, for a cell of a table. The number beside it says what it shows."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT = 96, 24
_EDGE = 3


def sparkline(values: Sequence[float]) -> str:
    """SVG of `values` at equal distances, from zero to their maximum, in the colour of the text
    around it; its end is a dot. Empty for fewer than two values, or where all are zero."""
    top = max(values, default=0)
    if len(values) < 2 or top <= 0:
        return ""
    across, up = WIDTH - 2 * _EDGE, HEIGHT - 2 * _EDGE
    points = [
        (_EDGE + across * index / (len(values) - 1), HEIGHT - _EDGE - up * max(value, 0) / top)
        for index, value in enumerate(values)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return (
        f'<svg class="curva" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'aria-hidden="true"><polyline points="{line}" fill="none" stroke="currentColor" '
        f'stroke-width="1.5"/><circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="currentColor"/></svg>'
    )
