"""Contributions by keyboard: from the first tariff to what was paid, ticked off and taken back."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coopadmin.contributions.queries import ChargeRow, list_charges, list_payments, list_tariffs
from coopadmin.contributions.rules import NewPayment
from coopadmin.contributions.service import pay_contribution
from coopadmin.kernel.money import Money
from coopadmin.store import Books
from coopadmin.ui.contributions.page import ContributionsPage
from coopadmin.ui.contributions.paying import PaymentForm
from coopadmin.ui.kit.buttons import Button
from coopadmin.ui.kit.form import Form
from tests.contributions.making import Member, make
from tests.ui.contributions.conftest import Open, of, tariff
from tests.ui.hands import CTRL, click, overwrite, press, press_here, write

KEY = Qt.Key


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def names(page: ContributionsPage) -> list[str]:
    return [row.name for row in page.charges.table.shown_rows()]


def charge(books: Books, number: int) -> ChargeRow:
    (found,) = books.ask(list_charges, "2026", member_number=number)
    return found


def said(page: ContributionsPage) -> list[str]:
    return [message.sentence for message in page.messages.shown()]


def pay_form(page: ContributionsPage) -> PaymentForm:
    (form,) = (each for each in page.findChildren(PaymentForm) if each.isVisible())
    return form


def say_it_is_right(form: Form) -> None:
    """Answer the first question that a form asks."""
    (button,) = form.messages.shown()[0].buttons
    assert button.text() == "It is right, save"
    click(button)


def test_an_empty_year_leads_from_the_first_tariff_to_the_charges(
    open_page: Open, books: Books, members: dict[int, int], qtbot: QtBot
) -> None:
    page = open_page()
    assert focused().property("text") == "Set a tariff", "the one best first step"
    press_here(KEY.Key_Space)
    form = page.tariffs.form
    assert form.box("amount").control.hasFocus()
    write(form.box("amount").control, "20")
    assert form.box("amount").under().startswith("Becomes €\u00a020.00 per book year.")
    press_here(KEY.Key_S, CTRL)
    (made,) = books.ask(list_tariffs)
    assert (made.kind, made.amount, made.valid_from) == ("Personal", Money(2000), date(2026, 1, 1))
    press_here(KEY.Key_Escape)
    assert focused().property("text") == "Look who pays what"
    press_here(KEY.Key_Space)
    assert page.run.table.view.hasFocus()
    assert page.run.form.save_button.text() == "Charge 4"
    press_here(KEY.Key_Return)
    press_here(KEY.Key_Space)
    assert said(page) == ["4 contributions of together €\u00a080.00 are charged"]
    assert names(page) == ["Annie van den Berg", "Bea Hofstra", "Arend Aap", "Cor Timmerman"]
    assert page.charges.table.view.hasFocus()
    of(page.window()).undo()
    assert books.ask(list_charges, "2026") == [], "the whole run at once"


def test_a_year_without_members_says_where_they_come_from(open_page: Open) -> None:
    open_page()
    assert focused().property("text") == "Go to members"


def test_who_has_no_tariff_stands_first_with_what_to_do(open_page: Open, books: Books) -> None:
    make(
        books, Member(1, "Annie Aap"), Member(2, "De Schakel", kind="Friend"), Member(3, "Bea Hof")
    )
    tariff(books)
    page = open_page()
    page.show_run()
    table = page.run.table
    assert [row.name for row in table.shown_rows()] == ["De Schakel", "Annie Aap", "Bea Hof"]
    assert table.current().name == "De Schakel", "one begins with what is wrong"
    (message,) = page.run.messages.shown()
    assert message.sentence.startswith("There is no tariff for “Friend” in 2026.")
    press_here(KEY.Key_Space)
    assert page.run.form.save_button.text() == "Charge 2", "it cannot be checked"
    click(message.buttons[0])
    box = page.tariffs.form.box("kind_id").control
    assert (page.header.title(), box.property("currentText")) == ("Tariffs", "Friend")
    write(page.tariffs.form.box("amount").control, "0")
    press_here(KEY.Key_S, CTRL)
    page.show_run()
    assert page.run.messages.shown() == ()
    assert [row.state for row in table.shown_rows()] == ["ready", "ready"], "free ones are folded"


def test_who_is_unchecked_is_not_charged(
    open_page: Open, books: Books, members: dict[int, int]
) -> None:
    tariff(books)
    page = open_page()
    page.show_run()
    press_here(KEY.Key_Down)
    press_here(KEY.Key_Space)
    assert page.run.form.save_button.text() == "Charge 3"
    press_here(KEY.Key_A, CTRL)
    assert page.run.form.save_button.text() == "Charge 4", "Ctrl+A takes everybody in again"
    press_here(KEY.Key_Space)
    overwrite(page.run.form.box("due").control, "1-5-2026")
    press_here(KEY.Key_S, CTRL)
    rows = books.ask(list_charges, "2026")
    assert ([row.member_number for row in rows], rows[0].due) == ([1, 3, 4], date(2026, 5, 1))


def test_when_everybody_is_charged_the_preview_says_so(
    open_page: Open, books: Books, charged: dict[int, int]
) -> None:
    page = open_page()
    page.show_run()
    (message,) = page.run.messages.shown()
    assert message.sentence == "Everybody is charged already for 2026"
    assert page.run.nothing.isVisible()
    assert not page.run.form.isVisible(), "there is nothing to fill in"
    make(books, Member(9, "Dirk Lindenberg"))
    assert page.run.messages.shown() == (), "a new member asks for a second run"
    assert page.run.form.save_button.text() == "Charge 1"


def test_the_first_open_charge_has_the_focus_and_enter_pays_it(
    open_page: Open, books: Books, charged: dict[int, int]
) -> None:
    books.do(pay_contribution, NewPayment(1))
    page = open_page()
    assert page.charges.table.view.hasFocus()
    assert page.charges.table.current().name == "Bea Hofstra"
    press_here(KEY.Key_Return)
    form = pay_form(page)
    assert form.draft() == {"amount": "20.00", "dated": "3-3-2026", "method": "bank", "note": ""}
    write(focused(), "7,5")
    press_here(KEY.Key_S, CTRL)
    paid = charge(books, 2)
    assert (paid.paid, paid.open, paid.state) == (Money(750), Money(1250), "part")
    assert page.charges.table.view.hasFocus(), "one goes on in the list"
    assert page.charges.table.current().name == "Bea Hofstra"
    of(page.window()).undo()
    assert charge(books, 2).open == Money(2000)


def test_too_much_and_a_day_to_come_are_asked_about_in_the_form(
    open_page: Open, books: Books, charged: dict[int, int]
) -> None:
    page = open_page()
    press_here(KEY.Key_Return)
    form = pay_form(page)
    overwrite(form.box("amount").control, "25")
    overwrite(form.box("dated").control, "1-4-2026")
    press_here(KEY.Key_S, CTRL)
    asked = [message.sentence for message in form.messages.shown()]
    assert asked[0].startswith("Of C2026-0001 €\u00a020.00 is open")
    assert asked[1].startswith("1 April 2026 is still to come")
    assert charge(books, 1).paid == Money(0)
    say_it_is_right(form)
    say_it_is_right(form)
    assert (charge(books, 1).paid, charge(books, 1).last_paid) == (Money(2500), date(2026, 4, 1))
    view = page.charges.table.view
    assert view.rows.index(0, len(view.rows.columns) - 1).data() == "Too much"


def test_a_payment_is_taken_back_and_both_stay_visible(
    open_page: Open, books: Books, charged: dict[int, int], qtbot: QtBot
) -> None:
    books.do(pay_contribution, NewPayment(1, amount=Money(500)))
    page = open_page()
    page.charges.table.choose(charge(books, 1).id)
    qtbot.waitUntil(lambda: len(page.charges.panel.payments) == 1)
    page.charges.panel.payments.setFocus()
    press_here(KEY.Key_Delete)
    taken, given = books.ask(list_payments, "2026")
    assert (taken.amount, given.reversed) == (Money(-500), True)
    assert len(page.charges.panel.payments) == 2
    assert not page.charges.panel.back.isVisible(), "nothing stands that can be taken back"


def test_several_are_ticked_off_as_one_step(
    open_page: Open, books: Books, charged: dict[int, int]
) -> None:
    page = open_page()
    for _row in range(2):
        press_here(KEY.Key_Space)
        press_here(KEY.Key_Down)
    tick = page.charges.tick
    assert (tick.isVisible(), tick.save_button.text()) == (True, "Tick off 2")
    press_here(KEY.Key_Return)
    overwrite(tick.box("dated").control, "20-2")
    press_here(KEY.Key_S, CTRL)
    assert [charge(books, number).state for number in (1, 2, 3)] == ["paid", "paid", "open"]
    assert charge(books, 1).last_paid == date(2026, 2, 20)
    assert (tick.isVisible(), page.charges.table.view.hasFocus()) == (False, True)
    of(page.window()).undo()
    assert {row.state for row in books.ask(list_charges, "2026")} == {"open"}


def test_all_that_is_shown_is_checked_at_once_and_escape_unchecks(
    open_page: Open, books: Books, charged: dict[int, int], qtbot: QtBot
) -> None:
    books.do(pay_contribution, NewPayment(1))
    page = open_page()
    press_here(KEY.Key_A, CTRL)
    assert page.charges.tick.save_button.text() == "Tick off 3", "not who has paid"
    press_here(KEY.Key_Return)
    press_here(KEY.Key_Escape)
    assert not page.charges.tick.isVisible()
    press_here(KEY.Key_F, CTRL)
    assert page.charges.search.hasFocus()
    press_here(KEY.Key_A, CTRL)
    assert not page.charges.tick.isVisible(), "in a field Ctrl+A chooses its text"


def test_searching_and_states_narrow_the_list_and_its_sums(
    open_page: Open, books: Books, charged: dict[int, int], qtbot: QtBot
) -> None:
    books.do(pay_contribution, NewPayment(3, amount=Money(500)))
    books.do(pay_contribution, NewPayment(4))
    page = open_page()
    counts = [button.property("accessibleName") for button in page.charges.states.children()[1:]]
    assert counts == ["All 4", "Open 3", "Partly paid 1", "Paid 1"], (
        "what is partly paid is open too"
    )
    write(page.charges.search, "a aap")
    qtbot.waitUntil(lambda: names(page) == ["Arend Aap"])
    assert page.charges.foot.text() == "1 of 4"
    press(page.charges.search, KEY.Key_Escape)
    assert len(names(page)) == 4
    write(page.charges.search, "C2026-0002")
    qtbot.waitUntil(lambda: names(page) == ["Bea Hofstra"])
    write(page.charges.search, "9")
    qtbot.waitUntil(lambda: names(page) == [])
    (clear,) = (b for b in page.charges.table.findChildren(Button) if b.isVisible())
    click(clear)
    assert len(names(page)) == 4
    page.charges.states.findChildren(QWidget)[2].setFocus()
    press_here(KEY.Key_Space)
    assert names(page) == ["Arend Aap"]
    assert "500" not in page.charges.foot.text()


def test_the_book_year_of_the_sidebar_decides_what_is_shown(
    open_page: Open, books: Books, charged: dict[int, int]
) -> None:
    page = open_page()
    assert page.header.title() == "Contributions 2026"
    window = of(page.window())
    years = {choice.label: choice for choice in window._plate.years}
    page.desk.choose_year(years["2025"])
    assert (page.header.title(), page.charges.isVisible()) == ("Contributions 2025", False)
    page.show_run()
    assert page.run.form.save_button.text() == "Charge 4"
    page.desk.choose_year(years["2026"])
    assert page.header.title() == "Charge contributions of 2026"
    page.show_charges()
    assert len(names(page)) == 4


def test_a_payment_being_typed_survives_closing(
    open_page: Open, books: Books, charged: dict[int, int]
) -> None:
    page = open_page()
    press_here(KEY.Key_Down)
    press_here(KEY.Key_Return)
    overwrite(pay_form(page).box("amount").control, "12")
    press_here(KEY.Key_Tab)
    assert books.drafts_of("contributions") != {}
    page.window().close()
    again = open_page()
    form = pay_form(again)
    assert (form.row.name, form.draft()["amount"]) == ("Bea Hofstra", "12")
    press_here(KEY.Key_Escape)
    assert books.drafts_of("contributions") == {}
    assert again.charges.table.view.hasFocus()


def test_a_tariff_is_changed_and_removed_from_the_list(
    open_page: Open, books: Books, charged: dict[int, int]
) -> None:
    page = open_page()
    page.show_tariffs()
    assert page.tariffs.table.current().amount == Money(2000)
    press_here(KEY.Key_Return)
    form = page.tariffs.form
    overwrite(form.box("amount").control, "22,50")
    press_here(KEY.Key_S, CTRL)
    (asked,) = form.messages.shown()
    assert asked.sentence.startswith("Of 2026 charges were made already")
    say_it_is_right(form)
    assert [row.amount for row in books.ask(list_tariffs)] == [Money(2250)]
    assert page.tariffs.table.view.hasFocus()
    press_here(KEY.Key_Delete)
    assert books.ask(list_tariffs) == []
    of(page.window()).undo()
    assert len(page.tariffs.table) == 1
    press_here(KEY.Key_N, CTRL)
    assert form.box("kind_id").control.hasFocus() or form.box("amount").control.hasFocus()
    press_here(KEY.Key_Escape)
    press_here(KEY.Key_Escape)
    assert page.header.title() == "Contributions 2026"


def test_in_a_narrow_page_the_detail_takes_turns_with_the_list(
    open_page: Open, books: Books, charged: dict[int, int], qtbot: QtBot
) -> None:
    page = open_page(1010, 640)
    assert page.narrow
    assert not page.charges.panel.isVisible()
    press_here(KEY.Key_Down)
    press_here(KEY.Key_Return)
    assert (page.charges.table.isVisible(), page.header.isVisible()) == (False, False)
    assert focused().property("text") == "Record payment"
    press_here(KEY.Key_Space)
    press_here(KEY.Key_S, CTRL)
    assert charge(books, 2).state == "paid"
    assert page.charges.table.view.hasFocus()
    assert page.charges.table.current().name == "Bea Hofstra"
    press_here(KEY.Key_Down)
    press_here(KEY.Key_Space)
    assert "Tick off as paid" in [action.text() for action in page.menu_actions()]
    press_here(KEY.Key_Return)
    assert page.charges.tick.isVisible()
    press_here(KEY.Key_Escape)
    assert page.header.isVisible()


def test_another_page_can_send_one_to_a_charge_to_the_tariffs_and_to_the_run(
    open_page: Open, books: Books, charged: dict[int, int]
) -> None:
    page = open_page()
    window = of(page.window())
    window.show_page("contributions", charge(books, 3).id)
    assert page.charges.table.current().name == "Arend Aap"
    window.show_page("contributions", "tariffs")
    assert page.header.title() == "Tariffs"
    window.show_page("contributions", "run")
    assert page.run.isVisible()


def test_a_reader_hears_who_owes_what(
    open_page: Open, books: Books, charged: dict[int, int]
) -> None:
    page = open_page()
    reader = QAccessible.queryAccessibleInterface(page.charges.table.view)
    assert reader.text(QAccessible.Text.Name) == "Contributions"
    heard = {
        reader.child(number).text(QAccessible.Text.Name) for number in range(reader.childCount())
    }
    assert {"Annie van den Berg", "20.00", "Open", "Late", "Open (€)", "no"} - heard == {"Late"}
    assert page.charges.search.accessibleName() == "Search by name, number or reference"
    assert page.charges.panel.accessibleName() == "Annie van den Berg"
