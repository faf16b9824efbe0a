"""The finding of ``mapa-estados``, by rule. Nobody is said to lead a handful of MiPymes."""

from __future__ import annotations

from charts import period
from charts.choropleth import Place
from charts.edition import Edition
from charts.map_rows import Country
from charts.ranking import fraction, leaders, most_added, title_without_leader
from data_access.records import FigureData

_NAMED = 3
"""Places that a title names at most."""
_FEW = 10
"""Below this total nobody is said to lead."""


def titles(seen: list[Country], data: FigureData, edition: Edition) -> list[str]:
    """The finding, by rule, fullest first: how few places hold half of the MiPymes."""
    _ = edition._
    places = sorted(
        (place for one in seen for place in one.places), key=lambda place: -(place.value or 0)
    )
    values = [place.value for place in places]
    unknown = _("There is no data for this selection")
    nothing = title_without_leader(values, unknown, data.context, edition)
    if nothing:
        return nothing
    reached = sum(1 for value in values if value and value > 0)
    total = sum(one.total for one in seen)
    facts = {
        "count": edition.number(total),
        "places": edition.number(reached),
        "levels": edition.division(data.context, seen[0].code, plural=reached != 1)
        if len(seen) == 1
        else _("territories"),
        "country": seen[0].name,
        "all": edition.number(len(places)),
        "countries": edition.number(len(seen)),
    }
    if data.context.scope.start is not None:
        return _grown(places, data, edition)
    if len(places) == 1 or total < _FEW:
        return _few(seen, places, reached, facts, edition)
    half = _half(values, total)
    several = len(seen) > 1
    plain = _("{country} has supported MiPymes in {places} {levels}")
    if several:
        plain = _("There are supported MiPymes in {places} {levels} of {countries} countries")
    if half is None:
        return [plain.format(**facts)]
    count = sum(value or 0 for value in values[:half])
    facts["part"] = fraction(count, [count, total - count], edition)
    facts["names"] = edition.listed([place.name for place in places[:half]])
    facts["half"] = edition.number(half)
    tie = half < len(values) and values[half - 1] == values[half]
    named = _("{part} supported MiPymes of {country} are in {names}")
    counted = _("{country} has supported MiPymes in {places} {levels}, half of them in {half}")
    rest = [counted.format(**facts), plain.format(**facts)]
    if several:
        named = _("{part} supported MiPymes are in {names}")
        rest = [
            _(
                "Half of the MiPymes are in {half} of {all} states, departments, regions or "
                "provinces"
            ),
            _("Half of the supported MiPymes are in {half} of {all} territories"),
            plain,
        ]
        rest = [text.format(**facts) for text in rest]
    if half > _NAMED or tie:
        return rest
    full = named.format(**facts)
    return [full[:1].upper() + full[1:], *rest]


def _half(values: list[int | None], total: int) -> int | None:
    """How many of the leading values make half of the total; None where they do not."""
    so_far = 0
    for index, value in enumerate(values, start=1):
        so_far += value or 0
        if so_far * 2 >= total:
            return index
    return None


def _few(
    seen: list[Country],
    places: list[Place],
    reached: int,
    facts: dict[str, str],
    edition: Edition,
) -> list[str]:
    """Where one place is shown, or so few MiPymes that nobody is said to lead."""
    total = sum(one.total for one in seen)
    if len(places) == 1 or reached == 1:
        single = edition.ngettext(
            "{count} supported MiPyme is in {country}",
            "{count} supported MiPymes are in {country}",
            places[0].value or 0,
        )
        return [single.format(count=places[0].label, country=places[0].name)]
    if len(seen) > 1:
        message = edition._("There are {count} supported MiPymes in {countries} countries")
        return [message.format(**facts)]
    return [
        edition.ngettext(
            "{country} has {count} supported MiPyme in {places} {levels}",
            "{country} has {count} supported MiPymes in {places} {levels}",
            total,
        ).format(**facts)
    ]


def _grown(places: list[Place], data: FigureData, edition: Edition) -> list[str]:
    """Over a period with a start: who added the most."""
    top = leaders([place.value for place in places])
    count = places[0].value or 0
    several = edition._("{places} places add the most, {count} each").format(
        places=edition.number(len(top)), count=edition.number(count)
    )
    names = [places[index].name for index in top]
    return most_added(names, count, period.since(data.context, edition), several, edition)
