"""Letters and labels on paper: the window, large print, custom sheets, and any name at all."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from coopadmin.cooperative.queries import get_cooperative
from coopadmin.correspondence.recipients import Message, Written
from coopadmin.correspondence.report import LetterLook, labels, letters
from coopadmin.correspondence.rules import LETTER
from coopadmin.correspondence.service import make_sending
from coopadmin.desk.letter_papers import print_labels, print_letters
from coopadmin.desk.letters import Envelope
from coopadmin.kernel.problem import Refused
from coopadmin.members.queries import get_membership, list_kinds
from coopadmin.members.rules import NewMember
from coopadmin.members.service import admit_member
from coopadmin.paper.labelsheets import SHEETS, read_sheet
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books
from tests.correspondence.village import TODAY, Street, street_of
from tests.paper import pdf
from tests.realfiles import real_file

MM = 72 / 25.4


@pytest.fixture
def street(books: Books) -> Street:
    return street_of(books)


@pytest.fixture
def printed(street: Street, tmp_path: Path) -> Path:
    number = street.books.do(make_sending, street.wanted())
    path = tmp_path / "letters.pdf"
    built = print_letters(street.books, path, number, Envelope())
    assert (built.pages, built.problems) == (3, ())
    return path


def test_every_letter_begins_on_a_page_of_its_own(printed: Path) -> None:
    pages = pdf.pages(printed.read_bytes())
    assert [page.count("DORP") for page in pages] == [1, 1, 1]
    assert "Hello Jan and Tineke," in pages[0]
    assert "There is soup." in pages[2]


@pytest.mark.parametrize(("right", "left_edge"), [(False, 20), (True, 115)])
def test_the_address_stands_in_the_window_of_the_envelope(
    street: Street, tmp_path: Path, right: bool, left_edge: int
) -> None:
    number = street.books.do(make_sending, street.wanted())
    path = tmp_path / "letters.pdf"
    print_letters(street.books, path, number, Envelope(window_right=right))
    for page in pdf.all_placed(path.read_bytes()):
        lines = [piece for piece in page if 50 * MM < piece.y < 80 * MM]
        assert len(lines) >= 3
        assert {round(piece.x / MM) for piece in lines} == {left_edge}
        assert max(piece.y for piece in lines) < 79 * MM
        heading = min(piece.y for piece in page if "Soup" in piece.words)
        assert heading > 80 * MM


def test_who_wants_it_gets_larger_letters_and_the_others_do_not(printed: Path) -> None:
    pages = pdf.all_placed(printed.read_bytes())

    def leading(page: list[pdf.Placed]) -> float:
        rows = sorted({piece.y for piece in page if 50 * MM < piece.y < 80 * MM})
        return rows[1] - rows[0]

    ria, wim = pages[1], pages[2]
    assert leading(wim) == pytest.approx(1.2 * leading(ria), rel=0.01)


def test_labels_fill_the_sheet_from_the_first_that_is_left(street: Street, tmp_path: Path) -> None:
    number = street.books.do(make_sending, street.wanted())
    path = tmp_path / "labels.pdf"
    sheet = SHEETS[0]
    built = print_labels(street.books, path, number, sheet, skipped=20)
    assert built.pages == 2
    (last, *_rest), second = pdf.all_placed(path.read_bytes())
    assert last.words == "J. Bergsma"
    assert last.x / MM == pytest.approx(sheet.left + 2 * sheet.across + 4, abs=0.5)
    assert {piece.words for piece in second} >= {"R. Postma", "W. de Wit"}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_known_sheets_fit_on_the_paper(sheet: object) -> None:
    assert sheet in SHEETS
    for each in SHEETS:
        text = (
            f"{each.columns} {each.rows} {each.width} {each.height} {each.left} {each.top} "
            f"{each.across} {each.down}"
        )
        assert replace(read_sheet(text), name=each.name) == each


@pytest.mark.parametrize(
    "text", ["", "L9999", "3 7 63,5 38,1 7,25 15,15 66", "4 7 63 38 7 15 66 38"]
)
def test_a_sheet_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="eight numbers"):
        read_sheet(text)


def naughty() -> list[str]:
    strings: list[str] = json.loads(real_file("adversarial/blns.json").read_text("utf-8"))
    return [text for text in strings if text.strip() and "\0" not in text]


def test_any_name_goes_through_letter_and_label_without_a_broken_page(books: Books) -> None:
    how = LetterLook(books.ask(get_cooperative), b"", TODAY, "nl")
    messages = [
        Message(number, LETTER, "no_email", (number,), (text,), (text, text, text), text)
        for number, text in enumerate(naughty(), 1)
    ]
    written = [Written(each, each.names[0], f"{each.names[0]},\n\nHallo.") for each in messages]
    built = letters("Naughty", written, how)
    assert built.pages >= len(messages)
    assert len(built.chapters) == len(messages)
    assert all(pdf.pages(built.pdf))
    sheets = labels("Naughty", messages, SHEETS[2], how)
    assert sheets.pages == -(-len(messages) // SHEETS[2].labels)
    for page in pdf.all_placed(sheets.pdf):
        assert all(0 <= piece.y <= 297 * MM for piece in page)


def test_a_naughty_name_is_stored_unchanged_and_printed(books: Books, tmp_path: Path) -> None:
    kind = books.ask(list_kinds)[0].id
    people = []
    for text in naughty()[::40]:
        person = NewPerson(surname=text, street=text, house_number=1, town=text)
        try:
            member = books.do(admit_member, NewMember(kind, TODAY, person))
        except Refused:
            continue
        people.append(books.ask(get_membership, member).person_id)
    assert len(people) > 5
    street = Street(books, 0, 0, 0, 0)
    number = books.do(make_sending, street.wanted(person_ids=tuple(people)))
    path = tmp_path / "naughty.pdf"
    assert print_letters(books, path, number, Envelope()).pages >= len(people)
    assert print_labels(books, path, number, SHEETS[1]).pages == 1


def test_words_that_stand_in_one_letter_twice_and_in_many_letters_are_all_printed(
    books: Books,
) -> None:
    how = LetterLook(books.ask(get_cooperative), b"", TODAY, "nl")
    message = Message(1, LETTER, "no_email", (1,), ("Jan",), ("Jan", "Dijk 1", "DORP"), "x")
    body = "Dijk 1\n\n- Dijk 1\n\nDijk 1\n\n" + "Een regel die op elke brief gelijk is. " * 90
    built = letters("Twice", [Written(message, "Dijk 1", body)] * 3, how)
    pages = pdf.pages(built.pdf)
    assert len(pages) == 6
    assert pages[0] == pages[2] == pages[4]
    assert pages[1] == pages[3] == pages[5]
    assert pages[0].count("Dijk 1") == 5
    first, later = pdf.all_placed(built.pdf)[::4]
    assert [(round(each.x), round(each.y)) for each in first] == [
        (round(each.x), round(each.y)) for each in later
    ]
