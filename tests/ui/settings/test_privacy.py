"""Privacy in the settings: purposes of consents, and data breaches with their decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from coopadmin.members.queries import list_kinds, list_members
from coopadmin.members.rules import NewMember, NewTermination
from coopadmin.members.service import admit_member, terminate_membership
from coopadmin.people.consent_rules import NEWSLETTER, NewConsent
from coopadmin.people.consenting import give_consent
from coopadmin.people.consents import list_purposes, people_with_consent
from coopadmin.people.queries import find_people
from coopadmin.people.rules import NewPerson
from coopadmin.privacy.facts import BreachRow
from coopadmin.privacy.queries import list_breaches, own_processings, own_texts
from coopadmin.privacy.rules import DONE, NOT, UNLIKELY, NewBreach
from coopadmin.privacy.service import change_breach, record_breach
from coopadmin.ui.kit.buttons import Button
from coopadmin.ui.kit.form import Form
from coopadmin.ui.members.page import MembersPage
from coopadmin.ui.openfile import OpenFile
from coopadmin.ui.privacy.section import PrivacySection
from coopadmin.ui.settings.tables import TableSection
from tests.app.program import PATIENCE_MS
from tests.ui.hands import CTRL, click, overwrite, press_here


def shown(file: OpenFile, place: str) -> TableSection:
    file.window.show_page("settings", place)
    made = file.window.page("settings").section("privacy")  # type: ignore[attr-defined]
    assert isinstance(made, PrivacySection)
    assert isinstance(made.shown, TableSection)
    return made.shown


def breaches(file: OpenFile) -> list[BreachRow]:
    return file.books.ask(list_breaches)


def button(form: Form, text: str) -> Button:
    return next(each for each in form.findChildren(Button) if each.text() == text)


def choose(form: Form, name: str, value: object) -> None:
    combo = form.box(name).control
    assert isinstance(combo, QComboBox)
    combo.set_value(value)


def test_an_own_purpose_is_added_changed_and_undone(file: OpenFile) -> None:
    part = shown(file, "privacy consents")
    press_here(Qt.Key.Key_N, CTRL)
    overwrite(part.form.box("name").control, "Birthday in the paper")
    press_here(Qt.Key.Key_S, CTRL)
    own = [row for row in file.books.ask(list_purposes) if row.number is not None]
    assert [row.name for row in own] == ["Birthday in the paper"]
    assert part.table.view.hasFocus()
    file.window.undo()
    assert not [row for row in file.books.ask(list_purposes) if row.number is not None]
    part.visit("newsletter")
    assert not part.form.box("name").control.isEnabled()
    assert not part.form.save_button.isEnabled()


def test_who_consents_is_shown_in_the_list_of_members(file: OpenFile, qtbot: QtBot) -> None:
    books = file.books
    kind = books.ask(list_kinds)[0].id
    for name in ("Berg", "Vos"):
        books.do(admit_member, NewMember(kind, date(2020, 1, 1), NewPerson(surname=name)))
    jan = books.ask(find_people, "Berg")[0].id
    books.do(give_consent, NewConsent(jan, NEWSLETTER, date(2026, 1, 1)))
    part = shown(file, "privacy consents")
    part.visit(NEWSLETTER)
    click(button(part.form, "Show who consents"))
    page = file.window.page("members")
    assert isinstance(page, MembersPage)
    qtbot.waitUntil(lambda: [row.name for row in page.list.rows()] == ["Berg"])


def test_a_consent_is_noted_of_all_members_at_once(file: OpenFile) -> None:
    books = file.books
    kind = books.ask(list_kinds)[0].id
    for name in ("Berg", "Vos"):
        books.do(admit_member, NewMember(kind, date(2020, 1, 1), NewPerson(surname=name)))
    part = shown(file, "privacy consents")
    part.visit(NEWSLETTER)
    click(button(part.form, "Note for many…"))
    overwrite(part.form.box("given_on").control, "4-3-2026")
    press_here(Qt.Key.Key_S, CTRL)
    assert "still to come" in part.form.box("given_on").under()
    overwrite(part.form.box("given_on").control, "1-3-2026")
    press_here(Qt.Key.Key_S, CTRL)
    assert len(books.ask(people_with_consent, NEWSLETTER, date(2026, 3, 1))) == 2
    file.window.undo()
    assert books.ask(people_with_consent, NEWSLETTER, date(2026, 3, 1)) == set()


def test_a_breach_is_written_down_by_keyboard_and_then_decided_on(file: OpenFile) -> None:
    part = shown(file, "privacy breaches")
    press_here(Qt.Key.Key_N, CTRL)
    form = part.form
    overwrite(form.box("discovered").control, "1-3-2026")
    overwrite(form.box("discovered_at").control, "9.30")
    press_here(Qt.Key.Key_S, CTRL)
    assert form.box("what").problem is not None
    overwrite(form.box("what").control, "Lost a stick")
    overwrite(form.box("number").control, "312")
    press_here(Qt.Key.Key_S, CTRL)
    (row,) = breaches(file)
    assert row.breach.discovered == datetime.fromisoformat("2026-03-01T09:30")
    assert (row.breach.what, row.breach.number, row.waits) == ("Lost a stick", 312, True)
    part.visit(str(row.number))
    form = part.form
    assert not form.box("reported").isVisible()
    choose(form, "report", DONE)
    choose(form, "telling", DONE)
    overwrite(form.box("reported").control, "2-3-2026")
    overwrite(form.box("reported_at").control, "10:00")
    overwrite(form.box("told_on").control, "2-3-2026")
    press_here(Qt.Key.Key_S, CTRL)
    (row,) = breaches(file)
    assert row.breach.reported == datetime.fromisoformat("2026-03-02T10:00")
    assert (row.breach.told_on, row.waits) == (date(2026, 3, 2), False)
    file.window.undo()
    assert breaches(file)[0].waits


def test_a_task_opens_the_breach_and_typing_is_kept(file: OpenFile) -> None:
    new = NewBreach(datetime.fromisoformat("2026-03-02T09:30"), "Lost a stick")
    number = file.books.do(record_breach, new)
    part = shown(file, f"privacy breach {number}")
    assert part.form.box("what").text() == "Lost a stick"
    overwrite(part.form.box("measures").control, "Bought a new one")
    file.window.show_page("overview")
    part = shown(file, "privacy breaches")
    assert part.form.box("measures").text() == "Bought a new one"


def test_a_processing_is_described_and_an_own_one_added(file: OpenFile) -> None:
    part = shown(file, "privacy register")
    first = part.table.shown_rows()[0]
    part.visit(first.key)
    overwrite(part.form.box("purpose").control, "To prove what we did")
    press_here(Qt.Key.Key_S, CTRL)
    assert file.books.ask(own_processings)[first.key].purpose == "To prove what we did"
    press_here(Qt.Key.Key_N, CTRL)
    for name in ("name", "purpose", "people", "held", "ground", "kept"):
        overwrite(part.form.box(name).control, f"Camera {name}")
    press_here(Qt.Key.Key_S, CTRL)
    assert part.table.shown_rows()[-1].name == "Camera name"
    part.visit(part.table.shown_rows()[-1].key)
    click(button(part.form, "Take out of the register"))
    assert list(file.books.ask(own_processings)) == [first.key]
    file.window.undo()
    assert len(file.books.ask(own_processings)) == 2


def test_a_paragraph_is_written_and_given_back(file: OpenFile) -> None:
    part = shown(file, "privacy statement")
    part.visit("rights")
    press_here(Qt.Key.Key_S, CTRL)
    assert file.books.ask(own_texts, "en") == {}, "nothing was changed"
    part.visit("rights")
    overwrite(part.form.box("text").control, "Ask the chair.")
    press_here(Qt.Key.Key_S, CTRL)
    assert file.books.ask(own_texts, "en") == {"rights": "Ask the chair."}
    part.visit("rights")
    click(button(part.form, "Words of the program again"))
    assert file.books.ask(own_texts, "en") == {}


def test_the_statement_is_copied_as_text(file: OpenFile) -> None:
    part = shown(file, "privacy statement")
    copy = next(each for each in part.head_actions() if each.text == "Copy as text")
    copy.run()
    assert "Autoriteit Persoonsgegevens" in QGuiApplication.clipboard().text()


def test_a_breach_that_waits_is_marked_in_the_list_of_settings(file: OpenFile) -> None:
    page = file.window.page("settings")

    def marked() -> bool:
        page.reload()
        return "privacy" in page._wrong  # type: ignore[attr-defined]

    assert not marked()
    new = NewBreach(datetime.fromisoformat("2026-03-02T09:30"), "Lost a stick")
    number = file.books.do(record_breach, new)
    assert marked()
    decided = replace(
        new,
        risk=UNLIKELY,
        report=NOT,
        report_reason="Encrypted",
        telling=NOT,
        telling_reason="Encrypted",
    )
    file.books.do(change_breach, number, decided)
    assert not marked()


def test_who_left_long_ago_is_proposed_and_all_are_erased_after_typing_how_many(
    file: OpenFile, qtbot: QtBot
) -> None:
    part = shown(file, "privacy erasing")
    assert "Nobody can be erased now" in "\n".join(map(QLabel.text, part.findChildren(QLabel)))
    kind = file.books.ask(list_kinds)[0].id
    for name, number in (("Wolkammer", 971), ("Hagedoorn", 972)):
        person = NewPerson(call_name="Geertje", surname=name, email="g@voorbeeld.nl")
        new = NewMember(kind, date(2015, 1, 1), person, number=number)
        member = file.books.do(admit_member, new)
        file.books.do(terminate_membership, NewTermination(member, "by-member", date(2019, 1, 1)))
    part = shown(file, "privacy erasing")
    assert [row.standing.name for row in part.table.shown_rows()] == [
        "Geertje Hagedoorn", "Geertje Wolkammer",
    ]  # fmt: skip
    press_here(Qt.Key.Key_N, CTRL)
    overwrite(part.form.box("typed").control, "1")
    press_here(Qt.Key.Key_S, CTRL)
    assert "Type 2 to erase for good." in part.form.box("typed").under()
    overwrite(part.form.box("typed").control, "2")
    press_here(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: part.table.shown_rows() == [], timeout=PATIENCE_MS)
    names = {row.name for row in file.books.ask(list_members)}
    assert {"Former member 971", "Former member 972"} <= names
