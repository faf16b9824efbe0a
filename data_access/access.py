"""Who is asking, and what they may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, FromClause, false

Role = Literal["publico", "direccion", "coordinacion", "administracion"]


@dataclass(frozen=True)
class Access:
    """A reader's role and, of a coordinator, whose rows: those of `universities` in `countries`.
    As in a filter, an empty one of the two means all; but both empty means none."""

    role: Role
    universities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether this reader gets every count as it is; the public gets the published ones."""
        return self.role != "publico"

    @property
    def rows(self) -> bool:
        """Whether this reader sees any MiPymes themselves."""
        narrowed = bool(self.universities or self.countries)
        return self.role == "administracion" or (self.role == "coordinacion" and narrowed)

    def whole(self, university: str) -> bool:
        """Whether this reader sees every row of a university."""
        if self.role == "administracion":
            return True
        return self.rows and university in self.universities and not self.countries

    def members(self, rows: FromClause) -> list[ColumnElement[bool]]:
        """Conditions on the columns of `rows` that keep the MiPymes this reader may see."""
        if not self.rows:
            return [false()]
        if self.role == "administracion":
            return []
        own = {"university": self.universities, "country": self.countries}
        return [rows.c[column].in_(codes) for column, codes in own.items() if codes]


PUBLIC = Access("publico")
EVERYTHING = Access("administracion")
"""What everybody has of invented data."""
