"""Who is asking, and what they may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["publico", "direccion", "coordinacion", "administracion"]


@dataclass(frozen=True)
class Access:
    """A reader's role and, of a coordinator, whose rows: those of `universities` and those in
    `countries` (both empty: none)."""

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
        return self.role in ("coordinacion", "administracion")


PUBLIC = Access("publico")
EVERYTHING = Access("administracion")
"""What everybody has of invented data."""
