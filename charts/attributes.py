"""What a MiPyme has one of, its sector and its size, and how figures speak of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data_access.codes import SECTORS, SIZES
from texts import mark

SECTORS_IN_SHORT = {
    **SECTORS,
    "A": mark("Agriculture and fishing"),
    "B": mark("Mining"),
    "C": mark("Manufacturing industry"),
    "G": mark("Trade and repair"),
    "H": mark("Transport"),
    "J": mark("Information and media"),
    "L": mark("Property"),
    "M": mark("Professional services"),
    "N": mark("Support services"),
    "O": mark("Government"),
    "Q": mark("Health and care"),
    "T": mark("Household employers"),
    "U": mark("International bodies"),
}
"""Sections of ISIC where a bar's name has room for two or three words."""
BUSINESSES = {
    "micro": mark("micro-enterprises"),
    "pequena": mark("small enterprises"),
    "mediana": mark("medium-sized enterprises"),
    "organizacion": mark("organisations"),
}
"""What the MiPymes of a size are: a size is no subject of a sentence."""


@dataclass(frozen=True)
class Attribute:
    """Something that each MiPyme has one of, and how it is spoken of (English message ids)."""

    column: str
    """Of the frame; '' there is what was not reported."""
    field: str
    """Of `Scope`."""
    names: Mapping[str, str]
    """In figure and table alike."""
    said: Mapping[str, str]
    """Inside a sentence."""
    heads: str
    """The head of its column."""
    measure: str
    change: str
    kind: str
    part: str
    part_of_reported: str
    one: str
    most_added: str
    tie: str
    nothing_reported: str
    shares: str
    """What the shares are of, where something was not reported."""
    note: str


SECTOR = Attribute(
    column="sector",
    field="sectors",
    names=SECTORS_IN_SHORT,
    said=SECTORS_IN_SHORT,
    heads=mark("Sector (ISIC)"),
    measure=mark("Number of supported MiPymes by sector"),
    change=mark("Change in the number of supported MiPymes by sector"),
    kind=mark("Bar chart of the supported MiPymes by sector"),
    part=mark("{part} supported MiPymes are in {name}"),
    part_of_reported=mark("{part} MiPymes with a reported sector are in {name}"),
    one=mark("The only supported MiPyme is in {name}"),
    most_added=mark("{name} is the sector that adds most {period}: {count}"),
    tie=mark("{number} sectors lead with {count} each"),
    nothing_reported=mark("No supported MiPyme has a reported sector"),
    shares=mark("Shares are of the MiPymes with a reported sector."),
    note=mark("Sector: section of ISIC revision 4, names shortened."),
)
SIZE = Attribute(
    column="size",
    field="sizes",
    names=SIZES,
    said=BUSINESSES,
    heads=mark("Size"),
    measure=mark("Number of supported MiPymes by size"),
    change=mark("Change in the number of supported MiPymes by size"),
    kind=mark("Bar chart of the supported MiPymes by size"),
    part=mark("{part} supported MiPymes are {name}"),
    part_of_reported=mark("{part} MiPymes with a reported size are {name}"),
    one=mark("The only supported MiPyme is of size {name}"),
    most_added=mark("{name} are those that add most {period}: {count}"),
    tie=mark("{number} sizes lead with {count} each"),
    nothing_reported=mark("No supported MiPyme has a reported size"),
    shares=mark("Shares are of the MiPymes with a reported size."),
    note=mark("Organisation: what is not an enterprise, such as a co-operative or association."),
)
