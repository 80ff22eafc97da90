"""Papers and files of the statements, made by the worker from a page of the window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coopadmin.formats.lists import read_list
from coopadmin.kernel.calendar import BookYear
from coopadmin.store import Books
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.worker import Runner
from coopadmin.ui.ledger.statements import FILES, PAPERS, statement_actions
from tests.ledger.making import BANK, CONTRIBUTIONS, begin, book
from tests.paper import pdf

YEAR = BookYear.starting(date(2025, 1, 1))
KINDS = (*PAPERS, *FILES)


@pytest.fixture
def page(books: Books, qtbot: QtBot) -> Iterator[Page]:
    runner = Runner()
    shown = Page(Desk(books, runner))
    qtbot.addWidget(shown)
    yield shown
    runner.stop()


def run(
    page: Page, kind: str, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> list[str]:
    """Choose a statement and a place; gives the names that were suggested."""
    asked: list[str] = []

    def answer(_parent: object, _title: str, suggested: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(suggested).name)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    statement_actions(page, YEAR)[KINDS.index(kind)].run()
    qtbot.waitUntil(lambda: bool(page.messages.shown()))
    return asked


@pytest.mark.parametrize("kind", KINDS)
def test_every_statement_is_printed_by_the_worker(
    page: Page,
    books: Books,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    kind: str,
) -> None:
    begin(books, "2025", a10201=500, a05253=500)
    book(books, date(2025, 3, 1), (BANK, 80), (CONTRIBUTIONS, -80))
    (suggested,) = run(page, kind, tmp_path / "paper.pdf", monkeypatch, qtbot)
    assert "2025" in suggested
    text = pdf.text((tmp_path / "paper.pdf").read_bytes())
    assert ("before appropriation of the result" in text) == (
        kind in ("balance-sheet", "annual-accounts", "filing")
    )


def test_a_workbook_of_the_balance_sheet_has_its_accounts(
    page: Page, books: Books, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    begin(books, "2025", a10201=500, a05253=500)
    run(page, "balance-sheet", tmp_path / "sheet.xlsx", monkeypatch, qtbot)
    cells = [cell for row in read_list(tmp_path / "sheet.xlsx").rows for cell in row.cells]
    assert BANK in cells
    assert "500" in cells


@pytest.mark.parametrize("kind", ["annual-accounts", "trial-balance", "ages"])
def test_without_books_the_page_says_why(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, kind: str
) -> None:
    run(page, kind, tmp_path / "paper.pdf", monkeypatch, qtbot)
    assert page.messages.shown()[0].sentence.startswith("No books are kept here yet.")
    assert not (tmp_path / "paper.pdf").exists()
