"""Invented boards for the tests of the report, its slides and its leaf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from charts.catalogue import CATALOGUE
from data_access.records import Board, Context, FigureData, Goal, Part, Progress
from data_access.scope import Scope
from tests.charts import samples

LATE = date(2021, 9, 30)
COUNTRY_GOALS = {"MX": 1350, "CO": 180, "CL": 120, "PE": 60}
UNIVERSITY_GOALS = {"uam-a": 1380, "uv": 125, "tdea": 110, "ug": 90, "una": 70}
LATELY = [("uam-a", "UAM-A", 282, 10), ("uv", "UV", 37, 6), ("una", "UNA", 0, 2)]


def part(
    code: str,
    name: str,
    count: int,
    about: Context,
    *,
    target: int | None = None,
    until: date | None = samples.AS_OF,
    week: int = 0,
    country: str = "",
) -> Part:
    """A part of `count` MiPymes that grows by `week` each week."""
    own = replace(about, freshness=replace(about.freshness, data_until=until))
    goal = None if target is None else Goal(target, date(2021, 3, 1), samples.GOAL.due_on)
    frame = samples.growth(count) if count else samples.empty_growth()
    growth = FigureData(frame, Progress(count, goal, samples.GOAL), own)
    return Part(code, name, growth, samples.ritmo([week] * 8, goal, own).frame, country)


def board(
    about: Context | None = None,
    *,
    goal: Goal | None = samples.GOAL,
    late: Sequence[str] = ("ug", "unf"),
    goals: bool = True,
) -> Board:
    """The invented programme of `samples`: 1,512 of 2,000, two universities late."""
    about = about or samples.context(invented=True)
    growth = replace(samples.avance(goal=goal, about=about))
    if goal is not None:
        growth = replace(growth, forecast=samples.forecast())
    universities = tuple(
        part(
            code,
            short,
            count,
            about,
            target=UNIVERSITY_GOALS.get(code) if goals else None,
            until=LATE if code in late else samples.AS_OF,
            week=count // 30,
            country=country,
        )
        for code, _, short, country, count in samples.UNIVERSITIES
    )
    places = tuple(
        part(
            row["code"],
            row["name"],
            row["supported"],
            about,
            target=COUNTRY_GOALS.get(row["code"]) if goals else None,
        )
        for row in samples.paises().frame.to_dict("records")
    )
    silent = [(code, code.upper(), LATE) for code in late]
    lately = pd.DataFrame(LATELY, columns=["code", "short", "started", "dropped"])
    lately["net"] = lately["started"] - lately["dropped"]
    return Board(
        growth=growth,
        weeks=samples.ritmo(about=about).frame,
        day=samples.AS_OF,
        silent=pd.DataFrame(silent, columns=["code", "short", "data_until"], dtype="object"),
        lately=lately,
        reports=last_reports(late),
        universities=universities,
        places=places,
        elsewhere=0,
    )


def last_reports(late: Sequence[str]) -> pd.DataFrame:
    """October's reports: the late ones are not due yet."""
    states = {
        short: "en_plazo" if code in late else "reporto"
        for code, _, short, _, _ in samples.UNIVERSITIES
    }
    frame = samples.reportes({short: f"reporto reporto {state}" for short, state in states.items()})
    frame = frame.frame[frame.frame["period"] == "2021-10"].reset_index(drop=True)
    codes = {short: code for code, _, short, _, _ in samples.UNIVERSITIES}
    return frame.assign(university=frame["short"].map(codes))


def one_mipyme() -> Board:
    """A country with a single MiPyme, without university and without goal."""
    about = samples.context(Scope(countries=("GT",)))
    frame = samples.growth().head(1).assign(added=1, supported=1)
    growth = FigureData(frame, Progress(1, None, samples.GOAL), about)
    attending = part("uam-a", "UAM-A", 1, about, country="MX")
    return replace(
        board(about, late=(), goals=False),
        growth=growth,
        universities=(attending,),
        places=(part("GT-01", "Guatemala", 1, about),),
        lately=pd.DataFrame(columns=["code", "short", "started", "dropped", "net"]),
    )


def nothing_loaded() -> Board:
    """A programme before its first report."""
    about = samples.context(until=None)
    growth = FigureData(samples.empty_growth(), Progress(0, samples.GOAL, samples.GOAL), about)
    return replace(
        board(about, late=()),
        growth=growth,
        weeks=samples.ritmo([], about=about).frame,
        day=None,
        lately=pd.DataFrame(columns=["code", "short", "started", "dropped", "net"]),
        universities=(),
        places=(),
        reports=last_reports(()).head(0),
    )


def figures(told: Board) -> dict[str, FigureData]:
    """Data of every figure of the catalogue for a board."""
    found = {slug: samples.SAMPLES[slug](about=told.context) for slug in CATALOGUE}
    if told.growth.frame.empty:
        found = {slug: replace(data, frame=data.frame.head(0)) for slug, data in found.items()}
    return found
