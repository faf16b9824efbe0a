"""What a link shows where it is pasted: the finding, the verdict and a figure of its scope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from charts.catalogue import CATALOGUE
from charts.sizes import SIZES
from texts import PROGRAMME
from web.address import query_for
from web.standing import Standing, standing

FIGURES = {
    "": "avance",
    "mapa": "mapa-paises",
    "paises": "paises",
    "universidades": "universidades",
    "resultados": "antes-despues",
    "estudiantes": "estudiantes",
    "reportes": "reportes",
}
"""Page → the figure that answers its question; any other page shows that of ``/``."""

SIZE = "redes"
_LOCALES = {"es": "es_LA", "en": "en_US"}


@dataclass(frozen=True)
class Preview:
    """What a page says of itself to those who do not open it."""

    title: str
    description: str
    alt: str
    figure: str
    query: str
    """The scope and the reader's parameters, in their fixed order."""
    language: str

    def tags(self, origin: str, path: str) -> str:
        """HTML for the head of the document at `path` of the site at `origin`."""
        query = f"?{self.query}" if self.query else ""
        page = f"{origin}{path}{query}"
        sized = f"?{'&'.join(filter(None, (self.query, f'formato={SIZE}')))}"
        size = SIZES[SIZE]
        facts = {
            "og:type": "website",
            "og:site_name": PROGRAMME,
            "og:locale": _LOCALES[self.language],
            "og:title": self.title,
            "og:description": self.description,
            "og:url": page,
            "og:image": f"{origin}/figuras/{self.figure}.png{sized}",
            "og:image:type": "image/png",
            "og:image:width": f"{size.width * size.scale:.0f}",
            "og:image:height": f"{(size.height or 0) * size.scale:.0f}",
            "og:image:alt": self.alt,
        }
        written = [f'<meta property="{name}" content="{escape(v)}">' for name, v in facts.items()]
        return "".join(
            [
                f'<meta name="description" content="{escape(self.description)}">',
                '<meta name="twitter:card" content="summary_large_image">',
                f'<link rel="canonical" href="{escape(page)}">',
                *written,
            ]
        )


def preview(path: str, query: Mapping[str, Sequence[str]]) -> Preview:
    """The preview of a page for the parameters of its address; `DatabaseError` while the
    database is away."""
    return preview_of(standing(query), path)


def preview_of(found: Standing, path: str) -> Preview:
    """The preview of a page that tells how a scope stands."""
    slug = FIGURES.get(path.strip("/"), FIGURES[""])
    return _preview(found, slug if slug in CATALOGUE else FIGURES[""])


@lru_cache(maxsize=256)
def _preview(found: Standing, slug: str) -> Preview:
    edition, scope = found.edition, found.about.scope
    caption = CATALOGUE[slug].caption(found.data(slug), edition)
    mark = f"{caption.invented_mark.capitalize()}. " if caption.invented_mark else ""
    return Preview(
        title=caption.title,
        description=f"{mark}{found.verdict}",
        alt=caption.alt,
        figure=slug,
        query=query_for(scope, edition).removeprefix("?"),
        language=edition.language,
    )
