"""What a request for a file asks for. Strict where pages are lenient: a page can say what it left
out of a link, a picture in a newspaper cannot, so a wrong parameter is refused by its name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar
from urllib.parse import parse_qs

from charts.catalogue import CATALOGUE
from charts.edition import Edition
from data_access import vocabulary
from data_access.address import reader
from data_access.engine import Reader
from data_access.scope import DATE_PARAMETERS, LIST_PARAMETERS, Scope, one_or_none
from data_access.seen import Seen, look
from data_access.vocabulary import Names
from texts import DEFAULT_LANGUAGE, LANGUAGES
from web import wrong
from web.answers import RefusedError

Form = TypeVar("Form", bound=str)

SCOPE = (*LIST_PARAMETERS, *DATE_PARAMETERS)
READER = ("idioma", "edicion")
_MOST = 400
"""Parameters in one address."""
_SHOWN = 60
"""Characters of a wrong value that are repeated to whoever sent it."""


@dataclass(frozen=True)
class Asked:
    """One request, understood: whose data, in which state, for which scope, edition and size."""

    source: Reader
    revision: int
    scope: Scope
    edition: Edition
    size: str = ""
    seen: Seen | None = field(default=None, compare=False)
    """When the data were last in this state; no part of what is asked for."""


def of_catalogue(file: str, forms: Mapping[Form, str], language: str) -> tuple[str, Form]:
    """Slug and form of ``<slug>.<form>``; `RefusedError` where one of them does not exist."""
    slug, _, extension = file.rpartition(".")
    form = next((form for form in forms if form == extension), None)
    if slug in CATALOGUE and form is not None:
        return slug, form
    text = Edition(language)._(
        "There is no “{file}”. There are these figures: {slugs}; each of them as {forms}."
    )
    known = {"slugs": ", ".join(CATALOGUE), "forms": ", ".join(forms)}
    raise RefusedError(404, text.format(file=file[:_SHOWN], **known))


def asked(query: str, language: str, *, sizes: tuple[str, Sequence[str]] = ("", ("",))) -> Asked:
    """The query of an address; `RefusedError` where it holds anything that does not exist. `sizes`
    are the parameter that may name one and its values, the usual one first. Asks the database
    which codes there are, and while it does not answer what was last seen of it."""
    _ = Edition(language)._
    try:
        found = parse_qs(query, max_num_fields=_MOST)
    except ValueError:
        raise RefusedError(400, _("The address has too many parameters.")) from None
    allowed = (*SCOPE, *READER, *filter(None, sizes[:1]))
    for name in found:
        if name not in allowed:
            text = _("There is no parameter “{name}”. There are: {names}.")
            raise RefusedError(400, text.format(name=name[:_SHOWN], names=", ".join(allowed)))
    source = reader()
    seen = look(source)
    names = names_of(source, seen.revision)
    scope, dropped = Scope.from_query(found, names.vocabulary)
    if dropped:
        raise RefusedError(400, wrong.sentences(dropped, names, _))
    country = _one(found, "edicion", names.countries, _) or one_or_none(scope.countries)
    spoken = _one(found, "idioma", LANGUAGES, _) or DEFAULT_LANGUAGE
    size = _one(found, *sizes, _) or sizes[1][0]
    return Asked(source, seen.revision, scope, Edition(spoken, country), size, seen)


def _one(found: Mapping[str, list[str]], name: str, known: Collection[str], _) -> str | None:  # type: ignore[no-untyped-def]
    """The value of a parameter that is said once, of `known`; None where it is not said."""
    values = sorted(set(found.get(name, ())))
    if not values:
        return None
    if len(values) == 1 and values[0] in known:
        return values[0]
    text = _("This is not a value of “{name}”: {value}. There are: {values}.")
    said = ", ".join(values)[:_SHOWN]
    raise RefusedError(400, text.format(name=name, value=said, values=", ".join(known)))


@lru_cache(maxsize=4)
def names_of(source: Reader, revision: int) -> Names:
    """The codes and names of the database in this state."""
    with source.connect() as connection:
        return vocabulary.names(connection)
