"""Notes, documents, the welcome and the profile on the members page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from coopadmin.attachments.queries import list_attachments
from coopadmin.attachments.rules import Owner
from coopadmin.correspondence.queries import list_came_back
from coopadmin.members.queries import get_membership
from coopadmin.people.notes import list_notes
from coopadmin.store import Books
from coopadmin.ui.attached import AttachedFiles
from coopadmin.ui.kit.message import Message
from coopadmin.ui.members.profileview import ProfileView
from tests.ui.hands import CTRL, overwrite, press, press_here
from tests.ui.members.village import OpenPage, button, form_of, member

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def test_a_note_is_written_changed_and_removed_at_the_member(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page()
    ina = member(village, "Ina Kuipers")
    page.list.choose(ina)
    page._settled()
    button(page.detail, "New note").click()
    form = form_of(page)
    press(form, Qt.Key.Key_S, CTRL)
    assert "Fill this in" in form.box("text").under()
    overwrite(form.box("text").control, "Rings twice")
    press(form, Qt.Key.Key_S, CTRL)
    (note,) = village.ask(list_notes)
    assert (note.text, note.name, note.keep_until) == (
        "Rings twice",
        "Ina Kuipers",
        date(2028, 3, 3),
    )
    button(page.detail, "Change note of 3 Mar 2026").click()
    overwrite(form_of(page).box("text").control, "Rings once")
    press(form_of(page), Qt.Key.Key_S, CTRL)
    assert village.ask(list_notes)[0].text == "Rings once"
    button(page.detail, "Remove note of 3 Mar 2026").click()
    assert village.ask(list_notes) == []
    village.undo()
    assert len(village.ask(list_notes)) == 1


def test_a_document_is_dropped_on_a_member_and_taken_away(
    open_page: OpenPage, village: Books, tmp_path: Path
) -> None:
    page = open_page()
    ina = member(village, "Ina Kuipers")
    page.list.choose(ina)
    page._settled()
    owner = Owner("person", village.ask(get_membership, ina).person_id)
    good, bad = tmp_path / "form.pdf", tmp_path / "run.exe"
    good.write_bytes(PDF)
    bad.write_bytes(b"MZ nothing good")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(each)) for each in (bad, good)])
    place = page.detail.findChildren(AttachedFiles)[0]
    event = QDropEvent(
        QPointF(QPoint(4, 4)),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    place.dropEvent(event)
    assert [row.name for row in village.ask(list_attachments, owner)] == ["form.pdf"]
    assert "run.exe" in page.messages.findChildren(Message)[-1].sentence
    shown = page.detail.findChildren(AttachedFiles)[-1]
    assert shown.open(village.ask(list_attachments, owner)[0]).read_bytes() == PDF
    button(page.detail, "Take away form.pdf").click()
    assert village.ask(list_attachments, owner) == []
    village.undo()
    assert len(village.ask(list_attachments, owner)) == 1


def test_a_newcomer_is_welcomed_with_a_letter_that_can_be_copied(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page()
    ina = member(village, "Ina Kuipers")
    page.list.choose(ina)
    page._settled()
    page.edit("tell")
    form = form_of(page)
    button(form, "Copy welcome letter").click()
    assert "0004" in QGuiApplication.clipboard().text()
    press(form, Qt.Key.Key_S, CTRL)
    assert village.ask(get_membership, ina).number_told_on == date(2026, 3, 3)


def test_a_death_says_in_the_form_what_stays_open(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    page.list.choose(member(village, "Ina Kuipers"))
    page._settled()
    page.edit("died")
    overwrite(form_of(page).box("died_on").control, "1-3-2026")
    told = [one.sentence for one in form_of(page).findChildren(Message)]
    assert told[-1] == "This stays open for the heirs"


def test_members_are_counted_on_the_day_of_the_register(
    open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    page = open_page()
    page.show_day(date(2018, 1, 1))
    page.visit("profile")
    view = page.beside()
    assert isinstance(view, ProfileView)
    assert view.subtitle() == "1 January 2018 · 5 members"
    press_here(Qt.Key.Key_Escape)
    assert page.beside() is None


def test_what_came_back_is_noted_and_settled_with_the_member(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page()
    ina = member(village, "Ina Kuipers")
    page.list.choose(ina)
    page._settled()
    person = village.ask(get_membership, ina).person_id
    button(page.detail, "A letter came back").click()
    (mark,) = village.ask(list_came_back, {person})
    assert (mark.way, mark.noted_on) == ("letter", date(2026, 3, 3))
    page.reload()
    page.detail.refresh()
    button(page.detail, "The address is right")
    (told,) = [each for each in page.detail.findChildren(Message) if each.isVisible()]
    assert told.sentence == "A letter came back, 3 Mar 2026"
    told.buttons[0].click()
    assert village.ask(list_came_back, {person}) == []


def test_a_letter_to_a_member_begins_at_the_member(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    ina = member(village, "Ina Kuipers")
    page.list.choose(ina)
    page._settled()
    went: list[object] = []
    page.desk.went.connect(lambda where, place: went.append((where, place)))
    button(page.detail, "Write a letter").click()
    assert went == [("letters", ("own", village.ask(get_membership, ina).person_id))]
