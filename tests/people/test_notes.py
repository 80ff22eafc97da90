"""Notes about people: author, term, and going when the term is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coopadmin.desk.task_queries import list_tasks
from coopadmin.kernel.problem import Refused
from coopadmin.people.note_rules import LONGEST, NewNote
from coopadmin.people.notes import list_notes, notes_over
from coopadmin.people.noting import add_note, change_note, remove_note, sweep_notes
from coopadmin.people.rules import NewPerson
from coopadmin.people.service import add_person
from coopadmin.store import Books

TODAY = date(2026, 3, 3)


def refused(books: Books, *call: Any) -> list[str]:
    with pytest.raises(Refused) as raised:
        books.do(*call)
    return [problem.code for problem in raised.value.problems]


def test_a_note_has_an_author_and_a_term_and_is_swept_after_it(
    books: Books, undone: Callable[[Callable[[], Any]], Any]
) -> None:
    jan = books.do(add_person, NewPerson(surname="Berg"))
    number = undone(lambda: books.do(add_note, NewNote(jan, " Calls on Tuesdays ")))
    (row,) = books.ask(list_notes, jan)
    assert (row.text, row.author, row.keep_until) == (
        "Calls on Tuesdays",
        books.who,
        date(2028, 3, 3),
    )
    assert refused(books, sweep_notes) == ["note.none_over"]
    undone(lambda: books.do(change_note, number, "Calls", TODAY))
    assert books.ask(notes_over, date(2026, 3, 4)) == (1, TODAY)
    late = date(2026, 3, 4)
    assert "members.notes" in {task.code for task in books.ask(list_tasks, late)}
    assert "members.notes" not in {task.code for task in books.ask(list_tasks, TODAY)}
    books.do(add_note, NewNote(jan, "Stays"))
    clock = books.clock
    books.clock = lambda: clock().replace(day=4)
    undone(lambda: books.do(sweep_notes))
    assert [each.text for each in books.ask(list_notes)] == ["Stays"]
    left = books.ask(list_notes)[0].number
    undone(lambda: books.do(remove_note, left))
    assert refused(books, remove_note, left) == ["note.unknown"]


def test_what_is_no_note_is_refused_and_a_long_term_is_asked_about(books: Books) -> None:
    jan = books.do(add_person, NewPerson(surname="Berg"))
    assert refused(books, add_note, NewNote(jan, " ")) == ["note.empty"]
    assert refused(books, add_note, NewNote(jan, "x" * (LONGEST + 1))) == ["note.long"]
    assert refused(books, add_note, NewNote(jan, "x", date(2026, 3, 2))) == ["note.over"]
    long = NewNote(jan, "x", date(2034, 1, 1))
    assert refused(books, add_note, long) == ["note.term"]
    books.do(add_note, long, answers={"note.term": "Court case"})
