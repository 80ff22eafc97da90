"""The help beside the window: F1 opens it where one is, and the keyboard goes all through it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coopadmin.help.pages import GROUPS, NAMES
from coopadmin.store import Books
from coopadmin.store.computer import remembered
from coopadmin.ui.dialogs import Way, WaysDialog
from coopadmin.ui.help.asking import help_of
from coopadmin.ui.help.window import HelpWindow
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.helping import explain, explained_by
from coopadmin.ui.kit.theme import Appearance
from coopadmin.ui.pages import PAGES
from coopadmin.ui.window import MainWindow
from coopadmin.words import speak
from tests.ui.hands import CTRL, bring_up, press, press_here, write

ALT = Qt.KeyboardModifier.AltModifier
TODAY = date(2026, 3, 3)


@pytest.fixture
def window(qtbot: QtBot, books: Books) -> Iterator[MainWindow]:
    made = MainWindow(books)
    qtbot.addWidget(made)
    bring_up(qtbot, made, 1366, 688)
    yield made
    made.close()
    speak("en")


def opened(window: QWidget, qtbot: QtBot) -> HelpWindow:
    qtbot.waitUntil(lambda: help_of(window) is not None)
    shown = help_of(window)
    assert shown is not None
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def by_f1(window: QWidget, qtbot: QtBot) -> HelpWindow:
    press(window, Qt.Key.Key_F1)
    return opened(window, qtbot)


def words(shown: HelpWindow) -> str:
    return shown.leaf.toPlainText()


@pytest.mark.parametrize("name", [entry.name for entry in PAGES])
def test_f1_opens_the_page_of_the_screen(window: MainWindow, qtbot: QtBot, name: str) -> None:
    window.show_page(name)
    shown = by_f1(window, qtbot)
    assert shown.here.partition("#")[0] in NAMES
    assert explained_by(window).partition("#")[0] == name
    assert shown.leaf.hasFocus()


def test_the_innermost_widget_that_names_a_page_counts(qtbot: QtBot) -> None:
    outer, inner = QWidget(), QWidget()
    qtbot.addWidget(outer)
    inner.setParent(outer)
    deepest = QWidget(inner)
    explain(outer, "members")
    assert explained_by(deepest) == "members"
    explain(inner, "members#new")
    assert explained_by(deepest) == "members#new"
    assert explained_by(outer) == "members"
    assert explained_by(None) == ""


def test_help_leaves_the_window_free_and_follows_it(window: MainWindow, qtbot: QtBot) -> None:
    shown = by_f1(window, qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(window, Qt.Key.Key_2, CTRL)
    assert window.here == "members"
    again = by_f1(window, qtbot)
    assert again is shown
    assert again.here == "members"


def test_f1_once_more_goes_to_the_contents_and_esc_closes(window: MainWindow, qtbot: QtBot) -> None:
    shown = by_f1(window, qtbot)
    press_here(Qt.Key.Key_F1)
    assert shown.list.view.hasFocus()
    assert len(shown.list.shown_rows()) == len(NAMES)
    with qtbot.waitSignal(shown.destroyed):
        press_here(Qt.Key.Key_Escape)
    assert help_of(window) is None


def test_the_contents_are_walked_with_the_arrows(window: MainWindow, qtbot: QtBot) -> None:
    window.help.show(GROUPS[0][1][0])
    shown = opened(window, qtbot)
    press_here(Qt.Key.Key_F1)
    press_here(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shown.here == GROUPS[0][1][1])
    press_here(Qt.Key.Key_Return)
    assert shown.leaf.hasFocus()


def test_searching_opens_the_place_where_the_words_stand(window: MainWindow, qtbot: QtBot) -> None:
    speak("nl")
    window.rebuild()
    shown = by_f1(window, qtbot)
    press_here(Qt.Key.Key_F, CTRL)
    assert shown.search.hasFocus()
    write(shown.search, "beeindigen")
    press_here(Qt.Key.Key_Down)
    assert shown.found.view.hasFocus()
    press_here(Qt.Key.Key_Return)
    assert shown.here == "ending"
    assert words(shown).startswith("Een lidmaatschap beëindigen")
    press_here(Qt.Key.Key_F, CTRL)
    write(shown.search, "xyzzyq")
    qtbot.waitUntil(lambda: not shown.found.shown_rows())
    press_here(Qt.Key.Key_Escape)
    assert not shown.search.text()
    assert shown.isVisible()


def test_one_goes_back_and_forward_through_the_pages_seen(window: MainWindow, qtbot: QtBot) -> None:
    window.help.show("members")
    shown = opened(window, qtbot)
    shown.follow("ending#term")
    shown.follow("privacy")
    press_here(Qt.Key.Key_Left, ALT)
    assert shown.here == "ending#term"
    press_here(Qt.Key.Key_Left, ALT)
    assert shown.here == "members"
    assert not shown.back_button.isEnabled()
    press_here(Qt.Key.Key_Right, ALT)
    assert shown.here == "ending#term"


def test_a_link_opens_another_page_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    window.help.show("payments")
    shown = opened(window, qtbot)
    press_here(Qt.Key.Key_Tab)
    press_here(Qt.Key.Key_Return)
    assert window.here == "contributions", "the first link leads to a screen"
    assert shown.here == "payments"


def test_a_link_opens_a_place_on_a_screen(window: MainWindow, qtbot: QtBot) -> None:
    window.help.show("statutes")
    opened(window, qtbot).follow("screen:settings/statutes")
    assert window.here == "settings"
    assert getattr(window.page("settings"), "here", "") == "statutes"


def test_the_year_has_the_days_of_this_file(window: MainWindow, qtbot: QtBot) -> None:
    window.help.show("year")
    assert "31 July 2026" in words(opened(window, qtbot))


def test_the_keys_are_those_of_the_window_and_its_pages(window: MainWindow, qtbot: QtBot) -> None:
    window.help.show("keyboard")
    said = words(opened(window, qtbot))
    assert "Ctrl+Z" in said
    assert "Undo" in said
    for entry in PAGES:
        page = window.page(entry.name)
        for action in page.menu_actions():
            if not action.shortcut().isEmpty():
                assert action.text().rstrip("…") in said
        keys = {action.shortcut().toString() for action in page.menu_actions()}
        for hint in page.hints():
            assert hint.word in said or keys & set(hint.keys)


def test_about_says_the_licence_and_whose_work_is_in_it(window: MainWindow, qtbot: QtBot) -> None:
    window.help.show("about")
    said = words(opened(window, qtbot))
    for word in ("EUPL-1.2", "sqlalchemy", "Atkinson Hyperlegible Next", "Tabler Icons"):
        assert word in said


def test_the_size_is_kept_for_this_computer(window: MainWindow, qtbot: QtBot) -> None:
    shown = by_f1(window, qtbot)
    shown.resize(800, 600)
    shown.close()
    assert (remembered().help_width, remembered().help_height) == (800, 600)
    qtbot.waitUntil(lambda: help_of(window) is None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    again = by_f1(window, qtbot)
    assert (again.width(), again.height()) == (800, 600)


def test_lines_stay_short_however_wide_the_window_is(window: MainWindow, qtbot: QtBot) -> None:
    window.help.show("voting")
    shown = opened(window, qtbot)
    shown.resize(1366, 700)
    QApplication.processEvents()
    longest, block = 0, shown.leaf.document().begin()
    while block.isValid():
        layout = block.layout()
        for number in range(layout.lineCount()):
            longest = max(longest, layout.lineAt(number).textLength())
        block = block.next()
    assert 50 < longest <= 82


def test_a_dialog_that_holds_up_the_program_has_a_help_that_works(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = WaysDialog("Title", "Sentence.", "", [Way("look", "Only look")], window)
    explain(dialog, "laptops#elsewhere")
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    shown = by_f1(dialog, qtbot)
    assert shown.here == "laptops#elsewhere"
    shown.follow("screen:members")
    assert window.here == "overview", "a screen behind a dialog is not opened"
    press_here(Qt.Key.Key_F1)
    assert shown.list.view.hasFocus()
    press_here(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: help_of(dialog) is None)
    dialog.reject()


def test_links_to_screens_are_plain_words_where_no_screen_can_open(
    window: MainWindow, qtbot: QtBot
) -> None:
    alone = HelpWindow(window)
    qtbot.addWidget(alone)
    alone.open("payments")
    assert "screen:" not in alone.leaf.toHtml()
    beside = HelpWindow(window, go=lambda _page, _place: None)
    qtbot.addWidget(beside)
    beside.open("payments")
    assert "screen:contributions" in beside.leaf.toHtml()


def test_another_language_size_and_colour_reach_an_open_help(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    window.help.show("members")
    shown = opened(window, qtbot)
    speak("nl")
    window.rebuild()
    assert words(shown).startswith("Leden\n")
    assert shown.windowTitle() == "Leden – Hulp"
    before = shown.leaf.toHtml()
    theme.apply(qapp, Appearance.DARK, 100)
    assert theme.tokens().ink.lower() in shown.leaf.toHtml().lower()
    theme.apply(qapp, Appearance.DARK, 150)
    assert "font-size:22px" in shown.leaf.toHtml().replace(" ", "")
    assert shown.leaf.toHtml() != before


def test_a_page_is_printed_dark_on_white(
    window: MainWindow, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory, qapp: QApplication
) -> None:
    theme.apply(qapp, Appearance.DARK, 100)
    window.help.show("members")
    shown = opened(window, qtbot)
    path = tmp_path_factory.mktemp("print") / "members.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    shown.print_on(printer)
    pages = PdfReader(path).pages
    assert len(pages) in {2, 3}, "letters of a readable size"
    assert "Members" in pages[0].extract_text()
    assert "Members" in words(shown), "what is on the screen stays"


def test_everything_has_a_name(window: MainWindow, qtbot: QtBot) -> None:
    shown = by_f1(window, qtbot)
    for part in (shown.search, shown.leaf, shown.list.view, shown.found.view, shown.back_button):
        assert part.accessibleName()


def test_where_room_is_short_the_contents_come_when_asked_for(
    window: MainWindow, qtbot: QtBot
) -> None:
    shown = by_f1(window, qtbot)
    shown.resize(520, 500)
    qtbot.waitUntil(lambda: not shown.side.isVisible())
    press_here(Qt.Key.Key_F1)
    assert shown.side.isVisible()
    assert shown.list.view.hasFocus()
    assert shown.side.mapTo(shown, QPoint(0, 0)).x() >= 0


def test_closing_the_window_closes_its_help(window: MainWindow, qtbot: QtBot) -> None:
    shown = by_f1(window, qtbot)
    window.close()
    assert not shown.isVisible()
