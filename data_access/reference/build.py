"""Rebuilds countries.csv and subdivisions.csv: ``python -m data_access.reference.build``.

Codes are ISO 3166 (package pycountry, LGPL; CLDR names through Babel). The universities are
written by hand in universities.csv from the programme's press release.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pycountry
from babel import Locale

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


def main() -> None:
    """Write both files beside this one."""
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


if __name__ == "__main__":
    main()
