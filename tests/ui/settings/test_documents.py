"""All documents of the file: listed by size, opened, found again, taken away and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from coopadmin.attachments.rules import NewAttachment, Owner
from coopadmin.attachments.service import attach, detach
from coopadmin.meetings.rules import NewMeeting
from coopadmin.meetings.service import plan_meeting
from coopadmin.store import Books
from coopadmin.ui.members.page import MembersPage
from coopadmin.ui.openfile import OpenFile
from coopadmin.ui.settings.documents import DocumentsSection, size_said
from coopadmin.ui.settings.page import SettingsPage
from tests.contributions.making import Member, make
from tests.fixtures import NOW
from tests.ui.hands import CTRL, click, press_here

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def fill(books: Books) -> int:
    """A large document of a person and a small one of a meeting; gives the person."""
    wim = make(books, Member(7, "Wim Bos"))[7]
    meeting = books.do(plan_meeting, NewMeeting("Spring meeting", NOW.date()))
    books.do(attach, NewAttachment(Owner("meeting", meeting), "agenda.pdf", PDF))
    books.do(attach, NewAttachment(Owner("person", wim), "form.pdf", PDF + b" " * 20_000))
    return wim


def documents(file: OpenFile) -> DocumentsSection:
    file.window.show_page("settings", "documents")
    page = file.window.page("settings")
    assert isinstance(page, SettingsPage)
    shown = page.stack.currentWidget()
    assert isinstance(shown, DocumentsSection)
    return shown


def listed(shown: DocumentsSection) -> list[tuple[str, str]]:
    return [(row.name, row.of) for row in shown.table.shown_rows()]


def test_the_largest_comes_first_and_is_taken_away_and_brought_back(file: OpenFile) -> None:
    shown = documents(file)
    assert listed(shown) == []
    assert not shown.away_button.isEnabled()
    fill(file.books)
    assert listed(shown) == [
        ("form.pdf", "Wim Bos"),
        ("agenda.pdf", "Spring meeting, 3 Mar 2026"),
    ]
    assert shown.room.text() == "2 documents take 20 kB together."
    shown.table.setFocus()
    press_here(Qt.Key.Key_Home)
    press_here(Qt.Key.Key_Delete)
    assert [name for name, _of in listed(shown)] == ["agenda.pdf"]
    (told,) = shown.page.messages.shown()
    assert told.sentence == "form.pdf is taken away."
    assert "still takes 20 kB: it stays for 90 days" in shown.room.text()
    press_here(Qt.Key.Key_Z, CTRL)
    assert [name for name, _of in listed(shown)] == ["form.pdf", "agenda.pdf"]


def test_a_document_is_opened_and_leads_to_what_it_belongs_to(
    file: OpenFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", seen.append)
    wim = fill(file.books)
    shown = documents(file)
    shown.table.setFocus()
    press_here(Qt.Key.Key_Home)
    press_here(Qt.Key.Key_Return)
    assert Path(seen[0].toLocalFile()).read_bytes().startswith(PDF)
    click(shown.go_button)
    assert file.window.here == "members"
    page = file.window.page("members")
    assert isinstance(page, MembersPage)
    assert page.list.table.current().person_id == wim


def test_what_somebody_else_took_away_is_said(
    file: OpenFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: None)
    fill(file.books)
    shown = documents(file)
    monkeypatch.setattr(shown, "reload", lambda: None)
    row = shown.table.current()
    file.books.do(detach, row.id)
    shown.open()
    (told,) = shown.page.messages.shown()
    assert told.sentence == "This attachment is not in the file any more."


def test_sizes_are_said_in_units_that_compare() -> None:
    assert size_said(1) == "1 kB"
    assert size_said(9 * 2**20) == "9,216 kB"
    assert size_said(12 * 2**20) == "12 MB"
