"""The MiPymes themselves as a table: the frame of `mipymes.rows` in the reader's words."""

from __future__ import annotations

import pandas as pd

from charts.edition import Edition
from data_access.codes import SECTORS, SIZES
from data_access.definitions import STAGES
from data_access.records import Context
from data_access.scope import one_or_none


def heads(context: Context, edition: Edition) -> dict[str, str]:
    """Column of the frame → its head, in the order shown; without those that say the same of every
    row: the one country or university asked for, ``counts`` where it is never −1."""
    _ = edition._
    division = edition.division(context, one_or_none(context.scope.countries))
    named = {
        "external_id": _("Number"),
        "name": _("Name"),
        "university": _("University"),
        "country": _("Country"),
        "subdivision": division.capitalize(),
        "municipality": _("Municipality"),
        "size": _("Size"),
        "sector": _("Sector"),
        "stage": _("Stage"),
        "enrolled_on": _("Enrolled on"),
        "diagnosed_on": _("Diagnosed on"),
        "started_on": _("Started on"),
        "concluded_on": _("Concluded on"),
        "dropped_on": _("Dropped out on"),
    }
    if context.scope.start is not None:
        named["counts"] = _("Adds to the count")
    for column, asked in (
        ("university", context.scope.universities),
        ("country", context.scope.countries),
        ("subdivision", context.scope.subdivisions),
    ):
        if len(asked) == 1:
            del named[column]
    return named


def names(context: Context, edition: Edition) -> dict[str, dict[str, str]]:
    """Column of codes → code → its name, as `table` shows it."""
    _ = edition._
    countries = {code: edition.country_name(code, context) for code in context.divisions}
    subdivisions = {code: name for code, name in context.names.items() if "-" in code[2:3]}
    universities = {code: context.names[code] for code in context.universities}
    return {
        "university": universities,
        "country": countries,
        "subdivision": subdivisions,
        "size": {code: _(name) for code, name in SIZES.items()},
        "sector": {code: _(name) for code, name in SECTORS.items()},
        "stage": {code: _(stage.term) for code, stage in STAGES.items()},
    }


def table(frame: pd.DataFrame, context: Context, edition: Edition) -> pd.DataFrame:
    """One row per MiPyme under the code of its university and its number; names in place of
    codes, missing where nothing was reported."""
    known = names(context, edition)
    words = {column: frame[column].map(named) for column, named in known.items()}
    shown = frame.assign(**words)
    shown.index = pd.Index(frame["university"] + "/" + frame["external_id"])
    found = heads(context, edition)
    return shown[list(found)].rename(columns=found)
