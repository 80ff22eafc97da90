"""Texts of letters are found by name and subject as spoken, sendings by name and day."""

from __future__ import annotations

import pytest

from coopadmin.correspondence.queries import get_template
from coopadmin.correspondence.rules import NewTemplate
from coopadmin.correspondence.service import make_sending, remove_template, save_template
from coopadmin.desk.finding import find_everything
from coopadmin.desk.found import EXACT, LETTER_TEXT, SENDING, Found
from coopadmin.store import Books
from coopadmin.words import speaking
from tests.correspondence.village import TODAY, Street, street_of


@pytest.fixture
def street(books: Books) -> Street:
    return street_of(books)


def find(street: Street, text: str, spoken: str = "en", limit: int = 6) -> list[Found]:
    with speaking(spoken):
        rows = street.books.ask(find_everything, text, TODAY, limit)
    return [row for row in rows if row.kind in (LETTER_TEXT, SENDING)]


def test_a_text_of_the_start_set_is_found_in_the_language_spoken(street: Street) -> None:
    (row,) = find(street, "convocation")
    assert (row.kind, row.page, row.place) == (LETTER_TEXT, "letters", "convocation")
    assert row.note == "Convocation of the general meeting"
    (dutch,) = find(street, "oproeping", "nl")
    assert (dutch.place, dutch.note) == (
        "convocation",
        "Oproeping voor de algemene ledenvergadering",
    )
    assert find(street, "oproeping") == []
    assert find(street, "co") == [], "two letters would find almost everything"


def test_an_own_text_is_found_by_its_name_and_by_its_subject_until_it_is_removed(
    street: Street,
) -> None:
    own = NewTemplate("own", "en", "Bus timetable", "Rides of {{ cooperative }} in June", "Hello")
    code = street.books.do(save_template, own)
    for text in ("timetable bus", "rides june"):
        (row,) = find(street, text)
        assert (row.title, row.place) == ("Bus timetable", code)
        assert row.note == "Rides of cooperative in June"
    (row,) = find(street, "bus timetable")
    assert row.rank == EXACT
    assert find(street, "timetable", "nl") == [], "written in another language"
    street.books.do(remove_template, code, "en")
    assert find(street, "timetable") == []


def test_a_changed_text_of_the_start_set_is_found_by_its_new_subject_once(street: Street) -> None:
    old = street.books.ask(get_template, "convocation", "en")
    new = NewTemplate(old.occasion, "en", old.name, "Come and decide", old.body, code=old.code)
    street.books.do(save_template, new)
    assert [row.place for row in find(street, "come decide")] == ["convocation"]
    street.books.undo()
    assert find(street, "come decide") == []


def test_a_sending_is_found_by_its_name_and_by_its_day(street: Street) -> None:
    number = street.books.do(make_sending, street.wanted())
    street.books.do(make_sending, street.wanted())
    made = [row for row in find(street, "invitation") if row.kind == SENDING]
    assert [row.place for row in made] == [number + 1, number], "the latest first"
    assert made[0].page == "letters"
    assert made[0].note.endswith(" · All members")
    by_day = find(street, TODAY.isoformat())
    assert [(row.kind, row.rank) for row in by_day] == [(SENDING, EXACT)] * 2
    assert len(find(street, TODAY.isoformat(), limit=1)) == 1
    street.books.undo()
    assert [row.place for row in find(street, TODAY.isoformat())] == [number]
