"""Which of Streamlit's chunks the figures need: asked for with the document, instead of after the
page has been told to draw them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

NEEDED = ("BidiComponent", "Html")
"""The elements that figures and headline are made of, by the names of their chunks."""

_BUNDLES = Path(str(files("streamlit"))) / "static" / "static" / "js"
_IMPORTED = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')


@cache
def preloads() -> str:
    """HTML of links that load the chunks of `NEEDED`, and those they import, early."""
    return "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in chunks()
    )


def chunks() -> list[str]:
    """File names of the chunks of `NEEDED`, and of what they import beyond Streamlit's entry."""
    found: list[str] = []
    known = {*_document_names()}
    waiting = [path.name for name in NEEDED for path in sorted(_BUNDLES.glob(f"{name}.*.js"))]
    while waiting:
        name = waiting.pop(0)
        if name in known:
            continue
        known.add(name)
        found.append(name)
        waiting += _IMPORTED.findall((_BUNDLES / name).read_text(encoding="utf-8"))
    return found


def _document_names() -> list[str]:
    page = _BUNDLES.parents[1] / "index.html"
    return re.findall(r"/static/js/([\w.-]+\.js)", page.read_text(encoding="utf-8"))
