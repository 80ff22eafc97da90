"""Settings of sending e-mail: the server in the file, the password never, a test that arrives."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coopadmin.correspondence.posting import find_server, set_server
from coopadmin.correspondence.server import TLS, NewServer
from coopadmin.ui.mailing import PasswordDialog
from coopadmin.ui.openfile import OpenFile
from coopadmin.ui.settings.mail import MailSection
from coopadmin.ui.settings.page import SettingsPage
from tests.app.program import PATIENCE_MS, answering, at_rest
from tests.correspondence.mailserver import Handler, listening
from tests.ui.hands import CTRL, click, overwrite, press, press_here, write

SERVER = NewServer("smtp.provider.example", 465, TLS, "s", "s@provider.example", "", 5)


@pytest.fixture
def kept() -> Iterator[dict[str, str]]:
    """A key store in memory, by login."""
    store: dict[str, str] = {}
    with (
        patch("keyring.get_password", lambda _service, login: store.get(login)),
        patch("keyring.set_password", lambda _s, login, word: store.update({login: word})),
        patch("keyring.delete_password", lambda _s, login: store.pop(login)),
    ):
        yield store


def opened(file: OpenFile) -> tuple[SettingsPage, MailSection]:
    file.window.show_page("settings", "mail")
    page = file.window.page("settings")
    assert isinstance(page, SettingsPage)
    shown = page.stack.currentWidget()
    assert isinstance(shown, MailSection)
    return page, shown


def said(page: SettingsPage) -> list[str]:
    return [message.accessibleName() for message in page.messages.shown()]


def test_the_server_is_filled_in_by_keyboard_and_can_be_undone(file: OpenFile) -> None:
    _page, shown = opened(file)
    overwrite(shown.form.box("host").control, "smtp.provider.example")
    security = shown.form.box("security").control
    security.setFocus()
    press(security, Qt.Key.Key_Down)
    assert shown.form.box("port").text() == "587", "the usual one of the other security"
    overwrite(shown.form.box("email").control, "s@provider.example")
    press_here(Qt.Key.Key_S, CTRL)
    found = file.books.ask(find_server)
    assert found is not None
    assert (found.host, found.port, found.security) == ("smtp.provider.example", 587, "starttls")
    file.window.undo()
    assert file.books.ask(find_server) is None
    assert shown.form.box("host").text() == ""


def test_what_is_wrong_is_said_at_its_field_and_no_tls_is_asked_about(file: OpenFile) -> None:
    _page, shown = opened(file)
    overwrite(shown.form.box("host").control, "https://x")
    overwrite(shown.form.box("email").control, "geen")
    press_here(Qt.Key.Key_S, CTRL)
    assert "name of the server" in shown.form.box("host").under()
    assert "from which" in shown.form.box("email").under()
    overwrite(shown.form.box("host").control, "smtp.provider.example")
    overwrite(shown.form.box("email").control, "s@provider.example")
    security = shown.form.box("security").control
    security.setFocus()
    press(security, Qt.Key.Key_End)
    press_here(Qt.Key.Key_S, CTRL)
    assert file.books.ask(find_server) is None
    click(shown.form.messages.shown()[0].buttons[0])
    assert file.books.ask(find_server) is not None


def test_a_test_arrives_with_the_password_that_is_typed(
    file: OpenFile, qtbot: QtBot, kept: dict[str, str]
) -> None:
    handler = Handler()
    with listening(handler) as server:
        file.books.do(set_server, server)
        page, shown = opened(file)
        shown.try_out()
        qtbot.waitUntil(lambda: bool(said(page)), timeout=PATIENCE_MS)
    assert handler.recipients == [server.email]
    assert server.email in said(page)[0]
    assert kept == {}


def test_the_password_is_asked_kept_used_and_forgotten(
    file: OpenFile, qtbot: QtBot, kept: dict[str, str]
) -> None:
    file.books.do(set_server, SERVER)
    page, shown = opened(file)

    def answer(dialog: PasswordDialog) -> None:
        assert not dialog.take_button.isEnabled()
        write(dialog.line, "geheim")
        assert dialog.line.displayText() == "\u25cf" * 6
        dialog.check.setChecked(True)
        press(dialog.line, Qt.Key.Key_Return)

    with answering(PasswordDialog, answer) as came:
        shown.try_out()
        qtbot.waitUntil(lambda: bool(said(page)), timeout=PATIENCE_MS)
    assert len(came) == 1
    assert "no server" in said(page)[0]
    assert kept == {"s": "geheim"}
    shown.try_out()
    qtbot.waitUntil(lambda: bool(said(page)), timeout=PATIENCE_MS)
    shown.remove()
    at_rest(qtbot, file)
    assert kept == {}
    assert file.books.ask(find_server) is None
    assert b"geheim" not in file.books.path.read_bytes()


def test_a_question_that_is_closed_sends_nothing(
    file: OpenFile, qtbot: QtBot, kept: dict[str, str]
) -> None:
    file.books.do(set_server, SERVER)
    page, shown = opened(file)
    with answering(PasswordDialog, lambda dialog: dialog.reject()) as came:
        shown.try_out()
        qtbot.waitUntil(lambda: bool(came), timeout=PATIENCE_MS)
    at_rest(qtbot, file)
    assert said(page) == []
