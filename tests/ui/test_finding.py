"""Ctrl+K in the real window: what is found, chosen by keyboard and mouse, and really shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coopadmin.activities.queries import list_activities
from coopadmin.app import Coopadmin
from coopadmin.capital.queries import list_movements
from coopadmin.correspondence.queries import list_sendings, list_templates
from coopadmin.desk.finding import find_everything
from coopadmin.desk.found import KINDS, Found
from coopadmin.ui.annual.page import AnnualPage
from coopadmin.ui.contributions.page import ContributionsPage
from coopadmin.ui.kit.palette import Palette
from coopadmin.ui.letters.page import LettersPage
from coopadmin.ui.meetings.page import MeetingsPage
from coopadmin.ui.members.page import MembersPage
from coopadmin.ui.pages import PAGES
from coopadmin.ui.settings.page import SettingsPage
from coopadmin.ui.volunteers.page import HoursPage
from coopadmin.ui.window import MainWindow
from tests.app.program import PATIENCE_MS, program
from tests.ui.hands import CTRL, bring_up, click, press, press_here, write

__all__ = ["program"]


@pytest.fixture
def window(program: Coopadmin, file: object, qtbot: QtBot) -> Iterator[MainWindow]:
    assert program.open(file)  # type: ignore[arg-type]
    opened = program.files[0].window
    opened.showNormal()
    bring_up(qtbot, opened, 1366, 688)
    yield opened
    opened.close()


def search(window: MainWindow, text: str = "") -> Palette:
    press_here(Qt.Key.Key_K, CTRL)
    palette = window.finder.palette
    assert palette is not None
    assert palette.line.hasFocus()
    write(palette.line, text)
    return palette


def titles(palette: Palette) -> list[str]:
    return [hit.title for hit in palette.hits()]


def settled(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.wait(30)
    qtbot.waitUntil(lambda: not window.runner.tasks(), timeout=PATIENCE_MS)


def some(window: MainWindow, kind: str, text: str) -> Found:
    books = window.books
    rows = books.ask(find_everything, text, books.today(), 20)
    return next(row for row in rows if row.kind == kind)


def a_member(window: MainWindow) -> Found:
    rows = window.books.ask(find_everything, "van", window.books.today(), 20)
    return next(row for row in rows if row.page == "members")


def test_the_screens_are_shown_before_anything_is_typed(window: MainWindow) -> None:
    click(window.sidebar.search)
    palette = window.finder.palette
    assert palette is not None
    assert len(titles(palette)) == len(PAGES)
    press(palette.line, Qt.Key.Key_Down)
    press(palette.line, Qt.Key.Key_Return)
    assert (window.here, window.finder.palette) == ("members", None)


def test_esc_ctrl_k_and_a_click_beside_it_give_the_focus_back(window: MainWindow) -> None:
    window.show_page("members")
    before = QApplication.focusWidget()
    assert before is not None
    press(search(window, "berg").line, Qt.Key.Key_Escape)
    assert before.hasFocus()
    press(search(window).line, Qt.Key.Key_K, CTRL)
    assert before.hasFocus()
    click(search(window), window.rect().bottomLeft())
    assert before.hasFocus()
    assert window.finder.palette is None
    assert window.here == "members"


def test_keys_of_the_page_do_nothing_under_the_search(window: MainWindow) -> None:
    palette = search(window)
    for key in (Qt.Key.Key_2, Qt.Key.Key_N, Qt.Key.Key_Z):
        press(palette.line, key, CTRL)
    press(palette.line, Qt.Key.Key_Tab)
    assert (window.here, palette.line.hasFocus()) == ("overview", True)
    assert palette.list.position()[0] == 2, "Tab walks on"
    press(palette.line, Qt.Key.Key_Backtab)
    press(palette.line, Qt.Key.Key_Up)
    assert palette.list.position()[0] == len(PAGES), "from the first to the last"


def test_the_chosen_one_is_told_to_a_reader_of_the_screen(window: MainWindow) -> None:
    palette = search(window, "settings")
    line = QAccessible.queryAccessibleInterface(palette.line)
    assert line.role() == QAccessible.Role.EditableText
    assert line.text(QAccessible.Text.Name) == "Search everything"
    told = line.text(QAccessible.Text.Description)
    assert told == f"Screens, Settings, Ctrl+,, 1 of {len(palette.hits())}"
    rows = QAccessible.queryAccessibleInterface(palette.list.view)
    assert rows.text(QAccessible.Text.Name) == "Found"
    press(palette.line, Qt.Key.Key_Down)
    assert line.text(QAccessible.Text.Description) != told


@pytest.mark.parametrize("scale", [100, 150])
def test_it_stays_inside_a_small_window(
    window: MainWindow, qtbot: QtBot, program: Coopadmin, scale: int
) -> None:
    program.dress("light", scale)
    window.resize(1280, 640)
    palette = search(window, "e")
    window.resize(1024, 640)
    qtbot.waitUntil(lambda: palette.rect() == window.rect())
    assert palette.rect().contains(palette.card.geometry())


def test_a_member_is_chosen_in_the_list(window: MainWindow, qtbot: QtBot) -> None:
    row = a_member(window)
    palette = search(window, row.title)
    assert titles(palette)[0] == row.title, "the first is chosen"
    press(palette.line, Qt.Key.Key_Return)
    settled(window, qtbot)
    page = window.page("members")
    assert isinstance(page, MembersPage)
    assert page.list.table.current().membership_id == row.place
    assert page.list.table.current().name == row.title
    assert titles(search(window))[0] == row.title, "and stands on top the next time"


def test_a_click_takes_what_is_clicked(window: MainWindow, qtbot: QtBot) -> None:
    palette = search(window, "jaar")
    view = palette.list.view
    second = view.rows.numbers()[1]
    wanted = palette.hits()[1]
    click(view.viewport(), view.visualRect(view.rows.index(second, 0)).center())
    settled(window, qtbot)
    assert window.finder.palette is None
    assert wanted.title in [hit.title for hit in window.finder.find("")]


def test_an_activity_a_meeting_and_a_resolution_are_shown(window: MainWindow, qtbot: QtBot) -> None:
    activity = window.books.ask(list_activities)[1]
    press(search(window, activity.name).line, Qt.Key.Key_Return)
    settled(window, qtbot)
    hours = window.page("hours")
    assert isinstance(hours, HoursPage)
    assert window.here == "hours"
    assert hours.list.table.current().activity_id == activity.id

    meeting = some(window, "meeting", "ledenvergadering")
    press(search(window, "ledenvergadering").line, Qt.Key.Key_Return)
    settled(window, qtbot)
    meetings = window.page("meetings")
    assert isinstance(meetings, MeetingsPage)
    assert meetings.opened is not None
    assert meetings.opened.facts.id == meeting.place

    resolution = some(window, "resolution", "ALV-2025")
    press(search(window, str(resolution.place)).line, Qt.Key.Key_Return)
    settled(window, qtbot)
    assert meetings.register.table.current().number == resolution.place


def test_a_text_and_a_sending_are_shown_on_the_page_of_letters(
    window: MainWindow, qtbot: QtBot
) -> None:
    wanted = next(row for row in window.books.ask(list_templates, "en") if row.code == "jubilee")
    text = some(window, "letter-text", wanted.name)
    sent = window.books.ask(list_sendings)[0]
    palette = search(window, wanted.subject_to_read)
    assert titles(palette)[0] == wanted.name
    press(palette.line, Qt.Key.Key_Return)
    settled(window, qtbot)
    letters = window.page("letters")
    assert isinstance(letters, LettersPage)
    assert window.here == "letters"
    assert letters.home.table.current().template.code == text.place == wanted.code

    found = some(window, "sending", sent.dated.isoformat())
    window.finder._found(found).run()
    settled(window, qtbot)
    assert letters.header.isVisible()
    assert letters.sending.number == found.place == sent.number


def test_a_charge_and_a_payment_are_shown_in_their_own_year(
    window: MainWindow, qtbot: QtBot
) -> None:
    for text, kind in (("2025-0001", "open-item"), ("20,00", "payment")):
        row = some(window, kind, text)
        palette = search(window, text)
        while palette.list.current().title != row.title:
            press(palette.line, Qt.Key.Key_Down)
        press(palette.line, Qt.Key.Key_Return)
        settled(window, qtbot)
        page = window.page("contributions")
        assert isinstance(page, ContributionsPage)
        assert isinstance(row.place, tuple)
        assert (page.year().label, page.charges.table.current().id) == row.place


def test_what_is_owed_for_capital_is_shown_among_its_movements(
    window: MainWindow, qtbot: QtBot
) -> None:
    movement = max(window.books.ask(list_movements), key=lambda row: row.amount)
    palette = search(window, str(movement.amount))
    wanted = [hit for hit in palette.hits() if movement.name in hit.title]
    assert wanted
    while palette.list.current() is not wanted[0]:
        press(palette.line, Qt.Key.Key_Down)
    press(palette.line, Qt.Key.Key_Return)
    settled(window, qtbot)
    page = window.page("contributions")
    assert isinstance(page, ContributionsPage)
    assert page.capital.isVisible()
    assert {row.name for row in page.capital.table.shown_rows()} == {movement.name}


def test_the_report_of_a_year_is_opened(window: MainWindow, qtbot: QtBot) -> None:
    palette = search(window, "annual report 2024")
    press(palette.line, Qt.Key.Key_Return)
    settled(window, qtbot)
    assert window.here == "annual"
    assert isinstance(window.page("annual"), AnnualPage)
    assert window.desk.year is not None
    assert window.desk.year.label == "2024"


def test_every_part_of_a_page_is_found_and_shown(window: MainWindow, qtbot: QtBot) -> None:
    for entry in PAGES:
        for part in entry.parts:
            window.show_page("overview")
            palette = search(window, part.title)
            assert part.title in titles(palette)
            while palette.list.current().title != part.title:
                press(palette.line, Qt.Key.Key_Down)
            press(palette.line, Qt.Key.Key_Return)
            settled(window, qtbot)
            assert window.here == entry.name
            page = window.page(entry.name)
            if isinstance(page, SettingsPage):
                assert page.here == str(part.place).partition(" ")[0]
    settings = next(entry for entry in PAGES if entry.name == "settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    whole = [part.place for part in settings.parts if " " not in part.place]
    assert [row.id for row in page.list.shown_rows()] == whole


@pytest.mark.parametrize(
    ("language", "typed", "found"),
    [
        ("nl", "aftreden", "Rooster van aftreden"),
        ("nl", "herbenoem", "Rooster van aftreden"),
        ("nl", "penningmeester", "Bestuur en commissies"),
        ("nl", "grotere letters", "Weergave"),
        ("nl", "taal", "Weergave"),
        ("nl", "verzekering", "Termijnen"),
        ("nl", "terugzetten", "Reservekopie"),
        ("nl", "backup", "Reservekopie"),
        ("nl", "bijlagen", "Stukken"),
        ("nl", "logo", "Huisstijl"),
        ("nl", "opzegtermijn", "Statuten"),
        ("nl", "kilometervergoeding", "Wettelijke bedragen"),
        ("nl", "avg", "Privacy"),
        ("nl", "gebruiker", "Wie werkt er"),
        ("nl", "rekeningnummer", "Coöperatie"),
        ("nl", "retirement schedule", "Rooster van aftreden"),
        ("en", "reappointment", "Retirement schedule"),
        ("en", "restore", "Backup"),
        ("en", "GDPR", "Privacy"),
        ("en", "disk space", "Documents"),
    ],
)
def test_settings_are_found_by_what_people_call_them(
    window: MainWindow, program: Coopadmin, language: str, typed: str, found: str
) -> None:
    program.speak(language)
    hits = [hit.title for hit in window.finder.find(typed)]
    assert found in hits, hits


def test_the_retirement_schedule_is_shown_when_it_is_found(
    window: MainWindow, qtbot: QtBot
) -> None:
    palette = search(window, "reappointment")
    press(palette.line, Qt.Key.Key_Return)
    settled(window, qtbot)
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    assert page.here == "officers"
    assert "By body" in [action.text for action in page.page_actions()]


def test_every_command_is_one_of_its_page_with_the_key_that_is_told(
    window: MainWindow, qtbot: QtBot
) -> None:
    for entry in PAGES:
        window.show_page(entry.name)
        settled(window, qtbot)
        offered = {action.text: action.key for action in window.page(entry.name).page_actions()}
        for command in entry.commands:
            assert offered.get(command.title) == command.key, command.title


def test_a_command_is_carried_out_on_its_page(window: MainWindow, qtbot: QtBot) -> None:
    palette = search(window, "new member")
    assert titles(palette)[0] == "New member"
    assert "Welcome to a new member" in titles(palette), "a text with these words comes later"
    press(palette.line, Qt.Key.Key_Return)
    settled(window, qtbot)
    page = window.page("members")
    assert isinstance(page, MembersPage)
    assert page.forms.key == "new"


def test_a_name_that_nobody_has_is_proposed_as_a_new_member(
    window: MainWindow, qtbot: QtBot
) -> None:
    palette = search(window, "Zwaantje Xylander")
    assert titles(palette) == ["New member with this name"]
    press(palette.line, Qt.Key.Key_Return)
    settled(window, qtbot)
    page = window.page("members")
    assert isinstance(page, MembersPage)
    assert page.forms.form is not None
    typed = page.forms.form.draft()
    assert (typed["call_name"], typed["surname"]) == ("Zwaantje", "Xylander")


def test_every_kind_that_can_be_found_has_a_group(window: MainWindow) -> None:
    for kind in KINDS:
        hit = window.finder._found(Found(kind, "title", "", "overview", None, 0))
        assert hit.group


@pytest.mark.parametrize("name", ["members", "contributions", "history"])
def test_ctrl_f_goes_to_the_search_of_the_list(window: MainWindow, qtbot: QtBot, name: str) -> None:
    window.show_page(name)
    settled(window, qtbot)
    page = window.page(name)
    page.setFocus()
    window.setFocus()
    press(window, Qt.Key.Key_F, CTRL)
    focused: QWidget | None = QApplication.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused)
    assert type(focused).__name__ == "Search"


@pytest.mark.parametrize("name", ["overview", "hours", "meetings", "annual", "settings"])
def test_ctrl_f_on_a_page_without_a_search_of_its_own_searches_everything(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    window.show_page(name)
    settled(window, qtbot)
    press_here(Qt.Key.Key_F, CTRL)
    assert window.finder.palette is not None
    assert window.finder.palette.line.hasFocus()
