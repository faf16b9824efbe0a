"""Which column of a table is which field: by the mapping, or by the template's headers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from data_access.intake.fields import FIELDS, known_headers
from data_access.intake.findings import Message, Refused
from data_access.intake.folding import fold, nearest
from data_access.intake.mapping import Faults, Lines, Mapping
from data_access.intake.table import Table, is_blank
from texts import LANGUAGES, mark, translations

Positions = dict[str, list[int]]
"""Our field → positions of the columns that make it."""

_REPEATED = re.compile(r" \(\d+\)$")
"""How `table` tells columns of one name apart."""

_SMALL_WORDS = {"a", "de", "del", "el", "en", "la", "las", "los", "o", "of", "on", "or", "the", "y"}
_LISTED = 600
"""Letters of headers that are listed in one sentence."""


def expected_headers(mapping: Mapping | None) -> set[str]:
    """Folded headers by which the header row is recognised."""
    if mapping is None or not mapping.columns:
        return set(known_headers())
    return {fold(header) for name in mapping.columns for header in mapping.headers(name)}


def key_headers(mapping: Mapping | None) -> list[list[str]]:
    """Folded headers of the MiPyme's number, by which a sheet is known to hold MiPymes: all of
    one of the lists have to be there."""
    if mapping is None or not mapping.columns:
        return [[header] for header, name in known_headers().items() if name == "external_id"]
    if "external_id" not in mapping.columns:
        return []
    return [[fold(header) for header in mapping.headers("external_id")]]


def find_columns(table: Table, mapping: Mapping | None, mapping_name: str) -> Positions:
    """Where the columns of each field are; what is not read is told in the table's notes and
    warnings. Raises `Refused` naming what is missing, or what may have been meant."""
    if mapping is None or not mapping.columns:
        positions = _by_template(table, mapping.defaults if mapping else ())
    else:
        positions = _by_mapping(table, mapping, mapping_name)
        _tell_unread(table, positions)
    nameless = [
        position
        for position, name in enumerate(table.header)
        if not name and any(not is_blank(row[position]) for row in table.rows)
    ]
    if nameless:
        text = mark("Columns without a header hold values that are not read: {count}")
        table.warnings.append(Message(text, {"count": len(nameless)}))
    return positions


def _by_mapping(table: Table, mapping: Mapping, mapping_name: str) -> Positions:
    places: dict[str, int] = {}
    for position, name in enumerate(table.header):
        places.setdefault(fold(name), position)
    exact = {name.casefold(): position for position, name in enumerate(table.header)}
    faults = Faults()
    positions: Positions = {}
    for name in mapping.columns:
        for header in mapping.headers(name):
            tidy = " ".join(header.split())
            place = exact.get(tidy.casefold(), places.get(fold(header)))
            if place is None:
                _add_missing(faults, name, header, table.header)
            else:
                positions.setdefault(name, []).append(place)
    if "external_id" not in mapping.columns:
        faults.add(mark("columns.external_id is missing: the number of each MiPyme."))
    faults.refuse(mapping_name)
    return positions


def _add_missing(faults: Faults, name: str, header: str, present: list[str]) -> None:
    close = nearest(header, filter(None, present))
    if close is None:
        text = mark("columns.{field}: the file has no column “{header}”. It has: {known}.")
        faults.add(text, field=name, header=header, known=_listed(present))
    else:
        text = mark("columns.{field}: the file has no column “{header}”. Did you mean “{close}”?")
        faults.add(text, field=name, header=header, close=close)


def _tell_unread(table: Table, positions: Positions) -> None:
    read = {position for places in positions.values() for position in places}
    unread = [name for position, name in enumerate(table.header) if name and position not in read]
    if unread:
        text = mark("Columns that the mapping does not name are not read: {columns}")
        table.notes.append(Message(text, {"columns": _listed(unread)}))


def _by_template(table: Table, defaults: Iterable[str]) -> Positions:
    """The template's columns. One that only looks like one of them would be lost, so it is
    asked about; others are told."""
    headers = known_headers()
    found: Positions = {}
    unread: list[str] = []
    for position, name in enumerate(table.header):
        field = headers.get(fold(_REPEATED.sub("", name)))
        if field is None:
            unread.extend([name] if name else [])
        elif field in found:
            text = mark(
                "The file has “{first}” and “{second}” for one thing; only the first is read."
            )
            first = table.header[found[field][0]]
            table.warnings.append(Message(text, {"first": first, "second": name}))
        else:
            found[field] = [position]
    _require_columns(found, table.header, defaults)
    meant = {name: label for name in unread if (label := _meant(name, found))}
    if meant:
        text = mark("“{column}”: did you mean “{close}”?")
        lines = [Message(text, {"column": name, "close": close}) for name, close in meant.items()]
        raise Refused(
            mark(
                "Columns of the file are not the template's, but look like them:{columns}\n"
                "Give them the template's name, or take them out if they are something else."
            ),
            columns=Lines(tuple(lines)),
        )
    if unread:
        text = mark("These columns are not the template's and are not read: {columns}")
        table.warnings.append(Message(text, {"columns": _listed(unread)}))
    return found


@cache
def _labels() -> dict[str, str]:
    """The template's headers as they are written in every language → our field."""
    return {
        translations(language).gettext(field.label): field.name
        for language in LANGUAGES
        for field in FIELDS
    }


def _meant(name: str, found: Positions) -> str | None:
    """The template's header that `name` looks like, if the file does not have it otherwise."""
    labels = _labels()
    close = nearest(name, labels)
    if close is not None and labels[close] not in found:
        return close
    words = set(fold(name).split()) - _SMALL_WORDS
    for label, field in labels.items():
        inside = words and words <= set(fold(label).split())
        if field not in found and (inside or fold(name).startswith(f"{fold(label)} ")):
            return label
    return None


def _require_columns(found: Positions, header: list[str], defaults: Iterable[str]) -> None:
    present = {*found, *defaults} - ({"external_id"} - set(found))
    missing = [field for field in FIELDS if field.required and field.name not in present]
    if missing:
        raise Refused(
            mark(
                "The file does not have the template's column “{column}”. Use the template, or "
                "tell with --mapping which columns are which. The file has: {header}."
            ),
            column=Message(missing[0].label),
            header=_listed(header) or "–",
        )


def _listed(names: Iterable[str]) -> str:
    return " · ".join(filter(None, names))[:_LISTED]
