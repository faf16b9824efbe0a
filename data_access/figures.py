"""The data behind each figure of the catalogue: slug → question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
from sqlalchemy import Connection

from data_access import (
    cohorts,
    composition,
    countries,
    outcomes,
    progress,
    reports,
    students,
    universities,
    vocabulary,
)
from data_access.errors import ProtectedError
from data_access.forecast import forecast
from data_access.freshness import freshness
from data_access.records import Context, FigureData, Progress
from data_access.scope import Scope

Question = Callable[..., pd.DataFrame]

QUESTIONS: dict[str, Question] = {
    "avance": progress.by_day,
    "universidades": universities.supported,
    "paises": countries.supported,
    "mapa-paises": countries.supported,
    "mapa-estados": countries.supported_by_subdivision,
    "curvas-universidades": universities.curves,
    "curvas-paises": countries.curves,
    "ritmo": progress.by_week,
    "etapas": composition.by_stage,
    "generacion": cohorts.supported,
    "antes-despues": outcomes.overall,
    "plataformas": outcomes.platforms,
    "ventas": outcomes.sales_by_country,
    "reportes": reports.by_period,
    "sectores": composition.supported_by_sector,
    "tamano": composition.supported_by_size,
    "inclusion": composition.inclusion,
    "estudiantes": students.load,
}


def context(connection: Connection, scope: Scope) -> Context:
    """What every caption says about the data of `scope`."""
    names = vocabulary.names(connection)
    facts = freshness(connection, scope=scope)
    return Context(scope, facts, names.every, names.divisions, names.full)


def figure_data(connection: Connection, slug: str, *, about: Context) -> FigureData:
    """What the figure `slug` is drawn from. Days after the last report are not shown.
    To the public, what is not published has no rows and says why."""
    known = about.scope.until(about.freshness.data_until)
    try:
        data = FigureData(
            frame=QUESTIONS[slug](connection, scope=known),
            progress=progress.progress(connection, scope=known),
            context=about,
        )
    except ProtectedError as error:
        nothing = Progress(supported=0, goal=None, programme_goal=None)
        return FigureData(pd.DataFrame(), nothing, about, protected=error.why.value)
    # A goal is for the whole count, not for what a period with a start added to it.
    goal, as_of = data.progress.goal, about.as_of
    if slug != "avance" or goal is None or as_of is None or known.start is not None:
        return data
    terms = progress.terms(connection, scope=known)
    late = progress.late(connection, scope=known)
    ahead = forecast(data.frame, goal, as_of=as_of, terms=terms, late=late)
    return replace(data, forecast=ahead)
