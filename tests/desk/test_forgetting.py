"""Nobody comes back with an older copy: backups, copies on another computer, and what is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from coopadmin.desk.check_books import check_books
from coopadmin.desk.erasing import erase_person
from coopadmin.desk.safekeeping import keep_daily
from coopadmin.migrations import open_books
from coopadmin.people.queries import get_person
from coopadmin.store.backup import back_up, copy_checked, restore
from coopadmin.store.computer import FORGOTTEN, HOME_VARIABLE, changed, remembered
from coopadmin.store.custody import go_on
from tests.desk.lives import CONTACT, NAME, Life, live
from tests.desk.test_erasing import found_in, later
from tests.fixtures import NOW, WHO, clock

STAYED = [*NAME[:1], *NAME[2:]]


def erased(path: Path, now: Callable[[], datetime] = clock) -> Life:
    """A file in which somebody lived and was erased; its backup of before stands beside it."""
    with open_books(path, who=WHO, origin="test", clock=now) as books:
        life = live(books)
        back_up(path, path.parent / "copies", NOW)
        books.do(erase_person, life.person_id)
    return life


def the_copy(path: Path) -> Path:
    (copy,) = (path.parent / "copies").glob("*.coop")
    return copy


def opened(path: Path) -> None:
    """Open it to work in, and see that it is whole."""
    with open_books(path, who=WHO, origin="test", clock=clock, regardless=("older_copy",)) as books:
        assert check_books(books) == []


def test_a_restored_backup_does_not_bring_the_person_back(path: Path) -> None:
    life = erased(path)
    assert found_in(the_copy(path), CONTACT), "a backup of before still has it"
    target = path.with_name("restored.coop")
    restore(the_copy(path), target)
    opened(target)
    assert found_in(target, CONTACT) == []
    with open_books(target, who=WHO, clock=clock, regardless=("older_copy",)) as books:
        person = books.ask(get_person, life.person_id)
        assert person.name == "Former member 7"


def test_what_was_erased_whole_is_erased_whole_again(path: Path) -> None:
    life = erased(path)
    with open_books(path, who=WHO, origin="test", clock=later) as books:
        assert books.do(erase_person, life.person_id) == "whole"
    target = path.with_name("restored.coop")
    restore(the_copy(path), target)
    opened(target)
    assert found_in(target, [*CONTACT, *NAME]) == []


def test_another_computer_learns_it_from_beside_the_backups(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    erased(path)
    folder = path.parent / "copies"
    copy = the_copy(path)
    aside = copy.read_bytes()
    keep_daily(path, folder, NOW.replace(day=4), always=True)
    kept = (folder / FORGOTTEN).read_text("utf-8")
    assert not any(word.lower() in kept.lower() for word in (*CONTACT, *NAME))
    old = tmp_path / "stick" / copy.name
    old.parent.mkdir()
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "other computer"))
    old.write_bytes(aside)
    target = tmp_path / "unknown.coop"
    restore(old, target)
    opened(target)
    assert found_in(target, CONTACT), "nothing tells this computer yet"
    restore(copy if copy.is_file() else the_copy(path), tmp_path / "known.coop")
    opened(target)
    assert found_in(target, CONTACT) == []


def test_a_chosen_backup_folder_knows_it_at_once(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "chosen"
    folder.mkdir()
    changed(backup_folder=str(folder))
    assert remembered().backup_folder
    erased(path)
    assert (folder / FORGOTTEN).is_file()


def test_an_older_copy_that_was_handed_over_is_erased_when_it_goes_on(path: Path) -> None:
    with open_books(path, who=WHO, origin="test", clock=clock) as books:
        life = live(books)
        copy = path.with_name("stick.coop")
        copy_checked(path, copy)
        books.do(erase_person, life.person_id)
    with open_books(copy, who=WHO, clock=clock, regardless=("older_copy",)) as books:
        books.do(go_on, "other", "The first is lost")
        assert books.ask(get_person, life.person_id).name == "Former member 7"
    assert found_in(copy, CONTACT) == []
    assert found_in(copy, STAYED)


def test_a_file_that_knows_all_is_left_as_it_is(path: Path) -> None:
    erased(path)
    before = path.read_bytes()
    opened(path)
    assert path.read_bytes() == before


def test_the_command_restores_without_them_too(
    path: Path, coopadmin: Callable[..., Any]
) -> None:  # fmt: skip
    erased(path)
    target = path.with_name("restored.coop")
    assert coopadmin("restore", the_copy(path), target).status == 0
    assert found_in(target, CONTACT) == []
