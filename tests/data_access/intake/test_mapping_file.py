"""The mapping file: other people's tables, and every fault of the mapping named."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data_access import intake
from data_access.codes import SECTORS
from data_access.intake.mapping import Translation, read_mapping
from tests.data_access.intake.conftest import Importer

SHIPPED = Path(intake.__file__).parent / "mappings"
REGISTER = (
    "Padrón 2021;;;;,,,,\r\n"
    "RUC;CIIU;DEPARTAMENTO;PROVINCIA;ALTA,,,,\r\n"
    "010;52206;LIMA;LIMA;20210315,,\r\n"
    "010;74145;LIMA;CAÑETE;20210316,\r\n"
    "011;99999;LIMA;YAUYOS;20210317\r\n"
    "012;74145;LIMA;NO ESPECIFICADO;20210317\r\n"
    "013;;CALLAO;CALLAO;20210318,\r\n"
)
MAPPING = """
[columns]
external_id = ["ruc", "Ciiu"]
sector = "CIIU"
subdivision = ["DEPARTAMENTO", "PROVINCIA"]
enrolled_on = " alta "

[values.sector]
"5*" = "G"
"522*" = "C"
"741*" = "M"

[values.subdivision]
"Lima / lima" = "PE-LMA"
"Lima / Cañete" = "PE-LIM"
"LIMA / Yauyos" = "PE-LIM"

[defaults]
country = "PE"
size = "micro"
diagnosed_on = 2021-04-01
"""


def test_a_register_with_every_device_of_the_mapping(
    run: Importer, query: Callable[[str], list[tuple[Any, ...]]]
) -> None:
    done = run(REGISTER, mapping=MAPPING, university="unf")
    assert done.counts == (5, 3, 0, 0, 2)
    assert query(
        "SELECT external_id, sector, subdivision, size, CAST(diagnosed_on AS VARCHAR(10))"
        " FROM mipyme ORDER BY external_id"
    ) == [
        ("010 / 52206", "C", "PE-LMA", "micro", "2021-04-01"),
        ("010 / 74145", "M", "PE-LIM", "micro", "2021-04-01"),
        ("013", None, "PE-CAL", "micro", "2021-04-01"),
    ]
    assert "99999" in done.rejected
    assert "PE-LIM (Lima (región)) / PE-LMA (Lima Metropolitana)" in done.rejected


def test_a_value_mapped_to_nothing_is_not_reported(run: Importer) -> None:
    better = MAPPING.replace("[defaults]", '"LIMA / NO ESPECIFICADO" = ""\n[defaults]')
    assert run(REGISTER, mapping=better, university="unf").counts == (5, 4, 0, 0, 1)


@pytest.mark.parametrize(
    ("mapping", "sentences"),
    [
        ("[columns", ["not valid TOML: its end is missing"]),
        ('[file]\nsheet = "a\n', ["not valid TOML from line 2, column"]),
        ('[file]\nencodig = "x"\n', ["file.encodig", "“encoding”"]),
        ('[colums]\nx = "y"\n', ["colums", "“columns”"]),
        ('[file]\ndelimiter = "::"\n', ["file.delimiter: “::”"]),
        ('[file]\ndate_format = "primavera"\n', ["file.date_format: “primavera”"]),
        ('[columns]\nexternal = "RUC"\n', ["columns.external", "“external_id”"]),
        (
            '[columns]\nexternal_id = "RUK"\nenrolled_on = "FECHA"\n',
            [
                "columns.external_id: the file has no column “RUK”. Did you mean “RUC”?",
                "columns.enrolled_on: the file has no column “FECHA”. It has: RUC · CIIU",
            ],
        ),
        ('[columns]\nenrolled_on = "ALTA"\n', ["columns.external_id is missing"]),
        (
            '[columns]\nexternal_id = "RUC"\n[values.subdivision]\n"X" = "PE-LIMA"\n',
            ["values.subdivision", "PE-LIMA"],
        ),
        (
            '[columns]\nexternal_id = "RUC"\n[values.sector]\n"X" = "comercio al menor"\n',
            ["values.sector", "comercio al menor"],
        ),
        ('[columns]\nexternal_id = "RUC"\n[defaults]\nsize = "grande"\n', ["size = grande"]),
    ],
)
def test_faults_are_named(run: Importer, mapping: str, sentences: list[str]) -> None:
    done = run(REGISTER, mapping=mapping, university="unf")
    assert done.code == 2
    for sentence in sentences:
        assert sentence in done.err


def test_a_mapping_in_another_encoding_is_told(run: Importer, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_bytes(b'[columns]\nexternal_id = "C\xf3digo"\n')
    done = run(REGISTER, "--mapping", "m.toml", university="unf", language="es")
    assert "no está en UTF-8" in done.err
    assert "codec" not in done.err


def test_no_straight_quotation_marks_of_english_in_spanish(run: Importer) -> None:
    faulty = MAPPING.replace('"ruc"', '"RUK"') + '[values.rural]\n"x" = "quizás"\n'
    done = run(REGISTER, mapping=faulty, university="unf", language="es")
    assert "el archivo no tiene la columna «RUK». ¿Quiso decir «RUC»?" in done.err
    assert "“" not in done.err


def test_columns_that_the_mapping_leaves_out_are_told(run: Importer) -> None:
    done = run(REGISTER, mapping='[columns]\nexternal_id = "RUC"\n', university="unf")
    text = "Columns that the mapping does not name are not read: CIIU · DEPARTAMENTO · PROVINCIA"
    assert text in done.out


def test_a_mapping_without_columns_declares_how_the_template_is_read(
    run: Importer, query: Callable[[str], list[tuple[Any, ...]]]
) -> None:
    table = "external_id,enrolled_on,rural\n1,04/05/2021,urbana total\n"
    mapping = '[file]\ndate_format = "dd/mm/yyyy"\n[values.rural]\n"urbana total" = "no"\n'
    assert run(table, mapping=mapping).counts == (1, 1, 0, 0, 0)
    assert query("SELECT CAST(enrolled_on AS VARCHAR(10)) FROM mipyme") == [("2021-05-04",)]


def test_a_default_stands_for_a_column_of_the_template(run: Importer) -> None:
    mapping = "[defaults]\nenrolled_on = 2021-03-01\n"
    assert run("external_id,name\n1,Uno\n", mapping=mapping).counts == (1, 1, 0, 0, 0)
    refused = run("name\nUno\n", mapping='[defaults]\nexternal_id = "1"\n', name="otro.csv")
    assert "does not have the template's column “MiPyme number”" in refused.err


def test_the_longest_beginning_wins() -> None:
    values = Translation({"5*": "G", "55*": "I", "5520": "X", "Básico*": "b"})
    assert [values.find(text) for text in ("52", " 551", "5520", "BASICO 2", "9")] == [
        "G",
        "I",
        "X",
        "b",
        None,
    ]


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_shipped_mappings_are_sound(path: Path) -> None:
    mapping = read_mapping(path)
    assert "external_id" in mapping.columns
    assert set(mapping.values.get("sector", {}).values()) <= set(SECTORS)


@pytest.mark.parametrize(
    ("code", "section"),
    [
        ("52206", "G"), ("52600", "S"), ("55205", "I"), ("63040", "N"), ("63024", "H"),
        ("64119", "H"), ("64207", "J"), ("72505", "S"), ("74145", "M"), ("74927", "N"),
        ("74942", "M"), ("85200", "M"), ("85124", "Q"), ("92136", "J"), ("92192", "R"),
        ("22113", "J"), ("22214", "C"), ("37100", "E"), ("18100", "C"), ("93098", "S"),
        ("01400", "A"), ("40103", "D"), ("41000", "E"), ("45207", "F"), ("90000", "E"),
    ],
)  # fmt: skip
def test_revision_3_of_isic_becomes_revision_4(code: str, section: str) -> None:
    content = tomllib.loads((SHIPPED / "peru_ruta_digital.toml").read_text(encoding="utf-8"))
    assert Translation(content["values"]["sector"]).find(code) == section


def test_counts_per_commune_are_read_and_none_is_loaded(run: Importer) -> None:
    table = (
        "Comuna;Provincia; Poblacion ;Var % 2019-2020; Casos ;Var % 2019-2020\r\n"
        "Peñaflor;Provincia de Talagante; 90.201 ;-17%; 6.954 ;14%\r\n"
        "Ñuñoa;Provincia de Santiago; 80,8 ;-1%; 4.623 ;2%\r\n"
    ).encode("cp1252")
    mapping = (SHIPPED / "chile_sii_barberias.toml").read_text(encoding="utf-8")
    done = run(table, mapping=mapping, university="uv")
    assert (done.code, done.counts) == (2, (2, 0, 0, 0, 2))
    assert done.rejected.count("“Enrolled on” is required and empty.") == 2
    assert "Var % 2019-2020 (2)" in done.rejected
    assert "Peñaflor" in done.rejected
