"""Reading a list on the screen: file, columns, dry run, refused lines, stopping, one undo."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from pytestqt.qtbot import QtBot

from coopadmin.formats.lists import read_list
from coopadmin.members.queries import list_members
from coopadmin.store import Books
from coopadmin.ui.kit.rows import cell_text
from coopadmin.ui.members.importrows import ADDED, CHANGED, REFUSED
from coopadmin.ui.members.importscreen import COLUMNS, DONE, FILE, READING, ImportScreen
from coopadmin.ui.members.page import MembersPage
from tests.realfiles import real_file
from tests.ui.hands import overwrite, press, press_here
from tests.ui.members.lists import BSN, HEAD, Read, choose_field, groups, tried_again
from tests.ui.members.village import OpenPage, button, focused, names


def page_of(screen: ImportScreen) -> MembersPage:
    page = screen.window().page("members")  # type: ignore[attr-defined]
    assert isinstance(page, MembersPage)
    return page


def becomes(screen: ImportScreen) -> dict[str, str]:
    table = screen.columns.table
    return {row.name: cell_text(table.view.rows.columns[-1], row) for row in table.shown_rows()}


def test_a_file_goes_on_to_its_columns_and_a_dry_run(read: Read, village: Books) -> None:
    screen = read()
    assert screen.steps.accessibleName() == "Step 2 of 4: Columns and dry run"
    assert screen.subtitle() == "leden.csv · UTF-8, semicolon · nothing has been changed yet"
    assert becomes(screen) == {
        "Lidnr": "Member number",
        "Voornaam": "Name used",
        "Tussenv": "Prefix",
        "Achternaam": "Surname",
        "Straat": "Street",
        "Huisnr": "House number",
        "Pc": "Postcode",
        "Soort": "Kind of membership",
        "Bijnaam": "Choose a field",
        "BSN": "Refused",
    }
    assert groups(screen) == {
        REFUSED: ["The line names nobody: it has no surname."],
        "double": ["Resembles Annie van den Berg"],
        CHANGED: ["Address: Molenweg 5, was Molenweg 3"],
        ADDED: ["Personal, Dijk 1", "donateur, Molenweg 3"],
    }
    said = [message.sentence for message in screen.lines.messages.shown()]
    assert said == [
        "A BSN is refused and not read. Take the column out of your file too.",
        "New kind of membership: donateur",
    ]
    assert screen.lines.read_button.text() == "Read in 3 members"
    assert len(village.ask(list_members)) == 6, "nothing has changed"


def test_the_first_focus_is_what_asks_something(read: Read, village: Books) -> None:
    screen = read()
    assert screen.columns.table.view.hasFocus()
    assert screen.columns.table.current().name == "Bijnaam"
    press_here(Qt.Key.Key_F6)
    assert screen.lines.table.view.hasFocus()
    press_here(Qt.Key.Key_F8)
    assert screen.lines.table.current().group == REFUSED
    press_here(Qt.Key.Key_Escape)
    assert page_of(screen).beside() is None


def test_a_column_is_given_another_field_in_its_place_and_tried_again(
    read: Read, village: Books, qtbot: QtBot
) -> None:
    screen = read()
    press_here(Qt.Key.Key_Return)
    assert screen.columns.combo.view().isVisible(), "Enter opens the choice"
    screen.columns.combo.hidePopup()
    tried_again(qtbot, screen, lambda: choose_field(screen, "Bijnaam", "Name used"))
    assert becomes(screen)["Bijnaam"] == "Name used"
    assert becomes(screen)["Voornaam"] == "Not read", "a field is read from one column"
    tried_again(qtbot, screen, lambda: choose_field(screen, "Soort", "Not read"))
    assert "donateur" not in str(groups(screen))
    assert not any("kind" in one.sentence for one in screen.lines.messages.shown())


def test_a_bsn_can_in_no_way_be_read(read: Read, village: Books) -> None:
    screen = read()
    screen.columns.table.choose(10)
    assert not screen.columns.combo.isEnabled()
    row = screen.columns.table.current()
    texts = [cell_text(column, row) for column in screen.columns.table.view.rows.columns]
    assert texts == ["BSN", "not shown", "Refused"]
    assert BSN not in repr([one.example for one in screen.columns.table.shown_rows()])
    screen._go(FILE)
    shown = [row.cells for row in screen.file.preview.shown_rows()]
    assert BSN not in repr(shown)


def test_one_day_counts_for_all_who_have_none(read: Read, village: Books, qtbot: QtBot) -> None:
    screen = read()
    assert screen.columns.day.text() == "31-12-2025"
    tried_again(qtbot, screen, lambda: overwrite(screen.columns.day, "1-6-2020"))
    qtbot.waitUntil(lambda: "1 Jun 2020" in screen.lines._note.text())
    screen.read_in()
    qtbot.waitUntil(lambda: screen.steps.now == DONE)
    mia = next(row for row in village.ask(list_members) if row.name == "Mia de Zwart")
    assert (mia.since.isoformat(), mia.since_estimated) == ("2020-06-01", True)


def test_groups_are_shown_and_hidden(read: Read, village: Books) -> None:
    screen = read()
    filters = screen.lines.filters
    said = [one._buttons[0].accessibleName() for one in filters._filters()]
    assert said == ["Refused 1", "Double? 1", "Changed 1", "New 2", "Equal 1"]
    assert filters.keys() == ("refused", "double", "changed", "added"), "what stays is off"
    filters._filters()[4]._buttons[0].click()
    assert "unchanged" in groups(screen)
    filters._filters()[0]._buttons[0].click()
    assert REFUSED not in groups(screen)


def test_reading_in_is_one_step_that_can_be_undone(
    read: Read, village: Books, qtbot: QtBot
) -> None:
    screen = read()
    page = page_of(screen)
    screen.lines.read_button.click()
    assert screen.steps.now == READING
    qtbot.waitUntil(lambda: screen.steps.now == DONE)
    assert "2 new, 1 changed, 1 equal, 1 refused" in screen.done._state.accessibleName()  # type: ignore[union-attr]
    press(focused(), Qt.Key.Key_Space)
    assert page.beside() is None
    assert {"Mia de Zwart", "Annet van den Berg"} <= set(names(page))
    village.undo()
    assert "Mia de Zwart" not in names(page)
    assert len(village.ask(list_members)) == 6


def test_refused_lines_are_saved_with_their_reason(
    read: Read, village: Books, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = read()
    assert screen.lines.save_button.text() == "Save 1 refused"
    assert screen.trial is not None
    path = tmp_path / "geweigerd.csv"
    screen.saver.write(path, screen.trial, screen.place_of_messages())
    qtbot.waitUntil(lambda: "geweigerd.csv" in screen.lines.messages.shown()[-1].sentence)
    (row,) = read_list(path).rows
    assert row.cells[:2] == ("6", "The line names nobody: it has no surname.")
    assert BSN not in path.read_text(encoding="utf-8-sig")


def test_a_list_that_is_taken_back_is_tried_again(read: Read, village: Books, qtbot: QtBot) -> None:
    screen = read()
    screen.lines.read_button.click()
    qtbot.waitUntil(lambda: screen.steps.now == DONE)
    tried_again(qtbot, screen, village.undo)
    assert screen.steps.now == COLUMNS


def test_a_change_in_the_books_tries_the_list_again(
    read: Read, village: Books, qtbot: QtBot
) -> None:
    screen = read()
    tried_again(qtbot, screen, village.undo)


def test_stopping_half_way_reads_nothing(read: Read, village: Books, qtbot: QtBot) -> None:
    lines = [f"{number};Jan;;Bakker{number};;;;;;" for number in range(100, 1500)]
    screen = read(HEAD, *lines)
    screen.read_in()
    stop = button(screen, "Stop")
    stop.click()
    assert screen.steps.now == COLUMNS
    assert screen.lines.messages.shown()[-1].sentence == "Stopped. Nothing was read in."
    assert page_of(screen).desk.runner.tasks() == ()
    qtbot.waitUntil(lambda: screen.trial is not None and not page_of(screen).desk.runner.tasks())
    assert len(village.ask(list_members)) == 6
    assert screen.lines.read_button.isVisible()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02" * 50, "is not text"),
        (b"Naam;Plaats", "holds one line only"),
        (b'Naam;Plaats\n"Jan;x\n', "quotation marks"),
    ],
)
def test_what_is_no_list_says_so_in_step_one(
    open_page: OpenPage, village: Books, qtbot: QtBot, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "leden.csv"
    path.write_bytes(content)
    page = open_page()
    page.read_list(path)
    screen = page.reader
    assert screen is not None
    qtbot.waitUntil(lambda: bool(screen.file.messages.shown()))
    assert sentence in screen.file.messages.shown()[0].sentence
    assert screen.steps.now == FILE
    assert screen.file.drop.isVisible()


def test_a_list_without_names_says_which_column_is_needed(
    read: Read, village: Books, qtbot: QtBot
) -> None:
    screen = read("Straat;Wie", "Molenweg 3;Mia Zwart")
    assert "can be a person's name" in screen.lines.messages.shown()[0].sentence
    assert not screen.lines.read_button.isEnabled()
    tried_again(qtbot, screen, lambda: choose_field(screen, "Wie", "Whole name"))
    assert screen.lines.read_button.isEnabled()
    assert groups(screen) == {ADDED: ["Personal, Molenweg 3"]}


def test_how_a_text_file_is_read_can_be_changed(
    open_page: OpenPage, village: Books, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "leden.csv"
    path.write_bytes("Naam,Plaats\nJos\u00e9 Zwart,Beemd\n".encode("cp1252"))
    page = open_page()
    page.read_list(path)
    screen = page.reader
    assert screen is not None
    qtbot.waitUntil(lambda: screen.trial is not None)
    button(page, "How it is read").click()
    assert (screen.file.encoding.value(), screen.file.delimiter.value()) == ("Windows-1252", ",")
    assert not screen.file.sheet.isVisible()
    assert screen.file.preview.shown_rows()[0].cells == ("José Zwart", "Beemd")
    screen.file.encoding.setCurrentText("DOS 850")
    qtbot.waitUntil(lambda: screen.file.preview.shown_rows()[0].cells != ("José Zwart", "Beemd"))
    assert screen.steps.now == FILE, "one looks first"
    screen.file.encoding.setCurrentText("UTF-8")
    qtbot.waitUntil(lambda: bool(screen.file.messages.shown()))
    assert screen.file.encoding.isVisible(), "and can choose another way"
    screen.file.encoding.setCurrentText("Windows-1252")
    qtbot.waitUntil(lambda: not screen.file.messages.shown())
    button(screen, "Go on").click()
    assert screen.steps.now == COLUMNS


def test_another_sheet_of_a_workbook_can_be_chosen(
    open_page: OpenPage, village: Books, qtbot: QtBot, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Leden"
    second = book.create_sheet("Oud-leden")
    for page_, name in ((first, "Mia Zwart"), (second, "Bert Wit")):
        page_.append(["Naam", "Plaats"])
        page_.append([name, "Beemd"])
    path = tmp_path / "leden.xlsx"
    book.save(path)
    page = open_page()
    page.read_list(path)
    screen = page.reader
    assert screen is not None
    qtbot.waitUntil(lambda: screen.trial is not None)
    assert "sheet Leden" in screen.subtitle()
    screen._go(FILE)
    assert not screen.file.encoding.isVisible()
    screen.file.sheet.setCurrentText("Oud-leden")
    qtbot.waitUntil(lambda: "sheet Oud-leden" in screen.subtitle())
    assert screen.file.preview.shown_rows()[0].cells == ("Bert Wit", "Beemd")


def test_a_file_is_dropped_anywhere_on_the_screen(
    open_page: OpenPage, village: Books, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "leden.csv"
    path.write_text("Naam\nMia Zwart\n", encoding="utf-8")
    page = open_page()
    page.read_list()
    screen = page.reader
    assert screen is not None
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    place = QPointF(20, 20)
    screen.dropEvent(QDropEvent(place, copy, held, left, Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: screen.trial is not None)
    assert screen.path == path


def test_in_a_narrow_window_columns_and_dry_run_take_turns(read: Read, village: Books) -> None:
    screen = read(width=1000)
    assert screen.side.isVisible()
    assert screen.columns.isVisible() != screen.lines.isVisible()
    press_here(Qt.Key.Key_F6)
    assert (screen.columns.isVisible(), screen.lines.isVisible()) == (False, True)
    assert screen.lines.table.view.hasFocus()
    press_here(Qt.Key.Key_Escape)
    assert not screen.side.isVisible(), "the switch is of this screen alone"


def test_what_was_chosen_is_there_after_a_look_at_the_members(
    read: Read, village: Books, qtbot: QtBot
) -> None:
    screen = read()
    tried_again(qtbot, screen, lambda: choose_field(screen, "Bijnaam", "Not read"))
    press_here(Qt.Key.Key_Escape)
    page_of(screen).read_list()
    assert becomes(screen)["Bijnaam"] == "Not read"
    assert screen.steps.now == COLUMNS
    screen.begin_again()
    assert (screen.steps.now, screen.trial) == (FILE, None)


def test_the_population_register_is_read_as_the_command_line_does(
    open_page: OpenPage, books: Books, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "brp.csv"
    shutil.copy(real_file("members/brp_testset.csv"), path)
    page = open_page()
    page.read_list(path)
    screen = page.reader
    assert screen is not None
    qtbot.waitUntil(lambda: screen.trial is not None, timeout=20_000)
    assert screen.lines.read_button.text() == "Read in 332 members"
    said = screen.lines.filters._filters()
    assert [one._buttons[0].accessibleName() for one in said] == ["New 332", "Skipped 750"]
    assert len(screen.columns.table) == 257


def test_the_steps_and_panes_are_said_aloud(read: Read, village: Books) -> None:
    screen = read()
    for widget, name in (
        (screen.columns.table.view, "Columns"),
        (screen.lines.table.view, "Dry run"),
        (screen.columns.combo, "Bijnaam becomes"),
        (screen.columns.day, "Member since, where the list has no day"),
        (screen.steps, "Step 2 of 4: Columns and dry run"),
    ):
        said = QAccessible.queryAccessibleInterface(widget)
        assert said.text(QAccessible.Text.Name) == name
