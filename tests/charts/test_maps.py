"""``mapa-paises`` and ``mapa-estados``: classes, boundaries, words."""

from __future__ import annotations

import csv
import gzip
import json
import math
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from charts import geography, map_shapes, map_subdivisions
from charts.caption import TITLE_LIMIT
from charts.catalogue import CATALOGUE
from charts.classes import BELOW, UNKNOWN, ZERO, classes
from charts.edition import Edition
from charts.geography import AMERICA, BOUNDARIES, Projection
from charts.sizes import SIZES
from charts.tokens import DARK, LIGHT, Tokens
from charts.vega import Label, labels_of
from data_access.records import FigureData
from data_access.scope import Scope
from tests.charts import drawn, samples
from tests.charts.samples import context, estados, paises

REFERENCE = Path(__file__).parents[2] / "data_access" / "reference" / "subdivisions.csv"
VIEWS = [path.stem for path in sorted(BOUNDARIES.glob("*.json"))]
MX, CL, EC, CO = (Scope(countries=(code,)) for code in ("MX", "CL", "EC", "CO"))
SINCE = date(2021, 8, 1)
MAPS = ("mapa-paises", "mapa-estados")
CASES = {
    "countries": ("mapa-paises", paises()),
    "one country": ("mapa-paises", paises([("CL", "Chile", 1, True)])),
    "no country": ("mapa-paises", paises([])),
    "all of them": ("mapa-estados", estados()),
    "Mexico": ("mapa-estados", estados(scope=MX)),
    "Chile": ("mapa-estados", estados(scope=CL)),
    "Ecuador": ("mapa-estados", estados(scope=EC)),
    "a state": ("mapa-estados", estados(scope=Scope(("MX",), ("MX-JAL",)))),
    "a state of another country": ("mapa-estados", estados(scope=Scope(("CL",), ("MX-JAL",)))),
    "a state without MiPymes": ("mapa-estados", estados(scope=Scope((), ("MX-SON",)))),
    "nothing": ("mapa-estados", estados({})),
    "nothing in Peru": ("mapa-estados", estados({}, scope=Scope(("PE",)))),
    "nothing loaded": ("mapa-estados", estados({}, about=context(MX, until=None))),
    "only unknown places": ("mapa-estados", estados({"MX-": 4}, scope=MX)),
    "a place without a shape": ("mapa-estados", estados({"PA-NT": 2, "PA-8": 3})),
}


def features(data: FigureData, slug: str, tokens: Tokens = LIGHT) -> dict[str, dict[str, Any]]:
    """The places of the finished form, by name."""
    plot = CATALOGUE[slug].plot(data, Edition(), tokens, 850, 500, SIZES["ancho"])
    return {row["name"]: row for row in plot["layer"][1]["data"]["values"]}


# ── Classes ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([1046, 135, 130, 70, 60, 35, 32, 4], ["1–9", "10–99", "100–499", "500 o más"]),
        ([1], ["1"]),
        ([7, 7], ["7"]),
        ([130, 135], ["130–135"]),
        ([3, 2, 1, 1, 0], ["0", "1", "2 o más"]),
        ([0, 0], ["0"]),
        ([4, None, 0, -2], ["menos que antes", "0", "4", "sin datos"]),
        ([12000, 150], ["100–999", "1000 o más"]),
        ([], []),
    ],
)
def test_classes_are_few_and_round(values: list[int | None], labels: list[str]) -> None:
    scale = classes(values)
    assert [scale.label(kind, Edition()) for kind in scale.shown] == labels
    assert {scale.of(value) for value in values} == set(scale.shown)


def test_every_value_is_in_the_class_whose_words_name_it() -> None:
    values = [value**3 for value in range(1, 40)]
    scale = classes(values)
    for value in values:
        low, _, high = scale.label(scale.of(value), Edition()).replace("\u202f", "").partition("–")
        assert int(low.removesuffix(" o más")) <= value <= int(high or max(values))


def test_none_and_nobody_knows_are_different_classes() -> None:
    scale = classes([0, None, 5])
    for tokens in (LIGHT, DARK):
        assert scale.fill(UNKNOWN, tokens) != scale.fill(ZERO, tokens)
    assert scale.of(-1) == BELOW


# ── Boundaries ────────────────────────────────────────────────────────────────────────────


def test_every_subdivision_has_a_shape() -> None:
    with REFERENCE.open(encoding="utf-8") as lines:
        codes = {row["code"] for row in csv.DictReader(lines)}
    shapes = {code for view in geography.countries() for code in geography.view(view).shapes}
    # Younger than the source of the boundaries; their MiPymes are counted beside the map.
    assert codes - shapes == {"PA-10", "PA-NT"}
    assert shapes <= codes


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_small_closed_clockwise_and_anchored_inside(name: str) -> None:
    content = (BOUNDARIES / f"{name}.json").read_bytes()
    assert len(gzip.compress(content)) < 40_000
    found = json.loads(content)
    for feature in found["features"] + found["around"]:
        for area in feature["geometry"]["coordinates"]:
            assert all(ring[0] == ring[-1] for ring in area)
            assert _turn(area[0]) < 0, "Plotly fills the globe around a counter-clockwise ring"
    for feature in found["features"]:
        anchor = feature["properties"]["anchor"]
        assert any(_inside(anchor, area[0]) for area in feature["geometry"]["coordinates"])


def _turn(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def _inside(point: list[float], ring: list[list[float]]) -> bool:
    x, y = point
    crossed = False
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            crossed = not crossed
    return crossed


def test_areas_on_the_map_are_areas_on_the_earth() -> None:
    projection = Projection(-75, -12, scale=1000)

    def area(latitude: float) -> float:
        corners = [(-70, latitude), (-70, latitude + 1), (-69, latitude + 1), (-69, latitude)]
        ring = [list(projection.point(corner)) for corner in [*corners, corners[0]]]
        return abs(_turn(ring)) / 2

    for latitude in (-54.0, -20.0, 30.0):
        south, north = (math.sin(math.radians(edge)) for edge in (latitude, latitude + 1))
        assert area(latitude) == pytest.approx(math.radians(1) * (north - south) * 1e6, rel=1e-3)


# ── Both forms, table and data ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("slug", "data"), CASES.values(), ids=CASES)
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_both_forms_show_the_same(slug: str, data: FigureData, tokens: Tokens) -> None:
    found = json.loads(CATALOGUE[slug].explorable(data, Edition(), tokens).to_json())
    first, _, *rest = found["data"]
    assert (first["type"], first["lon"]) == ("scattergeo", [None]), "or Plotly asks its server"
    finished = {
        row["tooltip"]: (row["fill"], row["stroke"])
        for row in features(data, slug, tokens).values()
    }
    explored = {
        words: (trace["colorscale"][0][1], trace["marker"]["line"]["color"])
        for trace in rest
        if trace["type"] == "choropleth"
        for words in trace["customdata"]
    }
    assert explored == finished
    words = drawn.texts(drawn.finished(slug, data, tokens=tokens))
    # A single place says its number itself and has no legend.
    assert len(finished) == 1 or all(trace["name"] in words for trace in rest)


def test_a_single_place_has_no_legend_and_small_ones_are_explained() -> None:
    data = estados(scope=Scope(subdivisions=("MX-JAL",)))
    assert drawn.texts(drawn.finished("mapa-estados", data)).count("80") == 1
    diamond = "Un rombo es un lugar demasiado pequeño para dibujarlo."
    for scope, explained in ((Scope(), True), (MX, True), (Scope(countries=("BO",)), False)):
        note = CATALOGUE["mapa-estados"].caption(estados(scope=scope), Edition()).note
        assert (diamond in note) == explained, scope


def test_the_land_around_a_country_reaches_the_edges_of_its_map() -> None:
    box = map_shapes.Box(0, 0, 800, 400)
    around = map_shapes.shapes("BO", box, around=True).around
    across = [x for areas in around for area in areas for x, _ in area[0]]
    assert max(across) == 800
    assert min(across) < 100


@pytest.mark.parametrize("scope", [Scope(), MX, CL, EC, CO], ids=lambda scope: str(scope.countries))
def test_map_table_and_data_hold_the_same_sum(scope: Scope) -> None:
    data = estados(scope=scope)
    total = int(data.frame["supported"].sum())
    table = CATALOGUE["mapa-estados"].table(data, Edition())
    assert table["MiPymes apoyadas"].sum() == total
    unplaced = int(data.frame[data.frame["code"] == ""]["supported"].sum())
    assert sum(row["value"] for row in features(data, "mapa-estados").values()) == total - unplaced
    words = CATALOGUE["mapa-estados"].caption(data, Edition())
    assert f"n = {Edition().number(total)}" in words.subtitle
    assert ("El mapa no incluye 9 MiPymes sin dato de " in words.note) == bool(unplaced)


def test_all_states_are_there_and_those_without_mipymes_are_zero() -> None:
    rows = features(estados(scope=MX), "mapa-estados")
    assert len(rows) == 32
    assert rows[samples.NAMES["MX-CMX"]]["fill"] == LIGHT.map_shades[-1]
    assert sum(row["value"] == 0 for row in rows.values()) == 28
    table = CATALOGUE["mapa-estados"].table(estados(scope=MX), Edition("es", "MX"))
    assert list(table.columns) == ["País", "Estado", "MiPymes apoyadas", "Parte del país, %"]
    assert list(table.iloc[0]) == ["México", "Ciudad de México", 620, 61.3]
    assert list(table.iloc[-1][1:]) == ["sin dato", 9, 0.9]


def test_what_the_selection_leaves_out_is_not_zero() -> None:
    data = CASES["a state"][1]
    assert list(features(data, "mapa-estados")) == ["MX-JAL"]
    assert len(CATALOGUE["mapa-estados"].table(data, Edition())) == 1


def test_nothing_loaded_is_no_data() -> None:
    data = CASES["nothing loaded"][1]
    rows = features(data, "mapa-estados")
    assert {row["value"] for row in rows.values()} == {None}
    assert "sin datos" in drawn.texts(drawn.finished("mapa-estados", data))
    plot = CATALOGUE["mapa-estados"].plot(data, Edition(), LIGHT, 850, 500, SIZES["ancho"])
    assert len(plot["layer"][3]["data"]["values"]) > 32, "unknown places are hatched"
    table = CATALOGUE["mapa-estados"].table(data, Edition())
    assert table["MiPymes apoyadas"].isna().all()


# ── Words ─────────────────────────────────────────────────────────────────────────────────

TITLES = {
    "countries": "7 de cada 10 MiPymes apoyadas están en México; las demás, en 7 países más",
    "one country": "1 MiPyme apoyada está en Chile",
    "no country": "No hay datos para esta selección",
    "all of them": "6 de cada 10 MiPymes apoyadas están en Ciudad de México y MX-MEX",
    "Mexico": "6 de cada 10 MiPymes apoyadas de México están en Ciudad de México",
    "a state": "México: 80 MiPymes apoyadas están en MX-JAL",
    "a state of another country": "Chile · MX-JAL: no hay datos para esta selección",
    "a state without MiPymes": "MX-SON: todavía no hay MiPymes apoyadas",
    "nothing": "No hay datos para esta selección",
    "nothing in Peru": "Perú: todavía no hay MiPymes apoyadas",
    "nothing loaded": "México: no hay datos para esta selección",
}
MORE_TITLES = [
    (estados({f"MX-{code}": 10 for code in ("JAL", "OAX", "CMX", "MEX", "SON", "SIN")}, scope=MX),
     "México tiene MiPymes apoyadas en 6 estados; la mitad está en solo 3"),
    (estados({"GT-01": 5, "GT-09": 3}, scope=Scope(("GT",))),
     "Guatemala tiene 8 MiPymes apoyadas en 2 departamentos"),
    (estados({"GT-01": 8}, scope=Scope(("GT",))), "Guatemala: 8 MiPymes apoyadas están en GT-01"),
    (estados({"CL-RM": 3, "PE-LIM": 3}), "Hay 6 MiPymes apoyadas en 2 países"),
    (estados({"CL-RM": 8, "CL-": 30}, scope=CL), "Chile tiene MiPymes apoyadas en 1 región"),
    (estados({"CL-RM": 8, "CL-VS": -3}, about=context(Scope(("CL",), start=SINCE))),
     "Chile: CL-RM suma 8 MiPymes apoyadas desde el 1 de agosto de 2021"),
    (estados({"CL-RM": 8, "CL-VS": 8}, about=context(Scope(("CL",), start=SINCE))),
     "Chile, CL-RM y CL-VS son quienes más suman desde el 1 de agosto de 2021: 8 cada cual"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("slug", "data", "title"),
    [(*CASES[name], title) for name, title in TITLES.items()]
    + [("mapa-estados", *case) for case in MORE_TITLES],
)
def test_the_title_is_the_finding(slug: str, data: FigureData, title: str) -> None:
    assert CATALOGUE[slug].caption(data, Edition()).title == title
    english = CATALOGUE[slug].caption(data, Edition("en")).title
    assert max(len(title), len(english)) <= TITLE_LIMIT


@pytest.mark.parametrize("slug", MAPS)
@pytest.mark.parametrize("size", SIZES)
def test_the_boundaries_are_credited(slug: str, size: str) -> None:
    words = drawn.words(drawn.finished(slug, samples.SAMPLES[slug](), size=size))
    assert "Límites: Natural Earth" in words


def test_what_the_map_does_not_show_is_said() -> None:
    note = CATALOGUE["mapa-estados"].caption(estados(scope=EC), Edition()).note
    assert "Galápagos aparece más cerca" in note
    assert "islas pequeñas" in note
    assert "propia escala" in CATALOGUE["mapa-estados"].caption(estados(), Edition()).note


@pytest.mark.parametrize(("slug", "data"), CASES.values(), ids=CASES)
@pytest.mark.parametrize("size", SIZES)
def test_words_neither_overlap_nor_leave_the_map(slug: str, data: FigureData, size: str) -> None:
    canvas = SIZES[size]
    width = canvas.width - 2 * canvas.margin
    height = CATALOGUE[slug].height(data, canvas, width) if canvas.height is None else 280
    labels = labels_of(CATALOGUE[slug].plot(data, Edition(), LIGHT, width, height, canvas))
    for index, label in enumerate(labels):
        assert label.left >= -0.5
        assert label.right <= width + 0.5, label.text
        assert not [other.text for other in labels[:index] if _overlap(label, other)], label.text


@pytest.mark.parametrize("code", sorted(geography.countries()))
@pytest.mark.parametrize("size", ["ancho", "angosto"])
def test_in_no_country_a_place_is_named_over_the_legend(code: str, size: str) -> None:
    places = sorted(geography.view(code).shapes)
    for first in range(0, len(places), 6):  # whichever places lead, in turns
        order = [*places[first:], *places[:first]]
        counts = {place: 300 - 7 * index for index, place in enumerate(order)}
        data = estados(counts, scope=Scope((code,)))
        canvas = SIZES[size]
        width = canvas.width - 2 * canvas.margin
        height = CATALOGUE["mapa-estados"].height(data, canvas, width)
        edition = Edition()
        labels = labels_of(
            CATALOGUE["mapa-estados"].plot(data, edition, LIGHT, width, height, canvas)
        )
        entries = map_subdivisions.maps(data, edition)[1]
        legend = {entries.label(kind, edition) for kind in entries.shown}
        top = max(label.y for label in labels if label.text in legend)
        over = [label.text for label in labels if label.text not in legend and label.top < top]
        assert over == [], order[:6]


def _overlap(one: Label, other: Label) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.y and other.top < one.y


def test_leading_places_are_named_and_equals_are_not_ranked() -> None:
    words = drawn.texts(drawn.finished("mapa-estados", estados(scope=MX)))
    assert {"Ciudad de México", "620", "301"} <= set(words)
    tied = {f"MX-{code}": 1 for code in ("JAL", "OAX", "MEX", "SON", "SIN", "NLE", "PUE", "VER")}
    words = drawn.texts(drawn.finished("mapa-estados", estados({"MX-CMX": 3, **tied}, scope=MX)))
    assert "Ciudad de México" in words
    assert not [word for word in words if word.startswith("MX-")]


def test_every_place_can_be_pointed_at() -> None:
    found = drawn.tooltips(drawn.finished("mapa-estados", estados(scope=MX)))
    assert "Ciudad de México: 620" in found
    assert len(found) == 32
    found = drawn.tooltips(drawn.finished("mapa-paises", paises()))
    assert "Guatemala: 4. sin universidad participante" in found


def test_galapagos_is_moved_beside_the_mainland_and_framed() -> None:
    shapes = geography.view("EC").shapes
    west = min(x for area in shapes["EC-G"].areas for x, _ in area[0])
    assert 0 < west - max(x for area in shapes["EC-W"].areas for x, _ in area[0]) < 2
    assert geography.view(AMERICA).frame[0] < -117


@pytest.mark.parametrize("scope", [MX, CL, Scope()], ids=["MX", "CL", "all"])
def test_on_a_page_a_map_is_small(scope: Scope) -> None:
    svg = drawn.finished("mapa-estados", estados(scope=scope), size="angosto")
    assert len(gzip.compress(svg.encode())) < 60_000
