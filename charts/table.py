"""A table as read, whatever writes it; and as HTML, to which `page.css` gives its looks."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

Bar = tuple[float, float | None]
"""Share of the own goal, and the share planned by its day; without goals, share of the largest
count. 1.0 is the whole bar."""


@dataclass(frozen=True)
class Table:
    """A table as read: whatever writes it, it says the same."""

    title: str
    heads: tuple[str, ...]
    numeric: tuple[bool, ...]
    """Which columns are numbers, to be aligned on their last digit."""
    rows: tuple[tuple[str, ...], ...]
    minor: tuple[bool, ...] = ()
    """Which columns a phone leaves out; none where it is empty."""
    note: str = ""
    summed: bool = False
    """Whether the last row adds up the others."""
    bar_head: str = ""
    bars: tuple[Bar | None, ...] = ()
    """One for each row, or none at all."""


def as_html(table: Table) -> str:
    """The table, which scrolls where the window is narrower: its title as caption, where it has
    one; words in the class ``w``, what phones leave out in ``m``, the row that sums in ``suma``."""
    caption = f"<caption>{escape(table.title)}</caption>" if table.title else ""
    classes = _classes(table)
    heads = [
        f'<th scope="col"{of}>{escape(head)}</th>'
        for head, of in zip(table.heads, classes, strict=True)
    ]
    if table.bars:
        heads.insert(1, f'<th scope="col" class="b">{escape(table.bar_head)}</th>')
    last = len(table.rows) - 1
    rows = "".join(
        _row(table, index, summed=table.summed and index == last) for index in range(last + 1)
    )
    return (
        f'<div class="ancha" tabindex="0"><table class="tabla">{caption}'
        f"<thead><tr>{''.join(heads)}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(table: Table, index: int, *, summed: bool) -> str:
    name, *others = table.rows[index]
    cells = [f'<th scope="row">{escape(name)}</th>']
    if table.bars:
        cells.append(f'<td class="b">{_bar(table.bars[index])}</td>')
    cells += [
        f"<td{of}>{escape(words)}</td>"
        for words, of in zip(others, _classes(table)[1:], strict=True)
    ]
    return f"<tr{' class=suma' if summed else ''}>{''.join(cells)}</tr>"


def _classes(table: Table) -> list[str]:
    """The class attribute of each column's cells."""
    minor = table.minor or (False,) * len(table.heads)
    names = [
        " ".join(name for name, has in (("w", not number), ("m", less)) if has)
        for number, less in zip(table.numeric, minor, strict=True)
    ]
    return [f' class="{name}"' if name else "" for name in names]


def _bar(bar: Bar | None) -> str:
    """The same numbers as a bar; those who cannot see it read them in the cells beside it."""
    if bar is None:
        return ""
    reached, planned = bar
    whole = max(1.0, reached, planned or 0)
    mark = "" if planned is None else f'<i style="left:{planned / whole:.1%}"></i>'
    track = "" if planned is None else f' style="width:{1 / whole:.1%}"'
    return (
        f'<div aria-hidden="true"><s{track}></s><b style="width:{reached / whole:.1%}"></b>'
        f"{mark}</div>"
    )
