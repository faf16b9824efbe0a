"""Countries, their subdivisions and the universities of a scope side by side; choosing one of them
narrows the scope to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from charts import municipalities as towns
from charts import parts
from data_access.records import Part
from data_access.scope import Scope, one_or_none
from pages.common import data, mipymes, table
from pages.common.protected import or_words
from pages.common.rows import Frame
from pages.common.table import PAGE, Narrow, Table
from pages.common.view import View

FIRST = 10
"""Subdivisions that are shown at once: the page has more to say."""


@or_words
def countries(view: View) -> None:
    """The countries of the scope."""
    _ = view.edition._
    _show(
        view,
        "paises",
        data.parts(view.context, "countries"),
        title=_("The countries side by side"),
        head=_("Country"),
        narrow=lambda code: replace(view.scope, countries=(code,)),
    )


def where(view: View) -> None:
    """Where the MiPymes of the scope are: its subdivisions, or within one its municipalities."""
    if one_or_none(view.scope.subdivisions):
        municipalities(view)
    else:
        subdivisions(view)


@or_words
def subdivisions(view: View) -> None:
    """The states, departments, regions or provinces where the MiPymes of the scope are."""
    edition, context = view.edition, view.context
    country = one_or_none(view.scope.countries)
    title = edition.division(context, country, plural=True).capitalize()
    if country:
        title = edition._("{divisions} of {country}").format(
            divisions=title, country=edition.country_name(country, context)
        )

    def narrow(code: str) -> Scope | None:
        return replace(view.scope, subdivisions=(code,)) if code else None

    _show(
        view,
        "estados",
        data.parts(context, "subdivisions"),
        title=title,
        head=edition.division(context, country).capitalize(),
        narrow=narrow,
        at_once=FIRST,
    )


@or_words
def municipalities(view: View) -> None:
    """The municipalities where the MiPymes of the scope are; each leads to its rows, for those who
    may see them."""
    edition = view.edition
    frame = towns.table(data.municipalities(view.context), view.context, edition)
    count = next(name for name in frame if frame[name].dtype == "Int64")
    gaps = dict.fromkeys(frame.columns, "–")
    table.show(
        Table(
            slug="municipios",
            title=edition._("Municipalities"),
            rows=Frame(frame),
            note=edition._(towns.CITIES),
            sums=[count],
            gaps=gaps,
            opens=lambda name: mipymes.of_municipality(view, name),
            at_once=FIRST,
        )
    )


@or_words
def universities(view: View, title: str) -> None:
    """The universities that attend the MiPymes of the scope."""
    _show(
        view,
        "universidades",
        data.parts(view.context, "universities"),
        title=title,
        head=view.edition._("University"),
        narrow=lambda code: replace(view.scope, universities=(code,)),
    )


def _show(
    view: View,
    slug: str,
    found: Sequence[Part],
    *,
    title: str,
    head: str,
    narrow: Narrow,
    at_once: int = PAGE,
) -> None:
    frame = parts.table(found, view.edition, head=head)
    table.show(
        Table(
            slug=slug,
            title=title,
            rows=Frame(frame),
            note=parts.note(found, view.edition),
            sums=[frame.columns[1]],
            small=parts.few(found),
            gaps=parts.gaps(view.edition),
            narrow=narrow,
            at_once=at_once,
        )
    )
