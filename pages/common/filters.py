"""The scope filters and the reader's language and edition: drawn once, in the sidebar, as one
element. Truth is the session, under the names of the address's parameters."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from operator import itemgetter
from typing import Any

import streamlit as st

from charts.edition import Edition
from data_access.codes import SECTORS, SIZES
from data_access.records import Context
from data_access.scope import one_or_none
from data_access.vocabulary import Names
from pages.common import address
from pages.common.own import own
from texts import LANGUAGES

_KEY = "filtros"
_SENT = "choices seen"
_LANGUAGES = {"es": "Español", "en": "English"}

Field = dict[str, Any]


def draw(names: Names, present: Collection[str], about: Context, edition: Edition) -> None:
    """Draw the filters as the session has them. Places without anything to show are not offered,
    but stay where the address names them."""
    _ = edition._
    own("filters")(
        data={
            "sent": st.session_state.get(_SENT, 0),
            "fields": [*_scope(names, present, about, edition), *_reader(about, edition)],
            "query": address.query(about.scope),
            "ours": sorted(address.PARAMETERS),
            "words": {
                "clear": _("Clear filters"),
                "copy": _("Copy link"),
                "copied": _("Copied"),
            },
        },
        key=_KEY,
        on_chosen_change=_take,
    )


def _take() -> None:
    """What the reader chose becomes the session's, before the page is drawn."""
    chosen = st.session_state[_KEY]["chosen"]
    address.choose(chosen["values"])
    st.session_state[_SENT] = chosen["sent"]


def _scope(
    names: Names, present: Collection[str], about: Context, edition: Edition
) -> Iterable[Field]:
    _ = edition._
    every, every_feminine = _("All"), edition.pgettext("feminine", "All")
    chosen = st.session_state["pais"]
    sectors = {code: _(name) for code, name in SECTORS.items()}
    sizes = {code: _(name) for code, name in SIZES.items()}
    offered = {*present, *chosen, *st.session_state["estado"]}
    countries = {
        code: edition.country_name(code, about) for code in names.countries if code in offered
    }
    division = edition.division(about, one_or_none(chosen)).capitalize()
    subdivisions = [
        (code, name, "" if len(chosen) == 1 else countries.get(_country(code), ""))
        for code, name in names.subdivisions.items()
        if code in offered and (_fits(code, chosen) or code in st.session_state["estado"])
    ]
    for name, label, options, all_of_them in (
        ("pais", _("Country"), [*countries.items()], every),
        ("estado", division, subdivisions, every),
        ("universidad", _("University"), [*names.universities.items()], every_feminine),
        ("generacion", _("Cohort"), [*names.cohorts.items()], every_feminine),
        ("sector", _("Sector"), [*sectors.items()], every),
        ("tamano", _("Size"), [*sizes.items()], every),
    ):
        yield {
            "kind": "lista",
            "name": name,
            "label": label,
            "options": options,
            "chosen": st.session_state[name],
            "every": all_of_them,
            "search": _("Search"),
            "none": _("No matches"),
        }
    for name, label in (("desde", _("From")), ("hasta", _("To"))):
        day = st.session_state[name]
        chosen_day = day.isoformat() if day else ""
        yield {"kind": "dia", "name": name, "label": label, "chosen": chosen_day}


def _reader(about: Context, edition: Edition) -> Iterable[Field]:
    _ = edition._
    yield {
        "kind": "una",
        "name": "idioma",
        "label": _("Language"),
        "options": [(code, _LANGUAGES[code]) for code in LANGUAGES],
        "chosen": edition.language,
    }
    countries = [(code, edition.country_name(code, about)) for code in about.divisions]
    yield {
        "kind": "menu",
        "name": "edicion",
        "label": _("Format of the country"),
        "options": sorted(countries, key=itemgetter(1)),
        "chosen": st.session_state["edicion"] or "",
        "every": _("By the chosen country"),
        "help": _("Decimal sign and the word for states, departments, regions or provinces."),
    }


def _country(subdivision: str) -> str:
    return subdivision.split("-")[0]


def _fits(subdivision: str, countries: Collection[str]) -> bool:
    return not countries or _country(subdivision) in countries
