"""Invented frames for the tests of the figures; every number is written out or follows a line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pandas as pd

from data_access import pace
from data_access.codes import PLATFORMS
from data_access.definitions import STAGES
from data_access.records import Context, FigureData, Forecast, Freshness, Goal, Progress
from data_access.scope import Scope

AS_OF = date(2021, 10, 31)
GOAL = Goal(2000, date(2021, 3, 1), date(2021, 12, 31))
NAMES = {
    "MX": "México",
    "CL": "Chile",
    "BO": "Bolivia",
    "CO": "Colombia",
    "EC": "Ecuador",
    "PY": "Paraguay",
    "PE": "Perú",
    "GT": "Guatemala",
    "uam-a": "UAM-A",
    "uv": "UV",
    "MX-CMX": "Ciudad de México",
    "2021-1": "Generación 2021-1",
}
DIVISIONS = {
    "MX": "state",
    "CO": "department",
    "CL": "region",
    "EC": "province",
    "BO": "department",
    "PY": "department",
    "PE": "department",
    "GT": "department",
}
UNIVERSITIES = [
    ("uam-a", "Universidad Autónoma Metropolitana, Unidad Azcapotzalco", "UAM-A", "MX", 1050),
    ("uv", "Universidad de Valparaíso", "UV", "CL", 130),
    ("tdea", "Tecnológico de Antioquia", "TdeA", "CO", 80),
    ("ug", "Universidad de Guayaquil", "UG", "EC", 70),
    ("upb", "Universidad Privada Boliviana", "UPB", "BO", 60),
    ("americana", "Corporación Universitaria Americana", "Americana", "CO", 55),
    ("una", "Universidad Nacional de Asunción", "UNA", "PY", 35),
    ("unf", "Universidad Nacional de Frontera", "UNF", "PE", 32),
]
TOTAL = 1512


def context(
    scope: Scope | None = None, *, until: date | None = AS_OF, invented: bool = False
) -> Context:
    """The context of an invented programme."""
    loaded = datetime(2021, 11, 2, 9, tzinfo=UTC) if until else None
    facts = Freshness(until, loaded, invented, 1)
    full = {code: name for code, name, *_ in UNIVERSITIES}
    names = NAMES | {code: short for code, _, short, *_ in UNIVERSITIES}
    return Context(scope or Scope(), facts, names, DIVISIONS, full)


def growth(
    total: int = TOTAL, first: date = date(2021, 3, 8), last: date = date(2021, 10, 29)
) -> pd.DataFrame:
    """A frame of `avance` that reaches `total`: slow, then faster, a few days falling back."""
    days = [first + timedelta(days=gone) for gone in range((last - first).days + 1)]
    reached = [round(total * ((index + 1) / len(days)) ** 1.25) for index in range(len(days))]
    reached = [
        max(count - (3 if index % 40 == 20 else 0), 0) for index, count in enumerate(reached)
    ]
    reached[-1] = total
    added = [now - before for before, now in zip([0, *reached], reached, strict=False)]
    frame = pd.DataFrame({"day": pd.to_datetime(days), "added": added, "supported": reached})
    return frame[frame["added"] != 0].reset_index(drop=True)


def avance(
    frame: pd.DataFrame | None = None, goal: Goal | None = GOAL, about: Context | None = None
) -> FigureData:
    """Data of `avance`."""
    frame = growth() if frame is None else frame
    count = int(frame["supported"].iloc[-1]) if len(frame) else 0
    return FigureData(frame, Progress(count, goal, GOAL), about or context())


def forecast(
    reached: tuple[date, date | None] | None = (date(2021, 12, 7), date(2022, 3, 3)),
    chance: float = 0.27,
    *,
    today: int = TOTAL,
    count: tuple[int, int] = (1855, 2066),
    as_of: date = AS_OF,
    due: date = GOAL.due_on,
) -> Forecast:
    """A forecast whose range opens evenly from `today` to `count`."""
    weeks = (due - as_of).days // 7
    days = [as_of + timedelta(7 * week) for week in range(weeks + 1)]
    days += [due] if days[-1] < due else []
    parts = [(day - as_of).days / (due - as_of).days for day in days]
    low, high = ([round(today + part * (end - today)) for part in parts] for end in count)
    mid = [(one + other) // 2 for one, other in zip(low, high, strict=True)]
    frame = pd.DataFrame({"day": pd.to_datetime(days), "low": low, "mid": mid, "high": high})
    return Forecast(as_of, due, frame, count, reached, as_of + timedelta(182), chance)


def empty_growth() -> pd.DataFrame:
    """A frame of `avance` without a row."""
    return growth().head(0)


def universidades(
    rows: list[tuple[str, str, str, str, int | None]] | None = None,
    *,
    goals: dict[str, int] | None = None,
    until: dict[str, date | None] | None = None,
    about: Context | None = None,
) -> FigureData:
    """Data of `universidades`; `until` overrides the last day reported by code."""
    rows = UNIVERSITIES if rows is None else rows
    frame = pd.DataFrame(rows, columns=["code", "name", "short", "country", "supported"])
    frame["supported"] = pd.array([row[4] for row in rows], dtype="Int64")
    frame["goal"] = pd.array([(goals or {}).get(row[0]) for row in rows], dtype="Int64")
    ends = [(until or {}).get(row[0], None if row[4] is None else AS_OF) for row in rows]
    frame["data_until"] = pd.Series(ends, dtype="object")
    return FigureData(frame, Progress(TOTAL, GOAL, GOAL), about or context())


def many_universities(count: int) -> list[tuple[str, str, str, str, int | None]]:
    """`count` universities, very uneven: 1050, …, 1."""
    return [
        (f"u{i}", f"Universidad Número {i}", f"UN{i}", "MX", 1050 if i == 0 else count - i)
        for i in range(count)
    ]


def paises(
    rows: list[tuple[str, str, int, bool]] | None = None,
    *,
    goals: dict[str, int] | None = None,
    about: Context | None = None,
) -> FigureData:
    """Data of `paises`."""
    if rows is None:
        rows = [
            ("MX", "México", 1046, True),
            ("CO", "Colombia", 135, True),
            ("CL", "Chile", 130, True),
            ("EC", "Ecuador", 70, True),
            ("BO", "Bolivia", 60, True),
            ("PY", "Paraguay", 35, True),
            ("PE", "Perú", 32, True),
            ("GT", "Guatemala", 4, False),
        ]
    frame = pd.DataFrame(rows, columns=["code", "name", "supported", "has_university"])
    frame["division"] = "state"
    frame["goal"] = pd.array([(goals or {}).get(row[0]) for row in rows], dtype="Int64")
    return FigureData(frame, Progress(TOTAL, GOAL, GOAL), about or context())


def estados(
    counts: dict[str, int] | None = None,
    *,
    scope: Scope | None = None,
    about: Context | None = None,
) -> FigureData:
    """Data of `mapa-estados`: code → supported; “CL-” is a MiPyme of Chile without a region."""
    if counts is None:
        counts = {"MX-CMX": 620, "MX-MEX": 301, "MX-JAL": 80, "MX-OAX": 1, "MX-": 9}
        counts |= {"CL-VS": 93, "CL-RM": 28, "CL-TA": 9, "CO-ANT": 80, "CO-ATL": 55, "CO-SAP": 1}
        counts |= {"EC-G": 60, "EC-W": 10, "BO-C": 60, "PY-11": 35, "PE-PIU": 32, "GT-01": 4}
    about = about or context(scope)
    asked = about.scope
    shown = {
        code: n
        for code, n in counts.items()
        if _in(code[:2], asked.countries) and _in(code, asked.subdivisions)
    }
    frame = pd.DataFrame(
        [(code if code[3:] else "", code[:2], code, count) for code, count in shown.items()],
        columns=["code", "country", "name", "supported"],
    ).astype({"supported": "int64"})
    return FigureData(frame, Progress(TOTAL, GOAL, GOAL), about)


def _in(code: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or code in wanted


def ritmo(
    added: list[int] | None = None,
    goal: Goal | None = GOAL,
    about: Context | None = None,
    *,
    supported: int | None = None,
    last: date | None = None,
) -> FigureData:
    """Data of `ritmo`: `added` per week up to the week of `last`, the day shown unless given."""
    about = about or context()
    added = [44] * 28 + [40, 46, 50, 52, 44, 48] if added is None else added
    last = last or about.as_of or AS_OF
    first = pace.monday(last) - timedelta(weeks=len(added) - 1)
    days = pd.to_datetime([first + timedelta(weeks=week) for week in range(len(added))])
    daily = pd.DataFrame({"day": days, "added": pd.array(added, dtype="int64")})
    opening = max(first, about.scope.start or first)
    frame = pace.weekly(daily, first=opening if added else None, last=last)
    count = sum(added) if supported is None else supported
    return FigureData(frame, Progress(count, goal, GOAL), about)


def etapas(
    inscrita: int = 212,
    diagnosticada: int = 205,
    intervencion: int = 883,
    concluida: int = 629,
    abandono: int = 178,
    *,
    about: Context | None = None,
) -> FigureData:
    """Data of `etapas`."""
    counts = [inscrita, diagnosticada, intervencion, concluida, abandono]
    frame = pd.DataFrame({"stage": list(STAGES), "mipymes": counts})
    return FigureData(frame, Progress(TOTAL, GOAL, GOAL), about or context())


def generacion(
    rows: list[tuple[str, str, bool, int, int, int | None]] | None = None,
    *,
    about: Context | None = None,
) -> FigureData:
    """Data of `generacion`: code, name, binational, enrolled, supported, goal."""
    if rows is None:
        rows = [("2021-1", "Arranque binacional", True, 240, 143, 200)]
    columns = ["code", "name", "binational", "enrolled", "supported", "goal"]
    frame = pd.DataFrame(rows, columns=columns)
    frame["goal"] = pd.array([row[5] for row in rows], dtype="Int64")
    return FigureData(frame, Progress(TOTAL, GOAL, GOAL), about or context())


REPORTS = {
    "UAM-A": "reporto reporto reporto",
    "TdeA": "no_aplica tarde no_reporto",
    "UG": "no_aplica parcial en_plazo",
    "UNA": "reporto sin_actividad reporto",
}
"""University → the states of its reports for August, September and October."""


def reportes(reports: dict[str, str] | None = None, about: Context | None = None) -> FigureData:
    """Data of ``reportes``; ``tarde`` is a whole report, received ten days late."""
    rows: list[tuple[object, ...]] = []
    for short, said in (REPORTS if reports is None else reports).items():
        for month, state in zip((8, 9, 10), said.split(), strict=False):
            ends = date(2021, month + 1, 1) - timedelta(days=1)
            due, late = ends + timedelta(days=10), state == "tarde"
            arrived = state in ("reporto", "parcial", "sin_actividad", "tarde")
            received = ends + timedelta(days=20 if late else 5) if arrived else None
            period = (f"2021-{month:02}", date(2021, month, 1), ends, due)
            report = ("reporto" if late else state, received, late, int(arrived))
            rows.append((short.lower(), short, *period, *report, 3 * (state == "parcial")))
    columns = ["university", "short", "period", "starts_on", "ends_on", "due_on", "state"]
    columns += ["received_on", "late", "files", "rejected"]
    return FigureData(
        pd.DataFrame(rows, columns=columns), Progress(TOTAL, GOAL, GOAL), about or context()
    )


Curves = dict[str, tuple[date, list[int]]]
"""Code → first Monday, and the count at the end of each week from there."""
MONDAY = pace.monday(AS_OF)
LENGTHS = {"uam-a": 34, "uv": 34, "tdea": 26, "ug": 24, "upb": 28, "americana": 13, "una": 24}


def steady(total: int, weeks: int) -> tuple[date, list[int]]:
    """A curve that grows evenly to `total` in as many `weeks` up to the day shown."""
    counts = [round(total * (week + 1) / weeks) for week in range(weeks)]
    return MONDAY - timedelta(weeks=weeks - 1), counts


def curvas_paises(
    curves: Curves | None = None,
    goals: dict[str, int] | None = None,
    *,
    about: Context | None = None,
    since: date = date(2021, 3, 1),
) -> FigureData:
    """Data of `curvas-paises`; an empty list of counts is a country without a MiPyme so far."""
    if curves is None:
        totals = {"MX": 1046, "CO": 135, "CL": 130, "EC": 70, "BO": 60, "PY": 35, "PE": 32, "GT": 4}
        lengths = {code: 34 - 3 * index for index, code in enumerate(totals)}
        curves = {code: steady(total, lengths[code]) for code, total in totals.items()}
        goals = {"MX": 1350, "CL": 120} if goals is None else goals
    frame = _weekly(curves)
    frame["name"] = [NAMES.get(code, code) for code in frame["code"]]
    targets = [(goals or {}).get(code) for code in frame["code"]]
    frame["goal"] = pd.array(targets, dtype="Int64")
    none = pd.isna(frame["goal"])
    frame["goal_from"] = pd.to_datetime(pd.Series(since, index=frame.index)).where(~none)
    frame["goal_until"] = pd.to_datetime(pd.Series(GOAL.due_on, index=frame.index)).where(~none)
    frame["supported"] = frame["supported"].fillna(0).astype("int64")
    return FigureData(frame, Progress(TOTAL, GOAL, GOAL), about or context())


def curvas_universidades(
    curves: Curves | None = None,
    *,
    until: dict[str, date | None] | None = None,
    about: Context | None = None,
) -> FigureData:
    """Data of `curvas-universidades`; `until` overrides the last day reported by code."""
    names = {row[0]: row for row in UNIVERSITIES}
    if curves is None:
        curves = {code: steady(names[code][4], weeks) for code, weeks in LENGTHS.items()}
    frame = _weekly(curves)
    for column, place in (("name", 1), ("short", 2)):
        frame[column] = [names[code][place] if code in names else code for code in frame["code"]]
    ends = [(until or {}).get(code, AS_OF) for code in frame["code"]]
    frame["data_until"] = pd.Series(ends, dtype="object")
    unreported = pd.isna(frame["data_until"])
    counts = pd.array(frame["supported"], dtype="Int64")
    frame["supported"] = pd.Series(counts).where(unreported | ~pd.isna(counts), other=0)
    return FigureData(frame, Progress(TOTAL, GOAL, GOAL), about or context())


def _weekly(curves: Curves) -> pd.DataFrame:
    rows: list[tuple[object, ...]] = []
    for code, (first, counts) in curves.items():
        weeks = [(code, first, first + timedelta(weeks=n), c) for n, c in enumerate(counts)]
        rows += weeks or [(code, None, None, None)]
    frame = pd.DataFrame(rows, columns=["code", "since", "week", "supported"])
    return frame.assign(since=pd.to_datetime(frame["since"]), week=pd.to_datetime(frame["week"]))


SECTORS = {"G": 426, "I": 301, "C": 249, "S": 131, "A": 112, "J": 53, "M": 47, "P": 40, "R": 31}
SECTORS |= {"Q": 22, "N": 21, "H": 18, "F": 13, "L": 7, "E": 6, "K": 3, "": 32}
SIZES = {"micro": 1150, "pequena": 174, "mediana": 38, "organizacion": 82, "": 68}


def sectores(counts: dict[str, int] | None = None, *, about: Context | None = None) -> FigureData:
    """Data of `sectores`, by code; '' is what was not reported."""
    return _by("sector", SECTORS if counts is None else counts, about)


def tamano(counts: dict[str, int] | None = None, *, about: Context | None = None) -> FigureData:
    """Data of `tamano`, by code; '' is what was not reported."""
    return _by("size", SIZES if counts is None else counts, about)


INCLUSION = {
    "owner_gender": {"mujer": 740, "hombre": 600, "otro": 20},
    "rural": {"urbana": 1010, "rural": 260},
    "channel": {"presencial": 80, "remota": 1150, "mixta": 225},
}


def inclusion(
    counts: dict[str, dict[str, int | None]] | None = None,
    *,
    supported: int = TOTAL,
    reported: dict[str, int | None] | None = None,
    about: Context | None = None,
) -> FigureData:
    """Data of `inclusion`; None is a protected number. Reported are as many as the sum unless
    `reported` says otherwise."""
    rows = []
    for group, values in (INCLUSION if counts is None else counts).items():
        known = (reported or {}).get(group, sum(count or 0 for count in values.values()))
        for code, count in values.items():
            told = None if known == 0 else count
            rows.append((group, code, supported, known, told, count is None and known != 0))
    columns = ["group", "value", "supported", "reported", "mipymes", "protected"]
    frame = pd.DataFrame(rows, columns=columns).astype({"reported": "Int64", "mipymes": "Int64"})
    return FigureData(frame, Progress(supported, GOAL, GOAL), about or context())


def _by(column: str, counts: dict[str, int], about: Context | None) -> FigureData:
    frame = pd.DataFrame({column: list(counts), "supported": list(counts.values())})
    return FigureData(frame, Progress(TOTAL, GOAL, GOAL), about or context())


def antes_despues(n: int = 414, about: Context | None = None) -> FigureData:
    """Data of ``antes-despues``: `n` of the supported ones are measured twice."""
    means = {
        "digital_visibility": (31.4, 49.9),
        "technological_competence": (38.7, 52.5),
        "commercial_network": (36.6, 35.1),
    }
    row: dict[str, object] = {"code": "", "country": None, "supported": TOTAL, "n": n}
    for score, (initial, final) in means.items():
        row |= {f"{score}_n": n, f"{score}_initial": initial, f"{score}_final": final}
    return FigureData(pd.DataFrame([row]), Progress(TOTAL, GOAL, GOAL), about or context())


def plataformas(n: int = 365, about: Context | None = None) -> FigureData:
    """Data of ``plataformas``: a fifth on each before, from none to all of `n` after."""
    count = len(PLATFORMS) - 1
    rows = [(name, n, n // 5, n * index // count) for index, name in enumerate(PLATFORMS)]
    frame = pd.DataFrame(rows, columns=["platform", "n", "before", "after"])
    return FigureData(frame, Progress(TOTAL, GOAL, GOAL), about or context())


SALES = [("", 216, 151, 19, 46, 15.2), ("MX", 160, 115, 10, 35, 13.0), ("CL", 53, 35, 8, 10, 25.4)]
"""Country, pairs, rose, held, fell, median; Guatemala has too few pairs to be shown."""


def ventas(
    rows: list[tuple[object, ...]] | None = None, about: Context | None = None
) -> FigureData:
    """Data of ``ventas``."""
    columns = ["code", "n", "rose", "held", "fell", "median"]
    every = [*SALES, ("GT", 3, 1, 1, 1, 0.0)] if rows is None else rows
    frame = pd.DataFrame(every, columns=columns)
    return FigureData(frame, Progress(TOTAL, GOAL, GOAL), about or context())


STUDENTS = {"uam-a": 334, "uv": 73, "tdea": 29, "upb": 25, "ug": 21, "una": 17, "americana": 13}


def estudiantes(
    counts: dict[str, int | None] | None = None,
    *,
    times: dict[str, float] | None = None,
    about: Context | None = None,
) -> FigureData:
    """Data of ``estudiantes``: students by code, 5 MiPymes and 90 hours each; `times`: code → how
    many times the median of the others its students' MiPymes are."""
    rows = []
    for code, number in ({**STUDENTS, "unf": None} if counts is None else counts).items():
        _code, name, short, country, supported = next(r for r in UNIVERSITIES if r[0] == code)
        heavy = (times or {}).get(code)
        load = (5.0 * (heavy or 1), 90.0) if number else (None, None)
        team = (supported // 4, 0) if number else (None, None)
        rows.append((code, name, short, country, number, *load, heavy, None, supported, *team))
    columns = ["code", "name", "short", "country", "students", "mipymes_per_student"]
    columns += ["hours_per_student", "times_mipymes", "times_hours"]
    frame = pd.DataFrame(rows, columns=[*columns, "supported", "two_countries", "alone"])
    return FigureData(frame, Progress(TOTAL, GOAL, GOAL), about or context())


SAMPLES: dict[str, Callable[..., FigureData]] = {
    "avance": avance,
    "universidades": universidades,
    "paises": paises,
    "mapa-paises": paises,
    "mapa-estados": estados,
    "curvas-paises": curvas_paises,
    "curvas-universidades": curvas_universidades,
    "ritmo": ritmo,
    "etapas": etapas,
    "generacion": generacion,
    "antes-despues": antes_despues,
    "plataformas": plataformas,
    "ventas": ventas,
    "reportes": reportes,
    "sectores": sectores,
    "tamano": tamano,
    "inclusion": inclusion,
    "estudiantes": estudiantes,
}
"""Slug → a function that makes its data; ``about`` gives it another context."""
