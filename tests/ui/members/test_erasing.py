"""Erasing on the screen: what goes and stays is said first, and it is confirmed by typing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coopadmin.members.queries import find_member, list_members
from coopadmin.store import Books
from coopadmin.ui.kit import papers
from coopadmin.ui.kit.form import Form
from coopadmin.ui.members.page import MembersPage
from tests.ui.hands import CTRL, overwrite, press
from tests.ui.members.village import OpenPage, button, form_of, member


def told(form: Form) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in form.findChildren(QLabel) if not one.isHidden())


def opened(page: MembersPage, books: Books, name: str) -> Form:
    page.list.choose(member(books, name))
    page._settled()
    erase = page.detail.menu.menu().actions()[-1]
    assert erase.text().replace("&", "") == "Erase details…"
    erase.trigger()
    return form_of(page)


def test_what_runs_stands_in_the_way_and_is_told(open_page: OpenPage, village: Books) -> None:
    form = opened(open_page(), village, "Ina Kuipers")
    assert "Erasing is not possible yet" in told(form)
    assert "still runs. End it first." in told(form)
    before = village.undoable()
    press(form, Qt.Key.Key_S, CTRL)
    assert any("still runs" in message.sentence for message in form.messages.shown())
    assert village.undoable() == before


def test_a_former_member_is_erased_after_typing_the_number(
    open_page: OpenPage,
    village: Books,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(papers, "ask_place", lambda _page, suggested: tmp_path / suggested.name)
    page = open_page()
    number = next(row.number for row in village.ask(list_members) if row.name == "Kees Rozema")
    form = opened(page, village, "Kees Rozema")
    seen = told(form)
    assert f"The name becomes “Former member {number}”, for good" in seen
    assert "not with undo, and not with a backup" in seen
    button(form, "Letter about it…").click()
    qtbot.waitUntil((tmp_path / "erasing Kees Rozema.pdf").is_file, timeout=20_000)
    overwrite(form.box("typed").control, "9999")
    press(form, Qt.Key.Key_S, CTRL)
    assert f"Type {number} to erase for good." in form.box("typed").under()
    overwrite(form.box("typed").control, str(number))
    press(form, Qt.Key.Key_S, CTRL)
    row = village.ask(find_member, number)
    assert row is not None
    assert (row.name, row.email) == (f"Former member {number}", "")
    assert page.detail.row is not None
    assert page.detail.row.name == f"Former member {number}"
    shown = "\n".join(one.text() for one in page.detail.findChildren(QLabel))
    assert "Details erased on" in shown
