"""The seal of a figure: a short text at its foot, by which its numbers can be checked.

It says which figure it is, the day that its data reach, the day of their load and a fingerprint of
the numbers. So nothing has to be stored: whoever has the seal and its filters can compute the
same numbers again and see whether they are still the same.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime

from charts import sheets
from charts.edition import Edition
from charts.figure import Figure
from data_access.records import FigureData

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter that is taken for a digit, or read aloud as another."""
_LOOK_ALIKE = str.maketrans("oil", "011")
_LENGTH = 6
_FORM = re.compile(rf"([a-z-]+)-(\d{{6}})-(\d{{6}})-([0-9a-z]{{{_LENGTH}}})([0-9a-z])")


@dataclass(frozen=True)
class Seal:
    """What is printed, understood."""

    slug: str
    as_of: date
    loaded: date
    numbers: str
    """The fingerprint of the numbers."""

    def written(self, filters: str) -> str:
        """``avance-211031-211102-7kq2mfx``. The last letter is a control over all of it and the
        `filters` (the scope's part of an address), so that a slip of the pen is noticed."""
        said = f"{self.slug}-{self.as_of:%y%m%d}-{self.loaded:%y%m%d}-{self.numbers}"
        return said + _hashed(f"{said}?{filters}", 1)


def seal_of(figure: Figure, data: FigureData) -> Seal | None:
    """The seal of the figure drawn from `data`; None where nothing has been loaded."""
    day, loaded = data.context.as_of, data.context.freshness.loaded_at
    if day is None or loaded is None:
        return None
    return Seal(figure.slug, day, loaded.date(), fingerprint(figure, data))


def read(text: str, filters: str) -> Seal | None:
    """The seal that a reader typed; None where it or its filters were copied wrongly."""
    slug, _, rest = text.lower().rpartition("-")
    found = _FORM.fullmatch(f"{slug}-{rest.translate(_LOOK_ALIKE)}")
    if found is None:
        return None
    try:
        day, loaded = (_day(found[place]) for place in (2, 3))
    except ValueError:
        return None
    seal = Seal(found[1], day, loaded, found[4])
    return seal if seal.written(filters)[-1] == found[5] else None


def fingerprint(figure: Figure, data: FigureData) -> str:
    """Six letters that change with any number of the figure's table; with any word where it has
    no numbers. Names and dates may be written otherwise without being another result."""
    cells = [
        f"{cell:.10g}" if _is_number(cell) else ""
        for row in sheets.rows(figure.table(data, Edition("en")))
        for cell in row
    ]
    if not any(cells):
        cells = [
            str(cell) for row in sheets.rows(figure.table(data, Edition("en"))) for cell in row
        ]
    return _hashed("|".join(cells), _LENGTH)


def _day(digits: str) -> date:
    return datetime.strptime(digits, "%y%m%d").date()  # noqa: DTZ007 - a day has no zone


def _is_number(cell: sheets.Value) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _hashed(text: str, length: int) -> str:
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    return "".join(_LETTERS[number >> 5 * place & 31] for place in range(length))
