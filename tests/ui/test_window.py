"""The window: pages at first use, what a change does to them, keys, room, undo, years, drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity, end_activity
from coopadmin.store import Books
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import Button
from coopadmin.ui.kit.nameplate import Nameplate
from coopadmin.ui.kit.theme import Appearance
from coopadmin.ui.pages import MONEY, PAGES, PEOPLE, PageEntry
from coopadmin.ui.window import MainWindow
from tests.ui import gallery
from tests.ui.hands import CTRL, bring_up, click, overwrite, press, press_here, write
from tests.ui.sample import SamplePage

Open = Callable[..., MainWindow]
ALL = tuple(replace(entry, where=gallery.WHERE) for entry in PAGES)


@pytest.fixture
def open_window(qtbot: QtBot, books: Books) -> Iterator[Open]:
    windows: list[MainWindow] = []

    def opened(
        width: int = 1366, height: int = 688, pages: tuple[PageEntry, ...] = ALL
    ) -> MainWindow:
        window = MainWindow(books, lambda _books: gallery.PLATE, pages)
        windows.append(window)
        qtbot.addWidget(window)
        bring_up(qtbot, window, width, height)
        return window

    yield opened
    for window in windows:
        window.close()


def sample(window: MainWindow, name: str) -> SamplePage:
    page = window.page(name)
    assert isinstance(page, SamplePage)
    return page


def test_a_page_is_made_when_it_is_first_shown(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    assert (window.here, window.stack.count()) == ("overview", 1)
    press_here(Qt.Key.Key_2, CTRL)
    assert (window.here, window.stack.count()) == ("members", 2)
    assert sample(window, "members").search.hasFocus(), "where one begins"
    press_here(Qt.Key.Key_1, CTRL)
    press_here(Qt.Key.Key_2, CTRL)
    assert window.stack.count() == 2


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
def test_every_page_is_reached_by_its_key_and_by_its_row(
    open_window: Open, entry: PageEntry
) -> None:
    window = open_window()
    key = {"0": Qt.Key.Key_0, "J": Qt.Key.Key_J, "H": Qt.Key.Key_H, ",": Qt.Key.Key_Comma}
    name = entry.key.removeprefix("Ctrl+")
    press_here(key.get(name) or Qt.Key(ord(name)), CTRL)
    assert window.here == entry.name
    window.show_page("members")
    click(window.sidebar.row(entry.name))
    assert window.here == entry.name
    row = QAccessible.queryAccessibleInterface(window.sidebar.row(entry.name))
    assert row.role() == QAccessible.Role.Button
    assert row.text(QAccessible.Text.Description) == "shown now"


def test_a_change_reloads_the_page_that_is_shown_and_the_others_later(
    open_window: Open, books: Books
) -> None:
    window = open_window()
    members, overview = sample(window, "members"), sample(window, "overview")
    window.show_page("members")
    assert (members.loaded, overview.loaded) == (1, 1)
    books.do(add_activity, NewActivity("Dorpsbus"))
    assert (members.loaded, overview.loaded) == (2, 1)
    window.show_page("overview")
    window.show_page("members")
    assert (members.loaded, overview.loaded) == (2, 2)


def test_the_last_change_can_be_undone_and_done_again(open_window: Open, books: Books) -> None:
    window = open_window()
    assert not window.status.undo_button.isVisible(), "what was done the last time is not news"
    books.do(add_activity, NewActivity("Dorpsbus"))
    assert window.status.undo_button.isVisible()
    before = books.undoable()
    click(window.status.undo_button)
    assert books.undoable() != before
    assert window.status.redo_button.isVisible()
    told = window.status.redo_button.toolTip().removeprefix("Redo: ")
    assert window.status.words() == f"Taken back: {told}"
    window.setFocus()
    press(window, Qt.Key.Key_Y, CTRL)
    assert books.undoable().undo_label == before.undo_label
    press(window, Qt.Key.Key_Z, CTRL)
    assert books.undoable().redo_label == before.undo_label


def test_a_refused_undo_is_told_in_the_page(open_window: Open, books: Books) -> None:
    window = open_window()
    for _step in range(20):
        window.undo()
        if window.page("overview").messages.shown():
            break
    assert window.page("overview").messages.shown()[0].isVisible()


def test_a_page_that_does_an_operation_shows_why_it_is_refused(
    open_window: Open, books: Books
) -> None:
    window = open_window()
    page = window.page("overview")
    made: list[object] = []
    assert page.do(add_activity, NewActivity("Dorpsbus"), then=made.append)
    assert len(made) == 1
    assert not page.do(add_activity, NewActivity("Dorpsbus"), then=made.append)
    assert (len(made), len(page.messages.shown())) == (1, 1)
    assert page.do(end_activity, made[0], books.today())
    assert page.messages.shown() == (), "a new try clears what was said"


def test_another_book_year_reaches_the_pages_that_use_it(open_window: Open) -> None:
    window = open_window()
    page = sample(window, "overview")
    assert window.desk.year == gallery.PLATE.years[0]
    window.sidebar.year_chosen.emit(gallery.PLATE.years[1])
    assert window.desk.year == gallery.PLATE.years[1]
    assert page.loaded == 2


def test_what_is_typed_survives_leaving_the_page_and_closing(
    open_window: Open, books: Books, qtbot: QtBot
) -> None:
    window = open_window()
    window.show_page("members")
    page = sample(window, "members")
    page.edit()
    assert page.form is not None
    overwrite(page.form.box("first").control, "Anneke")
    press_here(Qt.Key.Key_J, CTRL)
    assert window.here == "annual"
    assert window.sidebar.row("members").dot
    window.close()
    again = sample(open_window(), "members")
    again.edit()
    assert again.form is not None
    assert again.form.box("first").text() == "Anneke"
    again.form.cancel()
    assert books.drafts_of("members") == {}


def test_another_size_of_text_builds_anew_and_keeps_place_and_draft(
    open_window: Open, dressed: QApplication
) -> None:
    window = open_window()
    window.show_page("members")
    page = sample(window, "members")
    page.edit()
    assert page.form is not None
    overwrite(page.form.box("first").control, "Anneke")
    press_here(Qt.Key.Key_Tab)
    theme.apply(dressed, Appearance.DARK, 125)
    assert window.here == "members"
    again = sample(window, "members")
    assert again is not page
    again.edit()
    assert again.form is not None
    assert again.form.box("first").text() == "Anneke"
    press_here(Qt.Key.Key_1, CTRL)
    assert window.here == "overview", "keys work once and not twice"


def test_colours_change_without_losing_what_is_typed(
    open_window: Open, dressed: QApplication
) -> None:
    window = open_window()
    window.show_page("members")
    page = sample(window, "members")
    write(page.search, "berg")
    theme.apply(dressed, Appearance.DARK, 100)
    assert sample(window, "members") is page
    assert page.search.text() == "berg"


def test_enter_opens_the_detail_and_escape_returns_to_the_row(
    open_window: Open, dressed: QApplication, qtbot: QtBot
) -> None:
    theme.apply(dressed, Appearance.LIGHT, 150)
    window = open_window()
    window.show_page("members")
    page = sample(window, "members")
    assert page.both.narrow
    assert not page.panel.isVisible()
    press(page.search, Qt.Key.Key_Down)
    assert page.table.view.hasFocus()
    press_here(Qt.Key.Key_Down)
    chosen = page.table.current()
    press_here(Qt.Key.Key_Return)
    assert (page.panel.isVisible(), page.table.isVisible()) == (True, False)
    assert not page.header.isVisible(), "the detail has the whole page"
    press_here(Qt.Key.Key_Escape)
    assert page.table.view.hasFocus()
    assert page.table.current() == chosen
    assert page.header.isVisible()


def test_with_room_the_detail_stands_beside_the_list(open_window: Open) -> None:
    window = open_window()
    window.show_page("members")
    page = sample(window, "members")
    page.table.setFocus()
    press_here(Qt.Key.Key_Return)
    assert page.panel.isVisible()
    assert page.table.isVisible()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.panel.isAncestorOf(focused)
    press_here(Qt.Key.Key_Escape)
    assert page.table.view.hasFocus()


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(1280, 640, 100), (1366, 688, 100), (1366, 688, 125), (1366, 688, 150)],
)
def test_everything_fits_its_room(
    open_window: Open, dressed: QApplication, qtbot: QtBot, width: int, height: int, scale: int
) -> None:
    theme.apply(dressed, Appearance.LIGHT, scale)
    window = open_window(width, height)
    window.show_page("members")
    page = sample(window, "members")
    page.edit()
    qtbot.wait(10)
    assert (window.width(), window.height()) == (width, height)
    outside = [
        (type(widget).__name__, widget.accessibleName())
        for widget in window.findChildren(Button)
        if widget.isVisible() and widget.visibleRegion().boundingRect() != widget.rect()
    ]
    assert outside == []
    assert page.form is not None
    assert page.form.save_button.isVisible()


def test_a_low_window_folds_the_sidebar_and_one_group_is_open(
    open_window: Open, dressed: QApplication, qtbot: QtBot
) -> None:
    theme.apply(dressed, Appearance.LIGHT, 150)
    window = open_window(1366, 570)
    qtbot.waitUntil(lambda: window.sidebar.accordion)
    window.show_page("members")
    side = window.sidebar
    assert side.row("members").isVisible()
    assert not side.row("contributions").isVisible()
    money, people = side.group(MONEY), side.group(PEOPLE)
    assert money.accessibleName() == "Money, 3 waiting", "what waits inside is summed"
    money.setFocus()
    press(money, Qt.Key.Key_Right)
    assert side.row("contributions").isVisible()
    assert not side.row("members").isVisible()
    assert window.here == "members", "opening a group does not leave the page"
    press(money, Qt.Key.Key_Left)
    assert not side.row("contributions").isVisible()
    people.setFocus()
    press(people, Qt.Key.Key_Down)
    assert money.hasFocus()
    window.resize(1366, 900)
    qtbot.waitUntil(lambda: not side.accordion)
    assert side.row("contributions").isVisible()


def test_alt_shows_the_menu_bar_with_what_the_page_can_do(open_window: Open) -> None:
    window = open_window()
    window.show_page("members")
    assert not window.menuBar().isVisible()
    press(window, Qt.Key.Key_Alt)
    assert window.menuBar().isVisible()
    words = {
        action.text(): action.shortcut().toString()
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()  # type: ignore[attr-defined]
    }
    assert words["Nieuw lid"] == "Ctrl+N"
    assert (words["Undo"], words["Members"]) == ("Ctrl+Z", "Ctrl+2")
    press(window, Qt.Key.Key_Alt)
    assert not window.menuBar().isVisible()


def test_the_key_of_an_action_works_on_its_own_page_alone(open_window: Open) -> None:
    window = open_window()
    window.show_page("members")
    window.show_page("overview")
    press_here(Qt.Key.Key_N, CTRL)
    assert sample(window, "overview").form is not None
    assert sample(window, "members").form is None


def test_who_works_is_shown_and_changed_in_one_click(open_window: Open, books: Books) -> None:
    window = open_window()
    assert window.status.who_button.accessibleName() == "At work: Hanneke Brouwer"
    window.status.who_chosen.emit("Wim Terpstra")
    assert books.who == "Wim Terpstra"
    assert window.status.who_button.text() == "Wim Terpstra"


def test_f6_goes_between_page_and_sidebar(open_window: Open) -> None:
    window = open_window()
    window.show_page("members")
    press_here(Qt.Key.Key_F6)
    assert window.sidebar.row("members").hasFocus()
    press_here(Qt.Key.Key_F6)
    assert sample(window, "members").search.hasFocus()


def test_f8_goes_to_the_field_with_the_error(open_window: Open) -> None:
    window = open_window()
    window.show_page("members")
    page = sample(window, "members")
    page.edit()
    assert page.form is not None
    overwrite(page.form.box("since").control, "30-2")
    page.form.box("first").control.setFocus()
    press_here(Qt.Key.Key_F8)
    assert page.form.box("since").control.hasFocus()


def test_everything_that_takes_the_keyboard_has_a_name(open_window: Open) -> None:
    window = open_window()
    window.show_page("members")
    page = sample(window, "members")
    page.edit()
    nameless = [
        type(widget).__name__
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []


def test_a_closed_window_hears_nothing_more(open_window: Open, books: Books) -> None:
    window = open_window()
    page = sample(window, "overview")
    window.close()
    books.do(add_activity, NewActivity("Dorpsbus"))
    assert page.loaded == 1


def test_a_file_without_pages_in_use_still_says_whose_it_is(
    open_window: Open, books: Books, qtbot: QtBot
) -> None:
    window = MainWindow(books, lambda _books: Nameplate("Vereniging", "Ons Dorp"), ALL[:1])
    qtbot.addWidget(window)
    assert window.windowTitle() == "Vereniging Ons Dorp – Coopadmin"
    window.close()
