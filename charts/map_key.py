"""The key of the interactive map as HTML: the shades of a measure, from the least to the most, and
what is drawn upon them."""

from __future__ import annotations

from html import escape

from charts.atlas import Atlas
from charts.edition import Edition
from charts.tokens import Tokens


def as_html(atlas: Atlas, edition: Edition, tokens: Tokens) -> str:
    """The key of all that `atlas` shows; `style.py` gives its signs their shapes."""
    _, scale = edition._, atlas.shading.scale
    entries = [
        ("", f"background:{scale.fill(kind, tokens)};border-color:{tokens.map_line}", said)
        for kind, said in ((kind, scale.label(kind, edition)) for kind in scale.shown)
    ]
    if atlas.towns:
        said = _("municipality; the larger, the more MiPymes")
        entries.append(("circulo", f"background:{tokens.map_point}", said))
    if atlas.universities:
        look = f"background:{tokens.background};border-color:{tokens.ink}"
        entries.append(("circulo aro", look, _("university")))
    if atlas.links:
        said = _("from a university to where it attends MiPymes; the wider, the more")
        entries.append(("linea", f"background:{tokens.map_point}", said))
    items = "".join(
        f'<li><span class="{sign}" style="{look}"></span>{escape(said)}</li>'
        for sign, look, said in entries
    )
    return f'<ul class="clases">{items}</ul>'
