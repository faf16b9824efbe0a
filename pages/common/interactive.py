"""The interactive map: drawn on request in the place of the finished one, because it needs three
megabytes of JavaScript and WebGL. Choosing a place narrows the scope to it, a municipality of the
chosen one leads to its rows. What is chosen here stands in the address."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.components.v2 import component

from charts import atlas as maps
from charts import geography, map_key, measures
from charts.atlas import Atlas
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.measures import Shading
from charts.municipalities import CITIES
from data_access.codes import SCORES
from data_access.errors import ProtectedError
from data_access.records import Context
from data_access.scope import Scope, one_or_none
from pages.common import address, data, mipymes
from pages.common.address import Way
from pages.common.card import figure_card
from pages.common.kept import Kept
from pages.common.view import View, current
from texts import mark

HEIGHT = 480
_WIDTH, _PHONE = 900, 330
"""Of the map, in pixels; nearly."""
_PICKER = 300

TOWNS, UNIVERSITIES, LINKS = "municipios", "universidades", "lazos"
_LAYERS = {
    TOWNS: mark("Municipalities"),
    UNIVERSITIES: mark("Universities"),
    LINKS: mark("Reach"),
}

_MAP, _MEASURE, _SHOWN = "mapa", "medida", "capas"
"""Parameters of this page: ``mapa=interactivo&medida=meta&capas=municipios&capas=lazos``."""

_JS = """
export default function ({ data, setStateValue }) {
  const asked = document.createElement('canvas').getContext(data.needed);
  asked?.getExtension('WEBGL_lose_context')?.loseContext();
  setStateValue('works', Boolean(asked));
}
"""


@st.fragment
def show() -> None:
    """The finished map of the scope, or the interactive one where the reader wants it and the
    browser can draw it."""
    view = current()
    _ = view.edition._
    slug = "mapa-estados" if one_or_none(view.scope.countries) else "mapa-paises"
    if data.figure(slug, view.context).protected:
        figure_card(slug)
        return
    wanted = _wanted(view.edition)
    works = _works() if wanted else None
    if works:
        _interactive(slug, view)
        return
    if works is False:
        st.info(_("This browser cannot draw the interactive map (it has no WebGL 2)."))
    figure_card(slug)


def _wanted(edition: Edition) -> bool:
    """Whether the reader, or the link that led here, wants the interactive map."""
    choice = Kept(_MAP, "mapa-interactivo", {"interactivo": True}, usual=False)
    choice.take(edition)
    wanted = st.toggle(edition._("Interactive map"), key=choice.key)
    choice.give(wanted)
    return bool(wanted)


def _works() -> bool | None:
    """Whether the browser can draw the map; None until it has answered."""
    answer = _webgl()(data={"needed": "webgl2"}, key="webgl", on_works_change=_rerun).works
    return None if answer is None else bool(answer)


@st.cache_resource
def _webgl() -> Any:
    return component("webgl", html="<span></span>", js=_JS)


def _rerun() -> None:
    """The map is drawn when the browser has answered."""


def _interactive(slug: str, view: View) -> None:
    edition = view.edition
    _ = edition._
    offered = _measures(slug, view)
    shading = _shading_kept(offered)
    upon = _layers_kept(view)
    shading.take(edition)
    upon.take(edition)
    with st.container(horizontal=True):
        measure = st.selectbox(
            _("Shaded by"),
            offered,
            format_func=lambda name: _measure(name, edition),
            key=shading.key,
            width=_PICKER,
        )
        layers = st.pills(
            _("Also shown"),
            list(_LAYERS),
            selection_mode="multi",
            format_func=lambda name: _(_LAYERS[name]),
            key=upon.key,
            width="stretch",
        )
    shading.give(measure)
    upon.give(layers)
    atlas = _atlas(slug, view, _shading(slug, view, measure), set(layers))
    st.html(map_key.as_html(atlas, edition, view.tokens))
    leads_to = _drawn(slug, atlas, view, measure)
    st.caption("  \n".join(_notes(atlas, view)))
    if isinstance(leads_to, Way):
        leads_to.open()
    if leads_to is not None and leads_to != view.scope:
        st.rerun()


def _shading_kept(offered: list[str]) -> Kept:
    """What the places are shaded by."""
    return Kept(_MEASURE, f"medida-{len(offered)}", {name: name for name in offered}, offered[0])


def _layers_kept(view: View) -> Kept:
    """What is shown upon the shades; within one subdivision its municipalities at first too."""
    near = bool(one_or_none(view.scope.subdivisions))
    usual = [TOWNS, UNIVERSITIES] if near else [UNIVERSITIES]
    return Kept(_SHOWN, f"capas-{near}", {name: name for name in _LAYERS}, usual)


def _measure(name: str, edition: Edition) -> str:
    """The name of a measure; of a score, that its change is meant."""
    said = edition._(measures.NAMES[name])
    if name in SCORES:
        return edition._("Change: {score}").format(score=said.lower())
    return said


def _measures(slug: str, view: View) -> list[str]:
    """What the places can be shaded by: goals are countries'."""
    whole = slug == "mapa-paises"
    goals = whole and measures.has_goals(data.figure(slug, view.context), view.edition)
    return [measures.SUPPORTED, *([measures.GOAL] if goals else []), *SCORES]


def _shading(slug: str, view: View, measure: str) -> Shading:
    figure, edition = data.figure(slug, view.context), view.edition
    if measure == measures.GOAL:
        return measures.goals(figure, edition)
    if measure == measures.SUPPORTED:
        return measures.supported(figure, edition)
    changes = data.outcomes_by(view.context, "country" if slug == "mapa-paises" else "subdivision")
    return measures.change(measure, changes, figure, edition)


def _atlas(slug: str, view: View, shading: Shading, layers: set[str]) -> Atlas:
    edition, context = view.edition, view.context
    country = one_or_none(view.scope.countries)
    name = country if country in geography.countries() else geography.AMERICA
    assert name is not None
    seats, reach = data.seats(context), _reach(context)
    if reach is None:
        layers, reach = layers & {TOWNS}, pd.DataFrame()
    return Atlas(
        view=name,
        shading=shading,
        towns=maps.towns(data.municipalities(context), context, edition) if TOWNS in layers else (),
        universities=maps.universities(seats, reach, name, edition)
        if UNIVERSITIES in layers
        else (),
        links=maps.links(seats, reach, name, context, edition) if LINKS in layers else (),
        focus=one_or_none(view.scope.subdivisions) or "",
    )


def _reach(context: Context) -> pd.DataFrame | None:
    """Where each university attends MiPymes; None where that is not published."""
    try:
        return data.reach(context)
    except ProtectedError:
        return None


def _drawn(slug: str, atlas: Atlas, view: View, measure: str) -> Scope | Way | None:
    """The map; returns where the place that the reader chose on it leads."""
    # Late: pydeck is no part of any other page.
    from charts import deck

    phone = "Mobi" in (st.context.headers.get("User-Agent") or "")
    caption = CATALOGUE[slug].caption(data.figure(slug, view.context), view.edition)
    key = f"mapa-{address.query(view.scope)}"

    def choose() -> None:
        scope = _chosen(st.session_state[key], view)
        if isinstance(scope, Scope):
            address.go(scope)

    event = st.pydeck_chart(
        deck.deck(atlas, view.tokens, width=_PHONE if phone else _WIDTH, height=HEIGHT),
        height=HEIGHT,
        on_select=choose,
        key=key,
        alt=f"{_measure(measure, view.edition)}. {caption.alt}",
    )
    return _chosen(event, view)


def _chosen(event: Any, view: View) -> Scope | Way | None:
    """The scope narrowed to the place pressed on the map, or the way to the rows of a municipality
    of the one it is narrowed to; None where none was."""
    scope = view.scope
    for objects in event["selection"]["objects"].values():
        for pressed in objects:
            code = pressed.get("code") or pressed.get("properties", {}).get("code")
            if code and pressed.get("town") and scope.subdivisions == (code,):
                return mipymes.of_municipality(view, pressed["town"])
            if code:
                subdivisions = (code,) if "-" in code else ()
                country = code.split("-")[0]
                return replace(scope, countries=(country,), subdivisions=subdivisions)
    return None


def _notes(atlas: Atlas, view: View) -> list[str]:
    _ = view.edition._
    credits = [_("Boundaries: {credit}.").format(credit=geography.CREDIT)]
    if atlas.towns:
        credits.append(_(CITIES))
    notes = [atlas.shading.note] if atlas.shading.note else []
    if atlas.towns:
        total = int(data.municipalities(view.context)["supported"].sum())
        absent = total - sum(dot.count for dot in atlas.towns)
        if absent:
            notes.append(
                _(
                    "{count} MiPymes have no circle: their municipality is not known, not listed, "
                    "or has too few to be shown."
                ).format(count=view.edition.number(absent))
            )
    return [*notes, " ".join(credits)]
