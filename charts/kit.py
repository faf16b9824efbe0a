"""What a press kit says of itself: one text for whoever opens it without us."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from charts import citation, text
from charts.answer import said
from charts.caption import Caption, scope_words
from charts.edition import Edition
from charts.sizes import PRESS_SIZES, SIZES
from charts.verdict import Verdict
from data_access.definitions import GLOSSARY
from data_access.records import Context
from texts import PROGRAMME, mark

README = "LEEME.txt"
FONTS = (*sorted(text.FONTS.glob("*.ttf")), text.FONTS / "OFL.txt")
"""Drawing programs do not read the font inside an SVG; these are to be installed."""
_WIDE = 92
_FOLDERS = {
    "figuras/": mark("the figures, a folder each: {sizes}; as PNG, SVG and PDF"),
    "datos/": mark("the numbers in each figure, as CSV and XLSX"),
    "alt/": mark("a text for each figure, for those who cannot see it"),
    "fuentes/": mark("the fonts: install them first, then open the SVG in a drawing program"),
}
_LIMITS = (
    mark("The numbers are those that the universities report to the programme."),
    mark("A forecast is a range that rests on the last weeks; it is no promise."),
    mark("Before and after is a comparison, not proof that the programme was the cause."),
    mark("“n/a” means that nobody reported it; it is never a zero."),
)
_LICENCE = mark(
    "Figures and numbers: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. "
    "They may be used and changed by anyone who names the programme."
)


def readme(
    captions: Mapping[str, Caption],
    empty: Sequence[str],
    verdict: Verdict,
    about: Context,
    edition: Edition,
    *,
    address: str,
    contact: str,
) -> str:
    """The text that goes with the figures of `captions`; `empty` are left out."""
    _ = edition._
    sizes = ", ".join(_size(name) for name in PRESS_SIZES)
    nothing = _("Left out, with nothing to show for this selection or a single bar: {slugs}.")
    in_text = _("In a text: {words}")
    in_full = _("In full: {words}")
    in_full_words = citation.in_full(verdict.standing, about, edition, address=address)
    sections = {
        _("What is inside"): [
            f"{name}  {_(words).format(sizes=sizes)}." for name, words in _FOLDERS.items()
        ],
        _("What each figure says"): [
            *(_figure(slug, caption) for slug, caption in captions.items()),
            *([nothing.format(slugs=", ".join(empty))] if empty else []),
        ],
        _("Definitions"): [f"{_(entry.term)}. {_(entry.meaning)}" for entry in GLOSSARY],
        _("Limits"): [_(limit) for limit in _LIMITS],
        _("Licence"): [_(_LICENCE)],
        _("How to cite"): [
            in_text.format(words=said(verdict, about, edition)),
            in_full.format(words=in_full_words),
        ],
        _("Contact"): [
            contact
            or _(
                "No press contact is configured. Whoever runs the dashboard sets it in "
                "PRESS_CONTACT."
            )
        ],
    }
    parts = [
        "\n".join([PROGRAMME.upper(), _("Press kit")]),
        *([_("Demonstration data: everything is invented.")] if about.freshness.invented else []),
        _wrapped(str(verdict)),
        "\n".join([_wrapped(scope_words(about.scope, about, edition)), address]),
    ]
    for title, paragraphs in sections.items():
        parts += [f"\n{title.upper()}", *map(_wrapped, paragraphs)]
    return "\n\n".join(parts) + "\n"


def _figure(slug: str, caption: Caption) -> str:
    return "\n".join([f"{slug}: {caption.title}.", f"{caption.subtitle}.", caption.note])


def _size(name: str) -> str:
    size = SIZES[name]
    if size.height is None:
        return f"{name} (150 mm, 300 dpi)"
    return f"{name} ({size.width * size.scale:.0f}×{size.height * size.scale:.0f})"


def _wrapped(paragraph: str) -> str:
    """The paragraph in lines of an even width; its own breaks stay."""
    lines = (
        textwrap.wrap(line, _WIDE, break_long_words=False, break_on_hyphens=False)
        for line in paragraph.split("\n")
    )
    return "\n".join("\n".join(line) for line in lines)
