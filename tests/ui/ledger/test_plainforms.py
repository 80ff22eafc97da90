"""The plain forms by keyboard: what is typed, what is said, what is booked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from coopadmin.attachments.queries import list_attachments
from coopadmin.attachments.rules import Owner
from coopadmin.ledger.cash import NewCount, count_cash
from coopadmin.ledger.entry_queries import find_entry, list_lines, trial_balance
from coopadmin.ledger.plain import NewOwed, owe
from coopadmin.ledger.queries import list_open_items
from coopadmin.people.rules import NewPerson
from coopadmin.people.service import add_person
from coopadmin.store import Books
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.inputs import Combo
from coopadmin.ui.ledger.bookingform import BookingForm
from coopadmin.ui.ledger.page import LedgerPage
from tests.ledger.bus import MEALS, TABLE
from tests.ledger.making import BANK, CASH, euros
from tests.ui.hands import CTRL, SHIFT, overwrite, press, press_here
from tests.ui.ledger.conftest import Open

KEY = Qt.Key
BON = b"%PDF-1.7\nTaart"


def form_of(page: LedgerPage) -> BookingForm:
    (form,) = (each for each in page.findChildren(BookingForm) if each.isVisible())
    assert isinstance(form, BookingForm)
    return form


def combo(form: Form, name: str) -> Combo:
    control = form.box(name).control
    assert isinstance(control, Combo)
    return control


def choose(form: Form, name: str, text: str) -> None:
    """Choose by the words that begin with this, as the keyboard does."""
    control = combo(form, name)
    (choice, *_more) = [each for each in control.choices if each.text.startswith(text)]
    control.set_value(choice.value)


def paid(page: LedgerPage, amount: str = "18,5", dated: str = "2-3") -> BookingForm:
    """The form for what was paid, filled in as in a bakery."""
    page.setFocus()
    press(page, KEY.Key_B, CTRL)
    form = form_of(page)
    overwrite(form.box("amount").control, amount)
    overwrite(form.box("dated").control, dated)
    choose(form, "own_id", "Cash")
    overwrite(form.box("who").control, "Bakkerij Smit")
    choose(form, "what_for", "Costs of activities")
    form.look()
    return form


def spent(books: Books) -> dict[str, float]:
    return {row.number: row.closing.cents / 100 for row in books.ask(trial_balance, "2026")}


def test_what_was_paid_is_booked_without_debit_or_credit_and_undone_by_one_step(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    before = spent(books)
    page = open_page()
    form = paid(page)
    said = [form.box(name).under() for name in ("amount", "dated", "own_id")]
    assert [each.replace("\u00a0", " ") for each in said] == [
        "Becomes € 18.50.",
        "Mon 2 March 2026",
        "held € 184.00",
    ]
    words = " ".join(box.field.label for box in (form.box(n) for n in form.draft()))
    assert "ebit" not in words
    assert "redit" not in words
    choose(form, "activity_id", TABLE)
    overwrite(form.box("description").control, "Taart")
    press_here(KEY.Key_S, CTRL)
    after = spent(books)
    assert after[CASH] == before[CASH] - 18.5
    assert after[MEALS] == before[MEALS] + 18.5
    (row, *_rest) = [
        row for row in books.ask(list_lines, account_id=kept[MEALS]) if row.who == "Bakkerij Smit"
        and row.entry_description == "Taart"
    ]  # fmt: skip
    assert row.activity == TABLE
    assert not [each for each in page.findChildren(BookingForm) if each.isVisible()]
    books.undo()
    assert spent(books) == before


def test_how_it_is_booked_is_a_fold_under_the_form(open_page: Open, kept: dict[str, int]) -> None:
    form = paid(open_page())
    assert form.fold.sums.isHidden()
    form.fold.toggle()
    assert form.fold.sums.isVisibleTo(form)
    shown = [(name, value.replace("\u00a0", " ")) for name, value in form.fold.lines]
    assert shown == [(f"{CASH} Cash", "− 18.50"), (f"{MEALS} Costs of activities", "+ 18.50")]


def test_counted_cash_is_said_below_and_does_not_stop_who_saw_it(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    books.do(count_cash, NewCount(kept[CASH], date(2026, 3, 3), euros(184)))
    page = open_page()
    form = paid(page)
    (said,) = form.doubts.shown()
    assert "€ 165.50" in said.sentence.replace("\u00a0", " ")
    assert [button.text() for button in said.buttons] == ["Count the cash again"]
    press_here(KEY.Key_S, CTRL)
    assert spent(books)[CASH] == 165.5


def test_a_day_before_the_books_is_said_at_its_field(open_page: Open, kept: dict[str, int]) -> None:
    form = paid(open_page(), dated="31-12-2024")
    problem = form.box("dated").problem
    assert problem is not None
    assert problem.code == "entry.before_books"


def test_what_is_typed_comes_back_after_leaving_and_goes_by_cancelling(
    open_page: Open, kept: dict[str, int]
) -> None:
    page = open_page()
    form = paid(page)
    form.keep_typed()
    page.show_part("accounts")
    press(page, KEY.Key_B, CTRL)
    form = form_of(page)
    assert form.box("who").text() == "Bakkerij Smit"
    assert form.now("what_for") == ("account", kept[MEALS])
    press_here(KEY.Key_Escape)
    press(page, KEY.Key_B, CTRL)
    assert form_of(page).box("who").text() == ""


def test_save_and_one_more_keeps_the_day_and_the_account(
    open_page: Open, books: Books, kept: dict[str, int], qtbot: QtBot
) -> None:
    page = open_page()
    form = paid(page)
    form.once_more_button.click()

    def opened_again() -> bool:
        shown = [each for each in page.findChildren(BookingForm) if each.isVisible()]
        return bool(shown) and form not in shown

    qtbot.waitUntil(opened_again)
    again = form_of(page)
    assert again.box("amount").text() == ""
    assert (again.now("dated"), again.now("own_id")) == (date(2026, 3, 2), kept[CASH])
    assert spent(books)[CASH] == 165.5


def test_a_receipt_is_dropped_pasted_and_taken_away_and_goes_with_the_booking(
    open_page: Open, books: Books, kept: dict[str, int], tmp_path: Path
) -> None:
    bon, program = tmp_path / "bon.pdf", tmp_path / "bon.exe"
    bon.write_bytes(BON)
    program.write_bytes(b"MZ\x90")
    page = open_page()
    form = paid(page)
    for path in (bon, program):
        given = QMimeData()
        given.setUrls([QUrl.fromLocalFile(str(path))])
        drop = QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            given,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        form.dropEvent(drop)
    assert [each.name for each in form.receipts.receipts] == ["bon.pdf"]
    assert "bon.exe" in form.messages.shown()[0].sentence
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    QGuiApplication.clipboard().setImage(picture)
    form.box("description").control.setFocus()
    press_here(KEY.Key_V, CTRL)
    assert [each.name for each in form.receipts.receipts] == ["bon.pdf", "Photo of the receipt.png"]
    press_here(KEY.Key_S, CTRL)
    (number,) = (
        row.number
        for row in books.ask(list_lines, account_id=kept[CASH])
        if row.who == "Bakkerij Smit" and row.dated == date(2026, 3, 2)
    )
    files = books.ask(list_attachments, Owner("entry", books.ask(find_entry, number)))
    assert [each.name for each in files] == ["bon.pdf", "Photo of the receipt.png"]
    form = paid(page, "19")
    form.receipts.add_files([bon])
    press_here(KEY.Key_S, CTRL)
    (said,) = form.messages.shown()
    assert number in said.sentence
    assert spent(books)[CASH] == 165.5


def test_a_bill_is_owed_and_paid_from_what_is_open(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    page = open_page()
    page.visit(("form", "owed"))
    form = form_of(page)
    for name, text in (("who", "Drukkerij Nota"), ("amount", "60"), ("dated", "20-2"),
                       ("due", "20-3"), ("reference", "F-7")):  # fmt: skip
        overwrite(form.box(name).control, text)
    choose(form, "what_for", "Office costs")
    press_here(KEY.Key_S, CTRL)
    (item,) = books.ask(list_open_items, direction="payable")
    assert (item.name, item.reference, item.due) == ("Drukkerij Nota", "F-7", date(2026, 3, 20))
    press(page, KEY.Key_B, CTRL)
    form = form_of(page)
    choose(form, "what_for", "F-7")
    form.box("what_for").edited.emit()
    assert (form.box("amount").text(), form.box("who").text()) == ("60.00", "Drukkerij Nota")
    assert form.box("activity_id").isHidden()
    overwrite(form.box("amount").control, "20")
    press_here(KEY.Key_S, CTRL)
    (item,) = books.ask(list_open_items, direction="payable")
    assert item.open == euros(40)


def test_what_others_are_to_pay_us_is_offered_when_it_is_received(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    rent = NewOwed(
        euros(75), date(2026, 2, 1), date(2026, 3, 1), kept["82401"], "Zaal", party="Biljartclub"
    )
    books.do(owe, replace(rent, kind="rent", direction="receivable"))
    page = open_page()
    press(page, KEY.Key_O, CTRL | SHIFT)
    form = form_of(page)
    overwrite(form.box("who").control, "biljartclub")
    offered = [choice.text for choice in combo(form, "what_for").choices]
    assert offered[0].startswith("Zaal · Biljartclub")
    overwrite(form.box("who").control, "Somebody else")
    offered = [choice.text for choice in combo(form, "what_for").choices]
    assert not offered[0].startswith("Zaal")


def test_money_goes_from_account_to_account(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    before = spent(books)
    page = open_page()
    page.visit(("form", "move"))
    form = form_of(page)
    overwrite(form.box("amount").control, "100")
    choose(form, "from_id", "Bank account")
    choose(form, "to_id", "Bank account")
    press_here(KEY.Key_S, CTRL)
    assert form.box("to_id").problem is not None
    choose(form, "to_id", "Cash")
    press_here(KEY.Key_S, CTRL)
    assert spent(books)[CASH] == before[CASH] + 100
    assert spent(books)[BANK] == before[BANK] - 100


@pytest.mark.parametrize("width", [1366, 1280])
def test_fields_have_room(open_page: Open, kept: dict[str, int], width: int) -> None:
    page = open_page(width, 640)
    form = paid(page)
    for name in ("amount", "dated", "own_id", "who", "what_for", "activity_id"):
        box = form.box(name)
        assert box.control.width() >= 110, name


def test_a_name_that_is_known_is_that_person(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    person_id = books.do(add_person, NewPerson(call_name="Anna", surname="Vos"))
    form = paid(open_page())
    overwrite(form.box("who").control, "anna vos")
    assert form.who() == (person_id, "")
