"""A broken file says so, however it shows; a fault of the program in a sound one does not."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from coopadmin.desk.check_books import check_books
from coopadmin.migrations import open_books
from coopadmin.store import Books, StoreTrouble
from coopadmin.store.computer import log_folder
from tests.fixtures import WHO, Ran, clock
from tests.store import deeds
from tests.store.test_books import surnames

SPOILED = {
    "a table that is gone": "DROP TABLE person",
    "a column that is gone": "ALTER TABLE person RENAME COLUMN surname TO name",
    "a number that is text": "UPDATE done SET sequence = 'first' WHERE sequence = 2",
    "a time that is none": "UPDATE done SET time = '2025-13-77 00:00:00'",
    "text that is no UTF-8": "UPDATE person SET surname = CAST(x'ff' AS TEXT)",
}


@pytest.fixture
def file(path: Path) -> Path:
    with open_books(path, who=WHO, clock=clock) as books:
        books.do(deeds.add, "Bergsma")
    return path


def spoil(file: Path, statements: str) -> bytes:
    plain = sqlite3.connect(file)
    plain.executescript(statements)
    plain.commit()
    plain.close()
    return file.read_bytes()


def _code_of_trouble(deed: Callable[[], object]) -> str | None:
    try:
        deed()
    except StoreTrouble as trouble:
        return trouble.code
    return None


@pytest.mark.parametrize("how", SPOILED.values(), ids=SPOILED.keys())
def test_a_broken_file_is_called_broken_and_left_as_it_is(file: Path, how: str) -> None:
    before = spoil(file, how)
    with open_books(file, who=WHO, clock=clock) as books:
        assert check_books(books) != []
        for deed in (books.undo, lambda: surnames(books), lambda: books.do(deeds.add, "Mulder")):
            told = _code_of_trouble(deed)
            if told is not None:
                break
            before = file.read_bytes()
    assert told == "damaged"
    assert file.read_bytes() == before


def test_the_check_reads_what_undo_will_need(file: Path) -> None:
    spoil(file, "UPDATE change SET after = '{'")
    with open_books(file, who=WHO, clock=clock, read_only=True) as books:
        assert [problem.code for problem in check_books(books)] == ["check.images"]


def _faulty(_session: Session) -> int:
    return [1, 2].index(3)


def test_a_fault_of_the_program_in_a_sound_file_stays_a_fault(file: Path) -> None:
    with open_books(file, who=WHO, clock=clock) as books, pytest.raises(ValueError, match="3"):
        books.ask(_faulty)


def test_a_fault_in_a_broken_file_is_the_files(file: Path) -> None:
    spoil(file, "UPDATE person SET surname = 'Other'")
    with (
        open_books(file, who=WHO, clock=clock) as books,
        pytest.raises(StoreTrouble, match="damaged"),
    ):
        books.ask(_faulty)


@pytest.mark.parametrize("version", [-5, 0, 1])
def test_what_is_older_by_name_only_is_not_brought_up_to_date(file: Path, version: int) -> None:
    spoiled = spoil(file, f"PRAGMA user_version = {version}")
    with pytest.raises(StoreTrouble, match="not brought up to date"):
        open_books(file, who=WHO, clock=clock)
    assert file.read_bytes() == spoiled
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_bytes_spoiled_anywhere_never_make_a_command_fail(
    coopadmin: Callable[..., Ran], file: Path
) -> None:
    sound = file.read_bytes()
    chance = random.Random(20260303)
    commands = (
        ("check", file),
        ("members", "list", file, "--all"),
        ("figures", file, "2026"),
        ("history", file),
        ("undo", file),
        ("activities", "add", file, "Bus"),
    )
    told = set()
    for turn in range(18):
        spoiled = bytearray(sound)
        for _place in range(chance.choice([1, 5, 40])):
            length = chance.choice([1, 8, 200])
            start = chance.randrange(100, len(spoiled) - length)
            spoiled[start : start + length] = chance.randbytes(length)
        file.write_bytes(spoiled)
        command = commands[turn % len(commands)]
        ran = coopadmin("--language", "en", *command, "--json")
        assert ran.status in (0, 1)
        if ran.status == 1 and command[0] != "check":
            assert ran.output == ""
            assert ran.complaints
            assert file.read_bytes() == spoiled
        elif ran.status == 1:
            assert json.loads(ran.output or '{"problems": [1]}')["problems"]
        told.add(ran.status)
    assert told == {0, 1}
    assert not list(log_folder().glob("*.log"))


def test_a_file_that_was_searched_before_a_change_is_not_called_damaged(books: Books) -> None:
    who = books.do(deeds.add, "Bergsma")
    books.do(deeds.add, "Mulder")
    assert check_books(books) == []
    books.do(deeds.change, who, town="Oost")
    assert check_books(books) == [], "the connection that reads has an older index in mind"
