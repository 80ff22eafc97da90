"""Asking and doing: all or nothing, announced, audited, undoable."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from coopadmin.kernel.problem import Refused
from coopadmin.migrations import open_books
from coopadmin.people.model import Person
from coopadmin.store import Books, Changes, StoreTrouble
from coopadmin.store.history import check_history, list_changes, list_history
from coopadmin.store.search import find
from coopadmin.store.work import Operation
from tests.fixtures import clock, contents
from tests.store import deeds


def surnames(books: Books) -> list[str]:
    return books.ask(lambda session: list(session.scalars(select(Person.surname))))


def found(books: Books, words: str) -> set[int]:
    return books.ask(find, words, ("person",))


def test_a_refused_operation_changes_nothing_and_gives_all_reasons(bare: Books) -> None:
    heard: list[Changes] = []
    bare.listen(heard.append)
    with pytest.raises(Refused) as refusal:
        bare.do(deeds.refused)
    assert [problem.code for problem in refusal.value.problems] == ["a", "b"]
    assert surnames(bare) == []
    assert heard == []
    assert bare.ask(list_history) == []


def test_a_commit_is_announced_with_the_tables_that_changed(bare: Books) -> None:
    heard: list[Changes] = []
    stop = bare.listen(heard.append)
    bare.do(deeds.add, "Bergsma")
    stop()
    bare.do(deeds.add, "Mulder")
    assert heard == [Changes(frozenset({"person"}))]


def test_a_question_needs_an_answer_which_is_kept(bare: Books) -> None:
    with pytest.raises(Refused):
        bare.do(deeds.doubt)
    bare.do(deeds.doubt, answers={"odd": "yes, I counted twice"})
    answers = bare.ask(lambda session: session.execute(text("SELECT answers FROM done")).scalar())
    assert "I counted twice" in str(answers)


def test_asking_cannot_change_anything(bare: Books) -> None:
    with pytest.raises((OperationalError, StoreTrouble)):
        bare.ask(lambda session: session.execute(text("DELETE FROM person")))


def test_bulk_statements_around_the_audit_are_refused(bare: Books) -> None:
    for statement in (insert(Person), update(Person).values(note="x")):
        with pytest.raises(TypeError, match="bulk statements"):
            bare.do(deeds.around, statement)


def test_undo_and_redo_walk_back_and_forth(bare: Books) -> None:
    states = [contents(bare)]
    who = bare.do(deeds.add, "Bergsma", birth_date=date(1950, 2, 1))
    states.append(contents(bare))
    bare.do(deeds.change, who, town="Beemdervelde", birth_date=None)
    states.append(contents(bare))
    bare.do(deeds.remove, who)
    states.append(contents(bare))
    for state in reversed(states[:-1]):
        bare.undo()
        assert contents(bare) == state
    with pytest.raises(Refused, match="nothing to take back"):
        bare.undo()
    for state in states[1:]:
        bare.redo()
        assert contents(bare) == state
    with pytest.raises(Refused, match="nothing to do again"):
        bare.redo()


def test_a_new_operation_clears_what_could_be_redone(bare: Books) -> None:
    bare.do(deeds.add, "Bergsma")
    bare.undo()
    bare.do(deeds.add, "Mulder")
    assert bare.undoable().redo_label is None
    with pytest.raises(Refused):
        bare.redo()


def test_an_earlier_operation_is_taken_back_by_itself(bare: Books) -> None:
    first = bare.do(deeds.add, "Bergsma")
    bare.do(deeds.add, "Mulder")
    oldest = bare.ask(list_history)[-1]
    bare.undo(oldest.id)
    assert surnames(bare) == ["Mulder"]
    assert bare.ask(lambda session: session.get(Person, first)) is None
    with pytest.raises(Refused, match="taken back already"):
        bare.undo(oldest.id)


def test_what_was_changed_again_later_is_not_taken_back(bare: Books) -> None:
    who = bare.do(deeds.add, "Bergsma")
    bare.do(deeds.change, who, town="Oost")
    middle = bare.ask(list_history)[0]
    bare.do(deeds.change, who, town="West")
    with pytest.raises(Refused, match="changed again later"):
        bare.undo(middle.id)
    bare.undo()
    bare.undo(middle.id)
    assert bare.ask(lambda session: session.get_one(Person, who).town) == ""


def test_what_left_the_program_is_never_taken_back(bare: Books) -> None:
    who = bare.do(deeds.add, "Bergsma")
    bare.do(deeds.send, who)
    with pytest.raises(Refused, match="stays out"):
        bare.undo()


def test_bulk_changes_are_audited_searched_and_undone_like_single_ones(bare: Books) -> None:
    ids = bare.do(deeds.add_many, [f"Naam{number}" for number in range(1200)])
    assert len(found(bare, "naam1199")) == 1
    before = contents(bare)
    bare.do(deeds.rename_many, {ids[0]: "Anders", ids[1]: "Naam1"})
    assert [change.row_id for change in bare.ask(list_changes, bare.ask(list_history)[0].id)] == [
        ids[0]
    ]
    assert found(bare, "anders") == {ids[0]}
    bare.undo()
    assert contents(bare) == before
    assert found(bare, "anders") == set()
    bare.undo()
    assert surnames(bare) == []
    assert found(bare, "naam") == set()
    bare.redo()
    assert contents(bare) == before


@pytest.mark.parametrize("beside", [deeds.rename_and_note, deeds.weed])
def test_a_row_that_a_bulk_change_expired_is_noted_with_what_it_was(
    bare: Books, beside: Operation[..., None]
) -> None:
    other, who = bare.do(deeds.add_many, ["Mulder", "Bergsma"])
    bare.do(deeds.change, who, note="rings twice")
    before = contents(bare)
    bare.do(beside, other, who, "rings once")
    noted = bare.ask(list_changes, bare.ask(list_history)[0].id)
    assert [change.before for change in noted if change.row_id == who] == [{"note": "rings twice"}]
    bare.undo()
    assert contents(bare) == before
    # The same value again is no change, for the row that was expired as for any other.
    bare.do(beside, other, who, "rings twice")
    assert who not in [row.row_id for row in bare.ask(list_changes, bare.ask(list_history)[0].id)]


def test_a_lock_holds_a_row_that_a_bulk_change_expired(bare: Books) -> None:
    other, text_id = (bare.do(deeds.write, year, "Old words.") for year in ("2024", "2025"))
    bare.do(deeds.lock, "report", "2025", "The report of 2025 is adopted.")
    with pytest.raises(Refused, match="2025 is adopted"):
        bare.do(deeds.move_to_next_year, other, text_id)


def test_what_something_newer_stands_in_the_place_of_does_not_come_back(bare: Books) -> None:
    bare.do(deeds.lock, "report", "2025", "First.")
    bare.undo()
    taking_back = bare.ask(list_history)[0]
    bare.do(deeds.lock, "report", "2025", "Second.")
    with pytest.raises(Refused, match="stands in its place"):
        bare.undo(taking_back.id)


def test_an_operation_that_changes_nothing_leaves_no_trace(bare: Books) -> None:
    who = bare.do(deeds.add, "Bergsma")
    heard: list[Changes] = []
    bare.listen(heard.append)
    bare.do(deeds.change, who, surname="Bergsma")
    assert heard == []
    assert len(bare.ask(list_history)) == 1


def test_a_lock_refuses_changes_with_its_reason_and_undoing_the_lock_frees(bare: Books) -> None:
    text_id = bare.do(deeds.write, "2025", "Concept")
    bare.do(deeds.lock, "report", "2025", "The report of 2025 is adopted.")
    before = contents(bare)
    for deed in (deeds.rewrite, deeds.rewrite_many):
        with pytest.raises(Refused, match="report of 2025 is adopted"):
            bare.do(deed, text_id, "Anders")
    with pytest.raises(Refused, match="report of 2025 is adopted"):
        bare.do(deeds.write, "2025", "Nog een")
    writing = bare.ask(list_history)[-1]
    with pytest.raises(Refused, match="report of 2025 is adopted"):
        bare.undo(writing.id)
    assert contents(bare) == before
    bare.do(deeds.write, "2026", "Ander jaar")
    bare.undo()
    bare.undo()
    bare.do(deeds.rewrite, text_id, "Anders")


def test_search_finds_every_word_through_accents_and_short_words(bare: Books) -> None:
    eotvos = bare.do(deeds.add, "Eötvös", street="James Cookstraat")
    bare.do(deeds.add, "Eötvös", street="Kerkstraat")
    assert found(bare, "eotvos COOK") == {eotvos}
    assert found(bare, "ja") == {eotvos}
    assert found(bare, '"; DROP') == set()
    assert found(bare, "100%") == set()


def test_the_history_names_who_and_what_and_its_chain_is_whole(bare: Books) -> None:
    bare.do(deeds.add, "Bergsma")
    bare.undo()
    rows = bare.ask(list_history)
    assert [(row.who, row.about, row.undone) for row in rows] == [
        ("Hanneke Brouwer", "Bergsma", False),
        ("Hanneke Brouwer", "Bergsma", True),
    ]
    assert bare.ask(lambda session: list(check_history(session, bare.revision))) == []


@pytest.mark.parametrize(
    ("tampering", "code"),
    [
        ("UPDATE person SET town = 'Elders'", "check.outside"),
        ("DELETE FROM person", "check.outside"),
        ("UPDATE done SET who = 'Iemand anders'", "check.chain"),
        ("DELETE FROM change", "check.chain"),
    ],
)
def test_a_change_outside_the_program_is_noticed(bare: Books, tampering: str, code: str) -> None:
    bare.do(deeds.add, "Bergsma")
    with Session(bare._writer) as session:
        session.connection().exec_driver_sql(tampering)
        session.commit()
    problems = bare.ask(lambda session: list(check_history(session, bare.revision)))
    assert code in [problem.code for problem in problems]


def test_drafts_are_kept_apart_from_history(bare: Books) -> None:
    bare.keep_draft("hours", "cell", "35")
    bare.keep_draft("hours", "cell", "3,5")
    assert bare.find_draft("hours", "cell") == "3,5"
    assert bare.drafts_of("hours") == {"cell": "3,5"}
    bare.drop_draft("hours", "cell")
    assert bare.find_draft("hours", "cell") is None
    assert bare.ask(list_history) == []


def test_two_threads_do_their_operations_one_after_the_other(bare: Books) -> None:
    def work(name: str) -> None:
        for number in range(20):
            bare.do(deeds.add, f"{name}{number}")

    threads = [threading.Thread(target=work, args=(name,)) for name in ("A", "B")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(surnames(bare)) == 40
    assert bare.ask(lambda session: list(check_history(session, bare.revision))) == []


def test_text_is_kept_to_the_letter(bare: Books) -> None:
    odd = "<b>&\"' ł 'S \u202e \U0001f600 =1+1"
    who = bare.do(deeds.add, odd)
    assert bare.ask(lambda session: session.get_one(Person, who).surname) == odd


def test_a_long_list_that_is_taken_back_leaves_no_word_in_the_file(bare: Books) -> None:
    def kept() -> bool:
        with bare._reader.connect() as connection:
            blocks = connection.exec_driver_sql("SELECT block FROM search_index_data").scalars()
            return any(b"zon" in bytes(block) for block in blocks)

    bare.do(deeds.add_many, [f"Zonderling{number}" for number in range(300)])
    assert kept()
    bare.undo()
    assert not kept()


@pytest.mark.parametrize("text", ["a\0b", "a\udcffb"], ids=["NUL", "half a sign"])
def test_text_that_no_file_can_hold_is_refused(books: Books, text: str) -> None:
    known = books.do(deeds.add, "Bergsma")
    for deed in (
        lambda: books.do(deeds.add, text),
        lambda: books.do(deeds.add_many, ["Mulder", text]),
        lambda: books.do(deeds.change, known, note=text),
    ):
        with pytest.raises(Refused, match=r"a[?�]b” holds a sign"):
            deed()
    assert surnames(books) == ["Bergsma"]


def test_text_about_signs_is_kept_as_it_is(books: Books) -> None:
    assert books.do(deeds.add, r"\u0000")
    assert books.do(deeds.add, "\\" + "\u00e9\N{GRINNING FACE}")
    assert surnames(books) == [r"\u0000", "\\é😀"]


def test_a_name_of_who_works_is_text_too(path: Path) -> None:
    with open_books(path, who="W\udcff", clock=clock) as books:
        with pytest.raises(Refused, match=r"^“W\?” holds a sign"):
            books.do(deeds.add, "Mulder")
        assert surnames(books) == []


def test_nothing_is_found_under_a_sign_that_no_file_can_hold(books: Books) -> None:
    with pytest.raises(Refused):
        books.ask(find, "a\udcff", ("person",))
