"""A file as a report: our fields with typed values, row by row, and every finding."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from data_access.intake.agreement import settle
from data_access.intake.convert import Converter, Part, Vocabularies
from data_access.intake.encoding import visible
from data_access.intake.fields import BY_NAME, EXAMPLE_KEY, FIELDS
from data_access.intake.findings import Finding, Message, Problem
from data_access.intake.headers import (
    Positions,
    expected_headers,
    find_columns,
    key_headers,
)
from data_access.intake.mapping import JOINED, Faults, Mapping
from data_access.intake.source import read_rows
from data_access.intake.table import Cell, Table, as_text, find_table, mark_totals
from texts import mark

FORMULA = "=…"
"""In the place of a formula, which workbooks do not hand out with its missing result."""


@dataclass
class Report:
    """What a file says. `values` holds a list per field that is mapped or has a default, as
    long as `lines`; `findings` is by row index; a row with a finding is not loaded."""

    table: Table
    sha256: str
    values: dict[str, list[Any]]
    findings: dict[int, list[Finding]] = field(default_factory=lambda: defaultdict(list))
    positions: Positions = field(default_factory=dict)

    @property
    def lines(self) -> list[int]:
        """The line of each row in the file."""
        return self.table.lines

    def add(self, index: int, name: str | None, problem: Problem) -> None:
        """One more finding on a row; `name` is the field it is about."""
        positions = self.positions.get(name, []) if name else []
        cells = [self.table.rows[index][position] for position in positions]
        header = JOINED.join(self.table.header[position] for position in positions)
        value = visible(JOINED.join(as_text(cell) for cell in cells))
        if problem.reason == "formula_without_value":
            value = FORMULA
        finding = Finding(self.lines[index], header or None, value, problem)
        self.findings[index].append(finding)


def read_report(
    data: bytes,
    mapping: Mapping | None,
    mapping_name: str,
    vocabularies: Vocabularies,
    university: str,
    country: str,
    today: date,
) -> Report:
    """Read, map and convert a file for a university of `country`. Without a mapping the
    headers have to be the template's. Raises `Refused`."""
    options = (mapping or Mapping()).file
    expected = expected_headers(mapping)
    sheet, sha256 = read_rows(data, options, expected, key_headers(mapping))
    table = find_table(sheet, options, expected)
    positions = find_columns(table, mapping, mapping_name)
    _drop_example(table, positions["external_id"])
    mark_totals(table, positions["external_id"])
    _mark_merged(table, positions)
    report = Report(table, sha256, {}, positions=positions)
    values = mapping.values if mapping else {}
    converter = Converter(options, vocabularies, university, today, values)
    if mapping is not None:
        _require_known_codes(mapping, converter, mapping_name)
    _convert(report, converter, mapping or Mapping(), country)
    table.notes.extend(converter.notes)
    for index, line in enumerate(table.lines):
        if line in table.faults:
            report.add(index, None, table.faults[line])
    return report


def _require_known_codes(mapping: Mapping, converter: Converter, mapping_name: str) -> None:
    """Refuse a mapping that translates values into codes that do not exist."""
    faults = Faults()
    for name, pairs in mapping.values.items():
        known = converter.known_codes(BY_NAME[name])
        for value, code in pairs.items():
            if known is not None and code and code not in known:
                pair = {"field": name, "value": value, "code": code}
                place = Message(mark("values.{field} “{value}” = “{code}”"), pair)
                faults.unknown(place, code, sorted(known))
    faults.refuse(mapping_name)


def _drop_example(table: Table, key: list[int]) -> None:
    """Leave out the example row of the template."""
    examples = [
        index for index, row in enumerate(table.rows) if as_text(row[key[0]]).strip() == EXAMPLE_KEY
    ]
    for index in reversed(examples):
        text = mark("Line {line} is the template's example and was skipped")
        table.notes.append(Message(text, {"line": table.lines[index]}))
        del table.rows[index], table.lines[index]


def _mark_merged(table: Table, positions: Positions) -> None:
    """A place merged over several MiPymes holds for each; a number may be the sum of them all."""
    keys = positions["external_id"]
    numbers = [
        position
        for name, places in positions.items()
        for position in places
        if BY_NAME[name].kind == "number"
    ]
    for line, position in table.merged:
        if position in numbers and not any((line, key) in table.merged for key in keys):
            table.cell_faults[line, position] = Problem("merged_number")


def _convert(report: Report, converter: Converter, mapping: Mapping, country: str) -> None:
    """Fill the report's values and findings, column by column; countries come before places."""
    table, count = report.table, len(report.table.rows)
    whole = [line not in table.faults for line in table.lines]
    home = converter.default(BY_NAME["country"], mapping.defaults.get("country", country), "")
    countries: list[Any] = [home] * count

    def column(name: str) -> list[Part | None]:
        placed = countries if BY_NAME[name].kind == "place" else [""] * count
        parts = _parts(table, report.positions[name], whole, placed)
        if BY_NAME[name].kind == "date" and table.days_later:
            parts = [_since_1900(part, table.days_later) for part in parts]
        return parts

    for field_ in sorted(FIELDS, key=lambda field_: field_.kind == "place"):
        name = field_.name
        fallback = home if name == "country" else None
        if name in mapping.defaults and name != "country":
            fallback = converter.default(field_, mapping.defaults[name], home)
        if name in report.positions:
            parts = column(name)
            outcomes = converter.convert(field_, parts)
            outcomes = settle(field_, parts, outcomes, converter, report.positions, column)
            _apply_cell_faults(report, name, outcomes)
        elif fallback is not None or field_.required:
            outcomes = [None] * count
        else:
            continue
        values = report.values[name] = [fallback] * count
        for index, outcome in enumerate(outcomes):
            if isinstance(outcome, Problem):
                report.add(index, name, outcome)
                values[index] = None
            elif outcome is not None:
                values[index] = outcome
            elif field_.required and fallback is None and whole[index]:
                report.add(index, name, Problem("required", {"field": Message(field_.label)}))
        if name == "country":
            countries = values


def _parts(
    table: Table, positions: list[int], whole: list[bool], countries: list[Any]
) -> list[Part | None]:
    """The cells of a field in each row; None for lines that are no MiPyme, and for places in a
    country that is not known."""
    parts: list[Part | None] = []
    for row, is_whole, country in zip(table.rows, whole, countries, strict=True):
        cells: tuple[Cell, ...] = tuple([row[position] for position in positions])
        parts.append(Part(cells, country) if is_whole and country is not None else None)
    return parts


def _since_1900(part: Part | None, days: int) -> Part | None:
    """A part whose bare numbers count days as most workbooks do; 20210315 is no such number."""
    if part is None:
        return None
    cells = (
        cell + days if isinstance(cell, int | float) and 0 < cell < 1e5 else cell
        for cell in part.cells
    )
    return part._replace(cells=tuple(cells))


def _apply_cell_faults(report: Report, name: str, outcomes: list[Any]) -> None:
    """Put in what the reader of the workbook noticed about single cells."""
    if not report.table.cell_faults:
        return
    for index, line in enumerate(report.lines):
        for position in report.positions[name]:
            problem = report.table.cell_faults.get((line, position))
            if problem is not None:
                outcomes[index] = problem
