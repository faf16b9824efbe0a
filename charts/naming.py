"""Names inside sentences: a university with its article, and the scope a sentence speaks of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from charts.attributes import SECTORS_IN_SHORT
from charts.edition import Edition
from data_access.codes import SCORES, SECTORS, SIZES
from data_access.records import Context
from texts import LANGUAGES

LISTED = 3
"""More values than this are counted instead of named."""
_PLAIN = (
    "a abandonaron abril agosto al all among as at between datos del desde diciembre el en enero "
    "entre esta febrero goal half hay julio junio la las los marzo mayo más nadie ninguna ningún "
    "no nobody noviembre none octubre of sales se septiembre since sitio son tantas the there "
    "these this tienda todas todavía todos tras up va van ventas"
)
"""Words of both languages that sentences and titles begin with, beside what MiPymes are."""
_PLAIN_STARTS = ("Meta cumplida",)
"""Where the first word alone could be a name: Meta is a department."""
_FEMININE = ("Universidad", "Corporación", "Escuela", "Fundación", "Institución", "Facultad")
_MASCULINE = ("Tecnológico", "Instituto", "Politécnico", "Colegio", "Centro", "Servicio")


def gender(name: str) -> str:
    """The grammatical context of a university's full name; empty where no article is said."""
    if name.startswith(_FEMININE):
        return "feminine"
    return "masculine" if name.startswith(_MASCULINE) else ""


def subject(name: str, short: str, edition: Edition, *, first: bool) -> str:
    """A university as the subject of a sentence, with its article: “La UAM-A”, “El TdeA”."""
    pattern = "{short}"
    if gender(name) == "feminine":
        pattern = edition.pgettext("feminine", "{short}")
    elif gender(name) == "masculine":
        pattern = edition.pgettext("masculine", "{short}")
    article = pattern.replace("{short}", "")
    article = article.capitalize() if first else article
    return article + short


def greeting(name: str, edition: Edition) -> str:
    """How a letter to a university begins: ``Estimado equipo del Tecnológico de Antioquia:``."""
    text = edition._("Dear team of {name},")
    if gender(name) == "feminine":
        text = edition.pgettext("feminine", "Dear team of {name},")
    elif gender(name) == "masculine":
        text = edition.pgettext("masculine", "Dear team of {name},")
    return text.format(name=name)


def full_name(code: str, context: Context) -> str:
    """``Universidad de Guayaquil (UG)``; what is known where one of the two is not."""
    short = context.names.get(code, code)
    name = context.universities.get(code, short)
    return name if name == short else f"{name} ({short})"


def within(sentence: str, context: Context, edition: Edition) -> str:
    """The sentence with what it speaks of before it: ``En Colombia van 137 …``, ``De industria
    manufacturera y tamaño micro van 185 …``; as it is where it speaks of the whole programme."""
    phrases = [phrase for phrase in _phrases(context, edition) if phrase]
    if not phrases:
        return sentence
    if len(phrases) == 1:
        text = edition._("{scope}, {sentence}")
    else:
        text = edition.pgettext("several phrases", "{scope}, {sentence}")
    said = text.format(scope=", ".join(phrases), sentence=lowered(sentence, context))
    return said[:1].upper() + said[1:]


def lowered(sentence: str, context: Context) -> str:
    """For the middle of a sentence; only words that are never names lose their capital, and not
    where one is part of a name: “La Paz”."""
    if any(" " in name and sentence.startswith(name) for name in context.names.values()):
        return sentence
    first = sentence.split(" ", 1)[0].rstrip(",").lower()
    plain = first in _plain_words() or sentence.startswith(_PLAIN_STARTS)
    return sentence[:1].lower() + sentence[1:] if plain else sentence


@cache
def _plain_words() -> frozenset[str]:
    """Those of `_PLAIN`, and the first ones of sectors, sizes and scores."""
    kinds = [*SECTORS_IN_SHORT.values(), *SIZES.values(), *SCORES.values()]
    said = [Edition(language)._(kind) for language in LANGUAGES for kind in kinds]
    return frozenset([*_PLAIN.split(), *(words.split()[0].rstrip(",").lower() for words in said)])


def _phrases(context: Context, edition: Edition) -> list[str]:
    """``en Colombia``, ``en la Universidad de Guayaquil (UG)``, ``de tamaño micro``; empty ones
    where the scope says nothing."""
    _, scope = edition._, context.scope

    def counted(codes: Sequence[str], many: str, name: Callable[[str], str]) -> str:
        if len(codes) > LISTED:
            return _(many).format(count=edition.number(len(codes)))
        return edition.listed([name(code) for code in codes])

    def known(code: str) -> str:
        return context.names.get(code, code)

    def university(code: str) -> str:
        shown = full_name(code, context) if len(scope.universities) == 1 else known(code)
        return subject(context.universities.get(code, ""), shown, edition, first=False)

    countries = counted(
        scope.countries, "{count} countries", lambda code: edition.country_name(code, context)
    )
    states = counted(scope.subdivisions, "{count} territories", known)
    universities = counted(scope.universities, "{count} universities", university)
    cohorts = counted(scope.cohorts, "{count} cohorts", known)
    if 0 < len(scope.cohorts) <= LISTED:
        text = edition.ngettext("the cohort {names}", "the cohorts {names}", len(scope.cohorts))
        cohorts = text.format(names=cohorts)
    sectors = counted(scope.sectors, "{count} sectors", lambda code: _(SECTORS[code]).lower())
    sizes = counted(scope.sizes, "{count} sizes", lambda code: _(SIZES[code]).lower())
    if 0 < len(scope.sizes) <= LISTED:
        sizes = _("size {names}").format(names=sizes)
    kinds = edition.listed([kind for kind in (sectors, sizes) if kind])
    return [
        _("in {names}").format(names=countries) if countries else "",
        _("in {names}").format(names=states) if states else "",
        _("at {names}").format(names=universities) if universities else "",
        _("in {names}").format(names=cohorts) if cohorts else "",
        _("for {kinds}").format(kinds=kinds) if kinds else "",
    ]
