"""Reading a list half-way: kept as a draft, taken up after closing, gone when it was read in."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from coopadmin.store import Books
from coopadmin.ui.members.importscreen import COLUMNS, DONE, FILE, ImportScreen
from coopadmin.ui.window import MainWindow
from tests.ui.members.lists import Read, choose_field, tried_again
from tests.ui.members.test_reading import becomes, page_of
from tests.ui.members.village import OpenPage


def dot_at_members(screen: ImportScreen) -> bool:
    window = screen.window()
    assert isinstance(window, MainWindow)
    return window.sidebar.row("members").dot


def test_a_list_half_way_is_taken_up_after_closing(
    read: Read, open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    screen = read()
    tried_again(qtbot, screen, lambda: choose_field(screen, "Bijnaam", "Name used"))
    tried_again(qtbot, screen, screen.lines.update_known.click)
    wished = screen.lines.wishes(None)
    assert not wished.update
    qtbot.waitUntil(lambda: dot_at_members(screen))
    page_of(screen).window().close()
    page = open_page()
    page.visit("import")
    again = page.reader
    assert again is not None
    qtbot.waitUntil(lambda: again.trial is not None)
    assert again.steps.now == COLUMNS
    assert becomes(again)["Bijnaam"] == "Name used"
    assert again.lines.wishes(None) == wished
    again.begin_again()
    assert village.drafts_of("import") == {}
    assert not dot_at_members(again)


def test_a_list_that_was_changed_since_is_read_as_new_and_one_that_is_gone_is_forgotten(
    read: Read, open_page: OpenPage, village: Books, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = read()
    tried_again(qtbot, screen, lambda: choose_field(screen, "Bijnaam", "Name used"))
    qtbot.waitUntil(lambda: '"choices": [[' in village.drafts_of("import").get("members", ""))
    page_of(screen).window().close()
    path = tmp_path / "leden.csv"
    path.write_text(path.read_text("utf-8") + "\n;Bo;;Vos;Dijk;2;;lid;;", encoding="utf-8")
    page = open_page()
    page.visit("import")
    again = page.reader
    assert again is not None
    qtbot.waitUntil(lambda: again.trial is not None)
    assert becomes(again)["Bijnaam"] == "Choose a field"
    page.window().close()
    path.unlink()
    page = open_page()
    page.visit("import")
    assert page.reader is not None
    assert (page.reader.steps.now, page.reader.path) == (FILE, None)


def test_what_was_read_in_is_no_draft_any_more(read: Read, village: Books, qtbot: QtBot) -> None:
    screen = read()
    qtbot.waitUntil(lambda: dot_at_members(screen))
    screen.read_in()
    qtbot.waitUntil(lambda: screen.steps.now == DONE)
    assert village.drafts_of("import") == {}
