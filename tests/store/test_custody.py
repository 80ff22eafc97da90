"""A file that travels between two computers: handed over, come back, older, gone two ways."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopadmin.activities.queries import list_activities
from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.desk.handing import copy_in, hand_over_to
from coopadmin.kernel.problem import Refused
from coopadmin.migrations import open_books
from coopadmin.store import Books, StoreTrouble
from coopadmin.store.backup import check_copy
from coopadmin.store.compare import Standing, compare
from coopadmin.store.computer import HOME_VARIABLE, last_seen, remembered, saw
from coopadmin.store.custody import (
    AWAY,
    OLDER_COPY,
    Handover,
    go_on,
    hand_over,
    head_of,
    standing_handover,
    take_back,
)
from coopadmin.store.history import list_history
from coopadmin.words import say
from tests.fixtures import WHO, clock

WIM = "Wim Terpstra"
Computer = Callable[..., Books]


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    """Open a file at somebody's computer: `at("wim", path)`."""

    def opened(whose: str, path: Path, **options: Any) -> Books:
        monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "computers" / whose))
        who = {"hanneke": WHO, "wim": WIM}[whose]
        return open_books(path, who=who, origin=remembered().origin, clock=clock, **options)

    return opened


def work(books: Books, *names: str) -> None:
    for name in names:
        books.do(add_activity, NewActivity(name))


def names(books: Books) -> list[str]:
    return [row.name for row in books.ask(list_activities)]


def handover_of(books: Books) -> Handover:
    found = books.ask(standing_handover)
    assert found is not None
    return found


def refused(at: Computer, whose: str, path: Path) -> StoreTrouble:
    with pytest.raises(StoreTrouble) as told:
        at(whose, path)
    return told.value


def test_handing_over_is_one_change_that_is_taken_back_like_any_other(
    books: Books, undone: Callable[[Callable[[], Any]], Any]
) -> None:
    undone(lambda: books.do(hand_over, WIM, books.origin, "Kascommissie"))
    undone(lambda: books.do(take_back, books.origin))
    undone(lambda: books.do(go_on, books.origin, "De laptop is stuk"))
    with pytest.raises(Refused, match="not handed over"):
        books.do(take_back, books.origin)


def test_nobody_and_no_reason_are_refused(books: Books) -> None:
    with pytest.raises(Refused, match="to whom"):
        books.do(hand_over, "  ", books.origin)
    with pytest.raises(Refused, match="why"):
        books.do(go_on, books.origin, " ")


def test_a_file_handed_over_is_only_looked_at_here_and_worked_in_there(
    at: Computer, path: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with at("hanneke", path) as books:
        hand_over_to(books, WIM, "Tot 1 april", copy_in(stick, path))
    before = path.read_bytes()
    trouble = refused(at, "hanneke", path)
    assert say(trouble.problem) == (
        "This file was handed over to Wim Terpstra on 3 March 2026."
        " Take it back before you work in it."
    )
    assert path.read_bytes() == before
    assert not path.with_name(path.name + ".lock").exists()
    with at("hanneke", path, read_only=True) as books:
        assert books.ask(head_of) is not None
    with at("wim", stick / path.name) as books:
        away = handover_of(books)
        assert (away.by, away.to, away.note) == (WHO, WIM, "Tot 1 april")
        assert away.origin != books.origin
        work(books, "Eetpunt")


def test_keys_take_back_only_what_was_done_on_this_computer(
    at: Computer, path: Path, tmp_path: Path
) -> None:
    there = tmp_path / "wim.coop"
    with at("hanneke", path) as books:
        work(books, "Eetpunt", "Bus")
        books.undo()
        hand_over_to(books, WIM, copy=there)
    with at("wim", there) as books:
        assert books.undoable().undo_label is None
        with pytest.raises(Refused) as told:
            books.undo()
        assert say(told.value.problems[0]) == (
            "Hanneke Brouwer did this on another computer: Hand over Wim Terpstra."
            " If it should go, take it back in the history."
        )
        assert handover_of(books).to == WIM, "nothing was taken back"
        work(books, "Vervoer")
        books.undo()
        books.redo()
        books.undo()
        with pytest.raises(Refused, match="another computer"):
            books.undo()
        added = next(row for row in books.ask(list_history) if row.about == "Eetpunt")
        books.undo(added.id)
        assert names(books) == [], "in the history it can be done on purpose"


def test_what_was_taken_back_on_another_computer_is_not_done_again_by_a_key(
    at: Computer, path: Path
) -> None:
    with at("hanneke", path) as books:
        work(books, "Eetpunt")
        books.undo()
    with at("wim", path) as books:
        assert books.undoable().redo_label is None
        with pytest.raises(Refused, match="another computer: Add activity Eetpunt"):
            books.redo()
    with at("hanneke", path) as books:
        books.redo()
        assert names(books) == ["Eetpunt"]


def test_what_is_handed_back_goes_on_here(at: Computer, path: Path, tmp_path: Path) -> None:
    there, back = tmp_path / "wim.coop", tmp_path / "terug.coop"
    with at("hanneke", path) as books:
        hand_over_to(books, WIM, copy=there)
    with at("wim", there) as books:
        work(books, "Eetpunt")
        hand_over_to(books, WHO, copy=back)
    assert refused(at, "wim", there).code == "handed_over"
    found = compare(back, path)
    assert found.standing is Standing.NEWER
    assert [(row.who, row.code) for row in found.here] == [
        (WIM, "file.hand_over"),
        (WIM, "activities.add"),
    ]
    with at("hanneke", back) as books:
        assert handover_of(books).by == WIM
        work(books, "Vervoer")
        assert books.origin in handover_of(books).worked_since
    assert refused(at, "hanneke", path).code == "older_copy", "it went on in what came back"


def test_what_comes_back_without_being_handed_back_is_taken_back(
    at: Computer, path: Path, tmp_path: Path
) -> None:
    there = tmp_path / "wim.coop"
    with at("hanneke", path) as books:
        hand_over_to(books, WIM, copy=there)
    with at("wim", there) as books:
        work(books, "Eetpunt")
        wim = books.origin
    assert refused(at, "hanneke", there).code == "handed_over"
    with at("hanneke", there, regardless={AWAY}) as books:
        assert handover_of(books).worked_since == {wim}
        books.do(take_back, books.origin)
    with at("hanneke", there) as books:
        work(books, "Vervoer")


def test_a_copy_older_than_what_was_seen_here_is_refused_until_a_reason_is_given(
    at: Computer, path: Path, tmp_path: Path
) -> None:
    old = tmp_path / "oud.coop"
    shutil.copyfile(path, old)
    with at("hanneke", path) as books:
        work(books, "Eetpunt", "Vervoer")
    trouble = refused(at, "hanneke", old)
    assert trouble.code == "older_copy"
    assert "“beemdervelde.coop”" in say(trouble.problem)
    with at("hanneke", old, regardless={OLDER_COPY}) as books:
        books.do(go_on, books.origin, "De laptop is gestolen")
    with at("hanneke", old) as books:
        work(books, "Klussen")
    assert refused(at, "hanneke", path).code == "forked"
    with at("wim", path) as books:
        work(books, "Wandelen")


def test_two_copies_that_both_went_on_are_told_apart(
    at: Computer, path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "wim.coop"
    shutil.copyfile(path, other)
    with at("hanneke", path) as books:
        work(books, "Eetpunt")
    with at("wim", other) as books:
        work(books, "Vervoer", "Klussen")
    assert refused(at, "hanneke", other).code == "forked"
    found = compare(path, other)
    assert found.standing is Standing.FORKED
    assert [(row.who, row.about) for row in found.here] == [(WHO, "Eetpunt")]
    assert [(row.who, row.about) for row in found.there] == [(WIM, "Klussen"), (WIM, "Vervoer")]


def test_two_other_files_are_no_copies_of_one(books: Books, bare: Books) -> None:
    work(bare, "Eetpunt")
    assert compare(books.path, bare.path).standing is Standing.UNRELATED


def test_a_copy_made_while_the_file_is_open_is_recognised(
    at: Computer, path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "cp.coop"
    with at("hanneke", path, for_long=True) as books:
        work(books, "Eetpunt")
        books.tidy()
        shutil.copyfile(path, copy)
        work(books, "Vervoer")
    assert compare(copy, path).standing is Standing.OLDER
    assert refused(at, "hanneke", copy).code == "older_copy"


def test_a_copy_that_lacks_something_is_thrown_away(
    path: Path, tmp_path: Path, at: Computer
) -> None:
    copy = tmp_path / "kopie.coop"
    shutil.copyfile(path, copy)
    with at("wim", copy) as books:
        work(books, "Eetpunt")
    with pytest.raises(StoreTrouble, match="could not be read back"):
        check_copy(path, copy)
    assert not copy.exists()


def test_a_copy_that_cannot_be_written_leaves_nothing_handed_over(
    books: Books, tmp_path: Path
) -> None:
    with pytest.raises(StoreTrouble):
        hand_over_to(books, WIM, copy=tmp_path / "no" / "stick.coop")
    assert books.ask(standing_handover) is None
    (tmp_path / "er-al.coop").touch()
    with pytest.raises(Refused, match="exists already"):
        hand_over_to(books, WIM, copy=tmp_path / "er-al.coop")
    assert books.ask(standing_handover) is None


def test_what_was_seen_is_kept_per_file_and_nonsense_is_forgotten(path: Path, at: Computer) -> None:
    with at("hanneke", path) as books:
        work(books, "Eetpunt")
        head = books.ask(head_of)
    assert head is not None
    seen = last_seen(head.identity)
    assert seen is not None
    assert (seen.path, seen.sequence, seen.hash) == (path, head.sequence, head.hash)
    for number in range(70):
        saw(f"file {number}", seen)
    assert last_seen(head.identity) is None
    assert last_seen("file 69") == seen
