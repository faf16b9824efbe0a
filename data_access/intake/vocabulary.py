"""Coded values as people write them: the code itself, its name, or a listed synonym."""

from __future__ import annotations

import gettext
import re
from functools import cache

from data_access.intake.fields import BY_NAME, Field
from data_access.intake.findings import ByRule, Message, Problem
from data_access.intake.folding import fold, nearest
from texts import LANGUAGES, mark, translations

SYNONYMS: dict[str, dict[str, str]] = {
    "size": {
        "microempresa": "micro",
        "micro empresa": "micro",
        "microempresas": "micro",
        "micro empresas": "micro",
        "empresa micro": "micro",
        "micros": "micro",
        "pequena empresa": "pequena",
        "pequenas empresas": "pequena",
        "empresa pequena": "pequena",
        "pequenas": "pequena",
        "pequeno": "pequena",
        "mediana empresa": "mediana",
        "medianas empresas": "mediana",
        "empresa mediana": "mediana",
        "medianas": "mediana",
        "mediano": "mediana",
        "organizacion social": "organizacion",
        "cooperativa": "organizacion",
        "asociacion": "organizacion",
    },
    "owner_gender": {
        "f": "mujer",
        "mujeres": "mujer",
        "hombres": "hombre",
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
        "zona rural": "si",
        "zona urbana": "no",
        "area rural": "si",
        "area urbana": "no",
        "rural disperso": "si",
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
    "currency": {
        "pesos mexicanos": "MXN",
        "pesos chilenos": "CLP",
        "pesos colombianos": "COP",
        "pesos argentinos": "ARS",
        "sol": "PEN",
        "soles": "PEN",
        "nuevos soles": "PEN",
        "s": "PEN",
        "bolivianos": "BOB",
        "guaranies": "PYG",
        "gs": "PYG",
        "dolar": "USD",
        "dolares": "USD",
        "dolares americanos": "USD",
        "dolares estadounidenses": "USD",
        "us": "USD",
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
_SIZES = mark("It may be “micro”, “pequena” or “mediana”")
AMBIGUOUS = {
    "owner_gender": {"m": mark("M may be “mujer” or “masculino”")},
    "size": dict.fromkeys(("m", "mype", "mypes", "pyme", "pymes", "mipyme", "mipymes"), _SIZES),
}
LARGE = frozenset({"grande", "gran empresa", "grande empresa", "empresa grande", "large", "gran"})
NO_PLATFORM = frozenset(
    {
        "ninguna",
        "ninguno",
        "none",
        "no tiene",
        "no",
        "0",
        "ninguna de las anteriores",
        "ninguno de los anteriores",
    }
)
_PESOS = {
    "AR": "ARS",
    "CL": "CLP",
    "CO": "COP",
    "CU": "CUP",
    "DO": "DOP",
    "MX": "MXN",
    "UY": "UYU",
}
_LOCAL = {
    "$": _PESOS | {"EC": "USD", "SV": "USD", "PA": "USD"},
    "pesos": _PESOS,
    "peso": _PESOS,
    "bs": {"BO": "BOB", "VE": "VES"},
}
"""What means another currency in each country."""

_SECTIONS = {
    "A": ((1, 3), "agri|ganad|pesca|silvic"),
    "B": ((5, 9), "miner|minas|canter|extrac"),
    "C": ((10, 33), "manufact|industria"),
    "D": ((35, 35), "electric"),
    "E": ((36, 39), "agua|saneam|desecho|residuo"),
    "F": ((41, 43), "constru"),
    "G": ((45, 47), "comerc"),
    "H": ((49, 53), "transport|almacen"),
    "I": ((55, 56), "aloja|hotel|comida|restaur"),
    "J": ((58, 63), "comunicac"),
    "K": ((64, 66), "financ|seguros"),
    "L": ((68, 68), "inmobil"),
    "M": ((69, 75), "profesion|cientif"),
    "N": ((77, 82), "administrativ"),
    "O": ((84, 84), "administracion publica|defensa"),
    "P": ((85, 85), "ensenanza|educac"),
    "Q": ((86, 88), "salud"),
    "R": ((90, 93), "artist|artes|entreten|recrea"),
    "S": ((94, 96), "otr[ao]s (?:actividades de )?servicios"),
    "T": ((97, 98), "hogares"),
    "U": ((99, 99), "extraterritorial"),
}
"""Section of ISIC revision 4 → its divisions, and words of its name. The letters of revision 3
mean other sections, so a letter is taken only if the digits or words after it agree."""

_CODE = re.compile(r"([A-U])\s*[-.]?\s*(\d\d)[\d.]{0,6}", re.I)
_TITLE = re.compile(r"([A-U])\s*[-.:)]\s*(\D{4,})", re.I)
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


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


@cache
def _own(name: str) -> frozenset[str]:
    """Folded codes and names of a field's choices: whoever writes these expects what is read."""
    field = BY_NAME[name]
    assert field.choices is not None
    named = (
        translations(language).gettext(label)
        for language in LANGUAGES
        for label in field.choices.values()
    )
    return frozenset(map(fold, (*field.choices, *named)))


SYNONYM = mark("“{sample}” was read as {read}")


def synonym(field: Field, value: str, code: str) -> Message:
    """That another word than the list's was read as one of them."""
    assert field.choices is not None
    return Message(SYNONYM, {"sample": value.strip(), "read": Message(field.choices[code])})


def match_code(field: Field, value: str, country: str = "") -> str | Problem | ByRule:
    """The code that `value` stands for in a country."""
    folded = fold(value)
    local = _LOCAL.get(value.strip().casefold().rstrip("."), {}) if field.name == "currency" else {}
    if country in local:
        text = mark("“{sample}” was read as {read}, as the country is {country}")
        values = {"sample": value, "read": local[country], "country": country}
        return ByRule(local[country], Message(text, values))
    code = spellings(field.name).get(folded)
    if code is not None:
        return code if folded in _own(field.name) else ByRule(code, synonym(field, value, code))
    label = {"field": Message(field.label)}
    if folded in AMBIGUOUS.get(field.name, {}):
        return Problem("ambiguous_code", label, Message(AMBIGUOUS[field.name][folded]))
    if field.name == "size" and folded in LARGE:
        return Problem("not_mipyme")
    section = _section(value) if field.name == "sector" else None
    if section is not None:
        text = mark("the section is the letter that begins the code: “{sample}” was read as {read}")
        return ByRule(section, Message(text, {"sample": value, "read": section}))
    shorter = _BRACKETS.sub("", value)
    if shorter not in ("", value):
        found = match_code(field, shorter, country)
        if isinstance(found, Problem):
            return found
        text = mark("what stands in brackets was not read: “{sample}”")
        return ByRule(
            found.value if isinstance(found, ByRule) else found, Message(text, {"sample": value})
        )
    return Problem("unknown_code", label, _suggestion(field, value))


def _section(value: str) -> str | None:
    """The section of ISIC revision 4 in ``G4711``, ``G47.1.1`` or ``G - Comercio``."""
    value = value.strip()
    if match := _CODE.fullmatch(value):
        (low, high), _ = _SECTIONS[match[1].upper()]
        return match[1].upper() if low <= int(match[2]) <= high else None
    if match := _TITLE.fullmatch(value):
        _, words = _SECTIONS[match[1].upper()]
        return match[1].upper() if re.search(rf"\b(?:{words})", fold(match[2])) else None
    return None


def match_codes(field: Field, value: str) -> frozenset[str] | Problem | ByRule:
    """The codes of a list separated by ; , / + or “y”."""
    if fold(value) in NO_PLATFORM:
        return frozenset()
    codes = set()
    rule: Message | None = None
    for part in filter(None, map(str.strip, re.split(r"[;,/+&|\n]", value))):
        items = [part] if fold(part) in spellings(field.name) else re.split(r"\s+[yeYE]\s+", part)
        for item in items:
            code = match_code(field, item)
            if isinstance(code, Problem):
                named = {"item": item, "field": Message(field.label)}
                return Problem("unknown_item", named, code.suggestion)
            if isinstance(code, ByRule):
                rule, code = code.rule, str(code.value)
            codes.add(code)
    return ByRule(frozenset(codes), rule) if rule else frozenset(codes)


def _suggestion(field: Field, value: str) -> Message:
    assert field.choices is not None
    close = nearest(value, spellings(field.name))
    if close is not None:
        text = mark("Did you mean “{close}”?")
        return Message(text, {"close": spellings(field.name)[close]})
    if field.name == "sector":
        return Message(mark("There are: {known}."), {"known": Choices(dict(field.choices))})
    return Message(mark("There are: {known}."), {"known": ", ".join(field.choices)})


class Choices(Message):
    """Codes that say nothing by themselves, each with its name."""

    def __init__(self, choices: dict[str, str]) -> None:
        super().__init__("", choices)

    def show(self, words: gettext.NullTranslations) -> str:
        """``A = Agriculture, …; B = …``."""
        named = (f"{code} = {words.gettext(str(name))}" for code, name in self.values.items())
        return "; ".join(named)
