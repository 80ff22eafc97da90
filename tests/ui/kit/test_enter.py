"""Enter does what a person expects of it: presses, goes on, opens."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coopadmin.ui.kit.buttons import Action, Button
from coopadmin.ui.kit.columns import Column
from coopadmin.ui.kit.fields import Field
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.header import PageHeader
from coopadmin.ui.kit.inputs import Search
from coopadmin.ui.kit.table import RowsTable


def shown(qtbot: QtBot, *parts: QWidget) -> QMainWindow:
    window, inside = QMainWindow(), QWidget()
    column = QVBoxLayout(inside)
    for part in parts:
        column.addWidget(part)
    window.setCentralWidget(inside)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
        window.activateWindow()
    return window


def press_enter() -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)


def test_enter_presses_a_button_in_a_window(qtbot: QtBot) -> None:
    pressed: list[str] = []
    button = Button("Charge", lambda: pressed.append("charge"))
    _window = shown(qtbot, button)
    button.setFocus()
    press_enter()
    assert pressed == ["charge"]


def test_enter_goes_through_a_form_to_its_button(qtbot: QtBot) -> None:
    saved: list[dict[str, object]] = []
    parts = (Field("street", "Street"), Field("town", "Town"))
    form = Form(parts, lambda values, _answers: saved.append(values), date(2026, 3, 3))
    _window = shown(qtbot, form)
    form.focus_first()
    for text in ("Molenweg", "Oostwold"):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)
        press_enter()
    assert saved == [], "nothing is stored before the button"
    press_enter()
    assert saved == [{"street": "Molenweg", "town": "Oostwold"}]


def test_enter_in_a_search_opens_what_was_found(qtbot: QtBot) -> None:
    opened: list[str] = []
    table = RowsTable((Column("name", "Name", str),), "Names", identity=lambda row: row)
    search = Search("Search")
    table.set_rows(["Annie", "Jan"])
    table.activated.connect(opened.append)
    search.searched.connect(lambda text: table.set_rows([n for n in ("Annie", "Jan") if text in n]))
    search.returnPressed.connect(table.enter)
    _window = shown(qtbot, search, table)
    search.setFocus()
    QTest.keyClicks(search, "Ja")
    press_enter()
    assert opened == ["Jan"]
    assert table.view.hasFocus()


def test_a_button_of_the_head_that_is_made_anew_keeps_the_focus(qtbot: QtBot) -> None:
    header = PageHeader("Report", "", [Action("Large", int), Action("PDF", int)])
    _window = shown(qtbot, header)
    header.focus_primary()
    assert header.set_actions([Action("PDF", int)])
    focused = QApplication.focusWidget()
    assert isinstance(focused, Button)
    assert focused.text() == "PDF"
    assert header.set_actions([Action("Paper", int)]), "a switch that says its other side"
    assert not header.set_actions([Action("Large", str)]), "the page says where to go then"
