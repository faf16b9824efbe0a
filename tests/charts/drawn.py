"""What a reader finds in a finished SVG."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from charts import press
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.tokens import LIGHT, Tokens
from data_access.records import FigureData

SVG = "{http://www.w3.org/2000/svg}"


def finished(
    slug: str,
    data: FigureData,
    edition: Edition | None = None,
    *,
    size: str = "ancho",
    tokens: Tokens = LIGHT,
) -> str:
    """The finished SVG of a figure."""
    edition = edition or Edition()
    return press.finished_svg(CATALOGUE[slug], data, edition, size=size, tokens=tokens)


def texts(svg: str) -> list[str]:
    """Every text in it, in order."""
    return [node.text or "" for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def words(svg: str) -> str:
    """Every text in it, joined by spaces."""
    return " ".join(texts(svg))


def font_sizes(svg: str) -> list[float]:
    """The size of every text in it, in figure units."""
    found = (node.get("font-size", "") for node in ElementTree.fromstring(svg).iter(f"{SVG}text"))
    return [float(re.sub("px$", "", size)) for size in found]


def tooltips(svg: str) -> list[str]:
    """The titles of its marks."""
    root = ElementTree.fromstring(svg)
    every = [node.text or "" for node in root.iter(f"{SVG}title")]
    return every[1:]
