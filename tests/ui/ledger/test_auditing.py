"""What the audit committee takes along, made by the worker from the page of the books."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coopadmin.kernel.calendar import BookYear
from coopadmin.migrations import open_books
from coopadmin.store import Books
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.message import BAD
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.worker import Runner
from coopadmin.ui.ledger.auditing import audit_actions
from tests.ledger.making import BANK, OFFICE, begin, book
from tests.paper import pdf

YEAR = BookYear.starting(date(2026, 1, 1))


@pytest.fixture
def page(books: Books, qtbot: QtBot) -> Iterator[Page]:
    begin(books)
    book(books, date(2026, 3, 3), (OFFICE, 12.5), (BANK, -12.5))
    runner = Runner()
    shown = Page(Desk(books, runner))
    qtbot.addWidget(shown)
    yield shown
    runner.stop()


def run(page: Page, place: int, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    page.messages.clear()
    audit_actions(page, YEAR)[place].run()
    qtbot.waitUntil(lambda: bool(page.messages.shown()), timeout=20_000)


def test_its_papers_are_printed_with_a_seed_by_lot(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "audit.pdf"
    run(page, 0, path, monkeypatch, qtbot)
    text = pdf.text(path.read_bytes())
    assert "MEM2026-0001" in text
    assert re.search(r"--seed \d+", " ".join(text.split()))


def test_a_copy_can_be_looked_at_and_changed_by_nobody(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "committee.coop"
    run(page, 1, path, monkeypatch, qtbot)
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IRUSR
    with open_books(path, who="Kas", read_only=True) as copy:
        assert copy.path == path
    run(page, 1, path, monkeypatch, qtbot)
    (message,) = page.messages.shown()
    assert "committee.coop" in message.sentence
    assert message.tone == BAD
