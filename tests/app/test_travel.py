"""A file on two computers: looked at while another works, handed over, come back, told apart."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coopadmin.activities.queries import list_activities
from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.app import Coopadmin
from coopadmin.desk.handing import hand_over_to
from coopadmin.migrations import open_books
from coopadmin.store import Books
from coopadmin.store.computer import HOME_VARIABLE, remembered
from coopadmin.ui.dialogs import WaysDialog
from coopadmin.ui.handing import HandoverDialog, ReasonDialog
from coopadmin.ui.kit.form import Form
from tests.app.program import PATIENCE_MS, answering
from tests.fixtures import WHO, clock
from tests.ui.hands import CTRL, bring_up, click, press_here, write

WIM = "Wim Terpstra"


def told(program: Coopadmin) -> list[tuple[str, str]]:
    shown = program.files[-1].window.notices.shown()
    return [(message.sentence, message.accessibleName()) for message in shown]


def press(program: Coopadmin, words: str) -> None:
    buttons = [b for m in program.files[-1].window.notices.shown() for b in m.buttons]
    click(next(button for button in buttons if button.text() == words))


def here(path: Path, **options: object) -> Books:
    """The file as a command of this computer opens it."""
    return open_books(path, who=WHO, origin=remembered().origin, clock=clock, **options)  # type: ignore[arg-type]


def there(path: Path, *activities: str, back: Path | None = None) -> None:
    """Wim works in a file on his own computer, and hands it back when asked to."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(path.parent / "computer of wim"))
        own = remembered().origin
        with open_books(path, who=WIM, origin=own, clock=clock) as books:
            for name in activities:
                books.do(add_activity, NewActivity(name))
            if back is not None:
                hand_over_to(books, WHO, "Bijgewerkt tot maart", back)


def taking(way: str) -> Callable[[WaysDialog], None]:
    return lambda dialog: click(dialog.buttons[way])


def test_who_looks_sees_what_the_other_does_and_works_when_it_is_free(
    program: Coopadmin, path: Path, qtbot: QtBot
) -> None:
    working = here(path, for_long=True)
    with answering(WaysDialog, taking("look")):
        assert program.open(path)
    looked_at = program.files[0]
    looked_at.window.show_page("history")
    heard: list[object] = []
    looked_at.books.listen(heard.append)
    looked_at.books.look_again()
    working.do(add_activity, NewActivity("Eetpunt"))
    qtbot.waitUntil(lambda: bool(heard), timeout=PATIENCE_MS)
    assert "Eetpunt" in [row.name for row in looked_at.books.ask(list_activities)]
    press(program, "Try again")
    assert program.files == [looked_at], "it is held still"
    working.close()
    qtbot.waitUntil(lambda: told(program)[0][0] == "This file is free again", timeout=PATIENCE_MS)
    press(program, "Work in it")
    assert [file.books.read_only for file in program.files] == [False]
    assert program.files[0].window.here == "history"


def test_looking_leaves_the_file_as_it_was(program: Coopadmin, path: Path) -> None:
    path.with_name(path.name + ".lock").write_text(
        '{"name": "Wim", "computer": "laptop-wim", "process": 12, "start": "1"}'
    )
    before = path.read_bytes()
    with answering(WaysDialog, taking("look")):
        program.open(path)
    program.files[0].window.close()
    assert path.read_bytes() == before


def test_ctrl_z_leaves_what_the_other_did_and_shows_the_way_to_the_history(
    program: Coopadmin, path: Path, qtbot: QtBot
) -> None:
    there(path, "Eetpunt")
    program.open(path)
    file = program.files[0]
    bring_up(qtbot, file.window)
    press_here(Qt.Key.Key_Z, CTRL)
    assert "Eetpunt" in [row.name for row in file.books.ask(list_activities)]
    page = file.window.page("overview")
    (told_here,) = page.messages.shown()
    assert told_here.sentence.startswith(f"{WIM} did this on another computer")
    click(told_here.buttons[0])
    assert file.window.here == "history"
    file.books.do(add_activity, NewActivity("Bus"))
    press_here(Qt.Key.Key_Z, CTRL)
    assert [row.name for row in file.books.ask(list_activities)].count("Bus") == 0


def test_what_was_handed_over_is_looked_at_until_it_is_taken_back(
    program: Coopadmin, path: Path, qtbot: QtBot
) -> None:
    program.open(path)

    def answer(dialog: HandoverDialog) -> None:
        assert not dialog.here_button.isEnabled()
        write(dialog.to_line, WIM)
        write(dialog.note_line, "Tot 1 april")
        click(dialog.here_button)

    with answering(HandoverDialog, answer):
        program.hand_over(program.files[0].books)
    qtbot.waitUntil(
        lambda: [file.books.read_only for file in program.files] == [True], timeout=PATIENCE_MS
    )
    ((sentence, whole),) = told(program)
    assert sentence == "You handed this file over to Wim Terpstra on 3 March 2026"
    assert "“Tot 1 april”" in whole
    press(program, "I have it after all")
    assert [file.books.read_only for file in program.files] == [False]
    assert told(program) == []


def test_the_other_is_told_from_whom_it_comes_until_that_one_works_in_it(
    program: Coopadmin, path: Path
) -> None:
    there(path, back=path.with_name("terug.coop"))
    program.open(path.with_name("terug.coop"))
    ((sentence, whole),) = told(program)
    assert sentence == "Wim Terpstra handed this file over to you on 3 March 2026"
    assert "Bijgewerkt tot maart" in whole
    program.files[0].books.do(add_activity, NewActivity("Eetpunt"))
    program.files[0].window.close()
    program.open(path.with_name("terug.coop"))
    assert told(program) == []


def test_what_came_back_is_put_in_the_place_of_the_file_here(
    program: Coopadmin, path: Path, tmp_path: Path
) -> None:
    to_wim, back = tmp_path / "wim.coop", tmp_path / "stick" / "terug.coop"
    back.parent.mkdir()
    with here(path) as books:
        hand_over_to(books, WIM, copy=to_wim)
    there(to_wim, "Eetpunt", back=back)
    assert program.open(back)
    assert str(path) in told(program)[0][1]
    press(program, "Put it there")
    (file,) = program.files
    assert file.books.path == path
    assert not file.books.read_only
    assert "Eetpunt" in [row.name for row in file.books.ask(list_activities)]
    assert path.with_name("beemdervelde kept 2026-03-03.coop").exists()


def test_what_comes_back_without_being_handed_back_asks_to_be_taken_back(
    program: Coopadmin, path: Path, tmp_path: Path
) -> None:
    to_wim = tmp_path / "wim.coop"
    with here(path) as books:
        hand_over_to(books, WIM, copy=to_wim)
    there(to_wim, "Eetpunt")
    program.open(to_wim)
    assert told(program)[0][0] == "This file comes back from Wim Terpstra, who worked in it"
    press(program, "Take it back and work in it")
    assert [file.books.read_only for file in program.files] == [False]


@pytest.fixture
def old(path: Path, tmp_path: Path) -> Path:
    """A copy from before this computer went on in the file."""
    copy = tmp_path / "oud.coop"
    shutil.copyfile(path, copy)
    with here(path) as books:
        books.do(add_activity, NewActivity("Eetpunt"))
        books.do(add_activity, NewActivity("Vervoer"))
    return copy


def test_an_older_copy_leads_to_the_newer_one(program: Coopadmin, path: Path, old: Path) -> None:
    def answer(dialog: WaysDialog) -> None:
        assert dialog.accessibleName() == "Older copy"
        assert list(dialog.buttons) == ["newer", "look", "go_on", ""]
        said = dialog.buttons["newer"].accessibleDescription()
        assert "2 changes by Hanneke Brouwer, to 3 March 2026" in said
        click(dialog.buttons["newer"])

    with answering(WaysDialog, answer):
        assert program.open(old)
    assert [file.books.path for file in program.files] == [path]


def test_an_older_copy_is_looked_at_and_gone_on_with_for_a_reason(
    program: Coopadmin, old: Path
) -> None:
    with answering(WaysDialog, taking("look")):
        program.open(old)
    assert told(program)[0][0] == "This copy is older: it goes to 3 March 2026"

    def answer(dialog: ReasonDialog) -> None:
        assert not dialog.take_button.isEnabled()
        write(dialog.line, "De laptop is stuk")
        click(dialog.take_button)

    with answering(ReasonDialog, answer):
        press(program, "Go on with this one…")
    (file,) = program.files
    assert not file.books.read_only
    assert file.books.undoable().undo_about == "De laptop is stuk"


def test_a_restored_older_backup_is_looked_at_first(
    program: Coopadmin, old: Path, tmp_path: Path
) -> None:
    assert program.restore(old, tmp_path / "terug.coop")
    assert program.files[0].books.read_only
    assert told(program)[0][0] == "This copy is older: it goes to 3 March 2026"


@pytest.mark.parametrize("way", ["this", "that"])
def test_of_two_copies_that_both_went_on_one_goes_on_and_the_other_is_kept(
    program: Coopadmin, path: Path, old: Path, way: str
) -> None:
    there(old, "Klussen")

    def answer(dialog: WaysDialog) -> None:
        assert list(dialog.buttons) == ["this", "that", "look", ""]
        mine = dialog.buttons["that"].accessibleDescription()
        assert "2 changes by Hanneke Brouwer, to 3 March 2026" in mine
        theirs = dialog.buttons["this"].accessibleDescription()
        assert "1 change by Wim Terpstra, 3 March 2026 (Wim added activity Klussen)" in theirs
        click(dialog.buttons[way])

    with answering(WaysDialog, answer):
        assert program.open(old)
    (file,) = program.files
    chosen, other = (old, path) if way == "this" else (path, old)
    assert file.books.path == chosen
    assert not file.books.read_only
    assert not other.exists()
    assert other.with_name(f"{other.stem} kept 2026-03-03.coop").exists()
    file.window.close()
    assert program.open(chosen), "it is settled"


def test_what_changes_the_file_is_off_with_the_reason_while_it_is_looked_at(
    program: Coopadmin, old: Path
) -> None:
    with answering(WaysDialog, taking("look")):
        program.open(old)
    window = program.files[0].window
    for name in ("members", "contributions", "history"):
        window.show_page(name)
        able = [entry.text() for entry in window.page(name).menu_actions() if entry.isEnabled()]
        assert not {"New member", "Charge members", "Take back"} & {*able}, name
    window.show_page("settings", "cooperative")
    forms = [form for form in window.page("settings").findChildren(Form) if form.isVisible()]
    assert forms
    for form in forms:
        assert not form.save_button.isEnabled()
        assert form.save_button.toolTip() == "This file can only be looked at."
