"""Saving the books of a year as an audit file, from a page of the window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import pyxaf
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coopadmin.desk.takeover import Takeover, take_over_books
from coopadmin.kernel.calendar import BookYear
from coopadmin.store import Books
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.worker import Runner
from coopadmin.ui.ledger.auditfile import audit_file_actions
from tests.desk.test_takeover import THEIRS


@pytest.fixture
def page(books: Books, qtbot: QtBot) -> Iterator[Page]:
    runner = Runner()
    shown = Page(Desk(books, runner))
    qtbot.addWidget(shown)
    yield shown
    runner.stop()


@pytest.mark.parametrize(("place", "version"), [(0, "4.0"), (1, "3.2")])
def test_the_worker_writes_the_version_that_was_chosen(
    page: Page,
    books: Books,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    place: int,
    version: str,
) -> None:
    books.do(take_over_books, Takeover(THEIRS))
    asked: list[str] = []

    def answer(_parent: object, _title: str, suggested: str, _kinds: str) -> tuple[str, str]:
        asked.append(suggested)
        return str(tmp_path / "ons.xaf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    audit_file_actions(page, BookYear.starting(date(2025, 1, 1)))[place].run()
    qtbot.waitUntil(lambda: bool(page.messages.shown()))
    assert asked[0].endswith("Audit file 2025.xaf")
    assert page.messages.shown()[0].sentence == "8 lines are in ons.xaf"
    report = pyxaf.validate(str(tmp_path / "ons.xaf"), xsd=True)
    assert report.ok
    assert report.format.version == version


def test_a_year_without_books_is_refused_in_the_page(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = str(tmp_path / "ons.xaf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (path, ""))
    audit_file_actions(page, BookYear.starting(date(2025, 1, 1)))[0].run()
    qtbot.waitUntil(lambda: bool(page.messages.shown()))
    assert page.messages.shown()[0].sentence.startswith("No books are kept here of 2025")
    assert not Path(path).exists()
