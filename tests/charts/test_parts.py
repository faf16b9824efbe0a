"""The parts of a scope side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from charts import municipalities, parts, university_cards
from charts.edition import Edition
from charts.university_cards import About
from data_access import pace
from data_access.records import Goal, Part
from data_access.scope import Scope
from tests.charts.samples import AS_OF, avance, context, growth

ES = Edition()
DUE = date(2021, 12, 31)


def part(
    code: str,
    name: str,
    total: int = 100,
    *,
    goal: int | None = None,
    scope: Scope | None = None,
    until: date | None = AS_OF,
) -> Part:
    """A part that has come to `total` by `until`."""
    about = context(scope, until=until)
    frame = growth(total, last=until or AS_OF).head(None if until else 0)
    weeks = pace.weekly(frame, first=date(2021, 3, 8) if until else None, last=until)
    data = avance(frame, Goal(goal, None, DUE) if goal is not None else None, about)
    return Part(code, name, data, weeks)


def test_a_row_per_part_in_the_words_of_the_reader() -> None:
    found = [
        part("MX", "México", 300, goal=400),
        part("CL", "Chile", 100),
        part("EC", "Ecuador", 9),
    ]
    table = parts.table(found, ES, head="País")
    assert list(table.columns) == [
        "País",
        "MiPymes apoyadas",
        "Parte del total, %",
        "Meta",
        "Avance, %",
        "Por semana (últimas seis)",
        "Hacen falta por semana de clases",
        "Crecimiento",
    ]
    assert list(table.index) == ["MX", "CL", "EC"]
    mexico = table.loc["MX"]
    assert mexico["Parte del total, %"] == 73.3
    assert mexico["Avance, %"] == 75.0
    assert table.loc["CL", ["Meta", "Avance, %"]].isna().all()
    assert mexico["Crecimiento"][0] == 0
    assert mexico["Crecimiento"][-1] == 300
    assert list(parts.table(found, Edition("en"), head="Country")["Country"]) == [
        "Mexico",
        "Chile",
        "Ecuador",
    ]


def test_goals_are_spoken_of_only_where_they_mean_something() -> None:
    without = parts.table([part("MX", "México"), part("CL", "Chile")], ES, head="País")
    assert "Meta" not in without
    since = Scope(start=date(2021, 6, 1))
    change = parts.table([part("MX", "México", goal=400, scope=since)], ES, head="País")
    assert "Meta" not in change
    assert "Sumadas en el periodo" in change


def test_what_nobody_reported_is_missing_and_days_are_said_where_they_differ() -> None:
    found = [part("uv", "UV"), part("unf", "UNF", 0, until=None)]
    table = parts.table(found, ES, head="Universidad")
    assert table.loc["unf"].drop(["Universidad", "Crecimiento"]).isna().all()
    assert table.loc["uv", "Datos hasta"] == AS_OF
    assert "Datos hasta" not in parts.table([part("uv", "UV")], ES, head="Universidad")


def test_few_mipymes_are_marked_and_the_mark_is_explained() -> None:
    found = [part("MX", "México", 20), part("CL", "Chile", 19)]
    assert parts.few(found) == ["CL"]
    assert parts.note(found, ES).startswith("* Menos de 20 MiPymes")
    assert parts.note(found[:1], ES) == ""


def test_a_subdivision_names_its_country_where_several_are_shown() -> None:
    whole = part("MX-CMX", "Ciudad de México")
    alone = part("MX-CMX", "Ciudad de México", scope=Scope(countries=("MX",)))
    assert parts.name(whole, ES) == "Ciudad de México (México)"
    assert parts.name(alone, ES) == "Ciudad de México"
    assert parts.name(part("", ""), ES) == "sin dato"


def test_a_card_answers_at_a_glance() -> None:
    found = [
        part("uv", "UV", 150, goal=200),
        part("ug", "UG", 50, until=date(2021, 9, 30)),
        part("unf", "UNF", 0, goal=50, until=None),
    ]
    about = {
        "uv": About("Universidad de Valparaíso", "Chile", students=40),
        "ug": About("Universidad de Guayaquil", "Ecuador"),
        "unf": About("Universidad <i>", "Perú", students=1),
    }
    html = university_cards.as_html(found, about, dict.fromkeys(about, "?x"), ES, day=AS_OF)
    uv, ug, unf = html.split('<li data-do="choose"')[1:]
    for said in ("75,0\u202f% de su meta de 200", "40 estudiantes", "Datos hasta 31 oct 2021"):
        assert said in uv
    assert 'class="tarde"' not in uv
    assert "width:75.0%" in uv
    assert "Sin meta propia" in ug
    assert "estudiante" not in ug
    assert '<li class="tarde">Datos hasta 30 sep 2021' in ug
    assert "s. d." in unf
    assert "Todavía no ha reportado" in unf
    assert "1 estudiante<" in unf
    assert "<i>" not in unf.replace("<i style", "")


def test_a_goal_of_zero_and_a_start_show_no_bar() -> None:
    about = {"uv": About("Universidad de Valparaíso", "Chile")}
    since = Scope(start=date(2021, 6, 1))
    for one in (part("uv", "UV", 150, goal=0), part("uv", "UV", 150, goal=200, scope=since)):
        html = university_cards.as_html([one], about, {"uv": "?"}, ES, day=AS_OF)
        assert "barra vacia" in html
        assert "de su meta" not in html


def test_a_curve_ends_on_the_last_day() -> None:
    one = part("uv", "UV", 150)
    frame = pd.DataFrame({"day": [pd.Timestamp(AS_OF)], "added": [4], "supported": [4]})
    late = replace(one, growth=replace(one.growth, frame=frame))
    assert parts.curve(late) == (0, 4)
    assert parts.curve(part("unf", "UNF", 0, until=None)) == ()


def test_a_profile_says_whose_it_is() -> None:
    row = {
        "name": "Universidad de Valparaíso",
        "country": "CL",
        "city": "Valparaíso",
        "kind": "publica",
        "students": 73,
        "mipymes_per_student": 4.66,
    }
    known = university_cards.about(row, context(), ES)
    said = "Universidad de Valparaíso · Valparaíso, Chile · pública"
    assert university_cards.profile(known, ES) == (
        f"{said} · 73 estudiantes, 4,7 MiPymes por estudiante"
    )
    row |= {"students": pd.NA, "mipymes_per_student": float("nan")}
    assert university_cards.profile(university_cards.about(row, context(), ES), ES) == said


def test_municipalities_with_few_are_not_named() -> None:
    frame = pd.DataFrame(
        [
            ("MX", "MX-CMX", "Tlalpan", 9),
            ("MX", "MX-CMX", "", 3),
            ("MX", "MX-CMX", "Milpa Alta", 2),
            ("CL", "CL-VS", "Papudo", 1),
        ],
        columns=["country", "subdivision", "municipality", "supported"],
    )
    table = municipalities.table(frame, context(), ES)
    assert list(table["Municipio"]) == ["Tlalpan", "sin dato", "Otros 2 municipios"]
    assert list(table["MiPymes apoyadas"]) == [9, 3, 3]
    assert list(table["País"])[:2] == ["México", "México"]
    one = context(Scope(countries=("MX",), subdivisions=("MX-CMX",)))
    assert list(municipalities.table(frame, one, ES).columns) == [
        "Municipio",
        "MiPymes apoyadas",
        "Parte del total, %",
    ]
    assert municipalities.table(frame.head(0), context(), ES).empty
