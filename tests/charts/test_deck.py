"""The interactive map: small, ours, and in the words and colours of the finished one."""

from __future__ import annotations

import json
import math
from typing import Any

import pandas as pd
import pytest

from charts import atlas as maps
from charts import deck, geography, measures
from charts.atlas import Atlas
from charts.catalogue import CATALOGUE
from charts.classes import BELOW, UNKNOWN, ZERO, even_limits, steps
from charts.edition import Edition
from charts.geography import AMERICA
from charts.sizes import SIZES
from charts.tokens import DARK, LIGHT, Tokens
from data_access.scope import Scope
from tests.charts.samples import context, estados, paises

SIZE = {"width": 900.0, "height": 480.0}
TOWNS = pd.DataFrame(
    [
        ("MX", "MX-CMX", "Iztapalapa", 400, 19.36, -99.06),
        ("MX", "MX-JAL", "Guadalajara", 100, 20.67, -103.39),
        ("MX", "MX-JAL", "Tapalpa", 2, 19.94, -103.76),
        ("MX", "MX-JAL", "Sin Punto", 9, float("nan"), float("nan")),
        ("MX", "MX-JAL", "", 5, float("nan"), float("nan")),
    ],
    columns=["country", "subdivision", "municipality", "supported", "lat", "lon"],
)
SEATS = pd.DataFrame(
    [
        ("uam-a", "UAM-A", "Universidad Autónoma Metropolitana", "MX", "MX-CMX", 19.49, -99.19),
        ("ug", "UG", "Universidad de Guayaquil", "EC", "EC-G", -2.2, -79.89),
        ("unf", "UNF", "Universidad Nacional de Frontera", "PE", "PE-PIU", -4.9, -80.69),
        ("sin", "SIN", "Universidad Sin Lugar", "PE", None, float("nan"), float("nan")),
    ],
    columns=["code", "short", "name", "country", "subdivision", "lat", "lon"],
)
REACH = pd.DataFrame(
    [
        ("uam-a", "MX", "MX-CMX", 400),
        ("uam-a", "CO", "CO-ANT", 16),
        ("uam-a", "CO", "CO-ATL", 9),
        ("ug", "EC", "EC-G", 60),
        ("ug", "PE", "", 1),
        ("sin", "CL", "CL-VS", 3),
    ],
    columns=["university", "country", "subdivision", "supported"],
)


def atlas(view: str = AMERICA, **more: Any) -> Atlas:
    """The map of everything in the samples, or of a country."""
    edition = Edition()
    data = paises() if view == AMERICA else estados(scope=Scope(countries=(view,)))
    return Atlas(
        view,
        measures.supported(data, edition),
        towns=maps.towns(TOWNS, context(), edition),
        universities=maps.universities(SEATS, REACH, view, edition),
        links=maps.links(SEATS, REACH, view, context(), edition),
        **more,
    )


def layers(drawn: Atlas, tokens: Tokens = LIGHT) -> dict[str, dict[str, Any]]:
    """The layers of the deck by their id."""
    found = json.loads(deck.deck(drawn, tokens, **SIZE).to_json())
    return {layer["id"]: layer for layer in found["layers"]}


@pytest.mark.parametrize("view", [AMERICA, "MX", "CL", "EC", "CO"])
def test_it_is_small_and_asks_nobody(view: str) -> None:
    content = deck.deck(atlas(view), LIGHT, **SIZE).to_json()
    assert len(content) < 110_000
    assert "http" not in content
    found = json.loads(content)
    assert "mapProvider" not in found
    # What Streamlit takes for “none”; any other value asks a server of tiles.
    assert found["mapStyle"] == "__MAP_STYLE__"
    assert found["views"][0]["controller"]["scrollZoom"] is False


@pytest.mark.parametrize(("view", "slug"), [(AMERICA, "mapa-paises"), ("MX", "mapa-estados")])
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_its_colours_are_those_of_the_finished_map(view: str, slug: str, tokens: Tokens) -> None:
    data = paises() if view == AMERICA else estados(scope=Scope(countries=("MX",)))
    plot = CATALOGUE[slug].plot(data, Edition(), tokens, 850, 500, SIZES["ancho"])
    finished = {row["name"]: row["fill"] for row in plot["layer"][1]["data"]["values"]}
    found = layers(atlas(view), tokens)[deck.PLACES]["data"]["features"]
    shown = {
        feature["properties"]["words"].split("\n")[0]: feature["properties"]["fill"]
        for feature in found
    }
    assert shown == {name: deck.rgb(fill) for name, fill in finished.items()}
    words = [feature["properties"]["words"] for feature in found]
    assert ("México\n1046 MiPymes apoyadas" in words) == (view == AMERICA)


def test_circles_have_areas_by_count_and_hide_the_few() -> None:
    rows = layers(atlas("MX"))[deck.TOWNS]["data"]
    assert [row["words"].split("\n")[0] for row in rows] == [
        "Iztapalapa, Ciudad de México",
        "Guadalajara, MX-JAL",
    ]
    assert rows[0]["radius"] ** 2 / rows[1]["radius"] ** 2 == pytest.approx(4, rel=0.01)
    assert rows[1]["code"] == "MX-JAL"


def test_universities_are_named_without_touching() -> None:
    rows = layers(atlas())["nombres"]["data"]
    assert {row["name"]: row["anchor"] for row in rows} == {
        "UAM-A": "start",
        "UG": "start",
        "UNF": "end",
    }
    assert "425 MiPymes apoyadas" in rows[0]["words"]


def test_lines_lead_abroad_or_to_the_states() -> None:
    found = [(row["words"], row["wide"]) for row in layers(atlas())["lazos"]["data"]]
    assert [words for words, _ in found] == [
        "UAM-A → Colombia\n25 MiPymes apoyadas",
        "UG → Perú\n1 MiPyme apoyada",
    ]
    assert found[0][1] > found[1][1]
    found = [(row["words"], row["wide"]) for row in layers(atlas("MX"))["lazos"]["data"]]
    assert [words for words, _ in found] == ["UAM-A → Ciudad de México\n400 MiPymes apoyadas"]


def test_an_atlas_of_shades_alone_has_no_empty_layers() -> None:
    assert list(layers(Atlas(AMERICA, measures.supported(paises([]), Edition())))) == [
        "tierra",
        deck.PLACES,
    ]


def test_progress_toward_goals_is_offered_where_there_are_goals() -> None:
    assert not measures.has_goals(paises(), Edition())
    data = paises(goals={"MX": 1400, "CL": 100, "CO": 300})
    assert measures.has_goals(data, Edition())
    shading = measures.goals(data, Edition())
    words = {shade.code: shade.words for shade in shading.shades}
    assert words["MX"] == "México\n74,7\u202f% de su meta de 1400"
    assert words["PE"] == "Perú\nsin meta propia"
    labels = [shading.scale.label(kind, Edition()) for kind in shading.scale.shown]
    assert labels == [
        "menos de 50\u202f%",
        "50–75\u202f%",
        "75–100\u202f%",
        "100\u202f% o más",
        "sin meta propia",
    ]
    kinds = {shade.code: labels[shading.scale.shown.index(shade.kind)] for shade in shading.shades}
    assert (kinds["MX"], kinds["CL"], kinds["CO"]) == (labels[1], labels[3], labels[0])


def changes(**pairs: tuple[int, float, float]) -> pd.DataFrame:
    """A frame of `outcomes.change` in which one score has these n, initial and final means."""
    score = "digital_visibility"
    columns = ["code", f"{score}_n", f"{score}_initial", f"{score}_final"]
    return pd.DataFrame([(code, *values) for code, values in pairs.items()], columns=columns)


def test_a_change_rests_on_enough_pairs() -> None:
    frame = changes(MX=(120, 41.0, 53.3), CL=(10, 50.0, 48.0), CO=(9, 20.0, 80.0))
    shading = measures.change("digital_visibility", frame, paises(), Edition())
    words = {shade.code: shade.words for shade in shading.shades}
    assert words["MX"] == "México\n+12,3 puntos: de 41,0 a 53,3 (n = 120)"
    assert words["CL"] == "Chile\n\u22122,0 puntos: de 50,0 a 48,0 (n = 10)"
    assert words["CO"] == "Colombia\nmenos de 10 medidas dos veces"
    kinds = {shade.code: shade.kind for shade in shading.shades}
    assert kinds["CL"] == BELOW
    assert kinds["CO"] == kinds["PE"] == UNKNOWN
    assert "no es un efecto" in shading.note
    few = measures.change("digital_visibility", frame.tail(1), paises(), Edition())
    assert few.scale.shown == [UNKNOWN]


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([0.0, 3.2, 18.4, None, -1.5],
         ["menos que antes", "0", "menos de 5", "5–10", "10–15", "15 o más", "pocas"]),
        ([15.1, 15.9, 19.2], ["menos de 16", "16–18", "18 o más"]),
        ([15.1, 15.2], ["14 o más"]),
        ([0.0], ["0"]),
    ],
)  # fmt: skip
def test_steps_are_round_and_cover_what_there_is(
    values: list[float | None], labels: list[str]
) -> None:
    scale = steps(values, even_limits(values), unknown="pocas")
    assert [scale.label(kind, Edition()) for kind in scale.shown] == labels
    assert scale.of(0.0) == ZERO


@pytest.mark.parametrize("view", [AMERICA, "MX", "CL"])
@pytest.mark.parametrize("width", [330.0, 900.0])
def test_the_whole_view_is_in_the_window(view: str, width: float) -> None:
    drawn = atlas(view)
    box = maps.frame(drawn)
    longitude, latitude, zoom = maps.camera(box, width, 480)

    def pixels(x: float, y: float) -> tuple[float, float]:
        world = 512 * 2**zoom
        down = math.log(math.tan(math.pi / 4 + math.radians(y) / 2))
        middle = math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
        return world * (x - longitude) / 360, world * (middle - down) / (2 * math.pi)

    (left, top), (right, bottom) = pixels(box[0], box[3]), pixels(box[2], box[1])
    assert right - left <= width + 1
    assert bottom - top <= 481
    assert max((right - left) / width, (bottom - top) / 480) == pytest.approx(1, abs=0.01)
    assert (left + right, top + bottom) == pytest.approx((0, 0), abs=1)


def test_one_state_fills_the_window() -> None:
    west, south, east, north = maps.frame(atlas("MX", focus="MX-JAL"))
    x, y = next(
        shape["properties"]["anchor"]
        for shape in geography.geojson("MX")["features"]
        if shape["id"] == "MX-JAL"
    )
    assert west < x < east
    assert south < y < north
    assert east - west < 6
