"""Text files as they come: encodings, delimiters, debris, torn lines; what a coordinator reads."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.intake.findings import Refused
from data_access.intake.mapping import FileOptions
from data_access.intake.table import Table, find_table
from data_access.intake.text import read_text
from tests.data_access.intake.conftest import Importer
from texts import translations

HEADER = "external_id;enrolled_on;name;municipality\n"
ROW = "7;2021-03-15;Peluquería Ñandú;Peñaflor\n"
ENGLISH = translations("en")


def table(data: bytes | str, **declared: object) -> Table:
    options = FileOptions.model_validate(declared)
    content = data.encode() if isinstance(data, str) else data
    return find_table(read_text(content, options), options, {"external id", "enrolled on", "name"})


def notes(found: Table) -> str:
    return "\n".join(note.show(ENGLISH) for note in found.notes)


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8 (every byte fits)"),
        ("utf-8-sig", "utf-8-sig (by its byte order mark)"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16 (by its byte order mark)"),
    ],
)
def test_encoding_is_found_and_told(encoding: str, told: str) -> None:
    found = table((HEADER + ROW).encode(encoding))
    assert found.rows == [["7", "2021-03-15", "Peluquería Ñandú", "Peñaflor"]]
    assert told in notes(found)


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_odd_letters_are_asked_about(encoding: str) -> None:
    data = (HEADER + ROW * 3).encode(encoding)
    with pytest.raises(Refused) as refusal:
        table(data)
    assert f'encoding = "{encoding}"' in refusal.value.message.show(ENGLISH)
    assert table(data, encoding=encoding).rows[0][2] == "Peluquería Ñandú"


def test_utf_16_without_mark_is_asked_about() -> None:
    data = (HEADER + ROW).encode("utf-16-le")
    with pytest.raises(Refused) as refusal:
        table(data)
    assert "utf-16-le" in refusal.value.message.show(ENGLISH)
    assert table(data, encoding="utf-16-le").rows[0][3] == "Peñaflor"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("sign", [",", ";", "|", "\t"])
def test_delimiter_and_line_end(sign: str, ending: str) -> None:
    lines = ["external_id", "enrolled_on", "name"], ["1", "2021-03-15", f'"A{sign}B{ending}C"']
    found = table(ending.join(sign.join(line) for line in lines))
    assert found.rows == [["1", "2021-03-15", f"A{sign}B{ending}C"]]


def test_decimal_commas_do_not_pass_for_a_delimiter() -> None:
    found = table("external_id;enrolled_on;x\n1;2021-03-15;1,5\n2;2021-03-15;2,5\n")
    assert found.header == ["external_id", "enrolled_on", "x"]


def test_excel_names_its_delimiter() -> None:
    found = table("sep=|\nexternal_id|enrolled_on\n1|2021-03-15\n")
    assert (found.rows, found.lines) == ([["1", "2021-03-15"]], [3])


def test_debris_of_another_delimiter_is_taken_away_and_told() -> None:
    found = table("external_id|name|day,,,,\n1|Uno, S. A.|20250306,,\n2|Dos|20250306\n")
    assert found.header == ["external_id", "name", "day"]
    assert found.rows == [["1", "Uno, S. A.", "20250306"], ["2", "Dos", "20250306"]]
    assert "Stray “,” at the end of lines were taken away: 2 lines" in notes(found)


def test_titles_above_blank_lines_and_equal_headers() -> None:
    found = table(
        "Registro 2021;;;\n\n external_id ;enrolled_on; Var % ; Var % \n\n1;2021-03-15;3;4\n;;;\n"
    )
    assert found.header == ["external_id", "enrolled_on", "Var %", "Var % (2)"]
    assert (found.rows, found.lines) == ([["1", "2021-03-15", "3", "4"]], [5])


def test_header_row_and_footer_can_be_declared() -> None:
    data = "external_id;name\na;b\nexternal_id;name\n1;x\nFuente: nosotros;\n"
    found = table(data, header_row=3, skip_footer=1)
    assert found.rows == [["1", "x"]]
    with pytest.raises(Refused, match="no line"):
        table(data, header_row=99)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"1;2021-03-15", "too_few_fields"),
        (b"1;2021-03-15;a;b;c", "too_many_fields"),
        (b"1;2021-03-15;Pelu\xe9;b", "undecodable"),
        (b"1;2021-03-15;a\x00b;b", "control_character"),
        (b'1;2021-03-15;"La esquina;b', "unclosed_quote"),
        (b"external_id;enrolled_on;name;municipality", "repeated_header"),
        (b"Fuente: Ministerio;;;", "note_line"),
    ],
)
def test_a_faulty_line_does_not_touch_its_neighbours(line: bytes, reason: str) -> None:
    data = (HEADER + ROW).encode() + line + b"\n" + ROW.encode() * 60
    found = table(data)
    assert {number: problem.reason for number, problem in found.faults.items()} == {3: reason}
    assert [row[0] for row in found.rows if row[3] == "Peñaflor"] == ["7"] * 61


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ('1;2021-03-15;"El buen sabor;a', '4;2021-03-15;"La casa;a'),
        ('1;2021-03-15;"El buen sabor;a', '4;2021-03-15;La "casa;a'),
        ('1;2021-03-15;"El buen sabor;a', '4;2021-03-15;La casa";a'),
        ('1;2021-03-15;"Sabor; S.A.;a', '4;2021-03-15;La casa";a'),
        ('"1;2021-03-15;El buen sabor;a', '"4;2021-03-15;La casa;a'),
        ('1;2021-03-15;b;"a', '4;2021-03-15;b;"a'),
    ],
)
def test_two_stray_quotes_swallow_no_row_between_them(first: str, last: str) -> None:
    between = ["2;2021-03-15;Dos;x", '3;2021-03-15;"Tres";x']
    found = table(HEADER + "\n".join([first, *between, last, "5;2021-03-15;Cinco;x\n"]))
    assert found.lines == [2, 3, 4, 5, 6]
    assert 2 in found.faults
    assert [row[0] for row in found.rows if row[3] == "x"] == ["2", "3", "5"]


@pytest.mark.parametrize(
    "record",
    [
        '1;2021-03-15;"La casa\nde Toño";a',
        '1;2021-03-15;b;"Calle 1\nCol. Centro\n\nJunto al mercado"',
        '"1";"2021-03-15";"La ""casa""\nde Toño";"Calle 1\nCol. Centro"',
        '"1\n";2021-03-15;b;"x\ny"',
    ],
)
def test_a_field_of_several_lines_is_one_field(record: str) -> None:
    found = table(HEADER + ROW + record + "\n" + ROW)
    assert (len(found.rows), found.faults) == (3, {})


def test_a_comment_of_several_lines_in_the_header_is_one_field() -> None:
    found = table('"Número\nde la MiPyme";"Fecha\nde inscripción";a;b\n1;2021-03-15;x;y\n')
    assert found.header[:2] == ["Número de la MiPyme", "Fecha de inscripción"]


def test_quotes_that_are_part_of_a_name_stay_in_it() -> None:
    found = table(HEADER + '1;2021-03-15;"El Rey" S. A.;"Lima"\n2;2021-03-15;Local 5" alto;x\n')
    assert [row[2:] for row in found.rows] == [['"El Rey" S. A.', "Lima"], ['Local 5" alto', "x"]]


def test_a_line_too_long_only_by_empty_fields_is_whole() -> None:
    assert table(HEADER + "1;2021-03-15;a;b;;;\n").faults == {}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf\r\n \r\n", "The file is empty."),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (b"<!-- x --><div><table>", "web page"),
        (b"<TR><TD>1</TD></TR>", "web page"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old or password-protected"),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "picture"),
        (bytes(range(256)) * 20 + bytes(2000), "not a text file"),
        (b"PK\x03\x04 broken", "damaged"),
        ("clave;fecha\n1;2021-03-15\n", "clave · fecha"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    run: Importer, content: bytes | str, sentence: str
) -> None:
    done = run(content)
    assert done.code == 2
    assert sentence in done.err
    assert "Traceback" not in done.err + done.out


@pytest.mark.parametrize(
    ("footer", "reason"),
    [
        ("* Datos preliminares;;;", "note below the table"),
        ("(1) Incluye talleres;;;", "note below the table"),
        ("Elaborado por la coordinación;;;", "note below the table"),
        ("Información al 31 de marzo;;;", "note below the table"),
        ("Coordinación de Servicio Social;;;", "note below the table"),
        ("TOTAL REGISTROS: 3;;;", "a line of totals"),
        ("Total general;;;13", "a line of totals"),
        ("Total MiPymes: 13;;;", "a line of totals"),
        ("Gran total;;13;$ 2.150,00", "a line of totals"),
    ],
)
def test_a_footer_is_no_mipyme_even_with_a_day_by_default(
    run: Importer, footer: str, reason: str
) -> None:
    mapping = '[columns]\nexternal_id = "Folio"\n[defaults]\nenrolled_on = 2021-03-01\n'
    done = run(f"Folio;a;b;c\n7;x;y;z\n{footer}\n", mapping=mapping)
    assert done.counts == (2, 1, 0, 0, 1)
    assert reason in done.rejected


@pytest.mark.parametrize("row", ["Total Clean;x;;", "Totalplay;;;", "Notaría 5;x;y;z", "MP-001;;;"])
def test_what_only_sounds_like_a_footer_is_loaded(run: Importer, row: str) -> None:
    mapping = '[columns]\nexternal_id = "Folio"\n[defaults]\nenrolled_on = 2021-03-01\n'
    assert run(f"Folio;a;b;c\n{row}\n", mapping=mapping).counts == (1, 1, 0, 0, 0)


def test_mojibake_is_told_per_row_with_what_was_meant(run: Importer) -> None:
    done = run(HEADER + ROW + "8;2021-03-15;Peluquer\u00c3\u00ada;x\n")
    assert done.counts == (2, 1, 0, 0, 1)
    assert "letters are garbled" in done.rejected
    assert "Peluquería" in done.rejected


def test_broken_bytes_cost_one_row_and_are_shown(run: Importer) -> None:
    done = run((HEADER + ROW).encode() + b"8;2021-03-15;Nandu\xf1;x\n", mapping=None)
    assert done.code == 1
    assert "Encoding: utf-8 (most letters fit); bytes that do not fit: 1" in done.out
    assert "Nandu\\xf1" in done.rejected


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.binary(max_size=400) | st.text(alphabet='a1;,|"\n\r\tñ', max_size=300))
def test_no_content_ever_breaks_the_reader(data: bytes | str) -> None:
    try:
        found = table(data if isinstance(data, bytes) else data.encode())
    except Refused:
        return
    assert len(found.rows) == len(found.lines)
    assert all(len(row) == len(found.header) for row in found.rows)
