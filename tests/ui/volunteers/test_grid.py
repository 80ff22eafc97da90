"""The month grid by keyboard: typed, walked, in doubt, pasted, heard and undone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from coopadmin.kernel.calendar import Period
from coopadmin.store import Books
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.theme import Appearance, Role
from coopadmin.ui.volunteers.gridmodel import Doubt, split_figure
from coopadmin.ui.volunteers.page import HoursPage
from coopadmin.volunteers.queries import list_hours
from tests.ui.hands import CTRL, click, overwrite, press_here, write
from tests.ui.volunteers.conftest import Open, Record, stored, window_of

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FEBRUARY = Period.month(2026, 2)
ANNIE, BEA, COR = "Annie van den Berg", "Bea Hofstra", "Cor Timmerman"


def type_here(text: str) -> None:
    """Type where the focus is, which moves into the cell with the first sign."""
    for sign in text:
        widget = QApplication.focusWidget()
        assert widget is not None
        write(widget, sign)


def at(page: HoursPage) -> tuple[str, int]:
    """The name and the number of the column under the cursor."""
    index = page.month.view.currentIndex()
    return page.month.view.sheet.name(index.row()), index.column()


def cell_text(page: HoursPage, row: int, column: int) -> str:
    return page.month.view.sheet.text(page.month.view.sheet.index(row, column))


def doubts(page: HoursPage) -> list[Doubt]:
    return list(page.month.view.sheet.doubts.values())


def question(page: HoursPage) -> tuple[str, list[str]]:
    (message,) = page.month.messages.shown()
    return message.sentence, [button.text() for button in message.buttons]


def test_one_begins_at_the_first_person_without_hours_and_enter_goes_down(
    open_page: Open, books: Books, bus: int, record: Record
) -> None:
    record(1, 3, 60)
    page = open_page()
    assert page.month.view.hasFocus()
    assert at(page) == (BEA, 1)
    type_here("2,5")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    press_here(KEY.Key_Return)
    assert (at(page), stored(books, bus)[BEA][0]) == ((COR, 1), 150)
    type_here("1:30")
    press_here(KEY.Key_Tab)
    assert (at(page), stored(books, bus)[COR][0]) == ((COR, 2), 90)
    type_here("4")
    press_here(KEY.Key_Backtab, SHIFT)
    assert (at(page), stored(books, bus)[COR][1]) == ((COR, 1), 240)
    assert page.month.view.sheet.grid is not None
    assert page.month.view.sheet.grid.total.minutes == 60 + 150 + 90 + 240


def test_arrows_walk_within_the_cells_and_tab_wraps_to_the_next_person(
    open_page: Open, bus: int
) -> None:
    page = open_page()
    press_here(KEY.Key_Up)
    press_here(KEY.Key_Left)
    assert at(page) == (ANNIE, 1), "not into the names"
    press_here(KEY.Key_End)
    assert at(page) == (ANNIE, 5)
    press_here(KEY.Key_Right)
    assert at(page) == (ANNIE, 5), "not into the totals"
    press_here(KEY.Key_Tab)
    assert at(page) == (BEA, 1)
    press_here(KEY.Key_End, CTRL)
    assert at(page) == (COR, 5)
    press_here(KEY.Key_Tab)
    assert not page.month.view.hasFocus(), "after the last cell Tab goes on"


def test_escape_leaves_a_cell_as_it_was_and_delete_empties_it(
    open_page: Open, books: Books, bus: int, record: Record
) -> None:
    record(1, 2, 60, 8)
    page = open_page()
    page.month.view.go_to(page.month.view.sheet.index(0, 2))
    type_here("7")
    press_here(KEY.Key_Escape)
    assert (page.month.view.hasFocus(), stored(books, bus)[ANNIE][1]) == (True, 60)
    press_here(KEY.Key_F2)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.text() == "1", "F2 goes on with what stands there"
    press_here(KEY.Key_Escape)
    press_here(KEY.Key_Delete)
    assert stored(books, bus)[ANNIE][1] == 0
    window_of(page).undo()
    assert (stored(books, bus)[ANNIE][1], cell_text(page, 0, 2)) == (60, "1")
    assert at(page) == (ANNIE, 2), "the cursor stays"


def test_ctrl_d_repeats_the_week_before(
    open_page: Open, books: Books, bus: int, record: Record
) -> None:
    record(1, 2, 210, 8)
    page = open_page()
    page.month.view.go_to(page.month.view.sheet.index(0, 3))
    press_here(KEY.Key_D, CTRL)
    assert stored(books, bus)[ANNIE][:4] == [0, 210, 210, 0]
    page.month.view.go_to(page.month.view.sheet.index(0, 1))
    press_here(KEY.Key_D, CTRL)
    page.month.view.go_to(page.month.view.sheet.index(1, 3))
    press_here(KEY.Key_D, CTRL)
    assert stored(books, bus)[ANNIE][0] == 0, "before the first week there is none"
    assert stored(books, bus)[BEA][2] == 0, "and nothing is not repeated"


def test_an_odd_value_waits_for_an_answer_while_typing_goes_on(
    open_page: Open, books: Books, bus: int
) -> None:
    page = open_page()
    page.month.view.go_to(page.month.view.sheet.index(0, 2))
    type_here("35")
    press_here(KEY.Key_Return)
    assert at(page) == (BEA, 2)
    type_here("3")
    press_here(KEY.Key_Return)
    assert (stored(books, bus)[ANNIE][1], stored(books, bus)[BEA][1]) == (0, 180)
    assert (cell_text(page, 0, 2), page.month.view.sheet.sum_of(2).minutes) == ("35", 180)
    sentence, ways = question(page)
    assert sentence.startswith("Annie van den Berg: 35 hours in 2 February 2026")
    assert ways == ["Make it 3.5", "35 hours is right"]
    press_here(KEY.Key_F8)
    assert at(page) == (ANNIE, 2)
    press_here(KEY.Key_Return)
    assert QApplication.focusWidget() is page.month.messages.shown()[0].buttons[0]
    press_here(KEY.Key_Space)
    assert (stored(books, bus)[ANNIE][1], doubts(page)) == (210, [])
    assert page.month.messages.shown() == ()
    assert page.month.view.hasFocus()


def test_an_odd_value_that_is_right_is_stored_with_the_answer(
    open_page: Open, books: Books, bus: int
) -> None:
    page = open_page()
    page.month.view.go_to(page.month.view.sheet.index(0, 2))
    type_here("35")
    press_here(KEY.Key_Return)
    click(page.month.messages.shown()[0].buttons[1])
    assert (stored(books, bus)[ANNIE][1], books.drafts_of("hours")) == (2100, {})
    window_of(page).undo()
    assert (stored(books, bus)[ANNIE][1], cell_text(page, 0, 2)) == (0, "")


def test_text_that_is_no_time_stays_in_the_cell_with_the_reason(
    open_page: Open, books: Books, bus: int
) -> None:
    page = open_page()
    type_here("2 hrs?")
    press_here(KEY.Key_Tab)
    assert (cell_text(page, 0, 1), stored(books, bus)[ANNIE]) == ("2 hrs?", [0] * 5)
    sentence, ways = question(page)
    assert sentence == f"{ANNIE}: “2 hrs?” is not a number of hours. Type it as 2,5 or 2:30."
    assert ways == ["Correct it", "Make it empty"]
    click(page.month.messages.shown()[0].buttons[0])
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.text() == "2 hrs?"
    line.setText("2")
    press_here(KEY.Key_Return)
    assert (stored(books, bus)[ANNIE][0], doubts(page)) == (120, [])
    type_here("-3")
    press_here(KEY.Key_Return)
    assert question(page)[0].endswith("Hours cannot be less than zero.")
    click(page.month.messages.shown()[0].buttons[1])
    assert (doubts(page), cell_text(page, 1, 1)) == ([], "")


def test_what_is_in_doubt_is_there_again_after_closing(
    open_page: Open, books: Books, bus: int
) -> None:
    page = open_page()
    page.month.view.go_to(page.month.view.sheet.index(1, 2))
    type_here("80")
    press_here(KEY.Key_Return)
    page.step(-1)
    (message,) = page.messages.shown()
    assert message.sentence == "1 cell of February 2026 is still in doubt"
    page.window().close()
    again = open_page()
    assert (cell_text(again, 1, 2), stored(books, bus)[BEA][1]) == ("80", 0)
    assert question(again)[0].startswith("Bea Hofstra: 80 hours")


def test_leaving_or_another_month_takes_what_is_being_typed(
    open_page: Open, books: Books, bus: int
) -> None:
    page = open_page()
    type_here("3")
    press_here(KEY.Key_Left, ALT)
    assert page.switch.words.text() == "January 2026"
    assert stored(books, bus)[ANNIE][0] == 180
    press_here(KEY.Key_Right, ALT)
    page.month.view.go_to(page.month.view.sheet.index(1, 1))
    type_here("4")
    page.window().close()
    assert stored(books, bus)[BEA][0] == 240


def test_a_cell_of_several_entries_opens_them(
    open_page: Open, books: Books, bus: int, record: Record
) -> None:
    record(1, 3, 60, note="morning")
    record(1, 5, 90, estimated=True)
    page = open_page()
    page.month.view.go_to(page.month.view.sheet.index(0, 2))
    assert "2 entries" in str(page.month.view.currentIndex().data(Qt.ItemDataRole.ToolTipRole))
    type_here("9")
    assert page.entries.isVisible(), "it is not typed into"
    assert page.header.title() == ANNIE
    assert [row.note for row in page.entries.table.shown_rows()] == ["morning", ""]
    press_here(KEY.Key_Return)
    worked = page.entries.form.box("worked").control
    assert worked.hasFocus()
    overwrite(worked, "2")
    press_here(KEY.Key_S, CTRL)
    assert stored(books, bus)[ANNIE][1] == 210
    press_here(KEY.Key_Delete)
    assert [row.worked.minutes for row in books.ask(list_hours, FEBRUARY)] == [90]
    press_here(KEY.Key_Escape)
    assert (page.month.view.hasFocus(), at(page)) == (True, (ANNIE, 2))
    press_here(KEY.Key_Return, CTRL)
    press_here(KEY.Key_N, CTRL)
    overwrite(worked, "1:15")
    press_here(KEY.Key_S, CTRL)
    assert stored(books, bus)[ANNIE][1] == 165


def test_a_block_from_a_spreadsheet_is_pasted_as_one_step(
    open_page: Open, books: Books, bus: int
) -> None:
    page = open_page()
    page.month.view.go_to(page.month.view.sheet.index(1, 2))
    block = "2,5\t3\t\tx\t1\r\n40\t1:30\r\n7\t7\r\n"
    QGuiApplication.clipboard().setText(block)
    press_here(KEY.Key_V, CTRL)
    assert stored(books, bus)[BEA] == [0, 150, 180, 0, 0]
    assert stored(books, bus)[COR] == [0, 0, 90, 0, 0]
    assert sorted(doubt.text for doubt in doubts(page)) == ["40", "x"]
    (told,) = page.messages.shown()
    assert told.sentence == "3 pasted values were left out"
    window_of(page).undo()
    assert stored(books, bus)[BEA] == stored(books, bus)[COR] == [0] * 5
    QGuiApplication.clipboard().setText("5")
    press_here(KEY.Key_V, CTRL)
    press_here(KEY.Key_Return)
    assert stored(books, bus)[BEA][1] == 300, "one value is typed"
    press_here(KEY.Key_Up)
    press_here(KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "5"


def test_hours_of_a_whole_month_have_a_column_where_they_are(
    open_page: Open, books: Books, bus: int
) -> None:
    page = open_page()
    assert len(page.month.view.sheet.typed_columns) == 5
    page.month.whole.click()
    page.month.view.setFocus()
    press_here(KEY.Key_End)
    assert page.month.view.sheet.head(6) == ("whole", "month")
    type_here("12")
    press_here(KEY.Key_Return)
    (row,) = books.ask(list_hours, FEBRUARY)
    assert (row.first, row.last, row.worked.minutes) == (
        date(2026, 2, 1), date(2026, 2, 28), 720,
    )  # fmt: skip
    page.month.whole.click()
    assert page.month.view.sheet.sum_of(6).minutes == 720, "what is there is never hidden"


def test_a_reader_hears_name_week_and_hours_of_a_cell(
    open_page: Open, bus: int, record: Record
) -> None:
    record(2, 2, 150, 8)
    page = open_page()
    view = page.month.view
    type_here("99")
    press_here(KEY.Key_Return)
    reader = QAccessible.queryAccessibleInterface(view)
    assert reader.text(QAccessible.Text.Name) == "Hours by person and week"
    heard = {
        reader.child(number).text(QAccessible.Text.Name) for number in range(reader.childCount())
    }
    assert "Bea Hofstra, wk 6 2–8 Feb: 2.5" in heard
    assert "Annie van den Berg, wk 5 1 Feb: 99, not counted yet" in heard
    assert "Cor Timmerman, wk 7 9–15 Feb: nothing" in heard
    # With the heads a line has one more than there are columns, and there is one more line.
    cell = reader.child(2 * (view.sheet.columnCount() + 1) + 1 + 2).tableCellInterface()
    (column,), (row,) = cell.columnHeaderCells(), cell.rowHeaderCells()
    assert column.text(QAccessible.Text.Name) == "wk 6 2–8 Feb"
    assert row.text(QAccessible.Text.Name) == "Bea Hofstra"
    assert page.month.total.accessibleName().startswith("Total Dial-a-bus, wk 5 1 Feb: 0, wk 6")


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1366, 688, 100), (1280, 640, 125), (1280, 640, 150)]
)
def test_no_figure_and_no_week_is_ever_cut(
    open_page: Open,
    qapp: QApplication,
    bus: int,
    record: Record,
    width: int,
    height: int,
    scale: int,
) -> None:
    record(1, 2, 23 * 60 + 20, 8)
    record(2, 1, 700)
    theme.apply(qapp, Appearance.LIGHT, scale)
    page = open_page(width, height)
    view = page.month.view
    head, metrics = view.horizontalHeader(), QFontMetrics(theme.font(Role.STRONG_AMOUNT))
    titles = QFontMetrics(theme.font(Role.HEAD))
    for column in range(1, view.sheet.columnCount()):
        if head.isSectionHidden(column):
            continue
        room = view.columnWidth(column)
        texts = [view.sheet.figure(row, column) for row in range(view.sheet.rowCount())]
        for text in [*texts, view.sheet.write(view.sheet.sum_of(column))]:
            assert metrics.horizontalAdvance(text) < room
        lines = view.sheet.head(column, view._narrow_head.short)
        assert max(titles.horizontalAdvance(line) for line in lines) < room
    assert sum(view.columnWidth(n) for n in range(view.sheet.columnCount())) <= view.width()
    assert view.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("3", ("3", "")),
        ("3,5", ("3", ",5")),
        ("13.25", ("13", ".25")),
        ("2:20", ("2", ":20")),
        ("1.234", ("1.234", "")),
        ("1.234,5", ("1.234", ",5")),
        ("·", ("·", "")),
        ("", ("", "")),
    ],
)
def test_figures_are_split_at_their_comma(text: str, parts: tuple[str, str]) -> None:
    assert split_figure(text) == parts
