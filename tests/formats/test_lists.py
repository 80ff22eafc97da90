"""Lists as other people's programs write them, and the refusals of what is no list."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.formats.delimited import find_delimiter, read_delimited
from coopadmin.formats.encodings import MAX_BYTES, DecodedText
from coopadmin.formats.lists import SheetList, read_list
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.words import speaking
from tests.realfiles import expected, real_file, real_files


def read(text: str) -> SheetList:
    return read_delimited(DecodedText(text, "UTF-8"), "list.csv")


def cells(sheet: SheetList) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet.rows]


def write(path: Path, content: bytes | str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        read_list(path)
    (problem,) = refused.value.problems
    assert str(problem)
    return problem.code


def attempted(path: Path) -> tuple[SheetList | None, tuple[Problem, ...]]:
    try:
        return read_list(path), ()
    except Refused as refused:
        return None, refused.problems


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16 LE"),
        ("utf-16-le", "UTF-16 LE"),
        ("utf-16-be", "UTF-16 BE"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
        ("iso-8859-1", "Windows-1252"),
    ],
)
def test_the_encoding_is_found_and_named(tmp_path: Path, encoding: str, shown: str) -> None:
    path = write(tmp_path / "list.csv", "Naam;Plaats\r\nÉsaïe Gärber;Ede\r\n", encoding)
    sheet = read_list(path)
    assert sheet.encoding == shown
    assert sheet.headings == ("Naam", "Plaats")
    assert cells(sheet) == [("Ésaïe Gärber", "Ede")]


def test_a_dos_list_is_read_with_a_warning_and_another_encoding_can_be_chosen(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "list.csv", "Naam;Plaats\r\nMüller;Ede\r\n", "cp850")
    sheet = read_list(path)
    assert cells(sheet) == [("Müller", "Ede")]
    assert [remark.code for remark in sheet.remarks] == ["list.encoding_doubtful"]
    chosen = read_list(path, encoding="ISO-8859-15")
    assert chosen.encoding == "ISO-8859-15"
    with pytest.raises(Refused, match="not an encoding"):
        read_list(path, encoding="klingon")


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_separator_is_found_although_names_hold_others(delimiter: str) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow(["Naam", "Adres", "Plaats"])
    for number in range(8):
        writer.writerow([f"Berg, J. van den | {number}; x", 'Straat "Zuid"\n3', "Ede"])
    sheet = read(stream.getvalue())
    assert sheet.delimiter == delimiter
    assert len(sheet.columns) == 3
    assert cells(sheet)[2] == ("Berg, J. van den | 2; x", 'Straat "Zuid"\n3', "Ede")
    assert [row.line for row in sheet.rows] == [2 + 2 * number for number in range(8)]


def test_commas_inside_unquoted_names_do_not_win() -> None:
    assert (
        find_delimiter("Naam;Straat\nBerg, J. van den;Dorpsstraat 1\nWit, A. de;Kerkweg 2") == ";"
    )


def test_one_column_has_no_separator() -> None:
    sheet = read("Naam\nBerg, J. van den\nDe Wit\n")
    assert sheet.delimiter == ""
    assert cells(sheet) == [("Berg, J. van den",), ("De Wit",)]


def test_the_separator_line_of_excel_is_obeyed_and_counted() -> None:
    sheet = read("sep=|\r\nNaam;x|Plaats\r\nJan|Ede\r\n")
    assert sheet.headings == ("Naam;x", "Plaats")
    assert sheet.heading_line == 2
    assert sheet.rows[0].line == 3


def test_empty_lines_and_titles_above_the_headings_are_passed_over() -> None:
    sheet = read(";;\nLedenlijst 2026;;\n\nNaam;Plaats;Lidnr\nJan;Ede;1\n;;\n\nPiet;;2\n")
    assert sheet.headings == ("Naam", "Plaats", "Lidnr")
    assert [(row.line, row.cells[0]) for row in sheet.rows] == [(5, "Jan"), (8, "Piet")]
    assert sheet.empty_lines == (6,)
    assert [remark.values["line"] for remark in sheet.remarks] == [2]


def test_a_column_without_a_heading_of_its_own_is_named_by_its_number() -> None:
    sheet = read("Naam; Tel. ;;tel.;  Lid\n sinds\nJan;1;2;3;4\n")
    assert [column.named for column in sheet.columns] == [True, False, False, False, True]
    with speaking("en"):
        assert [column.name for column in sheet.columns[:4]] == [
            "Naam", "column 2", "column 3", "column 4",
        ]  # fmt: skip
    for text in ("column 3", "kolom 3", "3", "#3"):
        found = sheet.find_column(text)
        assert found is not None
        assert found.number == 3
    assert sheet.find_column("NAAM") is sheet.columns[0]
    assert sheet.find_column("tel.") is None
    assert sheet.find_column("column 9") is None


def test_a_heading_over_two_lines_is_one_heading() -> None:
    assert read('Naam;"Lid\n sinds"\nJan;2020\n').headings == ("Naam", "Lid sinds")


def test_a_line_may_be_short_and_one_that_is_too_long_says_so() -> None:
    sheet = read("Naam;Straat;Plaats\nJan;Kerkweg 1;Ede\nPiet\nWit, de;A.;Kerkweg; 2;Ede;\n")
    assert cells(sheet)[1] == ("Piet", "", "")
    assert [row.surplus for row in sheet.rows] == [(), (), (" 2", "Ede")]


def test_blanks_behind_the_separators_do_not_hide_the_quotes() -> None:
    sheet = read('Naam, Adres, Plaats\nJan, "Kerkweg 1, boven", Ede\n')
    assert cells(sheet) == [("Jan", "Kerkweg 1, boven", "Ede")]


def test_a_cell_without_end_is_called_what_it_is() -> None:
    with pytest.raises(Refused) as refused:
        read(f"name;email\nJan;a@b.nl\n{'x' * 200_000};y\n")
    (problem,) = refused.value.problems
    assert (problem.code, problem.values["line"]) == ("list.cell_too_long", 3)


def test_quotes_that_do_not_add_up_are_refused_with_their_line() -> None:
    for text in ('Naam;Plaats\nJan;Ede\n"Piet;Ede\nKlaas;Ede\n', 'a;b\n1;2\n"x"y;3\n'):
        with pytest.raises(Refused, match="line 3") as refused:
            read(text)
        assert refused.value.problems[0].code == "list.quotes"


def test_old_and_doubled_line_ends_are_read() -> None:
    for end in ("\r", "\n", "\r\n", "\r\r\n"):
        sheet = read(end.join(["Naam;Plaats", "Jan;Ede", "Piet;Ede", ""]))
        assert [row.line for row in sheet.rows] == [2, 3]


def test_what_is_no_list_gets_one_sentence(tmp_path: Path) -> None:
    def code(content: bytes | str) -> str:
        return refusal(write(tmp_path / "list.csv", content))

    assert refusal(tmp_path / "absent.csv") == "file.missing"
    assert refusal(tmp_path) == "file.no_file"
    assert refusal(Path("/dev/zero")) == "file.no_file"
    assert refusal(Path("a\x00b")) == "file.missing"
    assert code("") == "file.empty"
    assert code(" \n;;\n\n") == "list.empty"
    assert code("Naam;Plaats\n") == "list.only_headings"
    assert code(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100)) == "file.binary"
    assert code(bytes(range(1, 32)) * 9) == "file.binary"
    assert code("Naam;Plaats\nJan\x00;Ede\n") == "file.binary"
    assert code(b"\xff\xfeN\x00\x00\xd8") == "file.binary"
    assert code("<?xml version='1.0'?><Document/>") == "file.other_kind"
    assert code("<html><table><tr><td>Naam</td></tr></table>") == "file.other_kind"
    assert code('[{"naam": "Jan"}]') == "file.other_kind"
    assert code("{\\rtf1 Naam}") == "file.other_kind"
    assert code(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n") == "file.other_kind"
    assert code(f"{';'.join('abcdefgh' * 200)}\n1;2\n") == "list.too_wide"
    assert code("a;b\n" + ";" * 5_000_000) == "list.too_large"


def test_a_file_that_is_too_big_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    assert refusal(path) == "file.too_big"


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
                 min_size=3, max_size=3),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_every_cell_comes_back_as_it_was_written(table: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(["Naam", "Straat", "Plaats"])
    writer.writerows([f"a{cell}" for cell in row] for row in table)
    text = stream.getvalue().replace("\r\r\n", "\r\n")
    assert cells(read(text)) == [
        tuple(f"a{cell}".replace("\r\r\n", "\r\n") for cell in row) for row in table
    ]


@pytest.mark.parametrize("path", real_files("adversarial/*"), ids=lambda path: path.name)
def test_a_hostile_file_is_read_or_refused_and_nothing_else(path: Path) -> None:
    sheet, problems = attempted(path)
    if sheet is None:
        assert len(problems) == 1
    else:
        assert sheet.rows
        assert all(len(row.cells) == len(sheet.columns) for row in sheet.rows)


@pytest.mark.parametrize(
    "name", ["comma_in_quotes", "newlines_crlf", "quotes_and_newlines", "utf8"]
)
def test_the_spectrum_of_csv_is_read_exactly(name: str) -> None:
    sheet = read_list(real_file(f"adversarial/csvspectrum_{name}.csv"))
    wanted = real_file(f"adversarial/csvspectrum_{name}.expected.json").read_text("utf-8")
    found = [dict(zip(sheet.headings, row.cells, strict=True)) for row in sheet.rows]
    # The copy of one file lost its CRLF inside a cell before it came here.
    assert found == json.loads(wanted.replace("\\r\\n", "\\n"))


def test_the_register_is_read_with_all_its_columns_and_lines() -> None:
    sheet = read_list(real_file("members/brp_testset.csv"))
    wanted = expected("members")["brp_testset.csv"]
    assert (sheet.encoding, sheet.delimiter) == ("UTF-8", ";")
    assert len(sheet.columns) == wanted["columns"]
    assert len(sheet.rows) + len(sheet.empty_lines) == wanted["data_rows"]
    assert [column.number for column in sheet.columns if not column.named] == [1, 136, 137, 257]


def test_a_table_of_the_government_in_utf_16_is_read() -> None:
    sheet = read_list(real_file("members/gemeententabel33.csv"))
    wanted = expected("members")["gemeententabel33.csv"]
    assert (sheet.encoding, sheet.delimiter) == ("UTF-16 LE", ",")
    assert len(sheet.rows) == wanted["data_rows"]
    assert list(sheet.rows[0].cells) == wanted["first"]
    assert wanted["row_0518"] in [list(row.cells) for row in sheet.rows]


@pytest.mark.parametrize(
    ("name", "count"),
    [("list", 4), ("iso88591", 1), ("utf8", 1), ("two_rows", 2), ("empty_lines", 2)],
)
def test_lists_of_another_program_have_their_lines(name: str, count: int) -> None:
    sheet = read_list(real_file(f"members/hitobito_{name}.csv"))
    assert len(sheet.rows) == count
    assert all(column.named and column.heading.strip() for column in sheet.columns)
    assert all(not row.surplus for row in sheet.rows)
