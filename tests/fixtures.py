"""What tests start from: an open file with a fixed clock, and ways to do, undo and compare."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.commands import main
from coopadmin.cooperative.rules import NewCooperative
from coopadmin.desk.check_books import check_books
from coopadmin.desk.founding import found_cooperative
from coopadmin.kernel.problem import Refused
from coopadmin.migrations import new_books, open_books
from coopadmin.store import Books
from coopadmin.store.computer import HOME_VARIABLE
from coopadmin.tables import metadata
from coopadmin.words import speak

NOW = datetime.fromisoformat("2026-03-03T20:41")
WHO = "Hanneke Brouwer"
UNAUDITED = {"done", "change", "draft", "attachment_content", "list_memory"}


def clock() -> datetime:
    return NOW


@pytest.fixture(autouse=True)
def _own_computer(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No test reads or writes the settings of the computer it runs on; all speak English."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path_factory.mktemp("computer")))
    speak("en")


@pytest.fixture(scope="session")
def _founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "founded.coop"
    speak("en")
    with new_books(path, who=WHO, origin="test", clock=clock) as books:
        books.do(
            found_cooperative,
            NewCooperative(
                name="Zorgcoöperatie Beemdervelde U.A.",
                legal_form="cooperatie-ua",
                kind="zorgcooperatie",
                town="Beemdervelde",
                municipality="Waterbeemd",
            ),
        )
    return path


@pytest.fixture
def path(tmp_path: Path, _founded: Path) -> Path:
    """A founded cooperative's file, of this test alone and not open."""
    target = tmp_path / "beemdervelde.coop"
    target.write_bytes(_founded.read_bytes())
    return target


@pytest.fixture
def books(path: Path) -> Iterator[Books]:
    """The same file, open; checked as a whole when the test is over."""
    with open_books(path, who=WHO, origin="test", clock=clock) as opened:
        yield opened
        assert check_books(opened) == []


def contents(books: Books) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all audited tables, in order of id."""

    def rows(session: Session) -> dict[str, list[tuple[Any, ...]]]:
        return {
            table.name: [tuple(row) for row in session.execute(select(table).order_by(table.c.id))]
            for table in metadata.sorted_tables
            if table.name not in UNAUDITED
        }

    return books.ask(rows)


def refused(books: Books, *call: Any) -> list[tuple[str, str | None]]:
    """The codes and fields of all problems for which an operation is refused."""
    with pytest.raises(Refused) as raised:
        books.do(*call)
    return [(problem.code, problem.field) for problem in raised.value.problems]


@pytest.fixture
def undone(books: Books) -> Callable[[Callable[[], Any]], Any]:
    """Do something, undo it, compare, redo it, compare; gives what the doing gave."""

    def check(deed: Callable[[], Any]) -> Any:
        before = contents(books)
        result = deed()
        after = contents(books)
        assert after != before, "it changed nothing"
        books.undo()
        assert contents(books) == before
        books.redo()
        assert contents(books) == after
        return result

    return check


class Ran:
    """What a command line gave: exit status, output, complaints."""

    def __init__(self, status: int, output: str, complaints: str) -> None:
        self.status = status
        self.output = output
        self.complaints = complaints


@pytest.fixture
def coopadmin(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command line in this process: `coopadmin("members", "list", file)`."""

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return run
