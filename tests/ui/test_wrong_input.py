"""Wrong input in every form, by keyboard: a sentence at the field, the focus there, no change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from coopadmin.app import Coopadmin
from coopadmin.ui.kit.fieldbox import FieldBox
from coopadmin.ui.kit.fields import Kind
from coopadmin.ui.kit.form import Form
from coopadmin.ui.window import MainWindow
from tests.app.program import PATIENCE_MS, program
from tests.ui.hands import CTRL, bring_up, press_here
from tests.ui.places import FORMS, Place, show

__all__ = ["program"]

UNREADABLE = {
    Kind.DATE: "31-2-2026",
    Kind.MONEY: "a lot",
    Kind.DURATION: "long",
    Kind.NUMBER: "many",
}
ODD = {
    Kind.DATE: ("1-1-1", "31-12-9999"),
    Kind.MONEY: ("-5", "99999999999999"),
    Kind.DURATION: ("-1", "999999999"),
    Kind.NUMBER: ("-1", "99999999999999999999"),
    Kind.TEXT: ("x" * 10_000, "\u202e\u200f'; --"),
    Kind.LONG: ("x" * 100_000, "\u202e\u200f'; --"),
}


@pytest.fixture
def window(
    program: Coopadmin, file: Path, qapp: QApplication, qtbot: QtBot
) -> Iterator[MainWindow]:
    program.speak("en")
    assert program.open(file)
    opened = program.files[0].window
    opened.showNormal()
    bring_up(qtbot, opened, 1366, 688)
    yield opened
    opened.close()


def form_at(window: MainWindow, place: Place, qtbot: QtBot) -> Form:
    page = show(window, place)
    qtbot.waitUntil(lambda: not window.runner.tasks(), timeout=PATIENCE_MS)
    forms: list[Form] = [each for each in page.findChildren(Form) if each.isVisible()]
    assert len(forms) == 1, place.name
    return forms[0]


def typed_in(form: Form) -> list[FieldBox]:
    return [
        box
        for box in form.findChildren(FieldBox)
        if isinstance(box.control, QLineEdit | QPlainTextEdit)
        and box.isVisible()
        and box.control.isEnabled()
        and not box.field.locked
    ]


def fill(box: FieldBox, text: str) -> None:
    assert isinstance(box.control, QLineEdit | QPlainTextEdit)
    box.control.setFocus()
    box.control.selectAll()
    # By the clipboard, as a person does it: a key for each of so many letters takes minutes.
    QApplication.clipboard().setText(text)
    box.control.paste()


def said(form: Form) -> list[str]:
    beside = [box.under() for box in form.findChildren(FieldBox) if box.problem is not None]
    return [*beside, *(message.sentence for message in form.messages.shown())]


def is_sentence(words: str) -> bool:
    return words[-1:] in ".?" and words[0] not in "{[" and "{" not in words


def test_what_cannot_be_read_is_said_at_its_field_and_f8_goes_along_all_of_them(
    window: MainWindow, qtbot: QtBot
) -> None:
    books = window.desk.books
    before = books.undoable()
    tried = 0
    for place in FORMS:
        form = form_at(window, place, qtbot)
        wrong = [box for box in typed_in(form) if box.field.kind in UNREADABLE]
        for box in wrong:
            fill(box, UNREADABLE[box.field.kind])
        press_here(Qt.Key.Key_S, CTRL)
        for box in wrong:
            assert box.problem is not None, (place.name, box.field.name)
            assert is_sentence(box.under()), (place.name, box.under())
        reached = []
        marked = [box for box in form.findChildren(FieldBox) if box.problem is not None]
        for _box in marked:
            reached.append(QApplication.focusWidget())
            press_here(Qt.Key.Key_F8)
        assert {box.control for box in marked} <= set(reached), place.name
        tried += len(wrong)
        form.cancel()
    assert tried > len(FORMS)
    assert books.undoable() == before, "nothing was kept"


@pytest.mark.parametrize("which", [0, 1])
def test_what_is_odd_is_refused_in_a_sentence_or_kept_as_it_is(
    window: MainWindow, qtbot: QtBot, which: int
) -> None:
    for place in FORMS:
        form = form_at(window, place, qtbot)
        for box in typed_in(form):
            fill(box, ODD[box.field.kind][which])
        form.submit()
        still_there = form.isVisible()
        words = said(form) if still_there else []
        assert all(map(is_sentence, words)), (place.name, words)
        assert words or not still_there, place.name
        if still_there:
            form.cancel()
