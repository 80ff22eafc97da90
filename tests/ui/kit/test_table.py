"""The table: lazy, steady under new rows, complete by keyboard, and no figure is ever cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip
from pytestqt.qtbot import QtBot

from coopadmin.ui.kit.columns import ChipLook, Column, Group, Heading, Look
from coopadmin.ui.kit.rowpaint import cell_width, marked_parts, plain
from coopadmin.ui.kit.table import RowsTable
from tests.ui.hands import bring_up, click, press, write

Show = Callable[..., RowsTable]


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    owed: str = "0,00"
    there: bool | None = False


PEOPLE = (Person(1, "Zeno"), Person(2, "Annie van den Berg-Holtrop", "20,00"), Person(3, "Bé"))
COLUMNS = (
    Column("number", "Nr", lambda row: f"{row.id:04d}", Look.NUMBER, 44),
    Column(
        "name",
        "Name",
        lambda row: row.name,
        Look.NAME,
        120,
        1,
        sort=lambda row: row.name,
        marked=True,
    ),
    Column("owed", "Open (€)", lambda row: row.owed, Look.AMOUNT, 40),
    Column("there", "There", look=Look.CHECK, checked=lambda row: row.there, width=44, drop=1),
    Column("state", "State", look=Look.CHIP, chip=lambda _row: ChipLook("Paid", "good"), width=60),
)


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def shown(rows: Sequence[Any] = PEOPLE, columns: Sequence[Column] = COLUMNS) -> RowsTable:
        table = RowsTable(columns, "People")
        qtbot.addWidget(table)
        table.resize(600, 300)
        table.set_rows(rows)
        bring_up(qtbot, table)
        return table

    return shown


def settle(qtbot: QtBot, table: RowsTable) -> None:
    table.grab()
    qtbot.wait(1)


def test_only_rows_on_the_screen_are_formatted(show: Show) -> None:
    formatted: list[int] = []

    def name(row: Person) -> str:
        formatted.append(row.id)
        return row.name

    table = show(
        tuple(Person(number, f"Person {number}") for number in range(100_000)),
        (Column("name", "Name", name, Look.NAME, 100, 1),),
    )
    table.grab()
    assert table.view.rows.rowCount() == 100_000
    assert 5 < len(set(formatted)) < 30


def test_nothing_can_be_typed_into_a_cell(show: Show, qtbot: QtBot) -> None:
    table = show()
    table.setFocus()
    write(table.view, "Annie")
    press(table.view, Qt.Key.Key_F2)
    assert table.current() == PEOPLE[0], "a typed letter does not walk through the rows either"
    assert table.view.rows.flags(table.view.currentIndex()) & Qt.ItemFlag.ItemIsEditable == (
        Qt.ItemFlag.NoItemFlags
    )


def test_arrows_walk_and_enter_opens(show: Show, qtbot: QtBot) -> None:
    table = show()
    table.setFocus()
    opened: list[Person] = []
    table.activated.connect(opened.append)
    press(table.view, Qt.Key.Key_Down)
    press(table.view, Qt.Key.Key_Return)
    press(table.view, Qt.Key.Key_End)
    press(table.view, Qt.Key.Key_Enter)
    assert opened == [PEOPLE[1], PEOPLE[2]]
    assert table.position() == (3, 3)


def test_up_on_the_first_row_leaves_the_table(show: Show, qtbot: QtBot) -> None:
    table = show()
    table.setFocus()
    with qtbot.waitSignal(table.left_at_top):
        press(table.view, Qt.Key.Key_Up)


def test_the_cursor_stays_on_its_row_when_rows_come_and_go(show: Show) -> None:
    table = show()
    table.choose(2)
    table.set_rows((Person(9, "New"), *PEOPLE))
    assert table.current().id == 2
    table.set_rows((Person(9, "New"), PEOPLE[0], PEOPLE[2]))
    assert table.current().id == 3, "the row is gone: the one in its place"
    told: list[object] = []
    table.chosen.connect(told.append)
    table.set_rows(())
    assert (table.current(), told) == (None, [None])


def test_the_detail_waits_until_the_cursor_rests(show: Show, qtbot: QtBot) -> None:
    table = show()
    rested: list[Person] = []
    table.settled.connect(rested.append)
    for person in PEOPLE:
        table.choose(person.id)
    qtbot.waitUntil(lambda: bool(rested))
    assert rested == [PEOPLE[2]]


def test_space_and_click_check_a_row(show: Show, qtbot: QtBot) -> None:
    table = show()
    table.setFocus()
    checked: list[tuple[int, str]] = []
    table.checked.connect(lambda row, key: checked.append((row.id, key)))
    press(table.view, Qt.Key.Key_Space)
    cell = table.view.visualRect(table.view.rows.index(2, 3))
    click(table.view.viewport(), cell.topLeft() + QPoint(2, 2))
    assert checked == [(1, "there"), (3, "there")], "the whole cell counts, not the box alone"


def test_a_head_sorts_and_keeps_the_row(show: Show) -> None:
    table = show()
    table.choose(1)
    head = table.view.horizontalHeader()
    head.sectionClicked.emit(1)
    assert [row.id for row in table.shown_rows()] == [2, 3, 1]
    head.sectionClicked.emit(1)
    assert [row.id for row in table.shown_rows()] == [1, 3, 2]
    assert table.current().id == 1
    head.sectionClicked.emit(0)
    assert [row.id for row in table.shown_rows()] == [1, 3, 2], "a column without order stays"


def test_groups_fold_by_key_and_are_no_rows(show: Show, qtbot: QtBot) -> None:
    table = show()
    table.set_groups(
        [
            Group(Heading("a", "Certain", "2 rows"), PEOPLE[:2]),
            Group(Heading("b", "Doubt"), PEOPLE[2:]),
        ],
        folded=["b"],
    )
    assert [row.id for row in table.shown_rows()] == [1, 2]
    assert [table.view.rowHeight(number) for number in range(4)] == [32, 36, 36, 32]
    table.view.select_number(0)
    table.setFocus()
    assert table.current() is None
    press(table.view, Qt.Key.Key_Left)
    assert table.shown_rows() == []
    press(table.view, Qt.Key.Key_Right)
    table.choose(1)
    table.step(1)
    assert (table.current().id, table.position()) == (2, (2, 2))
    assert len(table) == 2


def test_shortened_words_are_whole_in_the_tooltip(show: Show, qtbot: QtBot) -> None:
    table = show((Person(1, "Bé"), Person(2, "Annie van den Berg-Holtrop tot Beemdervelde")))
    table.resize(330, 300)
    settle(qtbot, table)
    said = []
    for number in (0, 1):
        where = table.view.visualRect(table.view.rows.index(number, 1)).center()
        help_wanted = QHelpEvent(QEvent.Type.ToolTip, where, table.view.mapToGlobal(where))
        QApplication.sendEvent(table.view.viewport(), help_wanted)
        said.append(QToolTip.text())
    assert said == ["", "Annie van den Berg-Holtrop tot Beemdervelde"]


def test_a_figure_is_never_cut(show: Show, qtbot: QtBot) -> None:
    long = Person(
        5, "Somebody with a very long name indeed, longer than the table", "− 1.234.567,89"
    )
    table = show((*PEOPLE, long))
    table.resize(330, 300)
    settle(qtbot, table)
    column = COLUMNS[2]
    number = COLUMNS.index(column)
    room = table.view.inside(table.view.visualRect(table.view.rows.index(3, number)), number)
    assert room.width() >= cell_width(column, long)
    assert table.view.isColumnHidden(3), "what may leave the table left it first"


def test_the_total_row_stands_under_its_columns(show: Show, qtbot: QtBot) -> None:
    table = show(tuple(Person(number, "x") for number in range(50)))
    table.set_total({"name": "Total", "owed": "123.456.789,00"})
    settle(qtbot, table)
    assert table.view.verticalScrollBar().isVisible()
    assert table.view.columnWidth(2) > 100, "the total needs more than its column had"
    table.set_total({})
    settle(qtbot, table)
    assert table.view.height() == table.height()


def test_an_empty_table_says_what_comes_here(show: Show) -> None:
    table = show(())
    words = QLabel("Nothing yet")
    table.set_empty(words)
    assert words.isVisible()
    table.set_rows(PEOPLE)
    assert not words.isVisible()


def test_a_reader_hears_the_cells(show: Show) -> None:
    table = show()
    reader = QAccessible.queryAccessibleInterface(table.view)
    assert reader.text(QAccessible.Text.Name) == "People"
    heard = [
        reader.child(number).text(QAccessible.Text.Name) for number in range(reader.childCount())
    ]
    assert {"Name", "Annie van den Berg-Holtrop", "20,00", "Paid", "no"} <= set(heard)


@pytest.mark.parametrize(
    ("text", "searched", "marked"),
    [
        ("Annie van den Berg-Holtrop", "berg", ("Berg",)),
        ("Bergstraat", "bergs straat", ("Bergstraat",)),
        ("René Özdemir", "rene oz", ("René", "Öz")),
        ("Łódź", "lodz", ()),
        ("Kees", "", ()),
    ],
)
def test_searched_words_are_marked_without_their_accents(
    text: str, searched: str, marked: tuple[str, ...]
) -> None:
    assert tuple(text[begin:end] for begin, end in marked_parts(text, searched)) == marked
    assert len(plain(text)) == len(text)
