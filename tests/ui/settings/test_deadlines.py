"""The deadline register on the screen, by keyboard: add, renew, end, documents, and a VOG."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coopadmin.deadlines.queries import DeadlineRow, list_deadlines
from coopadmin.deadlines.rules import VOG, NewDeadline
from coopadmin.deadlines.service import add_deadline
from coopadmin.ui.deadlines.section import DeadlinesSection
from coopadmin.ui.kit.buttons import Button
from coopadmin.ui.openfile import OpenFile
from tests.fixtures import WHO
from tests.ui.hands import CTRL, click, overwrite, press, press_here
from tests.ui.settings.test_sections import section

BUS = NewDeadline("insurance", "Insurance of the bus", date(2026, 4, 30), date(2025, 5, 1), 1)


def shown(file: OpenFile, place: str = "deadlines") -> DeadlinesSection:
    if place == "deadlines":
        made = section(file, place)
    else:
        file.window.show_page("settings", place)
        made = file.window.page("settings").section("deadlines")  # type: ignore[attr-defined]
    assert isinstance(made, DeadlinesSection)
    return made


def rows(file: OpenFile) -> list[DeadlineRow]:
    return file.books.ask(list_deadlines)


def button(made: DeadlinesSection, text: str) -> Button:
    return next(each for each in made.form.findChildren(Button) if each.text() == text)


def texts(made: DeadlinesSection) -> set[str]:
    return {each.text() for each in made.form.findChildren(Button)}


def test_a_deadline_is_written_down_by_keyboard_and_undone(file: OpenFile) -> None:
    made = shown(file)
    press_here(Qt.Key.Key_N, CTRL)
    overwrite(made.form.box("title").control, "Rent")
    overwrite(made.form.box("until").control, "31-12-2026")
    overwrite(made.form.box("notice").control, "3")
    press_here(Qt.Key.Key_S, CTRL)
    (row,) = rows(file)
    assert (row.title, row.kind, row.act_by) == ("Rent", "contract", date(2026, 9, 30))
    assert made.table.view.hasFocus()
    file.window.undo()
    assert rows(file) == []
    assert len(made.table) == 0


def test_a_task_opens_the_form_and_renewing_keeps_the_old_period(file: OpenFile) -> None:
    number = file.books.do(add_deadline, BUS)
    made = shown(file, f"deadlines {number}")
    assert made.form.box("title").text() == "Insurance of the bus"
    assert made.form.isAncestorOf(QApplication.focusWidget())  # type: ignore[arg-type]
    click(button(made, "Renew…"))
    assert made.form.box("until").text() == "30-4-2027"
    overwrite(made.form.box("until").control, "1-4-2026")
    press_here(Qt.Key.Key_S, CTRL)
    assert "after" in made.form.box("until").under()
    overwrite(made.form.box("until").control, "30-4-2027")
    press_here(Qt.Key.Key_S, CTRL)
    assert [(row.state, row.until) for row in rows(file)] == [
        ("running", date(2027, 4, 30)),
        ("renewed", date(2026, 4, 30)),
    ]


def test_what_ended_is_shown_but_cannot_be_changed(file: OpenFile) -> None:
    number = file.books.do(add_deadline, BUS)
    made = shown(file, f"deadlines {number}")
    click(button(made, "Ended"))
    assert rows(file)[0].state == "ended"
    made = shown(file, f"deadlines {number}")
    assert not made.form.box("title").control.isEnabled()
    assert not made.form.save_button.isEnabled()
    assert {"Renew…", "Ended"}.isdisjoint(texts(made))


def test_a_document_is_kept_and_what_is_no_document_is_said(file: OpenFile, tmp_path: Path) -> None:
    number = file.books.do(add_deadline, BUS)
    made = shown(file, f"deadlines {number}")
    (tmp_path / "polis.pdf").write_bytes(b"%PDF-1.7\nPolis")
    overwrite(made.form.box("note").control, "Half a sentence")
    made.attach(rows(file)[0], tmp_path / "polis.pdf")
    assert "polis.pdf" in texts(made)
    assert made.form.box("note").text() == "Half a sentence"
    (tmp_path / "polis.exe").write_bytes(b"MZ")
    made.attach(rows(file)[0], tmp_path / "polis.exe")
    (message,) = made.page.messages.shown()
    assert "is no PDF" in message.sentence
    taking = next(
        each
        for each in made.form.findChildren(Button)
        if each.accessibleName() == "Take away polis.pdf"
    )
    click(taking)
    assert rows(file)[0].documents == ()
    assert "polis.pdf" not in texts(made)
    file.window.undo()
    assert "polis.pdf" in texts(made)


def test_of_a_certificate_the_form_asks_only_the_two_days_and_takes_no_paper(
    file: OpenFile,
) -> None:
    made = shown(file)
    press_here(Qt.Key.Key_N, CTRL)
    kind = made.form.box("kind").control
    kind.setFocus()
    press(kind, Qt.Key.Key_C)
    while made.form.box("kind").value() != VOG:
        press(kind, Qt.Key.Key_Down)
    assert made.form.box("renews").isHidden()
    overwrite(made.form.box("title").control, "Sietske Hofstra")
    overwrite(made.form.box("seen").control, "4-3-2026")
    overwrite(made.form.box("repeat").control, "4-3-2029")
    press_here(Qt.Key.Key_S, CTRL)
    assert "still to come" in made.form.box("seen").under()
    overwrite(made.form.box("seen").control, "2-3-2026")
    press_here(Qt.Key.Key_S, CTRL)
    (row,) = rows(file)
    assert (row.kind, row.since, row.until) == (VOG, date(2026, 3, 2), date(2029, 3, 4))
    made = shown(file, f"deadlines {row.number}")
    assert "Attach document…" not in texts(made)


def test_who_works_here_can_look_after_it_and_a_started_renewal_is_kept(file: OpenFile) -> None:
    number = file.books.do(add_deadline, BUS)
    made = shown(file, f"deadlines {number}")
    made.form.box("keeper").set_value(WHO)
    press_here(Qt.Key.Key_S, CTRL)
    assert rows(file)[0].keeper == WHO
    made = shown(file, f"deadlines {number}")
    click(button(made, "Renew…"))
    overwrite(made.form.box("until").control, "1-5-2027")
    made.form.keep_typed()
    assert f"deadlines/{number}/renew" in file.books.drafts_of("settings")
