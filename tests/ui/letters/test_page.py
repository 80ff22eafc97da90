"""The page of letters: a text, whom it is for, who gets it how, and what was made of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coopadmin.app import Coopadmin
from coopadmin.correspondence.queries import get_template, list_sendings, list_sent
from coopadmin.correspondence.rules import EMAIL, LETTER, NO_WAY, PRINTED, SENT
from coopadmin.correspondence.service import note_came_back
from coopadmin.migrations import open_books
from coopadmin.ui.kit.buttons import Action, Button
from coopadmin.ui.letters.page import LettersPage
from coopadmin.ui.openfile import OpenFile
from tests.app.program import PATIENCE_MS, at_rest
from tests.correspondence.village import INVITED, TODAY, Street, street_of
from tests.fixtures import WHO, clock
from tests.paper import pdf
from tests.ui.hands import bring_up, click, press, press_here


@pytest.fixture
def street(path: Path) -> Street:
    with open_books(path, who=WHO, origin="test", clock=clock) as books:
        return street_of(books)


@pytest.fixture
def file(program: Coopadmin, street: Street, path: Path, qtbot: QtBot) -> OpenFile:
    program.open(path)
    opened = program.files[0]
    opened.window.showNormal()
    bring_up(qtbot, opened.window, 1366, 688)
    at_rest(qtbot, opened)
    return opened


def page_of(file: OpenFile, place: object = None) -> LettersPage:
    file.window.show_page("letters", place)
    page = file.window.page("letters")
    assert isinstance(page, LettersPage)
    return page


def invite(page: LettersPage) -> None:
    """Fill in the invitation for all members, and go on to who gets it."""
    page.visit(("invitation", 0))
    form = page.home.form
    assert form is not None
    for key, words in INVITED.items():
        form.box(key).set_text(words)
    form.submit()


def action(page: LettersPage, text: str) -> Action:
    return next(each for each in page.page_actions() if each.text == text)


def test_a_text_is_chosen_by_keyboard_and_asks_for_whom(file: OpenFile) -> None:
    page = page_of(file)
    assert page.home.table.view.hasFocus()
    row = page.home.current()
    assert row is not None
    assert row.template is not None
    assert row.template.code == "welcome"
    press_here(Qt.Key.Key_Return)
    assert page.home.is_open()
    press_here(Qt.Key.Key_Escape)
    assert not page.home.is_open()
    assert page.home.table.view.hasFocus()


def test_who_gets_it_is_shown_with_the_counts_the_reasons_and_the_text(
    file: OpenFile, qtbot: QtBot
) -> None:
    page = page_of(file)
    invite(page)
    view = page.sending
    assert {key: figure.figure for key, figure in view.figures.items()} == {
        EMAIL: "0", LETTER: "3", "all": "1", NO_WAY: "0",
    }  # fmt: skip
    assert page.header.title() == "Who gets this"
    assert view.table.view.hasFocus()
    assert view.preview.words.text().startswith("Hello Jan and Tineke,")
    assert view.preview.household.text() == "2 persons together"
    press(view.table.view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: view.preview.words.text().startswith("Hello Ria,"))
    press(view.table.view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(view.preview.large.isVisible)
    assert view.preview.place.text() == "3 of 3"
    press_here(Qt.Key.Key_Escape)
    assert page.header.title() == "Letters and e-mail"


def test_a_field_that_is_empty_for_some_is_said_before_it_is_made(file: OpenFile) -> None:
    page = page_of(file)
    page.visit(("farewell", 0))
    assert page.home.form is not None
    page.home.form.submit()
    (message,) = page.messages.shown()
    assert message.sentence.startswith("“member_until” is empty for 4")


def test_what_is_made_can_be_printed_and_undone(
    file: OpenFile, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(file)
    books = file.window.books
    invite(page)
    click(page.sending.primary)
    (made,) = books.ask(list_sendings)
    assert page.header.title() == "Soup"
    assert page.home.form is None
    path = tmp_path / "Soup.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page.sending.print_letters()
    at_rest(qtbot, file)
    qtbot.waitUntil(lambda: path.exists() and bool(page.messages.shown()), timeout=PATIENCE_MS)
    assert len(pdf.pages(path.read_bytes())) == 3
    assert {row.result for row in books.ask(list_sent, made.number)} == {PRINTED}
    qtbot.waitUntil(lambda: page.sending.count_of(LETTER, PRINTED) == 3, timeout=PATIENCE_MS)
    labels = tmp_path / "Labels.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(labels), ""))
    action(page, "Address labels L7160").run()
    at_rest(qtbot, file)
    assert "DORP" in pdf.text(labels.read_bytes())
    books.undo()
    books.undo()
    assert books.ask(list_sendings) == []
    assert page.header.title() == "Letters and e-mail"


def test_addresses_go_to_the_clipboard_and_what_came_back_stands_on_top(file: OpenFile) -> None:
    page = page_of(file)
    books = file.window.books
    page.visit(("convocation", 0))
    form = page.home.form
    assert form is not None
    for key in ("day", "time", "place", "agenda"):
        form.box(key).set_text("x")
    form.submit()
    page.sending.make()
    action(page, "Copy addresses for BCC").run()
    assert QGuiApplication.clipboard().text() == "ria@example.org"
    action(page, "E-mails were sent by hand").run()
    (made,) = books.ask(list_sendings)
    ria = next(row for row in books.ask(list_sent, made.number) if row.way == EMAIL)
    assert ria.result == SENT
    books.do(note_came_back, ria.person_id, EMAIL, TODAY, "mailbox full")
    assert page.sending.table.shown_rows()[0].message.names == ("Ria Postma",)
    page.sending.switch.choose("troubles")
    page.sending.switch.chosen.emit("troubles")
    assert len(page.sending.table.shown_rows()) == 1


def test_a_text_is_changed_with_a_field_and_put_back(file: OpenFile) -> None:
    page = page_of(file, "welcome")
    books = file.window.books
    before = books.ask(get_template, "welcome", "en")
    page.home.edit(before)
    form = page.home.form
    assert form is not None
    form.box("body").set_text("{{ nmae }}")
    form.submit()
    assert "Is “name” meant?" in form.box("body").under()
    form.box("body").set_text("Hi ")
    insert = next(each for each in page.home._fields(form, before) if "{{ name }}" in each.text)
    form.box("body").control.moveCursor(form.box("body").control.textCursor().MoveOperation.End)  # type: ignore[union-attr]
    insert.run()
    form.submit()
    assert books.ask(get_template, "welcome", "en").body == "Hi {{ name }}"
    page.home.edit(books.ask(get_template, "welcome", "en"))
    back = next(
        each
        for each in page.home.form.findChildren(Button)  # type: ignore[union-attr]
        if each.text() == "Back to the original text"
    )
    click(back)
    assert books.ask(get_template, "welcome", "en") == before


def test_what_was_asked_is_still_there_after_closing(
    file: OpenFile, program: Coopadmin, path: Path, qtbot: QtBot
) -> None:
    page = page_of(file)
    page.visit(("invitation", 0))
    form = page.home.form
    assert form is not None
    form.box("topic").control.setFocus()
    form.box("topic").control.insert("Soup")  # type: ignore[union-attr]
    form._changed("topic")
    form.keep_typed()
    file.window.close()
    program.open(path)
    again = program.files[0]
    again.window.showNormal()
    bring_up(qtbot, again.window, 1366, 688)
    at_rest(qtbot, again)
    page = page_of(again)
    assert page.home.form is not None
    assert page.home.form.box("topic").text() == "Soup"


def test_a_text_begins_with_the_group_that_it_is_for(file: OpenFile) -> None:
    begins = {}
    for code in ("refusal", "reminder", "invitation"):
        form = page_of(file, (code, 0)).home.form
        assert form is not None
        begins[code] = form.box("group").value()
    assert begins == {"refusal": "applicants", "reminder": "owing", "invitation": "members"}
