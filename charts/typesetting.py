"""Tagged PDF (PDF/UA-1) from a template and words: typst, with the project's font and no clock."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from charts import text

TEMPLATES = Path(__file__).parent / "assets"
_EPOCH = 0
"""When a file says it was made: never, so that the same data are the same file."""


def typeset(template: str, words: Mapping[str, str]) -> bytes:
    """The PDF of a template in `TEMPLATES`, which finds `words` in ``sys.inputs``. One point is a
    unit of the drawings in it. Other threads go on while it is set."""
    import typst

    document: bytes = typst.compile(
        TEMPLATES / template,
        font_paths=_fonts(),
        sys_inputs=dict(words),
        pdf_standards=["ua-1"],
        timestamp=_EPOCH,
    )
    return document


@cache
def _fonts() -> Any:
    """Our font, and typst's own for signs that it lacks; imported late, because it brings a whole
    typesetter."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[text.FONTS]
    )
