"""What a reader is told on each page: full, empty, one university, one country."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from charts.edition import Edition
from data_access import progress
from data_access.definitions import GLOSSARY
from data_access.engine import Reader
from data_access.scope import Scope
from tests.data_access.invented import LAST, STAGE_DATES, fill, invented, report
from tests.pages.conftest import Visit
from tests.pages.reading import fields, standing, words
from texts import translations

_ = translations("es").gettext


def test_resumen_gives_the_number_of_the_database(
    visit: Visit, full: str, open_reader: Callable[[str], Reader]
) -> None:
    app = visit(full)
    with open_reader(full).connect() as connection:
        supported = progress.supported(connection, scope=Scope(end=LAST))
    assert not app.exception
    assert standing(app).startswith(f"Van {supported} de 2000 MiPymes apoyadas")
    assert words(app).count('role="img"') == 7  # two drawings of the curve, one of each other


def test_every_filter_of_a_link_reaches_the_widgets_and_the_number(
    visit: Visit, full: str, open_reader: Callable[[str], Reader]
) -> None:
    app = visit(full, pais="MX", universidad=["uam-a", "upb"], hasta="2021-08-31")
    assert app.session_state["pais"] == ["MX"]
    assert app.session_state["universidad"] == ["uam-a", "upb"]
    shown = {field["name"]: field["chosen"] for field in fields(app)}
    assert shown["universidad"] == ["uam-a", "upb"]
    assert (shown["hasta"], shown["desde"]) == ("2021-08-31", "")
    asked, unknown = Scope.from_query(
        {"pais": ["MX"], "universidad": ["uam-a", "upb"], "hasta": ["2021-08-31"]},
        _vocabulary(full, open_reader),
    )
    assert not unknown
    with open_reader(full).connect() as connection:
        supported = progress.supported(connection, scope=asked)
    said = f"En México, en la UAM-A y la UPB, van {supported} MiPymes apoyadas; esta selección no"
    assert standing(app).startswith(said)
    assert "31 de agosto de 2021" in words(app)


def _vocabulary(address: str, open_reader: Callable[[str], Reader]):  # type: ignore[no-untyped-def]
    from data_access.vocabulary import names

    with open_reader(address).connect() as connection:
        return names(connection).vocabulary


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"pais": "XX"}, "`pais=XX`"),
        ({"sector": "Ñ"}, "`sector=Ñ`"),
        ({"hasta": "2021-02-30"}, "`hasta=2021-02-30`"),
        ({"desde": "2021-09-01", "hasta": "2021-03-01"}, "termina antes de empezar"),
    ],
)
def test_what_a_link_asks_in_vain_is_said(
    visit: Visit, full: str, query: dict[str, str], said: str
) -> None:
    app = visit(full, **query)
    assert not app.exception
    assert said in app.warning[0].value
    assert standing(app).startswith("Van ")


def test_an_empty_database_says_so_and_draws_nothing(visit: Visit, sqlite_url: str) -> None:
    app = visit(sqlite_url)
    assert not app.exception
    assert standing(app) == "Todavía no se ha cargado nada."
    assert "El primero se verá aquí" in app.info[0].value
    assert 'role="img"' not in words(app)


def test_a_scope_without_mipymes_says_so(visit: Visit, full: str) -> None:
    app = visit(full, pais="UY")
    assert not app.exception
    assert "Ninguna MiPyme apoyada coincide" in app.info[0].value


def test_a_register_without_interventions_shows_its_stages(visit: Visit, sqlite_url: str) -> None:
    rows = [{**row, **dict.fromkeys(STAGE_DATES[1:])} for row in invented(30)]
    fill(sqlite_url, rows)
    app = visit(sqlite_url)
    assert not app.exception
    assert "ninguna MiPyme cuenta como apoyada" in app.info[0].value
    text = words(app)
    assert text.count('role="img"') == 2
    assert "Inscrita" in text


def test_one_university_alone(visit: Visit, sqlite_url: str) -> None:
    fill(sqlite_url, [row for row in invented(80) if row["university"] == "uv"])
    app = visit(sqlite_url)
    assert not app.exception
    assert "Aún no incluye los últimos reportes de " in words(app)
    assert Edition().missing in words(app)  # the seven others: missing is not zero


def test_real_data_are_not_called_invented(visit: Visit, full: str) -> None:
    assert "demostración" not in words(visit(full))


def test_english_has_no_spanish_left(visit: Visit, full: str) -> None:
    app = visit(full, idioma="en")
    assert "MiPymes are supported" in standing(app)
    text = words(app)
    for spanish in ("apoyada", "Datos hasta", "universidades", "Fuente", "de la meta"):
        assert spanish not in text


def test_metodologia_shows_the_definitions_that_the_code_uses(visit: Visit, full: str) -> None:
    app = visit(full, "metodologia")
    assert not app.exception
    text = words(app)
    for definition in GLOSSARY:
        assert _(definition.term) in text
        assert _(definition.meaning) in text


def test_resumen_says_what_changed_and_who_has_not_reported(visit: Visit, full: str) -> None:
    app = visit(full)
    text = words(app)
    assert re.findall("<h3>(.*?)</h3>", text) == [
        "Lo que cambió en las últimas cuatro semanas",
        "De quién falta el último reporte",
    ]
    assert "Del 4 de octubre de 2021 al 31 de octubre de 2021" in text
    cells = re.findall(r"<td>([^<]*)</td>", text)
    assert cells
    numbers = [int(cell.replace("\u2212", "-")) for cell in cells]
    triples = [numbers[at : at + 3] for at in range(0, len(numbers), 3)]
    assert all(started + dropped == net for started, dropped, net in triples)
    assert [sum(column) for column in zip(*triples[:-1], strict=True)] == triples[-1]
    assert "UNF: todavía no ha reportado" in text


def test_who_is_late_is_said_since_when(visit: Visit, sqlite_url: str) -> None:
    reach = {"uv": LAST, "upb": LAST - timedelta(days=5), "ug": LAST - timedelta(days=61)}
    rows = [row for row in invented(80) if row["university"] in reach]
    fill(sqlite_url, rows, reports=[report(code, until=day) for code, day in reach.items()])
    text = words(visit(sqlite_url))
    assert "UG: sus datos llegan al 31 de agosto de 2021, hace 8 semanas" in text
    assert "UPB: sus datos llegan al 26 de octubre de 2021, hace 5 días" in text
    assert "UV: " not in text
    assert "Los datos de la universidad llegan al 31 de octubre" in words(
        visit(sqlite_url, universidad="uv")
    )


def test_the_pace_stops_where_the_reports_stop(visit: Visit, sqlite_url: str) -> None:
    reach = {"uv": LAST, "ug": date(2021, 7, 4)}
    rows = [row for row in invented(200) if row["university"] == "uv"]
    rows += [row for row in invented(200) if row["university"] == "ug" and _before(row, reach)]
    fill(sqlite_url, rows, reports=[report(code, until=day) for code, day in reach.items()])
    text = words(visit(sqlite_url, universidad="ug"))
    assert "hasta el 4 de julio de 2021" in text
    assert "31 de octubre" not in text.split("De quién falta el último reporte")[0]
    assert "UG: sus datos llegan al 4 de julio de 2021, hace 17 semanas" in text
    assert "no creció" not in text


def _before(row: dict[str, object], reach: dict[str, date]) -> bool:
    """Whether everything of a MiPyme happened before its university's last report."""
    days = [day for name, day in row.items() if name.endswith("_on")]
    return all(day is None or day <= reach[str(row["university"])] for day in days)  # type: ignore[operator]
