"""Coded values as people write them: the code itself, its name, or a listed synonym."""

from __future__ import annotations

from functools import cache

from data_access.intake.fields import BY_NAME, Field
from data_access.intake.findings import Message, Problem
from data_access.intake.folding import fold, nearest
from texts import LANGUAGES, mark, translations

SYNONYMS: dict[str, dict[str, str]] = {
    "size": {
        "microempresa": "micro",
        "micro empresa": "micro",
        "microempresas": "micro",
        "pequena empresa": "pequena",
        "pequeno": "pequena",
        "mediana empresa": "mediana",
        "mediano": "mediana",
        "organizacion social": "organizacion",
        "cooperativa": "organizacion",
        "asociacion": "organizacion",
    },
    "owner_gender": {
        "f": "mujer",
        "femenino": "mujer",
        "femenina": "mujer",
        "h": "hombre",
        "masculino": "hombre",
        "varon": "hombre",
        "female": "mujer",
        "male": "hombre",
        "otra": "otro",
        "no binario": "otro",
    },
    "rural": {
        "s": "si",
        "n": "no",
        "1": "si",
        "0": "no",
        "true": "si",
        "false": "no",
        "verdadero": "si",
        "falso": "no",
        "x": "si",
        "y": "si",
        "rural": "si",
        "urbano": "no",
        "urbana": "no",
    },
    "channel": {
        "remoto": "remota",
        "virtual": "remota",
        "en linea": "remota",
        "a distancia": "remota",
        "mixto": "mixta",
        "hibrida": "mixta",
        "hibrido": "mixta",
        "semipresencial": "mixta",
    },
    "platforms": {
        "web": "sitio_web",
        "pagina web": "sitio_web",
        "website": "sitio_web",
        "fb": "facebook",
        "ig": "instagram",
        "wa": "whatsapp",
        "google maps": "google",
        "google my business": "google",
        "tienda en linea": "tienda",
        "tienda virtual": "tienda",
        "mercado libre": "tienda",
        "marketplace": "tienda",
        "tik tok": "tiktok",
    },
}
AMBIGUOUS = {"owner_gender": {"m": mark("M may be “mujer” or “masculino”")}}
LARGE = frozenset({"grande", "gran empresa", "grande empresa", "large", "gran"})
NO_PLATFORM = frozenset({"ninguna", "ninguno", "none", "no tiene", "no", "0"})


@cache
def spellings(name: str) -> dict[str, str]:
    """Folded spelling → code, for a field with choices."""
    field = BY_NAME[name]
    assert field.choices is not None
    found: dict[str, str] = {}
    for code, label in field.choices.items():
        found[fold(code)] = code
        for language in LANGUAGES:
            found.setdefault(fold(translations(language).gettext(label)), code)
    group = "platforms" if field.kind == "codes" else name
    return SYNONYMS.get(group, {}) | found


def match_code(field: Field, value: str) -> str | Problem:
    """The code that `value` stands for."""
    folded = fold(value)
    code = spellings(field.name).get(folded)
    if code is not None:
        return code
    label = {"field": Message(field.label)}
    if folded in AMBIGUOUS.get(field.name, {}):
        return Problem("ambiguous_code", label, Message(AMBIGUOUS[field.name][folded]))
    if field.name == "size" and folded in LARGE:
        return Problem("not_mipyme")
    return Problem("unknown_code", label, _suggestion(field, value))


def match_codes(field: Field, value: str) -> frozenset[str] | Problem:
    """The codes of a list separated by ; , or /."""
    if fold(value) in NO_PLATFORM:
        return frozenset()
    codes = set()
    for part in value.replace(",", ";").replace("/", ";").split(";"):
        if part.strip():
            code = match_code(field, part)
            if isinstance(code, Problem):
                return code
            codes.add(code)
    return frozenset(codes)


def _suggestion(field: Field, value: str) -> Message:
    assert field.choices is not None
    close = nearest(value, spellings(field.name))
    if close is not None:
        text = mark("Did you mean “{close}”?")
        return Message(text, {"close": spellings(field.name)[close]})
    return Message(mark("There are: {known}."), {"known": ", ".join(field.choices)})
