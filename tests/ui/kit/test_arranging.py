"""Which columns a table shows: chosen, moved and widened by keyboard and mouse, and kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coopadmin.store.computer import changed, remembered
from coopadmin.ui.kit.arranging import STANDARD, Arrangement, arranged, in_order, kept_arrangement
from coopadmin.ui.kit.columnchooser import ColumnChooser
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.table import RowsTable
from tests.ui.hands import bring_up

COLUMNS = (
    Column("number", "Nr", lambda row: str(row.id), Look.NUMBER, 44),
    Column("name", "Name", lambda row: row.name, Look.NAME, 120, 1),
    Column("owed", "Open (€)", lambda _row: "0,00", Look.AMOUNT, 60),
    Column("email", "E-mail", lambda row: f"{row.name}@example.org", width=100, extra=True),
)


@dataclass(frozen=True)
class Person:
    id: int
    name: str


PEOPLE = (Person(1, "Zeno"), Person(2, "Bé"))


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    changed(tables={})
    yield
    changed(tables={})


@pytest.fixture
def table(qtbot: QtBot) -> RowsTable:
    made = RowsTable(COLUMNS, "People", kept_as="test")
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.set_rows(PEOPLE)
    bring_up(qtbot, made)
    return made


def keys(table: RowsTable) -> list[str]:
    return [column.key for column in table.view.rows.columns]


def test_what_is_not_named_stands_where_the_table_says() -> None:
    kept = Arrangement(order=("owed", "number"), shown={"email": True})
    assert [one.key for one in arranged(COLUMNS, kept)] == ["owed", "email", "number", "name"]
    assert [one.key for one in in_order(COLUMNS, STANDARD)] == ["number", "name", "owed", "email"]
    nothing = Arrangement(shown=dict.fromkeys(("number", "name", "owed"), False))
    assert [one.key for one in arranged(COLUMNS, nothing)] == ["number"], "never no column at all"


def test_what_was_chosen_is_there_the_next_time_and_the_standard_leaves_nothing(
    table: RowsTable, qtbot: QtBot
) -> None:
    table.arrange(Arrangement(("name", "number"), {"owed": False, "email": True}, {"name": 250}))
    assert keys(table) == ["name", "email", "number"]
    assert table.view.width_of("name") == 250
    again = RowsTable(COLUMNS, "People", kept_as="test")
    qtbot.addWidget(again)
    assert keys(again) == ["name", "email", "number"]
    again.arrange(STANDARD)
    assert keys(again) == ["number", "name", "owed"]
    assert remembered().tables == {}


@pytest.mark.parametrize("kept", ["x", {}, {"order": 3, "shown": {}, "widths": {"name": "wide"}}])
def test_settings_that_cannot_be_read_are_the_standard(kept: object) -> None:
    changed(tables={"test": kept})
    assert kept_arrangement("test") == STANDARD


def test_the_cursor_stays_on_its_row_when_columns_change(table: RowsTable) -> None:
    table.choose(2)
    table.arrange(Arrangement(shown={"email": True}))
    assert table.current() == PEOPLE[1]


def test_a_column_is_dragged_wider_and_to_another_place(table: RowsTable, qtbot: QtBot) -> None:
    head = table.view.horizontalHeader()
    edge = head.sectionViewportPosition(1) + head.sectionSize(1) - 1
    where = head.viewport()
    QTest.mousePress(where, Qt.MouseButton.LeftButton, pos=QPoint(edge, 10))
    QTest.mouseMove(where, QPoint(edge - 60, 10))
    QTest.mouseRelease(where, Qt.MouseButton.LeftButton, pos=QPoint(edge - 60, 10))
    assert "name" in table.arrangement.widths
    head.moveSection(2, 0)
    qtbot.waitUntil(lambda: keys(table) == ["owed", "number", "name"])
    assert [head.logicalIndex(place) for place in range(3)] == [0, 1, 2]
    assert kept_arrangement("test") == table.arrangement


def test_columns_are_chosen_with_the_keyboard_alone(table: RowsTable, qtbot: QtBot) -> None:
    chooser = ColumnChooser(table)
    qtbot.addWidget(chooser)
    bring_up(qtbot, chooser)
    view = chooser.list.view
    assert view.hasFocus()
    assert [column.key for column in chooser.list.shown_rows()] == [c.key for c in COLUMNS]
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert keys(table) == ["name", "owed"]
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert keys(table) == ["owed", "name"]
    before = table.view.width_of("owed")
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert table.view.width_of("owed") == before + 20
    chooser.standard.click()
    assert keys(table) == ["number", "name", "owed"]
    assert table.arrangement == STANDARD
    assert not chooser.standard.isEnabled()


def test_the_last_column_cannot_be_put_off(table: RowsTable, qtbot: QtBot) -> None:
    chooser = ColumnChooser(table)
    qtbot.addWidget(chooser)
    for column in COLUMNS[:3]:
        chooser._toggle(column)
    assert keys(table) == ["owed"]


def test_the_menu_of_a_table_that_stands_nowhere_is_empty(table: RowsTable) -> None:
    assert table.offers() == ()
