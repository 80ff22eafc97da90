"""E-mails go out from the screen through a real server, pause, go on; bounces are read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coopadmin.app import Coopadmin
from coopadmin.correspondence.mail import bcc_list
from coopadmin.correspondence.posting import JOURNAL, enclosures_of
from coopadmin.correspondence.queries import list_came_back
from coopadmin.meetings.service import plan_meeting
from coopadmin.migrations import open_books
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.letters import ways
from coopadmin.ui.letters.page import LettersPage
from coopadmin.ui.openfile import OpenFile
from tests.app.program import PATIENCE_MS, at_rest
from tests.correspondence.mailserver import Handler, listening
from tests.correspondence.posting import NAMES, convoked, email_of, results, served
from tests.correspondence.test_bounces import REPORT
from tests.fixtures import WHO, clock
from tests.meetings.village import on_time
from tests.ui.hands import bring_up, click


@pytest.fixture
def number(path: Path) -> int:
    with open_books(path, who=WHO, origin="test", clock=clock) as books:
        return convoked(books)


@pytest.fixture
def file(program: Coopadmin, number: int, path: Path, qtbot: QtBot) -> OpenFile:
    program.open(path)
    opened = program.files[0]
    opened.window.showNormal()
    bring_up(qtbot, opened.window, 1366, 688)
    at_rest(qtbot, opened)
    return opened


def page_of(file: OpenFile, number: int) -> LettersPage:
    file.window.show_page("letters", number)
    page = file.window.page("letters")
    assert isinstance(page, LettersPage)
    return page


def action(page: LettersPage, text: str) -> Action:
    return next(each for each in page.page_actions() if each.text == text)


def said(page: LettersPage) -> list[str]:
    return [message.sentence for message in page.messages.shown()]


def test_without_a_server_the_page_says_where_to_fill_one_in(file: OpenFile, number: int) -> None:
    page = page_of(file, number)
    assert page.sending.primary.text() == "Send 5 e-mails"
    click(page.sending.primary)
    assert said(page) == ["No server is filled in."]
    click(page.messages.shown()[0].buttons[0])
    shown = file.window.page("settings")
    assert shown.isVisible()


def test_all_go_out_after_a_question_and_the_list_says_so(
    file: OpenFile, number: int, qtbot: QtBot
) -> None:
    page, handler = page_of(file, number), Handler()
    with listening(handler) as server:
        served(file.books, server)
        click(page.sending.primary)
        assert said(page) == ["Send 5 e-mails now?"]
        assert handler.got == []
        click(page.messages.shown()[0].buttons[0])
        qtbot.waitUntil(lambda: said(page) == ["All e-mails were sent"], timeout=PATIENCE_MS)
    assert handler.recipients == [email_of(name) for name in NAMES]
    assert {line.result for line in page.sending.table.shown_rows()} == {"sent"}
    assert page.sending.primary.isHidden()
    assert action(page, "Send 0 e-mails").why_not


def test_a_pause_stops_between_two_minutes_and_the_rest_goes_on(
    file: OpenFile, number: int, qtbot: QtBot
) -> None:
    page, handler = page_of(file, number), Handler()
    with listening(handler) as server:
        served(file.books, server, per_minute=2)
        page.sending.posting.start(number, server)
        qtbot.waitUntil(lambda: any("2 of 5" in words for words in said(page)), timeout=PATIENCE_MS)
        assert page.sending.primary.isHidden()
        file.window.show_page("members")
        action(page, "Pause").run()
        at_rest(qtbot, file)
        assert len(handler.got) == 2
        page = page_of(file, number)
        assert page.sending.primary.text() == "Send 3 e-mails"
        served(file.books, server)
        page.sending.posting.start(number, server)
        qtbot.waitUntil(lambda: said(page) == ["All e-mails were sent"], timeout=PATIENCE_MS)
    assert handler.recipients == [email_of(name) for name in NAMES]


def test_what_was_begun_when_the_program_ended_is_told_and_settled(
    file: OpenFile, number: int, qtbot: QtBot
) -> None:
    file.books.keep_draft(JOURNAL, f"{number}/2", "")
    page = page_of(file, number)
    qtbot.waitUntil(lambda: bool(said(page)), timeout=PATIENCE_MS)
    assert said(page) == ["Of 1 e-mail nobody knows whether it arrived"]
    assert results(file.books, number)["Bert"] == "doubt"
    qtbot.waitUntil(
        lambda: page.sending.table.shown_rows()[0].result == "doubt", timeout=PATIENCE_MS
    )
    action(page, "What is in doubt did arrive").run()
    assert results(file.books, number)["Bert"] == "sent"


def test_what_was_refused_is_shown_with_the_reason_and_can_be_sent_again(
    file: OpenFile, number: int, qtbot: QtBot
) -> None:
    page = page_of(file, number)
    handler = Handler(at_recipient=lambda to: "550 5.1.1 Nee" if to == email_of("Anna") else "")
    with listening(handler) as server:
        served(file.books, server)
        page.sending.posting.start(number, server)
        words = ["1 e-mail did not go out"]
        qtbot.waitUntil(lambda: said(page) == words, timeout=PATIENCE_MS)
    first = page.sending.table.shown_rows()[0]
    assert (first.message.names, first.result) == (("Anna Bergsma",), "failed")
    assert "does not exist" in first.detail
    action(page, "Send what failed again").run()
    assert results(file.books, number)["Anna"] == "waiting"


def test_a_test_goes_to_the_own_mailbox_alone(file: OpenFile, number: int, qtbot: QtBot) -> None:
    page, handler = page_of(file, number), Handler()
    with listening(handler) as server:
        served(file.books, server)
        action(page, "Test to myself").run()
        qtbot.waitUntil(lambda: bool(said(page)), timeout=PATIENCE_MS)
    assert said(page) == [f"A test was sent to {server.email}."]
    assert handler.recipients == [server.email]
    assert set(results(file.books, number).values()) == {"waiting"}


def test_drafts_files_and_addresses(
    file: OpenFile,
    number: int,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = page_of(file, number)
    paper, folder = tmp_path / "stukken.pdf", tmp_path / "concepten"
    folder.mkdir()
    paper.write_bytes(b"%PDF-1.7 stukken")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(paper)], ""))
    action(page, "Enclose file").run()
    assert [each.name for each in file.books.ask(enclosures_of, number)] == ["stukken.pdf"]
    with listening(Handler()) as server:
        served(file.books, server)
    monkeypatch.setattr(ways, "folder_to_use", lambda *_: folder)
    action(page, "Drafts for a mail program").run()
    qtbot.waitUntil(lambda: said(page) == ["5 drafts in concepten"], timeout=PATIENCE_MS)
    assert b"stukken.pdf" in (folder / "001 Anna Bergsma.eml").read_bytes()
    monkeypatch.setattr(ways, "bcc_list", partial(bcc_list, most=3))
    action(page, "Copy addresses for BCC").run()
    assert QGuiApplication.clipboard().text().count("@") == 3
    click(page.messages.shown()[0].buttons[0])
    assert QGuiApplication.clipboard().text() == f"{email_of('Dirk')}, {email_of('Elly')}"
    assert said(page) == ["2 addresses copied"]


def test_the_date_of_the_meeting_goes_along_with_a_convocation(
    file: OpenFile, number: int, qtbot: QtBot
) -> None:
    page = page_of(file, number)
    action(page, "Enclose the date of the meeting").run()
    qtbot.waitUntil(lambda: bool(said(page)), timeout=PATIENCE_MS)
    assert said(page) == ["No general meeting is planned. Plan it first."]
    file.books.do(plan_meeting, replace(on_time(), held_on=date(2026, 5, 28)))
    for _twice in range(2):
        page.messages.clear()
        action(page, "Enclose the date of the meeting").run()
        qtbot.waitUntil(lambda: bool(said(page)), timeout=PATIENCE_MS)
    (kept,) = file.books.ask(enclosures_of, number)
    assert (kept.name, kept.kind) == ("meeting 2026-05-28.ics", "ics")


def test_an_email_that_came_back_is_dropped_on_the_page(
    file: OpenFile, number: int, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_of(file, number)
    back, other = tmp_path / "terug.eml", tmp_path / "anders.eml"
    back.write_bytes(REPORT.replace(b"%b", b"message/rfc822").replace(b"jan@", b"anna@"))
    other.write_bytes(b"Subject: Dank\n\nDank u\n")
    for path, words in ((back, "Noted of Anna Bergsma"), (other, "not an e-mail that came back")):
        dragged = QMimeData()
        dragged.setUrls([QUrl.fromLocalFile(str(path))])
        at, copy = QPointF(50, 50), Qt.DropAction.CopyAction
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        page.dropEvent(QDropEvent(at, copy, dragged, left, none))
        qtbot.waitUntil(
            lambda words=words: any(words in each for each in said(page)),  # type: ignore[misc]
            timeout=PATIENCE_MS,
        )
    assert [row.name for row in file.books.ask(list_came_back)] == ["Anna Bergsma"]
